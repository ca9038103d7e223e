//! Where the stories happen.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sandbox_ehr::Profile;
use sandbox_ehr::fhir::FhirStore;
use walkthrough::ehr::Ehr;
use walkthrough::keyring::Keyring;
use walkthrough::narration::Narration;
use walkthrough::person::{Person, Seat, Stumble};

/// One desktop at a time: they share the processor, and a person's patience.
static STAGE: Mutex<()> = Mutex::new(());

/// Resources of the busiest made-up patient: a list that scrolls, and an answer of several pages.
const RESOURCES: usize = 300;

/// A person at a desktop whose EHR has made-up patients.
pub(crate) fn tell(
    name: &str,
    keyring: Keyring,
    story: impl FnOnce(&mut Person, &str) -> Result<(), Stumble>,
) {
    tell_of(name, keyring, made_up_patients(), Profile::default(), story);
}

/// A person at a desktop whose EHR has these patients; the story is about the busiest one.
pub(crate) fn tell_of(
    name: &str,
    keyring: Keyring,
    patients: FhirStore,
    profile: Profile,
    story: impl FnOnce(&mut Person, &str) -> Result<(), Stumble>,
) {
    let ehr = Ehr::start(patients, profile).expect("an EHR");
    tell_at(name, keyring, ehr, Surroundings::default(), story);
}

/// What is different from any other desktop.
#[derive(Clone, Copy, Default)]
pub(crate) struct Surroundings<'a> {
    /// Variables that are set.
    pub(crate) environment: &'a [(&'a str, &'a str)],
    /// Servers besides the EHR whose pages may open Chartside.
    pub(crate) origins: &'a [&'a str],
}

/// A person at such a desktop.
pub(crate) fn tell_at(
    name: &str,
    keyring: Keyring,
    ehr: Ehr,
    more: Surroundings<'_>,
    story: impl FnOnce(&mut Person, &str) -> Result<(), Stumble>,
) {
    let _alone = STAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let patient = ehr.busiest_patient().expect("a patient");
    let narration = Narration::new(CapturedByTheTest, &screenshots(name)).expect("a folder");
    // Everything that our own crates can be made to say, so that it can be searched for secrets.
    let environment = [&[("CHARTSIDE_LOG", "trace")], more.environment].concat();
    let seat = Seat {
        app: app(),
        keyring,
        environment: &environment,
        origins: more.origins,
    };
    let mut person = Person::sit_down(seat, ehr, narration).expect("a desktop");
    // The person leaves traces when they are dropped while the test panics.
    if let Err(stumble) = story(&mut person, &patient) {
        panic!("{stumble}");
    }
}

pub(crate) fn made_up_patients() -> FhirStore {
    FhirStore::generate(1, RESOURCES)
}

fn app() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_chartside"))
}

/// `target/journey/NAME`, beside the folder of the binary.
fn screenshots(name: &str) -> PathBuf {
    let target = app().ancestors().nth(2).expect("target/debug/chartside");
    target.join("journey").join(name)
}

/// Shows the commentary of tests that fail.
struct CapturedByTheTest;

impl Write for CapturedByTheTest {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        print!("{}", String::from_utf8_lossy(text));
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
