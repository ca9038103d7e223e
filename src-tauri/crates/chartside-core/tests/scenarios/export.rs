//! Taking a record along: everything that was chosen, in every form, or a problem and nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chart::Section;
use chartside_core::Policy;
use chartside_core::ipc::{
    ActivityOutcome, ActivityQuery, ExportChoice, ExportCounts, ExportEvent, ExportForm,
    ExportQuery, ExportRecord, Exported, PrintEvent, RecordEvent, RecordRef, ResourceQuery,
    SectionProgress,
};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use serde_json::Value;

use crate::support::{Desk, Will, World, finished, until};

fn everything(counts: &ExportCounts) -> ExportChoice {
    ExportChoice {
        sections: counts.sections.iter().map(|one| one.section).collect(),
        historical: true,
        not_facts: true,
        ..ExportChoice::default()
    }
}

async fn count(desk: &Desk, session: &str, what: ExportChoice) -> ExportCounts {
    let record = session.to_owned();
    let query = ExportQuery { record, what };
    desk.app.count_export(query).await.unwrap()
}

/// Counts of everything, and the choice of it.
async fn whole(desk: &Desk, session: &str) -> (ExportCounts, ExportChoice) {
    let sections = count(desk, session, ExportChoice::default()).await;
    let what = everything(&sections);
    (count(desk, session, what.clone()).await, what)
}

async fn export(
    desk: &Desk,
    session: &str,
    what: &ExportChoice,
    form: ExportForm,
) -> Result<Exported, ProblemCode> {
    let request = ExportRecord {
        record: session.to_owned(),
        what: what.clone(),
        form,
    };
    let events: Vec<ExportEvent> = desk.app.export_record(request).collect().await;
    match events.last() {
        Some(ExportEvent::Finished { exported }) => Ok(exported.clone()),
        Some(ExportEvent::Failed { problem }) => Err(problem.code),
        other => panic!("the last event was {other:?}"),
    }
}

fn downloads(world: &World) -> PathBuf {
    world.folder.path().join("downloads")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn json(world: &World, exported: &Exported) -> Value {
    serde_json::from_slice(&fs::read(downloads(world).join(&exported.name)).unwrap()).unwrap()
}

async fn rows(desk: &Desk, session: &str, what: ExportChoice) -> Vec<chart::Entry> {
    let record = session.to_owned();
    let events = desk.app.rows_to_print(ExportQuery { record, what });
    let events: Vec<PrintEvent> = events.collect().await;
    assert!(matches!(events.last(), Some(PrintEvent::Finished { .. })));
    let rows = events.into_iter().filter_map(|event| match event {
        PrintEvent::Rows { rows, .. } => Some(rows),
        _ => None,
    });
    rows.flatten().collect()
}

#[tokio::test]
async fn nothing_lost_every_form_holds_what_the_store_holds() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    assert!(finished(&desk.load(&session).await));
    let (counts, what) = whole(&desk, &session).await;
    assert!(counts.entries > 100 && counts.obstacle.is_none() && counts.as_of.is_some());
    let printed = rows(&desk, &session, what.clone()).await;
    assert_eq!(printed.len(), counts.entries as usize);

    let bundle = export(&desk, &session, &what, ExportForm::Bundle)
        .await
        .unwrap();
    assert_eq!((bundle.entries, bundle.unreadable), (counts.entries, 0));
    assert!(!bundle.incomplete && !bundle.is_folder);
    let text = fs::read_to_string(downloads(&world).join(&bundle.name)).unwrap();
    for row in &printed {
        let query = ResourceQuery {
            record: session.clone(),
            key: row.key.clone(),
        };
        let resource = desk.app.resource(query).await.unwrap();
        assert!(text.contains(&resource.json), "{} byte for byte", row.key);
    }
    let copied = json(&world, &bundle);
    assert!(copied["meta"].is_null(), "it is the whole record");
    let entries = copied["entry"].as_array().unwrap();
    assert_eq!(entries.len(), counts.entries as usize + 1);
    assert_eq!(entries[1]["resource"]["resourceType"], "Patient");

    let tables = export(&desk, &session, &what, ExportForm::Csv)
        .await
        .unwrap();
    assert_eq!((tables.entries, tables.is_folder), (counts.entries, true));
    let folder = downloads(&world).join(&tables.name);
    assert_eq!(names(&folder).len(), counts.sections.len() + 1);
    let mut keys = BTreeSet::new();
    for name in names(&folder).iter().filter(|name| *name != "about.csv") {
        let table = fs::read_to_string(folder.join(name)).unwrap();
        let lines = table.trim_end().split("\r\n").skip(1);
        keys.extend(lines.filter_map(|line| Some(line.rsplit_once(",\"")?.1.to_owned())));
    }
    assert_eq!(keys.len(), counts.entries as usize);
    let about = fs::read_to_string(folder.join("about.csv")).unwrap();
    assert!(about.contains("\"whole_record\",\"yes\"") && about.contains(&desk.fhir_base_url));

    let summary = export(&desk, &session, &what, ExportForm::Ips)
        .await
        .unwrap();
    assert_eq!(summary.entries + summary.left_out, counts.entries);
    assert_eq!(json(&world, &summary)["type"], "document");
    let mut made = vec![bundle.name, tables.name, summary.name];
    made.sort();
    assert_eq!(names(&downloads(&world)), made);
}

