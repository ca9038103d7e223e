//! Where secrets are kept, and what happens where they cannot be (faults F22, F24).

use walkthrough::journey;
use walkthrough::keyring::Keyring;

use crate::main_job::expect_to_be_signed_out;
use crate::stage::tell;

/// Without a keychain the app says so, works for this session, and takes the keychain when it is there.
fn works_without_and_takes_it_later(name: &str, keyring: Keyring, code: &str) {
    tell(name, keyring, |person, patient| {
        person.open_app()?;
        person.expect_problem(code)?;
        journey::sign_in(person, patient)?;

        person.desktop_mut().set_keyring(Keyring::Unlocked)?;
        person.say("the keyring is there now, unlocked");
        let app = person.app()?;
        app.click("#retry-keyring")?;
        app.wait_until_gone(&format!("[data-problem={code}]"))?;
        person.picture_of_app("keyring-found")?;

        person.quit_app()?;
        journey::come_back(person)
    });
}

#[test]
fn without_a_keyring_the_session_is_kept_in_memory_until_there_is_one() {
    works_without_and_takes_it_later("keyring-absent", Keyring::Absent, "keyring-missing");
}

#[test]
fn with_a_locked_keyring_the_session_is_kept_in_memory_until_it_is_unlocked() {
    works_without_and_takes_it_later("keyring-locked", Keyring::Locked, "keyring-locked");
}

#[test]
fn what_was_kept_in_memory_only_is_gone_after_a_restart() {
    tell("memory-only", Keyring::Absent, |person, patient| {
        person.open_app()?;
        journey::sign_in(person, patient)?;
        person.quit_app()?;
        person.open_app()?;
        expect_to_be_signed_out(person)
    });
}
