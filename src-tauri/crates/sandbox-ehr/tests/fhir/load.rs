use sandbox_ehr::fhir::{FhirBehaviour, FhirStore};
use serde_json::{Value, json};

use crate::{ALL, TestServer, store_of};

/// Loads files given as name and content.
fn load(files: &[(&str, String)]) -> FhirStore {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    FhirStore::load(folder.path()).unwrap()
}

fn bundle(kind: &str, entries: &[(&str, Value)]) -> String {
    let entry = |(url, resource): &(&str, Value)| json!({ "fullUrl": url, "resource": resource });
    let entries: Vec<Value> = entries.iter().map(entry).collect();
    json!({ "resourceType": "Bundle", "type": kind, "entry": entries }).to_string()
}

fn resource(store: &FhirStore, key: &str) -> Value {
    let (_, _, text) = store
        .resources()
        .find(|(name, id, _)| format!("{name}/{id}") == key)
        .expect(key);
    serde_json::from_str(text).unwrap()
}

fn keys(store: &FhirStore) -> Vec<String> {
    store
        .resources()
        .map(|(name, id, _)| format!("{name}/{id}"))
        .collect()
}

#[test]
fn a_transaction_is_stored_as_a_server_would() {
    let store = load(&[(
        "patients/one.json",
        bundle(
            "transaction",
            &[
                (
                    "urn:uuid:0b1",
                    json!({ "resourceType": "Patient", "id": "p1", "name": [{ "family": "Ödegård", "given": ["Åsa"] }] }),
                ),
                (
                    "urn:uuid:0c2",
                    json!({ "resourceType": "Encounter", "subject": { "reference": "urn:uuid:0b1" } }),
                ),
                (
                    "urn:uuid:0d3",
                    json!({ "resourceType": "Condition", "id": "c", "subject": { "reference": "urn:uuid:0b1" },
                "encounter": { "reference": "urn:uuid:0c2" }, "identifier": [{ "value": "urn:uuid:0b1" }] }),
                ),
            ],
        ),
    )]);
    assert_eq!(keys(&store), ["Patient/p1", "Encounter/0c2", "Condition/c"]);
    let condition = resource(&store, "Condition/c");
    assert_eq!(condition["subject"]["reference"], "Patient/p1");
    assert_eq!(condition["encounter"]["reference"], "Encounter/0c2");
    assert_eq!(
        condition["identifier"][0]["value"], "urn:uuid:0b1",
        "an identifier is not a reference"
    );
    assert_eq!(store.compartment("p1"), keys(&store));
    assert_eq!((store.report().resources, store.report().named), (3, 1));
    assert_eq!(store.patients()[0].name, "Åsa Ödegård");
}

#[test]
fn references_into_other_files_are_resolved_whatever_the_order() {
    let by_identifier = "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999974493";
    let store = load(&[
        (
            "a.json",
            bundle(
                "transaction",
                &[(
                    "urn:uuid:e",
                    json!({ "resourceType": "Encounter", "id": "e",
            "participant": [{ "individual": { "reference": by_identifier } }],
            "serviceProvider": { "reference": "urn:uuid:hospital" },
            "location": [{ "location": { "reference": "Location?identifier=x|none" } }] }),
                )],
            ),
        ),
        (
            "b.json",
            bundle(
                "batch",
                &[
                    (
                        "urn:uuid:hospital",
                        json!({ "resourceType": "Organization", "id": "h" }),
                    ),
                    (
                        "urn:uuid:doctor",
                        json!({ "resourceType": "Practitioner", "id": "d",
                "identifier": [{ "system": "http://hl7.org/fhir/sid/us-npi", "value": "9999974493" }] }),
                    ),
                ],
            ),
        ),
    ]);
    let encounter = resource(&store, "Encounter/e");
    assert_eq!(
        encounter["participant"][0]["individual"]["reference"],
        "Practitioner/d"
    );
    assert_eq!(encounter["serviceProvider"]["reference"], "Organization/h");
    assert_eq!(
        encounter["location"][0]["location"]["reference"], "Location?identifier=x|none",
        "no target: left alone"
    );
}

