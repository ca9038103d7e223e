//! What the server says about itself (SMART App Launch 2.2 §Conformance; OpenID Connect Discovery 1.0; RFC 8414).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value, json};

use super::access::lay_over;
use super::server::AuthorizationServer;
use crate::journal::Complaint;
use crate::record::Complaints;

const CAPABILITIES: [&str; 17] = [
    "authorize-post",
    "client-confidential-asymmetric",
    "client-confidential-symmetric",
    "client-public",
    "context-banner",
    "context-ehr-encounter",
    "context-ehr-patient",
    "context-standalone-patient",
    "launch-ehr",
    "launch-standalone",
    "permission-offline",
    "permission-online",
    "permission-patient",
    "permission-user",
    "permission-v1",
    "permission-v2",
    "sso-openid-connect",
];

const SCOPES: [&str; 11] = [
    "openid",
    "fhirUser",
    "launch",
    "launch/patient",
    "launch/encounter",
    "online_access",
    "offline_access",
    "patient/*.rs",
    "patient/*.read",
    "user/*.rs",
    "user/*.read",
];

pub(crate) async fn smart_configuration(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
) -> Response {
    let profile = server.profile();
    if !profile.well_known {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut members = endpoints(&server);
    members.insert(
        "management_endpoint".to_owned(),
        json!(format!("{}/auth/manage", server.base_url)),
    );
    members.insert("capabilities".to_owned(), json!(CAPABILITIES));
    if !profile.iss_parameter {
        members.remove("authorization_response_iss_parameter_supported");
    }
    lay_over(&mut members, &profile.smart_configuration);
    let mut response = Json(members).into_response();
    response
        .extensions_mut()
        .insert(Complaints(accept_complaint(&headers)));
    response
}

/// Requirement 227: the client says that it takes JSON.
fn accept_complaint(headers: &HeaderMap) -> Vec<Complaint> {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let takes_json = ["application/json", "application/*", "*/*"]
        .iter()
        .any(|kind| accept.contains(kind));
    if takes_json {
        Vec::new()
    } else {
        vec![Complaint::against(
            227,
            "`Accept` does not have application/json",
        )]
    }
}

pub(crate) async fn openid_configuration(
    State(server): State<Arc<AuthorizationServer>>,
) -> Response {
    let mut members = endpoints(&server);
    members.insert("subject_types_supported".to_owned(), json!(["public"]));
    members.insert(
        "id_token_signing_alg_values_supported".to_owned(),
        json!(["RS256", "ES256"]),
    );
    lay_over(&mut members, &server.profile().openid_configuration);
    Json(members).into_response()
}

pub(crate) async fn jwks(State(server): State<Arc<AuthorizationServer>>) -> Response {
    Json(server.keys().public()).into_response()
}

/// What both documents say.
fn endpoints(server: &AuthorizationServer) -> Map<String, Value> {
    let at = |path: &str| format!("{}{path}", server.base_url);
    let members = json!({
        "issuer": server.issuer(),
        "jwks_uri": at("/auth/jwks"),
        "authorization_endpoint": at("/auth/authorize"),
        "token_endpoint": server.token_endpoint(),
        "registration_endpoint": at("/auth/register"),
        "revocation_endpoint": at("/auth/revoke"),
        "introspection_endpoint": at("/auth/introspect"),
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": SCOPES,
        "token_endpoint_auth_methods_supported": ["none", "client_secret_basic", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS384", "ES384"],
        "authorization_response_iss_parameter_supported": true,
    });
    match members {
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}
