//! How a client proves itself at the token and revocation endpoints, for the three client types.
//!
//! Public: `client_id` in the body. Symmetric: HTTP Basic and no `client_id` in the body (HL7 #72, #345).
//! Asymmetric: `private_key_jwt`, a new assertion for every attempt because its `jti` is used once.
//! What one server wants otherwise is in [`crate::credentials::Quirks`].

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Body, Method, Request};
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::binding::Binding;
use crate::credentials::{BasicEncoding, Credentials};
use crate::endpoint::EndpointUrl;
use crate::exchange::Purpose;
use crate::http::Http;
use crate::oauth_error::{ErrorBody, OAuthErrorCode};
use crate::registration::ClientAuthentication;
use crate::secret::ClientSecret;
use crate::token::TokenError;
use crate::transport::{self, Answer, TransportError};

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The fields of a request body, wiped when dropped.
pub(crate) struct Form(Zeroizing<String>);

impl Form {
    pub(crate) fn new(grant_type: &str) -> Self {
        Self::empty().with("grant_type", grant_type)
    }

    pub(crate) fn empty() -> Self {
        Self(Zeroizing::new(String::new()))
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.push(name, value);
        self
    }

    fn push(&mut self, name: &str, value: &str) {
        for (part, text) in [
            (if self.0.is_empty() { "" } else { "&" }, name),
            ("=", value),
        ] {
            self.0.push_str(part);
            self.0
                .extend(form_urlencoded::byte_serialize(text.as_bytes()));
        }
    }

    fn copy(&self) -> Self {
        Self(self.0.clone())
    }

    pub(crate) fn body(&self) -> Body {
        self.0.as_bytes().to_vec().into()
    }
}

/// One request at an endpoint that clients prove themselves at.
pub(crate) struct Post<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) endpoint: &'a EndpointUrl,
    pub(crate) form: Form,
    pub(crate) limit: Duration,
}

/// How id and secret are written in one attempt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    FormEncoded,
    Raw,
}

/// Posts a form as the client of `binding`.
///
/// A secret with characters that form-encoding changes is sent the RFC's way first, and once the other
/// way where the server answers `invalid_client`, unless the server is known to want one of them.
pub(crate) async fn post(
    http: &Http,
    binding: &Binding,
    credentials: Credentials<'_>,
    post: Post<'_>,
    now: Timestamp,
) -> Result<Answer, TokenError> {
    let attempt = |written| request(&post, binding, credentials, written, now);
    let send = async |request| {
        transport::send(http, post.purpose, request, post.limit)
            .await
            .map_err(TokenError::Unreachable)
    };
    match credentials.quirks.basic {
        BasicEncoding::Form => send(attempt(Written::FormEncoded)?).await,
        BasicEncoding::Raw => send(attempt(Written::Raw)?).await,
        BasicEncoding::FormThenRaw => {
            let answer = send(attempt(Written::FormEncoded)?).await?;
            if differs(&binding.client_id, credentials.authentication) && knows_no_client(&answer) {
                send(attempt(Written::Raw)?).await
            } else {
                Ok(answer)
            }
        }
    }
}

fn knows_no_client(answer: &Answer) -> bool {
    answer.status.is_client_error()
        && ErrorBody::parse(&answer.body).code == Some(OAuthErrorCode::InvalidClient)
}

fn request(
    post: &Post<'_>,
    binding: &Binding,
    credentials: Credentials<'_>,
    written: Written,
    now: Timestamp,
) -> Result<Request, TokenError> {
    let mut request = form_request(post.endpoint);
    let mut form = post.form.copy();
    match credentials.authentication {
        ClientAuthentication::Public => form.push("client_id", &binding.client_id),
        ClientAuthentication::Symmetric(secret) => {
            let value = basic(&binding.client_id, secret, written)?;
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        ClientAuthentication::Asymmetric(key) => {
            // The token endpoint at every endpoint: RFC 7523 §3 knows no other audience.
            let audience = binding.token_endpoint.as_str();
            let now = credentials.skew.server_time(now);
            let with_times = credentials.quirks.assertion_times;
            let assertion = key
                .client_assertion(&binding.client_id, audience, now, with_times)
                .map_err(|_| TokenError::Unsignable)?;
            form.push("client_assertion_type", ASSERTION_TYPE);
            form.push("client_assertion", &assertion);
        }
    }
    let is_public = matches!(credentials.authentication, ClientAuthentication::Public);
    if credentials.quirks.client_id_in_body && !is_public {
        form.push("client_id", &binding.client_id);
    }
    *request.body_mut() = Some(form.body());
    Ok(request)
}

/// A POST of a form that is answered with JSON.
pub(crate) fn form_request(endpoint: &EndpointUrl) -> Request {
    let mut request = Request::new(Method::POST, endpoint.url().clone());
    let headers = request.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    request
}

fn basic(
    client_id: &str,
    secret: &ClientSecret,
    written: Written,
) -> Result<HeaderValue, TokenError> {
    // EXPOSE: the client secret goes into the Authorization header for the pinned endpoint.
    let pair = match written {
        Written::FormEncoded => Zeroizing::new(format!(
            "{}:{}",
            form_encoded(client_id),
            form_encoded(secret.expose())
        )),
        Written::Raw => Zeroizing::new(format!("{client_id}:{}", secret.expose())),
    };
    let value = Zeroizing::new(format!("Basic {}", BASE64_STANDARD.encode(pair.as_bytes())));
    let mut value = HeaderValue::from_str(&value)
        .map_err(|_| TokenError::Unreachable(TransportError::NotRequestable))?;
    value.set_sensitive(true);
    Ok(value)
}

fn differs(client_id: &str, authentication: &ClientAuthentication) -> bool {
    let ClientAuthentication::Symmetric(secret) = authentication else {
        return false;
    };
    // EXPOSE: to a comparison.
    form_encoded(client_id) != client_id || form_encoded(secret.expose()) != secret.expose()
}

fn form_encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests;
