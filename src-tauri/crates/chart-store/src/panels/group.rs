//! Which rows belong together.

use std::collections::{HashMap, HashSet};

use chart::{Entry, Section};

use crate::record::{Record, is_of_type};
use crate::row::{Name, Position, Row};

/// Panels of panels beyond this depth stand alone: nobody means them, and a circle has no end.
const DEEPEST: usize = 8;

/// Categories that laboratories are known by.
const LABORATORY: [&str; 3] = ["laboratory", "Laboratory", "LAB"];

/// Rows that stand together in a list.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) head: Head,
    /// Members of members included, in the order of the list.
    pub(super) members: Vec<Member>,
    /// How many members there are when nothing is narrowed.
    pub(super) whole: usize,
}

/// What stands above them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Head {
    /// Nothing: one row alone.
    None(Position),
    /// A report.
    Report(Position),
    /// An observation of the same list.
    Observation(Position),
    /// The time at which these were taken; the first of them.
    Time(Position),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) position: Position,
    /// 1 for those of the head itself.
    pub(super) level: u32,
    /// Its place among those of the same head, from 1, and how many those are.
    pub(super) place: (usize, usize),
}

impl Head {
    /// The row that stands for it.
    pub(super) fn position(self) -> Option<Position> {
        match self {
            Head::None(position) | Head::Report(position) | Head::Observation(position) => {
                Some(position)
            }
            Head::Time(_) => None,
        }
    }
}

impl Group {
    /// What the panel is called between the screen and the store; `None`: it is no panel.
    pub(super) fn key(&self, record: &Record) -> Option<String> {
        match self.head {
            Head::None(_) => None,
            Head::Report(position) | Head::Observation(position) => {
                Some(record.words.key(record.row(position)?).to_owned())
            }
            Head::Time(first) => {
                let row = record.row(first)?;
                let category = record.words.name(row.category).unwrap_or_default();
                Some(format!("{category}@{}", record.words.sort(row)))
            }
        }
    }

    /// The head, where it is a result too.
    pub(super) fn own_result(&self) -> Option<Position> {
        match self.head {
            Head::None(position) | Head::Observation(position) => Some(position),
            Head::Report(_) | Head::Time(_) => None,
        }
    }

    pub(super) fn results(&self) -> usize {
        self.members.len() + usize::from(self.own_result().is_some())
    }

    /// The row of a head that is no resource: when these were taken.
    pub(super) fn made_entry(&self, record: &Record) -> Option<Entry> {
        let Head::Time(first) = self.head else {
            return None;
        };
        let row = record.row(first)?;
        let of = record.entry(row)?;
        let mut entry = super::blank(self.key(record)?, row.section);
        entry.category = of.category;
        entry.date = of.date;
        let rows = self.members.iter();
        let mut sources = rows.filter_map(|member| Some(record.row(member.position)?.source));
        if sources.all(|source| source == row.source) {
            entry.source = of.source;
        }
        Some(entry)
    }

    /// What is left of it; `None`: nothing.
    pub(super) fn narrowed(&self, stays: &[bool]) -> Option<Group> {
        let stays = |position: Position| stays.get(position as usize) == Some(&true);
        let mut members: Vec<Member> = Vec::new();
        // From the last on: what has something beneath it stays above that.
        let mut needed = None;
        for member in self.members.iter().rev() {
            if stays(member.position) || needed == Some(member.level) {
                needed = (member.level > 1).then(|| member.level - 1);
                members.push(*member);
            }
        }
        members.reverse();
        if members.is_empty() && !self.own_result().is_some_and(stays) {
            return None;
        }
        Some(Group {
            members: placed(members),
            ..*self
        })
    }
}

/// Gives each member its place among those beside it.
fn placed(mut members: Vec<Member>) -> Vec<Member> {
    // Siblings share the nearest member above them that is one level higher.
    let mut above: Vec<usize> = Vec::new();
    let mut families: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let level = member.level as usize;
        open.truncate(level);
        while open.len() < level {
            open.push(families.len());
            families.push(Vec::new());
        }
        let family = open.last().copied().unwrap_or_default();
        above.push(family);
        if let Some(family) = families.get_mut(family) {
            family.push(at);
        }
    }
    for family in &families {
        for (nth, at) in family.iter().enumerate() {
            if let Some(member) = members.get_mut(*at) {
                member.place = (nth + 1, family.len());
            }
        }
    }
    members
}

/// Who stands under whom.
#[derive(Default)]
struct Family {
    parent: HashMap<Position, Position>,
    children: HashMap<Position, Vec<Position>>,
}

