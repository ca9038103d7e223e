//! The lock, in the real window and on the real buses (threats T46 and T48, faults F31 and F47).

use std::collections::HashMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sandbox_ehr::Profile;
use serde_json::{Value, json};
use walkthrough::Process;
use walkthrough::desktop::DesktopError;
use walkthrough::ehr::Ehr;
use walkthrough::installation::TITLE;
use walkthrough::journey;
use walkthrough::keyring::Keyring;
use walkthrough::memory::{Found, Needles};
use walkthrough::person::{Person, Stumble};
use walkthrough::wait::{wait_at_most, wait_for};
use walkthrough::webdriver::WebDriver;
use zbus::Message;
use zbus::blocking::{Connection, connection};
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Value as BusValue};

use crate::main_job::assert_nothing_is_missing;
use crate::signals::{SystemBus, activate_screen_saver};
use crate::stage::{Surroundings, made_up_patients, tell, tell_at, tell_of};

/// In which nothing happens.
const A_BLINK: Duration = Duration::from_millis(300);
/// In which a page is loaded.
const A_MOMENT: Duration = Duration::from_secs(8);
const ATTEMPTS: usize = 4;
/// `InhibitDelayMaxSec` of logind.
const AS_LOGIND_WAITS: Duration = Duration::from_secs(5);

/// Asks the core, as the screens do.
const ASK: &str = "return window.__TAURI_INTERNALS__.invoke(arguments[0], {})";

/// Whether the core says that it is locked.
pub(crate) fn is_locked(person: &Person) -> bool {
    let overview = person
        .app()
        .ok()
        .map(|app| app.run_script(ASK, &json!(["overview"])));
    let Some(Ok(overview)) = overview else {
        return false;
    };
    overview.pointer("/lock/locked") == Some(&json!(true))
}

fn expect_lock(person: &mut Person, who: &str) -> Result<(), Stumble> {
    let app = person.app()?;
    app.wait("the app to lock", || is_locked(person).then_some(()))?;
    app.wait_for("#lock")?;
    assert!(
        !app.shows("[data-record], [data-key]"),
        "nothing of the record stays"
    );
    person.say(&format!("{who} locked Chartside"));
    person.picture_of_app("locked")
}

fn unlock(person: &mut Person) -> Result<(), Stumble> {
    person.app()?.click("#unlock")?;
    person.say("unlocked; nobody can be asked on this desktop");
    Ok(())
}

/// Presses the keys that lock.
fn lock(person: &mut Person) -> Result<(), Stumble> {
    person.desktop().bring_to_front(TITLE)?;
    person.desktop().press(&["ctrl+l"])?;
    expect_lock(person, "the person")
}

/// Every secret of a sign-in, by a name that may be printed.
fn secrets(person: &Person) -> Needles {
    let mut needles = Needles::default();
    for request in person.ehr().sandbox().journal().token_requests() {
        for sent in ["code", "code_verifier"] {
            if let Some(value) = request.form_value(sent) {
                needles.add_text(sent, value);
            }
        }
        // Nothing is issued before the answer.
        let Some(answer) = request.answer.body else {
            continue;
        };
        for issued in ["access_token", "refresh_token", "id_token"] {
            let value = answer.get(issued).and_then(Value::as_str);
            needles.add_text(issued, value.expect("it was issued"));
        }
    }
    needles
}

/// One item of the keyring, as the Secret Service hands it over: session, parameters, value, type.
type Item = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

/// What the keyring keeps for the app: `1.GENERATION.KEY`.
fn vault_key(person: &Person) -> zbus::Result<String> {
    let bus = connection::Builder::address(person.desktop().bus())?.build()?;
    let plain = ask_keyring(&bus, "OpenSession", &("plain", BusValue::from("")))?;
    let (_, session): (OwnedValue, OwnedObjectPath) = plain.body().deserialize()?;
    let ours = HashMap::from([("service", "org.chartside.app")]);
    let found = ask_keyring(&bus, "SearchItems", &(ours,))?;
    let (items, _): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) = found.body().deserialize()?;
    let secrets = ask_keyring(&bus, "GetSecrets", &(items, session))?;
    let secrets: HashMap<OwnedObjectPath, Item> = secrets.body().deserialize()?;
    let (_, _, value, _) = secrets.into_values().next().expect("one item");
    let value = String::from_utf8(value).expect("text");
    Ok(value.rsplit('.').next().expect("a key").to_owned())
}

fn ask_keyring<B>(bus: &Connection, method: &str, body: &B) -> zbus::Result<Message>
where
    B: serde::Serialize + DynamicType,
{
    let interface = "org.freedesktop.Secret.Service";
    let path = "/org/freedesktop/secrets";
    bus.call_method(
        Some("org.freedesktop.secrets"),
        path,
        Some(interface),
        method,
        body,
    )
}

