//! Reading the record: whole when the server gives it whole, and never shown as whole otherwise.

use std::sync::Arc;

use crate::support::{Desk, Will, World, last_states};
use chartside_core::ipc::{RecordEvent, ResourceQuery, Rows, RowsQuery, SectionProgress, View};
use chartside_core::problem::ProblemCode;
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, SandboxConfig};

pub(crate) async fn all(desk: &Desk, session: &str, view: View) -> Rows {
    let query = |from| RowsQuery {
        record: session.to_owned(),
        view,
        search: None,
        filter: None,
        from,
        count: 500,
    };
    let mut rows = desk.app.rows(query(0)).await.unwrap();
    while rows.rows.len() < rows.total as usize {
        let from = u32::try_from(rows.rows.len()).unwrap();
        rows.rows
            .extend(desk.app.rows(query(from)).await.unwrap().rows);
    }
    rows
}

fn with(fhir: &str) -> Profile {
    serde_json::from_str(&format!(r#"{{"fhir":{fhir}}}"#)).unwrap()
}

#[tokio::test]
async fn every_section_is_complete_and_every_row_has_its_json() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let events = desk.load(&session).await;
    let Some(RecordEvent::Finished {
        complete: true,
        resources,
        ..
    }) = events.last()
    else {
        panic!("{:?}", events.last())
    };
    assert!(*resources > 100);
    for (name, state) in last_states(&events) {
        assert_eq!(
            state.progress,
            SectionProgress::Complete,
            "{name} {:?}",
            state.problems
        );
    }
    for row in all(&desk, &session, View::Timeline).await.rows {
        let query = ResourceQuery {
            record: session.clone(),
            key: row.key.clone(),
        };
        let resource = desk.app.resource(query).await.unwrap();
        assert_eq!(resource.entry, row);
        assert!(serde_json::from_str::<serde_json::Value>(&resource.json).is_ok());
    }
}

#[tokio::test]
async fn pages_of_one_give_the_same_record_as_large_pages() {
    let mut keys = Vec::new();
    for page in [1, 7, 200] {
        let world = World::with(with(&format!(r#"{{"max_count":{page}}}"#))).await;
        let desk = world.start(Will::Allow).await;
        let session = desk.connect().await.unwrap();
        desk.load(&session).await;
        let rows = all(&desk, &session, View::Timeline).await.rows;
        keys.push(rows.into_iter().map(|row| row.key).collect::<Vec<_>>());
    }
    assert_eq!(keys[0], keys[1]);
    assert_eq!(keys[1], keys[2]);
}

#[tokio::test]
async fn what_the_server_refuses_is_said_on_its_section_and_nowhere_else() {
    let cases = [
        (
            r#"{"forbidden":["AllergyIntolerance"]}"#,
            ProblemCode::NotPermitted,
        ),
        (
            r#"{"failing":["AllergyIntolerance"]}"#,
            ProblemCode::ServerFailed,
        ),
        (
            r#"{"html_instead":["AllergyIntolerance"]}"#,
            ProblemCode::NotFhir,
        ),
    ];
    for (fhir, code) in cases {
        let world = World::with(with(fhir)).await;
        let desk = world.start(Will::Allow).await;
        let session = desk.connect().await.unwrap();
        let events = desk.load(&session).await;
        let states = last_states(&events);
        let allergies = &states["Allergies"];
        assert_eq!(allergies.progress, SectionProgress::NotAvailable, "{fhir}");
        assert_eq!(allergies.problems[0].problem.code, code);
        assert_eq!(states["Problems"].progress, SectionProgress::Complete);
        assert!(matches!(
            events.last(),
            Some(RecordEvent::Finished {
                complete: false,
                ..
            })
        ));
    }
}

#[tokio::test]
async fn what_was_not_granted_is_not_available_and_not_empty() {
    let world = World::new().await;
    let desk = world.start(Will::AllowWithout(vec!["Immunization"])).await;
    let session = desk.connect().await.unwrap();
    let states = last_states(&desk.load(&session).await);
    assert_eq!(
        states["Immunizations"].progress,
        SectionProgress::NotAvailable
    );
    assert_eq!(
        states["Immunizations"].problems[0].problem.code,
        ProblemCode::NotGranted
    );
}

#[tokio::test]
async fn a_server_that_wants_categories_is_asked_by_category_and_the_doubt_is_said() {
    let world = World::with(with(r#"{"require_category":["Observation"]}"#)).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let states = last_states(&desk.load(&session).await);
    assert!(states["Vitals"].counts.current > 0);
    assert_eq!(states["Vitals"].progress, SectionProgress::Incomplete);
    assert_eq!(
        states["Vitals"].problems[0].problem.code,
        ProblemCode::CategoriesOnly
    );
}

#[tokio::test]
async fn a_remark_of_the_server_and_a_page_elsewhere_make_a_list_incomplete() {
    let remark = r#"{"outcome_entry":"Some results were withheld."}"#;
    let foreign = r#"{"max_count":5,"next_origin":"http://localhost:1"}"#;
    for (fhir, code) in [
        (remark, ProblemCode::ServerRemark),
        (foreign, ProblemCode::ForeignAddress),
    ] {
        let world = World::with(with(fhir)).await;
        let desk = world.start(Will::Allow).await;
        let session = desk.connect().await.unwrap();
        let states = last_states(&desk.load(&session).await);
        assert_eq!(
            states["Vitals"].progress,
            SectionProgress::Incomplete,
            "{fhir}"
        );
        assert_eq!(states["Vitals"].problems[0].problem.code, code);
    }
}

#[tokio::test]
async fn what_was_entered_in_error_is_reachable_and_never_a_fact() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let section = chart::Section::Problems;
    let not_facts = all(&desk, &session, View::NotFacts { section }).await.rows;
    assert!(!not_facts.is_empty());
    let facts = all(&desk, &session, View::Timeline).await.rows;
    for row in not_facts {
        assert!(!facts.iter().any(|fact| fact.key == row.key));
    }
}

fn config(store: FhirStore) -> SandboxConfig {
    SandboxConfig {
        store: Arc::new(store),
        ..SandboxConfig::default()
    }
}

#[tokio::test]
async fn what_the_server_no_longer_has_is_gone_after_a_reload() {
    let world = World::of(config(FhirStore::generate(7, 400))).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let section = chart::Section::Vitals;
    let before = all(&desk, &session, View::Section { section }).await.rows;
    let gone = before[0].key.clone();

    let mut rest = FhirStore::generate(7, 400);
    rest.delete("Observation", gone.strip_prefix("Observation/").unwrap());
    let world = world.with_other_server(config(rest)).await;
    assert_eq!(
        desk.connect_as(desk.again(&session)).await,
        Ok(session.clone())
    );
    let states = last_states(&desk.load(&session).await);
    assert_eq!(states["Vitals"].progress, SectionProgress::Complete);
    let after = all(&desk, &session, View::Section { section }).await.rows;
    assert_eq!(after.len(), before.len() - 1);
    assert!(after.iter().all(|row| row.key != gone));
    assert!(
        desk.app
            .resource(ResourceQuery {
                record: session,
                key: gone
            })
            .await
            .is_err()
    );
    drop(world);
}

#[tokio::test]
async fn a_list_that_was_not_read_to_its_end_takes_nothing_away() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let before = all(&desk, &session, View::Timeline).await.total;
    let short = r#"{"max_count":5,"next_origin":"http://localhost:1"}"#;
    world.sandbox.set_profile(with(short));
    desk.load(&session).await;
    assert_eq!(all(&desk, &session, View::Timeline).await.total, before);
}

#[tokio::test]
async fn what_is_no_longer_granted_is_no_longer_shown() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let section = chart::Section::Immunizations;
    assert!(all(&desk, &session, View::Section { section }).await.total > 0);
    world.sandbox.set_profile(Profile {
        withheld_scopes: vec!["patient/Immunization.rs".into()],
        ..Profile::default()
    });
    desk.connect_as(desk.again(&session)).await.unwrap();
    let states = last_states(&desk.load(&session).await);
    assert_eq!(states["Immunizations"].counts.current, 0);
    assert_eq!(
        all(&desk, &session, View::Section { section }).await.total,
        0
    );
}
