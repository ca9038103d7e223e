//! One resource: the JSON exactly as it came, and what it can be found by.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;

use super::date::Interval;
use super::index::{Index, Indexer};

/// A resource as it is served.
#[expect(
    clippy::struct_field_names,
    reason = "`resourceType` is what the specification calls it"
)]
pub(crate) struct Resource {
    pub(crate) resource_type: Arc<str>,
    pub(crate) id: Arc<str>,
    /// As received, digit for digit.
    pub(crate) json: Arc<str>,
    /// `meta.versionId`, or `1`.
    pub(crate) version: String,
    pub(crate) last_updated: Option<Interval>,
    /// Tells two resources of one id apart; white space does not count.
    pub(crate) fingerprint: u64,
    /// Patients whose record it was put into from outside: by a document bundle, or by a test.
    pub(crate) adopted_by: Vec<Arc<str>>,
    /// `None` until the store is settled.
    pub(crate) index: Option<Index>,
    /// The patients in whose compartment it is; none: everybody's.
    pub(crate) owners: Vec<Arc<str>>,
}

/// Why a piece of JSON cannot be served as a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAResource {
    NotJson,
    NotAnObject,
    NoResourceType,
}

impl std::fmt::Display for NotAResource {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::NotJson => "not JSON",
            Self::NotAnObject => "not a JSON object",
            Self::NoResourceType => "no resourceType",
        })
    }
}

/// The members of a JSON object, unparsed; of a repeated key the last one.
pub(crate) type Members<'j> = BTreeMap<String, &'j RawValue>;

/// Reads the top level of a JSON object and nothing below it.
pub(crate) fn members(json: &str) -> Result<Members<'_>, NotAResource> {
    serde_json::from_str(json).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => NotAResource::NotAnObject,
        serde_json::error::Category::Syntax
        | serde_json::error::Category::Eof
        | serde_json::error::Category::Io => NotAResource::NotJson,
    })
}

/// A member that is a non-empty string.
pub(crate) fn text(members: &Members<'_>, key: &str) -> Option<String> {
    let text: String = serde_json::from_str(members.get(key)?.get()).ok()?;
    (!text.is_empty()).then_some(text)
}

/// The `resourceType` of a JSON object.
pub(crate) fn resource_type(members: &Members<'_>) -> Result<String, NotAResource> {
    text(members, "resourceType").ok_or(NotAResource::NoResourceType)
}

impl Resource {
    /// Takes JSON whose `id` is already the one it is to be served under.
    pub(crate) fn new(resource_type: &str, id: &str, json: String, meta: Option<&Value>) -> Self {
        let text = |key| meta.and_then(|meta| meta.get(key)).and_then(Value::as_str);
        Self {
            resource_type: Arc::from(resource_type),
            id: Arc::from(id),
            fingerprint: fingerprint(&json),
            version: text("versionId").unwrap_or("1").to_owned(),
            last_updated: text("lastUpdated").and_then(Interval::parse),
            json: Arc::from(json),
            adopted_by: Vec::new(),
            index: None,
            owners: Vec::new(),
        }
    }

    /// `Type/id`.
    pub(crate) fn key(&self) -> String {
        format!("{}/{}", self.resource_type, self.id)
    }

    /// Reads what the resource can be found by. JSON that is valid but beyond a parser's limits stays unindexed.
    pub(crate) fn build_index(&mut self, indexer: &mut Indexer) {
        let value: Value = serde_json::from_str(&self.json).unwrap_or_default();
        self.index = Some(indexer.index(&self.resource_type, &self.id, &value));
    }

    /// When it was last changed, if it says so.
    pub(crate) fn last_modified(&self) -> Option<Timestamp> {
        Timestamp::from_microsecond(self.last_updated?.start).ok()
    }

    /// Whether a token for `patient` may see it; `None` is a token for every patient.
    pub(crate) fn is_visible_to(&self, patient: Option<&str>) -> bool {
        patient.is_none_or(|patient| self.owners.is_empty() || self.is_owned_by(patient))
    }

    /// Whether it is in the compartment of `patient`.
    pub(crate) fn is_owned_by(&self, patient: &str) -> bool {
        self.owners.iter().any(|owner| **owner == *patient)
    }
}

/// A hash of the text without its white space.
pub(crate) fn fingerprint(json: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in json.split_ascii_whitespace() {
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}
