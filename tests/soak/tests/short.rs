//! A short soak: the same as `cargo xtask soak`, with few repetitions.

use std::process::{Command, Stdio};

use serde_json::Value;

const NEEDED: [&str; 4] = [
    "dbus-run-session",
    "dbus-daemon",
    "gnome-keyring-daemon",
    "strace",
];
const UNLOCK: &str = "printf soak | gnome-keyring-daemon --unlock --components=secrets >/dev/null";

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

#[test]
fn f15_f16_f18_f19_a_short_soak_loses_nothing() {
    if !NEEDED.into_iter().all(is_there) {
        println!("skipped: one of {NEEDED:?} is not installed");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let soak = format!(
        "{UNLOCK}; exec {} --json --expiries 10 --runs 1",
        env!("CARGO_BIN_EXE_soak")
    );
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &soak])
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_RUNTIME_DIR", home.path())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let figures: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    assert_eq!(figures["refresh_posts"], 1);
    assert_eq!(figures["process_posts"], figures["process_expiries"]);
    let points = figures["kill_points"].as_object().unwrap();
    let reached = points.values().filter(|kills| **kills != 0).count();
    assert!(reached >= 12, "{figures}");
}
