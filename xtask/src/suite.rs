//! `cargo xtask test`: every test there is, cheapest first, and one line for each step at the end.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::run::{cargo, npm, run, run_tests};
use crate::tally::Tally;
use crate::{packages, peers, screens, workspace};

/// Integration tests that need a desktop session.
const ON_A_DESKTOP: [&str; 2] = ["desktop_session", "desktop"];

#[derive(Debug)]
struct Step {
    name: &'static str,
    command: Command,
    /// Without it, later steps have nothing to run.
    is_build: bool,
}

#[derive(Debug)]
struct Outcome {
    name: &'static str,
    /// `None`: it was not run.
    passed: Option<bool>,
    tally: Tally,
    took: Duration,
}

/// Runs all steps, also after a red one, and fails if one was red.
pub(crate) fn test(arguments: &[String]) -> Result<(), Failure> {
    let says = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let fast = says("--fast");
    if fast {
        packages::ready_to_build()
    } else {
        packages::ready_to_walk()
    }?;
    screens::ready_to_embed()?;
    peers::fetch()?;
    peers::fetch_servers();
    packages::try_for_servers_of_others();
    let mut outcomes = Vec::new();
    let mut can_run = true;
    let large = says("--large").then(large);
    for step in steps(fast).into_iter().chain(large) {
        let is_build = step.is_build;
        let outcome = if can_run {
            perform(step)?
        } else {
            not_run(&step)
        };
        can_run &= !is_build || outcome.passed == Some(true);
        outcomes.push(outcome);
    }
    report(&outcomes)
}

fn steps(fast: bool) -> Vec<Step> {
    // Always the whole workspace: another selection has other features and compiles most again.
    let tests = |selection: &[String]| {
        let mut command = cargo(["test", "--workspace", "--no-fail-fast"]);
        command.args(selection);
        command
    };
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let mut crates = words(&["--lib", "--bins"]);
    crates.extend(selection(&integration_tests_of_crates()));
    let step = |name, command| Step {
        name,
        command,
        is_build: false,
    };
    let mut steps = vec![
        step("screens", npm(["test"])),
        Step {
            name: "build",
            command: tests(&words(&["--no-run"])),
            is_build: true,
        },
        step("crates", tests(&crates)),
        step("examples in documentation", tests(&words(&["--doc"]))),
    ];
    let journeys = integration_tests_of_the_app();
    if !journeys.is_empty() {
        steps.push(step(
            "the app without a window",
            tests(&selection(&journeys)),
        ));
    }
    steps.push(step(
        "at servers of others",
        tests(&selection(&words(&["independent_servers"]))),
    ));
    if !fast {
        steps.push(step(
            "the app on a desktop",
            tests(&selection(&words(&ON_A_DESKTOP))),
        ));
    }
    steps
}

/// A record of a hundred thousand resources, the whole way: minutes without optimisation.
fn large() -> Step {
    let mut command = cargo(["test", "--workspace", "--test", "scenarios"]);
    command.args(["--", "--ignored", "nothing_lost"]);
    Step {
        name: "a record of a hundred thousand",
        command,
        is_build: false,
    }
}

fn selection(tests: &[String]) -> Vec<String> {
    tests
        .iter()
        .flat_map(|test| ["--test".to_owned(), test.clone()])
        .collect()
}

fn integration_tests_of_crates() -> Vec<String> {
    let crates = names_in(&workspace::root().join("src-tauri/crates"));
    let folders = crates
        .iter()
        .map(|name| format!("src-tauri/crates/{name}/tests"));
    let mut tests: Vec<String> = folders
        .flat_map(|folder| integration_tests(&folder))
        .collect();
    tests.sort();
    tests.dedup();
    tests
}

fn integration_tests_of_the_app() -> Vec<String> {
    let mut tests = integration_tests("tests");
    tests.retain(|test| !ON_A_DESKTOP.contains(&test.as_str()));
    tests
}

/// Names of cargo's integration tests in a folder: `name.rs` or `name/main.rs`.
fn integration_tests(folder: &str) -> Vec<String> {
    let folder = workspace::root().join(folder);
    let names = names_in(&folder).into_iter();
    let tests = names.filter_map(|name| match name.strip_suffix(".rs") {
        Some(test) => Some(test.to_owned()),
        None => folder.join(&name).join("main.rs").is_file().then_some(name),
    });
    tests.collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn perform(mut step: Step) -> Result<Outcome, Failure> {
    println!("\n== {}", step.name);
    let begun = Instant::now();
    let (tally, passed) = if step.is_build {
        (Tally::default(), run(&mut step.command).is_ok())
    } else {
        run_tests(&mut step.command)?
    };
    Ok(Outcome {
        name: step.name,
        passed: Some(passed),
        tally,
        took: begun.elapsed(),
    })
}

fn not_run(step: &Step) -> Outcome {
    Outcome {
        name: step.name,
        passed: None,
        tally: Tally::default(),
        took: Duration::ZERO,
    }
}

fn report(outcomes: &[Outcome]) -> Result<(), Failure> {
    let mut total = Tally::default();
    println!();
    for Outcome {
        name,
        passed,
        tally,
        took,
    } in outcomes
    {
        total.add(*tally);
        let verdict = match passed {
            Some(true) => "ok",
            Some(false) => "FAILED",
            None => "not run",
        };
        let Tally {
            passed,
            failed,
            ignored,
        } = tally;
        println!(
            "{verdict:8} {name:26} {passed:5} passed {failed:3} failed {ignored:3} ignored {:8.1} s",
            took.as_secs_f32()
        );
    }
    println!(
        "{} passed, {} failed, {} ignored",
        total.passed, total.failed, total.ignored
    );
    let red: Vec<&str> = outcomes
        .iter()
        .filter(|outcome| outcome.passed != Some(true))
        .map(|outcome| outcome.name)
        .collect();
    if red.is_empty() {
        Ok(())
    } else {
        Err(Failure::Command(red.join(", ")))
    }
}
