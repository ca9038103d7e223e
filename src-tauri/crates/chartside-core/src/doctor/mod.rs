//! What stands between this computer and a sign-in at a server, found out without signing in: the
//! address, proxies, TLS, and what the server says about itself.
//!
//! Nothing is printed here and nothing is kept. What a server sends is cut and cleaned before it is
//! handed on, because it ends in a terminal.

mod obstacle;
mod text;
mod tls;

use jiff::Timestamp;
use serde::Serialize;
use smart_app_launch::{
    AuthorizationError, ClientRegistration, Discovery, Feature, FhirBaseUrl, Http, Launch,
    SmartConfiguration, Support, authorization, discovery, plain_within,
};
use url::Url;

pub use obstacle::Obstacle;
pub use tls::Tls;

use crate::http::Proxies;
use crate::ipc::{ClientType, LaunchModes, ServerEndpoint, ServerInspection, ServerWarning};
use crate::policy::Policy;
use crate::sign_in::{default_scopes, redirect_uri};
use crate::vendors::Vendor;
use crate::{DEFAULT_CLIENT_ID, servers};

/// Goes up where a key of the JSON changes its meaning or goes.
const VERSION: u32 = 1;
/// Most of one word or address of a server that is shown.
const LONGEST: usize = 200;
/// Most entries of one list of a server that are shown.
const MOST: usize = 100;

/// What the examination goes by.
#[derive(Debug)]
pub struct Surroundings {
    /// The client that signs in, too.
    pub http: reqwest::Client,
    /// The proxies that it was built with.
    pub proxies: Proxies,
    /// Names of the proxy variables that are set.
    pub variables: Vec<String>,
    /// The policy of this computer.
    pub policy: Policy,
}

/// What was found. The keys of its JSON are documented in `docs/doctor.md`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnosis {
    /// Version of these keys.
    pub version: u32,
    /// `true`: a sign-in can be begun.
    pub usable: bool,
    /// What stops it.
    pub obstacle: Option<Obstacle>,
    /// FHIR base URL as it is used; `null` where it is none, and may hold a secret.
    pub address: Option<String>,
    /// The policy of this computer about servers.
    pub policy: PolicyFinding,
    /// The line to the server.
    pub tls: Tls,
    /// The way to the server.
    pub proxy: ProxyFinding,
    /// What the server says about itself; `null` where it said nothing that can be read.
    pub server: Option<ServerFinding>,
}

/// The policy of this computer about servers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyFinding {
    /// `true`: there is one.
    pub present: bool,
    /// Why it cannot be read; `null` where it can.
    pub unreadable: Option<String>,
}

/// Which proxy is used for this address.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProxyFinding {
    /// Its address without user name and password; `null`: none is used.
    pub used: Option<String>,
    /// Names of the variables about proxies that are set, whether they apply or not.
    pub variables: Vec<String>,
}

/// What a server says about itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServerFinding {
    /// `smart-configuration` or `capability-statement`.
    pub discovery: &'static str,
    /// Vendor profile that fits.
    pub vendor: String,
    /// OpenID issuer.
    pub issuer: Option<String>,
    /// The addresses that it names, without queries.
    pub endpoints: Vec<ServerEndpoint>,
    /// `capabilities` as sent.
    pub capabilities: Vec<String>,
    /// What it supports, and whether it says so and has what that needs.
    pub supports: Vec<SupportFinding>,
    /// How the app can be started.
    pub launches: LaunchModes,
    /// Client types, the strongest first.
    pub client_types: Vec<ClientType>,
    /// What is not as the specification wants it.
    pub warnings: Vec<ServerWarning>,
}

/// Something that a server may support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SupportFinding {
    /// The capability that stands for it.
    pub capability: String,
    /// `true`: the capability is listed.
    pub listed: bool,
    /// `true`: the metadata hold what it needs.
    pub fields: bool,
}

/// Examines the server at this address, as typed.
pub async fn examine(surroundings: &Surroundings, address: &str, now: Timestamp) -> Diagnosis {
    let base = match FhirBaseUrl::parse(address) {
        Ok(base) => base,
        Err(error) => return unaddressed(surroundings, Obstacle::from(error)),
    };
    let http = Http::from(surroundings.http.clone());
    let found = discovery::discover(&http, &base).await;
    let proxy = surroundings.proxy_for(Some(base.url()));
    let tls = Tls::found(&base, found.as_ref().err());
    let by_policy = Obstacle::of_policy(&surroundings.policy, &base);
    let (obstacle, server) = match found {
        Ok(discovery) => {
            let by_address = Vendor::of_address(&base);
            let vendor = Vendor::fitting(by_address, &discovery.configuration);
            let inspection = servers::inspection(&base, Some(vendor), &discovery, now);
            let stops = stops(&base, vendor, &discovery, &inspection, now);
            (
                stops,
                Some(ServerFinding::of(inspection, &discovery.configuration)),
            )
        }
        Err(error) => (Some(Obstacle::found(&error, tls)), None),
    };
    // What the policy stops, nothing else helps against.
    let obstacle = by_policy.or(obstacle);
    Diagnosis {
        version: VERSION,
        usable: obstacle.is_none(),
        obstacle,
        policy: surroundings.policy_finding(),
        address: Some(base.as_str().to_owned()),
        tls,
        proxy,
        server,
    }
}

