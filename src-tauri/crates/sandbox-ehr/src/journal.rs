//! What was asked of the sandbox, and what was wrong with it.
//!
//! Every request is written down when it arrives, so that one whose answer was never sent is there too. A rule
//! is the number that a client requirement of SMART App Launch 2.2.0 carries in HL7's own list of requirements.
//! The journal lives in memory; `Debug` shows no token, code or password.

mod conformance;

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde_json::Value;

use crate::auth::Client;
use crate::transcript::{Setting, Transcript};

pub use conformance::Violation;

/// Something a client did that it may not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The number of the SMART requirement that is violated; `None` when the client broke no rule (an expired
    /// token, a wrong password).
    pub rule: Option<u16>,
    /// What was wrong, in one sentence without secrets.
    pub message: String,
}

impl Complaint {
    /// A violated requirement.
    pub(crate) fn against(rule: u16, message: impl Into<String>) -> Self {
        Self {
            rule: Some(rule),
            message: message.into(),
        }
    }

    /// A refusal that is no violation of a SMART requirement.
    pub(crate) fn of(message: impl Into<String>) -> Self {
        Self {
            rule: None,
            message: message.into(),
        }
    }
}

/// One request as it arrived, and how it ended.
#[derive(Clone)]
pub struct RecordedRequest {
    /// The sandbox's time of arrival.
    pub at: Timestamp,
    /// `GET`, `POST`, ...
    pub method: String,
    /// Without the query.
    pub path: String,
    /// The query as sent, without `?`.
    pub query: Option<String>,
    /// Names in lower case, in order.
    pub headers: Vec<(String, String)>,
    /// The decoded body of a form post.
    pub form: Vec<(String, String)>,
    /// The status that was answered; `None` while it runs and when the connection was cut instead.
    pub status: Option<u16>,
    /// What was wrong with it.
    pub complaints: Vec<Complaint>,
    /// What was answered.
    pub answer: RecordedAnswer,
}

/// What of an answer is needed to judge the requests that follow.
#[derive(Clone, Default)]
pub struct RecordedAnswer {
    /// `Location`
    pub location: Option<String>,
    /// A JSON document of the authorization server; the FHIR server's are not kept.
    pub body: Option<Value>,
}

impl fmt::Debug for RecordedAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordedAnswer([redacted])")
    }
}

impl RecordedRequest {
    /// The first header of this name (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        first(&self.headers, name)
    }

    /// The first form field of this name.
    pub fn form_value(&self, name: &str) -> Option<&str> {
        first(&self.form, name)
    }

    /// The first query parameter of this name, decoded.
    pub fn query_value(&self, name: &str) -> Option<String> {
        let query = self.query.as_deref()?;
        url::form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// The first complaint, as text.
    pub fn complaint(&self) -> Option<&str> {
        self.complaints
            .first()
            .map(|complaint| complaint.message.as_str())
    }
}

fn first<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("status", &self.status)
            .field("complaints", &self.complaints)
            .finish_non_exhaustive()
    }
}

/// Names one request of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EntryId(pub(crate) usize);

/// Everything that was asked since the start.
#[derive(Debug, Default)]
pub struct Journal {
    entries: Mutex<Vec<RecordedRequest>>,
    setting: Mutex<Setting>,
}

impl Journal {
    pub(crate) fn new(setting: Setting) -> Self {
        Self {
            entries: Mutex::default(),
            setting: Mutex::new(setting),
        }
    }

    /// Every request, in order of arrival.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.entries().clone()
    }

    /// Requests whose path is this one.
    pub fn requests_to(&self, path: &str) -> Vec<RecordedRequest> {
        self.matching(|request| request.path == path)
    }

    /// Posts to the token endpoint.
    pub fn token_requests(&self) -> Vec<RecordedRequest> {
        self.requests_to("/auth/token")
    }

    /// Requests to the FHIR server, its discovery documents left out.
    pub fn fhir_requests(&self) -> Vec<RecordedRequest> {
        self.matching(is_fhir)
    }

    /// Everything that was wrong, in order.
    pub fn complaints(&self) -> Vec<Complaint> {
        self.entries()
            .iter()
            .flat_map(|request| request.complaints.clone())
            .collect()
    }

    /// The requirements of SMART App Launch 2.2.0 that clients violated, by their number. Empty: all were kept.
    ///
    /// A test ends with `assert_eq!(sandbox.journal().assert_conformant(), [])`.
    pub fn assert_conformant(&self) -> Vec<Violation> {
        conformance::violations(&self.transcript())
    }

    /// Everything that was said so far, for a judge from outside.
    pub fn transcript(&self) -> Transcript {
        Transcript {
            setting: self.setting().clone(),
            requests: self.requests(),
        }
    }

    /// What is registered is remembered, also when it is registered anew.
    pub(crate) fn registered(&self, client: &Client) {
        self.setting().clients.push(client.clone());
    }

    pub(crate) fn takes_installations(&self, takes: bool) {
        self.setting().installations |= takes;
    }

    pub(crate) fn launched(&self, launch: &str) {
        self.setting().launches.push(launch.to_owned());
    }

    pub(crate) fn arrived(&self, request: RecordedRequest) -> EntryId {
        let mut entries = self.entries();
        entries.push(request);
        EntryId(entries.len().saturating_sub(1))
    }

    pub(crate) fn answered(
        &self,
        id: EntryId,
        status: Option<u16>,
        complaints: Vec<Complaint>,
        answer: RecordedAnswer,
    ) {
        if let Some(entry) = self.entries().get_mut(id.0) {
            entry.status = status;
            entry.answer = answer;
            entry.complaints.extend(complaints);
        }
    }

    pub(crate) fn complain(&self, id: EntryId, complaint: Complaint) {
        if let Some(entry) = self.entries().get_mut(id.0) {
            entry.complaints.push(complaint);
        }
    }

    fn matching(&self, wanted: impl Fn(&RecordedRequest) -> bool) -> Vec<RecordedRequest> {
        self.entries()
            .iter()
            .filter(|request| wanted(request))
            .cloned()
            .collect()
    }

    fn setting(&self) -> MutexGuard<'_, Setting> {
        self.setting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn entries(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether this is a read of FHIR data: not the two documents that anyone may read.
fn is_fhir(request: &RecordedRequest) -> bool {
    request.path.starts_with("/fhir/")
        && request.path != "/fhir/metadata"
        && !request.path.starts_with("/fhir/.well-known/")
}
