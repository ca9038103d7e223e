use super::*;

fn of(address: &str) -> &'static str {
    let base = FhirBaseUrl::parse_exact(address).unwrap();
    Vendor::of_address(&base).map_or(GENERIC, |vendor| vendor.name.as_str())
}

#[test]
fn every_file_can_be_read_and_the_names_differ() {
    let mut names: Vec<_> = FILES
        .iter()
        .map(|file| serde_json::from_str::<Vendor>(file).unwrap().name)
        .collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), FILES.len());
    assert!(Vendor::all().all(|vendor| !vendor.redirects.is_empty()));
    assert_eq!(Vendor::generic().name, GENERIC);
}

#[test]
fn a_vendor_is_found_by_the_address_of_its_server() {
    for (address, vendor) in [
        (
            "https://fhir-ehr-code.cerner.com/r4/tenant",
            "oracle-health",
        ),
        (
            "https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4",
            "epic",
        ),
        (
            "https://epicproxy.hospital.example/prd/api/FHIR/R4/",
            "epic",
        ),
        (
            "https://fhir-api.fhirprod.aws.greenwayhealth.com/fhir/R4/1",
            "greenway",
        ),
        (
            "https://api.platform.athenahealth.com/fhir/r4",
            "athenahealth",
        ),
        (
            "https://launch.smarthealthit.org/v/r4/fhir",
            "smart-health-it",
        ),
        ("https://sandbox-api.va.gov/services/fhir/v0/r4", "va"),
        ("https://ehr.example/fhir", GENERIC),
    ] {
        assert_eq!(of(address), vendor, "{address}");
    }
}

#[test]
fn a_host_that_only_looks_like_the_vendors_is_not_its() {
    for address in [
        "https://evilcerner.com/r4",
        "https://cerner.com.evil.example/r4",
        "https://notva.gov/r4",
        "https://va.gov.example/r4",
    ] {
        assert_eq!(of(address), GENERIC, "{address}");
    }
}