#[test]
fn a_document_becomes_the_record_of_its_patient() {
    let store = load(&[(
        "ips.json",
        bundle(
            "document",
            &[
                (
                    "urn:uuid:1",
                    json!({ "resourceType": "Composition", "id": "comp", "subject": { "reference": "urn:uuid:2" } }),
                ),
                (
                    "urn:uuid:2",
                    json!({ "resourceType": "Patient", "id": "pat" }),
                ),
                (
                    "urn:uuid:3",
                    json!({ "resourceType": "AllergyIntolerance", "id": "a" }),
                ),
                (
                    "urn:uuid:4",
                    json!({ "resourceType": "Organization", "id": "o" }),
                ),
            ],
        ),
    )]);
    assert_eq!(
        store.compartment("pat"),
        ["Composition/comp", "Patient/pat", "AllergyIntolerance/a"]
    );
}

#[test]
fn ndjson_searchsets_nested_bundles_and_byte_order_marks_are_read() {
    let nested = json!({ "resourceType": "Bundle", "type": "batch-response", "entry": [
        { "resource": serde_json::from_str::<Value>(&bundle("searchset", &[("http://a/Goal/g", json!({ "resourceType": "Goal", "id": "g" }))])).unwrap() },
    ] });
    let store = load(&[
        ("bulk/Flag.ndjson", "{\"resourceType\":\"Flag\",\"id\":\"1\"}\r\n\n{\"resourceType\":\"Flag\",\"id\":\"2\"}\n".to_owned()),
        ("mark.json", "\u{feff}{\"resourceType\":\"List\",\"id\":\"l\"}".to_owned()),
        ("nested.json", nested.to_string()),
        ("README.md", "not loaded".to_owned()),
    ]);
    assert_eq!(keys(&store), ["Flag/1", "Flag/2", "List/l", "Goal/g"]);
    assert_eq!((store.report().files, store.report().skipped.len()), (3, 0));
}

#[test]
fn what_is_not_fhir_is_skipped_and_said() {
    let store = load(&[
        ("a.json", "{\"exportId\":1}".to_owned()),
        ("b.json", "[1,2]".to_owned()),
        ("c.json", "{\"resourceType\":".to_owned()),
        ("d.json", bundle("collection", &[])),
        ("e.ndjson", "{\"resourceType\":\"Flag\"}\noops\n".to_owned()),
        ("f.json", json!({ "resourceType": "Bundle", "entry": [
            { "request": { "method": "DELETE", "url": "Patient/gone" } }, { "resource": { "id": "x" } }, 7,
        ] }).to_string()),
    ]);
    let reasons: Vec<&str> = store
        .report()
        .skipped
        .iter()
        .map(|(_, reason)| reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        [
            "no resourceType",
            "not a JSON object",
            "not JSON",
            "a Bundle without entries",
            "not JSON",
            "a Bundle entry without a resource DELETE",
            "no resourceType",
            "a Bundle entry that is not a JSON object",
        ]
    );
    assert_eq!(keys(&store), ["Flag/flag-1"]);
}

#[test]
fn a_taken_id_never_costs_a_resource() {
    let observation = |version: u32, updated: &str| json!({ "resourceType": "Observation", "id": "o", "valueInteger": version, "meta": { "lastUpdated": updated } });
    let store = load(&[
        ("1.json", json!({ "resourceType": "Flag", "id": "f", "status": "active" }).to_string()),
        ("2.json", "{ \"resourceType\":\"Flag\",\n \"id\":\"f\", \"status\":\"active\" }".to_owned()),
        ("3.ndjson", "{\"id\":\"f\",\"resourceType\":\"Flag\",\"x\":0.10}\n{\"id\":\"f\",\"resourceType\":\"Flag\",\"x\":0.10}".to_owned()),
        ("4.json", observation(1, "2020-01-01T00:00:00Z").to_string()),
        ("5.json", observation(3, "2022-01-01T00:00:00Z").to_string()),
        ("6.json", observation(2, "2021-01-01T00:00:00Z").to_string()),
    ]);
    // serde_json writes keys in another order than file 2: the same words in another order are another resource.
    assert_eq!(
        keys(&store),
        ["Flag/f", "Flag/f-2", "Flag/f-3", "Observation/o"]
    );
    assert_eq!(resource(&store, "Observation/o")["valueInteger"], 3);
    assert!(
        store
            .resources()
            .any(|(_, _, text)| text == "{\"id\":\"f-3\",\"resourceType\":\"Flag\",\"x\":0.10}")
    );
    let report = store.report();
    assert_eq!(
        (
            report.resources,
            report.renamed,
            report.duplicates,
            report.superseded
        ),
        (4, 2, 1, 2)
    );
}

