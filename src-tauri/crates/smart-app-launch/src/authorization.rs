//! The authorization request: what is opened in the person's own browser.
//!
//! SMART App Launch 2.2, "Obtain authorization code"; PKCE after RFC 7636 with S256 only; `state` of
//! 256 bits. Everything that the answer is checked against is in the [`PendingAuthorization`].

use std::fmt;

use jiff::Timestamp;
use oauth2::{CsrfToken, PkceCodeChallenge};
use url::Url;
use url::form_urlencoded;

use crate::base_url::FhirBaseUrl;
use crate::binding::Binding;
use crate::configuration::{Capability, SmartConfiguration};
use crate::endpoint::{DeclaredEndpoint, EndpointUrl, EndpointUrlError};
use crate::exchange::{Parameter, Place, Redactor};
use crate::pending::PendingAuthorization;
use crate::registration::{ClientRegistration, PkcePolicy};
use crate::scope::{Scope, ScopeSet};
use crate::secret::FlowSecret;

/// Longest address that browsers and the way to them take for sure.
const LONGEST_URL: usize = 8_000;

/// How the app was started.
#[derive(Clone, PartialEq, Eq)]
pub enum Launch {
    /// By itself: the server may ask which patient.
    Standalone,
    /// From within an EHR, which knows the patient by this opaque value.
    Ehr {
        /// `launch`, echoed byte for byte (HL7 #35).
        launch: String,
    },
}

impl fmt::Debug for Launch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Standalone => "Standalone",
            Self::Ehr { .. } => "Ehr([redacted])",
        })
    }
}

/// Why no sign-in can be begun with this server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthorizationError {
    /// The server names no place to sign in or no token endpoint.
    #[error("the server names no sign-in or token endpoint")]
    EndpointMissing,
    /// It names one that nothing may be sent to.
    #[error("the server's sign-in or token endpoint cannot be used")]
    EndpointUnusable(#[source] EndpointUrlError),
    /// The server lists PKCE methods, and S256 is not among them.
    #[error("the server does not offer PKCE with S256")]
    PkceNotOffered,
    /// The request is too long for an address: ask for fewer scopes.
    #[error("the list of scopes makes the sign-in address too long")]
    TooLong,
}

/// How the request reaches the authorization endpoint (HL7 #50).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// An address to open.
    Get,
    /// A form that a page in the browser submits.
    Post,
}

