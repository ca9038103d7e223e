//! One page of a search: a `Bundle` of type `searchset` (FHIR R4 §3.1.1.3), read tolerantly.
//!
//! Nothing is dropped in silence: what is not a resource is counted, what is an `OperationOutcome`
//! becomes a remark.

use std::sync::Arc;

use serde_json::value::RawValue;

use crate::error::FhirError;
use crate::json::{Fields, items};
use crate::remark::{self, Remark};
use crate::resource::Resource;

/// One page of a search.
#[derive(Debug, Clone)]
pub struct Page {
    /// The resources in the server's order, each once per search.
    pub resources: Vec<Resource>,
    /// `Bundle.total`. By the specification all matches of the search; some servers (Epic) write the
    /// matches of the page.
    pub total: Option<u64>,
    /// What the server said beside the resources, for example that it withheld some.
    pub remarks: Vec<Remark>,
    /// What stood in the page and is not in `resources`.
    pub skipped: Skipped,
    /// Parts of the search were asked for side by side ([`Search::side_by_side`]) and do not add up: the
    /// list is read in one from here on.
    ///
    /// [`Search::side_by_side`]: crate::Search::side_by_side
    pub in_one: bool,
}

/// Entries that are not in [`Page::resources`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Entries without a resource, or with one that has no `resourceType`.
    pub unreadable: u32,
    /// Resources that came before in the same search (same type, id and version).
    pub repeated: u32,
}

impl Page {
    /// Reads a page and the address of the next one.
    pub(crate) fn parse(body: String) -> Result<(Self, Option<String>), FhirError> {
        let text: Arc<str> = body.into();
        let bundle = Fields::of(whole(&text)?).ok_or(FhirError::NotFhir { title: None })?;
        refuse_other_than(&bundle, "Bundle")?;
        let mut page = Self {
            resources: Vec::new(),
            total: bundle.whole("total"),
            remarks: Vec::new(),
            skipped: Skipped::default(),
            in_one: false,
        };
        for entry in bundle.get("entry").map(items).unwrap_or_default() {
            page.take(&text, &entry);
        }
        Ok((page, next_link(&bundle)))
    }

    fn take(&mut self, text: &Arc<str>, entry: &Fields<'_>) {
        let mode = entry
            .object("search")
            .and_then(|search| search.text("mode"));
        let included = mode.as_deref() == Some("include");
        let json = entry.get("resource");
        match json.and_then(|json| Resource::within(text, json, included)) {
            Some(resource) if resource.resource_type() == "OperationOutcome" => {
                let outcome = json.and_then(Fields::of).unwrap_or_default();
                self.remarks.extend(remark::of_outcome(&outcome));
            }
            Some(resource) => self.resources.push(resource),
            None => self.skipped.unreadable += 1,
        }
    }
}

/// Reads the answer to a `read`.
pub(crate) fn resource(body: String, resource_type: &str) -> Result<Resource, FhirError> {
    let text: Arc<str> = body.into();
    let json = whole(&text)?;
    refuse_other_than(
        &Fields::of(json).ok_or(FhirError::NotFhir { title: None })?,
        resource_type,
    )?;
    Resource::within(&text, json, false).ok_or(FhirError::NotFhir { title: None })
}

/// The whole body as one JSON value.
fn whole(text: &str) -> Result<&RawValue, FhirError> {
    serde_json::from_str(text).map_err(|error| {
        if error.is_eof() {
            FhirError::Truncated
        } else {
            FhirError::NotFhir { title: None }
        }
    })
}

/// Some servers say what is wrong with a request in a 200 (FHIR R4 §3.1.0.2 allows warnings there).
fn refuse_other_than(fields: &Fields<'_>, resource_type: &str) -> Result<(), FhirError> {
    match fields.text("resourceType").as_deref() {
        Some(name) if name == resource_type => Ok(()),
        Some("OperationOutcome") => Err(FhirError::BadRequest {
            remark: remark::worst_of(fields),
        }),
        _ => Err(FhirError::NotFhir { title: None }),
    }
}

