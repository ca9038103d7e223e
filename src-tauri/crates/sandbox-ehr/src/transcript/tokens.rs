//! Every token request: Inferno's `smart_client_token_request_*`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::auth::installation;
use crate::journal::RecordedRequest;

use super::{Finding, Transcript, answered, finding, proof, sent};

pub(super) fn findings(transcript: &Transcript) -> Vec<Finding> {
    let requests = transcript.token_requests();
    requests
        .flat_map(|(place, request)| {
            let mut found = form(request, place);
            // The assertion is grant and proof at once, and the sandbox has checked it.
            if request.form_value("grant_type") == Some(installation::GRANT) {
                return found;
            }
            found.extend(match request.form_value("grant_type") {
                Some("authorization_code") => code(transcript, request, place),
                Some("refresh_token") => refresh(transcript, request, place),
                _ => vec![finding(
                    67,
                    place,
                    request,
                    "`grant_type` is neither of the two",
                )],
            });
            found.extend(proof::findings(transcript, request, place));
            found
        })
        .collect()
}

fn form(request: &RecordedRequest, place: usize) -> Vec<Finding> {
    let kind = request.header("content-type").unwrap_or_default();
    let is_form = kind.split(';').next() == Some("application/x-www-form-urlencoded");
    let is_post = request.method == "POST" && is_form && request.query.is_none();
    let message = "the token endpoint is asked by POST, with a form and no query";
    (!is_post)
        .then(|| finding(62, place, request, message))
        .into_iter()
        .collect()
}

/// The code was issued here, to this client, and goes back with what it was asked for with.
fn code(transcript: &Transcript, request: &RecordedRequest, place: usize) -> Vec<Finding> {
    let code = request.form_value("code").unwrap_or_default();
    let Some(asked) = transcript.asked_for(code, place) else {
        return vec![finding(
            68,
            place,
            request,
            "`code` was not issued in this session",
        )];
    };
    let verifier = request.form_value("code_verifier").unwrap_or_default();
    // That PKCE was left out altogether is said where it was asked for.
    let fits = match sent(asked, "code_challenge") {
        Some(challenge) => challenge == s256(verifier),
        None => verifier.is_empty(),
    };
    let same_uri = sent(asked, "redirect_uri").as_deref() == request.form_value("redirect_uri");
    let same_client = sent(asked, "client_id") == proof::client_id(request);
    let checks = [
        (68, same_client, "`code` was issued to another client"),
        (
            69,
            same_uri,
            "`redirect_uri` is not the one of the authorization request",
        ),
        (70, fits, "`code_verifier` does not fit the challenge"),
    ];
    checks
        .into_iter()
        .filter(|(_, holds, _)| !holds)
        .map(|(rule, _, message)| finding(rule, place, request, message))
        .collect()
}

fn s256(verifier: &str) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, verifier.as_bytes());
    URL_SAFE_NO_PAD.encode(digest)
}

/// The refresh token was issued here, and no more is asked for than was granted.
fn refresh(transcript: &Transcript, request: &RecordedRequest, place: usize) -> Vec<Finding> {
    let token = request.form_value("refresh_token").unwrap_or_default();
    let mut found = Vec::new();
    if !transcript
        .issued("refresh_token", place)
        .any(|issued| issued == token)
    {
        found.push(finding(
            106,
            place,
            request,
            "`refresh_token` was not issued in this session",
        ));
    }
    if exceeds(transcript, request, token, place) {
        found.push(finding(
            108,
            place,
            request,
            "`scope` is more than was granted",
        ));
    }
    found
}

fn exceeds(transcript: &Transcript, request: &RecordedRequest, token: &str, place: usize) -> bool {
    let Some(scope) = request.form_value("scope") else {
        return false;
    };
    let mut before = transcript
        .token_requests()
        .take_while(|(index, _)| *index < place);
    let grant = before.find(|(_, grant)| answered(grant, "refresh_token") == Some(token));
    let granted = grant
        .and_then(|(_, grant)| answered(grant, "scope"))
        .unwrap_or_default();
    scope
        .split(' ')
        .any(|asked| !granted.split(' ').any(|scope| scope == asked))
}
