//! The built-in profiles and how they are read.

use sandbox_ehr::Profile;
use sandbox_ehr::profile::{ProfileError, Refresh};
use serde_json::json;

use crate::app::{App, ok};
use crate::person::http;
use crate::strict;

#[test]
fn every_built_in_profile_can_be_read_and_found_by_its_name() {
    let names: Vec<String> = Profile::built_in().map(|profile| profile.name).collect();
    assert_eq!(names[..3], ["default", "oracle-health", "greenway-like"]);
    assert_eq!(names.len(), 24);
    for name in names {
        assert_eq!(Profile::find(&name).unwrap().name, name);
    }
}

#[test]
fn the_default_profile_file_is_the_default() {
    assert_eq!(Profile::find("default").unwrap(), Profile::default());
}

#[test]
fn a_profile_can_be_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.json");
    std::fs::write(
        &path,
        r#"{ "name": "mine", "token_lifetime_seconds": 5, "fhir": {} }"#,
    )
    .unwrap();
    assert_eq!(
        Profile::find(path.to_str().unwrap())
            .unwrap()
            .token_lifetime_seconds,
        5
    );
    std::fs::write(&path, r#"{ "token_lifetime": 5 }"#).unwrap();
    assert!(matches!(
        Profile::find(path.to_str().unwrap()),
        Err(ProfileError::Invalid(..))
    ));
    assert!(matches!(
        Profile::find("no-such-profile"),
        Err(ProfileError::NotFound(..))
    ));
}

#[test]
fn a_misspelt_field_is_refused() {
    for profile in [
        json!({ "refresh": { "kind": "sometimes" } }),
        json!({ "refresh": { "kind": "rotates", "grace": 3 } }),
        json!({ "faults": [{ "at": "token", "act": "explode" }] }),
        json!({ "faults": [{ "on": "token", "act": "drop_after" }] }),
        json!({ "fhir": { "page_size": 3 } }),
    ] {
        assert!(
            serde_json::from_value::<Profile>(profile.clone()).is_err(),
            "{profile}"
        );
    }
}

#[tokio::test]
async fn an_ehr_like_oracle_health_keeps_its_refresh_token() {
    let sandbox = strict().await;
    sandbox.set_profile(Profile::find("oracle-health").unwrap());
    let app = App::public(&sandbox);
    let token = app
        .sign_in(&[("scope", "launch/patient online_access patient/*.rs")])
        .await;
    assert_eq!(token["expires_in"], 570);
    let refreshed = ok(app
        .refresh(token["refresh_token"].as_str().unwrap(), &[])
        .await)
    .await;
    assert!(refreshed.get("refresh_token").is_none());
}

#[tokio::test]
async fn an_ehr_like_greenway_is_found_through_metadata() {
    let sandbox = strict().await;
    sandbox.set_profile(Profile::find("greenway-like").unwrap());
    assert_eq!(
        Profile::find("greenway-like").unwrap().refresh,
        Refresh::Rotates { grace_seconds: 0 }
    );
    let address = format!(
        "{}/.well-known/smart-configuration",
        sandbox.fhir_base_url()
    );
    assert_eq!(http().get(address).send().await.unwrap().status(), 404);
    let metadata = http()
        .get(format!("{}/metadata", sandbox.fhir_base_url()))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(metadata.contains("oauth-uris") && metadata.contains("/auth/authorize"));
}
