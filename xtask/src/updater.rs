//! Updates: what a release build is told about the update server, and the announcement that the server shows.
//!
//! Neither an address nor a key is in the sources. Without `CHARTSIDE_UPDATE_ENDPOINT` and `CHARTSIDE_UPDATE_KEY`
//! a build looks for no updates, and says so.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::release;

const ENDPOINT: &str = "CHARTSIDE_UPDATE_ENDPOINT";
const KEY: &str = "CHARTSIDE_UPDATE_KEY";

/// What is asked about new versions, and the public half of the key that they are signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UpdateServer {
    endpoint: String,
    key: String,
}

impl UpdateServer {
    /// As the environment says. One without the other is a mistake that nobody should find out by a release.
    pub(crate) fn of_environment() -> Result<Option<Self>, Failure> {
        let set = |name: &str| std::env::var_os(name)?.into_string().ok();
        let said = |name| set(name).filter(|value| !value.is_empty());
        Self::of(said(ENDPOINT), said(KEY))
    }

    fn of(endpoint: Option<String>, key: Option<String>) -> Result<Option<Self>, Failure> {
        match (endpoint, key) {
            (None, None) => Ok(None),
            (Some(endpoint), Some(key)) if endpoint.starts_with("https://") => {
                Ok(Some(Self { endpoint, key }))
            }
            _ => Err(Failure::Advice(format!(
                "{ENDPOINT} (https) and {KEY} go together: set both, or none."
            ))),
        }
    }

    /// What the configuration of a build gets.
    pub(crate) fn configuration(&self) -> String {
        format!(
            r#"{{"plugins":{{"updater":{{"endpoints":[{}],"pubkey":{},"requireSignedVersion":true}}}}}}"#,
            quoted(&self.endpoint),
            quoted(&self.key)
        )
    }
}

/// The package of each system, by how its name ends. The signature stands beside it, under `.sig`.
const PACKAGES: [(&str, &[&str]); 4] = [
    (".AppImage", &["linux-x86_64"]),
    ("-setup.exe", &["windows-x86_64", "windows-x86_64-nsis"]),
    (".msi", &["windows-x86_64-msi"]),
    (".app.tar.gz", &["darwin-x86_64", "darwin-aarch64"]),
];

/// `cargo xtask update-manifest TAG FOLDER ADDRESS [SHARE]`: writes `latest.json` for the packages in a folder, which
/// are at the address, offered to so many of a hundred computers.
pub(crate) fn write_manifest(arguments: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (tag, folder, address, share) = match words.as_slice() {
        [tag, folder, address] => (*tag, *folder, *address, "100"),
        [tag, folder, address, share] => (*tag, *folder, *address, *share),
        _ => {
            let advice =
                "Name a tag, the folder of its packages, their address, and a share of 100.";
            return Err(Failure::Advice(advice.to_owned()));
        }
    };
    let share = share.parse().ok().filter(|share| *share <= 100_u8);
    let share = share.ok_or_else(|| Failure::Advice("The share is from 0 to 100.".to_owned()))?;
    let folder = Path::new(folder);
    let packages = signed(folder)?;
    if packages.is_empty() {
        let advice = format!("There is no package with a .sig in {}.", folder.display());
        return Err(Failure::Advice(advice));
    }
    let notes = release::notes_of(tag)?;
    let version = tag.strip_prefix('v').unwrap_or(tag);
    let text = manifest(version, &notes, address, share, &packages);
    let file = folder.join("latest.json");
    fs::write(&file, text).map_err(Failure::io(format!("write {}", file.display())))
}

