//! `.well-known/smart-configuration` (SMART App Launch 2.2, "Conformance"), read tolerantly.
//!
//! A member of the wrong type reads as absent and is reported by [`SmartConfiguration::check`]; only
//! what makes a sign-in impossible stops one, and that is decided where the sign-in begins.

use crate::base_url::FhirBaseUrl;
use crate::endpoint::DeclaredEndpoint;
use crate::json_object::JsonObject;

/// What a server says about signing in to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SmartConfiguration {
    /// OpenID issuer, compared character by character.
    pub issuer: Option<String>,
    /// Keys of the issuer.
    pub jwks_uri: DeclaredEndpoint,
    /// Where the person signs in.
    pub authorization_endpoint: DeclaredEndpoint,
    /// Where codes become tokens.
    pub token_endpoint: DeclaredEndpoint,
    /// RFC 7591 dynamic registration.
    pub registration_endpoint: DeclaredEndpoint,
    /// Where a person manages what apps may see.
    pub management_endpoint: DeclaredEndpoint,
    /// RFC 7662 introspection.
    pub introspection_endpoint: DeclaredEndpoint,
    /// RFC 7009 revocation.
    pub revocation_endpoint: DeclaredEndpoint,
    /// RFC 9126 pushed authorization requests.
    pub pushed_authorization_request_endpoint: DeclaredEndpoint,
    /// RFC 9126 §5: the server takes no others.
    pub require_pushed_authorization_requests: bool,
    /// Bundle of brands ("User-access Brands").
    pub user_access_brand_bundle: DeclaredEndpoint,
    /// Which entry of that Bundle is this server's.
    pub user_access_brand_identifier: Option<BrandIdentifier>,
    /// `grant_types_supported`; `None` where the server does not say.
    pub grant_types_supported: Option<Vec<String>>,
    /// `token_endpoint_auth_methods_supported`; `None` where the server does not say.
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// `token_endpoint_auth_signing_alg_values_supported`; `None` where the server does not say.
    pub token_endpoint_auth_signing_alg_values_supported: Option<Vec<String>>,
    /// `response_types_supported`; `None` where the server does not say.
    pub response_types_supported: Option<Vec<String>>,
    /// `code_challenge_methods_supported`; `None` where the server does not say.
    pub code_challenge_methods_supported: Option<Vec<String>>,
    /// `scopes_supported`; `None` where the server does not say.
    pub scopes_supported: Option<Vec<String>>,
    /// `capabilities`; `None` where the server does not say.
    pub capabilities: Option<Vec<Capability>>,
    /// `associated_endpoints`: other FHIR servers that take the same token. Never contacted on this word alone.
    pub associated_endpoints: Vec<AssociatedEndpoint>,
    /// RFC 9207: every authorization response carries `iss`.
    pub authorization_response_iss_parameter_supported: bool,
    /// Members that were there with a type that cannot be read.
    pub mistyped: Vec<&'static str>,
}

/// A FHIR Identifier that names one entry of a brand Bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandIdentifier {
    /// Naming system.
    pub system: Option<String>,
    /// Value within it.
    pub value: String,
}

/// Another FHIR server that takes tokens of this authorization server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssociatedEndpoint {
    /// Its base URL.
    pub url: FhirBaseUrl,
    /// What it offers.
    pub capabilities: Vec<Capability>,
}

macro_rules! capabilities {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// One entry of `capabilities`.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Capability {
            $($(#[$doc])* $name,)*
            /// A name that SMART App Launch 2.2 does not define.
            Other(String),
        }

        impl Capability {
            /// Reads a name.
            pub fn parse(name: &str) -> Self {
                match name {
                    $($text => Self::$name,)*
                    other => Self::Other(other.to_owned()),
                }
            }

            /// The name as it stands in the document.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Other(name) => name,
                }
            }
        }
    };
}

capabilities! {
    /// Launch from an EHR.
    LaunchEhr = "launch-ehr",
    /// Launch by itself.
    LaunchStandalone = "launch-standalone",
    /// The authorization endpoint takes POST.
    AuthorizePost = "authorize-post",
    /// Clients without a secret.
    ClientPublic = "client-public",
    /// Clients with a shared secret.
    ClientConfidentialSymmetric = "client-confidential-symmetric",
    /// Clients with a key pair.
    ClientConfidentialAsymmetric = "client-confidential-asymmetric",
    /// OpenID Connect sign-in.
    SsoOpenidConnect = "sso-openid-connect",
    /// The EHR may say that it shows the patient already.
    ContextBanner = "context-banner",
    /// The EHR may send a style.
    ContextStyle = "context-style",
    /// EHR launch gives a patient.
    ContextEhrPatient = "context-ehr-patient",
    /// EHR launch gives an encounter.
    ContextEhrEncounter = "context-ehr-encounter",
    /// Standalone launch gives a patient.
    ContextStandalonePatient = "context-standalone-patient",
    /// Standalone launch gives an encounter.
    ContextStandaloneEncounter = "context-standalone-encounter",
    /// `offline_access`.
    PermissionOffline = "permission-offline",
    /// `online_access`.
    PermissionOnline = "permission-online",
    /// `patient/` scopes.
    PermissionPatient = "permission-patient",
    /// `user/` scopes.
    PermissionUser = "permission-user",
    /// Scopes in the grammar of SMART 1.
    PermissionV1 = "permission-v1",
    /// Scopes in the grammar of SMART 2.
    PermissionV2 = "permission-v2",
    /// App state.
    SmartAppState = "smart-app-state",
}

