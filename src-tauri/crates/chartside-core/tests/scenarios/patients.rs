//! A clinician signs in without a patient in context: looks for patients, opens several side by side, and
//! never reads one of them on the page of another.

use std::collections::BTreeSet;
use std::sync::Arc;

use chartside_core::ipc::{
    Connect, PatientRef, PatientSearch, Patients, RecordEvent, RecordRef, ResourceQuery, RowsQuery,
    SessionRef, SignInEvent, View,
};
use chartside_core::problem::{Problem, ProblemCode};
use futures_util::StreamExt as _;
use sandbox_ehr::fhir::{FhirStore, PatientCard};
use sandbox_ehr::{LaunchContext, Profile, SandboxConfig};

use crate::support::{Desk, Will, World};

const SCOPE: &str = "openid fhirUser offline_access user/*.rs";

fn request(desk: &Desk, scope: &str) -> Connect {
    Connect {
        scope: Some(scope.to_owned()),
        ..desk.request()
    }
}

async fn signed_in(world: &World) -> (Desk, String) {
    let desk = world.start(Will::Allow).await;
    let session = desk.connect_as(request(&desk, SCOPE)).await.unwrap();
    (desk, session)
}

async fn find(desk: &Desk, session: &str, name: &str) -> Result<Patients, Problem> {
    let search = PatientSearch {
        session: session.to_owned(),
        name: name.to_owned(),
        birth_date: String::new(),
        identifier: String::new(),
    };
    desk.app.find_patients(search).await
}

async fn open(desk: &Desk, session: &str, patient: &str) -> Result<String, Problem> {
    let patient = PatientRef {
        session: session.to_owned(),
        patient: patient.to_owned(),
    };
    Ok(desk.app.open_patient(patient).await?.record)
}

/// Whose record it is, by the banner, and whose every row is, by its JSON.
async fn whose(desk: &Desk, record: &str) -> BTreeSet<String> {
    let events = desk.load(record).await;
    assert!(
        matches!(
            events.last(),
            Some(RecordEvent::Finished { complete: true, .. })
        ),
        "{:?}",
        events.last()
    );
    let banner = events.iter().find_map(|event| match event {
        RecordEvent::Banner { banner } => Some(banner.id.clone()),
        _ => None,
    });
    let mut whose = BTreeSet::from([banner.unwrap()]);
    let query = RowsQuery {
        record: record.to_owned(),
        view: View::Timeline,
        search: None,
        filter: None,
        from: 0,
        count: 500,
    };
    let rows = desk.app.rows(query).await.unwrap().rows;
    assert!(rows.len() > 20);
    for row in rows {
        let query = ResourceQuery {
            record: record.to_owned(),
            key: row.key,
        };
        let json = desk.app.resource(query).await.unwrap().json;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let subject = ["subject", "patient", "beneficiary"]
            .iter()
            .find_map(|name| json[name]["reference"].as_str());
        if let Some(id) = subject.and_then(|subject| subject.strip_prefix("Patient/")) {
            whose.insert(id.to_owned());
        }
    }
    whose
}

/// A server with three patients, and who they are.
async fn three_patients() -> (World, Vec<PatientCard>) {
    let store = FhirStore::generate(3, 120);
    let patients = store.patients();
    let config = SandboxConfig {
        store: Arc::new(store),
        ..SandboxConfig::default()
    };
    (World::of(config).await, patients)
}

fn two(patients: &[PatientCard]) -> (String, String) {
    (patients[0].id.clone(), patients[1].id.clone())
}