/// The packages that have a signature: system, name, signature.
fn signed(folder: &Path) -> Result<Vec<(&'static str, String, String)>, Failure> {
    let failed = || Failure::io(format!("read {}", folder.display()));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed())? {
        let name = entry
            .map_err(failed())?
            .file_name()
            .to_string_lossy()
            .into_owned();
        let Some((_, systems)) = PACKAGES.iter().find(|(end, _)| name.ends_with(end)) else {
            continue;
        };
        let Ok(signature) = fs::read_to_string(folder.join(format!("{name}.sig"))) else {
            continue;
        };
        let signature = signature.trim().to_owned();
        found.extend(
            systems
                .iter()
                .map(|system| (*system, name.clone(), signature.clone())),
        );
    }
    found.sort();
    Ok(found)
}

fn manifest(
    version: &str,
    notes: &str,
    address: &str,
    share: u8,
    packages: &[(&str, String, String)],
) -> String {
    let address = address.trim_end_matches('/');
    let platforms: Vec<String> = packages
        .iter()
        .map(|(system, name, signature)| {
            let url = quoted(&format!("{address}/{name}"));
            format!(
                "    {}: {{ \"url\": {url}, \"signature\": {} }}",
                quoted(system),
                quoted(signature)
            )
        })
        .collect();
    format!(
        "{{\n  \"version\": {},\n  \"rollout\": {share},\n  \"notes\": {},\n  \"platforms\": {{\n{}\n  }}\n}}\n",
        quoted(version),
        quoted(notes),
        platforms.join(",\n")
    )
}

/// A text of JSON.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn an_update_server_has_an_address_and_a_key_or_there_is_none() {
        let of = |endpoint: Option<&str>, key: Option<&str>| {
            UpdateServer::of(endpoint.map(str::to_owned), key.map(str::to_owned))
        };
        assert_eq!(of(None, None).unwrap(), None);
        let server = of(Some("https://updates.example/latest.json"), Some("key")).unwrap();
        assert_eq!(
            server.unwrap().configuration(),
            r#"{"plugins":{"updater":{"endpoints":["https://updates.example/latest.json"],"pubkey":"key","requireSignedVersion":true}}}"#
        );
        for (endpoint, key) in [
            (Some("https://updates.example"), None),
            (None, Some("key")),
            (Some("http://updates.example"), Some("key")),
        ] {
            assert!(of(endpoint, key).is_err(), "{endpoint:?} {key:?}");
        }
    }

    #[test]
    fn only_signed_packages_are_announced_each_for_its_system() {
        let folder = Scratch::new().unwrap();
        for name in [
            "Chartside_1.2.3_x64-setup.exe",
            "Chartside_1.2.3_x64-setup.exe.sig",
            "Chartside.app.tar.gz",
            "Chartside.app.tar.gz.sig",
            "Chartside_1.2.3_amd64.AppImage",
            "Chartside_1.2.3_amd64.deb",
            "Chartside_1.2.3_amd64.deb.sig",
        ] {
            fs::write(folder.path().join(name), "c2lnbmVk\n").unwrap();
        }
        let packages = signed(folder.path()).unwrap();
        let systems: Vec<&str> = packages.iter().map(|(system, ..)| *system).collect();
        assert_eq!(
            systems,
            [
                "darwin-aarch64",
                "darwin-x86_64",
                "windows-x86_64",
                "windows-x86_64-nsis"
            ]
        );
        assert!(
            packages
                .iter()
                .all(|(_, _, signature)| signature == "c2lnbmVk")
        );
    }

    #[test]
    fn an_announcement_is_json_whatever_the_notes_say() {
        let packages = [("linux-x86_64", "a b.AppImage".to_owned(), "c2ln".to_owned())];
        let text = manifest(
            "1.2.3",
            "- \"One\"\n- \\Two\t",
            "https://x.example/",
            5,
            &packages,
        );
        assert_eq!(
            text,
            "{\n  \"version\": \"1.2.3\",\n  \"rollout\": 5,\n  \"notes\": \"- \\\"One\\\"\\n- \\\\Two\\u0009\",\n  \
             \"platforms\": {\n    \"linux-x86_64\": { \"url\": \"https://x.example/a b.AppImage\", \"signature\": \
             \"c2ln\" }\n  }\n}\n"
        );
    }
}
