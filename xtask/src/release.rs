//! `cargo xtask release-check`, `release-notes`, `sbom` and `audit`: what a release is asked for.

use std::fs;

use crate::failure::Failure;
use crate::run::{answer, cargo, find_program, npm, run};
use crate::workspace;

/// Fails where the tag, the version, the changelog and the metadata do not say the same.
pub(crate) fn check(arguments: &[String]) -> Result<(), Failure> {
    let tag = tag(arguments)?;
    let version = tag.strip_prefix('v').unwrap_or(tag);
    let metainfo = "src-tauri/linux/org.chartside.app.metainfo.xml";
    let faults = faults(
        version,
        &read("Cargo.toml")?,
        &read("CHANGELOG.md")?,
        &read(metainfo)?,
    );
    if faults.is_empty() {
        println!("{tag} can be released.");
        Ok(())
    } else {
        Err(Failure::Advice(faults.join("\n")))
    }
}

/// Prints what the changelog says about a version.
pub(crate) fn notes(arguments: &[String]) -> Result<(), Failure> {
    println!("{}", notes_of(tag(arguments)?)?);
    Ok(())
}

/// What the changelog says about the version of this tag.
pub(crate) fn notes_of(tag: &str) -> Result<String, Failure> {
    let version = tag.strip_prefix('v').unwrap_or(tag);
    let changelog = read("CHANGELOG.md")?;
    let notes = section(&changelog, version).map(str::to_owned);
    notes.ok_or_else(|| Failure::Advice(format!("CHANGELOG.md has nothing about {version}.")))
}

/// Writes the bills of materials: one of the program, one of its screens.
pub(crate) fn sbom() -> Result<(), Failure> {
    let folder = workspace::root().join("target/sbom");
    fs::create_dir_all(&folder).map_err(Failure::io("make target/sbom"))?;
    let mut screens = npm([
        "sbom",
        "--sbom-format=cyclonedx",
        "--omit=dev",
        "--package-lock-only",
    ]);
    let bill = answer(&mut screens).ok_or_else(|| Failure::Command("npm sbom".to_owned()))?;
    write("target/sbom/chartside-screens.cdx.json", &bill)?;
    if find_program("cargo-cyclonedx").is_none() {
        let advice = "Please run `cargo install --locked cargo-cyclonedx`, then try again.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    let name = "chartside-program.cdx";
    let bills = [
        "--format=json",
        "--all",
        "--target=all",
        "--override-filename",
        name,
    ];
    let made = run(cargo(["cyclonedx"]).args(bills));
    // It writes one beside every manifest of the workspace.
    let root = workspace::root().join(format!("{name}.json"));
    let kept = made.and_then(|()| {
        fs::copy(&root, folder.join(format!("{name}.json")))
            .map(drop)
            .map_err(Failure::io("keep the bill of the program"))
    });
    for manifest in workspace::manifests() {
        // Most are there; the one that is not does no harm.
        let _ = fs::remove_file(manifest.with_file_name(format!("{name}.json")));
    }
    kept
}

/// Asks the advisory databases about every dependency.
pub(crate) fn audit() -> Result<(), Failure> {
    if find_program("cargo-deny").is_none() {
        let advice = "Please run `cargo install --locked cargo-deny`, then try again.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    let program = run(&mut cargo(["deny", "check"]));
    let screens = run(&mut npm(["audit", "--audit-level=low"]));
    program.and(screens)
}

fn tag(arguments: &[String]) -> Result<&str, Failure> {
    match arguments {
        [tag] => Ok(tag),
        _ => Err(Failure::Advice(
            "Name one tag, for example v1.2.3.".to_owned(),
        )),
    }
}

fn faults(version: &str, manifest: &str, changelog: &str, metainfo: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let own = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = "))
        .map(|value| value.trim_matches('"'));
    if own != Some(version) {
        faults.push(format!("Cargo.toml has version {}", own.unwrap_or("?")));
    }
    if section(changelog, version).is_none_or(str::is_empty) {
        faults.push(format!("CHANGELOG.md has no notes under `## {version}`"));
    }
    if !metainfo.contains(&format!("<release version=\"{version}\"")) {
        faults.push(format!("the AppStream metadata has no release {version}"));
    }
    faults
}

/// What stands below `## 1.2.3` (with a date behind it, or without).
fn section<'text>(changelog: &'text str, version: &str) -> Option<&'text str> {
    let is_its = |title: &str| title.split(' ').next() == Some(version);
    let sections = changelog.split("\n## ").skip(1);
    sections
        .filter_map(|section| section.split_once('\n'))
        .find(|(title, _)| is_its(title))
        .map(|(_, notes)| notes.trim())
}

fn read(file: &str) -> Result<String, Failure> {
    fs::read_to_string(workspace::root().join(file)).map_err(Failure::io(format!("read {file}")))
}

fn write(file: &str, text: &str) -> Result<(), Failure> {
    fs::write(workspace::root().join(file), text).map_err(Failure::io(format!("write {file}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[workspace.package]\nversion = \"1.2.3\"\n";
    const CHANGELOG: &str =
        "# Changelog\n\n## Unreleased\n\n## 1.2.3 – 2026-12-01\n\n- One.\n\n## 1.2\n- Old.\n";
    const METAINFO: &str = "<release version=\"1.2.3\" date=\"2026-12-01\"/>";

    #[test]
    fn a_release_that_agrees_with_itself_has_no_fault() {
        assert_eq!(
            faults("1.2.3", MANIFEST, CHANGELOG, METAINFO),
            Vec::<String>::new()
        );
        assert_eq!(section(CHANGELOG, "1.2.3"), Some("- One."));
    }

    #[test]
    fn each_disagreement_is_found() {
        assert_eq!(faults("1.2.4", MANIFEST, CHANGELOG, METAINFO).len(), 3);
        assert_eq!(
            faults("1.2.3", "version = \"1.2.2\"", CHANGELOG, METAINFO).len(),
            1
        );
        assert_eq!(
            faults("1.2.3", MANIFEST, "## 1.2.3\n\n## 1.2\n- Old.", METAINFO).len(),
            1
        );
        assert_eq!(faults("1.2.3", MANIFEST, CHANGELOG, "").len(), 1);
    }

    #[test]
    fn a_version_is_not_the_beginning_of_another() {
        assert_eq!(section(CHANGELOG, "1.2"), Some("- Old."));
        assert_eq!(section(CHANGELOG, "1"), None);
    }
}
