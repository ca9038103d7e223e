//! Which client is asking, and its proof (SMART App Launch 2.2 §Client Authentication; RFC 6749 §2.3; RFC 7523).

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::client::{Client, ClientAuthentication};
use super::client_assertion;
use super::form::Parameters;
use super::oauth_error::OAuthError;
use super::server::AuthorizationServer;
use crate::journal::Complaint;
use crate::profile::{BasicEncoding, ConfidentialClientId};

/// What a client presented.
enum Presented<'a> {
    Nothing,
    Basic(&'a str),
    Assertion(&'a str),
}

/// The client that sent this request, when it proved who it is in the way it is registered for.
pub(crate) fn authenticate(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    form: &Parameters,
) -> Result<Client, OAuthError> {
    let client = match presented(headers, form)? {
        Presented::Nothing => return public(server, form),
        Presented::Basic(credentials) => symmetric(server, credentials)?,
        Presented::Assertion(assertion) => client_assertion::verify(server, assertion)?,
    };
    check_body_client_id(server, form, &client)?;
    Ok(client)
}

fn presented<'a>(
    headers: &'a HeaderMap,
    form: &'a Parameters,
) -> Result<Presented<'a>, OAuthError> {
    if form.get("client_secret").is_some() {
        let message = "`client_secret` must not be sent in the body, use `Authorization: Basic`";
        return Err(OAuthError::invalid_client(345, message));
    }
    let authorization = headers
        .get(header::AUTHORIZATION)
        .map(|value| value.to_str().unwrap_or(""));
    let assertion = form.get("client_assertion");
    match (authorization, assertion) {
        (None, None) if form.get("client_assertion_type").is_some() => Err(
            OAuthError::invalid_client(334, "`client_assertion` is missing"),
        ),
        (None, None) => Ok(Presented::Nothing),
        (Some(_), Some(_)) => Err(OAuthError::invalid_request(
            64,
            "the client authenticated in two ways at once",
        )),
        (Some(value), None) => match value.split_once(' ') {
            Some((scheme, credentials)) if scheme.eq_ignore_ascii_case("basic") => {
                Ok(Presented::Basic(credentials))
            }
            _ => Err(OAuthError::invalid_client(
                345,
                "the `Authorization` header is not of the scheme `Basic`",
            )),
        },
        (None, Some(assertion)) => {
            let kind = form.get("client_assertion_type").unwrap_or("");
            if kind == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
                return Ok(Presented::Assertion(assertion));
            }
            let message = "`client_assertion_type` must be `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`";
            Err(OAuthError::invalid_client(333, message))
        }
    }
}

fn public(server: &AuthorizationServer, form: &Parameters) -> Result<Client, OAuthError> {
    let id = form.get("client_id").ok_or_else(|| {
        OAuthError::invalid_client(
            71,
            "no client: `client_id` is missing and the client did not authenticate",
        )
    })?;
    let client = known(server, id)?;
    match client.authentication {
        ClientAuthentication::Public => Ok(client),
        ClientAuthentication::Symmetric { .. } | ClientAuthentication::Asymmetric { .. } => {
            Err(OAuthError::invalid_client(
                64,
                format!("`{id}` is a confidential client and must authenticate"),
            ))
        }
    }
}

pub(crate) fn known(server: &AuthorizationServer, id: &str) -> Result<Client, OAuthError> {
    server.client(id).ok_or_else(|| {
        OAuthError::invalid_client(317, format!("no application is registered as `{id}`"))
    })
}

fn symmetric(server: &AuthorizationServer, credentials: &str) -> Result<Client, OAuthError> {
    let refuse = |message: &str| OAuthError::invalid_client(345, message);
    let decoded = STANDARD
        .decode(credentials)
        .map_err(|_| refuse("the Basic credentials are not base64"))?;
    let text =
        String::from_utf8(decoded).map_err(|_| refuse("the Basic credentials are not UTF-8"))?;
    let (id, secret) = text
        .split_once(':')
        .ok_or_else(|| refuse("the Basic credentials have no `:`"))?;
    let encoding = server.profile().basic_encoding;
    let client = known(server, &read(encoding, id))?;
    let ClientAuthentication::Symmetric { secret: expected } = &client.authentication else {
        return Err(refuse(&format!(
            "`{}` is not registered for a client secret",
            client.id
        )));
    };
    if read(encoding, secret) == *expected {
        return Ok(client);
    }
    let other = match encoding {
        BasicEncoding::FormEncoded => BasicEncoding::Raw,
        BasicEncoding::Raw => BasicEncoding::FormEncoded,
    };
    Err(match (read(other, secret) == *expected, encoding) {
        (true, BasicEncoding::FormEncoded) => {
            refuse("id and secret must be form-encoded before base64 (RFC 6749 §2.3.1)")
        }
        (true, BasicEncoding::Raw) => {
            refuse("this server wants id and secret as they are, not form-encoded")
        }
        (false, _) => OAuthError::new(
            "invalid_client",
            Complaint::of("the client secret is wrong"),
        ),
    })
}

fn read(encoding: BasicEncoding, text: &str) -> String {
    match encoding {
        BasicEncoding::Raw => text.to_owned(),
        BasicEncoding::FormEncoded => {
            // A lone value decodes as a parameter name; `=` and `&` cannot occur in a well-formed one.
            let mut pairs = url::form_urlencoded::parse(text.as_bytes());
            pairs
                .next()
                .map(|(name, _)| name.into_owned())
                .unwrap_or_default()
        }
    }
}

/// Requirement 72: `client_id` is omitted by confidential clients.
fn check_body_client_id(
    server: &AuthorizationServer,
    form: &Parameters,
    client: &Client,
) -> Result<(), OAuthError> {
    match form.get("client_id") {
        None => Ok(()),
        Some(id) if id != client.id => Err(OAuthError::invalid_request(
            317,
            "`client_id` is not the client that authenticated",
        )),
        Some(_) => match server.profile().confidential_client_id {
            ConfidentialClientId::Tolerated => Ok(()),
            ConfidentialClientId::Refused => Err(OAuthError::invalid_request(
                72,
                "a confidential client must not send `client_id`",
            )),
        },
    }
}
