//! Links come from anybody, at any time (faults F1, F3, F4, F5 and F9).

use walkthrough::installation::SCHEME;
use walkthrough::journey;
use walkthrough::keyring::Keyring;
use walkthrough::person::{Person, Stumble};

use crate::main_job::{assert_protocol_was_kept, token_requests};
use crate::secrecy::assert_no_secret_leaked;
use crate::stage::tell;

/// A link that nobody waits for is said to be one, and changes nothing on screen.
fn expect_refusal(person: &mut Person, link: &str, code: &str) -> Result<(), Stumble> {
    person.desktop().open(link)?;
    person.expect_problem(code)?;
    let app = person.app()?;
    app.click("#notice-dismiss")?;
    app.wait_until_gone(&format!("[data-problem={code}]"))?;
    Ok(())
}

#[test]
fn a_denied_consent_is_said_and_can_be_tried_again() {
    tell("denied", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        person.connect()?;
        person.sign_in_at_ehr("clinician", patient)?;
        person.deny()?;
        person.expect_problem("consent-denied")?;
        assert!(token_requests(person).is_empty());

        person.app()?.click("#signin-again")?;
        person.say("clicked Try again: nothing has to be typed a second time");
        person.sign_in_at_ehr("clinician", patient)?;
        person.allow()?;
        person.expect_record()?;
        assert_protocol_was_kept(person);
        Ok(())
    });
}

#[test]
fn a_sign_in_that_was_cancelled_keeps_what_was_typed() {
    tell("cancelled", Keyring::Unlocked, |person, _| {
        person.open_app()?;
        person.connect()?;
        let app = person.app()?;
        app.click("#signin-cancel")?;
        app.wait_for("#server-address")?;
        let typed = app.value("#server-address")?;
        assert_eq!(typed, person.ehr().sandbox().fhir_base_url());
        Ok(())
    });
}

#[test]
fn a_link_finishes_a_sign_in_that_outlived_the_app() {
    tell("cold-start", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        person.connect()?;
        person.sign_in_at_ehr("clinician", patient)?;
        person.kill_app()?;
        person.allow()?;
        person.look_at_app()?;
        person.say("the link has opened Chartside");
        person.expect_record()?;
        person.picture_of_app("record")?;
        assert_eq!(token_requests(person).len(), 1);
        assert_protocol_was_kept(person);
        Ok(())
    });
}

#[test]
fn links_that_nobody_waits_for_are_refused_and_the_record_stays() {
    tell("refused-links", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        journey::sign_in(person, patient)?;
        let starts = person.installation().starts(person.desktop());
        let used = starts.last().expect("the link that signed in").clone();
        assert!(
            used.starts_with("org.chartside.app:/callback?"),
            "through the operating system"
        );

        expect_refusal(person, &used, "link-reused")?;
        let forged = format!("{SCHEME}:/callback?code=stolen&state=guessed");
        expect_refusal(person, &forged, "link-expired")?;
        expect_refusal(
            person,
            &format!("{SCHEME}:/elsewhere?code=1&state=2"),
            "link-foreign",
        )?;
        expect_refusal(person, &format!("{SCHEME}:/callback"), "link-foreign")?;

        assert!(
            person.app()?.shows("[data-record=complete]"),
            "the record stayed"
        );
        assert_eq!(token_requests(person).len(), 1, "no code was tried");
        assert_no_secret_leaked(person)?;
        Ok(())
    });
}

#[test]
fn a_link_that_opens_the_app_without_a_sign_in_is_refused() {
    tell("old-link", Keyring::Unlocked, |person, _| {
        person
            .desktop()
            .open(&format!("{SCHEME}:/callback?code=old&state=forgotten"))?;
        person.look_at_app()?;
        person.expect_problem("link-expired")?;
        assert!(
            person.app()?.shows("#server-address"),
            "and one can begin at once"
        );
        Ok(())
    });
}
