//! `docs/display-rules.md` says what the code does.

use chart::{RULES, Rule};

fn line(rule: &Rule) -> String {
    let types = if rule.types.is_empty() {
        "every type".to_owned()
    } else {
        rule.types.join(", ")
    };
    let codes: Vec<String> = rule.codes().map(|code| format!("`{code}`")).collect();
    format!(
        "| `{}` | {types} | {:?} | {} | {:?} |",
        rule.id,
        rule.element,
        codes.join(", "),
        rule.standing
    )
}

#[test]
fn every_rule_stands_in_the_published_table() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../docs/display-rules.md"
    );
    let published = std::fs::read_to_string(path).expect("docs/display-rules.md");
    let table: Vec<&str> = published
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let rules: Vec<String> = RULES.iter().map(line).collect();
    assert_eq!(
        table,
        rules,
        "write this table into docs/display-rules.md:\n{}",
        rules.join("\n")
    );
}
