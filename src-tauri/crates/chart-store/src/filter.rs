//! Narrowing a list without opening its JSON, and what it can be narrowed by.

use std::collections::HashMap;

use chart::Section;

use crate::record::Record;
use crate::row::{Name, Position, Row};

/// Which rows of a list are wanted. Empty lists want all; several wants must all be met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// [`chart::Entry::category`]; the empty text is for rows without one.
    pub categories: Vec<String>,
    /// [`chart::Entry::source`]; the empty text is for rows without one.
    pub sources: Vec<String>,
    /// [`chart::Entry::status`]; the empty text is for rows without one.
    pub statuses: Vec<String>,
    /// Sections, for lists of several.
    pub sections: Vec<Section>,
    /// ISO date: nothing that certainly is before it.
    pub from: Option<String>,
    /// ISO date: nothing that certainly is after it.
    pub to: Option<String>,
    /// Rows without a readable date are left out where there is a `from` or a `to`.
    pub without_undated: bool,
    /// Only what is new or changed since the last visit.
    pub only_new: bool,
}

/// What a list can be narrowed by, with how many rows each choice would leave, given the other choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Rows of the list that no filter and no search narrows.
    pub total: u32,
    /// Rows that filter and search leave.
    pub matching: u32,
    /// Rows without a readable date.
    pub undated: u32,
    /// Rows that are new or changed since the last visit.
    pub new: u32,
    /// Categories.
    pub categories: Choices,
    /// Sources.
    pub sources: Choices,
    /// Statuses.
    pub statuses: Choices,
    /// Sections.
    pub sections: Vec<(Section, u32)>,
    /// The years of the matching rows, in the order of the list.
    pub years: Vec<Year>,
}

/// Values to choose from, the most frequent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// A value as sent, the empty text for none, and its rows.
    pub values: Vec<(String, u32)>,
    /// Values that are not listed, because there are too many.
    pub left_out: u32,
}

/// The rows of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// Four digits; the empty text for rows without a readable date.
    pub year: String,
    /// Where its first row stands among the matching rows.
    pub first: u32,
    /// Its rows.
    pub rows: u32,
}

/// Values that are listed of one kind.
const LISTED: usize = 100;

/// Tells whether a row is new.
pub(crate) type IsNew<'a> = &'a dyn Fn(&Row) -> bool;

const CATEGORY: u8 = 1;
const SOURCE: u8 = 2;
const STATUS: u8 = 4;
const SECTION: u8 = 8;
const TIME: u8 = 16;
const NEWS: u8 = 32;

/// A filter whose names are numbers of one record.
pub(crate) struct Compiled<'a> {
    filter: &'a Filter,
    categories: Vec<Name>,
    sources: Vec<Name>,
    statuses: Vec<Name>,
}

impl Filter {
    /// `true` where it wants everything.
    pub fn is_empty(&self) -> bool {
        let Self {
            categories,
            sources,
            statuses,
            sections,
            from,
            to,
            without_undated: _,
            only_new,
        } = self;
        categories.is_empty()
            && sources.is_empty()
            && statuses.is_empty()
            && sections.is_empty()
            && from.is_none()
            && to.is_none()
            && !only_new
    }

    pub(crate) fn compile(&self, record: &Record) -> Compiled<'_> {
        let numbers = |names: &[String]| -> Vec<Name> {
            let number = |name: &String| match name.as_str() {
                "" => Some(0),
                name => record.words.find(name),
            };
            names.iter().filter_map(number).collect()
        };
        Compiled {
            filter: self,
            categories: numbers(&self.categories),
            sources: numbers(&self.sources),
            statuses: numbers(&self.statuses),
        }
    }
}