impl SmartConfiguration {
    /// Reads the document of the server at `base`; `None` where it is not a JSON object.
    pub fn parse(base: &FhirBaseUrl, body: &[u8]) -> Option<Self> {
        let object = JsonObject::parse(body)?;
        let endpoint = |name| DeclaredEndpoint::declared(base, object.text(name));
        Some(Self {
            issuer: object.text("issuer"),
            jwks_uri: endpoint("jwks_uri"),
            authorization_endpoint: endpoint("authorization_endpoint"),
            token_endpoint: endpoint("token_endpoint"),
            registration_endpoint: endpoint("registration_endpoint"),
            management_endpoint: endpoint("management_endpoint"),
            introspection_endpoint: endpoint("introspection_endpoint"),
            revocation_endpoint: endpoint("revocation_endpoint"),
            pushed_authorization_request_endpoint: endpoint(
                "pushed_authorization_request_endpoint",
            ),
            require_pushed_authorization_requests: object
                .flag("require_pushed_authorization_requests")
                .unwrap_or(false),
            user_access_brand_bundle: endpoint("user_access_brand_bundle"),
            user_access_brand_identifier: brand_identifier(&object),
            grant_types_supported: object.list("grant_types_supported"),
            token_endpoint_auth_methods_supported: object
                .list("token_endpoint_auth_methods_supported"),
            token_endpoint_auth_signing_alg_values_supported: object
                .list("token_endpoint_auth_signing_alg_values_supported"),
            response_types_supported: object.list("response_types_supported"),
            code_challenge_methods_supported: object.list("code_challenge_methods_supported"),
            scopes_supported: object.list("scopes_supported"),
            capabilities: object
                .list("capabilities")
                .map(|names| capabilities(&names)),
            associated_endpoints: associated_endpoints(&object),
            authorization_response_iss_parameter_supported: object
                .flag("authorization_response_iss_parameter_supported")
                .unwrap_or(false),
            mistyped: mistyped(&object),
        })
    }

    /// `true` where the server says that it can do this.
    pub fn offers(&self, capability: &Capability) -> bool {
        self.capabilities
            .as_ref()
            .is_some_and(|offered| offered.contains(capability))
    }
}

const TEXTS: [&str; 10] = [
    "issuer",
    "jwks_uri",
    "authorization_endpoint",
    "token_endpoint",
    "registration_endpoint",
    "management_endpoint",
    "introspection_endpoint",
    "revocation_endpoint",
    "user_access_brand_bundle",
    "authorization_response_iss_parameter_supported",
];
const LISTS: [&str; 7] = [
    "grant_types_supported",
    "token_endpoint_auth_methods_supported",
    "token_endpoint_auth_signing_alg_values_supported",
    "response_types_supported",
    "code_challenge_methods_supported",
    "scopes_supported",
    "capabilities",
];

fn mistyped(object: &JsonObject) -> Vec<&'static str> {
    let unread_text = |name: &&str| object.text(name).is_none() && object.flag(name).is_none();
    let texts = TEXTS
        .into_iter()
        .filter(|name| object.has(name))
        .filter(unread_text);
    let is_no_array = |name: &&str| object.get(name).is_some_and(|value| !value.is_array());
    texts.chain(LISTS.into_iter().filter(is_no_array)).collect()
}

fn capabilities(names: &[String]) -> Vec<Capability> {
    names.iter().map(|name| Capability::parse(name)).collect()
}

fn brand_identifier(object: &JsonObject) -> Option<BrandIdentifier> {
    let identifier = object.get("user_access_brand_identifier")?;
    let member = |name: &str| {
        identifier
            .get(name)
            .and_then(|value| value.as_str())
            .map(str::to_owned)
    };
    Some(BrandIdentifier {
        system: member("system"),
        value: member("value")?,
    })
}

fn associated_endpoints(object: &JsonObject) -> Vec<AssociatedEndpoint> {
    let listed = object
        .get("associated_endpoints")
        .and_then(|value| value.as_array());
    let read = |entry: &serde_json::Value| {
        let names = entry
            .get("capabilities")
            .and_then(|value| value.as_array())
            .cloned()
            .unwrap_or_default();
        let names: Vec<String> = names
            .iter()
            .filter_map(|name| name.as_str())
            .map(str::to_owned)
            .collect();
        let url = FhirBaseUrl::parse_exact(entry.get("url")?.as_str()?).ok()?;
        Some(AssociatedEndpoint {
            url,
            capabilities: capabilities(&names),
        })
    };
    listed
        .into_iter()
        .flatten()
        .take(100)
        .filter_map(read)
        .collect()
}

#[cfg(test)]
mod tests;
