//! Servers that others wrote, in the real window: npm's `oidc-provider` with Medplum's FHIR repository,
//! Chromium, and the operating system's own links between them.

use interop::smart_server::{Registration, SmartServer};
use sandbox_ehr::Profile;
use walkthrough::ehr::Ehr;
use walkthrough::keyring::Keyring;

use crate::stage::{Surroundings, made_up_patients, tell_at};

const MINUTES: u32 = 600;

#[test]
fn a_person_signs_in_at_a_server_that_others_wrote_and_is_remembered() {
    let registrations = [Registration::public("chartside")];
    let Some(server) = SmartServer::start(&registrations, MINUTES).expect("a server") else {
        println!("skipped: npm's packages are not installed");
        return;
    };
    // It has no part in this; a desktop has an EHR.
    let ehr = Ehr::start(made_up_patients(), Profile::default()).expect("an EHR");
    let origins = [server.origin()];
    let surroundings = Surroundings {
        origins: &origins,
        ..Surroundings::default()
    };
    tell_at(
        "independent",
        Keyring::Unlocked,
        ehr,
        surroundings,
        |person, _| {
            person.open_app()?;
            let app = person.app()?;
            app.type_into("#server-address", server.fhir_base())?;
            app.click("#connect")?;
            let (browser, desktop) = person.browser();
            let page = browser.tab_showing(desktop, "input[name=login]")?;
            page.type_into("input[name=login]", "ada")?;
            page.type_into("input[name=password]", "any")?;
            page.click("button[type=submit]")?;
            page.wait_for("input[value=consent]")?;
            page.click("button[type=submit]")?;
            browser.leave_tabs();
            let name = person.expect_record()?;
            assert!(name.to_lowercase().contains("quill"), "{name}");
            person.picture_of_app("record-of-others")?;
            let shown = person.read_everything()?;
            for key in ["Condition/ada-condition", "AllergyIntolerance/ada-allergy"] {
                assert!(shown.contains(key), "{key} of {shown:?}");
            }
            let weights = shown
                .iter()
                .filter(|key| key.starts_with("Observation/ada-weight"));
            assert_eq!(weights.count(), 45);
            person.quit_app()?;

            person.open_app()?;
            person.open_connection()?;
            person
                .app()?
                .wait_for("[data-record], [data-signin-step]")?;
            assert_eq!(server.transcript().violations(), []);
            Ok(())
        },
    );
}
