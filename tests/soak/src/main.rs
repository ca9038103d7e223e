//! Custody of tokens under strain: a thousand tasks, eight processes, and processes that are killed at
//! every system call that matters, with a real keyring and the sandbox EHR.
//!
//! `cargo xtask soak` starts it inside a D-Bus session with an unlocked gnome-keyring. It fails where a
//! figure is not what is promised.

mod desk;
mod figures;
mod kills;
mod site;
mod together;
mod worker;

use std::process::ExitCode;

use figures::Figures;
use site::Site;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What is asked for on the command line.
struct Options {
    json: bool,
    /// Expiries that the processes live through together.
    expiries: usize,
    /// Runs for each point at which a process is killed.
    runs: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    let outcome = if first.as_deref() == Some("worker") {
        worker::run(arguments.collect()).await.map(|()| true)
    } else {
        match options(first.into_iter().chain(arguments)) {
            Ok(options) => soak(&options).await,
            Err(failure) => Err(failure),
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            figures::complain(failure.as_ref());
            ExitCode::FAILURE
        }
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, Failure> {
    let mut options = Options {
        json: false,
        expiries: 100,
        runs: 200,
    };
    while let Some(name) = arguments.next() {
        let mut number = || -> Result<usize, Failure> {
            Ok(arguments.next().ok_or("a number is missing")?.parse()?)
        };
        match name.as_str() {
            "--json" => options.json = true,
            "--expiries" => options.expiries = number()?,
            "--runs" => options.runs = number()?,
            other => return Err(format!("`{other}` is not an option").into()),
        }
    }
    Ok(options)
}

async fn soak(options: &Options) -> Result<bool, Failure> {
    let mut figures = Figures::default();
    let mut site = Site::new(0).await?;
    together::tasks(&mut site, &mut figures).await?;
    together::processes(&mut site, options.expiries, &mut figures).await?;
    figures.canary_hits += site.canaries();
    // A server that forgives for a minute: what it would still accept must not be lost.
    let mut site = Site::new(60).await?;
    kills::kills(&mut site, options.runs, &mut figures).await?;
    figures.canary_hits += site.canaries();
    figures.print(options.json)?;
    Ok(figures.are_as_promised())
}