/// The groups of a list, in its order: each where its first row stands.
pub(super) fn groups(record: &Record, order: &[Position]) -> Vec<Group> {
    let family = family(record, order);
    let together = taken_together(record, order, &family);
    let mut begun: HashSet<Position> = HashSet::new();
    let mut taken: HashMap<(Name, &str), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for position in order.iter().copied() {
        let root = family.root(position);
        if let Some(root) = root.filter(|root| family.is_panel(*root)) {
            if begun.insert(root) {
                groups.push(family.panel(record, root));
            }
            continue;
        }
        let time = record.row(position).and_then(|row| time(record, row));
        let Some(time) = time.filter(|time| together.contains(time)) else {
            groups.push(alone(position));
            continue;
        };
        let at = *taken.entry(time).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Group {
                head: Head::Time(position),
                members: Vec::new(),
                whole: 0,
            });
        }
        if let Some(group) = groups.get_mut(at) {
            group.whole += 1;
            group.members.push(Member {
                position,
                level: 1,
                place: (0, 0),
            });
        }
    }
    for group in &mut groups {
        group.members = placed(std::mem::take(&mut group.members));
    }
    groups
}

fn alone(position: Position) -> Group {
    Group {
        head: Head::None(position),
        members: Vec::new(),
        whole: 0,
    }
}

/// The newest report speaks first, then the observations of the list.
fn family(record: &Record, order: &[Position]) -> Family {
    let in_list: HashSet<Position> = order.iter().copied().collect();
    let is_report = |row: &Row| {
        row.section == Section::Reports
            && row.is_fact()
            && is_of_type(record.words.key(row), "DiagnosticReport")
    };
    let reports = record.order().iter().copied();
    let reports = reports.filter(|at| record.row(*at).is_some_and(is_report));
    let mut family = Family::default();
    for head in reports.chain(order.iter().copied()) {
        let Some(row) = record.row(head).filter(|row| row.members_len > 0) else {
            continue;
        };
        for id in record.words.members(row).lines() {
            let Some(member) = record.position(&format!("Observation/{id}")) else {
                continue;
            };
            if member == head || !in_list.contains(&member) || family.parent.contains_key(&member) {
                continue;
            }
            family.parent.insert(member, head);
            family.children.entry(head).or_default().push(member);
        }
    }
    family
}

impl Family {
    /// The topmost above a row, the row itself where it is that; `None` where there is no top.
    fn root(&self, position: Position) -> Option<Position> {
        let mut at = position;
        for _ in 0..DEEPEST {
            match self.parent.get(&at) {
                Some(parent) => at = *parent,
                None => return Some(at),
            }
        }
        None
    }

    fn is_panel(&self, root: Position) -> bool {
        self.children.contains_key(&root)
    }

    fn panel(&self, record: &Record, root: Position) -> Group {
        let mut members = Vec::new();
        self.collect(root, 1, &mut members);
        let of_report = record
            .row(root)
            .is_some_and(|row| row.section == Section::Reports);
        // A report of one result says nothing that the result does not.
        if let (true, [only]) = (of_report, members.as_slice()) {
            return alone(only.position);
        }
        let head = if of_report {
            Head::Report(root)
        } else {
            Head::Observation(root)
        };
        Group {
            head,
            whole: members.len(),
            members,
        }
    }

    fn collect(&self, head: Position, level: u32, members: &mut Vec<Member>) {
        let children = self.children.get(&head).map_or(&[][..], Vec::as_slice);
        for position in children.iter().copied() {
            // Deeper ones have no root and stand alone.
            if self.root(position).is_none() {
                continue;
            }
            members.push(Member {
                position,
                level,
                place: (0, 0),
            });
            self.collect(position, level + 1, members);
        }
    }
}

/// When a laboratory's result was taken, to the day at least.
fn time<'a>(record: &'a Record, row: &Row) -> Option<(Name, &'a str)> {
    let category = record.words.name(row.category)?;
    let sort = record.words.sort(row);
    (LABORATORY.contains(&category) && sort.len() >= "2026-01-01".len())
        .then_some((row.category, sort))
}

/// The times at which more than one result was taken that is in no panel.
fn taken_together<'a>(
    record: &'a Record,
    order: &[Position],
    family: &Family,
) -> HashSet<(Name, &'a str)> {
    let mut once = HashSet::new();
    let mut often = HashSet::new();
    for position in order {
        let root = family.root(*position);
        if root.is_some_and(|root| family.is_panel(root)) {
            continue;
        }
        let time = record.row(*position).and_then(|row| time(record, row));
        if let Some(time) = time
            && !once.insert(time)
        {
            often.insert(time);
        }
    }
    often
}
