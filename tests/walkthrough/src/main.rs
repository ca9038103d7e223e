//! `walkthrough [--app PATH] [--data DIR] [--profile NAME] [--screenshots DIR]`: a scripted person
//! walks the whole journey in a virtual desktop. `cargo xtask demo` runs it where there is no display.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use sandbox_ehr::Profile;
use sandbox_ehr::fhir::FhirStore;
use walkthrough::ehr::Ehr;
use walkthrough::journey;
use walkthrough::keyring::Keyring;
use walkthrough::narration::Narration;
use walkthrough::person::{Person, Seat};

/// Enough for every screen to have something to show.
const RESOURCES: usize = 600;

#[derive(Debug)]
struct Options {
    app: PathBuf,
    data: Option<PathBuf>,
    profile: String,
    screenshots: PathBuf,
}

fn main() -> ExitCode {
    match options(std::env::args().skip(1)).and_then(|options| walk(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(error.as_ref());
            ExitCode::FAILURE
        }
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        app: "target/debug/chartside".into(),
        data: None,
        profile: "default".to_owned(),
        screenshots: "target/journey".into(),
    };
    while let Some(name) = arguments.next() {
        let value = arguments
            .next()
            .ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--app" => options.app = value.into(),
            "--data" => options.data = Some(value.into()),
            "--profile" => options.profile = value,
            "--screenshots" => options.screenshots = value.into(),
            other => return Err(format!("there is no option {other}").into()),
        }
    }
    Ok(options)
}

fn walk(options: &Options) -> Result<(), Box<dyn Error>> {
    let patients = match &options.data {
        Some(folder) => FhirStore::load(folder)?,
        None => FhirStore::generate(1, RESOURCES),
    };
    let ehr = Ehr::start(patients, Profile::find(&options.profile)?)?;
    let patient = ehr
        .busiest_patient()
        .ok_or("there is no patient in that folder")?;
    let narration = Narration::new(std::io::stdout(), &options.screenshots)?;
    let seat = Seat {
        app: &options.app,
        keyring: Keyring::Unlocked,
        environment: &[],
        origins: &[],
    };
    let mut person = Person::sit_down(seat, ehr, narration)?;
    journey::whole(&mut person, &patient).inspect_err(|_| person.leave_traces())?;
    Ok(())
}

#[expect(
    clippy::print_stderr,
    reason = "a program tells on its error output why it failed"
)]
fn complain(error: &dyn Error) {
    eprintln!("{error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("because: {error}");
        cause = error.source();
    }
}
