//! Which resources point at one: a visit and what was done in it, a result and its report, an entry and who
//! recorded it.
//!
//! A person asks for one resource at a time: of each page only a mark of what it may name is kept
//! ([`crate::targets`]), and the few pages that may name the one asked for are looked through.

use chart::Entry;
use memchr::memmem::Finder;

use crate::row::Row;
use crate::store::ChartStore;

impl ChartStore {
    /// The rows of the resources that name this one, newest first, at most `most` of them, and how many
    /// there are.
    pub fn referrers(&self, key: &str, most: usize) -> (Vec<Entry>, usize) {
        let record = self.sorted();
        let name = Name::of(key);
        let may_name = record.pages.may_name(key);
        // In the order in which they lie in the pages, so that each page is opened once.
        let points = |row: &&Row| {
            may_name(row.place.page)
                && record.words.key(row) != key
                && record
                    .pages
                    .raw(row.place)
                    .is_some_and(|raw| name.stands_in(&raw))
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

/// A key as it stands in JSON: `"Type/id"`, or the end of an address; a version may follow. Some servers
/// write `\/` for `/`.
struct Name {
    spellings: [(String, &'static str); 2],
}

impl Name {
    fn of(key: &str) -> Self {
        let escaped = key.replace('/', "\\/");
        Self {
            spellings: [(key.to_owned(), "/_history/"), (escaped, "\\/_history\\/")],
        }
    }

    fn stands_in(&self, raw: &str) -> bool {
        self.spellings.iter().any(|(key, version)| {
            let finder = Finder::new(key);
            finder.find_iter(raw.as_bytes()).any(|at| {
                let before = at.checked_sub(1).and_then(|at| raw.as_bytes().get(at));
                let after = raw.get(at + key.len()..).unwrap_or_default();
                matches!(before, Some(b'"' | b'/'))
                    && (after.starts_with('"') || after.starts_with(version))
            })
        })
    }
}
