//! What a resource brings to be read, before anything is fetched.

use std::collections::{BTreeSet, HashMap};

use chart::{Entry, Section};
use chart_store::{ChartStore, View};
use documents::{Attachment, attached, narrative};
use fhir_client::FhirClient;
use url::Url;

use super::for_browser;
use crate::ipc::{AttachmentPlace, AttachmentSummary, Attachments, Narrative};
use crate::problem::{Problem, ProblemCode};
use crate::session::OpenSession;

/// Versions of one document that are listed.
const VERSIONS: usize = 200;

pub(super) fn list(
    store: &ChartStore,
    key: &str,
    own: Option<&OpenSession>,
) -> Result<Attachments, Problem> {
    let found = store.resource(key);
    let (entry, json) = found.ok_or_else(|| Problem::new(ProblemCode::ResourceUnknown))?;
    let read = attached(&json).ok_or_else(|| Problem::new(ProblemCode::NotFhir))?;
    let server = own.map(OpenSession::fhir_base_url);
    let attachments = (0_u32..).zip(&read.attachments);
    Ok(Attachments {
        attachments: attachments
            .map(|(index, attachment)| summary(index, attachment, server))
            .collect(),
        narrative: read.narrative.as_deref().map(|div| Narrative {
            status: read.narrative_status.clone(),
            text: narrative(div),
        }),
        versions: versions(store, &entry),
    })
}

fn summary(index: u32, attachment: &Attachment, server: Option<&str>) -> AttachmentSummary {
    AttachmentSummary {
        index,
        content_type: attachment.content_type.clone(),
        title: attachment.title.clone(),
        creation: attachment.creation.clone(),
        size: attachment
            .size
            .map(|size| u32::try_from(size).unwrap_or(u32::MAX)),
        place: place(attachment, server),
    }
}

fn place(attachment: &Attachment, server: Option<&str>) -> AttachmentPlace {
    if attachment.data.is_some() {
        return AttachmentPlace::Record;
    }
    let Some(link) = attachment.url.as_deref() else {
        return AttachmentPlace::Nowhere;
    };
    // Without an open session its server is not known; whoever opens the document is told.
    if server.is_none_or(|base| FhirClient::covers(base, link)) {
        return AttachmentPlace::Server;
    }
    match Url::parse(link).ok().as_ref().and_then(Url::host_str) {
        Some(host) => AttachmentPlace::Elsewhere {
            host: host.to_owned(),
            may_open: elsewhere(link).is_some(),
        },
        None => AttachmentPlace::Nowhere,
    }
}

/// The address of an attachment that a browser may show.
pub(super) fn elsewhere(link: &str) -> Option<Url> {
    for_browser(link)
}

/// Every document that this one replaces or is replaced by, however many steps away.
fn versions(store: &ChartStore, entry: &Entry) -> Vec<Entry> {
    if entry.resource_type != "DocumentReference" {
        return Vec::new();
    }
    let mut known: HashMap<String, Entry> = HashMap::new();
    let mut steps: HashMap<String, Vec<String>> = HashMap::new();
    for view in [
        View::Section(Section::Documents),
        View::NotFacts(Section::Documents),
    ] {
        for row in store.window(view, None, 0..usize::MAX).rows {
            let json = store.resource(&row.key).map(|(_, json)| json);
            let replaces = json.and_then(|json| relations(&json)).unwrap_or_default();
            for older in replaces {
                steps
                    .entry(row.key.clone())
                    .or_default()
                    .push(older.clone());
                steps.entry(older).or_default().push(row.key.clone());
            }
            known.insert(row.key.clone(), row);
        }
    }
    let mut chain = BTreeSet::from([entry.key.clone()]);
    let mut next = vec![entry.key.clone()];
    while let Some(key) = next.pop() {
        for other in steps.get(&key).into_iter().flatten() {
            if chain.len() < VERSIONS && chain.insert(other.clone()) {
                next.push(other.clone());
            }
        }
    }
    let mut versions: Vec<Entry> = chain.iter().filter_map(|key| known.remove(key)).collect();
    let sort = |entry: &Entry| entry.date.as_ref().map(|date| date.sort.clone());
    versions.sort_by_key(|entry| std::cmp::Reverse(sort(entry)));
    if versions.len() < 2 {
        Vec::new()
    } else {
        versions
    }
}

/// Keys of the documents that one replaces. Most say nothing of the kind and are not read.
fn relations(json: &str) -> Option<Vec<String>> {
    if !json.contains("\"relatesTo\"") {
        return None;
    }
    let references = attached(json)?.replaces;
    let keys = references.iter().filter_map(|reference| {
        let mut parts = reference.rsplit('/');
        let (id, kind) = (parts.next()?, parts.next()?);
        Some(format!("{kind}/{id}"))
    });
    Some(keys.collect())
}
