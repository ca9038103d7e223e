//! Errors as OAuth writes them (RFC 6749 §4.1.2.1 and §5.2).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::journal::Complaint;
use crate::record::Complaints;

/// An error code and what was wrong.
#[derive(Debug, Clone)]
pub(crate) struct OAuthError {
    pub(crate) code: &'static str,
    pub(crate) complaint: Complaint,
}

impl OAuthError {
    pub(crate) fn new(code: &'static str, complaint: Complaint) -> Self {
        Self { code, complaint }
    }

    /// The request lacks something or repeats it.
    pub(crate) fn invalid_request(rule: u16, message: impl Into<String>) -> Self {
        Self::new("invalid_request", Complaint::against(rule, message))
    }

    /// The code or refresh token is not one that may be used here and now.
    pub(crate) fn invalid_grant(message: impl Into<String>) -> Self {
        Self::new("invalid_grant", Complaint::of(message))
    }

    /// The client did not prove who it is.
    pub(crate) fn invalid_client(rule: u16, message: impl Into<String>) -> Self {
        Self::new("invalid_client", Complaint::against(rule, message))
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let status = if self.code == "invalid_client" {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::BAD_REQUEST
        };
        let body = json!({ "error": self.code, "error_description": self.complaint.message });
        let mut response = not_stored((status, Json(body)).into_response());
        if status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Basic realm=\"sandbox\"");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
            .extensions_mut()
            .insert(Complaints(vec![self.complaint]));
        response
    }
}

/// Forbids storing (RFC 6749 §5.1).
pub(crate) fn not_stored(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    response
}
