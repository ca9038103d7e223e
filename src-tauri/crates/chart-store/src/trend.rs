//! One analyte over time, for drawing: the facts of one code, whatever their units.
//!
//! Values lie on one axis only where their units measure the same ([`crate::unit`]); others get an axis
//! of their own. A number may be converted to be drawn; the text never is. What cannot be drawn is
//! named.

mod axis;

use chart::{Range, Standing};

use crate::figures::Measured;
use crate::record::Record;
use crate::row::{Name, Row};
use axis::Axes;

/// One analyte over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What was measured, as the newest entry names it.
    pub title: String,
    /// One axis each: the one of the unit that was asked for first, then the newest first.
    pub panels: Vec<TrendPanel>,
    /// What is no point of any panel, newest first.
    pub undrawn: Vec<Undrawn>,
}

/// Lines on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPanel {
    /// The unit of the axis: that of the newest point, as it writes it.
    pub unit: Option<String>,
    /// Units as sent of points that are drawn in [`Self::unit`] by conversion.
    pub converted: Vec<String>,
    /// Systolic and diastolic: read as one.
    pub pressure: bool,
    /// One line; two for a blood pressure.
    pub lines: Vec<TrendLine>,
}

/// One line of a trend.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendLine {
    /// Name of the line, as the newest entry names it.
    pub title: String,
    /// Oldest first.
    pub points: Vec<TrendPoint>,
}

/// One point of a line. What a person reads is as sent; `number`, `low` and `high` are for drawing, in
/// the unit of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    /// [`chart::Entry::key`].
    pub key: String,
    /// The date as sent.
    pub date: String,
    /// Where it is drawn.
    pub number: f64,
    /// The value as sent.
    pub text: String,
    /// The unit as sent.
    pub unit: Option<String>,
    /// Comparator as sent: the point is a bound, not a measurement.
    pub comparator: Option<String>,
    /// Flag as sent.
    pub flag: Option<String>,
    /// Lower bound of the reference range.
    pub low: Option<f64>,
    /// Upper bound of the reference range.
    pub high: Option<f64>,
    /// The reference range as sent.
    pub range: Option<Range>,
    /// The status code as sent.
    pub status: Option<String>,
    /// How far it is a fact.
    pub standing: Standing,
    /// Who measured it, as the source names them.
    pub source: Option<String>,
    /// `number` is not the number that was sent.
    pub converted: bool,
}

/// An entry, or a part of one, that is no point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undrawn {
    /// [`chart::Entry::key`].
    pub key: String,
    /// The part of the entry; `None`: its own value.
    pub part: Option<String>,
    /// The date as sent.
    pub date: Option<String>,
    /// Comparator, value and unit as sent.
    pub text: Option<String>,
    /// Why.
    pub reason: WhyUndrawn,
}

/// Why something is no point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyUndrawn {
    /// There is no date, or none that can be read.
    NoDate,
    /// It is words, a range or a ratio.
    NoNumber,
    /// No value was sent.
    NoValue,
}

pub(crate) fn trend(record: &Record, analyte: &str) -> Option<Trend> {
    let asked = record.words.find(analyte)?;
    let names = same_code(record, analyte);
    let is_of_code = |row: &&Row| row.is_fact() && names.binary_search(&row.analyte).is_ok();
    let rows = record
        .order()
        .iter()
        .filter_map(|position| record.row(*position));
    let entries: Vec<(bool, Measured)> = rows
        .filter(is_of_code)
        .filter_map(|row| Some((row.analyte == asked, record.measured(row)?)))
        .collect();
    let mut titles = entries.iter().filter_map(|(_, entry)| entry.title.as_ref());
    let title = titles.next()?.text.clone();
    let mut axes = Axes::new(&title);
    for (is_asked, entry) in &entries {
        axes.take(entry, *is_asked);
    }
    let (panels, undrawn) = axes.finish();
    Some(Trend {
        title,
        panels,
        undrawn,
    })
}

/// The series of one code, whatever their units, in order of their numbers.
fn same_code(record: &Record, analyte: &str) -> Vec<Name> {
    fn code(name: &str) -> Option<&str> {
        name.rsplit_once('|').map(|(code, _)| code)
    }
    let wanted = code(analyte);
    let names = record.words.names.iter().zip(1..);
    names
        .filter(|(name, _)| code(name) == wanted)
        .map(|(_, number)| number)
        .collect()
}
