//! How the client proved who it is, for its registered type: the second half of Inferno's
//! `smart_client_token_request_alp`, `_alcs` and `_alca`.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::Value;

use crate::auth::{Client, ClientAuthentication};
use crate::journal::RecordedRequest;

use super::{Finding, Transcript, finding};

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// HL7 #331, and a little for the way.
const LONGEST_LIFE_SECONDS: i64 = 300 + 5;

type Checks = Vec<(u16, bool, &'static str)>;

pub(super) fn findings(
    transcript: &Transcript,
    request: &RecordedRequest,
    place: usize,
) -> Vec<Finding> {
    let Some(id) = client_id(request) else {
        let message = "a public client left out `client_id`";
        return vec![finding(71, place, request, message)];
    };
    let registrations: Vec<&Client> = transcript.clients(&id).collect();
    if registrations.is_empty() {
        return vec![finding(
            317,
            place,
            request,
            "no registered client proves itself",
        )];
    }
    // A client may have been registered anew with another key or secret: one of them has to be right.
    let judged = registrations
        .iter()
        .map(|client| violated(transcript, request, place, client));
    let best = judged.min_by_key(Vec::len).unwrap_or_default();
    best.into_iter()
        .map(|(rule, _, message)| finding(rule, place, request, message))
        .collect()
}

fn violated(
    transcript: &Transcript,
    request: &RecordedRequest,
    place: usize,
    client: &Client,
) -> Checks {
    let mut checks = match &client.authentication {
        ClientAuthentication::Public => public(request),
        ClientAuthentication::Symmetric { secret } => symmetric(request, &client.id, secret),
        ClientAuthentication::Asymmetric { keys, jwks_url } => {
            let mut checks = asymmetric(request, transcript, &client.id, jwks_url.as_deref());
            checks.push((
                320,
                is_signed(request, keys),
                "the assertion is not signed with a registered key",
            ));
            checks.push((
                332,
                is_new(transcript, request, place),
                "the assertion's `jti` was used before",
            ));
            checks
        }
    };
    checks.retain(|(_, holds, _)| !holds);
    checks
}

/// Whoever the request says it comes from.
pub(super) fn client_id(request: &RecordedRequest) -> Option<String> {
    let from_basic =
        || basic(request).map(|pair| decoded(pair.split(':').next().unwrap_or_default()));
    let from_assertion = || {
        let claims = part(request.form_value("client_assertion")?, 1)?;
        claims.get("sub").and_then(Value::as_str).map(str::to_owned)
    };
    let from_body = || request.form_value("client_id").map(str::to_owned);
    from_assertion().or_else(from_basic).or_else(from_body)
}

fn public(request: &RecordedRequest) -> Checks {
    let has_assertion = request.form_value("client_assertion").is_some();
    vec![(
        63,
        request.header("authorization").is_none() && !has_assertion,
        "a public client authenticated itself",
    )]
}

/// The id and secret as they are, as Inferno compares them, or form-encoded first (RFC 6749 §2.3.1).
fn symmetric(request: &RecordedRequest, id: &str, secret: &str) -> Checks {
    let pair = basic(request).unwrap_or_default();
    let is_raw = pair == format!("{id}:{secret}");
    let is_encoded = pair
        .split_once(':')
        .is_some_and(|(first, second)| decoded(first) == id && decoded(second) == secret);
    vec![
        (
            345,
            is_raw || is_encoded,
            "a symmetric client did not send its id and secret as Basic",
        ),
        (
            72,
            request.form_value("client_id").is_none(),
            "a confidential client sent `client_id` in the body",
        ),
        (
            64,
            request.form_value("client_secret").is_none(),
            "the secret was sent in the body",
        ),
    ]
}

fn basic(request: &RecordedRequest) -> Option<String> {
    let credentials = request.header("authorization")?.strip_prefix("Basic ")?;
    String::from_utf8(STANDARD.decode(credentials).ok()?).ok()
}

fn decoded(text: &str) -> String {
    let form = format!("x={text}");
    let mut pairs = url::form_urlencoded::parse(form.as_bytes());
    pairs
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

fn asymmetric(
    request: &RecordedRequest,
    transcript: &Transcript,
    id: &str,
    jwks_url: Option<&str>,
) -> Checks {
    let assertion = request.form_value("client_assertion").unwrap_or_default();
    let claims = part(assertion, 1).unwrap_or_default();
    let expires = claims.get("exp").and_then(Value::as_i64);
    let left = expires.map(|expires| expires.saturating_sub(request.at.as_second()));
    let mut checks = header(&part(assertion, 0).unwrap_or_default(), jwks_url);
    checks.extend([
        (
            233,
            request.form_value("client_assertion_type") == Some(ASSERTION_TYPE),
            "`client_assertion_type` is wrong",
        ),
        (
            72,
            request.form_value("client_id").is_none(),
            "a confidential client sent `client_id` in the body",
        ),
        (
            327,
            is(&claims, "iss", id),
            "the assertion's `iss` is not the client id",
        ),
        (
            328,
            is(&claims, "sub", id),
            "the assertion's `sub` is not the client id",
        ),
        (
            329,
            is(&claims, "aud", &transcript.setting.token_endpoint),
            "the assertion's `aud` is not the token endpoint",
        ),
        (
            330,
            left.is_some_and(|left| left > 0),
            "the assertion's `exp` is missing or past",
        ),
        (
            331,
            left.is_none_or(|left| left <= LONGEST_LIFE_SECONDS),
            "the assertion lives longer than five minutes",
        ),
        (332, named(&claims, "jti"), "the assertion has no `jti`"),
    ]);
    checks
}

fn header(header: &Value, jwks_url: Option<&str>) -> Checks {
    let jku = header.get("jku").and_then(Value::as_str);
    vec![
        (
            321,
            is(header, "alg", "RS384") || is(header, "alg", "ES384"),
            "the assertion's `alg` is neither RS384 nor ES384",
        ),
        (322, named(header, "kid"), "the assertion has no `kid`"),
        (
            323,
            is(header, "typ", "JWT"),
            "the assertion's `typ` is not `JWT`",
        ),
        (
            325,
            jku.is_none_or(|jku| Some(jku) == jwks_url),
            "`jku` is not the registered address",
        ),
    ]
}

fn is(object: &Value, name: &str, expected: &str) -> bool {
    object.get(name).and_then(Value::as_str) == Some(expected)
}

fn named(object: &Value, name: &str) -> bool {
    let text = object.get(name).and_then(Value::as_str);
    text.is_some_and(|text| !text.is_empty())
}

fn is_signed(request: &RecordedRequest, keys: &jsonwebtoken::jwk::JwkSet) -> bool {
    let assertion = request.form_value("client_assertion").unwrap_or_default();
    let Ok(header) = jsonwebtoken::decode_header(assertion) else {
        return false;
    };
    let key = header.kid.as_deref().and_then(|kid| keys.find(kid));
    let Some(key) = key.and_then(|key| DecodingKey::from_jwk(key).ok()) else {
        return false;
    };
    matches!(header.alg, Algorithm::RS384 | Algorithm::ES384)
        && signature_fits(assertion, &key, header.alg)
}

/// The signature alone: the claims are looked at one by one.
pub(super) fn signature_fits(token: &str, key: &DecodingKey, algorithm: Algorithm) -> bool {
    let mut validation = Validation::new(algorithm);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    jsonwebtoken::decode::<Value>(token, key, &validation).is_ok()
}

fn is_new(transcript: &Transcript, request: &RecordedRequest, place: usize) -> bool {
    let jti = |request: &RecordedRequest| {
        part(request.form_value("client_assertion")?, 1)?
            .get("jti")
            .cloned()
    };
    let own = jti(request);
    let mut before = transcript.requests.iter().take(place);
    own.is_none() || !before.any(|earlier| jti(earlier) == own)
}

/// A part of a JWT as JSON.
pub(super) fn part(token: &str, index: usize) -> Option<Value> {
    let bytes = URL_SAFE_NO_PAD.decode(token.split('.').nth(index)?).ok()?;
    serde_json::from_slice(&bytes).ok()
}
