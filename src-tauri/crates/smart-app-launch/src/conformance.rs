//! What a server's metadata gets wrong. A warning is shown in diagnostics and never stops a sign-in.

use crate::base_url::FhirBaseUrl;
use crate::configuration::{Capability, SmartConfiguration};
use crate::endpoint::DeclaredEndpoint;

/// One departure from SMART App Launch 2.2 (or RFC 8414) in a server's metadata.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConformanceWarning {
    /// A required member is missing.
    Missing(&'static str),
    /// A member has a type that cannot be read.
    Mistyped(&'static str),
    /// A named endpoint is not https or not an address.
    EndpointUnusable(&'static str),
    /// `code_challenge_methods_supported` lacks `S256`.
    S256NotListed,
    /// `code_challenge_methods_supported` has `plain`, which a server SHALL NOT support.
    PlainListed,
    /// `capabilities` is empty.
    NoCapabilities,
    /// `grant_types_supported` lacks `authorization_code`.
    AuthorizationCodeNotListed,
    /// `response_types_supported` is there and lacks `code`.
    CodeNotListed,
    /// No `launch-*` capability.
    NoLaunchListed,
    /// No `client-*` capability.
    NoClientTypeListed,
    /// Neither `permission-v1` nor `permission-v2`.
    NoScopeGrammarListed,
    /// Asymmetric clients are offered, `private_key_jwt` is not (or the other way round).
    PrivateKeyJwtContradicts,
    /// The issuer is no https address, or has a query or fragment.
    IssuerMalformed,
    /// The document came with another content type than JSON.
    ContentType,
    /// There is no smart-configuration; the addresses come from the CapabilityStatement.
    LegacyMetadata,
}

impl ConformanceWarning {
    /// Stable name for logs and diagnostics.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "required-member-missing",
            Self::Mistyped(_) => "member-mistyped",
            Self::EndpointUnusable(_) => "endpoint-unusable",
            Self::S256NotListed => "pkce-s256-not-listed",
            Self::PlainListed => "pkce-plain-listed",
            Self::NoCapabilities => "capabilities-empty",
            Self::AuthorizationCodeNotListed => "grant-authorization-code-not-listed",
            Self::CodeNotListed => "response-type-code-not-listed",
            Self::NoLaunchListed => "launch-not-listed",
            Self::NoClientTypeListed => "client-type-not-listed",
            Self::NoScopeGrammarListed => "scope-grammar-not-listed",
            Self::PrivateKeyJwtContradicts => "private-key-jwt-contradicts",
            Self::IssuerMalformed => "issuer-malformed",
            Self::ContentType => "content-type-not-json",
            Self::LegacyMetadata => "legacy-metadata",
        }
    }

    /// The member that it is about, where it is about one.
    pub fn member(&self) -> Option<&'static str> {
        match self {
            Self::Missing(member) | Self::Mistyped(member) | Self::EndpointUnusable(member) => {
                Some(member)
            }
            Self::S256NotListed
            | Self::PlainListed
            | Self::NoCapabilities
            | Self::AuthorizationCodeNotListed
            | Self::CodeNotListed
            | Self::NoLaunchListed
            | Self::NoClientTypeListed
            | Self::NoScopeGrammarListed
            | Self::PrivateKeyJwtContradicts
            | Self::IssuerMalformed
            | Self::ContentType
            | Self::LegacyMetadata => None,
        }
    }
}

impl SmartConfiguration {
    /// Everything in the document that SMART App Launch 2.2 does not allow, in a fixed order.
    pub fn check(&self) -> Vec<ConformanceWarning> {
        let mut warnings: Vec<_> = self
            .mistyped
            .iter()
            .copied()
            .map(ConformanceWarning::Mistyped)
            .collect();
        warnings.extend(self.missing_members());
        warnings.extend(self.unusable_endpoints());
        warnings.extend(self.contradictions());
        warnings
    }

    fn missing_members(&self) -> impl Iterator<Item = ConformanceWarning> {
        let launches =
            self.offers(&Capability::LaunchEhr) || self.offers(&Capability::LaunchStandalone);
        let signs_in = self.offers(&Capability::SsoOpenidConnect);
        let required = [
            (
                "grant_types_supported",
                self.grant_types_supported.is_none(),
            ),
            (
                "token_endpoint",
                self.token_endpoint == DeclaredEndpoint::Absent,
            ),
            ("capabilities", self.capabilities.is_none()),
            (
                "code_challenge_methods_supported",
                self.code_challenge_methods_supported.is_none(),
            ),
            (
                "authorization_endpoint",
                launches && self.authorization_endpoint == DeclaredEndpoint::Absent,
            ),
            ("issuer", signs_in && self.issuer.is_none()),
            (
                "jwks_uri",
                signs_in && self.jwks_uri == DeclaredEndpoint::Absent,
            ),
        ];
        required
            .into_iter()
            .filter(|(_, missing)| *missing)
            .map(|(name, _)| ConformanceWarning::Missing(name))
    }

