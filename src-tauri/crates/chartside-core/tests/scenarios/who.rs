//! Who is signed in: the resource that `fhirUser` names, read from the session's own server only.

use std::sync::Arc;

use chartside_core::ipc::{Connect, SessionRef};
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, SandboxConfig};

use crate::support::{Desk, Will, World};

/// Signs in where the id token names this `fhirUser`, and asks who that is.
async fn who(fhir_user: &str) -> (World, Option<String>) {
    who_at(SandboxConfig::default(), fhir_user, None).await
}

/// The same at another server, where these scopes are asked for.
async fn who_at(
    mut config: SandboxConfig,
    fhir_user: &str,
    scope: Option<&str>,
) -> (World, Option<String>) {
    let claim = ("fhirUser".to_owned(), fhir_user.into());
    config.profile.id_token_claims.extend([claim]);
    let world = World::of(config).await;
    let desk = world.start(Will::Allow).await;
    let request = Connect {
        scope: scope.map(str::to_owned),
        ..desk.request()
    };
    let session = desk.connect_as(request).await.unwrap();
    let name = name(&desk, &session).await;
    drop(desk);
    // The same after a restart.
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(self::name(&desk, &session).await, name);
    (world, name)
}

async fn name(desk: &Desk, session: &str) -> Option<String> {
    let session = session.to_owned();
    let answer = desk.app.signed_in_as(SessionRef { session }).await;
    answer.unwrap().name
}

/// Times that this was read.
fn reads(world: &World, path: &str) -> usize {
    world.sandbox.journal().requests_to(path).len()
}

#[tokio::test]
async fn the_person_who_signed_in_is_called_by_name() {
    let (world, name) = who("Practitioner/okafor").await;
    assert!(name.is_some_and(|name| name.contains("Okafor")));
    assert_eq!(reads(&world, "/fhir/Practitioner/okafor"), 2);
}

#[tokio::test]
async fn a_person_on_another_server_is_not_asked_for_anywhere() {
    let (world, name) = who("https://other.example/fhir/Practitioner/okafor").await;
    assert_eq!(name, None);
    assert_eq!(reads(&world, "/fhir/Practitioner/okafor"), 0);
}

#[tokio::test]
async fn a_person_who_cannot_be_read_has_no_name_and_the_record_opens() {
    let (world, name) = who("Practitioner/nobody").await;
    assert_eq!(name, None);
    assert_eq!(reads(&world, "/fhir/Practitioner/nobody"), 2);
}

/// A server that has a resource of every type that `fhirUser` may name, all with the id `who`.
fn with_everybody() -> SandboxConfig {
    let mut store = FhirStore::generate(7, 200);
    let patient = store.patients()[0].id.clone();
    let subject = format!("Patient/{patient}");
    let named = |kind: &str| {
        serde_json::json!({
            "resourceType": kind, "id": "who", "patient": { "reference": &subject },
            "name": [{ "family": kind, "given": ["Kim"] }],
            "practitioner": { "reference": "Practitioner/okafor", "display": "Kim PractitionerRole" },
        })
        .to_string()
    };
    let kinds = [
        "Practitioner",
        "PractitionerRole",
        "RelatedPerson",
        "Person",
    ];
    let resources = kinds.map(named).to_vec();
    store.adopt(&patient, resources);
    SandboxConfig {
        store: Arc::new(store),
        ..SandboxConfig::default()
    }
}

#[tokio::test]
async fn every_kind_of_person_is_called_by_name_where_they_may_be_read() {
    for kind in [
        "Practitioner",
        "PractitionerRole",
        "RelatedPerson",
        "Person",
    ] {
        let reference = format!("{kind}/who");
        let scope = format!(
            "launch/patient openid fhirUser offline_access patient/Patient.rs patient/{kind}.rs"
        );
        let (_world, name) = who_at(with_everybody(), &reference, Some(&scope)).await;
        assert!(
            name.as_ref().is_some_and(|name| name.contains(kind)),
            "{kind}: {name:?}"
        );
        let scope = "launch/patient openid fhirUser offline_access patient/Patient.rs";
        let (_world, name) = who_at(with_everybody(), &reference, Some(scope)).await;
        assert_eq!(name, None, "{kind} is not granted");
    }
}

#[tokio::test]
async fn a_patient_who_signs_in_is_called_by_their_own_name() {
    let config = with_everybody();
    let card = config.store.patients()[0].clone();
    let (_world, name) = who_at(config, &format!("Patient/{}", card.id), None).await;
    let name = name.unwrap();
    assert!(
        card.name.split_whitespace().all(|part| name.contains(part)),
        "{name}"
    );
}

#[tokio::test]
async fn the_whole_address_on_the_sessions_own_server_is_as_good() {
    let world = World::new().await;
    let address = format!("{}/Practitioner/okafor", world.sandbox.fhir_base_url());
    let mut profile = Profile::default();
    let claim = ("fhirUser".to_owned(), address.into());
    profile.id_token_claims.extend([claim]);
    world.sandbox.set_profile(profile);
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let name = name(&desk, &session).await;
    assert!(name.is_some_and(|name| name.contains("Okafor")));
    assert_eq!(reads(&world, "/fhir/Practitioner/okafor"), 1);
}
