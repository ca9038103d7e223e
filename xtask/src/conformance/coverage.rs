//! The tests whose names carry numbers of statements.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::statements::Statement;
use crate::workspace;

/// A test, and the statements it covers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Test {
    /// From the top of the checkout.
    pub(super) file: PathBuf,
    pub(super) name: String,
    pub(super) numbers: Vec<u16>,
}

/// Every test that covers a statement, by statement.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    by_number: BTreeMap<u16, Vec<Test>>,
    misnamed: Vec<String>,
}

impl Coverage {
    pub(super) fn of(files: impl Iterator<Item = PathBuf>) -> Self {
        let mut coverage = Self::default();
        for file in files {
            let text = fs::read_to_string(&file).unwrap_or_default();
            coverage.add(workspace::shown(&file), &text);
        }
        coverage
    }

    fn add(&mut self, file: &Path, text: &str) {
        for name in tests_in(text) {
            let Some(numbers) = numbers_in(name) else {
                self.misnamed.push(format!(
                    "{}: {name} has a number that is not three digits",
                    file.display()
                ));
                continue;
            };
            for number in &numbers {
                self.by_number.entry(*number).or_default().push(Test {
                    file: file.to_owned(),
                    name: name.to_owned(),
                    numbers: numbers.clone(),
                });
            }
        }
    }

    /// The tests that cover a statement.
    pub(super) fn tests(&self, number: u16) -> &[Test] {
        self.by_number.get(&number).map_or(&[], Vec::as_slice)
    }

    /// What the list and the names of tests do not agree about.
    pub(super) fn breaches(&self, statements: &[Statement]) -> Vec<String> {
        let mut breaches = self.misnamed.clone();
        for statement in statements {
            let number = statement.number;
            match (self.tests(number).first(), &statement.reason) {
                (None, None) => {
                    breaches.push(format!(
                        "HL7 {number}: no test has it in its name, and no reason is given"
                    ));
                }
                (Some(test), Some(_)) => breaches.push(format!(
                    "HL7 {number}: {} covers it; take the reason out of docs/conformance.tsv",
                    test.name
                )),
                (Some(_), None) | (None, Some(_)) => {}
            }
        }
        let in_scope = |number: &u16| {
            statements
                .iter()
                .any(|statement| statement.number == *number)
        };
        for (number, tests) in self
            .by_number
            .iter()
            .filter(|(number, _)| !in_scope(number))
        {
            for test in tests {
                breaches.push(format!(
                    "{}: {} names statement {number}, which docs/conformance.tsv does not have",
                    test.file.display(),
                    test.name
                ));
            }
        }
        breaches
    }
}

/// The names of the functions that are tests and are run.
fn tests_in(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            is_test = true;
        } else if line.starts_with("#[ignore") {
            is_test = false;
        } else if is_test && let Some(name) = function_name(line) {
            names.push(name);
            is_test = false;
        }
    }
    names
}

fn function_name(line: &str) -> Option<&str> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    line.strip_prefix("fn ")?.split('(').next()
}

/// The numbers after each `hl7` in a name; `None` where one has not three digits.
fn numbers_in(name: &str) -> Option<Vec<u16>> {
    let mut numbers = Vec::new();
    let mut is_number = false;
    for word in name.split('_') {
        is_number =
            word == "hl7" || is_number && word.starts_with(|first: char| first.is_ascii_digit());
        if is_number && word != "hl7" {
            let digits = (word.len() == 3).then_some(word)?;
            numbers.push(digits.parse().ok()?);
        }
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(number: u16, reason: Option<&str>) -> Statement {
        Statement {
            number,
            level: "SHALL".to_owned(),
            topic: "A".to_owned(),
            summary: "a".to_owned(),
            reason: reason.map(str::to_owned),
        }
    }

    fn covered(names: &[&str]) -> Coverage {
        let mut coverage = Coverage::default();
        for name in names {
            coverage.add(
                Path::new("tests/a.rs"),
                &format!("#[test]\nfn {name}() {{}}\n"),
            );
        }
        coverage
    }

    #[test]
    fn only_tests_that_are_run_are_found() {
        let text = "#[test]\n#[expect(\n    unused,\n    reason = \"x\"\n)]\nfn one() {}\nfn not() {}\n\
                    proptest! {\n    #[test]\n    fn two(a in any()) {}\n}\n\
                    #[tokio::test(flavor = \"multi_thread\")]\nasync fn three() {}\n\
                    #[test]\n#[ignore = \"slow\"]\nfn four() {}\n";
        assert_eq!(tests_in(text), ["one", "two", "three"]);
    }

    #[test]
    fn a_name_carries_numbers_anywhere() {
        let numbers = |name| numbers_in(name).unwrap();
        assert_eq!(numbers("hl7_040_041_state"), [40, 41]);
        assert_eq!(numbers("t21_hl7_001_of_tls_and_hl7_318"), [1, 318]);
        assert_eq!(numbers("t21_takes_302_for_a_redirect"), []);
        assert_eq!(numbers("hl7_is_a_standards_body"), []);
        assert_eq!(numbers_in("hl7_40_state"), None);
        assert_eq!(numbers_in("hl7_1040_state"), None);
    }

    #[test]
    fn a_statement_needs_a_test_or_a_reason_and_not_both() {
        let statements = [
            statement(1, None),
            statement(2, Some("because")),
            statement(3, None),
            statement(4, Some("x")),
        ];
        let breaches = covered(&["hl7_001_one", "hl7_004_four"]).breaches(&statements);
        assert_eq!(breaches.len(), 2);
        assert!(breaches[0].starts_with("HL7 3: no test"));
        assert!(breaches[1].starts_with("HL7 4: hl7_004_four covers it"));
    }

    #[test]
    fn a_number_that_is_not_in_scope_is_named() {
        let breaches = covered(&["hl7_001_999_one"]).breaches(&[statement(1, None)]);
        assert_eq!(breaches.len(), 1);
        assert!(breaches[0].contains("999"));
        assert_eq!(covered(&["hl7_01_one"]).breaches(&[]).len(), 1);
    }
}
