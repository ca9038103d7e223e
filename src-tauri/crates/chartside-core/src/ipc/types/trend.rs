//! One analyte over time. What a person reads is as sent; numbers are for drawing.

use chart::{Range, Standing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ask for a trend.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrendQuery {
    /// The record.
    pub record: String,
    /// `Entry.analyte`.
    pub analyte: String,
}

/// One analyte over time: every fact of its code, on axes that never mix what units measure.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Trend {
    /// What was measured, as the newest entry names it.
    pub title: String,
    /// One axis each: the one of the unit that was asked for first, then the newest first.
    pub panels: Vec<TrendPanel>,
    /// What is no point of any panel, newest first.
    pub undrawn: Vec<Undrawn>,
}

/// Lines on one axis.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrendPanel {
    /// The unit of the axis: that of the newest point, as it writes it.
    pub unit: Option<String>,
    /// Units as sent of points that are drawn in `unit` by conversion.
    pub converted: Vec<String>,
    /// Systolic and diastolic: read as one.
    pub pressure: bool,
    /// One line; two for a blood pressure.
    pub series: Vec<TrendSeries>,
}

/// One line of a trend.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrendSeries {
    /// Name of the line.
    pub title: String,
    /// Oldest first.
    pub points: Vec<TrendPoint>,
}

/// One point of a trend. `number`, `low` and `high` are for drawing, in the unit of the axis.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrendPoint {
    /// `Entry.key`.
    pub key: String,
    /// ISO date as sent.
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
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Undrawn {
    /// `Entry.key`.
    pub key: String,
    /// The part of the entry; `null`: its own value.
    pub part: Option<String>,
    /// The date as sent.
    pub date: Option<String>,
    /// Comparator, value and unit as sent.
    pub text: Option<String>,
    /// Why.
    pub reason: WhyUndrawn,
}

/// Why something is no point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WhyUndrawn {
    /// There is no date, or none that can be read.
    NoDate,
    /// It is words, a range or a ratio.
    NoNumber,
    /// No value was sent.
    NoValue,
}

/// Write a chart that is on screen into the folder for downloads.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveChart {
    /// The record.
    pub record: String,
    /// `Entry.analyte` of each result of the chart.
    pub analytes: Vec<String>,
    /// As what.
    pub form: ChartForm,
}

/// As what a chart is kept.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ChartForm {
    /// The picture.
    Picture {
        /// A PNG in Base64.
        png: String,
    },
    /// Every value as it was sent, as a table.
    Values,
}

/// A chart that was written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChartSaved {
    /// Its name, in the folder for downloads.
    pub file: String,
}
