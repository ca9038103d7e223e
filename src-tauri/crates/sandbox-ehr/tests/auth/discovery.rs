//! What the server says about itself.

use serde_json::{Value, json};

use crate::app::json as body;
use crate::person::http;
use crate::{sandbox, strict};

async fn get(address: String) -> Value {
    body(
        http()
            .get(address)
            .header("accept", "application/json")
            .send()
            .await
            .unwrap(),
    )
    .await
}

#[tokio::test]
async fn the_smart_configuration_has_every_member_that_the_specification_wants() {
    let sandbox = strict().await;
    let configuration = get(format!(
        "{}/.well-known/smart-configuration",
        sandbox.fhir_base_url()
    ))
    .await;
    let base = sandbox.base_url();
    for (member, path) in [
        ("authorization_endpoint", "/auth/authorize"),
        ("token_endpoint", "/auth/token"),
        ("revocation_endpoint", "/auth/revoke"),
        ("introspection_endpoint", "/auth/introspect"),
        ("management_endpoint", "/auth/manage"),
        ("jwks_uri", "/auth/jwks"),
        ("issuer", ""),
    ] {
        assert_eq!(configuration[member], format!("{base}{path}"));
    }
    assert_eq!(
        configuration["code_challenge_methods_supported"],
        json!(["S256"])
    );
    assert_eq!(
        configuration["grant_types_supported"],
        json!(["authorization_code", "refresh_token"])
    );
    assert_eq!(configuration["response_types_supported"], json!(["code"]));
    assert_eq!(
        configuration["token_endpoint_auth_signing_alg_values_supported"],
        json!(["RS384", "ES384"])
    );
    assert_eq!(
        configuration["authorization_response_iss_parameter_supported"],
        true
    );
    let capabilities = configuration["capabilities"].as_array().unwrap();
    for capability in [
        "launch-ehr",
        "launch-standalone",
        "client-public",
        "sso-openid-connect",
        "permission-v2",
    ] {
        assert!(capabilities.contains(&json!(capability)), "{capability}");
    }
    assert_eq!(sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn the_openid_configuration_is_at_the_issuer() {
    let sandbox = strict().await;
    let configuration = get(format!(
        "{}/.well-known/openid-configuration",
        sandbox.base_url()
    ))
    .await;
    assert_eq!(configuration["issuer"], sandbox.base_url());
    assert_eq!(configuration["subject_types_supported"], json!(["public"]));
    let keys = get(configuration["jwks_uri"].as_str().unwrap().to_owned()).await;
    let kinds: Vec<&str> = keys["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key["kty"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["RSA", "EC"]);
    assert!(!keys.to_string().contains("\"d\""), "only public members");
}

#[tokio::test]
async fn the_keys_can_change() {
    let sandbox = strict().await;
    let address = format!("{}/auth/jwks", sandbox.base_url());
    let before = get(address.clone()).await;
    sandbox.replace_signing_keys().unwrap();
    assert_ne!(
        get(address).await["keys"][0]["kid"],
        before["keys"][0]["kid"]
    );
}

#[tokio::test]
async fn a_client_that_does_not_take_json_is_noticed() {
    let sandbox = strict().await;
    let address = format!(
        "{}/.well-known/smart-configuration",
        sandbox.fhir_base_url()
    );
    http()
        .get(address)
        .header("accept", "text/html")
        .send()
        .await
        .unwrap();
    assert_eq!(sandbox.journal().assert_conformant()[0].rule, 227);
}

#[tokio::test]
async fn a_profile_can_change_or_hide_the_documents() {
    let changed = sandbox(json!({
        "smart_configuration": { "token_endpoint": "/auth/token", "capabilities": null },
        "openid_configuration": { "issuer": "https://other.example" },
    }))
    .await;
    let configuration = get(format!(
        "{}/.well-known/smart-configuration",
        changed.fhir_base_url()
    ))
    .await;
    assert_eq!(configuration["token_endpoint"], "/auth/token");
    assert!(configuration.get("capabilities").is_none());
    let openid = get(format!(
        "{}/.well-known/openid-configuration",
        changed.base_url()
    ))
    .await;
    assert_eq!(openid["issuer"], "https://other.example");
    let hidden = sandbox(json!({ "well_known": false })).await;
    let address = format!("{}/.well-known/smart-configuration", hidden.fhir_base_url());
    assert_eq!(http().get(address).send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn the_date_header_tells_the_sandboxs_time() {
    let sandbox = strict().await;
    sandbox.set_profile(
        serde_json::from_value(json!({ "clock_skew_seconds": 86_400 * 400 })).unwrap(),
    );
    let answer = http()
        .get(format!("{}/auth/jwks", sandbox.base_url()))
        .send()
        .await
        .unwrap();
    let date = answer.headers()["date"].to_str().unwrap().to_owned();
    assert!(
        date.contains(&sandbox.now().strftime("%Y").to_string()) && date.ends_with(" GMT"),
        "{date}"
    );
}