    fn unusable_endpoints(&self) -> impl Iterator<Item = ConformanceWarning> {
        let declared = [
            ("jwks_uri", &self.jwks_uri),
            ("authorization_endpoint", &self.authorization_endpoint),
            ("token_endpoint", &self.token_endpoint),
            ("registration_endpoint", &self.registration_endpoint),
            ("management_endpoint", &self.management_endpoint),
            ("introspection_endpoint", &self.introspection_endpoint),
            ("revocation_endpoint", &self.revocation_endpoint),
            ("user_access_brand_bundle", &self.user_access_brand_bundle),
        ];
        let unusable = |(name, endpoint)| {
            matches!(endpoint, &DeclaredEndpoint::Unusable(_))
                .then_some(ConformanceWarning::EndpointUnusable(name))
        };
        declared.into_iter().filter_map(unusable)
    }

    fn contradictions(&self) -> impl Iterator<Item = ConformanceWarning> {
        let pkce = self.code_challenge_methods_supported.as_deref();
        let grants = self.grant_types_supported.as_deref();
        let responses = self.response_types_supported.as_deref();
        let checks = [
            (ConformanceWarning::S256NotListed, lacks(pkce, "S256")),
            (ConformanceWarning::PlainListed, has(pkce, "plain")),
            (
                ConformanceWarning::AuthorizationCodeNotListed,
                lacks(grants, "authorization_code"),
            ),
            (ConformanceWarning::CodeNotListed, lacks(responses, "code")),
            (
                ConformanceWarning::NoCapabilities,
                self.capabilities.as_ref().is_some_and(Vec::is_empty),
            ),
            (
                ConformanceWarning::NoLaunchListed,
                self.lists_none_of(&LAUNCHES),
            ),
            (
                ConformanceWarning::NoClientTypeListed,
                self.lists_none_of(&CLIENT_TYPES),
            ),
            (
                ConformanceWarning::NoScopeGrammarListed,
                self.lists_none_of(&SCOPE_GRAMMARS),
            ),
            (
                ConformanceWarning::PrivateKeyJwtContradicts,
                self.contradicts_private_key_jwt(),
            ),
            (
                ConformanceWarning::IssuerMalformed,
                self.issuer.as_deref().is_some_and(is_no_issuer),
            ),
        ];
        checks
            .into_iter()
            .filter(|(_, applies)| *applies)
            .map(|(warning, _)| warning)
    }

    /// `true` where capabilities are listed and none of these is among them.
    fn lists_none_of(&self, wanted: &[Capability]) -> bool {
        let listed = self
            .capabilities
            .as_ref()
            .filter(|listed| !listed.is_empty());
        listed.is_some_and(|listed| !listed.iter().any(|capability| wanted.contains(capability)))
    }

    fn contradicts_private_key_jwt(&self) -> bool {
        let methods = self.token_endpoint_auth_methods_supported.as_deref();
        methods.is_some()
            && has(methods, "private_key_jwt")
                != self.offers(&Capability::ClientConfidentialAsymmetric)
    }
}

const LAUNCHES: [Capability; 2] = [Capability::LaunchEhr, Capability::LaunchStandalone];
const SCOPE_GRAMMARS: [Capability; 2] = [Capability::PermissionV1, Capability::PermissionV2];
const CLIENT_TYPES: [Capability; 3] = [
    Capability::ClientPublic,
    Capability::ClientConfidentialSymmetric,
    Capability::ClientConfidentialAsymmetric,
];

fn has(list: Option<&[String]>, name: &str) -> bool {
    list.is_some_and(|list| list.iter().any(|entry| entry == name))
}

fn lacks(list: Option<&[String]>, name: &str) -> bool {
    list.is_some() && !has(list, name)
}

/// OpenID Connect Discovery 1.0 §3: an https URL without query and fragment. Loopback http is for trying out.
fn is_no_issuer(issuer: &str) -> bool {
    FhirBaseUrl::parse_exact(issuer).is_err()
}
