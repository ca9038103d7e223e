//! A golden example for each display rule: the row that the rule makes of a small resource. A rule without an
//! example fails.

#![expect(clippy::expect_used, reason = "helpers of a test are tests")]

mod status;
mod values;

use std::fmt::Write as _;

use chart::{PatientBanner, RULES};

/// The row, member by member, without what is empty.
fn row(rule: &str, raw: &str) -> String {
    let entry = chart::read(raw).entry;
    assert!(
        entry.rules.iter().any(|known| known == rule),
        "{rule} {:?}",
        entry.rules
    );
    lines(&serde_json::json!(entry))
}

fn lines(value: &serde_json::Value) -> String {
    let mut row = String::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        if !matches!(value.to_string().as_str(), "null" | "[]" | "\"\"" | "false") {
            let _ = writeln!(row, "{name}: {value}");
        }
    }
    row
}

fn banner(rule: &str, raw: &str) -> String {
    let banner = PatientBanner::read(raw).expect("a patient");
    assert!(
        banner.rules.iter().any(|known| known == rule),
        "{rule} {:?}",
        banner.rules
    );
    lines(&serde_json::json!(banner))
}

#[test]
fn every_rule_has_an_example() {
    let here = [include_str!("status.rs"), include_str!("values.rs")].concat();
    for rule in RULES {
        let name = rule.name.replace('-', "_");
        let number = rule.id.trim_start_matches("DR-");
        let test = format!("fn dr_{number}_{name}()");
        assert!(here.contains(&test), "no {test}");
    }
}
