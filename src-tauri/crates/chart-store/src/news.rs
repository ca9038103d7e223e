//! What is new since the last visit. Only of FHIR types of which everything was here then can anything be
//! new: the rest was merely not here yet.

use std::collections::{BTreeMap, HashMap};

use chart::Section;

use crate::record::{Record, type_of};
use crate::row::Row;
use crate::store::ChartStore;

/// A row that was not there, or was another version, when the record was last visited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// [`chart::Entry::key`].
    pub key: String,
    /// Changed; else it was not there.
    pub changed: bool,
}

/// What changed since the last visit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Resources that were not there.
    pub new: u32,
    /// Resources of which another version was there.
    pub changed: u32,
    /// Resources that the server has no more.
    pub removed: u32,
}

impl ChartStore {
    /// Goes on with the visit in which the record was last saved: what was new then is new still. To be
    /// called before anything else is done with a record that was opened.
    pub fn go_on_with_visit(&mut self) {
        let Some(before) = self.before.take() else {
            return;
        };
        self.known = before.known;
        let mut record = self.write();
        record.visit = before.number;
        record.removed = before.removed;
    }

    pub(crate) fn news(&self, record: &Record, row: &Row) -> Option<News> {
        self.is_new(record, row).then(|| News {
            key: record.words.key(row).to_owned(),
            changed: row.changed,
        })
    }

    pub(crate) fn is_new(&self, record: &Record, row: &Row) -> bool {
        row.visit == record.visit
            && type_of(record.words.key(row)).is_some_and(|kind| self.known.contains(kind))
    }

    /// What changed since the last visit.
    pub fn changes(&self) -> Changes {
        let mut all = Changes::default();
        for changes in self.changes_by_section().into_values() {
            all.new += changes.new;
            all.changed += changes.changed;
            all.removed += changes.removed;
        }
        all
    }

    /// The same of each section in which anything did.
    pub fn changes_by_section(&self) -> HashMap<Section, Changes> {
        let mut by_section: HashMap<Section, Changes> = HashMap::new();
        if self.known.is_empty() {
            return by_section;
        }
        let record = self.read();
        for row in record.rows.iter().filter(|row| !row.gone) {
            if self.is_new(&record, row) {
                let changes = by_section.entry(row.section).or_default();
                *(if row.changed {
                    &mut changes.changed
                } else {
                    &mut changes.new
                }) += 1;
            }
        }
        for (section, removed) in &record.removed {
            by_section.entry(*section).or_default().removed = *removed;
        }
        by_section
    }

    /// Counts what the server took away, for [`Changes`].
    pub(crate) fn note_removed(&self, record: &mut Record, gone: &[(Section, String)]) {
        for (section, key) in gone {
            if type_of(key).is_some_and(|kind| self.known.contains(kind)) {
                let removed: &mut BTreeMap<Section, u32> = &mut record.removed;
                let count = removed.entry(*section).or_default();
                *count = count.saturating_add(1);
            }
        }
    }
}
