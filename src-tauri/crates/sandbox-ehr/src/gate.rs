//! The seam between the authorization server and the FHIR server: who may read what.
//!
//! The FHIR side asks, the authorization side answers. Neither knows how the other works.

use axum::http::HeaderMap;

/// What a request wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interaction {
    /// `GET Type/id`
    Read,
    /// `GET Type?...`
    Search,
}

/// What a token allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Only this patient's compartment. `None`: every patient.
    pub patient: Option<String>,
    /// Only what matches one of these searches, each as a scope has it after `?`. Empty: everything.
    pub only: Vec<String>,
}

/// Why a request is not served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// 401: no token, unknown, expired or revoked.
    Unauthenticated(String),
    /// 403: the scopes do not cover it.
    Forbidden(String),
}

/// Decides whether a request may be served.
pub trait Gate: Send + Sync + 'static {
    /// `resource_type` as in the URL.
    fn admit(
        &self,
        headers: &HeaderMap,
        resource_type: &str,
        interaction: Interaction,
    ) -> Result<Grant, Refusal>;
}
