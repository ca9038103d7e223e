//! `cargo xtask`: the one entrance for people. Each task does its own set-up, or says in a sentence
//! what it needs. Only the standard library is used, so that it builds in a second.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "talking to a person is its job"
)]

mod bench;
mod bundle;
mod check;
mod conformance;
mod contract;
mod demo;
mod dev;
mod failure;
mod fleet;
mod fuzz;
mod guide;
mod install_check;
mod licences;
mod packages;
mod packaging;
mod peers;
mod policies;
mod release;
mod run;
mod sandbox;
mod scratch;
mod screens;
mod screenshots;
mod signing;
mod soak;
mod suite;
mod tally;
mod thorough;
mod tidy;
mod updater;
mod windows;
mod workflows;
mod workspace;

use std::process::ExitCode;

use failure::Failure;

const HELP: &str = "\
cargo xtask <task>

  demo [--data DIR] [--profile NAME]
             Start a sandbox EHR with made-up patients, and Chartside connected to it.
             Without a display: a scripted person walks the same journey and leaves screenshots.
  dev        Chartside with screens that reload as you edit them, beside the sandbox.
  test [--fast] [--large]
             Every test there is; --fast leaves out the ones that need a desktop, --large adds a
             record of a hundred thousand resources.
  check [--windows]
             Formatting, lints, types, generated files, packages, pipelines, dependencies;
             --windows: lints of what only Windows compiles, too. Takes minutes.
  generate   Write the contract between core and screens and docs/conformance.md anew.
  screenshots
             Pictures of every view in light and dark, in target/screenshots.
  guide      The pictures of the user guide, in docs/guide/images.
  soak [--json] [--expiries N] [--runs N]
             Processes that share a session and are killed at every step of a refresh.
  simulate-fleet [--json] [--desktops N] [--people-within SECONDS]
             Ten thousand desktops and one authorization server on a clock of their own.
  fuzz [TARGET..] [--seconds N]
             Feed readers of foreign input with what nobody thought of, a minute each.
  coverage   How much of the crates that guard a sign-in is run by their tests.
  mutants [ARGUMENTS OF CARGO-MUTANTS]
             How many small mistakes in these crates their tests notice. Takes hours.
  bench [--json] [NAME..]
             Measure, and print the numbers.
  bundle [--bundles LIST] [--target TRIPLE] [--step compile|pack]
             The installers of this system, looked into.
  install-check [FILE.deb [OLDER.deb]]
             Install a package into a new, empty Debian, open links there, upgrade, and remove it.
  sign | verify
             Signatures of packages and checksums; without arguments it says how.
  licences   Write down what others wrote that is part of Chartside.
  audit      Ask the advisory databases about every dependency.
  release-check TAG | release-notes TAG | sbom | update-manifest
             What the pipeline of a release asks for (docs/releasing.md).
  help       This text.

What is missing (Debian packages, npm packages, the built screens) is installed or built first.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    match perform(task, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &str, arguments: &[String]) -> Result<(), Failure> {
    match task {
        "demo" => demo::demo(arguments),
        "dev" => dev::dev(arguments),
        "test" => suite::test(arguments),
        "check" => check::check(arguments),
        "generate" => conformance::generate().and_then(|()| contract::generate()),
        "bench" => bench::bench(arguments),
        "screenshots" => screenshots::screenshots(),
        "guide" => guide::guide(),
        "soak" => soak::soak(arguments),
        "simulate-fleet" => fleet::simulate(arguments),
        "fuzz" => fuzz::fuzz(arguments),
        "coverage" => thorough::coverage(),
        "mutants" => thorough::mutants(arguments),
        "bundle" => bundle::bundle(arguments),
        "install-check" => install_check::install_check(arguments),
        "sign" => signing::sign(arguments),
        "verify" => signing::verify(arguments),
        "licences" => licences::write(),
        "audit" => release::audit(),
        "release-check" => release::check(arguments),
        "release-notes" => release::notes(arguments),
        "sbom" => release::sbom(),
        "update-manifest" => updater::write_manifest(arguments),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(Failure::Advice(format!(
            "There is no task {other:?}.\n\n{HELP}"
        ))),
    }
}
