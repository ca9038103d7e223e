//! Everything that is not a result, as an `OperationOutcome` (FHIR R4 §3.1.0.1.1).

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::gate::Refusal;

/// The media type of every FHIR answer.
pub(crate) const FHIR_JSON: &str = "application/fhir+json; charset=utf-8";

/// Why a request gets no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    /// A code of the value set `issue-type`.
    code: &'static str,
    diagnostics: String,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Failure {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        diagnostics: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code,
            diagnostics: diagnostics.into(),
            header: None,
        }
    }

    pub(crate) fn invalid(diagnostics: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid", diagnostics)
    }

    pub(crate) fn not_found(diagnostics: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", diagnostics)
    }

    pub(crate) fn not_supported(status: StatusCode, diagnostics: impl Into<String>) -> Self {
        Self::new(status, "not-supported", diagnostics)
    }

    pub(crate) fn too_many_requests(retry_after: u64) -> Self {
        let mut failure = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "throttled",
            "too many requests",
        );
        failure.header = Some((RETRY_AFTER, HeaderValue::from(retry_after)));
        failure
    }

    /// A refusal with nothing in its body.
    pub(crate) fn silent(status: StatusCode) -> Self {
        Self::new(status, "", "")
    }

    /// RFC 6750 §3: no error code for a request that carried no token at all.
    pub(crate) fn refused(refusal: Refusal, carried_a_token: bool) -> Self {
        let (status, code, challenge, diagnostics) = match refusal {
            Refusal::Unauthenticated(reason) if carried_a_token => (
                StatusCode::UNAUTHORIZED,
                "login",
                "Bearer realm=\"fhir\", error=\"invalid_token\"",
                reason,
            ),
            Refusal::Unauthenticated(reason) => (
                StatusCode::UNAUTHORIZED,
                "login",
                "Bearer realm=\"fhir\"",
                reason,
            ),
            Refusal::Forbidden(reason) => (
                StatusCode::FORBIDDEN,
                "forbidden",
                "Bearer realm=\"fhir\", error=\"insufficient_scope\"",
                reason,
            ),
        };
        let mut failure = Self::new(status, code, diagnostics);
        failure.header = Some((WWW_AUTHENTICATE, HeaderValue::from_static(challenge)));
        failure
    }

    fn body(&self) -> Value {
        outcome("error", self.code, &self.diagnostics)
    }
}

/// An `OperationOutcome` with one issue.
pub(crate) fn outcome(severity: &str, code: &str, diagnostics: &str) -> Value {
    let issue = json!({ "severity": severity, "code": code, "diagnostics": diagnostics });
    json!({ "resourceType": "OperationOutcome", "issue": [issue] })
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if self.code.is_empty() {
            return self.status.into_response();
        }
        let body = self.body().to_string();
        let mut response = (self.status, [(CONTENT_TYPE, FHIR_JSON)], body).into_response();
        response.headers_mut().extend(self.header);
        response
    }
}
