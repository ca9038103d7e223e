//! The main job: sign in with one's own browser, read the record, find it again the next day.

use std::collections::BTreeSet;
use std::time::Duration;

use sandbox_ehr::RecordedRequest;
use sandbox_ehr::fhir::FhirStore;
use walkthrough::journey;
use walkthrough::keyring::Keyring;
use walkthrough::person::{Person, Stumble};

use crate::secrecy::{assert_no_secret_leaked, assert_page_has_no_power};
use crate::stage::tell;

const OVERNIGHT: Duration = Duration::from_hours(14);

/// Reads every list on screen and compares it with what the EHR holds.
pub(crate) fn assert_nothing_is_missing(person: &mut Person, patient: &str) -> Result<(), Stumble> {
    let shown = person.read_everything()?;
    let expected = person.ehr().patients().compartment(patient);
    // The content of documents is read when a document is opened.
    let expected = expected.iter().filter(|key| !key.starts_with("Binary/"));
    let missing: Vec<_> = expected.filter(|key| !shown.contains(*key)).collect();
    assert_eq!(
        missing,
        Vec::<&String>::new(),
        "{} rows are shown",
        shown.len()
    );
    let held: BTreeSet<String> = person
        .ehr()
        .patients()
        .resources()
        .map(|(kind, id, _)| format!("{kind}/{id}"))
        .collect();
    let invented: Vec<_> = shown.difference(&held).collect();
    assert_eq!(invented, Vec::<&String>::new());
    Ok(())
}

/// The banner shows every part of the name, in an order and with capitals of its own.
fn assert_names_the_same(shown: &str, patients: &FhirStore, patient: &str) {
    let cards = patients.patients();
    let card = cards
        .iter()
        .find(|card| card.id == patient)
        .expect("the patient");
    let shown = shown.to_lowercase();
    for part in card.name.split_whitespace() {
        assert!(shown.contains(&part.to_lowercase()), "{part} is missing");
    }
}

/// The grant type and status of every request for tokens.
pub(crate) fn token_requests(person: &Person) -> Vec<(String, Option<u16>)> {
    let requests = person.ehr().sandbox().journal().token_requests();
    let grant =
        |request: &RecordedRequest| request.form_value("grant_type").unwrap_or("").to_owned();
    requests
        .iter()
        .map(|request| (grant(request), request.status))
        .collect()
}

pub(crate) fn assert_protocol_was_kept(person: &Person) {
    assert_eq!(person.ehr().sandbox().journal().assert_conformant(), []);
}

#[test]
fn the_record_is_read_and_is_still_there_the_next_day() {
    tell("main-job", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        person.picture_of_app("first-run")?;
        let name = journey::sign_in(person, patient)?;
        assert_names_the_same(&name, person.ehr().patients(), patient);
        person.picture_of_screen("after-sign-in")?;
        assert_eq!(
            person.desktop().window_in_front()?,
            "Chartside",
            "it comes to the front"
        );
        assert!(person.record_is_complete()?);
        assert_nothing_is_missing(person, patient)?;
        journey::look_around(person)?;
        assert_no_secret_leaked(person)?;
        assert_page_has_no_power(person)?;
        assert_eq!(person.ehr().sandbox().journal().complaints(), []);

        person.quit_app()?;
        person.ehr().sandbox().advance_time(OVERNIGHT);
        journey::come_back(person)?;
        assert!(person.record_is_complete()?);
        assert_nothing_is_missing(person, patient)?;
        assert_no_secret_leaked(person)?;
        let once = |grant: &str| (grant.to_owned(), Some(200));
        assert_eq!(
            token_requests(person),
            [once("authorization_code"), once("refresh_token")]
        );

        person.ehr().sandbox().expire_access_tokens();
        person.reload_record()?;
        assert!(person.record_is_complete()?);
        assert_eq!(
            token_requests(person).len(),
            3,
            "refreshed once, however many requests ran"
        );

        person.sign_out()?;
        expect_to_be_signed_out(person)?;
        assert_protocol_was_kept(person);
        Ok(())
    });
}

/// A connection may be remembered, but leads to a sign-in.
pub(crate) fn expect_to_be_signed_out(person: &mut Person) -> Result<(), Stumble> {
    if person.app()?.shows("[data-connection]") {
        person.open_connection()?;
        person.app()?.wait_for("[data-signin-step]")?;
    }
    Ok(())
}