#[test]
fn a_renamed_resource_takes_the_references_of_its_bundle_along() {
    let record = |family: &str| {
        bundle(
            "collection",
            &[
                (
                    "http://a/Patient/p",
                    json!({ "resourceType": "Patient", "id": "p", "name": [{ "family": family }] }),
                ),
                (
                    "http://a/Flag/f",
                    json!({ "resourceType": "Flag", "id": "f", "code": { "text": family },
                "subject": { "reference": "Patient/p" } }),
                ),
            ],
        )
    };
    let store = load(&[("1.json", record("One")), ("2.json", record("Two"))]);
    assert_eq!(store.compartment("p"), ["Patient/p", "Flag/f"]);
    assert_eq!(store.compartment("p-2"), ["Patient/p-2", "Flag/f-2"]);
}

#[test]
fn defective_resources_are_kept_as_they_are() {
    let defects = [
        r#"{"resourceType":"Observation","id":"a","status":null,"category":[],"subject":{},"code":[{"text":"x"}]}"#,
        r#"{"resourceType":"VendorThing","id":"b","n":1e400}"#,
        r#"{"resourceType":"Patient","id":"c_with.everything-that-is_too_long_for_an_id_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","birthDate":"0000-00-00"}"#,
        r#"{"resourceType":"Encounter","id":"d","id":"d","period":"2019"}"#,
        r#"{"resourceType":"Condition","id":"e","onsetDateTime":"2012-02-30","_status":{"extension":[{}]}}"#,
    ];
    let store = load(&[("defects.ndjson", defects.join("\n"))]);
    let texts: Vec<&str> = store.resources().map(|(_, _, text)| text).collect();
    assert_eq!(texts, defects);
}

#[tokio::test]
async fn any_resource_can_be_put_into_a_record() {
    let mut store = store_of(&[json!({ "resourceType": "Patient", "id": "p" })]);
    let strangers = [
        r#"{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"x"}}"#,
        r#"{"resourceType":"Observation","id":"o","subject":{"reference":"Patient/other"},"valueDecimal":0.10}"#,
        r#"{"resourceType":"StructureDefinition","id":"s"}"#,
        r#"{"resourceType":"Patient","id":"p","active":true}"#,
        "no resource",
    ];
    let added = store.adopt("p", strangers.map(str::to_owned).to_vec());
    assert_eq!((added, store.report().skipped.len()), (4, 1));
    assert_eq!(store.compartment("p").len(), 5);
    let server = TestServer::start(store, FhirBehaviour::default()).await;
    assert_eq!(
        server.all("patient=p", "Observation?patient=p").await,
        ["Observation/o"]
    );
    assert_eq!(
        server.get("patient=p", "Observation/o").await.body,
        strangers[1].as_bytes()
    );
    assert_eq!(
        server.all(ALL, "StructureDefinition?patient=p").await,
        ["StructureDefinition/s"]
    );
}

#[test]
fn stores_can_be_merged() {
    let mut store = store_of(&[json!({ "resourceType": "Flag", "id": "f", "x": 1 })]);
    store.merge(store_of(&[
        json!({ "resourceType": "Flag", "id": "f", "x": 2 }),
        json!({ "resourceType": "Goal", "id": "g" }),
    ]));
    assert_eq!(keys(&store), ["Flag/f", "Goal/g"]);
    assert_eq!(resource(&store, "Flag/f")["x"], 2);
}
