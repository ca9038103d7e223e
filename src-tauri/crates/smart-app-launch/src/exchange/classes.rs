//! Which named values are shown, which are secrets, and which are about a person.
//!
//! The list of what is shown is closed: a name that is not in it is not shown, whatever it is. A secret
//! gets a fingerprint only where a machine made it, with enough randomness that nobody finds it by trying.

use super::shown::Kind;

/// How a value is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Shown.
    Plain,
    /// Replaced by its kind and fingerprint.
    Secret(Kind),
    /// Replaced by its kind.
    Withheld(Kind),
}

/// Parameters and members whose value is the same for everybody who uses this app with this server.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    // Requests
    "accept", "aud", "client_assertion_type", "client_id", "code_challenge_method", "content-type", "display",
    "grant_type", "prompt", "redirect_uri", "resource", "response_mode", "response_type", "scope", "token_type_hint",
    // Answers
    "active", "error", "error_description", "error_uri", "exp", "expires_in", "iat", "iss", "issued_token_type", "nbf",
    "need_patient_banner", "intent", "smart_style_url", "tenant", "token_type",
    // Metadata
    "associated_endpoints", "authorization_endpoint", "authorization_response_iss_parameter_supported", "capabilities",
    "claims_supported", "code_challenge_methods_supported", "grant_types_supported", "id_token_signing_alg_values_supported",
    "introspection_endpoint", "issuer", "jwks_uri", "management_endpoint", "pushed_authorization_request_endpoint",
    "registration_endpoint", "require_pushed_authorization_requests", "response_modes_supported",
    "response_types_supported", "revocation_endpoint", "scopes_supported", "subject_types_supported", "token_endpoint",
    "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported",
    "user_access_brand_bundle", "user_access_brand_identifier", "userinfo_endpoint",
    // Registration
    "application_type", "client_id_issued_at", "client_name", "client_secret_expires_at", "client_uri", "grant_types",
    "jwks", "logo_uri", "redirect_uris", "response_types", "software_id", "software_version",
    "token_endpoint_auth_method", "token_endpoint_auth_signing_alg",
    // JWK Sets hold public keys
    "keys",
    // FHIR
    "fhirversion", "resourcetype", "kind", "status", "date",
];

const SECRETS: &[(&str, Kind)] = &[
    ("access_token", Kind::AccessToken),
    ("assertion", Kind::Assertion),
    ("client_assertion", Kind::Assertion),
    ("code", Kind::Code),
    ("code_challenge", Kind::CodeChallenge),
    ("code_verifier", Kind::CodeVerifier),
    ("id_token", Kind::IdToken),
    ("id_token_hint", Kind::IdToken),
    ("launch", Kind::Launch),
    ("nonce", Kind::Nonce),
    ("refresh_token", Kind::RefreshToken),
    ("registration_access_token", Kind::Token),
    ("request_uri", Kind::RequestUri),
    ("state", Kind::State),
    ("token", Kind::Token),
];

const WITHHELD: &[(&str, Kind)] = &[
    ("client_secret", Kind::ClientSecret),
    ("encounter", Kind::Person),
    ("fhircontext", Kind::Person),
    ("fhiruser", Kind::Person),
    ("login_hint", Kind::Person),
    ("patient", Kind::Person),
    ("profile", Kind::Person),
    ("sub", Kind::Person),
    ("username", Kind::Person),
];

pub(super) fn class(name: &str) -> Class {
    let name = name.to_ascii_lowercase();
    if PLAIN.contains(&name.as_str()) {
        return Class::Plain;
    }
    let kind = |list: &[(&str, Kind)]| {
        let found = list.iter().find(|(known, _)| *known == name);
        found.map(|(_, kind)| *kind)
    };
    match (kind(SECRETS), kind(WITHHELD)) {
        (Some(secret), _) => Class::Secret(secret),
        (None, Some(withheld)) => Class::Withheld(withheld),
        (None, None) => Class::Withheld(Kind::Other),
    }
}
