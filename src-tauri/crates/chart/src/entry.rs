//! What one FHIR resource says, as a screen can show it: the record's own vocabulary.
//!
//! These types are the contract between the chart, the store and the screens, so they are plain data
//! and carry values exactly as the server sent them. Must never know: locale, clock, colours, words
//! for people (screens turn codes into words).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Section;

/// How much of what the source says may be read as a fact about the patient now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// Active, current, final: shown plainly.
    Current,
    /// Resolved, inactive, stopped, completed: shown as history.
    Historical,
    /// Preliminary, unconfirmed, on hold, planned: shown with its status in words.
    Tentative,
    /// `entered-in-error`, `refuted`, `not-done`, `cancelled`: it did not happen or is not so. Never
    /// in a list of facts, always reachable.
    NotAFact,
    /// No status sent, or one that this version does not know.
    Unknown,
}

/// One resource as a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// `Type/id`, or `Type/#n` made by the store where the server sent no id. Unique in one record.
    pub key: String,
    /// FHIR resource type as sent; empty where the server sent none.
    pub resource_type: String,
    /// Where it belongs.
    pub section: Section,
    /// What it is. `None` where the resource names nothing: the screen says so.
    pub title: Option<Coded>,
    /// The second line: dose text, reaction, encounter reason. Exactly as sent.
    pub detail: Option<String>,
    /// The status code as sent (`active`, `final`, `entered-in-error`, ...).
    pub status: Option<String>,
    /// The verification status as sent (`confirmed`, `refuted`, ...).
    pub verification: Option<String>,
    /// How far it is a fact.
    pub standing: Standing,
    /// The record says that there is none ("no known allergies"): a statement of absence, not a thing
    /// that the patient has. `title` keeps the words as sent.
    pub absence: bool,
    /// `severe`, `high` and the like, as sent: `AllergyIntolerance.criticality` / `reaction.severity`.
    pub severity: Option<String>,
    /// The measured value, for observations.
    pub value: Option<Value>,
    /// Parts of a composite observation, for example systolic and diastolic.
    pub components: Vec<Component>,
    /// The clinically relevant date.
    pub date: Option<PartialDate>,
    /// The end of a period, where there is one.
    pub end: Option<PartialDate>,
    /// Who recorded or performed it, as the source names them.
    pub source: Option<String>,
    /// Group heading codes as sent (`Observation.category`, `Encounter.class`, document type).
    pub category: Option<String>,
    /// What makes two observations the same series: `system|code` plus unit. `None`: not a series.
    pub analyte: Option<String>,
    /// What a reader must be warned of.
    pub warnings: Vec<Warning>,
    /// Ids of the display rules that made the row what it is (`DR-01`), the decisive one first.
    pub rules: Vec<Cow<'static, str>>,
}

impl Entry {
    /// A row that says nothing yet.
    pub fn blank(resource_type: String, section: Section) -> Self {
        Self {
            key: String::new(),
            resource_type,
            section,
            title: None,
            detail: None,
            status: None,
            verification: None,
            standing: Standing::Unknown,
            absence: false,
            severity: None,
            value: None,
            components: Vec::new(),
            date: None,
            end: None,
            source: None,
            category: None,
            analyte: None,
            warnings: Vec::new(),
            rules: Vec::new(),
        }
    }
}

/// A thing that the source named, and from which of its fields the name was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Coded {
    /// The words to show: `text`, else the first `display`, else the code itself.
    pub text: String,
    /// `true` where there were no words and `text` is a bare code.
    pub is_bare_code: bool,
    /// `system|code` of the first coding.
    pub code: Option<String>,
}

/// A value with everything that changes its meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Value {
    /// Digits or words exactly as sent (`0.10` stays `0.10`).
    pub text: String,
    /// A finite number for charts only, never for display.
    pub number: Option<f64>,
    /// `<`, `<=`, `>=`, `>`, `ad` as sent.
    pub comparator: Option<String>,
    /// The unit as the source writes it.
    pub unit: Option<String>,
    /// The unit's code, where it is one of UCUM: tells whether two values may share an axis, and is
    /// never shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unit_code: Option<String>,
    /// The abnormal flag as sent (`H`, `LL`, `A`, ...).
    pub flag: Option<String>,
    /// The reference range as the source writes it, or its bounds joined.
    pub range: Option<Range>,
}

/// A reference range as sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Range {
    /// Lower bound, digits as sent.
    pub low: Option<String>,
    /// Upper bound, digits as sent.
    pub high: Option<String>,
    /// The range in words, where the source gives only words.
    pub text: Option<String>,
}

/// One part of a composite observation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Component {
    /// What was measured.
    pub title: Option<Coded>,
    /// What was found; `None` with a warning where the source says why it is absent.
    pub value: Option<Value>,
}

/// A FHIR date, dateTime or instant, as precise as it was sent and never more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartialDate {
    /// Sorting key: the date in ISO form without zone arithmetic, so that `2020` < `2020-02`.
    pub sort: String,
    /// Exactly as sent.
    pub raw: String,
    /// What is known.
    pub precision: Precision,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Precision {
    /// `2019`
    Year,
    /// `2019-03`
    Month,
    /// `2019-03-12`
    Day,
    /// `2019-03-12T14:02:00+01:00`
    Time,
    /// Not a FHIR date: shown as sent, sorted last.
    Unreadable,
}

/// A rule of display that applied to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Warning {
    /// `modifierExtension` present: its meaning may be changed by something this version cannot read.
    ModifierExtension,
    /// The source gives a reason why the value is absent.
    DataAbsent,
    /// A number without a unit.
    MissingUnit,
    /// A date that cannot be read as a date.
    UnreadableDate,
    /// The resource breaks FHIR in a way that hides part of it; its JSON has everything.
    Malformed,
}

/// The patient, as the banner shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PatientBanner {
    /// Logical id at the server.
    pub id: String,
    /// Family name; `None` where only given names or text were sent.
    pub family: Option<String>,
    /// Given names joined by a space.
    pub given: Option<String>,
    /// Prefixes joined by a space.
    pub prefix: Option<String>,
    /// `HumanName.text`, for names that do not split.
    pub text: Option<String>,
    /// Birth date as precise as it was sent.
    pub birth_date: Option<PartialDate>,
    /// Administrative gender as sent.
    pub gender: Option<String>,
    /// Deceased: `Some("")` for a bare `true`, else the date as sent.
    pub deceased: Option<String>,
    /// Medical record number, else the first identifier.
    pub identifier: Option<String>,
    /// `active` = false, or `link` of type `replaced-by`: this record was merged or withdrawn.
    pub replaced: bool,
    /// The record that took this one's place, as `link` of type `replaced-by` names it.
    pub replaced_by: Option<String>,
    /// Ids of the display rules that apply.
    pub rules: Vec<Cow<'static, str>>,
}
