//! What the screens account for: every resource of the server's record of a patient stands in a view with
//! its JSON byte for byte, or the panel "what you are not seeing" names its type with a reason.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chart::Section;
use chartside_core::ipc::{RecordEvent, ResourceQuery, RowsQuery, SectionState, View};
use chartside_core::problem::ProblemCode;
use sandbox_ehr::fhir::FhirStore;

use crate::support::{Desk, last_states};

/// A record as the screens have it after a load.
pub(crate) struct Account {
    pub(crate) states: HashMap<String, SectionState>,
    /// What is not shown, by FHIR type.
    pub(crate) gaps: BTreeMap<String, BTreeSet<ProblemCode>>,
    /// Key → JSON of everything that stands in a view, or that one of those points to.
    pub(crate) shown: BTreeMap<String, String>,
}

impl Account {
    /// Opens everything that the screens of this session can open.
    pub(crate) async fn of(desk: &Desk, session: &str, events: &[RecordEvent]) -> Self {
        assert!(
            matches!(events.last(), Some(RecordEvent::Finished { .. })),
            "{:?}",
            events.last()
        );
        let states = last_states(events);
        let mut gaps: BTreeMap<String, BTreeSet<ProblemCode>> = BTreeMap::new();
        for line in states.values().flat_map(|state| &state.problems) {
            let codes = gaps.entry(line.resource_type.clone()).or_default();
            codes.insert(line.problem.code);
        }
        let mut shown = BTreeMap::new();
        for section in Section::ALL {
            let views = [View::Section { section }, View::NotFacts { section }];
            let mut rows = 0;
            for view in views {
                for key in keys(desk, session, view).await {
                    let json = json(desk, session, &key).await.expect("a row has its JSON");
                    assert!(shown.insert(key, json).is_none(), "a row stands once");
                    rows += 1;
                }
            }
            let counts = states[&format!("{section:?}")].counts;
            assert_eq!(
                counts.current + counts.historical + counts.not_a_fact,
                rows,
                "{section:?}"
            );
        }
        Self {
            states,
            gaps,
            shown,
        }
    }

    /// The law. Gives what is missing and accounted for.
    pub(crate) async fn expect_nothing_lost(
        &mut self,
        desk: &Desk,
        session: &str,
        store: &FhirStore,
        patient: &str,
    ) -> Vec<String> {
        self.expect_nothing_lost_but(desk, session, store, patient, &[])
            .await
    }

    /// The same where the server says that it does not have some types at all.
    pub(crate) async fn expect_nothing_lost_but(
        &mut self,
        desk: &Desk,
        session: &str,
        store: &FhirStore,
        patient: &str,
        not_there: &[String],
    ) -> Vec<String> {
        let held: HashMap<String, &str> = store
            .resources()
            .map(|(kind, id, json)| (format!("{kind}/{id}"), json))
            .collect();
        let mut expected = store.compartment(patient);
        expected.push(format!("Patient/{patient}"));
        expected.retain(|key| {
            !not_there
                .iter()
                .any(|kind| key.starts_with(&format!("{kind}/")))
        });
        expected.sort();
        expected.dedup();
        let pointed: Vec<String> = expected
            .iter()
            .filter_map(|key| medicine_of(held[key]))
            .filter(|key| held.contains_key(key))
            .collect();
        expected.extend(pointed);
        let mut missing = Vec::new();
        for key in expected {
            let shown = match self.shown.get(&key) {
                Some(json) => Some(json.clone()),
                // The banner, and what a row points to.
                None => json(desk, session, &key).await,
            };
            let kind = key.split('/').next().unwrap();
            match shown {
                Some(json) => {
                    assert_eq!(json.trim(), held[&key].trim(), "{key}");
                    self.shown.insert(key, json);
                }
                // Contents are fetched when the entry that points to them is opened.
                None if kind == "Binary" && self.points_to(&key) => {}
                None => {
                    assert!(
                        self.gaps.contains_key(kind),
                        "{key} is missing and nobody says so: {:?}",
                        self.gaps
                    );
                    missing.push(key);
                }
            }
        }
        let strangers: Vec<&String> = self
            .shown
            .keys()
            .filter(|key| !held.contains_key(*key))
            .collect();
        assert!(strangers.is_empty(), "not of this server: {strangers:?}");
        missing
    }

    fn points_to(&self, key: &str) -> bool {
        let mut texts = self.shown.values();
        texts.any(|json| json.contains(&format!("{key}\"")))
    }

    /// The reasons why something of this type is not shown.
    pub(crate) fn reasons(&self, resource_type: &str) -> Vec<ProblemCode> {
        let codes = self.gaps.get(resource_type);
        codes
            .map(|codes| codes.iter().copied().collect())
            .unwrap_or_default()
    }

    /// Types with a gap that is about more than a choice of what to ask for.
    pub(crate) fn unexpected(&self) -> BTreeMap<String, BTreeSet<ProblemCode>> {
        let mut gaps = self.gaps.clone();
        for codes in gaps.values_mut() {
            codes.remove(&ProblemCode::NotAskedFor);
        }
        gaps.retain(|_, codes| !codes.is_empty());
        gaps
    }
}

pub(crate) async fn keys(desk: &Desk, session: &str, view: View) -> Vec<String> {
    let mut keys = Vec::new();
    loop {
        let query = RowsQuery {
            record: session.to_owned(),
            view,
            search: None,
            filter: None,
            from: u32::try_from(keys.len()).unwrap(),
            count: 500,
        };
        let rows = desk.app.rows(query).await.unwrap();
        keys.extend(rows.rows.into_iter().map(|row| row.key));
        if keys.len() >= rows.total as usize {
            return keys;
        }
    }
}

async fn json(desk: &Desk, session: &str, key: &str) -> Option<String> {
    let query = ResourceQuery {
        record: session.to_owned(),
        key: key.to_owned(),
    };
    desk.app
        .resource(query)
        .await
        .ok()
        .map(|resource| resource.json)
}

fn medicine_of(json: &str) -> Option<String> {
    let entry: serde_json::Value = serde_json::from_str(json).ok()?;
    let reference = entry["medicationReference"]["reference"].as_str()?;
    reference
        .starts_with("Medication/")
        .then(|| reference.to_owned())
}
