//! Which test covers which statement of HL7's list of requirements for SMART App Launch clients.
//!
//! A test carries the numbers of the statements in its name (`hl7_040_state_has_at_least_122_bits`);
//! `docs/conformance.tsv` says what is in scope. The two together make `docs/conformance.md`.

mod coverage;
mod page;
mod statements;

use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::workspace;
use coverage::Coverage;
use statements::Statement;

/// Writes the page anew.
pub(crate) fn generate() -> Result<(), Failure> {
    let text = page::render(&statements()?, &coverage());
    fs::write(page_file(), text).map_err(Failure::io("write docs/conformance.md"))
}

/// Fails where a statement has neither a test nor a reason, where a name carries a number that is not in
/// scope, and where the page is not what both make.
pub(crate) fn check() -> Result<(), Failure> {
    let (statements, coverage) = (statements()?, coverage());
    let mut breaches = coverage.breaches(&statements);
    let written = fs::read_to_string(page_file()).unwrap_or_default();
    if written != page::render(&statements, &coverage) {
        breaches.push(
            "docs/conformance.md is not what its list and the names of the tests make: `cargo xtask generate`"
                .to_owned(),
        );
    }
    if breaches.is_empty() {
        Ok(())
    } else {
        Err(Failure::Advice(breaches.join("\n")))
    }
}

fn statements() -> Result<Vec<Statement>, Failure> {
    let file = workspace::root().join("docs/conformance.tsv");
    let text = fs::read_to_string(file).map_err(Failure::io("read docs/conformance.tsv"))?;
    statements::parse(&text).map_err(Failure::Advice)
}

fn coverage() -> Coverage {
    let folders = ["src-tauri", "tests"].map(|folder| workspace::root().join(folder));
    Coverage::of(
        folders
            .iter()
            .flat_map(|folder| workspace::rust_files(folder)),
    )
}

fn page_file() -> PathBuf {
    workspace::root().join("docs/conformance.md")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_statement_has_a_test_or_a_reason_and_the_page_is_fresh() {
        if let Err(failure) = super::check() {
            panic!("{failure}");
        }
    }
}
