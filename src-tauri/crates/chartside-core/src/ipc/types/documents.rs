//! The documents of a record: what there is, and one while it is opened.

use chart::Entry;
use documents::{Content, Difference, Markup};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// One attachment of a resource.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentRef {
    /// The record.
    pub record: String,
    /// `Entry.key`.
    pub key: String,
    /// Which, from 0.
    pub index: u32,
}

/// What a resource brings to be read.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Attachments {
    /// In the order of the resource.
    pub attachments: Vec<AttachmentSummary>,
    /// The resource in words, as its author wrote it.
    pub narrative: Option<Narrative>,
    /// This document, what it replaces and what replaces it, newest first; empty where it stands alone.
    pub versions: Vec<Entry>,
}

/// An attachment before it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentSummary {
    /// Which, from 0.
    pub index: u32,
    /// As sent.
    pub content_type: Option<String>,
    /// As sent.
    pub title: Option<String>,
    /// As sent.
    pub creation: Option<String>,
    /// Bytes, as its sender counts them.
    pub size: Option<u32>,
    /// Where it is.
    pub place: AttachmentPlace,
}

/// Where an attachment is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum AttachmentPlace {
    /// In the record.
    Record,
    /// At the server that the record is from.
    Server,
    /// At another server: it is shown by the browser, if the person says so, and never asked for with
    /// the permission for this one.
    Elsewhere {
        /// Whose.
        host: String,
        /// The browser can be asked to show it: its address is `https`.
        may_open: bool,
    },
    /// Nowhere that can be reached.
    Nowhere,
}

/// A resource in words.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Narrative {
    /// `text.status` as sent.
    pub status: Option<String>,
    /// Harmless.
    pub text: Markup,
}

/// How the opening of a document goes on. The stream ends after `Finished` or `Failed`, and without a
/// last event when another document of the record is opened or this one is closed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum DocumentEvent {
    /// More of it came.
    Progress {
        /// Bytes so far.
        received: u32,
        /// Bytes in all, where the server says so.
        expected: Option<u32>,
    },
    /// What it is, and all of it but the bytes of a PDF or a picture.
    Opened {
        /// To be shown.
        content: Content,
        /// Bytes.
        size: u32,
        /// As its sender declared it.
        declared: Option<String>,
        /// What does not fit.
        doubts: Vec<Doubt>,
        /// What tells the person that the document names from the person of the record.
        differences: Vec<Difference>,
    },
    /// Some bytes of a PDF or a picture, in order.
    Bytes {
        /// In Base64.
        base64: String,
    },
    /// That was all.
    Finished,
    /// It cannot be read.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// What does not fit about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Doubt {
    /// Its bytes are not what it is declared to be.
    Type,
    /// It has not the length that the record says.
    Size,
    /// It is not the document whose hash is in the record.
    Hash,
}

/// A document was saved.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentSaved {
    /// Name of the file in the folder for downloads.
    pub file: String,
}
