//! How single servers want to be asked, kept beside the list of connections: the next load makes no
//! request that was refused before. Names of types and parameters only: nothing of a patient.
//!
//! What was learnt is forgotten after a month, since servers get better.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use session_store::{Documents, SessionId};
use smart_app_launch::FhirBaseUrl;

use super::plan::TypeRules;
use crate::app::App;
use crate::servers;
use crate::session::OpenSession;
use crate::vendors::Vendor;

/// How long a lesson is followed.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Most servers remembered.
const MOST: usize = 200;
/// Longest word of a server that is kept: the name of a parameter or a code.
const LONGEST_WORD: usize = 128;

/// What servers taught. `None`: not read yet.
#[derive(Debug, Default)]
pub(crate) struct Learnt {
    servers: Mutex<Option<Servers>>,
}

type Servers = BTreeMap<String, Server>;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Server {
    since: Timestamp,
    types: BTreeMap<String, TypeRules>,
}

impl Learnt {
    /// What is known of the server at this address.
    pub(crate) async fn of(
        &self,
        documents: &Documents,
        base: &str,
        now: Timestamp,
    ) -> BTreeMap<String, TypeRules> {
        self.read(documents).await;
        let servers = self.lock();
        let server = servers.as_ref().and_then(|servers| servers.get(base));
        let is_young = |server: &&Server| {
            let age = now.duration_since(server.since);
            age >= SignedDuration::ZERO && age < KEPT_FOR
        };
        server
            .filter(is_young)
            .map(|server| server.types.clone())
            .unwrap_or_default()
    }

    /// Remembers lessons of one load.
    pub(crate) async fn keep(
        &self,
        documents: &Documents,
        base: &str,
        lessons: BTreeMap<String, TypeRules>,
        now: Timestamp,
    ) {
        if lessons.is_empty() {
            return;
        }
        let known = self.of(documents, base, now).await;
        let types = known.into_iter().chain(lessons).collect();
        self.change(documents, |servers| {
            servers.insert(base.to_owned(), Server { since: now, types });
            while servers.len() > MOST {
                let oldest = servers.iter().min_by_key(|(_, server)| server.since);
                let Some(oldest) = oldest.map(|(base, _)| base.clone()) else {
                    return;
                };
                servers.remove(&oldest);
            }
        })
        .await;
    }

    /// Forgets a server.
    pub(crate) async fn forget(&self, documents: &Documents, base: &str) {
        self.read(documents).await;
        let is_known = self
            .lock()
            .as_ref()
            .is_some_and(|servers| servers.contains_key(base));
        if is_known {
            self.change(documents, |servers| drop(servers.remove(base)))
                .await;
        }
    }

    async fn read(&self, documents: &Documents) {
        if self.lock().is_some() {
            return;
        }
        let kept = documents.plans().await.unwrap_or_default();
        let servers: Servers = serde_json::from_slice(&kept).unwrap_or_default();
        // Somebody else may have read it meanwhile.
        self.lock().get_or_insert(servers);
    }

    async fn change(&self, documents: &Documents, change: impl FnOnce(&mut Servers)) {
        let written = {
            let mut guard = self.lock();
            let servers = guard.get_or_insert_default();
            change(servers);
            serde_json::to_vec(servers).unwrap_or_default()
        };
        // Without it the next run learns again.
        if let Err(error) = documents.keep_plans(written).await {
            tracing::warn!(kind = ?error.kind(), "what servers want is not kept");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Servers>> {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// The profile that the record of a session is fetched by: the one that a person chose for the server,
    /// else the one that fits its address or where its tokens come from.
    pub(crate) async fn vendor_of(&self, opened: &OpenSession) -> &'static Vendor {
        let saved = match FhirBaseUrl::parse_exact(opened.fhir_base_url()) {
            Ok(base) => servers::at(self, &base).await,
            Err(_) => None,
        };
        let chosen = saved.as_ref().map(servers::vendor);
        chosen
            .filter(|vendor| !vendor.is_generic())
            .or(opened.vendor())
            .unwrap_or_else(Vendor::generic)
    }

    /// What is known of how a server wants to be asked.
    pub(crate) async fn learnt_of(&self, base: &str) -> BTreeMap<String, TypeRules> {
        let documents = &self.ports().documents;
        self.learnt().of(documents, base, self.now()).await
    }

    /// Remembers what a load taught.
    pub(crate) async fn keep_learnt(&self, base: &str, lessons: BTreeMap<String, TypeRules>) {
        let documents = &self.ports().documents;
        self.learnt()
            .keep(documents, base, lessons, self.now())
            .await;
    }

    /// Forgets how a server wants to be asked, where no other connection leads there.
    pub(crate) async fn forget_learnt(&self, session: SessionId) {
        let connections = self.ports().connections.list().await;
        let Some(one) = connections.iter().find(|known| known.session == session) else {
            return;
        };
        let base = one.fhir_base_url.as_str();
        let leads_there = connections
            .iter()
            .filter(|known| known.fhir_base_url == base);
        if leads_there.count() == 1 {
            self.learnt().forget(&self.ports().documents, base).await;
        }
    }
}

/// `true` where a lesson holds nothing but short words.
pub(crate) fn is_fit_to_keep(rules: &TypeRules) -> bool {
    let lists = [&rules.needs, &rules.values, &rules.refused, &rules.without];
    lists
        .into_iter()
        .flatten()
        .all(|word| word.len() <= LONGEST_WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://ehr.example/fhir";

    fn lesson(need: &str) -> BTreeMap<String, TypeRules> {
        let rules = TypeRules {
            needs: vec![need.to_owned()],
            ..TypeRules::default()
        };
        BTreeMap::from([("Observation".to_owned(), rules)])
    }

    #[tokio::test]
    async fn what_was_learnt_is_known_to_the_next_run_for_a_month() {
        let folder = tempfile::tempdir().unwrap();
        let documents = Documents::open(folder.path().into());
        let then = Timestamp::UNIX_EPOCH;
        Learnt::default()
            .keep(&documents, BASE, lesson("category"), then)
            .await;
        let next = Learnt::default();
        assert_eq!(next.of(&documents, BASE, then).await, lesson("category"));
        assert!(
            next.of(&documents, "https://other.example/fhir", then)
                .await
                .is_empty()
        );
        for age in [KEPT_FOR, SignedDuration::from_secs(-1)] {
            assert!(next.of(&documents, BASE, then + age).await.is_empty());
        }
        next.forget(&documents, BASE).await;
        assert!(
            Learnt::default()
                .of(&documents, BASE, then)
                .await
                .is_empty()
        );
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_read_is_learnt_anew() {
        let folder = tempfile::tempdir().unwrap();
        let documents = Documents::open(folder.path().into());
        documents.keep_plans(b"{\"x\": 7}".to_vec()).await.unwrap();
        let learnt = Learnt::default();
        assert!(
            learnt
                .of(&documents, BASE, Timestamp::UNIX_EPOCH)
                .await
                .is_empty()
        );
    }

    #[tokio::test]
    async fn servers_without_end_do_not_fill_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let (documents, learnt) = (Documents::open(folder.path().into()), Learnt::default());
        for number in 0..=MOST {
            let since = Timestamp::from_second(i64::try_from(number).unwrap()).unwrap();
            let base = format!("https://ehr{number}.example/fhir");
            learnt
                .keep(&documents, &base, lesson("category"), since)
                .await;
        }
        let servers = learnt.lock().clone().unwrap();
        assert_eq!(servers.len(), MOST);
        assert!(!servers.contains_key("https://ehr0.example/fhir"));
    }
}
