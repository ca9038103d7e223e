//! One document, opened: progress while it comes, then what is shown, then the bytes that a viewer needs.

use async_stream::stream;
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chart::PatientBanner;
use documents::{Attachment, Content, Difference, Opened, Person, decode_base64, differences};
use futures_util::{Stream, StreamExt as _, pin_mut};
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::fetch::{Fetched, fetch};
use crate::activity::What;
use crate::app::App;
use crate::ipc::{AttachmentRef, DocumentEvent, Doubt};
use crate::problem::{Problem, ProblemCode};
use crate::record::RecordId;

/// Bytes that are sent to a screen at once.
const CHUNK: usize = 768 * 1024;
/// Bytes between two reports of progress.
const STEP: u64 = 256 * 1024;

pub(super) fn open(app: App, wanted: AttachmentRef) -> impl Stream<Item = DocumentEvent> + Send {
    stream! {
        let id = match RecordId::parse(&wanted.record) {
            Ok(id) => id,
            Err(problem) => {
                yield DocumentEvent::Failed { problem };
                return;
            }
        };
        let running = app.records().begin_reading(id);
        let events = run(app, wanted).take_until(running.cancelled_owned());
        pin_mut!(events);
        while let Some(event) = events.next().await {
            yield event;
        }
    }
}

/// What happens next while a document is fetched.
enum Next {
    Came(u64, Option<u64>),
    Ended(Box<Result<(RecordId, Attachment, Fetched), Problem>>),
}

fn run(app: App, wanted: AttachmentRef) -> impl Stream<Item = DocumentEvent> + Send {
    stream! {
        let (note, mut came) = watch::channel((0, None));
        let ended = {
            let fetching = bring(&app, &wanted, note);
            pin_mut!(fetching);
            loop {
                let next = tokio::select! {
                    ended = &mut fetching => Next::Ended(Box::new(ended)),
                    Ok(()) = came.changed() => {
                        let (received, expected) = *came.borrow_and_update();
                        Next::Came(received, expected)
                    }
                };
                match next {
                    Next::Came(received, expected) => yield DocumentEvent::Progress {
                        received: number(received),
                        expected: expected.map(number),
                    },
                    Next::Ended(ended) => break *ended,
                }
            }
        };
        let shown = match ended {
            Ok((id, attachment, fetched)) => {
                app.note_document(id, What::DocumentOpened);
                let person = person(&app, id);
                spawn_blocking(move || show(&attachment, fetched, &person)).await
            }
            Err(problem) => {
                yield DocumentEvent::Failed { problem };
                return;
            }
        };
        let Ok((event, bytes)) = shown else {
            yield DocumentEvent::Failed { problem: Problem::new(ProblemCode::Internal) };
            return;
        };
        yield event;
        for chunk in bytes.chunks(CHUNK) {
            yield DocumentEvent::Bytes { base64: BASE64_STANDARD.encode(chunk) };
        }
        yield DocumentEvent::Finished;
    }
}

async fn bring(
    app: &App,
    wanted: &AttachmentRef,
    note: watch::Sender<(u64, Option<u64>)>,
) -> Result<(RecordId, Attachment, Fetched), Problem> {
    let (id, attachment) = app.attachment(wanted).await?;
    let progress = |received: u64, expected: Option<u64>| {
        note.send_if_modified(|last| {
            let is_worth_it = received >= last.0 + STEP;
            if is_worth_it {
                *last = (received, expected);
            }
            is_worth_it
        });
    };
    let fetched = fetch(app, id, &attachment, &progress).await?;
    Ok((id, attachment, fetched))
}

fn number(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What is shown, and the bytes that a viewer needs for it.
fn show(attachment: &Attachment, fetched: Fetched, person: &Person) -> (DocumentEvent, Vec<u8>) {
    let Fetched { bytes, declared } = fetched;
    let opened = documents::open(&bytes, declared.as_deref().unwrap_or_default());
    let event = DocumentEvent::Opened {
        doubts: doubts(attachment, &bytes, &opened),
        differences: strangers(&opened.content, person),
        size: number(bytes.len() as u64),
        declared,
        content: opened.content,
    };
    let viewed = opened.inner.unwrap_or(bytes);
    let is_for_viewer =
        matches!(&event, DocumentEvent::Opened { content, .. } if needs_bytes(content));
    (event, if is_for_viewer { viewed } else { Vec::new() })
}

fn needs_bytes(content: &Content) -> bool {
    match content {
        Content::Pdf | Content::Image { .. } => true,
        Content::Clinical { body, .. } => body.as_deref().is_some_and(needs_bytes),
        Content::Text { .. } | Content::Page { .. } | Content::Unknown => false,
    }
}

/// What the record says of a document and is not so.
fn doubts(attachment: &Attachment, bytes: &[u8], opened: &Opened) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if opened.mismatch {
        doubts.push(Doubt::Type);
    }
    if attachment
        .size
        .is_some_and(|size| size != bytes.len() as u64)
    {
        doubts.push(Doubt::Size);
    }
    if attachment
        .hash
        .as_deref()
        .is_some_and(|hash| !is_hash_of(hash, bytes))
    {
        doubts.push(Doubt::Hash);
    }
    doubts
}

/// SHA-1 in Base64 (FHIR R4 §2.24.0.12). Some servers send it in hexadecimal, or a longer hash.
fn is_hash_of(hash: &str, bytes: &[u8]) -> bool {
    let made = digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes);
    let made = made.as_ref();
    let hexadecimal: String = made
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect();
    let sent = decode_base64(hash).unwrap_or_default();
    sent == made || sent == hexadecimal.as_bytes() || hash.trim().eq_ignore_ascii_case(&hexadecimal)
}

/// What tells each person of a clinical document from the person of the record.
fn strangers(content: &Content, person: &Person) -> Vec<Difference> {
    let Content::Clinical { document, .. } = content else {
        return Vec::new();
    };
    let mut found: Vec<Difference> = Vec::new();
    for difference in document
        .patients
        .iter()
        .flat_map(|other| differences(person, other))
    {
        if !found.contains(&difference) {
            found.push(difference);
        }
    }
    found
}

fn person(app: &App, id: RecordId) -> Person {
    let banner = app.records().get(id).and_then(|store| store.banner());
    banner.map(person_of).unwrap_or_default()
}

fn person_of(banner: PatientBanner) -> Person {
    Person {
        family: banner.family,
        given: banner.given,
        text: banner.text,
        birth_date: banner.birth_date.map(|date| date.raw),
        gender: banner.gender,
    }
}
