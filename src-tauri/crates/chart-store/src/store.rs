//! The store: one writer at a time, many readers, lists put in order when they are asked for.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use chart::{Entry, PatientBanner, Reading, Section};
use jiff::Timestamp;

use crate::lists::{ListKey, Order};
use crate::log::{Log, Visit};
use crate::panels::Told;
use crate::record::{Change, Record, id_in, is_of_type};
use crate::sync::SyncState;
use crate::trend::{self, Trend};
use crate::view::Counts;

/// More than the formats can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the record is too large")]
pub(crate) struct TooLarge;

/// What a page of resources changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Resources that were not here before.
    pub added: usize,
    /// Resources of which a version was here.
    pub replaced: usize,
    /// Resources of the page that are about another patient: kept out.
    pub foreign: usize,
    /// Resources for which there is no room: the record has reached its largest size.
    pub refused: usize,
    /// Keys of the page's resources, those included that were here already.
    pub keys: Vec<Arc<str>>,
    /// `meta.lastUpdated` of each of them, where it is an instant.
    pub updated: Vec<Option<Timestamp>>,
    /// Sections whose rows changed, in the order of [`Section`].
    pub sections: Vec<Section>,
}

/// One patient's record.
pub struct ChartStore {
    pub(crate) patient_id: Option<String>,
    pub(crate) record: RwLock<Record>,
    pub(crate) orders: Mutex<HashMap<ListKey, Order>>,
    /// What the lists by panel were told from.
    pub(crate) told: Mutex<Told>,
    pub(crate) sync: Mutex<SyncState>,
    /// FHIR types of which everything was here at the last visit: only among them is something new.
    pub(crate) known: HashSet<String>,
    /// What the last visit was, to go on with it.
    pub(crate) before: Option<Visit>,
    /// `None`: nothing is written.
    pub(crate) log: Mutex<Option<Log>>,
}

impl fmt::Debug for ChartStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Patient data has no place in a log.
        f.debug_struct("ChartStore")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

impl ChartStore {
    /// An empty record that is never written to disk. With a patient's id, resources that name another
    /// patient are kept out.
    pub fn new(patient_id: Option<&str>) -> Self {
        let mut record = Record::default();
        record.visit = 1;
        ChartStore {
            patient_id: patient_id.map(String::from),
            record: RwLock::new(record),
            orders: Mutex::default(),
            told: Mutex::default(),
            sync: Mutex::default(),
            known: HashSet::new(),
            before: None,
            log: Mutex::default(),
        }
    }