#[tokio::test]
async fn who_may_see_everybody_signs_in_without_a_patient_and_finds_them() {
    let (world, patients) = three_patients().await;
    let desk = world.start(Will::Allow).await;
    let events: Vec<SignInEvent> = desk.app.connect(request(&desk, SCOPE)).collect().await;
    let Some(SignInEvent::Connected { session }) = events.last() else {
        panic!("{:?}", events.last());
    };
    assert!(!session.has_patient && session.finds_patients);
    let session = session.session.clone();
    let known = patients[0].clone();
    let family = known.name.split_whitespace().last().unwrap().to_owned();
    let found = find(&desk, &session, &family).await.unwrap();
    assert!(found.problems.is_empty() && !found.more);
    assert!(found.patients.iter().any(|one| one.patient.id == known.id));
    // What was looked for stands in no address.
    let journal = world.sandbox.journal();
    let asked = journal.requests_to("/fhir/Patient/_search");
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].method.as_str(), &asked[0].query), ("POST", &None));
    assert!(journal.requests_to("/fhir/Patient").is_empty());
    let nobody = find(&desk, &session, "nobody-is-called-this")
        .await
        .unwrap();
    assert!(nobody.patients.is_empty());
    let empty = find(&desk, &session, "  ").await.unwrap_err();
    assert_eq!(empty.code, ProblemCode::SearchEmpty);
    let events = desk.load(&session).await;
    let Some(RecordEvent::Failed { problem }) = events.last() else {
        panic!("{:?}", events.last());
    };
    assert_eq!(problem.code, ProblemCode::PatientMissing);
    let overview = desk.app.overview().await.unwrap();
    assert!(overview.connections[0].chooses_patient);
}

#[tokio::test]
async fn a_server_that_takes_no_form_is_asked_the_usual_way() {
    let fhir = r#"{"fhir":{"no_search_by_form":true}}"#;
    let world = World::with(serde_json::from_str(fhir).unwrap()).await;
    let (desk, session) = signed_in(&world).await;
    let found = find(&desk, &session, "ellsworth").await.unwrap();
    assert_eq!(found.patients.len(), 1);
    assert!(found.problems.is_empty());
}

#[tokio::test]
async fn two_patients_of_one_session_are_never_mixed() {
    let (world, patients) = three_patients().await;
    let (desk, session) = signed_in(&world).await;
    let (first, second) = two(&patients);
    let a = open(&desk, &session, &first).await.unwrap();
    let b = open(&desk, &session, &second).await.unwrap();
    assert_ne!(a, b);
    assert_eq!(open(&desk, &session, &first).await.unwrap(), a);
    let (of_a, of_b) = futures_util::join!(whose(&desk, &a), whose(&desk, &b));
    assert_eq!(of_a, BTreeSet::from([first]));
    assert_eq!(of_b, BTreeSet::from([second]));
}

#[tokio::test]
async fn a_record_that_was_closed_is_gone_and_the_other_stays() {
    let (world, patients) = three_patients().await;
    let (desk, session) = signed_in(&world).await;
    let (first, second) = two(&patients);
    let a = open(&desk, &session, &first).await.unwrap();
    let b = open(&desk, &session, &second).await.unwrap();
    desk.load(&a).await;
    desk.load(&b).await;
    let rows = |record: &str| RowsQuery {
        record: record.to_owned(),
        view: View::Timeline,
        search: None,
        filter: None,
        from: 0,
        count: 1,
    };
    let close = RecordRef { record: a.clone() };
    desk.app.close_record(close).await.unwrap();
    let gone = desk.app.rows(rows(&a)).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::SessionUnknown);
    assert!(desk.app.rows(rows(&b)).await.unwrap().total > 0);
    let session = SessionRef { session };
    desk.app.sign_out(session).await.unwrap();
    desk.app.rows(rows(&b)).await.unwrap_err();
}

