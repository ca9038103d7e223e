//! `docs/display-rules.md` says what the code does.

use chart::{Makes, RULES, Rule};

fn line(rule: &Rule) -> String {
    let (id, name) = (rule.id, rule.name);
    match rule.makes {
        Makes::Show(what) => format!("| `{id}` | {name} | {what} |"),
        Makes::Stand(status) => {
            let types = if status.types.is_empty() {
                "every type".to_owned()
            } else {
                status.types.join(", ")
            };
            let codes: Vec<String> = status.codes().map(|code| format!("`{code}`")).collect();
            let (element, codes, standing) = (status.element, codes.join(", "), status.standing);
            format!("| `{id}` | {name} | {types} | {element:?} | {codes} | {standing:?} |")
        }
    }
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
        .filter(|line| line.starts_with("| `DR-"))
        .collect();
    let rules: Vec<String> = RULES.iter().map(line).collect();
    assert_eq!(
        table,
        rules,
        "write this table into docs/display-rules.md:\n{}",
        rules.join("\n")
    );
}
