//! The same journey on records that others wrote. They are not part of this repository: where they
//! are is told by `CHARTSIDE_TEST_DATA`, else they are looked for beside the checkout.

use std::path::{Path, PathBuf};

use sandbox_ehr::Profile;
use sandbox_ehr::fhir::FhirStore;
use walkthrough::journey;
use walkthrough::keyring::Keyring;

use crate::main_job::{assert_nothing_is_missing, assert_protocol_was_kept};
use crate::stage::tell_of;

const SYNTHEA: [&str; 3] = [
    "synthea-2019-r4/hospitalInformation1559319163815.json",
    "synthea-2019-r4/practitionerInformation1559319163815.json",
    "synthea-2019-r4/Gustavo_Mejía_59a8543c-e24f-4a01-b28b-47ccde6bc11d.json",
];
const PATIENT_SUMMARY: [&str; 1] =
    ["ips-connectathon/connectathon_samples__CA_PuraJuniper_01.json"];
const US_CORE: [&str; 1] = ["us-core-9.0.0"];

/// The files or folders, where they are there.
fn data(paths: &[&str]) -> Option<Vec<PathBuf>> {
    let told = std::env::var_os("CHARTSIDE_TEST_DATA").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = told.unwrap_or_else(beside);
    if !folder.is_dir() {
        println!(
            "skipped: there is no {}; set CHARTSIDE_TEST_DATA",
            folder.display()
        );
        return None;
    }
    Some(paths.iter().map(|path| folder.join(path)).collect())
}

/// Every resource of the patient's record is on screen.
fn nothing_is_missing(name: &str, paths: &[&str]) {
    let Some(paths) = data(paths) else { return };
    let patients = FhirStore::load_all(&paths).expect("readable files");
    tell_of(
        name,
        Keyring::Unlocked,
        patients,
        Profile::default(),
        |person, patient| {
            person.open_app()?;
            journey::sign_in(person, patient)?;
            assert_nothing_is_missing(person, patient)?;
            assert_protocol_was_kept(person);
            Ok(())
        },
    );
}

#[test]
fn a_patient_of_synthea() {
    nothing_is_missing("synthea", &SYNTHEA);
}

#[test]
fn an_international_patient_summary() {
    nothing_is_missing("ips", &PATIENT_SUMMARY);
}

#[test]
fn a_patient_of_us_core() {
    nothing_is_missing("us-core", &US_CORE);
}
