//! Which resources point at one: a visit and what was done in it, a result and its report, an entry and who
//! recorded it.
//!
//! No index is kept of it: a person asks for one resource at a time, and looking through the pages of a
//! large record takes a moment.

use chart::Entry;
use memchr::memmem;

use crate::row::Row;
use crate::store::ChartStore;

impl ChartStore {
    /// The rows of the resources that name this one, newest first, at most `most` of them, and how many
    /// there are.
    pub fn referrers(&self, key: &str, most: usize) -> (Vec<Entry>, usize) {
        let record = self.sorted();
        // `"Type/id"`, or the end of an address; a version may follow.
        let finder = memmem::Finder::new(key);
        let names = |raw: &str| {
            finder.find_iter(raw.as_bytes()).any(|at| {
                let before = at.checked_sub(1).and_then(|at| raw.as_bytes().get(at));
                let after = raw.get(at + key.len()..).unwrap_or_default();
                matches!(before, Some(b'"' | b'/'))
                    && (after.starts_with('"') || after.starts_with("/_history/"))
            })
        };
        // In the order in which they lie in the pages, so that each page is opened once.
        let points = |row: &&Row| {
            record.words.key(row) != key
                && record.pages.raw(row.place).is_some_and(|raw| names(&raw))
        };
        let mut found: Vec<&Row> = record
            .rows
            .iter()
            .filter(|row| !row.gone)
            .filter(points)
            .collect();
        found.sort_by(|a, b| a.compare(b, |row| (record.words.sort(row), record.words.key(row))));
        let rows = found.iter().take(most);
        let entries = rows.filter_map(|row| record.entry(row)).collect();
        (entries, found.len())
    }
}
