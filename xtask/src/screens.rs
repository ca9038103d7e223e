//! The screens (`ui/`): Node, npm packages, and the built files that the app embeds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::failure::Failure;
use crate::run::{answer, npm, run};
use crate::workspace;

/// Vite's own demand (`engines` of vite 8).
const OLDEST_NODE: (u32, u32) = (20, 19);
/// Not inputs of the build.
const OUTPUTS: [&str; 3] = ["node_modules", "dist", "test-results"];

/// Makes sure that npm's packages are there, as the lock file names them.
pub(crate) fn ready_to_develop() -> Result<(), Failure> {
    check_node()?;
    let lock = ui().join("package-lock.json");
    let installed = ui().join("node_modules/.installed-package-lock.json");
    let wanted = fs::read(&lock).map_err(Failure::io(format!("read {}", lock.display())))?;
    if fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(&mut npm(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&installed, wanted).map_err(Failure::io("note which npm packages are installed"))
}

/// Makes sure that the built screens are there and as new as their sources.
pub(crate) fn ready_to_embed() -> Result<(), Failure> {
    ready_to_develop()?;
    let built = modified(&ui().join("dist/index.html"));
    if built.is_some_and(|built| newest_source(&ui()).is_none_or(|source| source <= built)) {
        return Ok(());
    }
    run(&mut npm(["run", "build"]))
}

fn ui() -> PathBuf {
    workspace::root().join("ui")
}

fn newest_source(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let sources = entries.filter(|entry| !OUTPUTS.iter().any(|it| entry.file_name() == *it));
    let times = sources.filter_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            newest_source(&path)
        } else {
            modified(&path)
        }
    });
    times.max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn check_node() -> Result<(), Failure> {
    let version = answer(Command::new("node").arg("--version"));
    match version.as_deref().and_then(parse_version) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        found => Err(Failure::Advice(node_advice(found))),
    }
}

/// `v20.19.1` → (20, 19)
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn node_advice(found: Option<(u32, u32)>) -> String {
    let found = match found {
        Some((major, minor)) => format!("found {major}.{minor}"),
        None => "found none".to_owned(),
    };
    format!(
        "Chartside's screens need Node {}.{} or newer ({found}). Please install it from \
         https://nodejs.org or from your system's packages, then try again.",
        OLDEST_NODE.0, OLDEST_NODE.1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_versions_as_numbers() {
        assert_eq!(parse_version("v20.19.1"), Some((20, 19)));
        assert!(parse_version("v20.9.0") < Some(OLDEST_NODE));
        assert!(parse_version("v22.1.0") > Some(OLDEST_NODE));
        assert_eq!(parse_version("not found"), None);
    }
}