/// The app and the processes of its engine.
fn processes(person: &Person) -> Vec<(String, Process)> {
    let app = person.installation().running(person.desktop());
    let app = app.into_iter().map(|process| ("app".to_owned(), process));
    let engine = person
        .desktop()
        .processes()
        .into_iter()
        .filter_map(|process| {
            let name = process.program.file_name()?.to_str()?.to_owned();
            ["WebKitWebProcess", "WebKitNetworkProcess"]
                .contains(&name.as_str())
                .then_some((name, process))
        });
    app.chain(engine).collect()
}

fn look_into_memory(person: &Person, needles: &Needles) -> Vec<(String, Found)> {
    let look = |(name, process): (String, Process)| {
        let found = needles.find_in(&process).expect("readable memory");
        (name, found)
    };
    processes(person).into_iter().map(look).collect()
}

fn of_app(found: &[(String, Found)]) -> &Found {
    let (_, app) = found
        .iter()
        .find(|(name, _)| name == "app")
        .expect("the app");
    app
}

/// Waits until the EHR was asked at this place.
fn expect_asked(person: &Person, path: &str) {
    let asked = || {
        let requests = person.ehr().sandbox().journal().requests_to(path);
        (!requests.is_empty()).then_some(())
    };
    wait_for(format!("a request to {path}"), asked).expect("it is asked");
}

fn expect_in_app(person: &Person, names: &[&str]) {
    let needles = secrets(person);
    let app = person.installation().running(person.desktop());
    let app = app.first().expect("the app");
    let found = needles.find_in(app).expect("readable memory");
    println!("in use: {found:#?}");
    for name in names {
        assert!(found.contains_key(*name), "{name} is not found");
    }
}

/// That something is not found says nothing unless it is found where it is in use. Neither of these two
/// is kept after a sign-in, so the server takes its time: they are in use until the token endpoint
/// answers.
#[test]
fn t46_what_a_sign_in_uses_up_is_found_while_it_is_in_use() {
    let slow = r#"{"faults":[{"at":"token","nth":1,"act":{"delay":15000}}]}"#;
    let slow: Profile = serde_json::from_str(slow).expect("a profile");
    let patients = made_up_patients();
    tell_of(
        "in-use",
        Keyring::Unlocked,
        patients,
        slow,
        |person, patient| {
            person.open_app()?;
            person.connect()?;
            person.sign_in_at_ehr("clinician", patient)?;
            person.allow()?;
            expect_asked(person, "/auth/token");
            expect_in_app(person, &["code", "code_verifier"]);
            person.expect_record()?;
            Ok(())
        },
    );
}

#[test]
fn t46_nothing_that_the_lock_protects_is_in_memory_while_it_is_locked() {
    tell("lock-memory", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        journey::sign_in(person, patient)?;
        let mut needles = secrets(person);
        let key = vault_key(person).expect("the key of the vault");
        needles.add_bytes("vault key", &STANDARD.decode(&key).expect("Base64"));
        needles.add_text("vault key as the keyring has it", &key);
        let mut of_patient = Needles::default();
        for card in person.ehr().patients().patients() {
            if card.id == patient {
                for (number, part) in card.name.split_whitespace().enumerate() {
                    of_patient.add_text(&format!("name {number}"), part);
                }
            }
        }

        let before = look_into_memory(person, &needles);
        println!("before: {before:#?}");
        assert!(before.len() >= 3, "the app and its engine");
        assert!(
            of_app(&before).contains_key("access_token"),
            "or nothing could fail"
        );
        println!(
            "of the patient, before: {:#?}",
            look_into_memory(person, &of_patient)
        );

        lock(person)?;
        let after = look_into_memory(person, &needles);
        println!("after: {after:#?}");
        println!(
            "of the patient, after: {:#?}",
            look_into_memory(person, &of_patient)
        );
        for (name, found) in &after {
            assert_eq!(*found, Found::new(), "{name}");
        }

        unlock(person)?;
        person.expect_record()?;
        assert_nothing_is_missing(person, patient)?;
        Ok(())
    });
}

#[test]
fn f31_an_app_that_was_locked_is_locked_when_it_is_started_again() {
    tell("lock-restart", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        let name = journey::sign_in(person, patient)?;
        person.go_to("medications")?;
        lock(person)?;
        unlock(person)?;
        person
            .app()?
            .wait_for("[data-nav=medications][aria-current=page]")?;
        person.say("where it was");

        lock(person)?;
        person.quit_app()?;
        person.open_app()?;
        expect_lock(person, "the last start")?;
        unlock(person)?;
        person.open_connection()?;
        assert_eq!(person.expect_record()?, name);
        Ok(())
    });
}

