//! References followed in place, and the versions of a resource.
//!
//! What is read here is read from the server of the session alone, with the session's own client, and is
//! shown without becoming part of the record: its searches did not bring it. What is about another patient
//! is not shown.

use chart_store::ChartStore;
use fhir_client::{FhirClient, Page, Resource};
use futures_util::{StreamExt as _, pin_mut};

use super::RecordId;
use crate::app::App;
use crate::ipc::{
    History, Leads, Link, ReferenceQuery, Related, ResourceQuery, ResourceRead, Version,
};
use crate::problem::{Problem, ProblemCode};

/// Rows that point at a resource, at most: a visit can have thousands.
const MOST_REFERRERS: usize = 200;
/// Versions shown at most.
const MOST_VERSIONS: usize = 200;

impl App {
    /// What one resource points at, and what points at it.
    pub async fn related(&self, query: ResourceQuery) -> Result<Related, Problem> {
        let store = self.record(&query.record)?;
        let opened = self.open_record(RecordId::parse(&query.record)?).await?;
        let base = opened.session().fhir_base_url().to_owned();
        // A large record is looked through: not where others wait.
        let found = tokio::task::spawn_blocking(move || related(&store, &base, &query.key)).await;
        found.map_err(|error| Problem::new(ProblemCode::Internal).logged(&error))?
    }

    /// Reads the resource that a reference leads to.
    pub async fn read_reference(&self, query: ReferenceQuery) -> Result<ResourceRead, Problem> {
        let store = self.record(&query.record)?;
        let opened = self.open_record(RecordId::parse(&query.record)?).await?;
        let unknown = || Problem::new(ProblemCode::ResourceUnknown);
        let key = key_of(&query.reference, opened.session().fhir_base_url()).ok_or_else(unknown)?;
        let (resource_type, id) = key.split_once('/').ok_or_else(unknown)?;
        let client = self.fhir_client(opened.session()).await?;
        let read = client.read(resource_type, id).await;
        let read = read.map_err(|error| Problem::from(&error).logged(&error))?;
        if store.is_about_another(read.json()) && !replaces(&store, &query.reference) {
            return Err(Problem::new(ProblemCode::OtherPatient));
        }
        self.note_entry(&query.record, &key);
        let mut entry = chart::read(read.json()).entry;
        entry.key = key;
        Ok(ResourceRead {
            entry,
            details: chart::details(read.json()),
            json: read.json().to_owned(),
        })
    }

    /// The versions of one resource of the record.
    pub async fn history(&self, query: ResourceQuery) -> Result<History, Problem> {
        let store = self.record(&query.record)?;
        let opened = self.open_record(RecordId::parse(&query.record)?).await?;
        let unknown = || Problem::new(ProblemCode::ResourceUnknown);
        let (entry, _) = store.resource(&query.key).ok_or_else(unknown)?;
        let (resource_type, id) = entry.key.split_once('/').ok_or_else(unknown)?;
        let client = self.fhir_client(opened.session()).await?;
        // A resource without an id of the server's cannot be asked for.
        if id.starts_with('#') || !keeps_versions(&client, resource_type).await {
            return Ok(History {
                offered: false,
                versions: Vec::new(),
                is_cut: false,
            });
        }
        versions(&client, &store, resource_type, id).await
    }
}

fn related(store: &ChartStore, base: &str, key: &str) -> Result<Related, Problem> {
    let unknown = || Problem::new(ProblemCode::ResourceUnknown);
    let (_, json) = store.resource(key).ok_or_else(unknown)?;
    let references = chart::references(&json).into_iter();
    let (referrers, total) = store.referrers(key, MOST_REFERRERS);
    Ok(Related {
        references: references.map(|one| link(store, base, one)).collect(),
        referrers,
        referrers_total: u32::try_from(total).unwrap_or(u32::MAX),
    })
}

