//! The policy of a computer is read in one place and offered in three: the reader of the file, the page for
//! administrators, and the template of Windows' group policies have to know the same keys.

use std::collections::BTreeSet;
use std::fs;

use crate::failure::Failure;
use crate::workspace;

const READER: &str = "src-tauri/crates/chartside-core/src/policy/file.rs";
const REGISTRY: &str = "src-tauri/src/policy/registry.rs";
const PAGE: &str = "docs/managed-deployment.md";
const TEMPLATE: &str = "src-tauri/windows/policies/Chartside.admx";
const WORDS: &str = "src-tauri/windows/policies/en-US/Chartside.adml";

/// Fails with every key that one of them has and another lacks.
pub(crate) fn check() -> Result<(), Failure> {
    let reader = read(READER)?;
    let template = read(TEMPLATE)?;
    let keys = keys_of_reader(&reader);
    let switches = switches_of_reader(&reader);
    let mut faults = Vec::new();
    faults.extend(differences(PAGE, &keys, &keys_of_page(&read(PAGE)?)));
    // The version is the file's own.
    let mut offered = keys.clone();
    offered.remove("version");
    faults.extend(differences(
        TEMPLATE,
        &offered,
        &keys_of_template(&template),
    ));
    faults.extend(differences(
        REGISTRY,
        &switches,
        &switches_of_registry(&read(REGISTRY)?),
    ));
    let words = read(WORDS)?;
    let missing = references(&template)
        .into_iter()
        .filter(|id| !words.contains(&format!("id=\"{id}\"")));
    faults.extend(missing.map(|id| format!("{WORDS} lacks {id}")));
    if keys.len() < 5 || switches.is_empty() {
        faults.push(format!("{READER} is not written as this check reads it"));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::Advice(faults.join("\n")))
    }
}

fn read(file: &str) -> Result<String, Failure> {
    fs::read_to_string(workspace::root().join(file)).map_err(Failure::io(format!("read {file}")))
}

fn differences(place: &str, wanted: &BTreeSet<String>, found: &BTreeSet<String>) -> Vec<String> {
    let lacks = wanted
        .difference(found)
        .map(|key| format!("{place} lacks {key}"));
    let has = found
        .difference(wanted)
        .map(|key| format!("{place} has {key}, which nobody reads"));
    lacks.chain(has).collect()
}

/// The fields of `struct File`, with their types.
fn fields(reader: &str) -> Vec<(String, &str)> {
    let body = reader
        .split_once("struct File {")
        .map_or("", |(_, rest)| rest);
    let body = body.split_once("\n}").map_or("", |(body, _)| body);
    let fields = body
        .lines()
        .filter_map(|line| line.trim().strip_suffix(','));
    let fields = fields.filter_map(|line| line.split_once(": "));
    fields.map(|(name, kind)| (camel(name), kind)).collect()
}

fn keys_of_reader(reader: &str) -> BTreeSet<String> {
    fields(reader).into_iter().map(|(name, _)| name).collect()
}

fn switches_of_reader(reader: &str) -> BTreeSet<String> {
    let switches = fields(reader)
        .into_iter()
        .filter(|(_, kind)| kind.contains("bool"));
    switches.map(|(name, _)| name).collect()
}

/// `lock_servers` → `lockServers`
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        text.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

/// The first column of the first table of keys.
fn keys_of_page(page: &str) -> BTreeSet<String> {
    let table = page
        .split_once("| key | meaning |\n")
        .map_or("", |(_, rest)| rest);
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    rows.filter_map(|row| row.strip_prefix("| `")?.split_once('`'))
        .map(|(key, _)| key.to_owned())
        .collect()
}

fn keys_of_template(template: &str) -> BTreeSet<String> {
    quoted_after(template, "valueName=\"").into_iter().collect()
}

fn switches_of_registry(registry: &str) -> BTreeSet<String> {
    let list = registry
        .split_once("const SWITCHES:")
        .map_or("", |(_, rest)| rest);
    let list = list.split_once(';').map_or("", |(_, rest)| rest);
    let list = list.split_once(';').map_or("", |(list, _)| list);
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Words that the template takes from its language file.
fn references(template: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for start in ["$(string.", "$(presentation."] {
        let rest = template.split(start).skip(1);
        ids.extend(
            rest.filter_map(|rest| rest.split_once(')'))
                .map(|(id, _)| id.to_owned()),
        );
    }
    ids
}

fn quoted_after(text: &str, start: &str) -> Vec<String> {
    let rest = text.split(start).skip(1);
    rest.filter_map(|rest| rest.split_once('"'))
        .map(|(value, _)| value.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn keys_are_read_from_where_they_stand() {
        let reader = "struct File {\n    version: u32,\n    #[serde(default)]\n    /// Words.\n    \
                      lock_servers: bool,\n    allow_export: Option<bool>,\n}\nstruct Entry {\n    name: String,\n}\n";
        assert_eq!(
            keys_of_reader(reader),
            set(&["version", "lockServers", "allowExport"])
        );
        assert_eq!(
            switches_of_reader(reader),
            set(&["lockServers", "allowExport"])
        );
        let page = "| key | meaning |\n|---|---|\n| `version` | 1 |\n| `lockServers` | x |\n\n| `name` | y |\n";
        assert_eq!(keys_of_page(page), set(&["version", "lockServers"]));
        let registry = "const SWITCHES: [&str; 2] = [\"lockServers\", \"allowExport\"];\nconst JSON: [&str; 1] = [\"servers\"];";
        assert_eq!(
            switches_of_registry(registry),
            set(&["lockServers", "allowExport"])
        );
        let template =
            "<x a=\"$(string.One)\" valueName=\"lockServers\" b=\"$(presentation.Two)\"/>";
        assert_eq!(keys_of_template(template), set(&["lockServers"]));
        assert_eq!(references(template), ["One", "Two"]);
    }

    #[test]
    fn a_key_that_one_side_lacks_is_named() {
        let found = differences("there", &set(&["a", "b"]), &set(&["b", "c"]));
        assert_eq!(found, ["there lacks a", "there has c, which nobody reads"]);
    }

    #[test]
    fn reader_page_registry_and_template_of_this_repository_agree() {
        check().unwrap();
    }
}
