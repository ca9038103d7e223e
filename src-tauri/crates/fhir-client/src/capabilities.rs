//! What a server says it can do (FHIR R4 §5.1 `CapabilityStatement`), read tolerantly: a plan of
//! searches needs the types, their interactions and their search parameters, nothing else.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::FhirError;
use crate::json::{Fields, items, texts};

/// The parts of a `CapabilityStatement` that a reader needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CapabilityStatement {
    /// `fhirVersion`, for example `4.0.1`.
    pub fhir_version: Option<String>,
    /// What can be done with each resource type. Empty: the server did not say.
    pub resources: BTreeMap<String, ResourceCapability>,
}

/// What can be done with one resource type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResourceCapability {
    /// Codes such as `read` and `search-type`. Empty: the server did not say.
    pub interactions: BTreeSet<String>,
    /// Names of search parameters, for example `patient`.
    pub search_params: BTreeSet<String>,
    /// `searchInclude`, for example `Provenance:target`.
    pub search_includes: BTreeSet<String>,
    /// `searchRevInclude`.
    pub search_reverse_includes: BTreeSet<String>,
}

impl CapabilityStatement {
    /// What can be done with a type, where the server lists it.
    pub fn resource(&self, resource_type: &str) -> Option<&ResourceCapability> {
        self.resources.get(resource_type)
    }

    pub(crate) fn parse(body: &str) -> Result<Self, FhirError> {
        let statement = Fields::parse(body).ok_or(FhirError::NotFhir { title: None })?;
        if statement.text("resourceType").as_deref() != Some("CapabilityStatement") {
            return Err(FhirError::NotFhir { title: None });
        }
        let rests = statement.get("rest").map(items).unwrap_or_default();
        let mut resources = BTreeMap::new();
        // `rest` with mode `client` describes what the server asks of others.
        for rest in rests
            .iter()
            .filter(|rest| rest.text("mode").as_deref() != Some("client"))
        {
            for resource in rest.get("resource").map(items).unwrap_or_default() {
                let Some(name) = resource.text("type") else {
                    continue;
                };
                let known: &mut ResourceCapability = resources.entry(name).or_default();
                known.add(&resource);
            }
        }
        Ok(Self {
            fhir_version: statement.text("fhirVersion"),
            resources,
        })
    }
}

impl ResourceCapability {
    fn add(&mut self, resource: &Fields<'_>) {
        self.interactions
            .extend(members(resource, "interaction", "code"));
        self.search_params
            .extend(members(resource, "searchParam", "name"));
        self.search_includes
            .extend(resource.get("searchInclude").map(texts).unwrap_or_default());
        let reverse = resource
            .get("searchRevInclude")
            .map(texts)
            .unwrap_or_default();
        self.search_reverse_includes.extend(reverse);
    }
}

/// The strings `name` of the objects in the array `list`.
fn members(resource: &Fields<'_>, list: &str, name: &str) -> Vec<String> {
    let objects = resource.get(list).map(items).unwrap_or_default();
    objects
        .iter()
        .filter_map(|object| object.text(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_types_parameters_and_interactions_of_the_server() {
        let body = r#"{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[
            {"mode":"client","resource":[{"type":"Task"}]},
            {"mode":"server","resource":[null,{"type":"Observation","interaction":[{"code":"read"},{}],
              "searchParam":[{"name":"patient"},{"name":"category"},{"name":3}],
              "searchInclude":["Observation:subject",1],"searchRevInclude":["Provenance:target"]},
              {"type":"Patient"}]}]}"#;
        let statement = CapabilityStatement::parse(body).unwrap();
        assert_eq!(statement.fhir_version.as_deref(), Some("4.0.1"));
        assert_eq!(
            statement.resources.keys().collect::<Vec<_>>(),
            ["Observation", "Patient"]
        );
        let observation = statement.resource("Observation").unwrap();
        assert_eq!(
            observation.interactions,
            BTreeSet::from(["read".to_owned()])
        );
        assert_eq!(
            observation.search_params,
            BTreeSet::from(["category".to_owned(), "patient".to_owned()])
        );
        assert!(observation.search_includes.contains("Observation:subject"));
        assert!(
            observation
                .search_reverse_includes
                .contains("Provenance:target")
        );
    }

    #[test]
    fn refuses_what_is_no_capability_statement() {
        for body in ["", "<html>", "{}", r#"{"resourceType":"Bundle"}"#, "[]"] {
            assert!(
                matches!(
                    CapabilityStatement::parse(body),
                    Err(FhirError::NotFhir { .. })
                ),
                "{body}"
            );
        }
    }

    #[test]
    fn survives_members_of_any_kind() {
        for rest in [
            "null",
            "7",
            r#""x""#,
            "[7]",
            r#"[{"resource":7}]"#,
            r#"{"resource":{"type":[]}}"#,
        ] {
            let body = format!(r#"{{"resourceType":"CapabilityStatement","rest":{rest}}}"#);
            assert!(
                CapabilityStatement::parse(&body)
                    .unwrap()
                    .resources
                    .is_empty()
            );
        }
    }
}