    /// Takes in the resources of a page. Reading happens before the lock is taken.
    pub fn apply<'a>(&self, page: impl IntoIterator<Item = &'a str>) -> Applied {
        let mut applied = Applied::default();
        let mut mine: Vec<(Reading, &str)> = page
            .into_iter()
            .map(|raw| (chart::read(raw), raw))
            .collect();
        mine.retain(|(reading, _)| {
            let is_foreign = self.is_foreign(reading);
            applied.foreign += usize::from(is_foreign);
            !is_foreign
        });
        let mut touched = HashSet::new();
        let mut record = self.write();
        for (reading, raw) in mine {
            let names_medicines = reading.entry.resource_type == "Medication";
            let key = record.key_for(&reading, raw);
            let change = record.put(&key, &reading, raw, &mut touched);
            if let Ok(Change::Added | Change::Replaced) = change
                && names_medicines
            {
                touched.insert(Section::Medications);
            }
            match change {
                Ok(Change::Added) => applied.added += 1,
                Ok(Change::Replaced) => applied.replaced += 1,
                Ok(Change::Unchanged) => {}
                Err(TooLarge) => {
                    applied.refused += 1;
                    continue;
                }
            }
            applied.keys.push(key);
            applied.updated.push(updated(&reading));
        }
        record.pages.close();
        applied.sections = touch(&mut record, touched);
        applied
    }

    /// Takes out the resources of a type that are not among `keys`: the server has no others. Gives the
    /// sections whose rows changed, in the order of [`Section`].
    pub fn retain_type(&self, resource_type: &str, keys: &HashSet<Arc<str>>) -> Vec<Section> {
        let stays = |key: &str| !is_of_type(key, resource_type) || keys.contains(key);
        self.retain(stays, Why::Gone)
    }

    /// Takes out all resources of a type that the person may no longer see. The server may well have
    /// them.
    pub fn withhold_type(&self, resource_type: &str) -> Vec<Section> {
        self.retain(|key| !is_of_type(key, resource_type), Why::Withheld)
    }

    /// Takes out one resource: the server has it no more.
    pub fn remove(&self, key: &str) -> Vec<Section> {
        self.retain(|held| held != key, Why::Gone)
    }

    fn retain(&self, stays: impl Fn(&str) -> bool, why: Why) -> Vec<Section> {
        let mut touched = HashSet::new();
        let mut record = self.write();
        let gone = record.retain(stays, &mut touched);
        match why {
            Why::Gone => self.note_removed(&mut record, &gone),
            Why::Withheld => {}
        }
        record.pages.close();
        touch(&mut record, touched)
    }

    /// `true` where a resource says whom it is about, and never names this patient.
    pub fn is_about_another(&self, raw: &str) -> bool {
        self.is_foreign(&chart::read(raw))
    }

    fn is_foreign(&self, reading: &Reading) -> bool {
        let Some(own) = self.patient_id.as_deref() else {
            return false;
        };
        if reading.entry.resource_type == "Patient" {
            return reading.id.as_deref().is_some_and(|id| id != own);
        }
        // A `urn:uuid:` names a patient only inside its own bundle: it accuses nobody.
        let named = reading
            .patients
            .iter()
            .filter(|reference| !reference.starts_with("urn:"));
        let ids: Vec<&str> = named
            .filter_map(|reference| id_in(reference, "Patient"))
            .collect();
        !ids.is_empty() && ids.iter().all(|id| *id != own)
    }

    /// Rows of a section by standing.
    pub fn counts(&self, section: Section) -> Counts {
        self.read().counts(section)
    }

    /// Changes with every change of the section's rows.
    pub fn revision(&self, section: Section) -> u32 {
        self.read().revision(section)
    }

    /// Resources held.
    pub fn len(&self) -> usize {
        self.read().len()
    }

    /// `true` where nothing arrived yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many resources of a type are held.
    pub fn count_of_type(&self, resource_type: &str) -> usize {
        self.read().count_of_type(resource_type)
    }

    /// How far the record is the same as the server's.
    pub fn sync_state(&self) -> SyncState {
        lock(&self.sync).clone()
    }

    /// Notes how far it is. It is on disk after the next [`ChartStore::commit`].
    pub fn set_sync_state(&self, state: SyncState) {
        *lock(&self.sync) = state;
    }

    /// One analyte over time; `None` where no fact of it is here.
    pub fn trend(&self, analyte: &str) -> Option<Trend> {
        trend::trend(&self.sorted(), analyte)
    }

    /// One resource: its row and its JSON byte for byte.
    pub fn resource(&self, key: &str) -> Option<(Entry, Arc<str>)> {
        let record = self.read();
        let row = record.find(key)?;
        Some((record.entry(row)?, record.pages.raw(row.place)?))
    }

    /// The patient, once their resource arrived.
    pub fn banner(&self) -> Option<PatientBanner> {
        let record = self.read();
        let row = if let Some(id) = &self.patient_id {
            record.find(&format!("Patient/{id}"))
        } else {
            let mut rows = record.rows.iter().filter(|row| !row.gone);
            rows.find(|row| is_of_type(record.words.key(row), "Patient"))
        };
        PatientBanner::read(&record.pages.raw(row?.place)?)
    }

    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Record> {
        self.record.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Record> {
        self.record.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The record with its rows in order.
    pub(crate) fn sorted(&self) -> RwLockReadGuard<'_, Record> {
        let record = self.read();
        if !record.is_unsorted() {
            return record;
        }
        drop(record);
        self.write().sort();
        self.read()
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why resources are taken out.
#[derive(Clone, Copy)]
enum Why {
    Gone,
    Withheld,
}

/// Only an instant can be compared with others: a day has no zone.
fn updated(reading: &Reading) -> Option<Timestamp> {
    reading.last_updated.as_ref()?.raw.trim().parse().ok()
}

fn touch(record: &mut Record, touched: HashSet<Section>) -> Vec<Section> {
    let mut sections: Vec<Section> = touched.into_iter().collect();
    sections.sort_unstable();
    for section in &sections {
        record.touch(*section);
    }
    sections
}
