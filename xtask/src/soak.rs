//! `cargo xtask soak`: inside a D-Bus session of its own with an unlocked gnome-keyring.

use std::process::Command;

use crate::failure::Failure;
use crate::packages;
use crate::run::{cargo, run};
use crate::workspace;

const INSIDE: &str = "printf soak | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$0\" \"$@\"";

pub(crate) fn soak(arguments: &[String]) -> Result<(), Failure> {
    packages::ready_to_walk()?;
    run(&mut cargo([
        "build",
        "--quiet",
        "--release",
        "--package",
        "soak",
    ]))?;
    let home = workspace::target().join("soak");
    std::fs::create_dir_all(&home).map_err(Failure::io("make target/soak"))?;
    let mut command = Command::new("dbus-run-session");
    command
        .args(["--", "sh", "-c", INSIDE])
        .arg(workspace::target().join("release/soak"))
        .args(arguments)
        .env("HOME", &home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", &home);
    run(&mut command)
}
