use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{AuthorizationError, AuthorizationRequest, Launch, begin};
use crate::base_url::FhirBaseUrl;
use crate::configuration::SmartConfiguration;
use crate::endpoint::EndpointUrlError;
use crate::pending::PendingAuthorization;
use crate::registration::{ClientRegistration, PkcePolicy, RedirectUri};
use crate::scope::ScopeSet;

const SCOPES: &str = "launch/patient openid fhirUser patient/Patient.rs";

fn base() -> FhirBaseUrl {
    FhirBaseUrl::parse("https://EHR.example/fhir").unwrap()
}

fn document() -> Value {
    json!({
        "authorization_endpoint": "https://auth.example/authorize?tenant=1",
        "token_endpoint": "https://auth.example/token",
        "code_challenge_methods_supported": ["S256"],
        "capabilities": [],
    })
}

fn registration() -> ClientRegistration {
    ClientRegistration::public(
        "chart+side",
        RedirectUri::parse("org.chartside.app:/callback").unwrap(),
    )
}

fn begin_with(
    document: &Value,
    registration: &ClientRegistration,
    launch: Launch,
    scopes: &str,
) -> Result<(AuthorizationRequest, PendingAuthorization), AuthorizationError> {
    let configuration =
        SmartConfiguration::parse(&base(), document.to_string().as_bytes()).unwrap();
    let scopes = ScopeSet::parse(scopes).unwrap();
    begin(
        &configuration,
        registration,
        launch,
        &base(),
        &scopes,
        Timestamp::UNIX_EPOCH,
    )
}

fn standalone() -> (AuthorizationRequest, PendingAuthorization) {
    begin_with(&document(), &registration(), Launch::Standalone, SCOPES).unwrap()
}

fn parameters(request: &AuthorizationRequest) -> BTreeMap<String, String> {
    request.url().query_pairs().into_owned().collect()
}

#[test]
fn hl7_003_032_033_034_036_037_041_042_045_211_the_request_has_every_required_parameter_once() {
    let (request, pending) = standalone();
    let mut sent = parameters(&request);
    assert_eq!(sent.len(), request.url().query_pairs().count());
    let mut take = |name: &str| sent.remove(name).unwrap();
    assert_eq!(take("tenant"), "1");
    assert_eq!(take("response_type"), "code");
    assert_eq!(take("client_id"), "chart+side");
    assert_eq!(take("redirect_uri"), "org.chartside.app:/callback");
    assert_eq!(take("scope"), SCOPES);
    assert_eq!(take("aud"), "https://EHR.example/fhir");
    assert_eq!(take("code_challenge_method"), "S256");
    assert_eq!(take("state"), pending.state.expose());
    assert_eq!(take("nonce"), pending.nonce.as_ref().unwrap().expose());
    take("code_challenge");
    assert_eq!(
        sent,
        BTreeMap::new(),
        "nothing else: no `launch` (HL7 036), no `max_age` (HL7 211)"
    );
}

#[test]
fn hl7_035_an_ehr_launch_echoes_the_value_it_was_given() {
    let launch = Launch::Ehr {
        launch: "a+b c%20&d=e#f".to_owned(),
    };
    let (request, _) = begin_with(&document(), &registration(), launch, SCOPES).unwrap();
    assert_eq!(parameters(&request)["launch"], "a+b c%20&d=e#f");
}

#[test]
fn hl7_051_a_space_is_sent_as_percent_20() {
    assert!(
        standalone()
            .0
            .url()
            .as_str()
            .contains("launch%2Fpatient%20openid")
    );
    assert!(
        standalone()
            .0
            .url()
            .as_str()
            .contains("client_id=chart%2Bside")
    );
}

#[test]
fn hl7_052_the_fields_of_a_form_are_those_of_the_address() {
    let mut document = document();
    document["capabilities"] = json!(["authorize-post"]);
    let (request, _) = begin_with(&document, &registration(), Launch::Standalone, SCOPES).unwrap();
    let fields: BTreeMap<String, String> = request
        .fields()
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let mut address = parameters(&request);
    address.remove("tenant");
    assert_eq!(fields, address);
    assert!(request.accepts_post());
}

#[test]
fn hl7_002_040_state_has_at_least_122_bits() {
    let states: Vec<Vec<u8>> = (0..2_000)
        .map(|_| {
            BASE64_URL_SAFE_NO_PAD
                .decode(standalone().1.state.expose())
                .unwrap()
        })
        .collect();
    assert!(states.iter().all(|state| state.len() == 32));
    assert_eq!(states.iter().collect::<BTreeSet<_>>().len(), states.len());
    // Every one of the 256 bits is a coin: 1,000 heads give or take 12 standard deviations.
    for bit in 0..256 {
        let heads = states
            .iter()
            .filter(|state| state[bit / 8] >> (bit % 8) & 1 == 1)
            .count();
        assert!((730..1_270).contains(&heads), "bit {bit}: {heads}");
    }
}

#[test]
fn hl7_013_044_pkce_is_s256_of_a_fresh_verifier() {
    let mut verifiers = BTreeSet::new();
    for _ in 0..200 {
        let (request, pending) = standalone();
        let verifier = pending.verifier.expose().to_owned();
        let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        assert!((43..=128).contains(&verifier.len()) && verifier.bytes().all(unreserved));
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, verifier.as_bytes());
        assert_eq!(
            parameters(&request)["code_challenge"],
            BASE64_URL_SAFE_NO_PAD.encode(digest)
        );
        assert!(verifiers.insert(verifier));
    }
}

