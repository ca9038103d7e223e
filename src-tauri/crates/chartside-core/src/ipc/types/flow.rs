//! What crosses of a flow: the steps of a sign-in, a refresh or a sign-out, with every secret named by
//! its kind and never by its value.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// Names a flow. That of a sign-in has the sign-in's name.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowRef {
    /// `FlowSummary.flow`.
    pub flow: String,
}

/// Ask for one flow.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowQuery {
    /// `FlowSummary.flow`.
    pub flow: String,
    /// Show what names the patient or the person who signed in. Secrets stay hidden.
    pub reveal: bool,
}

/// A sign-in, refresh or sign-out of this run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowSummary {
    /// Names it.
    pub flow: String,
    /// What it is.
    pub kind: FlowKind,
    /// Host of the FHIR server; empty while it is not known.
    pub host: String,
    /// The session it belongs to, as far as there is one.
    pub session: Option<String>,
    /// RFC 3339, UTC.
    pub began: String,
    /// How it ended, if it did.
    pub outcome: FlowOutcome,
    /// From the first step to the last, waiting for the person included.
    pub milliseconds: Option<u32>,
    /// Why it failed.
    pub problem: Option<Problem>,
    /// Grows with every change.
    pub revision: u32,
}

/// The flows that are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowList {
    /// Newest first.
    pub flows: Vec<FlowSummary>,
}

/// A flow began, went on or ended: ask again for what is on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowsChanged {
    /// Grows with every change; several changes may come as one.
    pub revision: u32,
}

/// What a flow is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FlowKind {
    /// From the server's address, or an EHR's launch, to a session.
    SignIn,
    /// A new access token.
    Refresh,
    /// The tokens are ended.
    SignOut,
    /// The server is asked what it knows of the access token (RFC 7662).
    Introspection,
    /// The app registers itself with a server (RFC 7591).
    Registration,
}

/// What the server says of a session's access token (RFC 7662).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TokenStanding {
    /// `false`: unknown there, expired or revoked.
    pub active: bool,
    /// What it opens, blank separated, where the server says.
    pub scope: Option<String>,
    /// RFC 3339, UTC: when it ends, where the server says.
    pub expires: Option<String>,
}

/// Where a flow or a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FlowOutcome {
    /// Not over.
    Running,
    /// As it should.
    Done,
    /// It went wrong, or was given up.
    Failed,
}

/// A flow with its steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Flow {
    /// What is said of it in the list.
    pub summary: FlowSummary,
    /// In the order in which they began.
    pub steps: Vec<FlowStep>,
    /// Steps that were not kept, for want of room.
    pub steps_left_out: u32,
    /// `true`: the session is open, and its server can be asked about the access token
    /// (`introspect_token`).
    pub may_ask: bool,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowStep {
    /// From 1.
    pub number: u32,
    /// What it is for.
    pub kind: FlowStepKind,
    /// Where it stands.
    pub outcome: FlowOutcome,
    /// RFC 3339, UTC.
    pub began: String,
    /// How long it took.
    pub milliseconds: Option<u32>,
    /// What was sent, and where.
    pub request: Option<FlowRequest>,
    /// What came back.
    pub answer: Option<FlowAnswer>,
    /// What was wrong.
    pub problem: Option<Problem>,
    /// Where the server departs from the specification, as stable codes.
    pub warnings: Vec<String>,
}

/// The steps there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FlowStepKind {
    /// An EHR opened the app with a link.
    Launch,
    /// The server is asked how it signs people in.
    Discovery,
    /// The app registers itself (RFC 7591).
    Registration,
    /// The request that the browser is to take to the server is put together.
    Authorize,
    /// The person's browser is open.
    Browser,
    /// The browser came back with a link.
    Redirect,
    /// The code becomes tokens.
    Token,
    /// It is proved who signed in.
    Identity,
    /// The refresh token becomes a new access token.
    Refresh,
    /// The server is asked to end the tokens.
    Revoke,
    /// The server is asked what it knows of a token (RFC 7662).
    Introspect,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowRequest {
    /// `GET`, `POST`; empty for what is no HTTP request.
    pub method: String,
    /// Scheme, host and path. Long, opaque parts of the path are shortened.
    pub url: String,
    /// Query, form and headers.
    pub parameters: Vec<FlowParameter>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowAnswer {
    /// HTTP status.
    pub status: Option<u32>,
    /// Media type without its parameters.
    pub media_type: Option<String>,
    /// Size of the body.
    pub bytes: Option<u32>,
    /// Members of the document or parameters of the link.
    pub members: Vec<FlowParameter>,
}

/// A name with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowParameter {
    /// As the specification calls it.
    pub name: String,
    /// Where it stands.
    pub place: FlowPlace,
    /// Its value, as far as it may be shown.
    pub value: FlowValue,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FlowPlace {
    /// In an address.
    Query,
    /// In a header.
    Header,
    /// In a body: a field of a form or a member of a JSON object.
    Body,
}

/// A value that may be shown, or what kind of value it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum FlowValue {
    /// It may be shown.
    Shown {
        /// The value.
        text: String,
    },
    /// It may not.
    Redacted {
        /// What it is.
        kind: Redacted,
        /// Eight hexadecimal digits, the same for the same value within one run of the app. None where
        /// the value is short enough to be found by trying.
        fingerprint: Option<String>,
        /// Bytes.
        length: u32,
        /// Patient data that the person asked to see.
        revealed: Option<Revealed>,
    },
}

/// What names the patient or who signed in, for the screen of the person who asked. Not for logs.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(transparent)]
pub struct Revealed(pub(crate) String);

impl std::fmt::Debug for Revealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Revealed([redacted])")
    }
}

/// What is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Redacted {
    /// Opens the FHIR server.
    AccessToken,
    /// Gets the next access token.
    RefreshToken,
    /// Says who signed in.
    IdToken,
    /// A token, where the name does not say which.
    Token,
    /// Becomes tokens, once.
    Code,
    /// Ties the link that comes back to the sign-in.
    State,
    /// Ties the id token to the sign-in.
    Nonce,
    /// Proves that the one who finishes is the one who began.
    CodeVerifier,
    /// What that proof is checked against.
    CodeChallenge,
    /// What the EHR knows the launch by.
    Launch,
    /// A signed statement of a confidential client.
    Assertion,
    /// Stands for a request that was sent before.
    RequestUri,
    /// The password of a confidential client.
    ClientSecret,
    /// A patient, or who signed in.
    Person,
    /// Not on the list of what may be shown.
    Other,
}

/// What can be sent to whoever helps. Holds no secret and nothing of a patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SupportReport {
    /// To read.
    pub text: String,
    /// The same, for programs.
    pub json: String,
}
