//! Narrowing a list, and searching the whole record.

use chart::{Entry, Section};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::View;

/// Which rows of a list are wanted. What is left out wants all; several wants must all be met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct RowsFilter {
    /// `Entry.category`; the empty text is for rows without one.
    #[ts(optional, as = "Option<Vec<String>>")]
    pub categories: Vec<String>,
    /// `Entry.source`; the empty text is for rows without one.
    #[ts(optional, as = "Option<Vec<String>>")]
    pub sources: Vec<String>,
    /// `Entry.status`; the empty text is for rows without one.
    #[ts(optional, as = "Option<Vec<String>>")]
    pub statuses: Vec<String>,
    /// Sections, in lists of several.
    #[ts(optional, as = "Option<Vec<Section>>")]
    pub sections: Vec<Section>,
    /// ISO date: nothing that certainly is before it.
    #[ts(optional)]
    pub from: Option<String>,
    /// ISO date: nothing that certainly is after it.
    #[ts(optional)]
    pub to: Option<String>,
    /// Rows without a readable date are left out where there is a `from` or a `to`.
    #[ts(optional, as = "Option<bool>")]
    pub without_undated: bool,
    /// Only what is new or changed since the last visit.
    #[ts(optional, as = "Option<bool>")]
    pub only_new: bool,
}

/// Ask what a list can be narrowed by.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetsQuery {
    /// The record.
    pub record: String,
    /// Which list.
    pub view: View,
    /// Only rows that contain all these words.
    #[ts(optional)]
    pub search: Option<String>,
    /// What it is narrowed by already.
    #[ts(optional)]
    pub filter: Option<RowsFilter>,
}

/// What a list can be narrowed by. A count says how many rows a choice leaves, given the others.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// Rows of the list that no filter and no search narrows.
    pub total: u32,
    /// Rows that filter and search leave.
    pub matching: u32,
    /// Rows without a readable date.
    pub undated: u32,
    /// Rows that are new or changed since the last visit.
    pub new: u32,
    /// By category.
    pub categories: FacetChoices,
    /// By source.
    pub sources: FacetChoices,
    /// By status.
    pub statuses: FacetChoices,
    /// By section.
    pub sections: Vec<FacetSection>,
    /// The years of the matching rows, in the order of the list.
    pub years: Vec<FacetYear>,
}

/// Values to choose from, the most frequent first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetChoices {
    /// The values.
    pub values: Vec<FacetValue>,
    /// Values that are not listed, because there are too many.
    pub left_out: u32,
}

/// One value.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetValue {
    /// As sent; the empty text for none.
    pub value: String,
    /// Its rows.
    pub rows: u32,
}

/// One section.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetSection {
    /// Which.
    pub section: Section,
    /// Its rows.
    pub rows: u32,
}

/// One year.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetYear {
    /// Four digits; the empty text for rows without a readable date.
    pub year: String,
    /// Where its first row stands among the matching rows.
    pub first: u32,
    /// Its rows.
    pub rows: u32,
}

/// Search everything.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchQuery {
    /// The record.
    pub record: String,
    /// Words that must all occur, in any case and with or without accents.
    pub search: String,
    /// Rows of each section, at most 50.
    pub most: u32,
}

/// What a search found, in the order of the sections. Sections without a match are left out.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// By section.
    pub sections: Vec<FoundIn>,
}

/// What was found in one section.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
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
