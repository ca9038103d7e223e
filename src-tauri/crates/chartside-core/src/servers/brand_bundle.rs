//! Reading a User-access Brands Bundle, tolerantly: an entry that cannot be used is counted and left
//! out, the rest is kept.

use std::collections::HashMap;

use serde_json::Value;
use smart_app_launch::{BrandIdentifier, FhirBaseUrl};
use thiserror::Error;

use crate::ipc::Brand;

/// Organisations above one another that are followed.
const DEEPEST: usize = 8;
const PORTAL: &str = "http://hl7.org/fhir/StructureDefinition/organization-portal";

/// What a Bundle held.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) brands: Vec<Brand>,
    /// Entries that could not be used.
    pub(super) skipped: u32,
}

/// Why nothing was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(super) enum BundleError {
    /// Not JSON, or not a Bundle.
    #[error("not a Bundle of brands")]
    NotABundle,
}

/// Reads a Bundle: one brand for each endpoint of each organisation.
pub(super) fn read(bytes: &[u8]) -> Result<Read, BundleError> {
    let bundle: Value = serde_json::from_slice(bytes).map_err(|_| BundleError::NotABundle)?;
    let is_bundle = text(&bundle, "resourceType") == Some("Bundle");
    let entries = list(&bundle, "entry");
    if !is_bundle {
        return Err(BundleError::NotABundle);
    }
    let resources = Resources::of(entries);
    let (mut brands, mut skipped) = (Vec::new(), 0);
    for organization in &resources.organizations {
        let endpoints = resources.endpoints_of(organization);
        let before = brands.len();
        brands.extend(endpoints.filter_map(|endpoint| resources.brand(organization, endpoint)));
        // A parent without endpoints of its own is only a name for its children.
        let claims = !list(organization, "endpoint").is_empty();
        skipped += u32::from(claims && brands.len() == before);
    }
    Ok(Read { brands, skipped })
}

/// The brands of one server in its own Bundle, the one that it calls its own first.
pub(super) fn own(
    bytes: &[u8],
    base: &FhirBaseUrl,
    primary: Option<&BrandIdentifier>,
) -> Vec<Brand> {
    let Ok(bundle) = serde_json::from_slice::<Value>(bytes) else {
        return Vec::new();
    };
    let resources = Resources::of(list(&bundle, "entry"));
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for organization in &resources.organizations {
        let is_primary = primary.is_some_and(|wanted| is_called(organization, wanted));
        let mut endpoints = resources.endpoints_of(organization);
        let is_here =
            |endpoint: &&Value| text(endpoint, "address").map(str::trim) == Some(base.as_str());
        match endpoints.find(is_here) {
            Some(endpoint) if is_primary => first.extend(resources.brand(organization, endpoint)),
            Some(endpoint) => others.extend(resources.brand(organization, endpoint)),
            None => {}
        }
    }
    first.extend(others);
    first
}

fn is_called(organization: &Value, wanted: &BrandIdentifier) -> bool {
    let mut identifiers = list(organization, "identifier").iter();
    identifiers.any(|one| {
        text(one, "value") == Some(&wanted.value) && text(one, "system") == wanted.system.as_deref()
    })
}

/// The resources of a Bundle by all the names that references may use.
struct Resources<'a> {
    organizations: Vec<&'a Value>,
    by_reference: HashMap<String, &'a Value>,
}

impl<'a> Resources<'a> {
    fn of(entries: &'a [Value]) -> Self {
        let (mut organizations, mut by_reference) = (Vec::new(), HashMap::new());
        for entry in entries {
            let Some(resource) = entry.get("resource") else {
                continue;
            };
            let kind = text(resource, "resourceType").unwrap_or_default();
            if let Some(id) = text(resource, "id") {
                by_reference.insert(format!("{kind}/{id}"), resource);
            }
            if let Some(full_url) = text(entry, "fullUrl") {
                by_reference.insert(full_url.to_owned(), resource);
            }
            if kind == "Organization" {
                organizations.push(resource);
            }
        }
        Self {
            organizations,
            by_reference,
        }
    }

