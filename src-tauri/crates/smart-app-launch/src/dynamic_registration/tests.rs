use serde_json::{Value, json};

use super::{ClientMetadata, RegisterError, check, registered};
use crate::base_url::FhirBaseUrl;
use crate::client_assertion::SigningKey;
use crate::endpoint::EndpointUrl;
use crate::json_object::JsonObject;
use crate::registration::{ClientType, RedirectUri};

fn public() -> ClientMetadata {
    let redirect_uri = RedirectUri::parse("org.chartside.app:/callback").unwrap();
    ClientMetadata::public("Chartside", vec![redirect_uri])
}

fn endpoint() -> EndpointUrl {
    let base = FhirBaseUrl::parse("https://ehr.example/fhir").unwrap();
    EndpointUrl::resolve(&base, "https://auth.example/register").unwrap()
}

fn answered(
    metadata: &ClientMetadata,
    answer: &Value,
) -> Result<super::RegisteredClient, RegisterError> {
    let object = JsonObject::parse(answer.to_string().as_bytes()).unwrap();
    check(&object, metadata)?;
    registered(&object, &endpoint(), metadata)
}

#[test]
fn hl7_021_292_a_public_client_tells_where_the_browser_comes_back_to_and_no_secret() {
    assert_eq!(
        serde_json::to_value(public()).unwrap(),
        json!({
            "client_name": "Chartside",
            "application_type": "native",
            "redirect_uris": ["org.chartside.app:/callback"],
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "token_endpoint_auth_method": "none",
        })
    );
}

#[test]
fn hl7_022_291_293_294_a_client_with_a_key_registers_its_public_half_only() {
    let key = SigningKey::generate_es384().unwrap();
    let metadata = serde_json::to_value(public().asymmetric(&key)).unwrap();
    assert_eq!(metadata["token_endpoint_auth_method"], "private_key_jwt");
    assert_eq!(metadata["token_endpoint_auth_signing_alg"], "ES384");
    assert_eq!(metadata["jwks"], key.public_jwks());
    assert!(metadata["jwks"]["keys"][0].get("d").is_none());
}

#[test]
fn hl7_298_299_301_an_address_of_the_keys_is_registered_instead_of_the_keys() {
    let key = SigningKey::generate_es384().unwrap();
    let metadata = public().asymmetric_at(&key, &endpoint());
    let metadata = serde_json::to_value(metadata).unwrap();
    assert_eq!(metadata["jwks_uri"], "https://auth.example/register");
    assert!(metadata.get("jwks").is_none());
    let base = FhirBaseUrl::parse("https://ehr.example/fhir").unwrap();
    assert!(EndpointUrl::resolve(&base, "http://site.example/jwks").is_err());
}

#[test]
fn what_the_server_registered_otherwise_is_not_used() {
    let other_redirect = json!({ "client_id": "x", "redirect_uris": ["https://evil.example/"] });
    let refused = answered(&public(), &other_redirect).unwrap_err();
    assert!(matches!(refused, RegisterError::Altered("redirect URI")));
    let other_method =
        json!({ "client_id": "x", "token_endpoint_auth_method": "client_secret_post" });
    let refused = answered(&public(), &other_method).unwrap_err();
    assert!(matches!(refused, RegisterError::Altered("authentication")));
}

#[test]
fn a_secret_is_kept_by_a_client_that_asked_for_one_and_needed_by_it() {
    let answer =
        json!({ "client_id": "x", "client_secret": "CNRY", "client_secret_expires_at": 0 });
    assert!(
        answered(&public(), &answer)
            .unwrap()
            .client_secret
            .is_none()
    );
    let symmetric = answered(&public().symmetric(), &answer).unwrap();
    assert_eq!(symmetric.client_type, ClientType::ConfidentialSymmetric);
    assert_eq!(symmetric.client_secret.as_ref().unwrap().expose(), "CNRY");
    assert_eq!(symmetric.client_secret_expires_at, None);
    assert!(!format!("{symmetric:?}").contains("CNRY"));
    let without = answered(&public().symmetric(), &json!({ "client_id": "x" }));
    assert!(matches!(without, Err(RegisterError::Unusable)));
}

#[test]
fn a_management_address_on_another_origin_is_not_kept() {
    let answer = |uri: &str| json!({ "client_id": "x", "registration_access_token": "t", "registration_client_uri": uri });
    for bad in [
        "https://evil.example/x",
        "http://auth.example/x",
        "/x",
        "https://u@auth.example/x",
    ] {
        assert!(
            answered(&public(), &answer(bad))
                .unwrap()
                .management
                .is_none(),
            "{bad}"
        );
    }
    let good = answered(&public(), &answer("https://auth.example/register/x")).unwrap();
    assert!(good.management.is_some());
}

#[test]
fn an_answer_without_a_usable_client_id_is_none() {
    for answer in [
        json!({}),
        json!({ "client_id": "" }),
        json!({ "client_id": "a\u{202e}b" }),
        json!({ "client_id": 7 }),
    ] {
        assert!(
            matches!(answered(&public(), &answer), Err(RegisterError::Unusable)),
            "{answer}"
        );
    }
}

#[test]
fn the_program_is_named_with_its_version() {
    let metadata = serde_json::to_value(public().with_software("app-id", "1.2.3")).unwrap();
    assert_eq!(metadata["software_id"], "app-id");
    assert_eq!(metadata["software_version"], "1.2.3");
}

#[test]
fn keys_stand_in_one_place_whichever_was_said_last() {
    let key = SigningKey::generate_es384().unwrap();
    let at = |metadata: ClientMetadata| serde_json::to_value(metadata).unwrap();
    let address = at(public().asymmetric(&key).asymmetric_at(&key, &endpoint()));
    assert!(address.get("jwks").is_none() && address.get("jwks_uri").is_some());
    let inline = at(public().asymmetric_at(&key, &endpoint()).asymmetric(&key));
    assert!(inline.get("jwks").is_some() && inline.get("jwks_uri").is_none());
}

#[test]
fn a_client_that_signs_for_its_tokens_has_no_other_way_to_them() {
    let key = SigningKey::generate_es384().unwrap();
    let metadata = public().asymmetric(&key).with_assertion_grant();
    let metadata = serde_json::to_value(metadata).unwrap();
    assert_eq!(metadata["token_endpoint_auth_method"], "none");
    assert_eq!(
        metadata["grant_types"],
        json!([crate::token::ASSERTION_GRANT])
    );
    assert!(metadata.get("token_endpoint_auth_signing_alg").is_none());
    assert!(
        metadata
            .get("response_types")
            .is_none_or(|types| types == &json!([]))
    );
    assert!(metadata.get("jwks").is_some());
}
