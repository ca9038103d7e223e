//! Sending the browser back to the application (RFC 6749 §4.1.2, RFC 9207).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value};

use super::oauth_error::{OAuthError, not_stored};
use super::server::AuthorizationServer;
use crate::pages;
use crate::profile::{Act, Endpoint, RedirectForm};
use crate::record::Complaints;

/// Where an answer goes. The redirect URI is a registered one.
#[derive(Debug, Clone)]
pub(crate) struct Destination {
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
}

impl Destination {
    /// Sends a code.
    pub(crate) fn approve(&self, server: &AuthorizationServer, code: String) -> Response {
        self.send(server, vec![("code".to_owned(), code)])
    }

    /// Sends an error.
    pub(crate) fn refuse(&self, server: &AuthorizationServer, error: OAuthError) -> Response {
        let parameters = vec![
            ("error".to_owned(), error.code.to_owned()),
            (
                "error_description".to_owned(),
                error.complaint.message.clone(),
            ),
        ];
        let mut response = self.send(server, parameters);
        response
            .extensions_mut()
            .insert(Complaints(vec![error.complaint]));
        response
    }

    fn send(
        &self,
        server: &AuthorizationServer,
        mut parameters: Vec<(String, String)>,
    ) -> Response {
        let profile = server.profile();
        parameters.extend(self.state.clone().map(|state| ("state".to_owned(), state)));
        if profile.iss_parameter {
            parameters.push(("iss".to_owned(), server.issuer().to_owned()));
        }
        if let Some(Act::Parameters(changes)) = server.fault(Endpoint::Redirect) {
            overlay(&mut parameters, &changes);
        }
        let address = self.address(&parameters);
        match profile.redirect {
            RedirectForm::Location => found(&address),
            RedirectForm::Page => not_stored(pages::go_back(&address)),
        }
    }

    fn address(&self, parameters: &[(String, String)]) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(parameters)
            .finish();
        let separator = if self.redirect_uri.contains('?') {
            '&'
        } else {
            '?'
        };
        format!("{}{separator}{query}", self.redirect_uri)
    }
}

fn found(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(location) => {
            not_stored((StatusCode::FOUND, [(header::LOCATION, location)]).into_response())
        }
        Err(_) => pages::refused("the registered redirect URI cannot be written in a header"),
    }
}

/// Lays the parameters of a fault over the right ones: `null` takes one away, a list sends it several times.
fn overlay(parameters: &mut Vec<(String, String)>, changes: &Map<String, Value>) {
    for (name, value) in changes {
        parameters.retain(|(key, _)| key != name);
        let values = match value {
            Value::Null => Vec::new(),
            Value::Array(values) => values.clone(),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                vec![value.clone()]
            }
        };
        let as_text = |value: Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        parameters.extend(
            values
                .into_iter()
                .map(|value| (name.clone(), as_text(value))),
        );
    }
}
