//! The parts of the configuration that keep the screens from doing anything but their work.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::commands;

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

#[test]
fn the_desktop_entry_hands_over_exactly_one_address() {
    let entry = include_str!("../linux/app.desktop");
    let lines: Vec<_> = entry
        .lines()
        .filter(|line| line.starts_with("Exec="))
        .collect();
    assert_eq!(lines, ["Exec={{exec}} %u"]);
    assert_eq!(entry.matches('%').count(), 1);
    for package in ["deb", "rpm"] {
        let template = &configuration()["bundle"]["linux"][package]["desktopTemplate"];
        assert_eq!(template, "src-tauri/linux/app.desktop", "{package}");
    }
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