    /// Relative, absolute, `urn:uuid:`, or only the end of an absolute one.
    fn resolve(&self, reference: &str) -> Option<&'a Value> {
        let mut parts = reference.rsplitn(3, '/');
        let (id, kind) = (parts.next()?, parts.next());
        let relative = kind.map(|kind| format!("{kind}/{id}"));
        let whole = self.by_reference.get(reference);
        whole.or_else(|| self.by_reference.get(&relative?)).copied()
    }

    fn endpoints_of(&self, organization: &'a Value) -> impl Iterator<Item = &'a Value> {
        let references = list(organization, "endpoint").iter();
        references.filter_map(|one| self.resolve(text(one, "reference")?))
    }

    fn brand(&self, organization: &Value, endpoint: &Value) -> Option<Brand> {
        let address = text(endpoint, "address")?.trim();
        // What the app could not connect to is of no use in a list of places to connect to.
        let base = FhirBaseUrl::parse_exact(address).ok()?;
        let name = text(organization, "name")?.trim();
        if name.is_empty() {
            return None;
        }
        Some(Brand {
            name: plain(name),
            aliases: self.aliases(organization),
            place: place(organization),
            fhir_base_url: base.as_str().to_owned(),
            portal: portal(organization),
        })
    }

    /// Its own other names, and the names of the organisations that it is part of.
    fn aliases(&self, organization: &Value) -> Vec<String> {
        let own = list(organization, "alias").iter().filter_map(Value::as_str);
        let mut names: Vec<String> = own.map(plain).collect();
        let mut above = organization;
        for _ in 0..DEEPEST {
            let reference = above.get("partOf").and_then(|part| text(part, "reference"));
            let Some(parent) = reference.and_then(|reference| self.resolve(reference)) else {
                break;
            };
            names.extend(text(parent, "name").map(plain));
            above = parent;
        }
        names.retain(|name| !name.is_empty());
        names
    }
}

fn place(organization: &Value) -> Option<String> {
    let address = list(organization, "address").first()?;
    let parts = ["city", "state"]
        .into_iter()
        .filter_map(|part| text(address, part));
    let parts: Vec<_> = parts.map(plain).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn portal(organization: &Value) -> Option<String> {
    let portals = list(organization, "extension").iter();
    let mut portals = portals.filter(|one| text(one, "url") == Some(PORTAL));
    let members = list(portals.next()?, "extension").iter();
    let mut names = members.filter(|one| text(one, "url") == Some("portalName"));
    text(names.next()?, "valueString").map(plain)
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    let list = value.get(name).and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

/// A name fit for a screen: no control characters, not endless.
fn plain(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_control()).take(200);
    shown.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn bundle() -> Value {
        json!({ "resourceType": "Bundle", "type": "collection", "entry": [
            { "fullUrl": "https://brands.example/Organization/parent",
              "resource": { "resourceType": "Organization", "id": "parent", "name": "Health of the North" } },
            { "fullUrl": "urn:uuid:1",
              "resource": { "resourceType": "Organization", "id": "child", "name": "St. Mary\u{7}",
                "alias": ["SMH"], "address": [{ "city": "Austin", "state": "TX" }],
                "partOf": { "reference": "Organization/parent" },
                "extension": [{ "url": PORTAL, "extension": [
                    { "url": "portalName", "valueString": "MyNorth" }] }],
                "endpoint": [{ "reference": "https://elsewhere.example/Endpoint/e1" }, { "reference": "Endpoint/e2" }] } },
            { "resource": { "resourceType": "Endpoint", "id": "e1", "address": "https://ehr.example/fhir" } },
            { "resource": { "resourceType": "Endpoint", "id": "e2", "address": "ftp://ehr.example" } },
            { "resource": { "resourceType": "Organization", "id": "lost", "name": "Lost",
                "endpoint": [{ "reference": "Endpoint/none" }] } },
            "garbage",
        ] })
    }

    #[test]
    fn reads_names_places_portals_and_addresses() {
        let read = read(bundle().to_string().as_bytes()).unwrap();
        assert_eq!(
            read.brands,
            [Brand {
                name: "St. Mary".into(),
                aliases: vec!["SMH".into(), "Health of the North".into()],
                place: Some("Austin, TX".into()),
                fhir_base_url: "https://ehr.example/fhir".into(),
                portal: Some("MyNorth".into()),
            }]
        );
        assert_eq!(read.skipped, 1);
    }

    #[test]
    fn an_organization_that_is_part_of_itself_ends() {
        let circle = json!({ "resourceType": "Bundle", "entry": [
            { "resource": { "resourceType": "Organization", "id": "a", "name": "A",
                "partOf": { "reference": "Organization/a" }, "endpoint": [{ "reference": "Endpoint/e" }] } },
            { "resource": { "resourceType": "Endpoint", "id": "e", "address": "https://ehr.example/fhir" } },
        ] });
        let read = read(circle.to_string().as_bytes()).unwrap();
        assert_eq!(read.brands[0].aliases.len(), DEEPEST);
    }

    #[test]
    fn what_is_no_bundle_is_refused() {
        for text in ["", "[]", "{}", r#"{"resourceType":"Patient"}"#, "<html>"] {
            assert_eq!(read(text.as_bytes()).unwrap_err(), BundleError::NotABundle);
        }
    }

    proptest! {
        #[test]
        fn a_bundle_that_lost_or_gained_any_part_is_still_read(cut in 0_usize..2_000, put in "[\\[\\]{}\",:a-z0-9]{0,4}") {
            let mut text = bundle().to_string();
            let at = cut.min(text.len());
            if text.is_char_boundary(at) {
                text.insert_str(at, &put);
            }
            let _ = read(text.as_bytes());
        }
    }
}
