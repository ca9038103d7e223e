//! Vendor profiles: how the servers of one vendor are asked, as data. One file per vendor.
//!
//! A profile is found by the FHIR server's address, then by the address of its authorization server,
//! and can be chosen by hand. It changes what is asked for and nothing of what is checked: a wrong
//! profile makes a sign-in fail, not less safe. Must never know: a session, a token, a screen.

use std::sync::LazyLock;

use serde::Deserialize;
use smart_app_launch::credentials::Quirks;
use smart_app_launch::{Binding, EndpointUrl, FhirBaseUrl, PkcePolicy, SmartConfiguration};
use url::Url;

use crate::ipc::{Authentication, RedirectWay, VendorSummary};
use crate::record::RecordRules;

/// Name of the profile for servers that no other one fits.
pub(crate) const GENERIC: &str = "generic";

const FILES: [&str; 11] = [
    include_str!("generic.json"),
    include_str!("athenahealth.json"),
    include_str!("eclinicalworks.json"),
    include_str!("epic.json"),
    include_str!("greenway.json"),
    include_str!("meditech.json"),
    include_str!("nextgen.json"),
    include_str!("oracle-health.json"),
    include_str!("smart-health-it.json"),
    include_str!("va.json"),
    include_str!("veradigm.json"),
];

/// The generic one first.
static VENDORS: LazyLock<Vec<Vendor>> = LazyLock::new(|| {
    let read = FILES
        .iter()
        .filter_map(|file| serde_json::from_str(file).ok());
    read.collect()
});

/// How the servers of one vendor are asked.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Vendor {
    /// Stable name.
    pub(crate) name: String,
    title: String,
    /// Hosts of its servers: a name, or `*.name` for everything below it.
    hosts: Vec<String>,
    /// What the path of a FHIR base contains at those of its servers that stand under hospitals' names.
    #[serde(default)]
    paths: Vec<String>,
    /// What is asked for where the person gives no scopes.
    pub(crate) scopes: ScopeRules,
    /// Ways of redirect that the vendor registers, the best first.
    redirects: Vec<RedirectWay>,
    pkce: Pkce,
    /// What its servers want otherwise than the specification says.
    #[serde(default)]
    pub(crate) quirks: Quirks,
    /// The only client type that the vendor registers.
    #[serde(default)]
    pub(crate) authentication: Option<Authentication>,
    /// The claim inside its access tokens that names the patient, where nothing else does.
    #[serde(default)]
    pub(crate) patient_claim: Option<String>,
    /// What its servers want with every request, read from the access token.
    #[serde(default)]
    pub(crate) along: Option<FromClaim>,
    /// What a refresh does there.
    refresh: Refresh,
    /// How an app gets its client id.
    pub(crate) registration: Registration,
    notes: Vec<String>,
    /// How its servers want records to be asked for.
    #[serde(default)]
    pub(crate) record: RecordRules,
}

/// A parameter whose value is a claim inside the access token.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct FromClaim {
    pub(crate) parameter: String,
    pub(crate) claim: String,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct ScopeRules {
    pub(crate) grammar: Grammar,
    pub(crate) resources: Resources,
    pub(crate) lasting: Lasting,
    /// `launch/patient` is asked for in a sign-in from here.
    pub(crate) context: bool,
    /// Who signs in.
    pub(crate) identity: Vec<String>,
    /// What is asked for besides.
    pub(crate) also: Vec<String>,
}

impl Default for ScopeRules {
    fn default() -> Self {
        Self {
            grammar: Grammar::Advertised,
            resources: Resources::Listed,
            lasting: Lasting::Advertised,
            context: true,
            identity: vec!["openid".to_owned(), "fhirUser".to_owned()],
            also: Vec::new(),
        }
    }
}

/// Which grammar scopes are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Grammar {
    /// As the capabilities say.
    Advertised,
    /// `.read`.
    V1,
}

/// How data is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Resources {
    /// Each type that the app reads.
    Listed,
    /// All at once: the vendor takes nothing else.
    Wildcard,
    /// Not at all: the vendor grants what was ticked at registration, and refuses to be asked.
    None,
}

/// How lasting access is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Lasting {
    /// As the capabilities say.
    Advertised,
    /// `offline_access`.
    Offline,
    /// `online_access`.
    Online,
    /// Not at all.
    None,
}

/// What the vendor does about PKCE. It is always sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Pkce {
    #[default]
    Required,
    /// Servers of this vendor may not list it.
    Optional,
}

