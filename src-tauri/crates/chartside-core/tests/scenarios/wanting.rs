//! What a load did not get, and how it comes after all: the network that comes back, everything again, more
//! after a limit; and what stays away is said, today and when the record is opened again.

use std::sync::Arc;

use chartside_core::App;
use chartside_core::ipc::{AppEvent, Connect, LoadPart, RecordEvent, RecordRef, SectionProgress};
use chartside_core::problem::ProblemCode;
use futures_util::{Stream, StreamExt as _};
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, SandboxConfig};

use crate::account::Account;
use crate::support::{Desk, Will, World, failure, finished, last_states, until};

fn playing(fhir: &str) -> Profile {
    serde_json::from_str(&format!(r#"{{"fhir":{fhir}}}"#)).unwrap()
}

fn named(session: &str) -> RecordRef {
    RecordRef {
        record: session.to_owned(),
    }
}

async fn all(desk: &Desk, events: impl Stream<Item = RecordEvent>) -> Vec<RecordEvent> {
    let events: Vec<RecordEvent> = events.collect().await;
    desk.heard.tell(&events);
    events
}

fn awaits_network(events: &[RecordEvent]) -> bool {
    let mut events = events.iter();
    events.any(|event| matches!(event, RecordEvent::AwaitsNetwork))
}

/// Hints at a network until the app says that it is back; gives whose record goes on.
async fn back(app: &App, mut events: impl Stream<Item = AppEvent> + Unpin) -> String {
    loop {
        app.look_for_network().await.unwrap();
        let event = futures_util::poll!(events.next());
        if let std::task::Poll::Ready(Some(AppEvent::NetworkBack { record })) = event {
            return record;
        }
        tokio::task::yield_now().await;
    }
}

/// The types that were asked for after so many requests.
fn types(world: &World, after: usize) -> Vec<String> {
    let requests = world.sandbox.journal().fhir_requests().split_off(after);
    let types = requests
        .iter()
        .filter_map(|request| request.path.split('/').nth(2));
    let mut types: Vec<String> = types.map(str::to_owned).collect();
    types.sort();
    types.dedup();
    types
}

#[tokio::test]
async fn f35_a_load_without_a_network_goes_on_when_it_is_back() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let told = Box::pin(desk.app.events());
    world.sandbox.go_away(true);
    let events = desk.load(&session).await;
    assert_eq!(failure(&events), Some(ProblemCode::ServerUnreachable));
    assert!(awaits_network(&events));
    world.sandbox.go_away(false);
    assert_eq!(back(&desk.app, told).await, session);
    let events = all(&desk, Box::pin(desk.app.resume_load(named(&session)))).await;
    assert!(finished(&events) && !awaits_network(&events));
}

#[tokio::test]
async fn f35_only_what_did_not_come_is_asked_for_when_the_network_is_back() {
    let world = World::with(playing(
        r#"{"page_faults":[{"of":"Condition","nth":1,"act":"cut"}]}"#,
    ))
    .await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let mut events = desk.load(&session).await;
    assert!(awaits_network(&events) && !finished(&events));
    world.sandbox.set_profile(Profile::default());
    let told = Box::pin(desk.app.events());
    assert_eq!(back(&desk.app, told).await, session);
    let before = world.sandbox.journal().fhir_requests().len();
    events.extend(all(&desk, Box::pin(desk.app.resume_load(named(&session)))).await);
    assert!(finished(&events));
    assert_eq!(
        last_states(&events)["Problems"].progress,
        SectionProgress::Complete
    );
    let asked = types(&world, before);
    assert!(
        asked
            .iter()
            .all(|kind| ["Condition", "Patient", "metadata"].contains(&kind.as_str())),
        "{asked:?}"
    );
}

#[tokio::test]
async fn f35_a_locked_app_does_not_look_for_a_network() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.go_away(true);
    assert!(awaits_network(&desk.load(&session).await));
    desk.app.lock().await.unwrap();
    world.sandbox.go_away(false);
    let before = world.sandbox.journal().fhir_requests().len();
    desk.app.look_for_network().await.unwrap();
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.sandbox.journal().fhir_requests().len(), before);
}

