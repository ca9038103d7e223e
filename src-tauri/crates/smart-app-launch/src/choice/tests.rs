use serde_json::{Value, json};

use super::{Choice, ChoiceError, choose};
use crate::base_url::FhirBaseUrl;
use crate::client_assertion::{SigningAlgorithm, SigningKey};
use crate::configuration::SmartConfiguration;
use crate::registration::{ClientAuthentication, ClientType};
use crate::secret::ClientSecret;

fn chosen(document: &Value) -> &'static str {
    let available = [
        ClientAuthentication::Public,
        ClientAuthentication::Symmetric(ClientSecret::new("secret".to_owned())),
        ClientAuthentication::Asymmetric(SigningKey::generate_es384().unwrap()),
    ];
    let base = FhirBaseUrl::parse("https://ehr.example/fhir").unwrap();
    let configuration = SmartConfiguration::parse(&base, document.to_string().as_bytes()).unwrap();
    match choose(&configuration, &available, Choice::Automatic) {
        Err(_) => "none",
        Ok(ClientAuthentication::Public) => "public",
        Ok(ClientAuthentication::Symmetric(_)) => "symmetric",
        Ok(ClientAuthentication::Asymmetric(_)) => "asymmetric",
    }
}

#[test]
fn hl7_065_the_strongest_way_that_the_server_takes_is_chosen() {
    let cases = [
        (json!({}), "asymmetric"),
        (
            json!({ "token_endpoint_auth_methods_supported": [], "capabilities": [] }),
            "asymmetric",
        ),
        (
            json!({ "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"] }),
            "asymmetric",
        ),
        (
            json!({ "token_endpoint_auth_methods_supported": ["client_secret_basic"] }),
            "symmetric",
        ),
        (
            json!({ "token_endpoint_auth_methods_supported": ["client_secret_post"] }),
            "public",
        ),
        (json!({ "capabilities": ["client-public"] }), "public"),
        (
            json!({ "capabilities": ["client-confidential-symmetric"] }),
            "symmetric",
        ),
        (
            json!({ "capabilities": ["client-public", "client-confidential-asymmetric"] }),
            "asymmetric",
        ),
        (
            json!({ "capabilities": ["client-public"], "token_endpoint_auth_methods_supported": ["client_secret_basic"] }),
            "symmetric",
        ),
        (json!({ "capabilities": ["launch-ehr"] }), "asymmetric"),
        (
            json!({ "token_endpoint_auth_methods_supported": ["none"] }),
            "public",
        ),
        (
            json!({ "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_basic"],
            "token_endpoint_auth_signing_alg_values_supported": ["RS384"] }),
            "symmetric",
        ),
    ];
    for (document, expected) in cases {
        assert_eq!(chosen(&document), expected, "{document}");
    }
}

fn configuration(document: &Value) -> SmartConfiguration {
    let base = FhirBaseUrl::parse("https://ehr.example/fhir").unwrap();
    SmartConfiguration::parse(&base, document.to_string().as_bytes()).unwrap()
}

#[test]
fn a_way_that_the_server_does_not_take_is_not_forced_on_it() {
    let asymmetric = configuration(&json!({ "capabilities": ["client-confidential-asymmetric"] }));
    let refused = choose(
        &asymmetric,
        &[ClientAuthentication::Public],
        Choice::Automatic,
    );
    assert!(matches!(refused, Err(ChoiceError::NoneTaken)));
}

#[test]
fn a_person_may_know_better_than_the_metadata() {
    let asymmetric = configuration(&json!({ "capabilities": ["client-confidential-asymmetric"] }));
    let public = [ClientAuthentication::Public];
    let chosen = choose(&asymmetric, &public, Choice::ByHand(ClientType::Public));
    assert!(matches!(chosen, Ok(ClientAuthentication::Public)));
    let by_secret = Choice::ByHand(ClientType::ConfidentialSymmetric);
    let refused = choose(&asymmetric, &public, by_secret);
    assert!(matches!(
        refused,
        Err(ChoiceError::NotAvailable(ClientType::ConfidentialSymmetric))
    ));
}

#[test]
fn hl7_308_309_of_two_keys_the_one_is_used_that_the_server_verifies() {
    let keys = || {
        [SigningAlgorithm::Rs384, SigningAlgorithm::Es384].map(|algorithm| {
            ClientAuthentication::Asymmetric(SigningKey::generate(algorithm).unwrap())
        })
    };
    let keys = keys();
    let cases = [
        (json!([]), Some(SigningAlgorithm::Es384)),
        (json!(["RS384", "ES384"]), Some(SigningAlgorithm::Es384)),
        (json!(["RS384"]), Some(SigningAlgorithm::Rs384)),
        (json!(["ES384", "HS256"]), Some(SigningAlgorithm::Es384)),
        (json!(["PS512"]), None),
    ];
    for (listed, expected) in cases {
        let server = configuration(&json!({
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": listed,
        }));
        assert_eq!(server.signing_algorithms().first().copied(), expected);
        for choice in [
            Choice::Automatic,
            Choice::ByHand(ClientType::ConfidentialAsymmetric),
        ] {
            match (choose(&server, &keys, choice), expected) {
                (Ok(ClientAuthentication::Asymmetric(key)), Some(_)) => {
                    assert!(server.signing_algorithms().contains(&key.algorithm()));
                }
                (Err(ChoiceError::NoCommonAlgorithm), None) => {}
                (other, _) => panic!("{listed}: {other:?}"),
            }
        }
    }
}