fn unaddressed(surroundings: &Surroundings, obstacle: Obstacle) -> Diagnosis {
    Diagnosis {
        version: VERSION,
        usable: false,
        obstacle: Some(obstacle),
        address: None,
        policy: surroundings.policy_finding(),
        tls: Tls::NotTested,
        proxy: surroundings.proxy_for(None),
        server: None,
    }
}

impl Surroundings {
    fn policy_finding(&self) -> PolicyFinding {
        PolicyFinding {
            present: self.policy.is_present(),
            unreadable: self.policy.unread_because().map(str::to_owned),
        }
    }

    fn proxy_for(&self, address: Option<&Url>) -> ProxyFinding {
        ProxyFinding {
            used: address.and_then(|address| self.proxies.shown(address)),
            variables: self.variables.clone(),
        }
    }
}

/// Asked of the code that begins a sign-in; what it makes is thrown away.
fn stops(
    base: &FhirBaseUrl,
    vendor: &Vendor,
    discovery: &Discovery,
    inspection: &ServerInspection,
    now: Timestamp,
) -> Option<Obstacle> {
    let Ok(redirect) = redirect_uri() else {
        return Some(Obstacle::NoEndpoint);
    };
    let registration = ClientRegistration {
        pkce: vendor.pkce(),
        quirks: vendor.quirks,
        ..ClientRegistration::public(DEFAULT_CLIENT_ID, redirect)
    };
    let configuration = &discovery.configuration;
    let scopes = default_scopes(vendor, configuration, false);
    let begun = authorization::begin(
        configuration,
        &registration,
        Launch::Standalone,
        base,
        &scopes,
        now,
    );
    match begun {
        Ok(_) => inspection
            .client_types
            .is_empty()
            .then_some(Obstacle::NoClientType),
        Err(AuthorizationError::EndpointMissing) => Some(Obstacle::NoEndpoint),
        Err(AuthorizationError::EndpointUnusable(_)) => Some(Obstacle::EndpointUnusable),
        Err(AuthorizationError::PkceNotOffered) => Some(Obstacle::NoPkce),
        // Longer than an address may be: that is the scopes', and they can be chosen.
        Err(AuthorizationError::TooLong) => None,
    }
}

impl ServerFinding {
    fn of(inspection: ServerInspection, configuration: &SmartConfiguration) -> Self {
        let cut = |endpoint: ServerEndpoint| ServerEndpoint {
            address: endpoint.address.as_deref().map(without_query),
            ..endpoint
        };
        let capabilities = inspection.capabilities.iter().take(MOST);
        Self {
            discovery: if inspection.legacy {
                "capability-statement"
            } else {
                "smart-configuration"
            },
            vendor: inspection.vendor,
            issuer: inspection.issuer.as_deref().map(without_query),
            endpoints: inspection.endpoints.into_iter().map(cut).collect(),
            capabilities: capabilities.map(|name| clean(name)).collect(),
            supports: Feature::ALL
                .map(|feature| SupportFinding::of(feature, configuration))
                .into(),
            launches: inspection.launches,
            client_types: inspection.client_types,
            warnings: inspection.warnings,
        }
    }
}

impl SupportFinding {
    fn of(feature: Feature, configuration: &SmartConfiguration) -> Self {
        let Support { flag, fields } = configuration.support(feature);
        Self {
            capability: feature.capability().as_str().to_owned(),
            listed: flag,
            fields,
        }
    }
}

fn without_query(address: &str) -> String {
    let place = address.split(['?', '#']).next().unwrap_or_default();
    // An issuer is any text that the server sent.
    match (place.split_once("://"), place.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => clean(&format!("{scheme}://{rest}")),
        _ => clean(place),
    }
}

/// Fit for a terminal.
fn clean(text: &str) -> String {
    plain_within(text, LONGEST).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_sends_cannot_drive_a_terminal_or_show_a_secret() {
        assert_eq!(clean("launch\u{1b}[2J\u{202e}-ehr\n"), "launch[2J-ehr");
        assert_eq!(clean(&"x".repeat(1000)).len(), LONGEST);
        let shown = without_query("https://user:secret@ehr.example/token?key=secret#secret");
        assert_eq!(shown, "https://ehr.example/token");
    }
}
