//! Bundles of every type, taken apart (FHIR R4 §2.36).

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::intake::{Intake, Placed};
use super::{Addresses, references};
use crate::fhir::compartment;
use crate::fhir::resource::{Members, members, text};

/// Whether a JSON object is a Bundle.
pub(crate) fn is_bundle(members: &Members<'_>) -> bool {
    text(members, "resourceType").as_deref() == Some("Bundle")
}

/// Takes every resource of a bundle, and of the bundles in it.
pub(crate) fn read(intake: &mut Intake<'_>, addresses: &mut Addresses, bundle: &Members<'_>) {
    let entries: Vec<&RawValue> = bundle
        .get("entry")
        .and_then(|entry| serde_json::from_str(entry.get()).ok())
        .unwrap_or_default();
    if entries.is_empty() {
        return intake.skip("a Bundle without entries");
    }
    let mut local = Addresses::new();
    let mut placed = Vec::new();
    for entry in entries {
        match members(entry.get()) {
            Ok(entry) => placed.extend(read_entry(intake, addresses, &mut local, &entry)),
            Err(reason) => intake.skip(&format!("a Bundle entry that is {reason}")),
        }
    }
    resolve(intake, &placed, &local);
    if text(bundle, "type").as_deref() == Some("document") {
        adopt_document(intake, &placed);
    }
    // Only a `urn:` means the same thing in another file.
    for (address, key) in local
        .into_iter()
        .filter(|(address, _)| address.starts_with("urn:"))
    {
        addresses.entry(address).or_insert(key);
    }
}

fn read_entry(
    intake: &mut Intake<'_>,
    addresses: &mut Addresses,
    local: &mut Addresses,
    entry: &Members<'_>,
) -> Option<Placed> {
    let Some(resource) = entry
        .get("resource")
        .filter(|resource| resource.get() != "null")
    else {
        note_request(intake, entry);
        return None;
    };
    if let Ok(nested) = members(resource.get())
        && is_bundle(&nested)
    {
        read(intake, addresses, &nested);
        return None;
    }
    let full_url = text(entry, "fullUrl");
    let placed = intake.take(resource.get(), full_url.as_deref().and_then(last_segment))?;
    if let Some(full_url) = full_url.filter(|url| url != &placed.key) {
        local.insert(full_url, placed.key.clone());
    }
    if let Some(former_key) = &placed.former_key {
        local.insert(former_key.clone(), placed.key.clone());
    }
    Some(placed)
}

/// An entry without a resource is a request (batch, transaction) or nothing.
fn note_request(intake: &mut Intake<'_>, entry: &Members<'_>) {
    let request = entry
        .get("request")
        .and_then(|request| members(request.get()).ok())
        .unwrap_or_default();
    let method = text(&request, "method").unwrap_or_default();
    let url = text(&request, "url").unwrap_or_default();
    if let ("DELETE", Some((resource_type, id))) = (method.as_str(), url.split_once('/')) {
        intake.store.delete(resource_type, id);
    }
    intake.skip(format!("a Bundle entry without a resource {method}").trim_end());
}

/// `urn:uuid:X` and `http://server/Type/X` both name `X`.
fn last_segment(full_url: &str) -> Option<&str> {
    full_url
        .rsplit([':', '/'])
        .next()
        .filter(|segment| !segment.is_empty())
}

/// Replaces the addresses of this bundle by the ids its entries have got.
fn resolve(intake: &mut Intake<'_>, placed: &[Placed], local: &HashMap<String, String>) {
    for placed in placed.iter().filter(|placed| placed.is_new) {
        let Some(resource) = intake.store.find_mut(&placed.key) else {
            continue;
        };
        let resolved = references::rewrite(&resource.json, |reference| {
            // An absolute address stays as it was written unless it names something that moved.
            let key = local.get(reference)?;
            (reference.starts_with("urn:") || !reference.ends_with(key.as_str()))
                .then(|| key.clone())
        });
        if let Some(json) = resolved {
            resource.json = Arc::from(json);
            resource.index = None;
        }
    }
}

/// A document is the record of its patient: what is in it belongs to that patient, whatever it says itself.
fn adopt_document(intake: &mut Intake<'_>, placed: &[Placed]) {
    let Some(patient) = placed
        .iter()
        .find_map(|placed| placed.key.strip_prefix("Patient/"))
    else {
        return;
    };
    let patient: Arc<str> = Arc::from(patient);
    for placed in placed {
        let resource_type = placed.key.split('/').next().unwrap_or_default();
        if compartment::inherits(resource_type) {
            placed.adopt(intake.store, &patient);
        }
    }
}
