//! What a server supports, read from its metadata (SMART App Launch 2.2, "Conformance": capabilities and
//! capability sets). Nothing here decides whether a sign-in is allowed.

use jiff::Timestamp;
use smart_app_launch::{
    Capability, DeclaredEndpoint, Discovery, FhirBaseUrl, SmartConfiguration, Source,
};

use super::brands;
use super::discoveries::discover;
use crate::DEFAULT_CLIENT_ID;
use crate::app::App;
use crate::ipc::{
    Authentication, ClientType, InspectServer, LaunchModes, RedirectWay, ServerEndpoint,
    ServerInspection, ServerWarning, SuggestedSettings,
};
use crate::problem::{Problem, ProblemCode};
use crate::sign_in::default_scopes;
use crate::vendors::Vendor;

pub(super) async fn inspect(app: &App, query: &InspectServer) -> Result<ServerInspection, Problem> {
    let base = FhirBaseUrl::parse(&query.fhir_base_url)
        .map_err(|error| Problem::from(error).logged(&error))?;
    app.policy().permits(&base)?;
    let chosen = match query.vendor.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => Some(Vendor::named(name).ok_or_else(|| Problem::new(ProblemCode::Internal))?),
        None => Vendor::of_address(&base),
    };
    let found = discover(app, &base, query.fresh).await?;
    let configuration = &found.discovery.configuration;
    Ok(ServerInspection {
        brands: brands::own(app, &base, configuration).await,
        ..inspection(&base, chosen, &found.discovery, found.at)
    })
}

/// Opens the page on which a person manages what apps may see. The address is the server's own word of
/// now, over TLS or on this computer; the screens cannot name another.
pub(super) async fn manage(app: &App, fhir_base_url: &str) -> Result<(), Problem> {
    let base =
        FhirBaseUrl::parse(fhir_base_url).map_err(|error| Problem::from(error).logged(&error))?;
    app.policy().permits(&base)?;
    let found = discover(app, &base, false).await?;
    let page = found.discovery.configuration.management_endpoint.usable();
    let page = page.ok_or_else(|| Problem::new(ProblemCode::NotSupported))?;
    app.open_in_browser(page.url()).await
}

pub(crate) fn inspection(
    base: &FhirBaseUrl,
    chosen: Option<&'static Vendor>,
    discovery: &Discovery,
    at: Timestamp,
) -> ServerInspection {
    let Discovery {
        configuration,
        source,
        ..
    } = discovery;
    let vendor = Vendor::fitting(chosen, configuration);
    let client_types = client_types(configuration);
    ServerInspection {
        fhir_base_url: base.as_str().to_owned(),
        host: base.host().to_owned(),
        asked_at: at.to_string(),
        legacy: *source == Source::CapabilityStatement,
        issuer: configuration.issuer.clone(),
        endpoints: endpoints(configuration),
        capabilities: capabilities(configuration),
        launches: launches(configuration),
        suggested: suggested(vendor, configuration, &client_types),
        client_types,
        pkce: offers_pkce(configuration),
        scope_grammars: scope_grammars(configuration),
        scopes_supported: configuration.scopes_supported.clone().unwrap_or_default(),
        warnings: warnings(discovery),
        vendor: vendor.name.clone(),
        can_register: configuration.registration_endpoint.usable().is_some(),
        management_endpoint: address(&configuration.management_endpoint),
        brand_bundle: address(&configuration.user_access_brand_bundle),
        brands: Vec::new(),
    }
}

fn address(endpoint: &DeclaredEndpoint) -> Option<String> {
    endpoint
        .usable()
        .map(|endpoint| endpoint.as_str().to_owned())
}

