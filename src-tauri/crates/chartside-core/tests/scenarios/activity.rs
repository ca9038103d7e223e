//! The activity log: what is in it, what never is, and what is said when somebody was at it.

use std::fs;
use std::path::PathBuf;

use chartside_core::ipc::{
    ActivityGroup, ActivityOutcome, ActivityPage, ActivityQuery, ActivityState, RecordRef,
    ResourceQuery, RowsQuery, SaveServer, SessionRef, View,
};
use chartside_core::problem::ProblemCode;
use sandbox_ehr::Profile;

use crate::support::{Desk, Will, World};

fn shown(session: &str) -> RecordRef {
    RecordRef {
        record: session.to_owned(),
    }
}

fn named(session: &str) -> SessionRef {
    SessionRef {
        session: session.to_owned(),
    }
}

async fn page(desk: &Desk) -> ActivityPage {
    let query = ActivityQuery {
        count: 500,
        ..ActivityQuery::default()
    };
    desk.app.activity(query).await.unwrap()
}

/// What happened, oldest first, with what it was done to.
async fn events(desk: &Desk) -> Vec<String> {
    let one = |entry: chartside_core::ipc::ActivityEntry| {
        let detail = entry.detail.map(|detail| format!(" {detail}"));
        entry.event + &detail.unwrap_or_default()
    };
    page(desk)
        .await
        .entries
        .into_iter()
        .rev()
        .map(one)
        .collect()
}

fn log_file(world: &World) -> PathBuf {
    world.folder.path().join("activity/activity-000001.jsonl")
}

fn rows(session: &str, view: View) -> RowsQuery {
    RowsQuery {
        record: session.to_owned(),
        view,
        search: Some("diabetes".to_owned()),
        filter: None,
        from: 0,
        count: 10,
    }
}

/// Opens the record, looks at two lists, one of them twice, and at one entry.
async fn look_around(desk: &Desk, session: &str) {
    desk.load(session).await;
    for view in [
        View::Section {
            section: chart::Section::Problems,
        },
        View::Section {
            section: chart::Section::Problems,
        },
        View::Timeline,
    ] {
        desk.app.rows(rows(session, view)).await.unwrap();
    }
    let problems = desk.app.rows(RowsQuery {
        search: None,
        ..rows(
            session,
            View::Section {
                section: chart::Section::Problems,
            },
        )
    });
    let key = problems.await.unwrap().rows[0].key.clone();
    let query = ResourceQuery {
        record: session.to_owned(),
        key,
    };
    desk.app.resource(query).await.unwrap();
}

#[tokio::test]
async fn what_was_done_stands_in_the_log_in_order_and_once() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    look_around(&desk, &session).await;
    desk.app.printed(shown(&session)).await.unwrap();
    desk.app.sign_out(named(&session)).await.unwrap();
    desk.app.stop().await;
    assert_eq!(
        events(&desk).await,
        [
            "app-started",
            "sign-in-started",
            "sign-in",
            "record-opened",
            "section-viewed problems",
            "section-viewed timeline",
            "entry-viewed Condition",
            "printed",
            "record-closed",
            "signed-out",
            "app-stopped",
        ]
    );
    let page = page(&desk).await;
    assert_eq!((page.state, page.problem), (ActivityState::Intact, None));
    let opened = page
        .entries
        .iter()
        .find(|entry| entry.event == "record-opened")
        .unwrap();
    let server = opened.server.clone().unwrap();
    assert!(
        desk.fhir_base_url.starts_with(&server) && !server.contains("fhir"),
        "{server}"
    );
    let printed = page
        .entries
        .iter()
        .find(|entry| entry.event == "printed")
        .unwrap();
    assert!(opened.patient.is_some() && opened.patient == printed.patient);
    assert_eq!(opened.patient.as_ref().unwrap().len(), 8);
}

#[tokio::test]
async fn nobody_is_named_in_it() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let events = desk.load(&session).await;
    desk.app.rows(rows(&session, View::Timeline)).await.unwrap();
    desk.app.stop().await;
    let log = fs::read_to_string(log_file(&world)).unwrap();
    let told = serde_json::to_value(&events).unwrap();
    let banner = told
        .as_array()
        .unwrap()
        .iter()
        .find(|event| event["type"] == "banner")
        .unwrap();
    let mut words: Vec<String> = vec![session, "diabetes".into(), "/fhir".into()];
    for member in ["family", "given", "id"] {
        words.extend(banner["banner"][member].as_str().map(str::to_owned));
    }
    assert!(words.len() > 4, "{banner}");
    for word in words {
        assert!(!log.contains(&word), "{word} is in the log");
    }
}

#[tokio::test]
async fn a_sign_in_that_does_not_succeed_says_why_by_code() {
    let world = World::new().await;
    let desk = world.start(Will::Deny).await;
    assert_eq!(desk.connect().await, Err(ProblemCode::ConsentDenied));
    let query = ActivityQuery {
        count: 1,
        group: Some(ActivityGroup::SignIn),
        ..ActivityQuery::default()
    };
    let page = desk.app.activity(query).await.unwrap();
    let [entry] = &page.entries[..] else {
        panic!("{page:?}")
    };
    assert_eq!(entry.event, "sign-in");
    assert_eq!(entry.outcome, ActivityOutcome::Refused);
    assert_eq!(entry.code.as_deref(), Some("consent-denied"));
    assert!(page.more, "that it was begun");
}

