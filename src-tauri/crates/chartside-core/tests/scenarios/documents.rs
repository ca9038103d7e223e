//! The documents of a record: every kind is opened as what it is, and nothing is fetched from elsewhere.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chart::Section;
use chartside_core::ipc::{
    AttachmentPlace, AttachmentRef, Attachments, DocumentEvent, Doubt, ResourceQuery, RowsQuery,
    View,
};
use chartside_core::problem::ProblemCode;
use documents::{Content, Difference};
use futures_util::StreamExt as _;
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, SandboxConfig};
use serde_json::json;

use crate::real_input::folders;
use crate::support::{Desk, Will, World};

async fn attachments(desk: &Desk, session: &str, key: &str) -> Attachments {
    let (record, key) = (session.to_owned(), key.to_owned());
    let found = desk.app.attachments(ResourceQuery { record, key }).await;
    desk.heard.tell(&found);
    found.unwrap()
}

fn first_of(session: &str, key: &str) -> AttachmentRef {
    AttachmentRef {
        record: session.to_owned(),
        key: key.to_owned(),
        index: 0,
    }
}

/// What was shown, and the bytes that came after it.
struct Shown {
    content: Content,
    doubts: Vec<Doubt>,
    differences: Vec<Difference>,
    bytes: Vec<u8>,
}

async fn open(desk: &Desk, session: &str, key: &str) -> Result<Shown, ProblemCode> {
    let events: Vec<_> = desk
        .app
        .open_document(first_of(session, key))
        .collect()
        .await;
    desk.heard.tell(&events);
    let mut shown = None;
    for event in events {
        match event {
            DocumentEvent::Progress { .. } => {}
            DocumentEvent::Opened {
                content,
                doubts,
                differences,
                ..
            } => {
                shown = Some(Shown {
                    content,
                    doubts,
                    differences,
                    bytes: Vec::new(),
                });
            }
            DocumentEvent::Bytes { base64 } => {
                shown
                    .as_mut()
                    .unwrap()
                    .bytes
                    .extend(BASE64_STANDARD.decode(base64).unwrap());
            }
            DocumentEvent::Finished => return Ok(shown.unwrap()),
            DocumentEvent::Failed { problem } => return Err(problem.code),
        }
    }
    panic!("no last event");
}

fn name(shown: &Shown) -> String {
    let name = match &shown.content {
        Content::Pdf => "pdf",
        Content::Image { media_type } => media_type,
        Content::Text { .. } => "text",
        Content::Page { .. } => "page",
        Content::Clinical { .. } => "clinical",
        Content::Unknown => "unknown",
    };
    name.to_owned()
}

async fn keys(desk: &Desk, session: &str) -> Vec<(String, String)> {
    let query = RowsQuery {
        record: session.to_owned(),
        view: View::Section {
            section: Section::Documents,
        },
        search: None,
        filter: None,
        from: 0,
        count: 500,
    };
    let rows = desk.app.rows(query).await.unwrap().rows;
    let title = |entry: &chart::Entry| entry.title.as_ref().map(|title| title.text.clone());
    rows.iter()
        .map(|entry| (entry.key.clone(), title(entry).unwrap_or_default()))
        .collect()
}

#[tokio::test]
async fn t37_every_kind_of_document_is_opened_as_what_it_is() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let mut kinds: Vec<String> = Vec::new();
    for (key, title) in keys(&desk, &session).await {
        let shown = open(&desk, &session, &key).await.unwrap();
        assert_eq!(
            shown.bytes.is_empty(),
            !matches!(shown.content, Content::Pdf | Content::Image { .. })
        );
        match &shown.content {
            Content::Pdf => assert!(shown.bytes.starts_with(b"%PDF-")),
            Content::Clinical { document, .. } => {
                assert_eq!(document.sections.len(), 3);
                assert_eq!(shown.differences, []);
            }
            Content::Text { text } if title == "Note" => {
                assert!(text.text.contains("It was filed as a PDF."));
                assert_eq!(shown.doubts, [Doubt::Type]);
            }
            Content::Text { text } if title == "Consult note" => {
                assert!(text.text.contains("Dr. L. Müller"));
            }
            Content::Page { page } => {
                assert!(
                    page.html
                        .as_str()
                        .contains("guideline [guidelines.example]")
                );
                assert_eq!(page.left_out.active, 1);
            }
            _ => {}
        }
        kinds.push(name(&shown));
    }
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds, ["clinical", "image/png", "page", "pdf", "text"]);
}

