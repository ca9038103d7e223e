//! One resource as it was received.
//!
//! It must never know what a resource means: it knows type, id and version, and holds the rest byte
//! for byte.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde_json::value::RawValue;

use crate::json::Fields;

/// One resource: its JSON as received, inside the page it came with.
#[derive(Clone)]
pub struct Resource {
    page: Arc<str>,
    span: Range<usize>,
    kind: String,
    id: Option<String>,
    version_id: Option<String>,
    included: bool,
}

impl Resource {
    /// Reads type, id and version out of a part of `page`. `None`: no object with a `resourceType`.
    pub(crate) fn within(page: &Arc<str>, json: &RawValue, included: bool) -> Option<Self> {
        let fields = Fields::of(json)?;
        let kind = fields
            .text("resourceType")
            .filter(|name| !name.is_empty())?;
        let start = json
            .get()
            .as_ptr()
            .addr()
            .checked_sub(page.as_ptr().addr())?;
        let meta = fields.object("meta");
        Some(Self {
            page: Arc::clone(page),
            span: start..start + json.get().len(),
            kind,
            id: fields.text("id").filter(|id| !id.is_empty()),
            version_id: meta.and_then(|meta| meta.text("versionId")),
            included,
        })
    }

    /// The JSON, byte for byte as the server sent it (a BOM and the rest of the page aside).
    pub fn json(&self) -> &str {
        self.page.get(self.span.clone()).unwrap_or_default()
    }

    /// `resourceType`.
    pub fn resource_type(&self) -> &str {
        &self.kind
    }

    /// `id`, where there is one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// `meta.versionId`, where there is one.
    pub fn version_id(&self) -> Option<&str> {
        self.version_id.as_deref()
    }

    /// `search.mode` is `include`: not a match, so [`crate::Page::total`] does not count it.
    pub fn is_included(&self) -> bool {
        self.included
    }
}

// The JSON and the id are patient data.
impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource")
            .field("resource_type", &self.kind)
            .field("bytes", &self.span.len())
            .finish_non_exhaustive()
    }
}
