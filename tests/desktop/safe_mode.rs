//! An app that comes to a bad end again and again starts in safe mode, and leaves it by a click.

use std::fs;

use walkthrough::keyring::Keyring;
use walkthrough::person::Person;
use walkthrough::wait::wait_for;

use crate::stage::tell;

#[test]
fn after_three_bad_ends_the_app_says_so_and_starts_normally_by_a_click() {
    tell("safe-mode", Keyring::Unlocked, |person, _| {
        person.open_app()?;
        person.kill_app()?;
        let folder = person.desktop().root().join("share/org.chartside.app");
        let noted = fs::read_to_string(folder.join("starts.json")).expect("a noted start");
        // As if it had happened three times: a busy computer does not start it so often in a minute.
        let once = noted.trim_matches(['[', ']']);
        fs::write(
            folder.join("starts.json"),
            format!("[{once},{once},{once}]"),
        )
        .expect("a place to write");

        person.open_app()?;
        let app = person.app()?;
        app.wait_for("[data-notice=safe-mode]")?;
        person.picture_of_app("safe-mode")?;
        let first = running(person);
        person.app()?.click("#start-normally")?;
        person.say("asked for a normal start");
        wait_for("another start", || {
            let now = running(person);
            (now.len() == 1 && now != first).then_some(())
        })?;
        person.look_at_app()?;
        assert!(!person.app()?.shows("[data-notice=safe-mode]"));
        person.quit_app()?;
        assert!(!folder.join("starts.json").exists(), "it ended well");
        Ok(())
    });
}

fn running(person: &Person) -> Vec<i32> {
    let running = person.installation().running(person.desktop());
    running.into_iter().map(|process| process.id).collect()
}