#[tokio::test]
async fn a_document_and_what_it_replaces_are_versions_of_one_another() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let mut grouped = 0;
    for (key, _) in keys(&desk, &session).await {
        let versions = attachments(&desk, &session, &key).await.versions;
        if !versions.is_empty() {
            let status = versions.iter().filter_map(|entry| entry.status.as_deref());
            let mut status: Vec<&str> = status.collect();
            status.sort_unstable();
            assert_eq!(status, ["current", "superseded"]);
            grouped += 1;
        }
    }
    assert_eq!(grouped, 2);
}

/// A patient with these documents, and a server like this.
async fn with(profile: &str, documents: &[serde_json::Value]) -> World {
    let folder = tempfile::tempdir().unwrap();
    let patient = json!({ "resourceType": "Patient", "id": "p", "birthDate": "1961-02-03",
        "name": [{ "family": "Smith", "given": ["Anna"] }] });
    let lines: Vec<String> = std::iter::once(&patient)
        .chain(documents)
        .map(ToString::to_string)
        .collect();
    std::fs::write(folder.path().join("p.ndjson"), lines.join("\n")).unwrap();
    let profile: Profile = serde_json::from_str(profile).unwrap();
    World::of(SandboxConfig {
        store: Arc::new(FhirStore::load(folder.path()).unwrap()),
        profile,
        ..SandboxConfig::default()
    })
    .await
}

fn document(id: &str, attachment: &serde_json::Value) -> serde_json::Value {
    json!({ "resourceType": "DocumentReference", "id": id, "status": "current",
        "subject": { "reference": "Patient/p" }, "content": [{ "attachment": attachment }] })
}

async fn opened(world: &World) -> (Desk, String) {
    let desk = world.start(Will::AllowFor("p".to_owned())).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    (desk, session)
}

#[tokio::test]
async fn f44_what_does_not_fit_is_said_and_what_cannot_be_read_is_a_problem() {
    let hello = "aGVsbG8=";
    let world = with(
        "{}",
        &[
            document("whole", &json!({ "contentType": "text/plain", "data": hello, "size": 5, "hash": "qvTGHdzF6KLavt4PO0gs2a6pQ00=" })),
            document("other", &json!({ "contentType": "text/plain", "data": hello, "size": 6, "hash": "AAAAHdzF6KLavt4PO0gs2a6pQ00=" })),
            document("broken", &json!({ "contentType": "text/plain", "data": "*" })),
            document("gone", &json!({ "contentType": "text/plain", "url": "Binary/missing" })),
            document("nowhere", &json!({ "contentType": "text/plain" })),
            document("elsewhere", &json!({ "contentType": "application/pdf", "url": "https://other.example/fhir/Binary/1" })),
            document("file", &json!({ "contentType": "application/pdf", "url": "file:///etc/passwd" })),
        ],
    )
    .await;
    let (desk, session) = opened(&world).await;
    let at = |id: &str| format!("DocumentReference/{id}");
    assert_eq!(
        open(&desk, &session, &at("whole")).await.unwrap().doubts,
        []
    );
    assert_eq!(
        open(&desk, &session, &at("other")).await.unwrap().doubts,
        [Doubt::Size, Doubt::Hash]
    );
    for (id, code) in [
        ("broken", ProblemCode::DocumentUnreadable),
        ("gone", ProblemCode::DocumentGone),
        ("nowhere", ProblemCode::DocumentGone),
        ("elsewhere", ProblemCode::ForeignAddress),
        ("file", ProblemCode::ForeignAddress),
    ] {
        assert_eq!(
            open(&desk, &session, &at(id)).await.err(),
            Some(code),
            "{id}"
        );
    }
    the_browser_shows_what_is_elsewhere(&desk, &session).await;
}