#[tokio::test]
async fn a_server_that_is_saved_and_removed_and_a_renewed_token_are_noted() {
    let world = World::with(Profile::default()).await;
    let desk = world.start(Will::Allow).await;
    let wanted = SaveServer {
        fhir_base_url: desk.fhir_base_url.clone(),
        ..serde_json::from_str(r#"{"name":"n","fhirBaseUrl":""}"#).unwrap()
    };
    let saved = desk.app.save_server(wanted).await.unwrap();
    let server = chartside_core::ipc::ServerRef {
        server: saved.server,
    };
    desk.app.remove_server(server).await.unwrap();
    let session = desk.connect().await.unwrap();
    world
        .sandbox
        .advance_time(std::time::Duration::from_hours(2));
    desk.load(&session).await;
    let events = events(&desk).await;
    for event in ["server-saved", "server-removed", "token-renewed"] {
        assert!(
            events.iter().any(|noted| noted == event),
            "{event} in {events:?}"
        );
    }
}

#[tokio::test]
async fn a_log_that_was_changed_is_said_until_it_is_exported_and_then_a_new_one_begins() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    page(&desk).await;
    desk.app.stop().await;
    drop(desk);
    let text = fs::read_to_string(log_file(&world)).unwrap();
    fs::write(
        log_file(&world),
        text.replacen("app-started", "app-stopped", 1),
    )
    .unwrap();
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(page(&desk).await.state, ActivityState::Changed { at: 1 });
    desk.app.stop().await;
    // Whoever puts it back as it was does not make it unseen.
    fs::write(log_file(&world), text).unwrap();
    let again = world.start(Will::WalkAway).await;
    assert_eq!(page(&again).await.state, ActivityState::Changed { at: 1 });
    let exported = again.app.export_activity().await.unwrap();
    assert!(exported.acknowledged);
    let file = world.folder.path().join("downloads").join(&exported.file);
    assert!(
        fs::read_to_string(file)
            .unwrap()
            .contains(r#""intact":false"#)
    );
    let page = page(&again).await;
    assert_eq!(page.state, ActivityState::Intact);
    assert_eq!(page.entries[0].event, "log-acknowledged");
    assert_eq!(page.entries.len(), 1, "the one before is set aside");
}

#[tokio::test]
async fn a_log_whose_end_was_cut_off_is_told_by_the_vault() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    desk.connect().await.unwrap();
    desk.app.stop().await;
    drop(desk);
    let text = fs::read_to_string(log_file(&world)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    fs::write(log_file(&world), lines[..3].join("\n") + "\n").unwrap();
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(page(&desk).await.state, ActivityState::Cut { after: 2 });
    fs::remove_dir_all(world.folder.path().join("activity")).unwrap();
    let again = world.start(Will::WalkAway).await;
    assert!(matches!(
        page(&again).await.state,
        ActivityState::Cut { .. }
    ));
}

#[tokio::test]
async fn without_a_keychain_the_log_is_kept_and_says_what_it_cannot_promise() {
    let world = World::new().await.without_keyring();
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let page = page(&desk).await;
    assert_eq!(page.state, ActivityState::Unanchored);
    assert!(
        page.entries
            .iter()
            .any(|entry| entry.event == "record-opened")
    );
}

#[tokio::test]
async fn two_programs_write_one_log() {
    let world = World::new().await;
    let (one, other) = (
        world.start(Will::Allow).await,
        world.start(Will::Allow).await,
    );
    one.connect().await.unwrap();
    other.connect().await.unwrap();
    one.app.stop().await;
    other.app.stop().await;
    for desk in [&one, &other] {
        let page = page(desk).await;
        assert_eq!(page.state, ActivityState::Intact);
        let ends = page
            .entries
            .iter()
            .filter(|entry| entry.event == "app-stopped");
        assert_eq!(ends.count(), 2);
    }
}

#[tokio::test]
async fn a_log_that_cannot_be_written_keeps_nobody_from_working() {
    let world = World::new().await;
    fs::write(world.folder.path().join("activity"), "not a folder").unwrap();
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let query = ActivityQuery {
        count: 1,
        ..ActivityQuery::default()
    };
    let refused = desk.app.activity(query).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::ActivityLogFailed);
}

#[tokio::test]
async fn locking_and_who_came_back_stand_in_the_log_and_the_log_goes_on() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    desk.app.lock().await.unwrap();
    desk.app.unlock().await.unwrap();
    desk.load(&session).await;
    let page = page(&desk).await;
    assert_eq!(page.state, ActivityState::Intact);
    let entries: Vec<_> = page.entries.iter().rev().skip(3).collect();
    let events: Vec<_> = entries.iter().map(|entry| entry.event.as_str()).collect();
    let expected = ["record-opened", "record-closed", "locked", "unlocked"];
    assert_eq!(events[..4], expected);
    let again = entries
        .iter()
        .rev()
        .find(|entry| entry.event == "record-opened")
        .unwrap();
    assert!(again.sequence > entries[3].sequence);
    assert_eq!(again.patient, entries[0].patient, "by the same key");
    assert_eq!(entries[2].detail.as_deref(), Some("asked"));
}
