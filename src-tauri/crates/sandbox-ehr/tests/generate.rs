//! The synthetic cohort: reproducible, of the size that was asked for, and whole.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::generate::{DEFAULT_ANCHOR, cohort};
use serde_json::Value;

const FIRST: &str = "ellsworth";

fn texts(seed: u64, resources: usize) -> Vec<String> {
    let mut texts = Vec::new();
    cohort(seed, resources, DEFAULT_ANCHOR, &mut |resource| {
        texts.push(resource.to_json());
    });
    texts
}

fn resources(seed: u64, size: usize) -> Vec<Value> {
    texts(seed, size)
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    for key in ["reference", "url"] {
        let text = value.get(key).and_then(Value::as_str);
        found.extend(
            text.filter(|text| key == "reference" || text.starts_with("Binary/"))
                .map(str::to_owned),
        );
    }
    let children = value
        .as_object()
        .into_iter()
        .flat_map(|object| object.values());
    children
        .chain(value.as_array().into_iter().flatten())
        .for_each(|child| references(child, found));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_does_not() {
    assert_eq!(texts(42, 600), texts(42, 600));
    assert_ne!(texts(42, 600), texts(43, 600));
}

#[test]
fn the_anchor_is_where_every_history_ends() {
    let anchor = jiff::civil::date(2031, 5, 1);
    let mut last = String::new();
    cohort(1, 400, anchor, &mut |resource| {
        let resource: Value = serde_json::from_str(&resource.to_json()).unwrap();
        for element in [
            "effectiveDateTime",
            "authoredOn",
            "occurrenceDateTime",
            "date",
        ] {
            last = last
                .clone()
                .max(resource[element].as_str().unwrap_or_default().to_owned());
        }
    });
    assert!(
        last.starts_with("2031-04-30") || last.starts_with("2031-05-01"),
        "{last}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_size_is_met_and_every_reference_resolves(seed in any::<u64>(), size in 200_usize..3_000) {
        let resources = resources(seed, size);
        let keys: Vec<String> = resources.iter().map(|it| format!("{}/{}", it["resourceType"].as_str().unwrap(), it["id"].as_str().unwrap())).collect();
        let known: BTreeSet<&String> = keys.iter().collect();
        prop_assert_eq!(known.len(), keys.len(), "ids are unique");
        let mut wanted = BTreeSet::new();
        for resource in &resources {
            references(resource, &mut wanted);
        }
        let dangling: Vec<&String> = wanted.iter().filter(|reference| !known.contains(reference)).collect();
        prop_assert_eq!(dangling, Vec::<&String>::new());
        let store = FhirStore::generate(seed, size);
        prop_assert_eq!(store.compartment(FIRST).len(), size);
        for patient in store.patients().iter().skip(1) {
            prop_assert_eq!(store.compartment(&patient.id).len(), 200, "{}", patient.id);
        }
    }
}

#[test]
fn the_largest_record_has_the_size_that_was_asked_for() {
    let mut of_first = 0;
    cohort(1, 100_000, DEFAULT_ANCHOR, &mut |resource| {
        of_first += usize::from(resource.id.starts_with(FIRST));
    });
    assert_eq!(of_first, 100_000);
}

#[test]
fn a_record_has_every_kind_of_resource_a_chart_shows() {
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    for resource in resources(1, 1_000) {
        *types
            .entry(resource["resourceType"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    let expected = [
        "AllergyIntolerance",
        "Binary",
        "CarePlan",
        "CareTeam",
        "Condition",
        "Coverage",
        "DiagnosticReport",
        "DocumentReference",
        "Encounter",
        "FamilyMemberHistory",
        "Goal",
        "Immunization",
        "Location",
        "Medication",
        "MedicationDispense",
        "MedicationRequest",
        "Observation",
        "Organization",
        "Patient",
        "Practitioner",
        "PractitionerRole",
        "Procedure",
        "Provenance",
        "RelatedPerson",
        "Specimen",
    ];
    assert_eq!(types.keys().collect::<Vec<_>>(), expected);
}

#[test]
fn the_shapes_that_clients_get_wrong_are_all_there() {
    let resources = resources(1, 1_000);
    let any = |predicate: &dyn Fn(&Value) -> bool| resources.iter().any(predicate);
    let text = |resource: &Value, pointer: &str| {
        resource
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned()
    };
    let condition = |status: &str| {
        any(&|it| {
            text(it, "/verificationStatus/coding/0/code") == status
                && it["resourceType"] == "Condition"
        })
    };
    assert!(condition("entered-in-error") && condition("refuted") && condition("confirmed"));
    assert!(any(
        &|it| it["valueQuantity"]["comparator"] == "<" && it["valueQuantity"]["value"] == 5
    ));
    for flag in ["HH", "H", "L", "N"] {
        assert!(
            any(&|it| text(it, "/interpretation/0/coding/0/code") == flag),
            "{flag}"
        );
    }
    assert!(
        any(&|it| it["resourceType"] == "Condition" && it.get("onsetDateTime").is_none()),
        "an undated condition"
    );
    for length in [4, 7, 25] {
        assert!(
            any(&|it| it["onsetDateTime"]
                .as_str()
                .is_some_and(|date| date.len() == length)),
            "{length}"
        );
    }
    assert!(
        any(&|it| it["component"][1]["code"]["coding"][0]["code"] == "8462-4"),
        "diastolic in a panel"
    );
    assert!(any(&|it| it["medicationCodeableConcept"]["text"]
        .as_str()
        .is_some_and(|name| name.len() > 150)));
    assert!(any(
        &|it| it["resourceType"] == "Immunization" && it["status"] == "not-done"
    ));
    assert!(
        any(&|it| it.get("dataAbsentReason").is_some())
            && any(&|it| it.get("valueRatio").is_some())
    );
}

#[test]
fn allergies_are_listed_denied_or_not_recorded() {
    let resources = resources(1, 400);
    let codes = |patient: &str| -> Vec<String> {
        let of_patient = resources
            .iter()
            .filter(|it| it["resourceType"] == "AllergyIntolerance");
        let of_patient =
            of_patient.filter(|it| it["patient"]["reference"] == format!("Patient/{patient}"));
        of_patient
            .map(|it| it["code"]["coding"][0]["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(codes(FIRST)[0], "91936005");
    assert_eq!(codes("papadopoulou"), ["716186003"]);
    assert_eq!(codes("levi"), Vec::<String>::new());
}

#[test]
fn the_pdf_is_a_pdf_whose_cross_references_hold() {
    use base64::Engine as _;
    let pdf = resources(1, 200)
        .iter()
        .find(|it| it["contentType"] == "application/pdf")
        .unwrap()["data"]
        .clone();
    let pdf = base64::prelude::BASE64_STANDARD
        .decode(pdf.as_str().unwrap())
        .unwrap();
    let from = |offset: usize| std::str::from_utf8(&pdf[offset..]).unwrap();
    let start: usize = from(0).lines().rev().nth(1).unwrap().parse().unwrap();
    assert!(from(0).starts_with("%PDF-1.4") && from(start).starts_with("xref\n0 6\n"));
    for (number, line) in (1..=5).zip(from(start).lines().skip(3)) {
        let offset: usize = line.split(' ').next().unwrap().parse().unwrap();
        assert!(
            from(offset).starts_with(&format!("{number} 0 obj")),
            "{line}"
        );
    }
}
