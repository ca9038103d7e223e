//! Lists by panel.

use chart::{Entry, Section};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{RowNews, RowsFilter};

/// Ask for a window of the facts of a section, by panel.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PanelsQuery {
    /// The record.
    pub record: String,
    /// Of which section.
    pub section: Section,
    /// Only results that contain all these words, or whose panel does.
    #[ts(optional)]
    pub search: Option<String>,
    /// Only results that it wants.
    #[ts(optional)]
    pub filter: Option<RowsFilter>,
    /// Which panels are open.
    pub unfolded: Unfolded,
    /// First row, from 0.
    pub from: u32,
    /// How many, at most 500.
    pub count: u32,
}

/// Which panels are open.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unfolded {
    /// All of them, but for the excepted ones; else none but those.
    pub all: bool,
    /// Keys of panels that are not as the others.
    pub except: Vec<String>,
}

/// A window of rows by panel.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PanelRows {
    /// Rows of the whole list, those of closed panels left out.
    pub total: u32,
    /// Results in the whole list, be they in sight or in a closed panel.
    pub results: u32,
    /// First row of the window.
    pub from: u32,
    /// The window.
    pub rows: Vec<Entry>,
    /// Where each of the rows stands.
    pub stands: Vec<RowStand>,
    /// Which of them are new or changed since the last visit, where any is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RowNews>>")]
    pub news: Vec<RowNews>,
}

/// Where a row stands in a list by panel.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowStand {
    /// 0: in no panel, or a panel itself; 1: in a panel; more: in a panel of a panel.
    pub level: u32,
    /// Its place among the rows beside it, from 1.
    pub position: u32,
    /// How many those are.
    pub siblings: u32,
    /// What is known of the panel, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub panel: Option<Panel>,
}

/// A panel in a list.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Panel {
    /// Results that search and filter leave of it.
    pub shown: u32,
    /// Its results.
    pub results: u32,
    /// Of those that are left, how many the source flagged as abnormal, critical ones included.
    pub abnormal: u32,
    /// How many as critical.
    pub critical: u32,
    /// Its results are in the list.
    pub is_open: bool,
    /// It has a resource of its own, to be looked at.
    pub has_resource: bool,
}