#[tokio::test]
async fn a_copy_is_never_written_over_and_its_name_says_nothing_of_the_patient() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let (_, what) = whole(&desk, &session).await;
    let first = export(&desk, &session, &what, ExportForm::Bundle)
        .await
        .unwrap();
    let second = export(&desk, &session, &what, ExportForm::Bundle)
        .await
        .unwrap();
    let day = first.name.strip_prefix("chartside-record-").unwrap();
    let day = day.strip_suffix(".json").unwrap();
    assert!(day.len() == 10 && day.starts_with("20"), "{day}");
    assert_eq!(second.name, format!("chartside-record-{day}-2.json"));
}

#[tokio::test]
async fn a_choice_leaves_out_what_it_says_and_nothing_else() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let (counts, all) = whole(&desk, &session).await;
    let vitals = ExportChoice {
        sections: vec![Section::Vitals],
        from: Some("2000".to_owned()),
        ..all.clone()
    };
    let chosen = rows(&desk, &session, vitals.clone()).await;
    assert!(!chosen.is_empty());
    assert!(chosen.iter().all(|row| row.section == Section::Vitals));
    let counted = count(&desk, &session, vitals.clone()).await;
    assert_eq!(counted.entries as usize, chosen.len());
    assert_eq!(counted.sections.len(), counts.sections.len());
    let none = ExportChoice {
        to: Some("1900".to_owned()),
        from: None,
        ..vitals.clone()
    };
    assert!(
        rows(&desk, &session, none)
            .await
            .iter()
            .all(|row| row.date.is_none())
    );
    let bundle = export(&desk, &session, &vitals, ExportForm::Bundle)
        .await
        .unwrap();
    assert_eq!(bundle.entries as usize, chosen.len());
    let tag = json(&world, &bundle)["meta"]["tag"][0]["code"].clone();
    assert_eq!(tag, "SUBSETTED");
    let wrong = ExportChoice {
        from: Some("last year".to_owned()),
        ..vitals
    };
    let refused = export(&desk, &session, &wrong, ExportForm::Csv).await;
    assert_eq!(refused.unwrap_err(), ProblemCode::ExportRangeInvalid);
}

