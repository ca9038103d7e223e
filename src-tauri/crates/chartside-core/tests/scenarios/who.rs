//! Who is signed in: the resource that `fhirUser` names, read from the session's own server only.

use std::sync::Arc;

use chartside_core::ipc::{Connect, SessionRef};
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, SandboxConfig};
use serde_json::{Value, json};

use crate::support::{Desk, Will, World};

const SCOPE: &str = "openid fhirUser launch/patient offline_access patient/*.rs user/*.rs";

/// Signs in where the id token names this `fhirUser`, and asks who that is.
async fn who(fhir_user: &str) -> (World, Option<String>) {
    who_at(Profile::default(), FhirStore::default(), fhir_user).await
}

/// The same at a server that is like this, has these resources and grants whatever is asked for.
async fn who_at(
    mut profile: Profile,
    store: FhirStore,
    fhir_user: &str,
) -> (World, Option<String>) {
    let claim = ("fhirUser".to_owned(), fhir_user.into());
    profile.id_token_claims.extend([claim]);
    let config = SandboxConfig {
        profile,
        store: Arc::new(store),
        ..SandboxConfig::default()
    };
    let world = World::of(config).await;
    let desk = world.start(Will::Allow).await;
    let request = Connect {
        scope: Some(SCOPE.to_owned()),
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

/// A server on which all five kinds of people are, and a role of each kind.
fn people() -> FhirStore {
    let mut store = FhirStore::generate(1, 200);
    let patient = store.patients()[0].id.clone();
    let named = |kind: &str, family: &str| json!({ "resourceType": kind, "id": "somebody", "name": [{ "family": family }] });
    let role = |id: &str, practitioner: Value| json!({ "resourceType": "PractitionerRole", "id": id, "practitioner": practitioner });
    let mut related = named("RelatedPerson", "Relative");
    related["patient"] = json!({ "reference": format!("Patient/{patient}") });
    let resources = [
        named("Practitioner", "Doctor"),
        named("Patient", "Patient"),
        related,
        named("Person", "Person"),
        role("displayed", json!({ "display": "Dr. Displayed" })),
        role("pointing", json!({ "reference": "Practitioner/somebody" })),
        role(
            "leaving",
            json!({ "reference": "https://other.example/fhir/Practitioner/somebody" }),
        ),
        role("astray", json!({ "reference": "Patient/somebody" })),
        role("empty", json!({})),
    ];
    let resources: Vec<String> = resources.iter().map(Value::to_string).collect();
    let count = resources.len();
    assert_eq!(store.adopt(&patient, resources), count);
    store
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

#[tokio::test]
async fn every_kind_of_person_is_called_by_name() {
    for (reference, expected) in [
        ("Practitioner/somebody", "Doctor"),
        ("Patient/somebody", "Patient"),
        ("RelatedPerson/somebody", "Relative"),
        ("Person/somebody", "Person"),
        ("PractitionerRole/displayed", "Dr. Displayed"),
        ("PractitionerRole/pointing", "Doctor"),
    ] {
        let (world, name) = who_at(Profile::default(), people(), reference).await;
        assert_eq!(name.as_deref(), Some(expected), "{reference}");
        assert_eq!(reads(&world, &format!("/fhir/{reference}")), 2);
    }
}

#[tokio::test]
async fn an_absolute_reference_to_this_server_is_read_as_a_relative_one_is() {
    let config = SandboxConfig {
        store: Arc::new(people()),
        ..SandboxConfig::default()
    };
    let world = World::of(config).await;
    let desk = world.start(Will::Allow).await;
    let claim = format!("{}/Person/somebody", desk.fhir_base_url);
    let mut profile = Profile::default();
    let claim = ("fhirUser".to_owned(), claim.into());
    profile.id_token_claims.extend([claim]);
    world.sandbox.set_profile(profile);
    let request = Connect {
        scope: Some(SCOPE.to_owned()),
        ..desk.request()
    };
    let session = desk.connect_as(request).await.unwrap();
    assert_eq!(name(&desk, &session).await.as_deref(), Some("Person"));
    assert_eq!(reads(&world, "/fhir/Person/somebody"), 1);
}

#[tokio::test]
async fn a_role_of_nobody_or_of_somebody_elsewhere_has_no_name() {
    for role in ["leaving", "astray", "empty"] {
        let reference = format!("PractitionerRole/{role}");
        let (world, name) = who_at(Profile::default(), people(), &reference).await;
        assert_eq!(name, None, "{role}");
        assert_eq!(reads(&world, &format!("/fhir/{reference}")), 2);
        assert_eq!(reads(&world, "/fhir/Practitioner/somebody"), 0);
        assert_eq!(reads(&world, "/fhir/Patient/somebody"), 0);
    }
}

#[tokio::test]
async fn a_person_whom_the_server_shows_nobody_has_no_name_and_the_record_opens() {
    for (behaviour, status) in [
        (r#"{"forbidden":["Practitioner"]}"#, 403),
        (r#"{"unsupported":["Practitioner"]}"#, 404),
        (
            r#"{"unsupported":["Practitioner"],"unsupported_status":401}"#,
            401,
        ),
    ] {
        let profile = Profile {
            fhir: serde_json::from_str(behaviour).unwrap(),
            ..Profile::default()
        };
        let (world, name) = who_at(profile, people(), "Practitioner/somebody").await;
        assert_eq!(name, None, "{behaviour}");
        let asked = world
            .sandbox
            .journal()
            .requests_to("/fhir/Practitioner/somebody");
        assert!(
            asked.iter().all(|request| request.status == Some(status)),
            "{behaviour}"
        );
        assert!(!asked.is_empty());
    }
}

/// The other server is there and listens: what is not sent to it is left out on purpose.
#[tokio::test]
async fn no_token_goes_to_the_server_that_another_one_names_as_the_home_of_its_user() {
    let other = World::new().await;
    let elsewhere = format!("{}/Practitioner/okafor", other.sandbox.fhir_base_url());
    let (_world, name) = who(&elsewhere).await;
    assert_eq!(name, None);
    assert!(other.sandbox.journal().requests().is_empty());
}

#[tokio::test]
async fn what_is_no_person_is_not_read() {
    for odd in [
        "Organization/clinic",
        "Practitioner/okafor/_history/1",
        "Practitioner/okafor?x=1",
        "../Practitioner/okafor",
        "Practitioner",
        "",
    ] {
        let (world, name) = who(odd).await;
        assert_eq!(name, None, "{odd}");
        let read = world.sandbox.journal().requests();
        let read = read
            .iter()
            .filter(|request| request.path.contains("okafor"));
        assert_eq!(read.count(), 0, "{odd}");
    }
}
