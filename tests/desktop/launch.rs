//! The EHR opens the app for its patient (SMART App Launch 2.2 §2.0.8, EHR launch).

use walkthrough::keyring::Keyring;

use crate::main_job::{assert_nothing_is_missing, assert_protocol_was_kept};
use crate::stage::tell;

#[test]
fn an_ehr_launches_the_app_after_the_person_has_agreed() {
    tell("ehr-launch", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        let launcher = person.ehr().sandbox().launcher_url();
        person.desktop().open(&launcher)?;
        let link = format!("[data-launch-patient=\"{patient}\"]");
        let (browser, desktop) = person.browser();
        browser.tab_showing(desktop, &link)?.click(&link)?;
        browser.leave_tabs();
        person.say("clicked Chartside in the EHR's launcher");

        person.app()?.wait_for("[data-launch]")?;
        person.picture_of_app("launch-question")?;
        let asked = person.ehr().sandbox().journal().requests();
        let asked = asked
            .iter()
            .filter(|request| request.path.starts_with("/fhir"));
        assert_eq!(asked.count(), 0, "nothing is sent before the person agrees");

        person.app()?.click("#launch-accept")?;
        let (browser, desktop) = person.browser();
        browser.tab_showing(desktop, "#allow")?;
        person.allow()?;
        person.expect_record()?;
        person.picture_of_app("record")?;
        assert_nothing_is_missing(person, patient)?;
        assert_protocol_was_kept(person);
        Ok(())
    });
}
