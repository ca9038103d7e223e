//! SMART App Launch 2.2 client: the protocol, and nothing else.
//!
//! A sign-in is one straight line of types, each made only by the step before it:
//!
//! ```text
//! FhirBaseUrl → discovery::discover → Discovery
//!             → authorization::begin → (AuthorizationRequest, PendingAuthorization)
//!             → [the system browser] → Redirect::parse
//!             → PendingAuthorization::accept → AuthorizationCode
//!             → token::exchange → TokenSet → id_token::verify → Identity
//! ```
//!
//! Every HTTP request is made with the [`Http`] that the caller passes in, made from a `reqwest::Client`
//! that was built with `redirect(Policy::none())` and `referer(false)`; who watches it sees each exchange
//! without its secrets. The crate must never know: a keyring, files,
//! a window, words shown to people, the current time (always a parameter), or FHIR resources beyond
//! the two `oauth-uris` of a CapabilityStatement.

pub mod authorization;
pub mod base_url;
pub mod binding;
mod capability_statement;
pub mod choice;
pub mod client_assertion;
mod client_authentication;
pub mod clock_skew;
pub mod configuration;
pub mod conformance;
pub mod credentials;
pub mod discovery;
pub mod dynamic_registration;
pub mod endpoint;
pub mod exchange;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
pub mod http;
pub mod id_token;
pub mod introspection;
mod json_object;
pub mod launch_context;
pub mod launch_link;
pub mod oauth_error;
pub mod pending;
pub mod pushed_authorization;
mod query;
pub mod redirect;
pub mod registration;
pub mod revocation;
pub mod scope;
pub mod secret;
mod server_text;
mod support;
pub mod token;
mod token_response;
pub mod transport;

pub use authorization::{AuthorizationError, AuthorizationRequest, Launch, Method};
pub use base_url::{BaseUrlError, FhirBaseUrl, is_loopback};
pub use binding::Binding;
pub use choice::{Choice, ChoiceError, choose};
pub use client_assertion::{SigningAlgorithm, SigningKey, SigningKeyError};
pub use clock_skew::ClockSkew;
pub use configuration::{BrandIdentifier, Capability, SmartConfiguration};
pub use conformance::ConformanceWarning;
pub use credentials::{Audience, BasicEncoding, Credentials, Quirks};
pub use discovery::{Discovery, DiscoveryError, Source};
pub use dynamic_registration::{
    ClientMetadata, RegisterError, RegisteredClient, RegistrationManagement,
};
pub use endpoint::{DeclaredEndpoint, EndpointUrl, EndpointUrlError};
pub use exchange::Exchange;
pub use http::{Http, Observe};
pub use id_token::{Expectation, FhirUser, IdTokenError, Identity, KeyCache};
pub use introspection::{ActiveToken, Introspection, IntrospectionError};
pub use launch_context::{FhirContext, LaunchContext, LogicalId};
pub use launch_link::{LaunchLink, LaunchLinkError};
pub use oauth_error::OAuthErrorCode;
pub use pending::{PendingAuthorization, StateDigest};
pub use pushed_authorization::PushError;
pub use redirect::{AuthorizationCode, Redirect, RedirectError};
pub use registration::{
    ClientAuthentication, ClientRegistration, ClientType, PkcePolicy, RedirectUri,
};
pub use revocation::{RevocationError, RevokedToken};
pub use scope::{ClinicalScope, Scope, ScopeContext, ScopeError, ScopeSet};
pub use secret::{
    AccessToken, ClientSecret, IdToken, InitialAccessToken, RefreshToken, RegistrationAccessToken,
};
pub use server_text::plain_within;
pub use support::{Feature, Support};
pub use token::{TokenError, TokenSet, claim_of};
pub use transport::TransportError;
