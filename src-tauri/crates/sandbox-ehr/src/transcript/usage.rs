//! What becomes of an access token: Inferno's `smart_client_token_use_verification`, and where it may not be.

use url::Url;

use crate::journal::RecordedRequest;

use super::{Finding, Transcript, finding};

pub(super) fn findings(transcript: &Transcript) -> Vec<Finding> {
    let requests = transcript.requests.iter().enumerate();
    requests
        .flat_map(|(place, request)| {
            // What manages a registration is no access token to records (RFC 7591 §3, RFC 7592 §1.3).
            let shown = bearer(request).filter(|_| !request.path.starts_with("/auth/register"));
            let strange = shown.is_some_and(|token| {
                !transcript
                    .issued("access_token", place)
                    .any(|issued| issued == token)
            });
            let strange = strange.then(|| {
                finding(
                    93,
                    place,
                    request,
                    "a bearer token that was not issued in this session",
                )
            });
            let astray = is_astray(transcript, request, place).then(|| {
                finding(
                    93,
                    place,
                    request,
                    "an access token elsewhere than in the header of a FHIR request",
                )
            });
            strange.into_iter().chain(astray)
        })
        .collect()
}

/// The first FHIR request after `place` that used this token.
pub(super) fn first_use<'a>(
    transcript: &'a Transcript,
    token: &str,
    place: usize,
) -> Option<(usize, &'a RecordedRequest)> {
    let mut later = transcript.requests.iter().enumerate().skip(place);
    later.find(|(_, request)| bearer(request) == Some(token))
}

fn bearer(request: &RecordedRequest) -> Option<&str> {
    request.header("authorization")?.strip_prefix("Bearer ")
}

/// In a query anywhere, or in the header of a request to anything but the FHIR server.
fn is_astray(transcript: &Transcript, request: &RecordedRequest, place: usize) -> bool {
    let base = Url::parse(&transcript.setting.fhir_base)
        .map(|url| url.path().to_owned())
        .unwrap_or_default();
    let is_fhir = request
        .path
        .strip_prefix(&base)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let in_query = |token: &str| {
        request
            .query
            .as_deref()
            .is_some_and(|query| query.contains(token))
    };
    let is_installation = transcript.setting.installations
        && request.method == "POST"
        && request.path == "/auth/register";
    let may_show = is_fhir || is_installation;
    let misplaced = |token: &str| in_query(token) || (!may_show && bearer(request) == Some(token));
    transcript.issued("access_token", place).any(misplaced)
}
