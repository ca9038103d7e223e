//! References followed in place and versions of a resource: on the session's own server only, and never
//! another patient's.

use std::sync::Arc;

use chart::Section;
use chartside_core::ipc::{Leads, Link, ReferenceQuery, ResourceQuery, RowsQuery, View};
use chartside_core::problem::ProblemCode;
use sandbox_ehr::SandboxConfig;
use sandbox_ehr::fhir::FhirStore;
use serde_json::json;

use crate::support::{Desk, Will, World};

/// A signed-in desk with a loaded record, whose patient also has these resources.
async fn reading(history: bool, more: &[serde_json::Value]) -> (World, Desk, String) {
    let mut store = FhirStore::generate(2, 400);
    let patient = store.patients()[0].id.clone();
    let more: Vec<String> = more
        .iter()
        .map(|one| one.to_string().replace("OWN", &patient))
        .collect();
    let count = more.len();
    assert_eq!(store.adopt(&patient, more), count);
    let profile = serde_json::from_value(json!({ "fhir": { "history": history } })).unwrap();
    let world = World::of(SandboxConfig {
        profile,
        store: Arc::new(store),
        ..SandboxConfig::default()
    })
    .await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    (world, desk, session)
}

async fn first(desk: &Desk, session: &str, section: Section) -> String {
    let query = RowsQuery {
        record: session.to_owned(),
        view: View::Section { section },
        search: None,
        filter: None,
        from: 0,
        count: 1,
    };
    desk.app.rows(query).await.unwrap().rows[0].key.clone()
}

fn resource(session: &str, key: &str) -> ResourceQuery {
    ResourceQuery {
        record: session.to_owned(),
        key: key.to_owned(),
    }
}

fn reference(session: &str, reference: &str) -> ReferenceQuery {
    ReferenceQuery {
        record: session.to_owned(),
        reference: reference.to_owned(),
    }
}

#[tokio::test]
async fn a_report_leads_to_its_results_and_a_result_to_its_report() {
    let report = json!({"resourceType":"DiagnosticReport","id":"the-report","status":"final","code":{"text":"Blood count"},
        "subject":{"reference":"Patient/OWN"},"result":[{"reference":"Observation/the-result"}],
        "performer":[{"reference":"https://other.example/fhir/Organization/lab","display":"Lab"}]});
    let result = json!({"resourceType":"Observation","id":"the-result","status":"final","code":{"text":"Haemoglobin"},
        "subject":{"reference":"Patient/OWN"},"valueQuantity":{"value":12.4,"unit":"g/dL"}});
    let (_world, desk, session) = reading(false, &[report, result]).await;
    let related = desk
        .app
        .related(resource(&session, "DiagnosticReport/the-report"))
        .await
        .unwrap();
    let led = |path: &str| -> &Link {
        let mut links = related.references.iter();
        links.find(|link| link.path == path).unwrap()
    };
    let value = led("result")
        .entry
        .as_ref()
        .unwrap()
        .value
        .as_ref()
        .unwrap();
    assert_eq!(
        (led("result").leads, value.text.as_str()),
        (Leads::ToRecord, "12.4")
    );
    assert_eq!(led("performer").leads, Leads::Elsewhere);
    let back = desk
        .app
        .related(resource(&session, "Observation/the-result"))
        .await
        .unwrap();
    let keys: Vec<&str> = back.referrers.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["DiagnosticReport/the-report"]);
}

#[tokio::test]
async fn a_reference_out_of_the_record_is_read_from_this_server_and_not_kept() {
    let (world, desk, session) = reading(false, &[]).await;
    let read = desk
        .app
        .read_reference(reference(&session, "Practitioner/okafor"))
        .await
        .unwrap();
    assert_eq!(read.entry.key, "Practitioner/okafor");
    assert!(read.json.contains("Okafor"));
    let held = desk
        .app
        .resource(resource(&session, "Practitioner/okafor"))
        .await;
    assert_eq!(held.unwrap_err().code, ProblemCode::ResourceUnknown);
    let asked = world
        .sandbox
        .journal()
        .requests_to("/fhir/Practitioner/okafor")
        .len();
    assert_eq!(asked, 1);
    for elsewhere in [
        "https://other.example/fhir/Practitioner/a",
        "urn:uuid:1",
        "#a",
        "../Patient/x",
    ] {
        let refused = desk
            .app
            .read_reference(reference(&session, elsewhere))
            .await;
        assert_eq!(
            refused.unwrap_err().code,
            ProblemCode::ResourceUnknown,
            "{elsewhere}"
        );
    }
}

#[tokio::test]
async fn another_patients_resource_is_not_shown_whatever_names_it() {
    let foreign = json!({"resourceType":"Basic","id":"foreign","code":{"text":"x"},"subject":{"reference":"Patient/somebody-else"}});
    let (_world, desk, session) = reading(false, &[foreign]).await;
    let refused = desk
        .app
        .read_reference(reference(&session, "Basic/foreign"))
        .await;
    let code = refused.unwrap_err().code;
    assert!(
        matches!(
            code,
            ProblemCode::OtherPatient | ProblemCode::ResourceUnknown | ProblemCode::NotPermitted
        ),
        "{code:?}"
    );
}

#[tokio::test]
async fn versions_are_listed_where_the_server_offers_them_and_not_asked_for_where_it_does_not() {
    let (world, desk, session) = reading(true, &[]).await;
    let key = first(&desk, &session, Section::Problems).await;
    let history = desk.app.history(resource(&session, &key)).await.unwrap();
    assert!(history.offered && !history.is_cut);
    let held = desk.app.resource(resource(&session, &key)).await.unwrap();
    assert_eq!(history.versions.len(), 1);
    assert_eq!(history.versions[0].json, held.json);
    let path = format!("/fhir/{key}/_history");
    assert_eq!(world.sandbox.journal().requests_to(&path).len(), 1);

    let (world, desk, session) = reading(false, &[]).await;
    let key = first(&desk, &session, Section::Problems).await;
    let history = desk.app.history(resource(&session, &key)).await.unwrap();
    assert!(!history.offered && history.versions.is_empty());
    let path = format!("/fhir/{key}/_history");
    assert_eq!(world.sandbox.journal().requests_to(&path).len(), 0);
}
