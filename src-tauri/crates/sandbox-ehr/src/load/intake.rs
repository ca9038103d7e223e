//! One resource on its way into the store: which id it gets, and what is noted about it.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use crate::fhir::FhirStore;
use crate::fhir::resource::{self, Members, Resource};
use crate::fhir::store::Placement;

/// Takes the resources of one file.
pub(crate) struct Intake<'s> {
    pub(crate) store: &'s mut FhirStore,
    pub(crate) file: &'s Path,
}

/// Where a resource ended up.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) key: String,
    /// The id it came with, if that is no longer its id.
    pub(crate) former_key: Option<String>,
    /// Whether its text is now the one in the store.
    pub(crate) is_new: bool,
}

impl Placed {
    /// Puts it into the record of a patient.
    pub(crate) fn adopt(&self, store: &mut FhirStore, patient: &Arc<str>) {
        if let Some(resource) = store.find_mut(&self.key) {
            resource.adopted_by.push(Arc::clone(patient));
        }
    }
}

impl Intake<'_> {
    /// Notes what is not loaded.
    pub(crate) fn skip(&mut self, reason: &str) {
        let file = self.file.to_owned();
        self.store
            .report_mut()
            .skipped
            .push((file, reason.to_owned()));
    }

    /// Takes a resource. `fallback_id` is for one without an id of its own.
    pub(crate) fn take(&mut self, json: &str, fallback_id: Option<&str>) -> Option<Placed> {
        let read = resource::members(json).and_then(|members| {
            let resource_type = resource::resource_type(&members)?;
            Ok((resource_type, members))
        });
        match read {
            Ok((resource_type, members)) => {
                Some(self.place(&resource_type, &members, json, fallback_id))
            }
            Err(reason) => {
                self.skip(&reason.to_string());
                None
            }
        }
    }

    fn place(
        &mut self,
        resource_type: &str,
        members: &Members<'_>,
        json: &str,
        fallback_id: Option<&str>,
    ) -> Placed {
        let own_id = resource::text(members, "id");
        let first_choice = own_id.clone().unwrap_or_else(|| match fallback_id {
            Some(id) => id.to_owned(),
            None => self.free_id(resource_type),
        });
        let meta: Option<Value> = members
            .get("meta")
            .and_then(|meta| serde_json::from_str(meta.get()).ok());
        let fingerprint = resource::fingerprint(json);
        let mut id = first_choice.clone();
        let mut suffix = 1_u32;
        loop {
            let text = if own_id.as_ref() == Some(&id) {
                json.to_owned()
            } else {
                with_id(json, members, &id)
            };
            let mut resource = Resource::new(resource_type, &id, text, meta.as_ref());
            resource.fingerprint = fingerprint;
            if let Ok(placement) = self.store.place(resource) {
                self.count(placement, own_id.is_none(), id != first_choice);
                let key = format!("{resource_type}/{id}");
                let former_key =
                    (id != first_choice).then(|| format!("{resource_type}/{first_choice}"));
                return Placed {
                    key,
                    former_key,
                    is_new: placement != Placement::Duplicate,
                };
            }
            suffix += 1;
            id = format!("{first_choice}-{suffix}");
        }
    }

    fn free_id(&self, resource_type: &str) -> String {
        let stem = resource_type.to_lowercase();
        (1..=self.store.len() + 1)
            .map(|number| format!("{stem}-{number}"))
            .find(|id| !self.store.has(resource_type, id))
            .unwrap_or(stem)
    }

    fn count(&mut self, placement: Placement, had_no_id: bool, has_new_id: bool) {
        let report = self.store.report_mut();
        match placement {
            Placement::Added => {
                report.resources += 1;
                report.named += usize::from(had_no_id);
                report.renamed += usize::from(has_new_id);
            }
            Placement::Duplicate => report.duplicates += 1,
            Placement::Superseded => report.superseded += 1,
        }
    }
}

/// The text of a resource with another id, everything else as it was.
fn with_id(json: &str, members: &Members<'_>, id: &str) -> String {
    let id = Value::from(id).to_string();
    if let Some(old) = members.get("id") {
        let start = old.get().as_ptr().addr() - json.as_ptr().addr();
        let (before, rest) = json.split_at_checked(start).unwrap_or((json, ""));
        return format!(
            "{before}{id}{}",
            rest.get(old.get().len()..).unwrap_or_default()
        );
    }
    let (before, after) = json.split_once('{').unwrap_or(("", json));
    format!("{before}{{\"id\":{id},{}", after.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(json: &str) -> String {
        with_id(json, &resource::members(json).unwrap(), "new")
    }

    #[test]
    fn an_id_is_replaced_or_added_and_nothing_else_changes() {
        assert_eq!(
            renamed(r#"{ "a": 0.10, "id" : "old", "b": 1.0E1 }"#),
            r#"{ "a": 0.10, "id" : "new", "b": 1.0E1 }"#
        );
        assert_eq!(
            renamed(r#"{"id":7,"x":{"id":"inner"}}"#),
            r#"{"id":"new","x":{"id":"inner"}}"#
        );
        assert_eq!(
            renamed("{ \"resourceType\": \"Binary\" }"),
            r#"{"id":"new","resourceType": "Binary" }"#
        );
    }
}
