//! A page of results as a `searchset` Bundle, and the cursor that leads to the next one (FHIR R4 §3.1.1.3).

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::failure::Failure;
use super::resource::Resource;

/// The parameter that carries a [`Cursor`] in a `next` link.
pub(crate) const CURSOR: &str = "_cursor";

/// Where a page begins. Opaque to clients: they follow `next` and read nothing into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) resource_type: String,
    pub(crate) query: String,
    pub(crate) offset: usize,
}

impl Cursor {
    pub(crate) fn encode(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(format!(
            "{}\n{}\n{}",
            self.offset, self.resource_type, self.query
        ))
    }

    pub(crate) fn decode(text: &str) -> Result<Self, Failure> {
        let read = || {
            let plain = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
            let mut lines = plain.splitn(3, '\n');
            Some(Self {
                offset: lines.next()?.parse().ok()?,
                resource_type: lines.next()?.to_owned(),
                query: lines.next()?.to_owned(),
            })
        };
        read().ok_or_else(|| Failure::invalid("this page link is not one of ours"))
    }
}

/// A searchset about to be written.
#[derive(Default)]
pub(crate) struct Searchset<'r> {
    pub(crate) total: Option<usize>,
    pub(crate) self_link: String,
    pub(crate) next_link: Option<String>,
    pub(crate) matches: Vec<&'r Resource>,
    pub(crate) included: Vec<&'r Resource>,
    pub(crate) outcomes: Vec<Value>,
}

impl Searchset<'_> {
    /// The bundle as JSON; every resource as its own text.
    pub(crate) fn to_json(&self, base_url: &str) -> String {
        let mut links = vec![json!({ "relation": "self", "url": self.self_link })];
        links.extend(
            self.next_link
                .iter()
                .map(|url| json!({ "relation": "next", "url": url })),
        );
        let mut text = r#"{"resourceType":"Bundle","type":"searchset""#.to_owned();
        if let Some(total) = self.total {
            let _ = write!(text, r#","total":{total}"#);
        }
        let _ = write!(text, r#","link":{}"#, Value::from(links));
        let entries = self.entries(base_url);
        // An empty array is not valid JSON of FHIR (§2.6.2.2).
        if !entries.is_empty() {
            let _ = write!(text, r#","entry":[{}]"#, entries.join(","));
        }
        text.push('}');
        text
    }

    fn entries(&self, base_url: &str) -> Vec<String> {
        let entry = |resource: &Resource, mode: &str| {
            let full_url = Value::from(format!("{base_url}/{}", resource.key()));
            format!(
                r#"{{"fullUrl":{full_url},"resource":{},"search":{{"mode":"{mode}"}}}}"#,
                resource.json
            )
        };
        let matches = self.matches.iter().map(|resource| entry(resource, "match"));
        let included = self
            .included
            .iter()
            .map(|resource| entry(resource, "include"));
        let outcome =
            |outcome: &Value| format!(r#"{{"resource":{outcome},"search":{{"mode":"outcome"}}}}"#);
        matches
            .chain(included)
            .chain(self.outcomes.iter().map(outcome))
            .collect()
    }
}
