//! The authorization endpoint (SMART App Launch 2.2 §Obtain authorization code; RFC 6749 §4.1.1; RFC 7636 §4.3).
//!
//! What cannot be trusted with a redirect (an unknown client, a redirect URI that is not registered) is answered
//! with a page; everything else goes back to the application with `error`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::client::Client;
use super::form::Parameters;
use super::interaction::Interaction;
use super::launch::LaunchContext;
use super::oauth_error::OAuthError;
use super::redirect::Destination;
use super::scope::{Level, Scope};
use super::server::AuthorizationServer;
use crate::journal::Complaint;
use crate::pages;
use crate::profile::Audience;
use crate::record::Complaints;

/// An authorization request that may be put before a person.
#[derive(Debug, Clone)]
pub(crate) struct AuthorizationRequest {
    pub(crate) client: Client,
    pub(crate) destination: Destination,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) code_challenge: Option<String>,
    pub(crate) nonce: Option<String>,
    /// `prompt=consent`: the person is to be asked for everything again.
    pub(crate) consent: bool,
    /// The context that the EHR launched the application with.
    pub(crate) launched: Option<LaunchContext>,
}

/// Why an authorization request is not put before a person.
pub(crate) enum Refusal {
    /// It is not safe to redirect.
    Page(Complaint),
    /// The application is told.
    Redirect(Destination, OAuthError),
}

/// A request that may go on, and what was tolerated in it.
type Accepted = (AuthorizationRequest, Vec<Complaint>);

pub(crate) async fn by_query(
    State(server): State<Arc<AuthorizationServer>>,
    RawQuery(query): RawQuery,
) -> Response {
    answer(
        &server,
        &Parameters::parse(query.unwrap_or_default().as_bytes()),
    )
}

pub(crate) async fn by_form(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match Parameters::from_body(&headers, &body, 52) {
        Ok(parameters) => answer(&server, &parameters),
        Err(error) => refused_with_page(error.complaint),
    }
}

fn answer(server: &AuthorizationServer, parameters: &Parameters) -> Response {
    match examine(server, parameters) {
        Ok((request, tolerated)) => {
            let mut response = Interaction::new(server, request).show(server, None);
            response.extensions_mut().insert(Complaints(tolerated));
            response
        }
        Err(Refusal::Page(complaint)) => refused_with_page(complaint),
        Err(Refusal::Redirect(destination, error)) => destination.refuse(server, error),
    }
}

fn refused_with_page(complaint: Complaint) -> Response {
    let mut response = pages::refused(&complaint.message);
    response
        .extensions_mut()
        .insert(Complaints(vec![complaint]));
    response
}

/// Checks a request in the order in which an error may be reported.
pub(crate) fn examine(
    server: &AuthorizationServer,
    parameters: &Parameters,
) -> Result<Accepted, Refusal> {
    let client = known_client(server, parameters).map_err(Refusal::Page)?;
    let redirect_uri = registered_redirect(&client, parameters).map_err(Refusal::Page)?;
    let destination = Destination {
        redirect_uri,
        state: parameters.get("state").map(str::to_owned),
    };
    let mut tolerated = Vec::new();
    let request = examine_trusted(server, parameters, client, &destination, &mut tolerated)
        .map_err(|error| Refusal::Redirect(destination, error))?;
    Ok((request, tolerated))
}

fn known_client(
    server: &AuthorizationServer,
    parameters: &Parameters,
) -> Result<Client, Complaint> {
    if let Some(name @ ("client_id" | "redirect_uri")) = parameters.repeated() {
        return Err(Complaint::against(
            33,
            format!("`{name}` was sent more than once"),
        ));
    }
    let id = parameters
        .get("client_id")
        .ok_or_else(|| Complaint::against(33, "`client_id` is missing"))?;
    server
        .client(id)
        .ok_or_else(|| Complaint::against(33, format!("no application is registered as `{id}`")))
}