impl Compiled<'_> {
    pub(crate) fn wants(&self, record: &Record, row: &Row, is_new: IsNew<'_>) -> bool {
        self.fails(record, row, is_new) == 0
    }

    /// Which of the wants a row does not meet.
    fn fails(&self, record: &Record, row: &Row, is_new: IsNew<'_>) -> u8 {
        let filter = self.filter;
        let names =
            |asked: &[String], known: &[Name], own: Name| asked.is_empty() || known.contains(&own);
        let mut fails = 0;
        let mut want = |is_met: bool, which: u8| {
            if !is_met {
                fails |= which;
            }
        };
        want(
            names(&filter.categories, &self.categories, row.category),
            CATEGORY,
        );
        want(names(&filter.sources, &self.sources, row.source), SOURCE);
        want(names(&filter.statuses, &self.statuses, row.status), STATUS);
        want(
            filter.sections.is_empty() || filter.sections.contains(&row.section),
            SECTION,
        );
        want(self.is_in_time(record.words.sort(row)), TIME);
        want(!filter.only_new || is_new(row), NEWS);
        fails
    }

    /// A year may be any of its days: it is left out only where none of them is wanted.
    fn is_in_time(&self, sort: &str) -> bool {
        let Filter { from, to, .. } = self.filter;
        if from.is_none() && to.is_none() {
            return true;
        }
        if sort.is_empty() {
            return !self.filter.without_undated;
        }
        let compared = |bound: &str| {
            let length = sort.len().min(bound.len());
            sort.as_bytes()
                .get(..length)
                .cmp(&bound.as_bytes().get(..length))
        };
        from.as_deref().is_none_or(|from| compared(from).is_ge())
            && to.as_deref().is_none_or(|to| compared(to).is_le())
    }
}

/// Counts rows by what they can be chosen by.
pub(crate) fn facets(
    record: &Record,
    positions: &[Position],
    filter: &Filter,
    is_new: IsNew<'_>,
) -> Facets {
    let compiled = filter.compile(record);
    let mut facets = Facets::default();
    let mut counts = Counters::default();
    for row in positions
        .iter()
        .filter_map(|position| record.row(*position))
    {
        let fails = compiled.fails(record, row, is_new);
        let passes_but = |which: u8| fails & !which == 0;
        let sort = record.words.sort(row);
        counts.categories.add(row.category, passes_but(CATEGORY));
        counts.sources.add(row.source, passes_but(SOURCE));
        counts.statuses.add(row.status, passes_but(STATUS));
        if passes_but(SECTION) {
            *counts.sections.entry(row.section).or_default() += 1;
        }
        facets.undated += u32::from(passes_but(TIME) && sort.is_empty());
        facets.new += u32::from(passes_but(NEWS) && is_new(row));
        if fails == 0 {
            count_year(&mut facets.years, sort, facets.matching);
            facets.matching += 1;
        }
    }
    facets.categories = counts.categories.choices(record);
    facets.sources = counts.sources.choices(record);
    facets.statuses = counts.statuses.choices(record);
    facets.sections = counts.sections.into_iter().collect();
    facets.sections.sort_unstable();
    facets
}

/// Lists run by date, so a year mostly goes on; a list with a past of its own comes back to it.
fn count_year(years: &mut Vec<Year>, sort: &str, at: u32) {
    let name = sort.get(..4).unwrap_or_default();
    if let Some(year) = years.iter_mut().rev().find(|year| year.year == name) {
        year.rows += 1;
        return;
    }
    years.push(Year {
        year: name.to_owned(),
        first: at,
        rows: 1,
    });
}

#[derive(Default)]
struct Counters {
    categories: Names,
    sources: Names,
    statuses: Names,
    sections: HashMap<Section, u32>,
}

#[derive(Default)]
struct Names(HashMap<Name, u32>);

impl Names {
    /// A value that the other choices leave no row of is listed all the same: it may be chosen now.
    fn add(&mut self, name: Name, counts: bool) {
        *self.0.entry(name).or_default() += u32::from(counts);
    }

    fn choices(self, record: &Record) -> Choices {
        let name = |number| record.words.name(number).unwrap_or_default().to_owned();
        let mut values: Vec<(String, u32)> = self
            .0
            .into_iter()
            .map(|(number, rows)| (name(number), rows))
            .collect();
        values.sort_unstable_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        let left_out = values.len().saturating_sub(LISTED);
        values.truncate(LISTED);
        Choices {
            values,
            left_out: u32::try_from(left_out).unwrap_or(u32::MAX),
        }
    }
}
