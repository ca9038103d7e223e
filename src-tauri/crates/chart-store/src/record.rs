//! The index: one small row for each resource, keyed by `Type/id`, and the pages that hold the JSON.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;

use chart::{Entry, PartialDate, Reading, Section};
use hashbrown::HashTable;

use crate::figures::Measured;
use crate::page::{Kind, Pages};
use crate::row::{Digest, Position, Row, Words, digest, prefix};
use crate::store::TooLarge;
use crate::view::Counts;

/// What became of one resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Added,
    Replaced,
    Unchanged,
}

#[derive(Default)]
struct SectionIndex {
    counts: Counts,
    revision: u32,
}

/// All rows of one patient.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) rows: Vec<Row>,
    pub(crate) words: Words,
    pub(crate) pages: Pages,
    /// Number of this visit; rows keep the one in which they came.
    pub(crate) visit: u32,
    /// How many resources of each section the server took away in this visit.
    pub(crate) removed: BTreeMap<Section, u32>,
    by_key: HashTable<Position>,
    hasher: RandomState,
    /// Rows of resources without an id: their whole text is what tells them apart.
    without_id: HashMap<Digest, Position>,
    /// How many keys were made for such resources.
    keys_made: u32,
    sections: HashMap<Section, SectionIndex>,
    /// Rows that are not gone.
    live: usize,
    /// Bytes of JSON that rows still name, and of such that none names any more.
    live_bytes: u64,
    dead_bytes: u64,
    /// All rows, newest first, but for those of `unsorted`.
    order: Vec<Position>,
    /// Rows that came, changed or went since the order was made.
    unsorted: Vec<Position>,
}

/// Where a resource without an id has its key's number.
const MADE_KEY: &str = "/#";

/// The number in a key that was made here.
fn made_number(key: &str) -> Option<u32> {
    memchr::memchr(b'#', key.as_bytes())?;
    key.rsplit_once(MADE_KEY)?.1.parse().ok()
}

