//! `cargo xtask check`: what can be seen without running the product.

use crate::failure::Failure;
use crate::run::{cargo, find_program, npm, run};
use crate::{
    conformance, contract, packages, packaging, policies, screens, tidy, windows, workflows,
};

/// Performs every check, also after a red one, and fails if one was red.
pub(crate) fn check(arguments: &[String]) -> Result<(), Failure> {
    packages::ready_to_build()?;
    screens::ready_to_embed()?;
    let clippy = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ];
    let mut outcomes = vec![
        ("house rules", tidy::tidy()),
        ("formatting", run(&mut cargo(["fmt", "--all", "--check"]))),
        ("screens", run(&mut npm(["run", "check"]))),
        ("lints", run(&mut cargo(clippy))),
        ("generated files", contract::check()),
        ("statements of SMART App Launch", conformance::check()),
        ("files of packages", packaging::check()),
        ("templates of policies", policies::check()),
        ("pipelines", workflows::check()),
        ("dependencies", dependencies()),
    ];
    if arguments.iter().any(|argument| argument == "--windows") {
        outcomes.push(("what only Windows compiles", windows::check()));
    }
    let mut red = Vec::new();
    println!();
    for (name, outcome) in outcomes {
        match outcome {
            Ok(()) => println!("ok       {name}"),
            Err(failure) => {
                println!("FAILED   {name}: {failure}");
                red.push(name);
            }
        }
    }
    if red.is_empty() {
        Ok(())
    } else {
        Err(Failure::Command(red.join(", ")))
    }
}

/// The advisory databases are not asked: they need the network.
fn dependencies() -> Result<(), Failure> {
    println!(
        "Not asked: the advisory databases. `cargo xtask audit` does, each morning in the pipeline."
    );
    if find_program("cargo-deny").is_none() {
        println!(
            "Not checked: bans, licences and sources of dependencies. \
             `cargo install --locked cargo-deny` makes that possible."
        );
        return Ok(());
    }
    run(&mut cargo([
        "deny",
        "--offline",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))
}