#[test]
fn t48_the_screen_saver_locks() {
    tell("lock-screen", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        journey::sign_in(person, patient)?;
        activate_screen_saver(person.desktop().bus()).expect("a signal");
        expect_lock(person, "the screen saver")?;
        unlock(person)?;
        person.expect_record()?;
        Ok(())
    });
}

#[test]
fn t48_the_computer_sleeps_when_the_app_is_locked_and_not_before() {
    beside_a_system_bus("lock-sleep", |person, patient, system| {
        person.open_app()?;
        journey::sign_in(person, patient)?;
        assert_eq!(system.asked(), ["delay sleep"]);
        assert!(!system.is_let_go(A_BLINK), "it is held");

        system.prepare_for_sleep(true);
        assert!(system.is_let_go(AS_LOGIND_WAITS), "the computer may sleep");
        assert!(is_locked(person), "and is locked by then");
        expect_lock(person, "going to sleep")?;

        system.prepare_for_sleep(false);
        person.app()?.wait("the next inhibitor", || {
            (system.asked().len() == 2).then_some(())
        })?;
        assert!(!system.is_let_go(A_BLINK), "it is held again");
        unlock(person)?;
        person.expect_record()?;

        system.lock_session();
        expect_lock(person, "logind")
    });
}

#[test]
fn t48_polkit_says_who_is_there() {
    beside_a_system_bus("lock-polkit", |person, patient, system| {
        let wrong_password = (false, false, HashMap::new());
        let same = (true, false, HashMap::new());
        system.install_polkit(vec![wrong_password, same]);
        person.open_app()?;
        journey::sign_in(person, patient)?;
        lock(person)?;
        person.app()?.click("#unlock")?;
        person.expect_problem("unlock-refused")?;
        assert!(is_locked(person), "a wrong password opens nothing");
        person.app()?.click("#unlock")?;
        person.expect_record()?;
        Ok(())
    });
}

/// Tells a story on a computer with a system bus of its own.
fn beside_a_system_bus(
    name: &str,
    story: impl FnOnce(&mut Person, &str, &SystemBus) -> Result<(), Stumble>,
) {
    let folder = tempfile::tempdir().expect("a folder");
    let system = SystemBus::start(folder.path());
    let environment = [("DBUS_SYSTEM_BUS_ADDRESS", system.address())];
    let surroundings = Surroundings {
        environment: &environment,
        ..Surroundings::default()
    };
    let ehr = Ehr::start(made_up_patients(), Profile::default()).expect("an EHR");
    let told = |person: &mut Person, patient: &str| story(person, patient, &system);
    tell_at(name, Keyring::Unlocked, ehr, surroundings, told);
}

/// Kills the process of the screens, and waits for the next one.
fn kill_the_screens(person: &mut Person) -> Result<(), Stumble> {
    let of_screens = |person: &Person| {
        let mut all = processes(person).into_iter();
        let (_, screens) = all.find(|(name, _)| name == "WebKitWebProcess")?;
        Some(screens)
    };
    let dies = of_screens(person).expect("the process of the screens");
    person.desktop().kill(&dies);
    person.say("the process of the screens was killed");
    let next = || of_screens(person).filter(|next| next.id != dies.id);
    wait_for("the next process", next).map_err(DesktopError::from)?;
    Ok(())
}

/// Takes hold of the page that says it. A driver that comes while it is loaded sees nothing of it.
fn look_at_recovery(person: &Person) -> WebDriver {
    for _ in 0..ATTEMPTS {
        let attached = person.installation().attach(person.desktop());
        let page = attached.expect("a window");
        let is_there = || page.shows("#recovery").then_some(());
        if wait_at_most(A_MOMENT, "the page", is_there).is_ok() {
            return page;
        }
    }
    panic!("the page that says it is not shown");
}

#[test]
fn f47_the_screens_come_back_when_their_process_dies() {
    tell("web-process", Keyring::Unlocked, |person, patient| {
        person.open_app()?;
        let name = journey::sign_in(person, patient)?;
        kill_the_screens(person)?;
        person.look_at_app()?;
        person.picture_of_app("back")?;
        person.open_connection()?;
        assert_eq!(person.expect_record()?, name, "and nobody signed in again");

        kill_the_screens(person)?;
        let page = look_at_recovery(person);
        person.picture_of_screen("recovery")?;
        page.click("#recovery-again")?;
        drop(page);
        person.look_at_app()?;
        person.open_connection()?;
        assert_eq!(person.expect_record()?, name);
        Ok(())
    });
}
