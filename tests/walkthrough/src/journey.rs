//! The main job from end to end, as one story.

use std::time::Duration;

use crate::person::{Person, Stumble};

/// Longer than any access token of the sandbox lives.
const OVERNIGHT: Duration = Duration::from_hours(14);

/// Connect, sign in, read, close, come back the next day, read on, sign out.
pub fn whole(person: &mut Person, patient: &str) -> Result<(), Stumble> {
    person.open_app()?;
    person.picture_of_app("first-run")?;
    sign_in(person, patient)?;
    look_around(person)?;
    person.quit_app()?;
    person.ehr().sandbox().advance_time(OVERNIGHT);
    person.say("a night passes; the access token has expired");
    come_back(person)?;
    person.sign_out()
}

/// From the first screen to the record; gives the patient's name as the banner shows it.
pub fn sign_in(person: &mut Person, patient: &str) -> Result<String, Stumble> {
    person.connect()?;
    person.picture_of_app("waiting-for-browser")?;
    person.sign_in_at_ehr("clinician", patient)?;
    person.allow()?;
    let name = person.expect_record()?;
    person.picture_of_app("record")?;
    Ok(name)
}

/// From a click on the icon to the record, without signing in.
pub fn come_back(person: &mut Person) -> Result<(), Stumble> {
    person.open_app()?;
    person.picture_of_app("still-signed-in")?;
    person.open_connection()?;
    person.expect_record()?;
    person.picture_of_app("record-again")
}

/// The parts of the record, one result over time, one resource as JSON.
pub fn look_around(person: &mut Person) -> Result<(), Stumble> {
    for part in [
        "problems",
        "allergies",
        "medications",
        "timeline",
        "documents",
        "vitals",
    ] {
        person.go_to(part)?;
        person.say(&format!("looked at {part}"));
        person.picture_of_app(part)?;
    }
    person.go_to("results")?;
    person.open_first_row()?;
    person.say("looked at results, and one of them over time");
    person.picture_of_app("results")?;
    person.read_json()?;
    person.say("read the result as JSON");
    person.picture_of_app("json")
}
