//! What goes wrong on purpose. Faults of the FHIR server are in [`FhirBehaviour`](crate::fhir::FhirBehaviour).

use serde::Deserialize;

/// One thing that goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Where.
    pub at: Endpoint,
    /// At which request to that endpoint since the profile was set, counted from 1. `None`: at every one.
    #[serde(default)]
    pub nth: Option<u32>,
    /// What.
    pub act: Act,
}

/// Where something can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// `smart-configuration`
    Discovery,
    /// `openid-configuration`
    OpenidConfiguration,
    /// The issuer's keys.
    Jwks,
    /// The authorization endpoint.
    Authorize,
    /// The redirect back to the application.
    Redirect,
    /// The token endpoint.
    Token,
    /// The revocation endpoint.
    Revoke,
    /// The introspection endpoint.
    Introspect,
    /// The registration endpoint.
    Register,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// The connection is cut before the request is handled.
    DropBefore,
    /// The request is handled and the connection cut instead of an answer.
    DropAfter,
    /// The answer breaks off in the middle of its body.
    DropMidBody,
    /// This is answered and the request is not handled.
    Answer(Answer),
    /// The request is handled and this answered instead.
    AnswerAfter(Answer),
    /// The request is handled so many milliseconds late.
    Delay(u64),
    /// The answer says it is of this type.
    ContentType(String),
    /// Redirect only: these parameters, `null` takes one away. A list sends it several times.
    Parameters(serde_json::Map<String, serde_json::Value>),
}

/// An answer given instead of the right one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Content-Type`
    #[serde(default = "plain_text")]
    pub content_type: String,
    /// The body.
    #[serde(default)]
    pub body: String,
    /// `Retry-After`, as sent.
    #[serde(default)]
    pub retry_after: Option<String>,
}

fn plain_text() -> String {
    "text/plain".to_owned()
}
