//! Which rows a list shows, in which order.

use std::collections::HashSet;

use chart::{Entry, Section, Standing};

use crate::news::News;
use crate::record::Record;
use crate::row::{Position, Row};

/// Which list of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// The facts of one section: current first, then historical, newest first in each, undated last.
    Section(Section),
    /// What is recorded in a section but is not a fact, newest first.
    NotFacts(Section),
    /// The newest fact of each series of a section, whatever its unit.
    Latest(Section),
    /// What is new in a section since the last visit, be it a fact or not, newest first.
    News(Section),
    /// All facts of all sections, newest first, undated last.
    Timeline,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Rows in the whole list.
    pub total: usize,
    /// The rows asked for that exist.
    pub rows: Vec<Entry>,
    /// What is new in these rows since the last visit.
    pub news: Vec<News>,
}

/// What a search over everything found in one section.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundIn {
    /// Which.
    pub section: Section,
    /// Facts that match.
    pub facts: u32,
    /// What matches and is not a fact: counted, and listed only in its section's own list.
    pub not_facts: u32,
    /// The newest of the facts.
    pub rows: Vec<Entry>,
}

/// Rows of a section by standing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Facts now, tentative and unknown ones included.
    pub current: u32,
    /// History.
    pub historical: u32,
    /// Entered in error, refuted, not done, cancelled.
    pub not_a_fact: u32,
}

impl Counts {
    pub(crate) fn of(&mut self, standing: Standing) -> &mut u32 {
        match standing {
            Standing::Current | Standing::Tentative | Standing::Unknown => &mut self.current,
            Standing::Historical => &mut self.historical,
            Standing::NotAFact => &mut self.not_a_fact,
        }
    }
}

impl View {
    fn shows(self, row: &Row) -> bool {
        match self {
            View::Section(section) => row.section == section && row.is_fact(),
            View::NotFacts(section) => row.section == section && !row.is_fact(),
            View::Latest(section) => row.section == section && row.is_fact() && row.analyte != 0,
            View::News(section) => row.section == section,
            View::Timeline => row.is_fact(),
        }
    }

    /// The positions of the rows of this list in `record`, in the order of the list. The record's own
    /// order is that of the timeline: newest first, undated last.
    pub(crate) fn order(self, record: &Record) -> Vec<Position> {
        let rows = record.order().iter().filter_map(|position| {
            let row = record.row(*position)?;
            self.shows(row).then_some((*position, row))
        });
        match self {
            View::Section(_) => {
                let (over, current): (Vec<_>, Vec<_>) =
                    rows.partition(|(_, row)| row.standing == Standing::Historical);
                let all = current.into_iter().chain(over);
                all.map(|(position, _)| position).collect()
            }
            View::Latest(_) => {
                let mut seen = HashSet::new();
                rows.filter(|(_, row)| seen.insert(code_of(record, row)))
                    .map(|(position, _)| position)
                    .collect()
            }
            View::NotFacts(_) | View::News(_) | View::Timeline => {
                rows.map(|(position, _)| position).collect()
            }
        }
    }
}

/// What was measured, without the unit that ends a series' name.
fn code_of<'a>(record: &'a Record, row: &Row) -> &'a str {
    let name = record.words.name(row.analyte).unwrap_or_default();
    name.rsplit_once('|').map_or(name, |(code, _)| code)
}