fn link(store: &ChartStore, base: &str, reference: chart::Reference) -> Link {
    let chart::Reference {
        path,
        reference,
        display,
    } = reference;
    let key = key_of(&reference, base);
    let entry = key
        .as_deref()
        .and_then(|key| store.resource(key))
        .map(|(entry, _)| entry);
    let leads = if reference.starts_with('#') {
        Leads::Within
    } else if entry.is_some() {
        Leads::ToRecord
    } else if key.is_some() {
        Leads::ToServer
    } else {
        Leads::Elsewhere
    };
    Link {
        path,
        reference,
        display,
        leads,
        entry,
    }
}

/// `Type/id` of a reference to a resource of this server; `None` where it leads elsewhere.
fn key_of(reference: &str, base: &str) -> Option<String> {
    let base = base.trim_end_matches('/');
    let relative = match reference.strip_prefix(base) {
        Some(rest) => rest.strip_prefix('/')?,
        None => reference,
    };
    let mut segments = relative.split('/');
    let (resource_type, id) = (segments.next()?, segments.next()?);
    let rest: Vec<&str> = segments.collect();
    let is_whole = matches!(rest.as_slice(), [] | ["_history", _]);
    let is_type = resource_type.bytes().all(|byte| byte.is_ascii_alphabetic())
        && resource_type.starts_with(|first: char| first.is_ascii_uppercase());
    // Dots alone would climb the address.
    let is_id = id.bytes().any(|byte| byte != b'.')
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
    (is_whole && is_type && is_id).then(|| format!("{resource_type}/{id}"))
}

/// The one other patient who may be looked at: the record that took this one's place, as it says itself.
fn replaces(store: &ChartStore, reference: &str) -> bool {
    let banner = store.banner();
    banner.is_some_and(|banner| banner.replaced_by.as_deref() == Some(reference))
}

/// A server that lists its interactions and does not list this one does not keep versions.
async fn keeps_versions(client: &FhirClient, resource_type: &str) -> bool {
    let Ok(statement) = client.capabilities().await else {
        return true;
    };
    statement.resource(resource_type).is_none_or(|capability| {
        let said = &capability.interactions;
        said.is_empty() || said.contains("history-instance")
    })
}

async fn versions(
    client: &FhirClient,
    store: &ChartStore,
    resource_type: &str,
    id: &str,
) -> Result<History, Problem> {
    let pages = client.history(resource_type, id);
    pin_mut!(pages);
    let mut history = History {
        offered: true,
        versions: Vec::new(),
        is_cut: false,
    };
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => take(&mut history, store, &page),
            Err(error) if history.versions.is_empty() => {
                return Err(Problem::from(&error).logged(&error));
            }
            Err(error) => {
                drop(Problem::from(&error).logged(&error));
                history.is_cut = true;
            }
        }
        if history.versions.len() >= MOST_VERSIONS {
            history.is_cut = true;
            break;
        }
    }
    Ok(history)
}

fn take(history: &mut History, store: &ChartStore, page: &Page) {
    let before = history.versions.len();
    let own = page
        .resources
        .iter()
        .filter(|version| !store.is_about_another(version.json()));
    history.versions.extend(own.map(version));
    history.is_cut |=
        page.skipped.unreadable > 0 || history.versions.len() - before < page.resources.len();
}

fn version(resource: &Resource) -> Version {
    let reading = chart::read(resource.json());
    Version {
        version: reading.version,
        last_updated: reading.last_updated.map(|date| date.raw),
        entry: reading.entry,
        json: resource.json().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_on_this_server_has_a_key() {
        let base = "https://ehr.example/fhir";
        for (reference, key) in [
            ("Practitioner/a", Some("Practitioner/a")),
            ("Practitioner/a/_history/3", Some("Practitioner/a")),
            (
                "https://ehr.example/fhir/Practitioner/a",
                Some("Practitioner/a"),
            ),
            ("https://ehr.example/fhirx/Practitioner/a", None),
            ("https://other.example/fhir/Practitioner/a", None),
            ("urn:uuid:3f0e", None),
            ("#contained", None),
            ("Practitioner", None),
            ("Practitioner?identifier=x", None),
            ("Practitioner/..", None),
            ("Practitioner/a/b", None),
            ("../Practitioner/a", None),
            ("", None),
        ] {
            assert_eq!(key_of(reference, base).as_deref(), key, "{reference}");
        }
    }
}