fn next_link(bundle: &Fields<'_>) -> Option<String> {
    let links = items(bundle.get("link")?);
    let next = links
        .iter()
        .find(|link| link.text("relation").as_deref() == Some("next"))?;
    next.text("url")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &str) -> Result<(Page, Option<String>), FhirError> {
        Page::parse(body.to_owned())
    }

    #[test]
    fn keeps_every_resource_byte_for_byte() {
        let first = r#"{ "resourceType":"Observation","id":"1", "valueQuantity":{"value":1.10,"x":1e400},"meta":{"versionId":"3"}}"#;
        let second = "{\"resourceType\":\"Basic\",\n\t\"text\":\"\\u00fc ü \\ud800\"}";
        let (page, next) = parse(&format!(
            r#" {{"resourceType":"Bundle","total":2,"entry":[{{"resource":{first},"search":{{"mode":"match"}}}},
               {{"search":{{"mode":"include"}},"resource": {second} }}],"link":[{{"relation":"self","url":"a"}},{{"relation":"next","url":"b"}}]}} "#
        ))
        .unwrap();
        let json: Vec<&str> = page.resources.iter().map(Resource::json).collect();
        assert_eq!(json, [first, second]);
        assert_eq!((page.total, next.as_deref()), (Some(2), Some("b")));
        let [observation, basic] = &page.resources[..] else {
            panic!()
        };
        assert_eq!(
            (
                observation.resource_type(),
                observation.id(),
                observation.version_id(),
                observation.is_included()
            ),
            ("Observation", Some("1"), Some("3"), false)
        );
        assert_eq!((basic.id(), basic.is_included()), (None, true));
    }

    #[test]
    fn counts_what_is_no_resource() {
        let (page, next) = parse(
            r#"{"resourceType":"Bundle","entry":[null,{},{"resource":null},{"resource":{}},{"resource":{"resourceType":7}},
               {"resource":{"resourceType":"Unheard","id":null}}, 7],"link":{"relation":"next","url":"x"}}"#,
        )
        .unwrap();
        assert_eq!(
            page.skipped,
            Skipped {
                unreadable: 6,
                repeated: 0
            }
        );
        assert_eq!(page.resources.len(), 1);
        assert_eq!(next.as_deref(), Some("x"));
    }

    #[test]
    fn turns_outcomes_into_remarks() {
        let (page, _) = parse(
            r#"{"resourceType":"Bundle","entry":[{"search":{"mode":"outcome"},"resource":{"resourceType":"OperationOutcome",
               "issue":[{"severity":"warning","code":"suppressed","diagnostics":"Withheld"}]}}]}"#,
        )
        .unwrap();
        assert!(page.resources.is_empty());
        assert_eq!(page.remarks.len(), 1);
        assert_eq!(page.remarks[0].text, "Withheld");
    }

    #[test]
    fn tells_what_is_not_fhir_from_what_was_cut_off() {
        for body in [
            "<html>",
            "[]",
            "7",
            "null",
            "{}",
            r#"{"resourceType":"Patient"}"#,
            r#"{"resourceType":"Bundle"} x"#,
            "{]",
        ] {
            assert!(
                matches!(parse(body), Err(FhirError::NotFhir { .. })),
                "{body}"
            );
        }
        for body in ["", "  ", "{", r#"{"resourceType":"Bundle","entry":[{"#] {
            assert!(matches!(parse(body), Err(FhirError::Truncated)), "{body}");
        }
    }

    #[test]
    fn takes_an_outcome_in_a_200_as_a_refusal() {
        let refused = parse(
            r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","diagnostics":"No."}]}"#,
        );
        let Err(FhirError::BadRequest {
            remark: Some(remark),
        }) = refused
        else {
            panic!()
        };
        assert_eq!(remark.text, "No.");
    }
}