async fn the_browser_shows_what_is_elsewhere(desk: &Desk, session: &str) {
    let at = |id: &str| format!("DocumentReference/{id}");
    let place = attachments(desk, session, &at("elsewhere"))
        .await
        .attachments[0]
        .place
        .clone();
    let host = "other.example".to_owned();
    assert_eq!(
        place,
        AttachmentPlace::Elsewhere {
            host,
            may_open: true
        }
    );
    desk.person.change_mind(Will::WalkAway);
    desk.app
        .open_elsewhere(first_of(session, &at("elsewhere")))
        .await
        .unwrap();
    let browsed = desk.person.opened.lock().unwrap().last().cloned().unwrap();
    assert_eq!(browsed.as_str(), "https://other.example/fhir/Binary/1");
    let refused = desk
        .app
        .open_elsewhere(first_of(session, &at("file")))
        .await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::DocumentGone);
}

#[tokio::test]
async fn a_clinical_document_of_another_person_is_said_to_be_one() {
    let cda = "<ClinicalDocument><recordTarget><patientRole><patient><name><given>Bea</given><family>Jones</family></name>\
               <birthTime value='19700101'/></patient></patientRole></recordTarget></ClinicalDocument>";
    let data = BASE64_STANDARD.encode(cda);
    let world = with(
        "{}",
        &[document(
            "d",
            &json!({ "contentType": "text/xml", "data": data }),
        )],
    )
    .await;
    let (desk, session) = opened(&world).await;
    let shown = open(&desk, &session, "DocumentReference/d").await.unwrap();
    assert_eq!(
        shown.differences,
        [
            Difference::FamilyName,
            Difference::GivenName,
            Difference::BirthDate
        ]
    );
}

#[tokio::test]
async fn a_document_is_saved_as_it_was_sent_under_a_name_of_ours() {
    let page = "<script>x</script>";
    let data = BASE64_STANDARD.encode(page);
    let attachment = json!({ "contentType": "text/html", "title": "../../evil.exe", "data": data });
    let world = with("{}", &[document("d", &attachment)]).await;
    let (desk, session) = opened(&world).await;
    let mut names = Vec::new();
    for _ in 0..2 {
        let wanted = first_of(&session, "DocumentReference/d");
        names.push(desk.app.save_document(wanted).await.unwrap().file);
    }
    assert_eq!(names, ["document.txt", "document-2.txt"]);
    let folder = world.folder.path().join("downloads");
    assert_eq!(
        std::fs::read_to_string(folder.join("document.txt")).unwrap(),
        page
    );
}

/// POLST and living will (PDF), C-CDA, an EKG strip (PNG): the examples of US Core, as published.
#[tokio::test(flavor = "multi_thread")]
async fn the_documents_of_us_core_are_loaded_and_opened_as_what_they_are() {
    let mut folders = folders().into_iter();
    let Some(folder) = folders.find(|folder| folder.ends_with("us-core-9.0.0")) else {
        return println!("skipped: the examples of US Core are not here");
    };
    let config = SandboxConfig {
        store: Arc::new(FhirStore::load(&folder).unwrap()),
        ..SandboxConfig::default()
    };
    let world = World::of(config).await;
    let desk = world.start(Will::AllowFor("example".to_owned())).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let mut opened = Vec::new();
    for (key, _) in keys(&desk, &session).await {
        if let Ok(shown) = open(&desk, &session, &key).await {
            opened.push((key, name(&shown)));
        }
    }
    for (key, kind) in [
        ("DocumentReference/polst", "pdf"),
        ("DocumentReference/living-will", "pdf"),
        ("DocumentReference/episode-summary", "clinical"),
        ("DocumentReference/discharge-summary", "text"),
        ("Media/ekg-strip", "image/png"),
    ] {
        let is_there = opened.iter().any(|(one, name)| one == key && name == kind);
        assert!(is_there, "{key}: {opened:?}");
    }
}
