//! Every authorization request: Inferno's `smart_client_authorization_request_*_verification`.

use crate::journal::RecordedRequest;

use super::{Finding, Transcript, finding, sent};

/// 32 bytes of SHA-256 in base64url.
const CHALLENGE_LENGTH: usize = 43;
/// The shortest text of a common alphabet that can hold 122 bits.
const SHORTEST_STATE: usize = 21;

pub(super) fn findings(transcript: &Transcript) -> Vec<Finding> {
    let requests = transcript.authorizations();
    requests
        .flat_map(|(place, request)| judge(transcript, request, place))
        .collect()
}

fn judge(transcript: &Transcript, request: &RecordedRequest, place: usize) -> Vec<Finding> {
    let setting = &transcript.setting;
    let value = |name: &str| sent(request, name);
    let is = |name: &str, expected: &str| value(name).as_deref() == Some(expected);
    let id = value("client_id").unwrap_or_default();
    let mut clients = transcript.clients(&id);
    let redirect_uri = value("redirect_uri");
    let known_launch = value("launch").is_none_or(|launch| setting.launches.contains(&launch));
    let has_scope = |wanted: &str| scopes(request).iter().any(|scope| scope == wanted);
    let checks = [
        (
            32,
            is("response_type", "code"),
            "`response_type` is not `code`",
        ),
        (
            33,
            transcript.clients(&id).next().is_some(),
            "`client_id` is not registered",
        ),
        (
            34,
            redirect_uri.is_some_and(|uri| clients.any(|client| client.may_return_to(&uri))),
            "`redirect_uri` is not registered exactly",
        ),
        (35, known_launch, "`launch` is not a value that was issued"),
        (
            35,
            value("launch").is_none() || has_scope("launch"),
            "an EHR launch without the scope `launch`",
        ),
        (
            37,
            !scopes(request).is_empty(),
            "`scope` is missing or blank",
        ),
        (
            40,
            value("state").is_some_and(|state| state.len() >= SHORTEST_STATE),
            "`state` is missing or too short",
        ),
        (
            41,
            is("aud", &setting.fhir_base),
            "`aud` is not the FHIR base URL, byte for byte",
        ),
    ];
    let mut found: Vec<Finding> = checks
        .into_iter()
        .chain(protection(request))
        .filter(|(_, holds, _)| !holds)
        .map(|(rule, _, message)| finding(rule, place, request, message))
        .collect();
    found.extend(repeated(transcript, request, place));
    found
}

/// PKCE and OpenID Connect.
fn protection(request: &RecordedRequest) -> [(u16, bool, &'static str); 4] {
    let value = |name: &str| sent(request, name);
    let with_openid = scopes(request).iter().any(|scope| scope == "openid");
    [
        (
            44,
            value("code_challenge").is_some_and(|challenge| challenge.len() == CHALLENGE_LENGTH),
            "`code_challenge` is missing or no SHA-256",
        ),
        (
            45,
            value("code_challenge_method").as_deref() == Some("S256"),
            "`code_challenge_method` is not `S256`",
        ),
        (211, value("max_age").is_none(), "`max_age` was sent"),
        (
            201,
            !with_openid || value("nonce").is_some_and(|nonce| !nonce.is_empty()),
            "`openid` was asked for without a `nonce`",
        ),
    ]
}

fn scopes(request: &RecordedRequest) -> Vec<String> {
    let scope = sent(request, "scope").unwrap_or_default();
    scope.split_ascii_whitespace().map(str::to_owned).collect()
}

/// #2 and OpenID Connect Core §15.5.2: what must be unpredictable is new every time.
fn repeated(transcript: &Transcript, request: &RecordedRequest, place: usize) -> Option<Finding> {
    let before = || {
        transcript
            .authorizations()
            .take_while(|(index, _)| *index < place)
    };
    let names = [("state", 2), ("nonce", 201), ("code_challenge", 44)];
    let again = names.into_iter().find(|(name, _)| {
        let value = sent(request, name);
        value.is_some() && before().any(|(_, earlier)| sent(earlier, name) == value)
    });
    again.map(|(name, rule)| finding(rule, place, request, &format!("`{name}` was sent before")))
}
