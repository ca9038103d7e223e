//! The requirements that show only over a whole transcript. What can be seen in one request is complained of
//! where that request is answered.

use super::{RecordedRequest, is_fhir};
use crate::transcript::Transcript;

/// A requirement that a client violated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Its number in HL7's list of the requirements of SMART App Launch 2.2.0.
    pub rule: u16,
    /// The request that shows it, as `METHOD path`; empty when it is the absence of one.
    pub request: String,
    /// What was wrong.
    pub message: String,
}

pub(super) fn violations(transcript: &Transcript) -> Vec<Violation> {
    let requests = &transcript.requests;
    let mut found: Vec<Violation> = requests.iter().flat_map(complained).collect();
    // Where the sandbox complained itself, a second opinion on the same request adds nothing.
    let judged = transcript.findings().into_iter();
    let unseen = judged.filter(|finding| {
        let request = requests.get(finding.place);
        request.is_none_or(|request| complained(request).next().is_none())
    });
    found.extend(unseen.map(|finding| finding.violation));
    found.extend(unused_tokens(requests));
    found
}

fn violation(rule: u16, request: &RecordedRequest, message: &str) -> Violation {
    let request = format!("{} {}", request.method, request.path);
    Violation {
        rule,
        request,
        message: message.to_owned(),
    }
}

fn complained(request: &RecordedRequest) -> impl Iterator<Item = Violation> {
    request.complaints.iter().filter_map(|complaint| {
        complaint
            .rule
            .map(|rule| violation(rule, request, &complaint.message))
    })
}

/// #93: a client that was given a token and reads FHIR data uses that token. Whether the token was still good is
/// not the client's doing.
fn unused_tokens(requests: &[RecordedRequest]) -> Option<Violation> {
    let given = requests
        .iter()
        .any(|request| request.path == "/auth/token" && request.status == Some(200));
    let mut reads = requests
        .iter()
        .filter(|request| is_fhir(request))
        .peekable();
    reads.peek()?;
    let used = reads.any(has_bearer);
    (given && !used).then(|| Violation {
        rule: 93,
        request: String::new(),
        message: "no FHIR request used an issued token as `Authorization: Bearer`".to_owned(),
    })
}

fn has_bearer(request: &RecordedRequest) -> bool {
    request
        .header("authorization")
        .is_some_and(|value| value.starts_with("Bearer ") && value.contains("CNRY-access-"))
}