/// What is sent to the authorization endpoint: as an address to open, or as fields of a form.
pub struct AuthorizationRequest {
    endpoint: EndpointUrl,
    fields: Vec<(&'static str, String)>,
    url: Url,
    accepts_post: bool,
}

impl AuthorizationRequest {
    pub(crate) fn new(
        endpoint: EndpointUrl,
        fields: Vec<(&'static str, String)>,
        accepts_post: bool,
    ) -> Result<Self, AuthorizationError> {
        let url = with_query(endpoint.url(), &fields);
        if url.as_str().len() > LONGEST_URL && !accepts_post {
            return Err(AuthorizationError::TooLong);
        }
        Ok(Self {
            endpoint,
            fields,
            url,
            accepts_post,
        })
    }

    /// What to use: a form where the server takes one, because addresses have a greatest length (HL7 #133).
    pub fn method(&self) -> Method {
        if self.accepts_post {
            Method::Post
        } else {
            Method::Get
        }
    }

    /// The address to open in the system browser. Holds `state` and the PKCE challenge: not for logs.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// `true` where the request also fits into an address, for a browser that cannot be given a form.
    pub fn fits_an_address(&self) -> bool {
        self.url.as_str().len() <= LONGEST_URL
    }

    /// Where a form is submitted to.
    pub fn action(&self) -> &Url {
        self.endpoint.url()
    }

    /// The authorization endpoint.
    pub fn endpoint(&self) -> &EndpointUrl {
        &self.endpoint
    }

    /// The fields of the form, `application/x-www-form-urlencoded` (HL7 #52).
    pub fn fields(&self) -> &[(&'static str, String)] {
        &self.fields
    }

    /// `true` where the server takes the form by POST (`authorize-post`).
    pub fn accepts_post(&self) -> bool {
        self.accepts_post
    }

    /// The fields as they may be shown.
    pub fn parameters(&self) -> Vec<Parameter> {
        let own = |(name, value): &(&'static str, String)| ((*name).to_owned(), value.clone());
        let pairs: Vec<_> = self.fields.iter().map(own).collect();
        let place = match self.method() {
            Method::Get => Place::Query,
            Method::Post => Place::Body,
        };
        Redactor::default().pairs(place, &pairs)
    }
}

impl fmt::Debug for AuthorizationRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuthorizationRequest({})", self.endpoint.origin())
    }
}

/// Begins a sign-in at the server that `configuration` was discovered from.
pub fn begin(
    configuration: &SmartConfiguration,
    registration: &ClientRegistration,
    launch: Launch,
    fhir_base: &FhirBaseUrl,
    scopes: &ScopeSet,
    now: Timestamp,
) -> Result<(AuthorizationRequest, PendingAuthorization), AuthorizationError> {
    check_pkce(configuration, registration.pkce)?;
    let binding = bind(configuration, registration, fhir_base)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let state = FlowSecret::new(CsrfToken::new_random_len(32).into_secret());
    let nonce = scopes
        .contains(&Scope::OpenId)
        .then(|| FlowSecret::new(CsrfToken::new_random_len(32).into_secret()));

    let mut fields = vec![
        ("response_type", "code".to_owned()),
        ("client_id", binding.client_id.clone()),
        (
            "redirect_uri",
            registration.redirect_uri.as_str().to_owned(),
        ),
        ("scope", scopes.to_string()),
        // EXPOSE: `state` and `nonce` go to the browser, that is what they are for.
        ("state", state.expose().to_owned()),
        ("code_challenge", challenge.as_str().to_owned()),
        (
            "code_challenge_method",
            challenge.method().as_str().to_owned(),
        ),
    ];
    fields.extend(
        nonce
            .as_ref()
            .map(|nonce| ("nonce", nonce.expose().to_owned())),
    );
    let quirks = registration.quirks;
    fields.extend(
        quirks
            .audience
            .of(fhir_base.as_str())
            .map(|aud| ("aud", aud)),
    );
    // A parameter of OpenID Connect: sent where that is spoken.
    if quirks.prompt_consent && scopes.contains(&Scope::OpenId) {
        fields.push(("prompt", "consent".to_owned()));
    }
    if let Launch::Ehr { launch } = launch {
        fields.push(("launch", launch));
    }
    let request = AuthorizationRequest::new(
        binding.authorization_endpoint.clone(),
        fields,
        configuration.offers(&Capability::AuthorizePost),
    )?;
    let pending = PendingAuthorization {
        binding,
        redirect_uri: registration.redirect_uri.clone(),
        requested: scopes.clone(),
        issuer_is_always_sent: configuration.authorization_response_iss_parameter_supported,
        state,
        verifier: FlowSecret::new(verifier.into_secret()),
        nonce,
        begun_at: now,
    };
    Ok((request, pending))
}

fn check_pkce(
    configuration: &SmartConfiguration,
    policy: PkcePolicy,
) -> Result<(), AuthorizationError> {
    let listed = configuration.code_challenge_methods_supported.as_ref();
    let lacks_s256 = listed.is_some_and(|methods| !methods.iter().any(|method| method == "S256"));
    if lacks_s256 && policy == PkcePolicy::Required {
        Err(AuthorizationError::PkceNotOffered)
    } else {
        Ok(())
    }
}

fn bind(
    configuration: &SmartConfiguration,
    registration: &ClientRegistration,
    fhir_base: &FhirBaseUrl,
) -> Result<Binding, AuthorizationError> {
    Ok(Binding {
        fhir_base: fhir_base.clone(),
        issuer: configuration.issuer.clone(),
        authorization_endpoint: required(&configuration.authorization_endpoint)?,
        token_endpoint: required(&configuration.token_endpoint)?,
        revocation_endpoint: configuration.revocation_endpoint.usable().cloned(),
        introspection_endpoint: configuration.introspection_endpoint.usable().cloned(),
        client_id: registration.client_id.clone(),
    })
}

fn required(declared: &DeclaredEndpoint) -> Result<EndpointUrl, AuthorizationError> {
    match declared {
        DeclaredEndpoint::Usable(endpoint) => Ok(endpoint.clone()),
        DeclaredEndpoint::Absent => Err(AuthorizationError::EndpointMissing),
        DeclaredEndpoint::Unusable(error) => Err(AuthorizationError::EndpointUnusable(*error)),
    }
}

/// Adds the fields to what the endpoint's own query has (RFC 6749 §3.1 says to keep it).
fn with_query(endpoint: &Url, fields: &[(&'static str, String)]) -> Url {
    let encoded = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    // A space as %20 is read by every decoder, as + only by those for forms; a plus itself is %2B here.
    let encoded = encoded.replace('+', "%20");
    let mut url = endpoint.clone();
    let query = match endpoint.query() {
        Some(own) if !own.is_empty() => format!("{own}&{encoded}"),
        _ => encoded,
    };
    url.set_query(Some(&query));
    url
}

#[cfg(test)]
mod tests;
