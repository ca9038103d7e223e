//! House rules that no other tool knows.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::workspace;

const LONGEST_FILE: usize = 600;

/// Which of our crates each of our crates may use (docs/architecture.md). The sandbox shares no code
/// with the client, or a misreading of the specification would cancel out in every test.
const ARROWS: &[(&str, &[&str])] = &[
    ("audit-trail", &["private-files"]),
    ("chart", &["turning"]),
    ("chart-export", &["chart"]),
    ("chart-store", &["chart", "private-files"]),
    (
        "chartside-core",
        &[
            "audit-trail",
            "chart",
            "chart-export",
            "chart-store",
            "documents",
            "fhir-client",
            "private-files",
            "renewal",
            "session-store",
            "smart-app-launch",
        ],
    ),
    (
        "chartside-devhost",
        &["chartside-core", "sandbox-ehr", "session-store"],
    ),
    ("documents", &["turning"]),
    ("fhir-client", &[]),
    ("sandbox-ehr", &[]),
    ("private-files", &[]),
    ("renewal", &[]),
    ("session-store", &["private-files"]),
    ("smart-app-launch", &[]),
    ("turning", &[]),
];

/// Fails with every breach.
pub(crate) fn tidy() -> Result<(), Failure> {
    let mut breaches = Vec::new();
    for folder in ["src-tauri", "tests", "xtask"] {
        for file in workspace::rust_files(&workspace::root().join(folder)) {
            let text = fs::read_to_string(&file)
                .map_err(Failure::io(format!("read {}", file.display())))?;
            breaches.extend(breaches_of(&text, workspace::shown(&file)));
        }
    }
    for (name, allowed) in ARROWS {
        let manifest = workspace::root().join(format!("src-tauri/crates/{name}/Cargo.toml"));
        let text = fs::read_to_string(&manifest)
            .map_err(Failure::io(format!("read {}", manifest.display())))?;
        let foreign = internal_dependencies(&text)
            .into_iter()
            .filter(|it| !allowed.contains(it));
        breaches.extend(foreign.map(|other| format!("{name} must not use {other}")));
    }
    if breaches.is_empty() {
        Ok(())
    } else {
        Err(Failure::Advice(breaches.join("\n")))
    }
}

fn breaches_of(text: &str, file: &Path) -> Vec<String> {
    let lines = text.lines().count();
    // Written in two parts, or this file would break its own rule.
    let allow = concat!("[al", "low(");
    let breaches = [
        (!text.starts_with("//!") && !is_of_tests(file))
            .then(|| "does not say what it is for (`//!`)".to_owned()),
        (lines > LONGEST_FILE).then(|| format!("{lines} lines; split it by concept")),
        text.contains(allow)
            .then(|| "allows a lint; expect it, with a reason".to_owned()),
    ];
    breaches
        .into_iter()
        .flatten()
        .map(|breach| format!("{}: {breach}", file.display()))
        .collect()
}

/// Tests beside a module or below a crate, which are about what their name says.
fn is_of_tests(file: &Path) -> bool {
    let of_a_module = file
        .file_stem()
        .is_some_and(|stem| stem.to_string_lossy().ends_with("tests"));
    let below_a_crate = file
        .components()
        .skip(1)
        .any(|folder| folder.as_os_str() == "tests");
    of_a_module || below_a_crate
}

/// Names of our crates in `[dependencies]`; tests may use more.
fn internal_dependencies(manifest: &str) -> Vec<&'static str> {
    let section = manifest.split("[dependencies]").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let names: Vec<&str> = section
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .collect();
    ARROWS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| names.contains(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_says_what_it_is_for_and_tests_have_their_names() {
        let module = Path::new("src-tauri/crates/chart/src/problems.rs");
        assert_eq!(breaches_of("fn main() {}\n", module).len(), 1);
        assert_eq!(
            breaches_of("//! For tests.\nfn main() {}\n", module).len(),
            0
        );
        let tests = Path::new("src-tauri/crates/chart/tests/problems.rs");
        assert_eq!(breaches_of("fn main() {}\n", tests).len(), 0);
    }

    #[test]
    fn a_lint_is_expected_and_never_allowed() {
        let text = format!("//! x\n#[{}dead_code)]\n", concat!("al", "low("));
        assert_eq!(breaches_of(&text, Path::new("xtask/src/x.rs")).len(), 1);
    }

    #[test]
    fn dependencies_of_tests_are_free() {
        let manifest = "[dependencies]\nchart.workspace = true\nserde = \"1\"\n\n\
                        [dev-dependencies]\nsandbox-ehr.workspace = true\n";
        assert_eq!(internal_dependencies(manifest), ["chart"]);
    }

    #[test]
    fn this_repository_keeps_its_rules() {
        tidy().unwrap();
    }
}
