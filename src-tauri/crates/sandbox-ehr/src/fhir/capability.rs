//! `/metadata` (FHIR R4 §3.1.0.10; SMART App Launch 2.2 §2.0.11 for `oauth-uris`).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::parameter::{Kind, Parameter, USUAL_TYPES};
use super::{FhirBehaviour, FhirStore};

const OAUTH_URIS: &str = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
const SECURITY_SERVICE: &str = "http://terminology.hl7.org/CodeSystem/restful-security-service";

/// The types this server answers for.
pub(crate) fn supported_types(store: &FhirStore, behaviour: &FhirBehaviour) -> BTreeSet<String> {
    let types = USUAL_TYPES.split(' ').chain(store.types());
    let supported =
        types.filter(|name| !behaviour.unsupported.iter().any(|missing| missing == name));
    supported.map(str::to_owned).collect()
}

/// The `CapabilityStatement`. `server_url` is the address below which `/auth` and `/fhir` are.
pub(crate) fn capability_statement(
    types: &BTreeSet<String>,
    behaviour: &FhirBehaviour,
    server_url: &str,
) -> Value {
    let resources: Vec<Value> = types
        .iter()
        .map(|resource_type| resource(resource_type, behaviour))
        .collect();
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-01",
        "kind": "instance",
        "software": { "name": "Chartside sandbox EHR", "version": env!("CARGO_PKG_VERSION") },
        "implementation": { "description": "Synthetic patients on loopback", "url": format!("{server_url}/fhir") },
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [{ "mode": "server", "security": security(server_url), "resource": resources }],
    })
}

fn security(server_url: &str) -> Value {
    let endpoints = ["authorize", "token", "revoke", "introspect", "manage"];
    let endpoints = endpoints
        .map(|name| json!({ "url": name, "valueUri": format!("{server_url}/auth/{name}") }));
    json!({
        "cors": false,
        "service": [{ "coding": [{ "system": SECURITY_SERVICE, "code": "SMART-on-FHIR" }] }],
        "extension": [{ "url": OAUTH_URIS, "extension": endpoints }],
    })
}

fn resource(resource_type: &str, behaviour: &FhirBehaviour) -> Value {
    let mut interactions = vec![json!({ "code": "read" })];
    if !behaviour
        .unsearchable
        .iter()
        .any(|name| name == resource_type)
    {
        interactions.push(json!({ "code": "search-type" }));
    }
    let parameter = |name: &str, kind: Kind| json!({ "name": name, "type": kind.code() });
    let mut parameters = vec![
        parameter("_id", Kind::Token),
        parameter("_lastUpdated", Kind::Date),
        parameter("patient", Kind::Reference),
        parameter("subject", Kind::Reference),
    ];
    let listed = Parameter::of(resource_type)
        .filter(|each| !behaviour.unlisted.iter().any(|name| name == each.name));
    parameters.extend(listed.map(|each| parameter(each.name, each.kind)));
    let references = Parameter::of(resource_type).filter(|each| each.kind == Kind::Reference);
    let includes: Vec<String> = references
        .map(|each| format!("{resource_type}:{}", each.name))
        .collect();
    if behaviour.history {
        interactions.push(json!({ "code": "history-instance" }));
    }
    json!({
        "type": resource_type,
        "interaction": interactions,
        "versioning": "versioned",
        "readHistory": false,
        "searchInclude": includes,
        "searchRevInclude": ["Provenance:target"],
        "searchParam": parameters,
    })
}