fn endpoints(configuration: &SmartConfiguration) -> Vec<ServerEndpoint> {
    let named = [
        (
            "authorization_endpoint",
            &configuration.authorization_endpoint,
        ),
        ("token_endpoint", &configuration.token_endpoint),
        ("jwks_uri", &configuration.jwks_uri),
        (
            "registration_endpoint",
            &configuration.registration_endpoint,
        ),
        ("revocation_endpoint", &configuration.revocation_endpoint),
        (
            "introspection_endpoint",
            &configuration.introspection_endpoint,
        ),
        ("management_endpoint", &configuration.management_endpoint),
    ];
    let there = named
        .into_iter()
        .filter(|(_, endpoint)| **endpoint != DeclaredEndpoint::Absent);
    let one = |(name, endpoint): (&str, &DeclaredEndpoint)| ServerEndpoint {
        name: name.to_owned(),
        address: address(endpoint),
    };
    there.map(one).collect()
}

fn capabilities(configuration: &SmartConfiguration) -> Vec<String> {
    let listed = configuration.capabilities.iter().flatten();
    listed
        .map(|capability| capability.as_str().to_owned())
        .collect()
}

/// The four capability sets of the specification.
fn launches(configuration: &SmartConfiguration) -> LaunchModes {
    use Capability as C;
    let all = |wanted: &[C]| wanted.iter().all(|one| configuration.offers(one));
    let client = CLIENT_CAPABILITIES
        .iter()
        .any(|one| configuration.offers(one));
    // The sets of clinicians need either kind of client, those of patients the same.
    let set = |wanted: &[C]| client && all(wanted);
    LaunchModes {
        ehr: configuration.offers(&C::LaunchEhr),
        standalone: configuration.offers(&C::LaunchStandalone),
        patient_standalone: set(&[
            C::LaunchStandalone,
            C::ContextStandalonePatient,
            C::PermissionPatient,
        ]),
        patient_ehr: set(&[C::LaunchEhr, C::ContextEhrPatient, C::PermissionPatient]),
        clinician_standalone: set(&[C::LaunchStandalone, C::PermissionUser, C::PermissionPatient]),
        clinician_ehr: set(&[
            C::LaunchEhr,
            C::ContextEhrPatient,
            C::ContextEhrEncounter,
            C::PermissionUser,
            C::PermissionPatient,
        ]),
        authorize_post: configuration.offers(&C::AuthorizePost),
    }
}

const CLIENT_CAPABILITIES: [Capability; 3] = [
    Capability::ClientPublic,
    Capability::ClientConfidentialSymmetric,
    Capability::ClientConfidentialAsymmetric,
];

/// Capability and field both (`confirmed`), or one of the two. Servers contradict themselves, so that
/// what only one of them names is still to be chosen by hand.
pub(super) fn client_types(configuration: &SmartConfiguration) -> Vec<ClientType> {
    let method = |name: &str| {
        let methods = configuration
            .token_endpoint_auth_methods_supported
            .as_deref();
        methods.is_some_and(|methods| methods.iter().any(|method| method == name))
    };
    let asymmetric = configuration.offers(&Capability::ClientConfidentialAsymmetric);
    let jwt = method("private_key_jwt");
    let algorithms = configuration
        .token_endpoint_auth_signing_alg_values_supported
        .as_deref();
    let signs = |name: &str| {
        algorithms.is_none_or(|listed| listed.is_empty() || listed.iter().any(|one| one == name))
    };
    let symmetric = configuration.offers(&Capability::ClientConfidentialSymmetric);
    let basic = method("client_secret_basic");
    let public = configuration.offers(&Capability::ClientPublic);
    let says_nothing = configuration.capabilities.is_none();
    let candidates = [
        (
            Authentication::AsymmetricEs384,
            (asymmetric || jwt) && signs("ES384"),
            asymmetric && jwt,
        ),
        (
            Authentication::AsymmetricRs384,
            (asymmetric || jwt) && signs("RS384"),
            asymmetric && jwt,
        ),
        (
            Authentication::Symmetric,
            symmetric || basic,
            symmetric && basic,
        ),
        (
            Authentication::Public,
            public || method("none") || says_nothing,
            public,
        ),
    ];
    let taken = candidates.into_iter().filter(|(_, taken, _)| *taken);
    let one = |(authentication, _, confirmed)| ClientType {
        authentication,
        confirmed,
    };
    taken.map(one).collect()
}

