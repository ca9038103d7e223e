//! What stands around one resource: what it points at, what points at it, its earlier versions.

use chart::{Detail, Entry};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What one resource points at, and what points at it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Related {
    /// In the order of the resource.
    pub references: Vec<Link>,
    /// Resources of the record that name it, the newest first.
    pub referrers: Vec<Entry>,
    /// How many there are of them; `referrers` has the first ones.
    pub referrers_total: u32,
}

/// A reference as it was sent, and where it leads.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Names of the elements that lead to it, with dots between: `performer.actor`.
    pub path: String,
    /// `reference` as sent.
    pub reference: String,
    /// What the source calls it.
    pub display: Option<String>,
    /// Where it leads.
    pub leads: Leads,
    /// The row of its target, where the record holds it.
    pub entry: Option<Entry>,
}

/// Where a reference leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Leads {
    /// To a resource that the record holds.
    ToRecord,
    /// To a resource of the same server that the record does not hold: it can be read.
    ToServer,
    /// To another server, or to no address at all: it is not followed.
    Elsewhere,
    /// To a part of the resource itself.
    Within,
}

/// Ask for the resource that a reference leads to.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceQuery {
    /// The record.
    pub record: String,
    /// `Link.reference`.
    pub reference: String,
}

/// A resource that is not part of the record: it was read by itself, and is not kept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResourceRead {
    /// Its row.
    pub entry: Entry,
    /// What it says beyond the row.
    pub details: Vec<Detail>,
    /// The JSON byte for byte.
    pub json: String,
}

/// The versions of a resource.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// The server says that it keeps versions, or says nothing about it. `false`: nothing was asked for.
    pub offered: bool,
    /// The newest first.
    pub versions: Vec<Version>,
    /// Not all came: there are more, or some said only that the resource was deleted.
    pub is_cut: bool,
}

/// One version of a resource.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// `meta.versionId` as sent.
    pub version: Option<String>,
    /// `meta.lastUpdated` as sent.
    pub last_updated: Option<String>,
    /// How it read then.
    pub entry: Entry,
    /// The JSON byte for byte.
    pub json: String,
}
