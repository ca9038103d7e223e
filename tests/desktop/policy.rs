//! A hospital's computer: its policy says which server there is.

use std::fs;

use sandbox_ehr::Profile;
use serde_json::json;
use walkthrough::ehr::Ehr;
use walkthrough::keyring::Keyring;

use crate::main_job::{assert_nothing_is_missing, assert_protocol_was_kept};
use crate::stage::{Surroundings, made_up_patients, tell_at};

#[test]
fn the_hospitals_server_is_one_step_away_and_no_other_can_be_reached() {
    let ehr = Ehr::start(made_up_patients(), Profile::default()).expect("an EHR");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("policy.json");
    let policy = json!({
        "version": 1,
        "servers": [{ "name": "St. Mary’s", "fhirBaseUrl": ehr.sandbox().fhir_base_url() }],
        "lockServers": true,
    });
    fs::write(&path, policy.to_string()).expect("a policy");
    let named = path.to_str().expect("a path");
    let environment = [("CHARTSIDE_POLICY", named)];
    let surroundings = Surroundings {
        environment: &environment,
        ..Surroundings::default()
    };
    tell_at(
        "policy",
        Keyring::Unlocked,
        ehr,
        surroundings,
        |person, patient| {
            person.open_app()?;
            let app = person.app()?;
            app.wait_for("[data-locked=servers]")?;
            assert!(!app.shows("#server-address"), "no other address");
            person.picture_of_app("policy-first-screen")?;
            person.app()?.click("[data-policy-server]")?;
            person.sign_in_at_ehr("clinician", patient)?;
            person.allow()?;
            person.expect_record()?;
            assert!(person.record_is_complete()?);
            assert_nothing_is_missing(person, patient)?;
            assert_protocol_was_kept(person);
            person.quit_app()?;

            // Somebody misspells a word.
            let before = person.ehr().sandbox().journal().requests().len();
            fs::write(
                &path,
                policy.to_string().replace("lockServers", "lockServer"),
            )
            .expect("a policy");
            person.open_app()?;
            person.app()?.wait_for("[data-problem=policy-unreadable]")?;
            person.picture_of_app("policy-unreadable")?;
            person.open_connection()?;
            person.expect_problem("policy-unreadable")?;
            let after = person.ehr().sandbox().journal().requests().len();
            assert_eq!(after, before, "nothing was sent");
            Ok(())
        },
    );
}
