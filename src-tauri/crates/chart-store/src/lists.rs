//! The lists that screens ask for: in order, searched, narrowed, a window at a time.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use chart::Section;
use memchr::memmem::Finder;

use crate::filter::{self, Facets, Filter};
use crate::record::Record;
use crate::row::{Position, Row};
use crate::store::{ChartStore, lock};
use crate::view::{FoundIn, View, Window};

/// Sorted lists kept at most; a person looks at a few.
const KEPT_ORDERS: usize = 32;

/// What names a list: which one, the words it is searched for, what it is narrowed by.
pub(crate) type ListKey = (View, String, Filter);

/// The positions of a list's rows, true for one revision.
pub(crate) struct Order {
    revision: u32,
    positions: Arc<[Position]>,
}

impl ChartStore {
    /// A part of a list. With `search`, only rows in which every word of it occurs.
    pub fn window(&self, view: View, search: Option<&str>, range: Range<usize>) -> Window {
        self.filtered(view, search, &Filter::default(), range)
    }

    /// A part of a list that is narrowed.
    pub fn filtered(
        &self,
        view: View,
        search: Option<&str>,
        filter: &Filter,
        range: Range<usize>,
    ) -> Window {
        let search = chart::fold(search.unwrap_or_default());
        let words: Vec<&str> = search.split_whitespace().collect();
        let record = self.sorted();
        let positions = self.order(&record, view, &words, filter);
        let wanted = range.start.min(positions.len())..range.end.min(positions.len());
        let rows = positions.get(wanted).unwrap_or_default().iter();
        let rows: Vec<&Row> = rows.filter_map(|position| record.row(*position)).collect();
        Window {
            total: positions.len(),
            news: rows
                .iter()
                .filter_map(|row| self.news(&record, row))
                .collect(),
            rows: rows
                .into_iter()
                .filter_map(|row| record.entry(row))
                .collect(),
        }
    }

    /// The keys of a list, in its order.
    pub(crate) fn keys(&self, view: View) -> Vec<Arc<str>> {
        let record = self.sorted();
        let positions = self.order(&record, view, &[], &Filter::default());
        let rows = positions
            .iter()
            .filter_map(|position| record.row(*position));
        rows.map(|row| Arc::from(record.words.key(row))).collect()
    }

    /// What a list can be narrowed by, and how many rows that would leave.
    pub fn facets(&self, view: View, search: Option<&str>, filter: &Filter) -> Facets {
        let search = chart::fold(search.unwrap_or_default());
        let words: Vec<&str> = search.split_whitespace().collect();
        let record = self.sorted();
        let whole = self.order(&record, view, &[], &Filter::default());
        let found = self.order(&record, view, &words, &Filter::default());
        let is_new = |row: &Row| self.is_new(&record, row);
        Facets {
            total: u32::try_from(whole.len()).unwrap_or(u32::MAX),
            ..filter::facets(&record, &found, filter, &is_new)
        }
    }

    /// Everything in which every word occurs, by section, the newest `most` of each.
    pub fn search(&self, words: &str, most: usize) -> Vec<FoundIn> {
        let folded = chart::fold(words);
        let wanted: Vec<Finder<'_>> = folded.split_whitespace().map(Finder::new).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let record = self.sorted();
        let mut found: BTreeMap<Section, FoundIn> = BTreeMap::new();
        for row in record.order().iter().filter_map(|at| record.row(*at)) {
            if !record.matches(row, &wanted) {
                continue;
            }
            let section = found.entry(row.section).or_insert_with(|| FoundIn {
                section: row.section,
                facts: 0,
                not_facts: 0,
                rows: Vec::new(),
            });
            if !row.is_fact() {
                section.not_facts += 1;
                continue;
            }
            section.facts += 1;
            if section.rows.len() < most {
                section.rows.extend(record.entry(row));
            }
        }
        found.into_values().collect()
    }

    /// The sorted list, made anew only when the rows changed since it was last asked for.
    pub(crate) fn order(
        &self,
        record: &Record,
        view: View,
        words: &[&str],
        filter: &Filter,
    ) -> Arc<[Position]> {
        let revision = match view {
            View::Section(section)
            | View::NotFacts(section)
            | View::Latest(section)
            | View::News(section) => record.revision(section),
            View::Timeline => record.total_revision(),
        };
        let name = (view, words.join(" "), filter.clone());
        let held = lock(&self.orders)
            .get(&name)
            .filter(|order| order.revision == revision)
            .map(|order| Arc::clone(&order.positions));
        if let Some(positions) = held {
            return positions;
        }
        let positions: Arc<[Position]> = if !filter.is_empty() {
            let all = self.order(record, view, words, &Filter::default());
            let compiled = filter.compile(record);
            let is_new = |row: &Row| self.is_new(record, row);
            let is_wanted = |position: &&Position| {
                let row = record.row(**position);
                row.is_some_and(|row| compiled.wants(record, row, &is_new))
            };
            all.iter().filter(is_wanted).copied().collect()
        } else if words.is_empty() {
            let mut order = view.order(record);
            if matches!(view, View::News(_)) {
                let is_new = |row: &Row| self.is_new(record, row);
                order.retain(|position| record.row(*position).is_some_and(is_new));
            }
            order.into()
        } else {
            let all = self.order(record, view, &[], filter);
            let wanted: Vec<Finder<'_>> = words.iter().map(|word| Finder::new(*word)).collect();
            let matches = |position: &&Position| {
                let row = record.row(**position);
                row.is_some_and(|row| record.matches(row, &wanted))
            };
            all.iter().filter(matches).copied().collect()
        };
        let mut orders = lock(&self.orders);
        if orders.len() >= KEPT_ORDERS {
            orders.clear();
        }
        let order = Order {
            revision,
            positions: Arc::clone(&positions),
        };
        orders.insert(name, order);
        positions
    }
}
