//! `cargo xtask demo`: the whole product, with nothing to install and nobody to ask.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::process::Command;

use crate::failure::Failure;
use crate::run::{cargo, run};
use crate::sandbox::Sandbox;
use crate::{packages, screens, workspace};

/// Starts the demo, or walks through it where nobody could see it.
pub(crate) fn demo(arguments: &[String]) -> Result<(), Failure> {
    if workspace::has_display() {
        show(arguments)
    } else {
        walk(arguments)
    }
}

fn show(arguments: &[String]) -> Result<(), Failure> {
    packages::ready_to_build()?;
    screens::ready_to_embed()?;
    build(&["chartside", "sandbox-ehr"])?;
    // Apart from what Chartside keeps for its person. Sign-ins at an earlier sandbox ended with it.
    let data = workspace::target().join("demo");
    if data.exists() {
        fs::remove_dir_all(&data).map_err(Failure::io("forget the last demo"))?;
    }
    let sandbox = Sandbox::start(arguments)?;
    let mut app = Command::new(workspace::debug_binary("chartside"));
    app.env("CHARTSIDE_DEMO_SERVER", &sandbox.fhir_base_url)
        .env("CHARTSIDE_DATA_DIR", &data);
    loop {
        println!("\nChartside opens. Sign in with any name and the password: demo");
        run(&mut app)?;
        if !wants_it_again()? {
            return Ok(());
        }
    }
}

/// The sandbox stays meanwhile, so that a person can see that they are still signed in.
fn wants_it_again() -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    println!("\nChartside was closed. Enter opens it again, q ends the demo.");
    let mut answer = String::new();
    let read = io::stdin()
        .read_line(&mut answer)
        .map_err(Failure::io("read your answer"))?;
    Ok(read > 0 && !answer.trim().eq_ignore_ascii_case("q"))
}

fn walk(arguments: &[String]) -> Result<(), Failure> {
    println!(
        "There is no display here, so a scripted person walks through the demo in a virtual one."
    );
    packages::ready_to_walk()?;
    screens::ready_to_embed()?;
    build(&["chartside", "walkthrough"])?;
    let screenshots = workspace::target().join("journey");
    run(Command::new(workspace::debug_binary("walkthrough"))
        .arg("--app")
        .arg(workspace::debug_binary("chartside"))
        .arg("--screenshots")
        .arg(&screenshots)
        .args(arguments))?;
    println!("\nWhat the person saw: {}", screenshots.display());
    Ok(())
}

/// The whole workspace is named, so that features are the same as for the tests.
fn build(binaries: &[&str]) -> Result<(), Failure> {
    let selection = binaries.iter().flat_map(|binary| ["--bin", binary]);
    run(cargo(["build", "--workspace"]).args(selection))
}