#[tokio::test]
async fn the_names_of_records_outlive_a_lock_a_restart_and_a_new_sign_in() {
    let (world, patients) = three_patients().await;
    let (desk, session) = signed_in(&world).await;
    let (first, second) = two(&patients);
    let a = open(&desk, &session, &first).await.unwrap();
    let b = open(&desk, &session, &second).await.unwrap();
    desk.load(&b).await;
    desk.app.lock().await.unwrap();
    desk.app.unlock().await.unwrap();
    assert_eq!(whose(&desk, &a).await, BTreeSet::from([first.clone()]));
    drop(desk);
    let desk = world.start(Will::Allow).await;
    assert_eq!(whose(&desk, &b).await, BTreeSet::from([second]));
    let again = Connect {
        scope: Some(SCOPE.to_owned()),
        ..desk.again(&session)
    };
    assert_eq!(desk.connect_as(again).await.unwrap(), session);
    assert_eq!(whose(&desk, &a).await, BTreeSet::from([first]));
    let recent = desk.app.recent_patients(SessionRef { session }).await;
    let recent = recent.unwrap().patients;
    let names: Vec<&str> = recent.iter().map(|one| one.record.as_str()).collect();
    assert_eq!(names, [b.as_str(), a.as_str()]);
    assert!(recent.iter().all(|one| one.label.is_some()));
}

/// `patient/` scopes are about the patient in context (SMART App Launch 2.2, "Clinical Scope Syntax").
#[tokio::test]
async fn what_was_granted_for_the_patient_in_context_opens_no_other() {
    let (world, patients) = three_patients().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let (_, second) = two(&patients);
    let refused = open(&desk, &session, &second).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotGranted);
    let refused = find(&desk, &session, "a").await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotGranted);
    // A name that was never given opens nothing.
    let made_up = RecordRef {
        record: format!("{session}.{session}"),
    };
    let events: Vec<RecordEvent> = desk.app.load_record(made_up).collect().await;
    let Some(RecordEvent::Failed { problem }) = events.last() else {
        panic!("{:?}", events.last());
    };
    assert_eq!(problem.code, ProblemCode::PatientMissing);
}

#[tokio::test]
async fn without_a_patient_and_without_leave_to_look_for_one_there_is_no_session() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let nothing = request(&desk, "openid fhirUser user/Observation.rs");
    let ended = desk.connect_as(nothing).await.unwrap_err();
    assert_eq!(ended, ProblemCode::PatientMissing);
}

#[tokio::test]
async fn the_visit_that_an_ehr_has_open_is_known_and_its_entry_is_in_the_record() {
    let (world, patients) = three_patients().await;
    let (first, _) = two(&patients);
    let desk = world.start(Will::Allow).await;
    let before = desk.connect().await.unwrap();
    desk.load(&before).await;
    let query = RowsQuery {
        record: before.clone(),
        view: View::Section {
            section: chart::Section::Encounters,
        },
        search: None,
        filter: None,
        from: 0,
        count: 1,
    };
    let key = desk.app.rows(query).await.unwrap().rows[0].key.clone();
    let context = LaunchContext {
        encounter: key.strip_prefix("Encounter/").map(str::to_owned),
        ..LaunchContext::of_patient(&first)
    };
    let link = world.sandbox.launch_link("chartside", context).unwrap();
    let launch = desk.launched(link).await;
    let events: Vec<SignInEvent> = desk.app.connect(desk.agreeing(&launch)).collect().await;
    let Some(SignInEvent::Connected { session }) = events.last() else {
        panic!("{:?}", events.last());
    };
    assert_eq!(session.visit.as_deref(), Some(key.as_str()));
}

#[tokio::test]
async fn somebody_else_does_not_take_over_the_records_of_who_chose_them() {
    let (world, patients) = three_patients().await;
    let (desk, session) = signed_in(&world).await;
    open(&desk, &session, &two(&patients).0).await.unwrap();
    drop(desk);
    let mut profile = Profile::default();
    let claim = ("sub".to_owned(), "somebody-else".into());
    profile.id_token_claims.extend([claim]);
    let config = SandboxConfig {
        profile,
        store: Arc::new(FhirStore::generate(3, 120)),
        ..SandboxConfig::default()
    };
    let world = world.with_other_server(config).await;
    let desk = world.start(Will::Allow).await;
    let again = Connect {
        scope: Some(SCOPE.to_owned()),
        ..desk.again(&session)
    };
    let refused = desk.connect_as(again).await.unwrap_err();
    assert_eq!(refused, ProblemCode::UserChanged);
}
