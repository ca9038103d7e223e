//! The policy as Windows' group policies give it: the words of the policy file, as values below one key of
//! the registry (`src-tauri/windows/policies`). It becomes the file that an administrator would have
//! written, so that there is one reader, which refuses what it does not know.

use serde_json::{Map, Value, json};

/// Group policies for this product. Only an administrator can write there.
#[cfg(windows)]
const KEY: &str = r"SOFTWARE\Policies\Chartside";

/// Kept as 0 or 1.
const SWITCHES: [&str; 5] = [
    "lockServers",
    "requireUnlockCheck",
    "allowExport",
    "keepRecords",
    "allowUpdates",
];
/// Kept as one line.
const TEXTS: [&str; 3] = ["logLevel", "authorities", "clientCertificate"];
/// Kept as lines of JSON.
const JSON: [&str; 1] = ["servers"];

/// A value as the registry keeps it.
#[derive(Debug)]
pub(super) enum Setting {
    Number(u32),
    Lines(Vec<String>),
    /// Of a kind that no policy has.
    Other,
}

/// The policy file that says the same. What is not of the kind that its name asks for becomes something that
/// no key of the file takes.
pub(super) fn file(settings: impl IntoIterator<Item = (String, Setting)>) -> Vec<u8> {
    let mut file = Map::from_iter([("version".to_owned(), json!(1))]);
    for (name, setting) in settings {
        let value = value(&name, setting);
        file.insert(name, value);
    }
    Value::from(file).to_string().into_bytes()
}

fn value(name: &str, setting: Setting) -> Value {
    match setting {
        Setting::Number(number @ (0 | 1)) if SWITCHES.contains(&name) => json!(number == 1),
        Setting::Number(number) => json!(number),
        Setting::Lines(lines) if JSON.contains(&name) => {
            serde_json::from_str(&lines.join("\n")).unwrap_or_else(|_| json!({}))
        }
        Setting::Lines(lines) if TEXTS.contains(&name) => match lines.as_slice() {
            [line] => json!(line),
            _ => json!({}),
        },
        Setting::Lines(lines) => json!(lines),
        Setting::Other => json!({}),
    }
}

/// The file that the group policies of this computer make; `None`: there are none.
#[cfg(windows)]
pub(super) fn read() -> std::io::Result<Option<Vec<u8>>> {
    use windows_registry::{LOCAL_MACHINE, Type};

    /// `ERROR_FILE_NOT_FOUND`
    const NOT_FOUND: i32 = 0x8007_0002_u32.cast_signed();
    let key = match LOCAL_MACHINE.open(KEY) {
        Err(error) if error.code().0 == NOT_FOUND => return Ok(None),
        opened => opened?,
    };
    let setting = |value: windows_registry::Value| match value.ty() {
        Type::U32 => u32::try_from(value).map_or(Setting::Other, Setting::Number),
        Type::MultiString | Type::String => {
            Vec::<String>::try_from(value).map_or(Setting::Other, |mut lines| {
                // Each line ends with a zero, the last one with two.
                lines.retain(|line| !line.is_empty());
                Setting::Lines(lines)
            })
        }
        Type::U64 | Type::ExpandString | Type::Bytes | Type::Other(_) => Setting::Other,
    };
    let settings = key.values()?.map(|(name, value)| (name, setting(value)));
    let settings: Vec<_> = settings.collect();
    Ok((!settings.is_empty()).then(|| file(settings)))
}

#[cfg(test)]
mod tests {
    use chartside_core::Policy;

    use super::*;

    fn lines(text: &str) -> Setting {
        Setting::Lines(text.lines().map(str::to_owned).collect())
    }

    /// What is read from these settings.
    fn read(settings: Vec<(&str, Setting)>) -> Result<Policy, chartside_core::PolicyError> {
        let settings = settings
            .into_iter()
            .map(|(name, setting)| (name.to_owned(), setting));
        Policy::parse(&file(settings))
    }

    #[test]
    fn group_policies_say_what_the_file_says() {
        let servers =
            "[{\n\"name\": \"St. Mary\",\n\"fhirBaseUrl\": \"https://ehr.example/fhir\"}]";
        let settings = vec![
            ("lockServers", Setting::Number(1)),
            ("requireUnlockCheck", Setting::Number(0)),
            ("idleLockMinutes", Setting::Number(5)),
            (
                "allowedServers",
                lines("https://a.example/\nhttps://b.example/fhir"),
            ),
            ("servers", lines(servers)),
            ("allowUpdates", Setting::Number(0)),
            ("logLevel", lines("warn")),
        ];
        let file = r#"{"version": 1, "lockServers": true, "requireUnlockCheck": false,
            "idleLockMinutes": 5, "allowUpdates": false, "logLevel": "warn",
            "allowedServers": ["https://a.example/", "https://b.example/fhir"],
            "servers": [{"name": "St. Mary", "fhirBaseUrl": "https://ehr.example/fhir"}]}"#;
        let read = read(settings).unwrap();
        let expected = Policy::parse(file.as_bytes()).unwrap();
        assert_eq!(format!("{read:?}"), format!("{expected:?}"));
    }

    #[test]
    fn what_is_misspelt_or_of_another_kind_is_refused() {
        for (name, setting) in [
            ("LockServers", Setting::Number(1)),
            ("lockServer", Setting::Number(1)),
            ("", lines("default")),
            ("lockServers", Setting::Number(2)),
            ("lockServers", lines("true")),
            ("lockServers", Setting::Other),
            ("idleLockMinutes", lines("5")),
            ("idleLockMinutes", Setting::Other),
            ("idleLockMinutes", Setting::Number(0)),
            ("allowedServers", Setting::Other),
            ("allowedServers", Setting::Number(1)),
            ("servers", lines("[{")),
            ("servers", Setting::Other),
            ("logLevel", lines("warn\ninfo")),
            ("logLevel", lines("loud")),
            ("logLevel", Setting::Number(1)),
            ("authorities", lines("relative.pem")),
            ("clientCertificate", Setting::Other),
        ] {
            let shown = format!("{name}: {setting:?}");
            assert!(read(vec![(name, setting)]).is_err(), "{shown}");
        }
    }
}
