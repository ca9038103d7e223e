//! The installers as they are configured: `tauri.conf.json` and what each system adds to it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tauri::utils::config::Config;
use tauri::utils::config::parse::read_from;
use tauri::utils::platform::Target;

const SYSTEMS: [Target; 3] = [Target::Linux, Target::Windows, Target::MacOS];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|_| panic!("{file} is there"))
}

/// As Tauri merges it for a system.
fn configuration(system: Target) -> Value {
    let (configuration, files) = read_from(system, root()).unwrap();
    assert_eq!(files.len(), 2, "{system:?} adds something");
    configuration
}

#[test]
fn tauri_understands_every_word_for_every_system() {
    for system in SYSTEMS {
        let read = serde_json::from_value::<Config>(configuration(system));
        assert!(read.is_ok(), "{system:?}: {:?}", read.err());
    }
}

#[test]
fn every_system_gets_its_installers_and_the_same_app() {
    for (system, targets) in [
        (Target::Linux, json!(["deb", "rpm", "appimage"])),
        (Target::Windows, json!(["nsis", "msi"])),
        (Target::MacOS, json!(["app", "dmg"])),
    ] {
        let mut configuration = configuration(system);
        let bundle = configuration["bundle"].as_object_mut().unwrap();
        assert_eq!(bundle.remove("targets"), Some(targets), "{system:?}");
        for own in ["linux", "windows", "macOS"] {
            bundle.remove(own);
        }
        // What is left is what `configuration_tests` looks at.
        let common: Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
        assert_eq!(configuration, common, "{system:?}");
    }
}

/// Nobody notices a path that leads nowhere before an installer is built on that system.
#[test]
fn every_file_that_an_installer_brings_is_there() {
    let linux = &configuration(Target::Linux)["bundle"]["linux"];
    let windows = &configuration(Target::Windows)["bundle"]["windows"];
    let mac = &configuration(Target::MacOS)["bundle"];
    let mut files = vec![
        &mac["macOS"]["entitlements"],
        &mac["licenseFile"],
        &windows["nsis"]["installerHooks"],
        &windows["nsis"]["installerIcon"],
    ];
    files.extend(mac["icon"].as_array().unwrap());
    files.extend(mac["macOS"]["files"].as_object().unwrap().values());
    for package in ["deb", "rpm"] {
        files.push(&linux[package]["desktopTemplate"]);
        files.push(&linux[package]["postRemoveScript"]);
    }
    for package in ["deb", "rpm", "appimage"] {
        files.extend(linux[package]["files"].as_object().unwrap().values());
    }
    for file in files {
        let file = file.as_str().unwrap();
        assert!(root().join(file).is_file(), "{file}");
    }
    assert!(root().join("src-tauri/windows/sign.ps1").is_file());
}

#[test]
fn both_packages_of_linux_bring_the_same() {
    let linux = &configuration(Target::Linux)["bundle"]["linux"];
    assert_eq!(linux["deb"]["files"], linux["rpm"]["files"]);
    for package in ["deb", "rpm"] {
        let depends = linux[package]["depends"].as_array().unwrap();
        // Without the first, nobody on a small system enters what opens our links; without the second, no
        // browser is opened.
        for needed in ["desktop-file-utils", "xdg-utils"] {
            assert!(depends.contains(&json!(needed)), "{package}: {needed}");
        }
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
        let linux = &configuration(Target::Linux)["bundle"]["linux"];
        let template = &linux[package]["desktopTemplate"];
        assert_eq!(template, "src-tauri/linux/app.desktop", "{package}");
    }
}

/// polkit knows our action only where a package put it in its place.
#[test]
fn the_packages_install_the_action_that_polkit_is_asked_about() {
    let action = include_str!("../linux/org.chartside.app.policy");
    assert!(action.contains("<action id=\"org.chartside.app.unlock\">"));
    for seat in ["any", "inactive", "active"] {
        // The person's own word, asked for each time.
        let own = format!("<allow_{seat}>auth_self</allow_{seat}>");
        assert!(action.contains(&own), "{seat}");
    }
    for package in ["deb", "rpm"] {
        let files = &configuration(Target::Linux)["bundle"]["linux"][package]["files"];
        let place = "/usr/share/polkit-1/actions/org.chartside.app.policy";
        assert_eq!(
            files[place], "src-tauri/linux/org.chartside.app.policy",
            "{package}"
        );
    }
}

#[test]
fn software_centres_find_the_app_that_the_package_brings() {
    let metainfo = include_str!("../linux/org.chartside.app.metainfo.xml");
    let product = configuration(Target::Linux)["productName"].clone();
    let product = product.as_str().unwrap();
    for line in [
        "<id>org.chartside.app</id>",
        "<binary>chartside</binary>",
        "<mediatype>x-scheme-handler/org.chartside.app</mediatype>",
        // Tauri names the entry after the product.
        &format!("<launchable type=\"desktop-id\">{product}.desktop</launchable>"),
    ] {
        assert!(metainfo.contains(line), "{line}");
    }
}

#[test]
fn an_installer_of_windows_takes_no_way_back_and_no_second_place() {
    let windows = &configuration(Target::Windows)["bundle"]["windows"];
    assert_eq!(windows["allowDowngrades"], false);
    assert_eq!(windows["nsis"]["installMode"], "both");
    // By it Windows knows an upgrade. It is the same for ever.
    assert_eq!(
        windows["wix"]["upgradeCode"],
        "EBDF8EA4-3A04-4664-8B8E-E1D88349CF7D"
    );
    let arguments = windows["signCommand"]["args"].as_array().unwrap();
    assert_eq!(arguments.last().unwrap(), "%1");
}

/// `WebKit` compiles scripts in processes of its own: this app needs no exception.
#[test]
fn the_hardened_runtime_of_macos_has_no_exception() {
    let mac = &configuration(Target::MacOS)["bundle"]["macOS"];
    assert_eq!(mac["hardenedRuntime"], true);
    let entitlements = include_str!("../macos/entitlements.plist");
    assert!(!entitlements.contains("<key>"), "{entitlements}");
}

#[test]
fn removing_a_package_removes_nothing_of_a_person_and_says_so() {
    for script in [
        include_str!("../linux/deb-postrm.sh"),
        include_str!("../linux/rpm-postun.sh"),
    ] {
        let commands: Vec<&str> = script
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with('#') && !line.starts_with("echo"))
            .collect();
        assert!(
            !commands.iter().any(|line| line.contains("rm ")),
            "{script}"
        );
        assert!(script.contains("~/.local/share/org.chartside.app"));
    }
    let hooks = include_str!("../windows/hooks.nsh");
    assert!(!hooks.contains("RMDir") && !hooks.contains("Delete \""));
    assert!(hooks.contains("%LOCALAPPDATA%"));
}

/// A key in the configuration would be one that anybody can read, or one that nobody has.
#[test]
fn no_key_and_no_certificate_stands_in_the_configuration() {
    for system in SYSTEMS {
        let configuration = configuration(system);
        assert_eq!(configuration["plugins"].as_object().unwrap().len(), 1);
        let text = configuration.to_string();
        for word in ["signingIdentity", "certificateThumbprint", "pubkey"] {
            assert!(!text.contains(word), "{word}");
        }
    }
}