/// What a refresh does to the refresh token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Refresh {
    /// Not known, or different from server to server.
    #[default]
    Any,
    /// A new one replaces it.
    Rotates,
    /// It stays.
    Keeps,
    /// Confidential clients get one, public ones sign in again.
    ConfidentialOnly,
    /// There is none; a key of this installation takes its place.
    ByInstallation,
    /// There is none.
    None,
}

/// How an app gets its client id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Registration {
    /// A developer registers it on a page of the vendor.
    #[default]
    ByHand,
    /// Any client id is taken.
    None,
    /// By hand; and each installation registers a key with its first access token.
    AfterSignIn,
}

impl Vendor {
    /// The profile of this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        VENDORS.iter().find(|vendor| vendor.name == name)
    }

    /// The profile for servers that no other one fits.
    pub(crate) fn generic() -> &'static Self {
        static EMPTY: LazyLock<Vendor> = LazyLock::new(Vendor::default);
        Self::named(GENERIC).unwrap_or(&EMPTY)
    }

    /// The one that was chosen or that fits the address, else the one that fits what the server says
    /// about itself, else that of the specification.
    pub(crate) fn fitting(
        known: Option<&'static Self>,
        configuration: &SmartConfiguration,
    ) -> &'static Self {
        known
            .or_else(|| Self::of_metadata(configuration))
            .unwrap_or_else(Self::generic)
    }

    /// The profile that fits this address.
    pub(crate) fn of_address(base: &FhirBaseUrl) -> Option<&'static Self> {
        VENDORS.iter().find(|vendor| vendor.serves(base.url()))
    }

    /// The profile that fits where a session's tokens come from.
    pub(crate) fn of_binding(binding: &Binding) -> Option<&'static Self> {
        let by_host = || {
            let mut urls = [&binding.authorization_endpoint, &binding.token_endpoint].into_iter();
            urls.find_map(Self::of_endpoint)
        };
        Self::of_address(&binding.fhir_base).or_else(by_host)
    }

    fn of_endpoint(endpoint: &EndpointUrl) -> Option<&'static Self> {
        let host = endpoint.url().host_str()?;
        VENDORS.iter().find(|vendor| vendor.is_host(host))
    }

    /// `true`: a key of this installation takes the place of a refresh token.
    pub(crate) fn renews_by_installation(&self) -> bool {
        self.refresh == Refresh::ByInstallation && self.registration == Registration::AfterSignIn
    }

    /// The profile that fits what a server at an address of its own says about itself.
    fn of_metadata(configuration: &SmartConfiguration) -> Option<&'static Self> {
        let endpoints = [
            &configuration.authorization_endpoint,
            &configuration.token_endpoint,
        ];
        let mut urls = endpoints.into_iter().filter_map(|one| one.usable());
        urls.find_map(Self::of_endpoint)
    }

    pub(crate) fn is_generic(&self) -> bool {
        self.name == GENERIC
    }

    /// All profiles, the generic one first.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        VENDORS.iter()
    }

    fn serves(&self, base: &Url) -> bool {
        let path = base.path().to_ascii_lowercase();
        self.is_host(base.host_str().unwrap_or_default())
            || self.paths.iter().any(|part| path.contains(part.as_str()))
    }

    fn is_host(&self, host: &str) -> bool {
        self.hosts.iter().any(|pattern| matches(pattern, host))
    }

    /// What is to be done where the metadata does not list PKCE with S256.
    pub(crate) fn pkce(&self) -> PkcePolicy {
        match self.pkce {
            Pkce::Required => PkcePolicy::Required,
            Pkce::Optional => PkcePolicy::MayBeIgnored,
        }
    }

    /// The way of redirect to begin with.
    pub(crate) fn redirect(&self) -> RedirectWay {
        self.redirects.first().copied().unwrap_or_default()
    }

    /// `true`: the vendor registers this way of redirect.
    pub(crate) fn takes(&self, way: RedirectWay) -> bool {
        self.redirects.contains(&way)
    }

    /// For the screens.
    pub(crate) fn summary(&self) -> VendorSummary {
        VendorSummary {
            vendor: self.name.clone(),
            title: self.title.clone(),
            redirects: self.redirects.clone(),
            notes: self.notes.clone(),
        }
    }
}

/// `*.name` stands for `name` and everything below it.
pub(crate) fn matches(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix("*.") {
        Some(parent) => {
            host == parent
                || host
                    .strip_suffix(parent)
                    .is_some_and(|rest| rest.ends_with('.'))
        }
        None => host == pattern,
    }
}

#[cfg(test)]
mod tests;
