//! One analyte over time, for drawing. Units are never mixed in one line, nothing is converted, and
//! what cannot be drawn is counted.

use chart::{Component, Entry, Value};

use crate::record::Record;
use crate::row::Row;

/// One analyte over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What was measured, as the newest entry names it.
    pub title: String,
    /// One line each: two for a blood pressure panel.
    pub lines: Vec<TrendLine>,
}

/// One line of a trend.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendLine {
    /// Name of the line, as the newest entry names it.
    pub title: String,
    /// The unit of every point, as the newest one writes it.
    pub unit: Option<String>,
    /// Oldest first.
    pub points: Vec<TrendPoint>,
    /// Entries of this line without a readable date or without a number.
    pub undrawn: u32,
}

/// One point of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    /// [`Entry::key`].
    pub key: String,
    /// The date as sent.
    pub date: String,
    /// For drawing only.
    pub number: f64,
    /// The value as sent.
    pub text: String,
    /// Comparator as sent: the point is a bound, not a measurement.
    pub comparator: Option<String>,
    /// Flag as sent.
    pub flag: Option<String>,
    /// Lower bound of the reference range, for drawing only.
    pub low: Option<f64>,
    /// Upper bound of the reference range, for drawing only.
    pub high: Option<f64>,
}

/// A line under construction, newest point first.
struct Drawing {
    /// The component's code or words; `None` for the observation's own value.
    part: Option<String>,
    line: TrendLine,
}

impl Drawing {
    fn new(part: Option<String>, title: &str, unit: Option<String>) -> Self {
        let line = TrendLine {
            title: title.to_owned(),
            unit,
            points: Vec::new(),
            undrawn: 0,
        };
        Drawing { part, line }
    }

    fn add(&mut self, point: Option<TrendPoint>) {
        match point {
            Some(point) => self.line.points.push(point),
            None => self.line.undrawn += 1,
        }
    }
}

pub(crate) fn trend(record: &Record, analyte: &str) -> Option<Trend> {
    let number = record.words.find(analyte)?;
    let is_of_series = |row: &&Row| row.is_fact() && row.analyte == number;
    let rows = record
        .order()
        .iter()
        .filter_map(|position| record.row(*position));
    let entries: Vec<Entry> = rows
        .filter(is_of_series)
        .filter_map(|row| record.entry(row))
        .collect();
    let title = entries
        .iter()
        .find_map(|entry| entry.title.as_ref())?
        .text
        .clone();
    let mut drawings: Vec<Drawing> = Vec::new();
    for entry in &entries {
        draw_entry(&mut drawings, &title, entry);
    }
    for entry in &entries {
        count_valueless(&mut drawings, &title, entry);
    }
    let lines = drawings.into_iter().map(|Drawing { mut line, .. }| {
        line.points.reverse();
        line
    });
    Some(Trend {
        title,
        lines: lines.collect(),
    })
}

fn draw_entry(drawings: &mut Vec<Drawing>, title: &str, entry: &Entry) {
    if let Some(value) = &entry.value {
        // Equal unit codes made it one series, however the units are written.
        let new = || Drawing::new(None, title, value.unit.clone());
        add_to(
            drawings,
            |drawing| drawing.part.is_none(),
            new,
            point(entry, value),
        );
    }
    for component in &entry.components {
        let Some(value) = &component.value else {
            continue;
        };
        let part = part(component);
        let is_same = |drawing: &Drawing| {
            drawing.part.as_ref() == Some(&part) && drawing.line.unit == value.unit
        };
        let new = || Drawing::new(Some(part.clone()), name(component), value.unit.clone());
        add_to(drawings, is_same, new, point(entry, value));
    }
}

/// Entries and components without any value count as undrawn where their like is drawn.
fn count_valueless(drawings: &mut Vec<Drawing>, title: &str, entry: &Entry) {
    if entry.value.is_none() && entry.components.is_empty() {
        add_to(drawings, |_| true, || Drawing::new(None, title, None), None);
    }
    for component in entry
        .components
        .iter()
        .filter(|component| component.value.is_none())
    {
        let part = part(component);
        let new = || Drawing::new(Some(part.clone()), name(component), None);
        add_to(
            drawings,
            |drawing| drawing.part.as_ref() == Some(&part),
            new,
            None,
        );
    }
}

fn add_to(
    drawings: &mut Vec<Drawing>,
    is_wanted: impl Fn(&Drawing) -> bool,
    new: impl FnOnce() -> Drawing,
    point: Option<TrendPoint>,
) {
    if let Some(drawing) = drawings.iter_mut().find(|drawing| is_wanted(drawing)) {
        return drawing.add(point);
    }
    let mut drawing = new();
    drawing.add(point);
    drawings.push(drawing);
}

fn part(component: &Component) -> String {
    let title = component.title.as_ref();
    title
        .map(|title| title.code.as_ref().unwrap_or(&title.text).clone())
        .unwrap_or_default()
}

fn name(component: &Component) -> &str {
    component.title.as_ref().map_or("", |title| &title.text)
}

fn point(entry: &Entry, value: &Value) -> Option<TrendPoint> {
    let date = entry.date.as_ref().filter(|date| date.is_readable())?;
    let bound = |bound: &Option<String>| bound.as_ref().and_then(|digits| number(digits));
    let range = value.range.as_ref();
    Some(TrendPoint {
        key: entry.key.clone(),
        date: date.raw.clone(),
        number: value.number?,
        text: value.text.clone(),
        comparator: value.comparator.clone(),
        flag: value.flag.clone(),
        low: range.and_then(|range| bound(&range.low)),
        high: range.and_then(|range| bound(&range.high)),
    })
}

fn number(digits: &str) -> Option<f64> {
    digits
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}
