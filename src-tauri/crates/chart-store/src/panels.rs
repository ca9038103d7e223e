//! Results by panel: a list whose rows stand beneath the report or the observation that holds them
//! together, open or closed, a window at a time (`docs/adr/0037-panels.md`).
//!
//! Which results belong together is told once for each revision, and what a search or a filter leaves of it
//! once for each of those. Which panels are open is the screen's: it says so with every window.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use chart::{Entry, Flagged, Section, Standing};
use memchr::memmem::Finder;

use crate::filter::Filter;
use crate::lists::ListKey;
use crate::news::News;
use crate::record::Record;
use crate::row::Position;
use crate::store::{ChartStore, lock};
use crate::view::View;

mod group;

use group::{Group, Head};

/// Which panels are open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unfolded {
    /// All of them, but for the excepted ones; else none but those.
    pub all: bool,
    /// Keys of panels that are not as the others.
    pub except: HashSet<String>,
}

/// A part of a list by panel.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelWindow {
    /// Rows of the whole list, those of closed panels left out.
    pub total: usize,
    /// Results in the whole list, be they in sight or in a closed panel.
    pub results: usize,
    /// The rows asked for that exist.
    pub rows: Vec<PanelRow>,
    /// What is new in these rows since the last visit.
    pub news: Vec<News>,
}

/// A row and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelRow {
    /// The row. That of a panel without a resource of its own has no title, no type and a key that names
    /// no resource.
    pub entry: Entry,
    /// 0: in no panel, or a panel itself; 1: in a panel; more: in a panel of a panel.
    pub level: u32,
    /// Its place among the rows beside it, from 1, and how many those are.
    pub place: (usize, usize),
    /// What is known of the panel, where it is one.
    pub panel: Option<Panel>,
}

/// A panel in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panel {
    /// Results that search and filter leave of it.
    pub shown: usize,
    /// Its results.
    pub results: usize,
    /// Of those that are left, how many the source flagged as abnormal, critical ones included.
    pub abnormal: usize,
    /// How many as critical.
    pub critical: usize,
    /// Its results are in the list.
    pub is_open: bool,
    /// It has a resource of its own.
    pub has_resource: bool,
}

/// What was told of a list, true for one revision.
#[derive(Default)]
pub(crate) struct Told {
    whole: Option<(Section, u32, Arc<[Group]>)>,
    narrowed: Option<(ListKey, u32, Arc<[Group]>)>,
}

impl Unfolded {
    fn holds(&self, key: &str) -> bool {
        self.all != self.except.contains(key)
    }
}

impl ChartStore {
    /// A part of a section's facts by panel.
    pub fn panels(
        &self,
        section: Section,
        search: Option<&str>,
        filter: &Filter,
        unfolded: &Unfolded,
        range: Range<usize>,
    ) -> PanelWindow {
        let search = chart::fold(search.unwrap_or_default());
        let words: Vec<&str> = search.split_whitespace().collect();
        let record = self.sorted();
        let groups = self.groups(&record, section, &words, filter);
        let mut window = PanelWindow {
            total: 0,
            results: 0,
            rows: Vec::new(),
            news: Vec::new(),
        };
        for (nth, group) in groups.iter().enumerate() {
            window.results += group.results();
            let is_open = group.key(&record).is_some_and(|key| unfolded.holds(&key));
            let rows = 1 + if is_open { group.members.len() } else { 0 };
            let start = window.total;
            window.total += rows;
            let wanted = range.start.max(start)..range.end.min(window.total);
            for at in wanted {
                let place = (nth + 1, groups.len());
                self.put_row(&record, group, at - start, place, is_open, &mut window);
            }
        }
        window
    }