fn offers_pkce(configuration: &SmartConfiguration) -> bool {
    let methods = configuration.code_challenge_methods_supported.as_deref();
    methods.is_none_or(|methods| methods.iter().any(|method| method == "S256"))
}

fn scope_grammars(configuration: &SmartConfiguration) -> Vec<String> {
    let grammars = [
        ("v1", Capability::PermissionV1),
        ("v2", Capability::PermissionV2),
    ];
    let offered = grammars
        .into_iter()
        .filter(|(_, capability)| configuration.offers(capability));
    offered.map(|(name, _)| name.to_owned()).collect()
}

fn warnings(discovery: &Discovery) -> Vec<ServerWarning> {
    let one = |warning: &smart_app_launch::ConformanceWarning| ServerWarning {
        code: warning.code().to_owned(),
        member: warning.member().map(str::to_owned),
    };
    discovery.warnings.iter().map(one).collect()
}

/// An app that is handed out to people is a public client: the others need something from the server's
/// side first, so they are suggested only where public clients are not taken.
fn suggested(
    vendor: &Vendor,
    configuration: &SmartConfiguration,
    taken: &[ClientType],
) -> SuggestedSettings {
    let is_public = |one: &ClientType| one.authentication == Authentication::Public;
    let public = taken
        .iter()
        .any(is_public)
        .then_some(Authentication::Public);
    let strongest = taken.first().map(|one| one.authentication);
    SuggestedSettings {
        authentication: vendor.authentication.or(public).or(strongest),
        scope: default_scopes(vendor, configuration, false).to_string(),
        redirect: match vendor.redirect() {
            RedirectWay::Https => RedirectWay::Https,
            RedirectWay::Automatic
            | RedirectWay::Scheme
            | RedirectWay::Loopback
            | RedirectWay::Paste => RedirectWay::Automatic,
        },
        client_id: DEFAULT_CLIENT_ID.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The capability sets as the specification lists them ("Capability Sets"), besides a client type.
    const SETS: [(&str, &[&str]); 4] = [
        (
            "patientStandalone",
            &[
                "launch-standalone",
                "context-standalone-patient",
                "permission-patient",
            ],
        ),
        (
            "patientEhr",
            &["launch-ehr", "context-ehr-patient", "permission-patient"],
        ),
        (
            "clinicianStandalone",
            &["launch-standalone", "permission-user", "permission-patient"],
        ),
        (
            "clinicianEhr",
            &[
                "launch-ehr",
                "context-ehr-patient",
                "context-ehr-encounter",
                "permission-user",
                "permission-patient",
            ],
        ),
    ];
    const CLIENTS: [&str; 3] = [
        "client-public",
        "client-confidential-symmetric",
        "client-confidential-asymmetric",
    ];

    /// Which sets a server has that lists these.
    fn sets(listed: &[&str]) -> serde_json::Value {
        let document = serde_json::json!({ "capabilities": listed });
        let base = FhirBaseUrl::parse_exact("https://ehr.example/fhir").unwrap();
        let configuration = SmartConfiguration::parse(&base, document.to_string().as_bytes());
        serde_json::to_value(launches(&configuration.unwrap())).unwrap()
    }

    #[test]
    fn a_capability_set_is_there_when_all_of_it_is_and_not_when_one_is_missing() {
        for (set, wanted) in SETS {
            for client in CLIENTS {
                let whole: Vec<&str> = wanted.iter().copied().chain([client]).collect();
                assert_eq!(sets(&whole)[set], true, "{set} with {client}");
                for missing in &whole {
                    let rest: Vec<&str> =
                        whole.iter().copied().filter(|one| one != missing).collect();
                    assert_eq!(sets(&rest)[set], false, "{set} without {missing}");
                }
            }
        }
        assert_eq!(sets(&[])["patientStandalone"], false);
    }
}