fn registered_redirect(client: &Client, parameters: &Parameters) -> Result<String, Complaint> {
    let sent = parameters
        .get("redirect_uri")
        .ok_or_else(|| Complaint::against(34, "`redirect_uri` is missing"))?;
    let registered = client.may_return_to(sent);
    registered.then(|| sent.to_owned()).ok_or_else(|| {
        let message = format!(
            "the redirect URI `{sent}` is not registered for `{}`",
            client.id
        );
        Complaint::against(34, message)
    })
}

fn examine_trusted(
    server: &AuthorizationServer,
    parameters: &Parameters,
    client: Client,
    destination: &Destination,
    tolerated: &mut Vec<Complaint>,
) -> Result<AuthorizationRequest, OAuthError> {
    check_state(parameters, tolerated)?;
    check_response_type(parameters)?;
    check_unsupported(parameters)?;
    check_audience(server, parameters)?;
    let code_challenge = code_challenge(server, parameters, tolerated)?;
    let scopes = scopes(parameters, tolerated)?;
    check_refused(server, &scopes)?;
    let launched = launched(server, parameters, &scopes)?;
    let nonce = parameters.get("nonce").map(str::to_owned);
    Ok(AuthorizationRequest {
        client,
        destination: destination.clone(),
        scopes,
        code_challenge,
        nonce,
        consent: parameters.get("prompt") == Some("consent"),
        launched,
    })
}

fn check_state(parameters: &Parameters, tolerated: &mut Vec<Complaint>) -> Result<(), OAuthError> {
    if let Some(name) = parameters.repeated() {
        return Err(OAuthError::invalid_request(
            50,
            format!("`{name}` was sent more than once"),
        ));
    }
    let state = parameters.require("state", 3)?;
    // 122 bits are 21 characters of base64url or 31 of hex; a shorter value cannot hold them.
    if state.len() < 21 {
        tolerated.push(Complaint::against(
            40,
            "`state` is too short to hold 122 bits",
        ));
    }
    Ok(())
}

fn check_response_type(parameters: &Parameters) -> Result<(), OAuthError> {
    let response_type = parameters.require("response_type", 32)?;
    if response_type == "code" {
        return Ok(());
    }
    let message = format!("`response_type` must be `code`, not `{response_type}`");
    Err(OAuthError::new(
        "unsupported_response_type",
        Complaint::against(32, message),
    ))
}

fn check_unsupported(parameters: &Parameters) -> Result<(), OAuthError> {
    for (name, code) in [
        ("request", "request_not_supported"),
        ("request_uri", "request_uri_not_supported"),
    ] {
        if parameters.get(name).is_some() {
            return Err(OAuthError::new(
                code,
                Complaint::of(format!("`{name}` is not supported")),
            ));
        }
    }
    if parameters.get("max_age").is_some() {
        return Err(OAuthError::invalid_request(
            211,
            "`max_age` is not supported and must not be sent",
        ));
    }
    Ok(())
}

fn check_audience(server: &AuthorizationServer, parameters: &Parameters) -> Result<(), OAuthError> {
    if server.profile().audience == Audience::Refused {
        return match parameters.get("aud") {
            None => Ok(()),
            Some(_) => Err(OAuthError::invalid_request(41, "`aud` is not known here")),
        };
    }
    let expected = server.fhir_base_url();
    let audience = parameters.require("aud", 41)?;
    if audience == expected {
        return Ok(());
    }
    Err(OAuthError::invalid_request(
        41,
        format!("`aud` must be exactly `{expected}`, not `{audience}`"),
    ))
}