    /// Puts the head of a group, or one of its members, into a window.
    fn put_row(
        &self,
        record: &Record,
        group: &Group,
        at: usize,
        place: (usize, usize),
        is_open: bool,
        window: &mut PanelWindow,
    ) {
        let member = at.checked_sub(1).and_then(|at| group.members.get(at));
        let position = member.map_or_else(|| group.head.position(), |member| Some(member.position));
        let row = position.and_then(|position| record.row(position));
        window
            .news
            .extend(row.and_then(|row| self.news(record, row)));
        let entry = match row {
            Some(row) => record.entry(row),
            None => group.made_entry(record),
        };
        window.rows.extend(entry.map(|entry| {
            PanelRow {
                entry,
                level: member.map_or(0, |member| member.level),
                place: match member {
                    Some(member) => member.place,
                    None => place,
                },
                panel: (member.is_none() && !matches!(group.head, Head::None(_)))
                    .then(|| panel(record, group, is_open)),
            }
        }));
    }

    fn groups(
        &self,
        record: &Record,
        section: Section,
        words: &[&str],
        filter: &Filter,
    ) -> Arc<[Group]> {
        let reports = record.revision(Section::Reports);
        let revision = record.revision(section).wrapping_add(reports);
        let view = View::Section(section);
        let whole = self.whole(record, section, revision);
        if words.is_empty() && filter.is_empty() {
            return whole;
        }
        let name = (view, words.join(" "), filter.clone());
        if let Some((held, of, groups)) = &lock(&self.told).narrowed
            && *held == name
            && *of == revision
        {
            return Arc::clone(groups);
        }
        let matching = marks(record, &self.order(record, view, words, filter));
        let passing = marks(record, &self.order(record, view, &[], filter));
        let finders: Vec<Finder<'_>> = words.iter().map(|word| Finder::new(*word)).collect();
        // Who looks for a panel wants to see what is in it.
        let is_meant = |head: Position| {
            let row = record.row(head);
            !finders.is_empty() && row.is_some_and(|row| record.matches(row, &finders))
        };
        let left = whole.iter().filter_map(|group| {
            let is_meant = group.head.position().is_some_and(is_meant);
            group.narrowed(if is_meant { &passing } else { &matching })
        });
        let groups: Arc<[Group]> = left.collect();
        lock(&self.told).narrowed = Some((name, revision, Arc::clone(&groups)));
        groups
    }

    fn whole(&self, record: &Record, section: Section, revision: u32) -> Arc<[Group]> {
        if let Some((held, of, groups)) = &lock(&self.told).whole
            && *held == section
            && *of == revision
        {
            return Arc::clone(groups);
        }
        let order = self.order(record, View::Section(section), &[], &Filter::default());
        let groups: Arc<[Group]> = group::groups(record, &order).into();
        lock(&self.told).whole = Some((section, revision, Arc::clone(&groups)));
        groups
    }
}

/// Which rows of the record are in a list.
fn marks(record: &Record, order: &[Position]) -> Vec<bool> {
    let mut marks = vec![false; record.rows.len()];
    for position in order {
        if let Some(mark) = marks.get_mut(*position as usize) {
            *mark = true;
        }
    }
    marks
}

fn panel(record: &Record, group: &Group, is_open: bool) -> Panel {
    let rows = group.members.iter().map(|member| member.position);
    let own = group.own_result();
    let flags = rows
        .chain(own)
        .filter_map(|position| record.row(position))
        .map(|row| row.flagged);
    let (mut abnormal, mut critical) = (0, 0);
    for flagged in flags {
        abnormal += usize::from(flagged >= Flagged::Abnormal);
        critical += usize::from(flagged == Flagged::Critical);
    }
    Panel {
        shown: group.members.len(),
        results: group.whole,
        abnormal,
        critical,
        is_open,
        has_resource: group.head.position().is_some(),
    }
}

/// A row that stands for no resource.
fn blank(key: String, section: Section) -> Entry {
    Entry {
        key,
        standing: Standing::Current,
        rules: vec![chart::TAKEN_TOGETHER.into()],
        ..Entry::blank(String::new(), section)
    }
}