#[tokio::test]
async fn a_copy_of_an_incomplete_record_says_what_is_missing() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    // The allergies are still to come when the person takes the record along.
    let record = RecordRef {
        record: session.clone(),
    };
    let mut events = Box::pin(desk.app.load_record(record));
    while !matches!(events.next().await.unwrap(), RecordEvent::Planned { .. }) {}
    let (counts, what) = whole(&desk, &session).await;
    let state = counts.sections[0].state.as_ref().unwrap();
    assert_eq!(state.progress, SectionProgress::Loading);
    assert_eq!(counts.as_of, None);
    let bundle = export(&desk, &session, &what, ExportForm::Bundle)
        .await
        .unwrap();
    assert!(bundle.incomplete);
    let copied = json(&world, &bundle);
    assert_eq!(copied["meta"]["tag"][0]["code"], "SUBSETTED");
    let outcome = copied["entry"][0]["resource"].to_string();
    assert!(outcome.contains("allergies: loading"), "{outcome}");
    let summary = export(&desk, &session, &what, ExportForm::Ips)
        .await
        .unwrap();
    let composition = json(&world, &summary)["entry"][0]["resource"].clone();
    assert_eq!(composition["status"], "preliminary");
    drop(events);
}

#[tokio::test]
async fn a_policy_that_forbids_it_is_followed_and_noted() {
    let mut world = World::new().await;
    world.decides(Policy::parse(br#"{"version":1,"allowExport":false}"#).unwrap());
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let (counts, what) = whole(&desk, &session).await;
    assert_eq!(counts.obstacle.unwrap().code, ProblemCode::ExportNotAllowed);
    for form in [ExportForm::Bundle, ExportForm::Csv, ExportForm::Ips] {
        let refused = export(&desk, &session, &what, form).await;
        assert_eq!(refused.unwrap_err(), ProblemCode::ExportNotAllowed);
    }
    assert_eq!(names(&downloads(&world)), [""; 0]);
    let page = desk.app.activity(ActivityQuery {
        count: 3,
        ..ActivityQuery::default()
    });
    for entry in page.await.unwrap().entries {
        assert_eq!(entry.event, "record-exported");
        assert_eq!(entry.outcome, ActivityOutcome::Refused);
    }
}

#[tokio::test]
async fn what_was_taken_along_is_noted_with_its_form_and_nothing_of_the_record() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let (_, what) = whole(&desk, &session).await;
    export(&desk, &session, &what, ExportForm::Ips)
        .await
        .unwrap();
    let query = ActivityQuery {
        count: 1,
        ..ActivityQuery::default()
    };
    let noted = desk.app.activity(query).await.unwrap().entries.remove(0);
    assert_eq!(
        (noted.event.as_str(), noted.detail.as_deref()),
        ("record-exported", Some("ips"))
    );
    assert!(noted.outcome == ActivityOutcome::Done && noted.patient.is_some());
    assert_eq!(noted.code, None);
}

#[tokio::test]
async fn a_place_that_takes_nothing_is_a_problem_and_no_half_file_stays() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let (_, what) = whole(&desk, &session).await;
    fs::write(downloads(&world), b"no folder").unwrap();
    for form in [ExportForm::Bundle, ExportForm::Csv, ExportForm::Ips] {
        let failed = export(&desk, &session, &what, form).await;
        assert_eq!(failed.unwrap_err(), ProblemCode::ExportFailed);
    }
    assert_eq!(fs::read(downloads(&world)).unwrap(), b"no folder");
}

#[tokio::test]
async fn whoever_stops_listening_gets_no_copy_and_so_does_a_locked_app() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let (_, what) = whole(&desk, &session).await;
    let request = ExportRecord {
        record: session.clone(),
        what: what.clone(),
        form: ExportForm::Csv,
    };
    let mut events = Box::pin(desk.app.export_record(request));
    let _ = futures_util::poll!(events.next());
    drop(events);
    desk.app.lock().await.unwrap();
    let left = || {
        names(&downloads(&world))
            .iter()
            .any(|name| name.contains(".part"))
    };
    until(|| !left()).await;
    let refused = export(&desk, &session, &what, ExportForm::Csv).await;
    assert_eq!(refused.unwrap_err(), ProblemCode::SessionUnknown);
}