#[tokio::test]
async fn everything_again_is_everything_and_not_what_changed() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    assert!(finished(&desk.load(&session).await));
    let before = world.sandbox.journal().fhir_requests().len();
    let events = all(&desk, Box::pin(desk.app.load_everything(named(&session)))).await;
    assert!(finished(&events));
    let requests = world.sandbox.journal().fhir_requests().split_off(before);
    let queries: Vec<&str> = requests
        .iter()
        .filter_map(|request| request.query.as_deref())
        .collect();
    assert!(queries.iter().any(|query| query.contains("patient=")));
    assert!(!queries.iter().any(|query| query.contains("_lastUpdated")));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_a_limit_of_this_app_comes_when_it_is_asked_for() {
    // A page holds one, and a thousand pages are the limit of one search.
    let store = Arc::new(FhirStore::generate(7, 1_800));
    let world = World::of(SandboxConfig {
        store: Arc::clone(&store),
        profile: playing(r#"{"max_count":1,"unlisted":["date"]}"#),
        ..SandboxConfig::default()
    })
    .await;
    let patient = store.patients()[0].id.clone();
    let desk = world.start(Will::AllowFor(patient.clone())).await;
    let session = desk.connect().await.unwrap();
    let mut events = desk.load(&session).await;
    let before = Account::of(&desk, &session, &events).await;
    assert_eq!(before.reasons("Observation"), [ProblemCode::StoppedAtLimit]);
    let asked = world.sandbox.journal().fhir_requests().len();
    let part = LoadPart {
        record: session.clone(),
        resource_type: "Observation".to_owned(),
    };
    events.extend(all(&desk, Box::pin(desk.app.load_part(part))).await);
    let mut after = Account::of(&desk, &session, &events).await;
    let missing = after
        .expect_nothing_lost(&desk, &session, &store, &patient)
        .await;
    assert_eq!(missing, [""; 0]);
    assert_eq!(after.reasons("Observation"), []);
    let requests = world.sandbox.journal().fhir_requests().len() - asked;
    assert!(
        requests < 1_000,
        "it goes on and does not begin anew: {requests}"
    );
}

#[tokio::test]
async fn why_medicines_are_missing_is_known_when_the_record_is_opened_again() {
    let world = World::with(playing(
        r#"{"forbidden":["Medication"],"refuses":[{"parameter":"_include","status":400}]}"#,
    ))
    .await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let lines = |events: &[RecordEvent]| {
        let states = last_states(events);
        let lines = states["Medications"].problems.iter();
        let of_medicines = lines.filter(|line| line.resource_type == "Medication");
        let lines = of_medicines.map(|line| (line.problem.code, line.count));
        lines.collect::<Vec<_>>()
    };
    let missing = lines(&desk.load(&session).await);
    assert_eq!(missing[0].0, ProblemCode::NotPermitted);
    assert!(missing[0].1.is_some_and(|count| count > 0));
    desk.quit().await;
    world.sandbox.go_away(true);
    let desk = world.start(Will::WalkAway).await;
    let events = desk.load(&session).await;
    assert!(matches!(
        events[0],
        RecordEvent::Kept {
            complete: false,
            ..
        }
    ));
    assert_eq!(lines(&events[..1]), missing);
}

#[tokio::test]
async fn athenahealth_is_told_the_practice_with_every_request() {
    let world = World::with(Profile::find("athenahealth").unwrap()).await;
    let desk = world.start(Will::Allow).await;
    let wanted = serde_json::json!({
        "name": "Practice", "fhirBaseUrl": desk.fhir_base_url, "vendor": "athenahealth",
    });
    let saved = desk
        .app
        .save_server(serde_json::from_value(wanted).unwrap());
    let request = Connect {
        server: Some(saved.await.unwrap().server),
        ..Connect::default()
    };
    let session = desk.connect_as(request).await.unwrap();
    let events = desk.load(&session).await;
    let account = Account::of(&desk, &session, &events).await;
    assert!(account.shown.len() > 50);
    let requests = world.sandbox.journal().fhir_requests();
    let pair = "ah-practice=Organization/a-1.Practice-195900";
    assert!(
        requests
            .iter()
            .filter(|request| request.header("authorization").is_some())
            .all(|request| request.query.as_deref().unwrap_or_default().contains(pair))
    );
}

#[tokio::test]
async fn the_connection_that_comes_next_is_opened_while_the_person_is_in_the_browser() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    desk.connect().await.unwrap();
    let ahead = || world.sandbox.journal().requests_to("/");
    until(|| !ahead().is_empty()).await;
    let ahead = ahead().remove(0);
    assert_eq!(
        (ahead.method.as_str(), ahead.query.as_deref()),
        ("HEAD", None)
    );
    assert_eq!(ahead.header("authorization"), None);
}

#[tokio::test]
async fn what_a_permission_for_one_category_withholds_is_said_and_not_there() {
    let category = "http://terminology.hl7.org/CodeSystem/observation-category|vital-signs";
    let world = World::with(Profile {
        ticked_scopes: vec![format!("patient/Observation.rs?category={category}")],
        ..Profile::default()
    })
    .await;
    let desk = world.start(Will::Allow).await;
    let mut request = desk.request();
    request.scope = Some("launch/patient openid fhirUser patient/Patient.rs".to_owned());
    let session = desk.connect_as(request).await.unwrap();
    let events = desk.load(&session).await;
    let account = Account::of(&desk, &session, &events).await;
    assert!(
        account
            .reasons("Observation")
            .contains(&ProblemCode::PermissionNarrowed)
    );
    let observations = account
        .shown
        .iter()
        .filter(|(key, _)| key.starts_with("Observation/"));
    let (vitals, others): (Vec<_>, Vec<_>) =
        observations.partition(|(_, json)| json.contains("vital-signs"));
    assert!(!vitals.is_empty() && others.is_empty());
    assert_eq!(account.states["Results"].counts.current, 0);
    assert_ne!(
        account.states["Results"].progress,
        SectionProgress::Complete
    );
}
