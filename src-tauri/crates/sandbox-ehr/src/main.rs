//! The sandbox as a program: says where it is and serves on loopback until Ctrl-C.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, Sandbox, SandboxConfig};

const USAGE: &str = "\
sandbox-ehr: a strict SMART App Launch 2.2 and FHIR R4 server on 127.0.0.1, for tests and demos

  --port N          the port (default 4004; 0: any free one)
  --data DIR        patients from a folder of FHIR JSON or ndjson files; may be repeated
  --generate N      synthetic patients, the first with about N resources (default 600 without --data)
  --seed N          another cohort of synthetic patients (default 1)
  --profile NAME    which EHR to play: a built-in name or the path of a JSON file (default: default)
  --list-profiles   the built-in profiles
";

/// What the command line asks for.
enum Command {
    Serve(Options),
    ListProfiles,
    Help,
}

struct Options {
    port: u16,
    data: Vec<PathBuf>,
    generate: Option<usize>,
    seed: u64,
    profile: String,
}

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match parse(std::env::args().skip(1)) {
        Ok(Command::Serve(options)) => serve(options).await,
        Ok(Command::ListProfiles) => {
            list_profiles();
            Ok(())
        }
        Ok(Command::Help) => {
            say(USAGE);
            Ok(())
        }
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(failure.as_ref());
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Command, Failure> {
    let mut options = Options {
        port: 4004,
        data: Vec::new(),
        generate: None,
        seed: 1,
        profile: "default".to_owned(),
    };
    while let Some(name) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| format!("{name} needs a value"))
        };
        match name.as_str() {
            "--port" => options.port = value()?.parse()?,
            "--data" => options.data.push(value()?.into()),
            "--generate" => options.generate = Some(value()?.parse()?),
            "--seed" => options.seed = value()?.parse()?,
            "--profile" => options.profile = value()?,
            "--list-profiles" => return Ok(Command::ListProfiles),
            "--help" | "-h" => return Ok(Command::Help),
            other => return Err(format!("`{other}` is not an option, see --help").into()),
        }
    }
    Ok(Command::Serve(options))
}

async fn serve(options: Options) -> Result<(), Failure> {
    let profile = Profile::find(&options.profile)?;
    let store = Arc::new(patients(&options)?);
    announce_skipped(&store);
    let config = SandboxConfig {
        port: options.port,
        profile,
        store,
        ..SandboxConfig::default()
    };
    let sandbox = Sandbox::start(config).await?;
    say(&format!(
        "FHIR base URL  {}\nEHR launcher   {}\nSign in with   any user name (clinician, or a patient's id) and the password demo\nCtrl-C stops.\n",
        sandbox.fhir_base_url(),
        sandbox.launcher_url(),
    ));
    tokio::signal::ctrl_c().await?;
    sandbox.stop().await;
    Ok(())
}

fn patients(options: &Options) -> std::io::Result<FhirStore> {
    let mut store = FhirStore::load_all(&options.data)?;
    let resources = options
        .generate
        .or_else(|| options.data.is_empty().then_some(600));
    if let Some(resources) = resources {
        store.merge(FhirStore::generate(options.seed, resources));
    }
    Ok(store)
}

fn announce_skipped(store: &FhirStore) {
    for (path, reason) in &store.report().skipped {
        say(&format!("Not loaded     {}: {reason}\n", path.display()));
    }
}

fn list_profiles() {
    for profile in Profile::built_in() {
        say(&format!("{:<16} {}\n", profile.name, profile.description));
    }
}

#[expect(
    clippy::print_stdout,
    reason = "this is what a program says to its user"
)]
fn say(text: &str) {
    print!("{text}");
}

#[expect(
    clippy::print_stderr,
    reason = "this is what a program says to its user"
)]
fn complain(failure: &dyn std::error::Error) {
    eprintln!("sandbox-ehr: {failure}");
    let mut cause = failure.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
}
