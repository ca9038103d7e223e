//! The development host as a program: says where it is and serves on loopback until Ctrl-C.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chartside_devhost::{Devhost, DevhostConfig, Person};
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, Sandbox, SandboxConfig};
use tracing_subscriber::EnvFilter;

const USAGE: &str = "\
chartside-devhost: the screens and the real core in an ordinary browser, on 127.0.0.1

  --port N          the port (default 4005; 0: any free one)
  --ui DIR          the built screens (default: ui/dist of this checkout)
  --sandbox         start a sandbox EHR beside it and offer it as the demo server
    --data DIR        its patients from a folder of FHIR files; may be repeated
    --generate N      its synthetic patients, the first with about N resources (default 600 without --data)
    --seed N          another cohort of synthetic patients (default 1)
    --profile NAME    which EHR it plays: a built-in name or a JSON file (default: default)
  --auto            sign in at the sandbox by itself whenever a browser is asked for
    --user NAME       as this user (default clinician)
    --patient ID      for this patient (default: the first)
  --no-keyring      a computer without a keychain
  --log FILTER      what to log (default info)
";

/// The screens, relative to this crate.
const SCREENS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/dist");

struct Options {
    port: u16,
    ui: PathBuf,
    sandbox: bool,
    data: Vec<PathBuf>,
    generate: Option<usize>,
    seed: u64,
    profile: String,
    auto: bool,
    person: Person,
    without_keyring: bool,
    log: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 4005,
            ui: SCREENS.into(),
            sandbox: false,
            data: Vec::new(),
            generate: None,
            seed: 1,
            profile: "default".to_owned(),
            auto: false,
            person: Person::default(),
            without_keyring: false,
            log: "info".to_owned(),
        }
    }
}

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match parse(std::env::args().skip(1)) {
        Ok(Some(options)) => serve(options).await,
        Ok(None) => {
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

/// `None`: help is asked for.
fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Option<Options>, Failure> {
    let mut options = Options::default();
    while let Some(name) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| format!("{name} needs a value"))
        };
        match name.as_str() {
            "--port" => options.port = value()?.parse()?,
            "--ui" => options.ui = value()?.into(),
            "--sandbox" => options.sandbox = true,
            "--data" => options.data.push(value()?.into()),
            "--generate" => options.generate = Some(value()?.parse()?),
            "--seed" => options.seed = value()?.parse()?,
            "--profile" => options.profile = value()?,
            "--auto" => options.auto = true,
            "--user" => options.person.user = value()?,
            "--patient" => options.person.patient = Some(value()?),
            "--no-keyring" => options.without_keyring = true,
            "--log" => options.log = value()?,
            "--help" | "-h" => return Ok(None),
            other => return Err(format!("`{other}` is not an option, see --help").into()),
        }
    }
    Ok(Some(options))
}

async fn serve(options: Options) -> Result<(), Failure> {
    log(&options.log)?;
    let sandbox = if options.sandbox {
        Some(sandbox(&options).await?)
    } else {
        None
    };
    let demo_server = sandbox.as_ref().map(Sandbox::fhir_base_url);
    let config = DevhostConfig {
        port: options.port,
        pages: options.ui,
        demo_server,
        person: options.auto.then_some(options.person),
        without_keyring: options.without_keyring,
    };
    let devhost = Devhost::start(config).await?;
    if let Some(sandbox) = &sandbox {
        say(&format!("Sandbox EHR    {}\n", sandbox.fhir_base_url()));
        say(&format!("EHR launcher   {}\n", sandbox.launcher_url()));
    }
    say(&format!(
        "Chartside      {}/\nCtrl-C stops.\n",
        devhost.url()
    ));
    stopped().await?;
    Ok(())
}

fn log(filter: &str) -> Result<(), Failure> {
    let log = tracing_subscriber::fmt().with_env_filter(EnvFilter::try_new(filter)?);
    log.with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    Ok(())
}

/// Ctrl-C, or what a test runner sends: either way what was stored is removed.
#[cfg(unix)]
async fn stopped() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stopped() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

async fn sandbox(options: &Options) -> Result<Sandbox, Failure> {
    let profile = Profile::find(&options.profile)?;
    let mut store = FhirStore::load_all(&options.data)?;
    if let Some(resources) = options
        .generate
        .or_else(|| options.data.is_empty().then_some(600))
    {
        store.merge(FhirStore::generate(options.seed, resources));
    }
    let config = SandboxConfig {
        profile,
        store: Arc::new(store),
        ..SandboxConfig::default()
    };
    Ok(Sandbox::start(config).await?)
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
    eprintln!("chartside-devhost: {failure}");
    let mut cause = failure.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
}
