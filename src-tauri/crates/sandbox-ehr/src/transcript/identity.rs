//! What a client may not do with a grant whose id token proves nothing: read on.
//!
//! The cases are those of the OpenID Foundation's relying party tests `oidcc-client-test-*` (Basic and Refresh
//! plans) for a client that uses the code flow.

use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::JwkSet;
use serde_json::Value;

use crate::journal::RecordedRequest;

use super::{Finding, Transcript, answered, finding, proof, sent, usage};

/// HL7 #201: the id token is validated as OpenID Connect Core says.
const RULE: u16 = 201;

pub(super) fn findings(transcript: &Transcript) -> Vec<Finding> {
    let grants = transcript.token_requests();
    grants
        .filter_map(|(place, grant)| {
            let wrong = wrong(transcript, grant, place)?;
            let token = answered(grant, "access_token")?;
            let (used, request) = usage::first_use(transcript, token, place)?;
            Some(finding(
                RULE,
                used,
                request,
                &format!("read on although the id token's {wrong}"),
            ))
        })
        .collect()
}

/// What is wrong with the id token of this answer; `None` also where there is none.
fn wrong(transcript: &Transcript, grant: &RecordedRequest, place: usize) -> Option<&'static str> {
    let token = answered(grant, "id_token")?;
    let Some(claims) = proof::part(token, 1) else {
        return Some("form is not that of a JWT");
    };
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
    let client = proof::client_id(grant).unwrap_or_default();
    let expires = claims.get("exp").and_then(Value::as_f64);
    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds since 1970 are exact in a double"
    )]
    let now = grant.at.as_second() as f64;
    let checks = [
        (
            "issuer is another",
            text("iss") == transcript.setting.issuer,
        ),
        (
            "audience is not this client",
            has_audience(&claims, &client),
        ),
        ("subject is missing", !text("sub").is_empty()),
        (
            "time of issue is missing",
            claims.get("iat").is_some_and(Value::is_number),
        ),
        (
            "time has run out",
            expires.is_some_and(|expires| expires > now),
        ),
        (
            "nonce is not the one sent",
            nonce_fits(transcript, grant, place, &claims),
        ),
        (
            "subject is another than before",
            subject_stays(transcript, grant, place, text("sub")),
        ),
        (
            "signature is not the issuer's",
            is_signed(transcript, token),
        ),
    ];
    checks
        .into_iter()
        .find(|(_, holds)| !holds)
        .map(|(what, _)| what)
}

fn has_audience(claims: &Value, client: &str) -> bool {
    match claims.get("aud") {
        Some(Value::String(audience)) => audience == client,
        Some(Value::Array(audiences)) => audiences.iter().any(|audience| audience == client),
        _ => false,
    }
}

/// A refresh has no authorization request of its own, hence no nonce to compare with.
fn nonce_fits(
    transcript: &Transcript,
    grant: &RecordedRequest,
    place: usize,
    claims: &Value,
) -> bool {
    let asked = grant
        .form_value("code")
        .and_then(|code| transcript.asked_for(code, place));
    let Some(nonce) = asked.and_then(|asked| sent(asked, "nonce")) else {
        return true;
    };
    claims.get("nonce").and_then(Value::as_str) == Some(nonce.as_str())
}

/// OpenID Connect Core §12.2: a refresh is for the person who signed in.
fn subject_stays(
    transcript: &Transcript,
    grant: &RecordedRequest,
    place: usize,
    subject: &str,
) -> bool {
    let Some(token) = grant.form_value("refresh_token") else {
        return true;
    };
    let mut earlier = transcript
        .token_requests()
        .take_while(|(index, _)| *index < place);
    let before = earlier.find(|(_, grant)| answered(grant, "refresh_token") == Some(token));
    let before = before.and_then(|(_, grant)| proof::part(answered(grant, "id_token")?, 1));
    before.is_none_or(|claims| claims.get("sub").and_then(Value::as_str) == Some(subject))
}

/// Against every key that was published: which of them was current is not seen from here. Keys that were never
/// fetched prove nothing, so a client that reads on has not looked.
fn is_signed(transcript: &Transcript, token: &str) -> bool {
    let Ok(header) = jsonwebtoken::decode_header(token) else {
        return false;
    };
    let published = transcript.requests.iter().filter_map(|request| {
        let body = request.answer.body.as_ref()?;
        serde_json::from_value::<JwkSet>(body.clone()).ok()
    });
    published
        .flat_map(|set| set.keys)
        .filter(|key| header.kid.is_none() || key.common.key_id == header.kid)
        .filter_map(|key| DecodingKey::from_jwk(&key).ok())
        .any(|key| proof::signature_fits(token, &key, header.alg))
}