fn code_challenge(
    server: &AuthorizationServer,
    parameters: &Parameters,
    tolerated: &mut Vec<Complaint>,
) -> Result<Option<String>, OAuthError> {
    let (challenge, method) = (
        parameters.get("code_challenge"),
        parameters.get("code_challenge_method"),
    );
    if challenge.is_none() && method.is_none() && !server.profile().pkce_required {
        tolerated.push(Complaint::against(13, "PKCE was not used"));
        return Ok(None);
    }
    let challenge = parameters.require("code_challenge", 44)?;
    match method {
        Some("S256") => {}
        Some("plain") => {
            return Err(OAuthError::invalid_request(
                45,
                "`code_challenge_method` `plain` is not allowed",
            ));
        }
        Some(other) => {
            let message = format!("`code_challenge_method` must be `S256`, not `{other}`");
            return Err(OAuthError::invalid_request(45, message));
        }
        // RFC 7636 §4.3: an absent method means `plain`.
        None => {
            return Err(OAuthError::invalid_request(
                45,
                "`code_challenge_method` is missing, it must be `S256`",
            ));
        }
    }
    let is_base64url = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if challenge.len() != 43 || !challenge.chars().all(is_base64url) {
        let message = "`code_challenge` must be 43 characters of base64url without padding";
        return Err(OAuthError::invalid_request(44, message));
    }
    Ok(Some(challenge.to_owned()))
}

fn scopes(
    parameters: &Parameters,
    tolerated: &mut Vec<Complaint>,
) -> Result<Vec<Scope>, OAuthError> {
    let invalid =
        |rule, message: String| OAuthError::new("invalid_scope", Complaint::against(rule, message));
    let text = parameters.require("scope", 37)?;
    let scopes = Scope::parse_all(text).map_err(|error| invalid(37, error.to_string()))?;
    for scope in &scopes {
        if let Scope::Resource(resource) = scope
            && resource.level == Level::System
        {
            return Err(invalid(
                37,
                format!("`{scope}` is for backend services, it needs no user"),
            ));
        }
    }
    if scopes.contains(&Scope::FhirUser) && !scopes.contains(&Scope::OpenId) {
        tolerated.push(Complaint::against(
            47,
            "`fhirUser` was asked without `openid`",
        ));
    }
    Ok(scopes)
}

/// Some vendors answer a scope that they do not want to be asked for with an error.
fn check_refused(server: &AuthorizationServer, scopes: &[Scope]) -> Result<(), OAuthError> {
    let profile = server.profile();
    let is_refused = |scope: &String| {
        let mut refused = profile.refused_scopes.iter();
        refused.any(|beginning| scope.starts_with(beginning.as_str()))
    };
    match scopes.iter().map(ToString::to_string).find(is_refused) {
        None => Ok(()),
        Some(scope) => Err(OAuthError::new(
            "invalid_scope",
            Complaint::against(37, format!("`{scope}` must not be asked for here")),
        )),
    }
}

/// The context behind the `launch` parameter. It is there exactly when the `launch` scope is (requirements 35, 36).
fn launched(
    server: &AuthorizationServer,
    parameters: &Parameters,
    scopes: &[Scope],
) -> Result<Option<LaunchContext>, OAuthError> {
    let wants = scopes.contains(&Scope::Launch);
    let Some(launch) = parameters.get("launch") else {
        if wants {
            return Err(OAuthError::invalid_request(
                35,
                "the scope `launch` needs the parameter `launch`",
            ));
        }
        return Ok(None);
    };
    if !wants {
        return Err(OAuthError::invalid_request(
            36,
            "the parameter `launch` needs the scope `launch`",
        ));
    }
    let now = server.now();
    let mut ledger = server.ledger();
    let refuse = |message: &str| Err(OAuthError::invalid_request(35, message));
    match ledger.launches.get_mut(launch) {
        None => refuse("this server did not issue that `launch` value"),
        Some(issued) if issued.used => refuse("that `launch` value was already used"),
        Some(issued) if issued.expires_at <= now => Err(OAuthError::new(
            "invalid_request",
            Complaint::of("that `launch` value has expired"),
        )),
        Some(issued) => {
            issued.used = true;
            Ok(Some(issued.context.clone()))
        }
    }
}