impl Record {
    /// Pages whose rows are still to be read.
    pub(crate) fn on(pages: Pages) -> Self {
        Self {
            pages,
            ..Self::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.live
    }

    pub(crate) fn row(&self, position: Position) -> Option<&Row> {
        self.rows.get(position as usize).filter(|row| !row.gone)
    }

    pub(crate) fn find(&self, key: &str) -> Option<&Row> {
        self.row(self.position(key)?)
    }

    pub(crate) fn position(&self, key: &str) -> Option<Position> {
        let is_same = |position: &Position| {
            let row = self.rows.get(*position as usize);
            row.is_some_and(|row| self.words.key(row) == key)
        };
        self.by_key
            .find(self.hasher.hash_one(key), is_same)
            .copied()
    }

    pub(crate) fn counts(&self, section: Section) -> Counts {
        self.sections
            .get(&section)
            .map(|index| index.counts)
            .unwrap_or_default()
    }

    pub(crate) fn revision(&self, section: Section) -> u32 {
        self.sections
            .get(&section)
            .map_or(0, |index| index.revision)
    }

    /// Changes with every change of any section.
    pub(crate) fn total_revision(&self) -> u32 {
        self.sections
            .values()
            .fold(0, |sum, index| sum.wrapping_add(index.revision))
    }

    /// Says that rows of a section read differently now.
    pub(crate) fn touch(&mut self, section: Section) {
        let index = self.sections.entry(section).or_default();
        index.revision = index.revision.wrapping_add(1);
    }

    /// Adds a resource, or puts it in the place of an older version. `touched` collects the sections
    /// whose rows changed.
    pub(crate) fn put(
        &mut self,
        key: &str,
        reading: &Reading,
        raw: &str,
        touched: &mut HashSet<Section>,
    ) -> Result<Change, TooLarge> {
        let digest = digest(raw);
        let held = self.position(key);
        if let Some(row) = held.and_then(|position| self.row(position))
            && (row.digest == digest || self.is_newer(row, reading))
        {
            return Ok(Change::Unchanged);
        }
        let (kind, change) = match held {
            None => (Kind::Added, Change::Added),
            Some(position) => (self.kind_of_change(position), Change::Replaced),
        };
        let place = self.pages.write(kind, self.visit, key, raw)?;
        let mut row = self.read(key, reading, place, digest)?;
        (row.visit, row.changed) = (self.visit, kind == Kind::Changed);
        self.insert(key, row, touched);
        Ok(change)
    }

    /// What came in this visit and changes in it is still new.
    fn kind_of_change(&self, position: Position) -> Kind {
        match self.row(position) {
            Some(row) if row.visit == self.visit && !row.changed => Kind::Added,
            _ => Kind::Changed,
        }
    }

    /// `true` where both say which is newer, and it is the one that is held.
    fn is_newer(&self, held: &Row, arrived: &Reading) -> bool {
        let Some(raw) = self.pages.raw(held.place) else {
            return false;
        };
        let held = chart::read(&raw);
        let version = |reading: &Reading| -> Option<u64> { reading.version.as_ref()?.parse().ok() };
        match (version(arrived), version(&held)) {
            (Some(arrived), Some(held)) => arrived < held,
            _ => match (&arrived.last_updated, &held.last_updated) {
                (Some(arrived), Some(held)) => {
                    PartialDate::is_readable(arrived) && arrived.sort < held.sort
                }
                _ => false,
            },
        }
    }

    /// The row of a resource whose words are written down now.
    pub(crate) fn read(
        &mut self,
        key: &str,
        reading: &Reading,
        place: crate::page::Place,
        digest: Digest,
    ) -> Result<Row, TooLarge> {
        let entry = &reading.entry;
        // A period of which only the end is known has a place in time, too.
        let date = entry.date.as_ref().or(entry.end.as_ref());
        let sort = date.map_or("", |date| &date.sort);
        let medication = reading.medication.as_deref();
        let medication = medication
            .and_then(|reference| id_in(reference, "Medication"))
            .map(|id| format!("Medication/{id}"));
        let number = |count: usize| u32::try_from(count).map_err(|_| TooLarge);
        let at = self.words.text.len();
        let members: Vec<&str> = (reading.members.iter())
            .filter_map(|reference| id_in(reference, "Observation"))
            .collect();
        let members = members.join("\n");
        number(at + key.len() + sort.len() + reading.text.len() + members.len())?;
        for part in [key, sort, &reading.text, &members] {
            self.words.text.push_str(part);
        }
        Ok(Row {
            at: number(at)?,
            key_len: number(key.len())?,
            sort_len: number(sort.len())?,
            text_len: number(reading.text.len())?,
            members_len: number(members.len())?,
            prefix: prefix(sort),
            analyte: self.words.number(entry.analyte.as_deref()),
            medication: self.words.number(medication.as_deref()),
            category: self.words.number(entry.category.as_deref()),
            source: self.words.number(entry.source.as_deref()),
            status: self.words.number(entry.status.as_deref()),
            figure: self.words.put_figure(entry),
            place,
            visit: 0,
            digest,
            section: entry.section,
            standing: entry.standing,
            flagged: reading.flagged,
            changed: false,
            gone: false,
        })
    }

    /// Puts a row under its key, in place of the one that was there.
    pub(crate) fn insert(&mut self, key: &str, row: Row, touched: &mut HashSet<Section>) {
        let Some(position) = self.position(key) else {
            let position = Position::try_from(self.rows.len()).unwrap_or(Position::MAX);
            self.rows.push(row);
            self.register(position, key);
            touched.insert(row.section);
            self.count(&row, true);
            self.unsorted.push(position);
            return;
        };
        let before = self.rows.get_mut(position as usize);
        if let Some(before) = before.map(|held| std::mem::replace(held, row)) {
            if !before.gone {
                touched.insert(before.section);
                self.count(&before, false);
            }
            self.note_key(position, key);
            touched.insert(row.section);
            self.count(&row, true);
            self.unsorted.push(position);
        }
    }

    /// A record whose rows were written down, each under another key, in the order of the timeline.
    pub(crate) fn restored(pages: Pages, words: Words, rows: Vec<Row>) -> Self {
        let mut record = Self::on(pages);
        record.words = words;
        record.by_key.reserve(rows.len(), |_| 0);
        record.order = (0..).take(rows.len()).collect();
        for (row, position) in rows.iter().zip(0..) {
            let key = record.words.key(row);
            let (hash, made) = (record.hasher.hash_one(key), made_number(key));
            // There is room for all of them: no key is hashed again.
            record.by_key.insert_unique(hash, position, |_| hash);
            if let Some(number) = made {
                record.note_made(position, number, row.digest);
            }
            record.count(row, true);
        }
        record.rows = rows;
        record
    }

    fn register(&mut self, position: Position, key: &str) {
        let (hasher, rows, words) = (&self.hasher, &self.rows, &self.words);
        let hash = |position: &Position| {
            let row = rows.get(*position as usize);
            row.map_or(0, |row| hasher.hash_one(words.key(row)))
        };
        self.by_key
            .insert_unique(hasher.hash_one(key), position, hash);
        self.note_key(position, key);
    }

    fn note_key(&mut self, position: Position, key: &str) {
        if let Some(number) = made_number(key)
            && let Some(row) = self.rows.get(position as usize)
        {
            self.note_made(position, number, row.digest);
        }
    }

    fn note_made(&mut self, position: Position, number: u32, digest: Digest) {
        self.keys_made = self.keys_made.max(number);
        self.without_id.insert(digest, position);
    }

    fn count(&mut self, row: &Row, comes: bool) {
        let index = self.sections.entry(row.section).or_default();
        let count = index.counts.of(row.standing);
        let bytes = u64::from(row.place.len);
        if comes {
            *count += 1;
            self.live += 1;
            self.live_bytes += bytes;
        } else {
            *count -= 1;
            self.live -= 1;
            self.live_bytes -= bytes;
            self.dead_bytes += bytes;
        }
    }

    /// `Type/id`; `Type/#n` where the server sent no id, the same for the same text.
    pub(crate) fn key_for(&mut self, reading: &Reading, raw: &str) -> Arc<str> {
        let resource_type = &reading.entry.resource_type;
        if let Some(id) = &reading.id {
            return format!("{resource_type}/{id}").into();
        }
        if let Some(position) = self.without_id.get(&digest(raw))
            && let Some(row) = self.row(*position)
        {
            return self.words.key(row).into();
        }
        self.keys_made += 1;
        format!("{resource_type}{MADE_KEY}{}", self.keys_made).into()
    }

    /// Takes out the rows that `stays` does not want, and says which and where they were. `touched`
    /// collects the sections.
    pub(crate) fn retain(
        &mut self,
        stays: impl Fn(&str) -> bool,
        touched: &mut HashSet<Section>,
    ) -> Vec<(Section, String)> {
        let goes: Vec<(Section, String)> = self
            .rows
            .iter()
            .filter(|row| !row.gone)
            .map(|row| (row.section, self.words.key(row)))
            .filter(|(_, key)| !stays(key))
            .map(|(section, key)| (section, key.to_owned()))
            .collect();
        for (_, key) in &goes {
            // Where there is no room to say so, the record can no longer be written at all.
            let _ = self.pages.write(Kind::Removed, self.visit, key, "");
            self.remove(key, touched);
        }
        goes
    }

    /// Takes a row out.
    pub(crate) fn remove(&mut self, key: &str, touched: &mut HashSet<Section>) {
        let Some(position) = self.position(key) else {
            return;
        };
        let Some(row) = self.rows.get_mut(position as usize) else {
            return;
        };
        row.gone = true;
        let row = *row;
        let hash = self.hasher.hash_one(key);
        if let Ok(found) = self.by_key.find_entry(hash, |held| *held == position) {
            found.remove();
        }
        self.without_id.retain(|_, held| *held != position);
        touched.insert(row.section);
        self.count(&row, false);
        self.unsorted.push(position);
    }

    /// The row of a resource as a screen shows it.
    pub(crate) fn entry(&self, row: &Row) -> Option<Entry> {
        let mut entry = chart::read(&self.pages.raw(row.place)?).entry;
        self.words.key(row).clone_into(&mut entry.key);
        if entry.title.is_none() {
            entry.title = self
                .medication(row)
                .and_then(|medicine| chart::read(&self.pages.raw(medicine.place)?).entry.title);
        }
        Some(entry)
    }

    /// A measurement as a chart needs it.
    pub(crate) fn measured(&self, row: &Row) -> Option<Measured> {
        let written = self.words.measured(row);
        written.or_else(|| self.entry(row).map(Measured::from))
    }

    fn medication(&self, row: &Row) -> Option<&Row> {
        self.find(self.words.name(row.medication)?)
    }

    /// `true` where every word stands in what the row says, the name of its medicine included.
    pub(crate) fn matches(&self, row: &Row, wanted: &[memchr::memmem::Finder<'_>]) -> bool {
        let own = self.words.searched(row).as_bytes();
        let medicine = || {
            self.medication(row)
                .map_or("", |medicine| self.words.searched(medicine))
        };
        wanted.iter().all(|word| {
            word.find(own).is_some()
                || (row.medication != 0 && word.find(medicine().as_bytes()).is_some())
        })
    }

    /// `true` where the lists must be put in order first.
    pub(crate) fn is_unsorted(&self) -> bool {
        !self.unsorted.is_empty()
    }

    /// All rows, newest first, undated last.
    pub(crate) fn order(&self) -> &[Position] {
        &self.order
    }

    /// Takes what came, changed or went into the order: a merge, not a sort of everything.
    pub(crate) fn sort(&mut self) {
        let mut moved = std::mem::take(&mut self.unsorted);
        if moved.is_empty() {
            return;
        }
        moved.sort_unstable();
        moved.dedup();
        let mut order = std::mem::take(&mut self.order);
        order.retain(|position| moved.binary_search(position).is_err());
        moved.retain(|position| self.row(*position).is_some());
        moved.sort_unstable_by(|a, b| self.compare(*a, *b));
        self.order = self.merge(&order, &moved);
    }

    fn merge(&self, old: &[Position], new: &[Position]) -> Vec<Position> {
        let mut merged = Vec::with_capacity(old.len() + new.len());
        let (mut old, mut new) = (
            old.iter().copied().peekable(),
            new.iter().copied().peekable(),
        );
        while let (Some(a), Some(b)) = (old.peek(), new.peek()) {
            let next = if self.compare(*a, *b).is_le() {
                &mut old
            } else {
                &mut new
            };
            merged.extend(next.next());
        }
        merged.extend(old);
        merged.extend(new);
        merged
    }

    fn compare(&self, a: Position, b: Position) -> std::cmp::Ordering {
        match (self.rows.get(a as usize), self.rows.get(b as usize)) {
            (Some(a), Some(b)) => a.compare(b, |row| (self.words.sort(row), self.words.key(row))),
            _ => a.cmp(&b),
        }
    }

    /// `true` where more than half of what the pages hold is of no use any more.
    pub(crate) fn is_wasteful(&self) -> bool {
        self.dead_bytes > self.live_bytes.max(64 << 10)
    }

    /// How many rows of a type are held.
    pub(crate) fn count_of_type(&self, resource_type: &str) -> usize {
        let rows = self.rows.iter().filter(|row| !row.gone);
        rows.filter(|row| is_of_type(self.words.key(row), resource_type))
            .count()
    }

    /// The same record without what is of no use any more: pages, words and rows made anew.
    pub(crate) fn compacted(&self) -> Result<Record, TooLarge> {
        let mut new = Record {
            visit: self.visit,
            removed: self.removed.clone(),
            ..Record::default()
        };
        let mut touched = HashSet::new();
        for row in self.rows.iter().filter(|row| !row.gone) {
            let (key, sort) = (self.words.key(row), self.words.sort(row));
            let raw = self.pages.raw(row.place).ok_or(TooLarge)?;
            let kind = if row.changed {
                Kind::Changed
            } else {
                Kind::Added
            };
            let place = new.pages.write(kind, row.visit, key, &raw)?;
            let at = u32::try_from(new.words.text.len()).map_err(|_| TooLarge)?;
            let (text, members) = (self.words.searched(row), self.words.members(row));
            for part in [key, sort, text, members] {
                new.words.text.push_str(part);
            }
            let measured = self.words.measured(row);
            let figure = measured.map_or(0, |measured| new.words.put_measured(&measured));
            let mut name = |number| new.words.number(self.words.name(number));
            let moved = Row {
                at,
                place,
                figure,
                analyte: name(row.analyte),
                medication: name(row.medication),
                category: name(row.category),
                source: name(row.source),
                status: name(row.status),
                ..*row
            };
            new.insert(key, moved, &mut touched);
        }
        new.pages.close();
        for (section, index) in &self.sections {
            new.sections.entry(*section).or_default().revision = index.revision.wrapping_add(1);
        }
        Ok(new)
    }
}

/// `true` where a key is one of this type.
pub fn is_of_type(key: &str, resource_type: &str) -> bool {
    key.strip_prefix(resource_type)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// The FHIR type in a key.
pub(crate) fn type_of(key: &str) -> Option<&str> {
    key.split_once('/').map(|(kind, _)| kind)
}

/// The logical id in a reference to a resource of one type: `Type/id`, an absolute URL, a version of
/// either, or `urn:uuid:id`. `None` where it names something else.
pub(crate) fn id_in<'a>(reference: &'a str, resource_type: &str) -> Option<&'a str> {
    if let Some(id) = reference.strip_prefix("urn:uuid:") {
        return Some(id);
    }
    let mut segments = reference.split('/');
    segments.find(|segment| *segment == resource_type)?;
    segments
        .next()?
        .split(['?', '#', '|'])
        .next()
        .filter(|id| !id.is_empty())
}
