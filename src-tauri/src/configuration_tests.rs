//! The parts of the configuration that keep the screens from doing anything but their work.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::commands;

/// Every file of source below a folder of the project, with what is in it.
fn sources(folder: &str, extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.contains(&&*extension) {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    assert!(files.len() > 5, "{folder} was read");
    files
}

fn configuration() -> Value {
    serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap()
}

#[test]
fn the_screens_may_call_the_commands_of_the_table_and_no_others() {
    let file = include_str!("../permissions/ui.toml");
    let (_, list) = file.split_once("commands.allow = ").unwrap();
    let allowed: BTreeSet<String> = serde_json::from_str(list).unwrap();
    assert_eq!(
        allowed,
        commands::NAMES.iter().copied().map(String::from).collect()
    );
    assert_eq!(file.matches("[[permission]]").count(), 1);
}

#[test]
fn the_security_of_the_configuration_is_as_decided() {
    assert_eq!(
        configuration()["app"],
        json!({
            "withGlobalTauri": false,
            "windows": [],
            "security": {
                "csp": {
                    "default-src": "'none'",
                    "script-src": "'self'",
                    "worker-src": "'self'",
                    "style-src": "'self'",
                    "img-src": "'self' data: blob:",
                    "font-src": "'self'",
                    "connect-src": "ipc: http://ipc.localhost",
                    "object-src": "'none'",
                    "base-uri": "'none'",
                    "form-action": "'none'",
                    "frame-ancestors": "'none'",
                },
                "freezePrototype": true,
                "dangerousDisableAssetCspModification": false,
                "assetProtocol": { "enable": false, "scope": [] },
                "capabilities": [{
                    "identifier": "screens",
                    "description": "The one window may call our own commands, and nothing of Tauri or its plugins.",
                    "windows": ["main"],
                    "permissions": ["ui"],
                }],
            },
        })
    );
    let identifier = "org.chartside.app";
    assert_eq!(configuration()["identifier"], identifier);
    let link = json!({ "deep-link": { "desktop": { "schemes": [identifier] } } });
    assert_eq!(configuration()["plugins"], link);
    for address in [chartside_core::REDIRECT_URI, chartside_core::LAUNCH_URI] {
        assert!(address.starts_with(&format!("{identifier}:/")), "{address}");
    }
}

/// The title stands in lists of windows and on the screen of who shares it, locked or not.
#[test]
fn t46_the_title_of_the_window_names_nobody() {
    for (path, text) in sources("src-tauri/src", &["rs"]) {
        for word in [concat!("set_", "title"), concat!("on_document_", "title")] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
    for (path, text) in sources("ui/src", &["ts", "tsx"]) {
        assert!(!text.contains("document.title ="), "{}", path.display());
    }
}

/// The page that is shown when the process of the screens died twice is plain.
#[test]
fn f47_the_recovery_page_runs_nothing_and_fetches_nothing() {
    let page = include_str!("../../ui/public/recovery.html");
    for word in [
        "<script", "<img", "<link", "url(", "@import", "http", "style=", "onclick",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("href=\"/\""), "there is a way back");
}

/// What a panic in a command does is an answer in release builds, too (fault F46).
#[test]
fn f46_a_panic_unwinds_in_every_profile() {
    let manifest = include_str!("../../Cargo.toml");
    assert!(!manifest.contains("panic = \"abort\""));
}

#[test]
fn no_feature_of_tauri_that_widens_the_window_is_switched_on() {
    let manifest = include_str!("../../Cargo.toml");
    let tauri = manifest
        .lines()
        .find(|line| line.starts_with("tauri = "))
        .unwrap();
    assert!(tauri.contains("default-features = false"));
    for feature in [
        "devtools",
        "dynamic-acl",
        "protocol-asset",
        "isolation",
        "test",
    ] {
        assert!(!tauri.contains(&format!("\"{feature}\"")), "{feature}");
    }
}

/// What a public client cannot prevent is said where people look for it.
#[test]
fn t02_t44_the_risks_that_remain_are_said_openly() {
    let text = include_str!("../../SECURITY.md");
    let (_, remaining) = text.split_once("## What it cannot protect from").unwrap();
    for risk in [
        "starts its own sign-in with our public client id",
        "registered `org.chartside.app` before",
        "any program on your session bus can ask an unlocked keyring",
        "TLS revocation is not checked on Linux",
    ] {
        assert!(remaining.contains(risk), "{risk}");
    }
}

/// Links arrive as events of a plugin. Nothing on the screens may listen to events, send them, or ask
/// that plugin.
#[test]
fn t11_nothing_on_the_screens_may_hear_or_forge_a_link() {
    let capabilities = &configuration()["app"]["security"]["capabilities"];
    assert_eq!(capabilities.as_array().unwrap().len(), 1);
    assert_eq!(capabilities[0]["permissions"], json!(["ui"]));
    assert!(
        !Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src-tauri/capabilities")
            .exists()
    );
    // Commands of Tauri and of plugins are named `plugin:name|command`.
    for command in commands::NAMES {
        assert!(!command.contains([':', '|']), "{command}");
    }
}

/// There is one window, it shows our own screens, and none of them asks for a password of an EHR.
#[test]
fn t15_no_server_is_shown_and_nobody_signs_in_inside_the_app() {
    // Written in two parts, so that this file does not have them.
    let foreign = [
        concat!("WebviewUrl::", "External"),
        concat!("WebviewUrl::", "CustomProtocol"),
        concat!("register_uri", "_scheme_protocol"),
        concat!(".add", "_child("),
    ];
    for (path, text) in sources("src-tauri/src", &["rs"]) {
        for word in foreign {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
    for (path, text) in sources("ui/src", &["ts", "tsx"]) {
        for word in [
            "<iframe",
            "<webview",
            "<object",
            "<embed",
            "window.open(",
            "current-password",
        ] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
        // Secrets that a server gave to this app as its client, and nothing of a person.
        let of_a_client = ["SettingsForm.tsx", "RegisterHere.tsx"];
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(
            !text.contains("\"password\"") || of_a_client.contains(&&*name),
            "a password is asked for in {}",
            path.display()
        );
    }
}