#[test]
fn the_vector_of_rfc_7636_appendix_b_holds() {
    let verifier =
        oauth2::PkceCodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned());
    let challenge = oauth2::PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    assert_eq!(
        challenge.as_str(),
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    );
}

#[test]
fn a_nonce_is_sent_exactly_when_an_id_token_is_asked_for() {
    let (request, pending) = begin_with(
        &document(),
        &registration(),
        Launch::Standalone,
        "launch/patient patient/Patient.rs",
    )
    .unwrap();
    assert!(pending.nonce.is_none());
    assert!(!parameters(&request).contains_key("nonce"));
}

#[test]
fn a_server_that_lists_other_methods_than_s256_is_refused_unless_somebody_decided_otherwise() {
    for methods in [json!(["plain"]), json!([])] {
        let mut document = document();
        document["code_challenge_methods_supported"] = methods;
        let refused = begin_with(&document, &registration(), Launch::Standalone, SCOPES);
        assert_eq!(refused.map(drop), Err(AuthorizationError::PkceNotOffered));
        let decided = ClientRegistration {
            pkce: PkcePolicy::MayBeIgnored,
            ..registration()
        };
        let (request, _) = begin_with(&document, &decided, Launch::Standalone, SCOPES).unwrap();
        assert_eq!(parameters(&request)["code_challenge_method"], "S256");
    }
}

#[test]
fn t13_pkce_plain_is_never_used() {
    for methods in [
        json!(["plain"]),
        json!(["plain", "S256"]),
        json!(["S256", "plain"]),
        json!(["PLAIN"]),
        json!([]),
        json!("plain"),
        Value::Null,
    ] {
        for pkce in [PkcePolicy::Required, PkcePolicy::MayBeIgnored] {
            let mut document = document();
            document["code_challenge_methods_supported"] = methods.clone();
            let registration = ClientRegistration {
                pkce,
                ..registration()
            };
            // Refused or S256: there is no third way.
            let begun = begin_with(&document, &registration, Launch::Standalone, SCOPES);
            let Ok((request, pending)) = begun else {
                continue;
            };
            let sent = parameters(&request);
            assert_eq!(sent["code_challenge_method"], "S256", "{methods}");
            assert_ne!(sent["code_challenge"], pending.verifier.expose());
        }
    }
    // The function that makes a plain challenge is behind this feature.
    let manifests = [
        include_str!("../../../../../Cargo.toml"),
        include_str!("../../Cargo.toml"),
    ];
    for manifest in manifests {
        assert!(!manifest.contains("pkce-plain"));
    }
}

#[test]
fn a_server_that_says_nothing_about_pkce_gets_s256() {
    let mut document = document();
    document["code_challenge_methods_supported"] = Value::Null;
    let (request, _) = begin_with(&document, &registration(), Launch::Standalone, SCOPES).unwrap();
    assert_eq!(parameters(&request)["code_challenge_method"], "S256");
}

#[test]
fn a_server_without_usable_endpoints_is_refused() {
    for endpoint in ["authorization_endpoint", "token_endpoint"] {
        let attempt = |value: Value| {
            let mut document = document();
            document[endpoint] = value;
            begin_with(&document, &registration(), Launch::Standalone, SCOPES)
                .map(drop)
                .unwrap_err()
        };
        assert_eq!(attempt(Value::Null), AuthorizationError::EndpointMissing);
        let insecure = AuthorizationError::EndpointUnusable(EndpointUrlError::Insecure);
        assert_eq!(attempt(json!("http://auth.example/")), insecure);
        assert_eq!(attempt(json!("file:///bin/sh")), insecure);
    }
}

#[test]
fn an_address_too_long_for_a_browser_is_refused_unless_a_form_is_taken() {
    let scopes: Vec<String> = (0..400)
        .map(|number| format!("patient/Observation{number}.rs"))
        .collect();
    let long = begin_with(
        &document(),
        &registration(),
        Launch::Standalone,
        &scopes.join(" "),
    );
    assert_eq!(long.map(drop), Err(AuthorizationError::TooLong));
    let mut document = document();
    document["capabilities"] = json!(["authorize-post"]);
    assert!(
        begin_with(
            &document,
            &registration(),
            Launch::Standalone,
            &scopes.join(" ")
        )
        .is_ok()
    );
}

#[test]
fn the_flow_is_bound_to_the_server_it_was_begun_with() {
    let binding = standalone().1.binding().clone();
    let json = serde_json::to_value(&binding).unwrap();
    assert_eq!(
        json,
        json!({
            "fhir_base": "https://EHR.example/fhir",
            "issuer": null,
            "authorization_endpoint": "https://auth.example/authorize?tenant=1",
            "token_endpoint": "https://auth.example/token",
            "revocation_endpoint": null,
            "introspection_endpoint": null,
            "client_id": "chart+side",
        })
    );
    assert!(
        serde_json::from_value::<crate::Binding>(json)
            .unwrap()
            .same_endpoints(&binding)
    );
}
