//! `SHA256SUMS`: what coreutils' `sha256sum --check` reads.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::not_genuine;
use crate::failure::Failure;
use crate::run::answer;

/// The list of checksums; its signature stands beside it.
pub(super) const SUMS: &str = "SHA256SUMS";

/// Writes the list of all files of a folder, signatures among them.
pub(super) fn write(folder: &Path) -> Result<(), Failure> {
    let mut command = Command::new("sha256sum");
    command.arg("--").args(names(folder)?).current_dir(folder);
    let sums = answer(&mut command).ok_or_else(|| Failure::Command("sha256sum".to_owned()))?;
    fs::write(folder.join(SUMS), format!("{sums}\n")).map_err(Failure::io(format!("write {SUMS}")))
}

/// Fails with a file that is not as it is listed, is listed and missing, or is there and not listed. Says how
/// many there are.
pub(super) fn verify(folder: &Path) -> Result<usize, Failure> {
    let list = folder.join(SUMS);
    let text = fs::read_to_string(&list).map_err(Failure::io(format!("read {SUMS}")))?;
    let mut listed: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_once("  ").map(|(_, name)| name))
        .collect();
    listed.sort_unstable();
    if listed != names(folder)? {
        return Err(not_genuine(&list, "it names other files than there are"));
    }
    let mut check = Command::new("sha256sum");
    check
        .args(["--check", "--strict", SUMS])
        .current_dir(folder);
    match answer(&mut check) {
        Some(_) => Ok(listed.len()),
        None => Err(not_genuine(&list, "a file is not as it is listed")),
    }
}

fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    let entries =
        fs::read_dir(folder).map_err(Failure::io(format!("read {}", folder.display())))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != SUMS && *name != format!("{SUMS}.asc"))
        .collect();
    names.sort_unstable();
    if names.is_empty() {
        let advice = format!("There is no file in {}.", folder.display());
        return Err(Failure::Advice(advice));
    }
    Ok(names)
}
