//! Checks `tauri.conf.json` and makes the access control list of it. Runs in the repository's root.

use tauri_build::{AppManifest, Attributes, try_build};

const PERMISSIONS: &str = "src-tauri/permissions";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={PERMISSIONS}");
    // The screens are compiled into the program.
    println!("cargo:rerun-if-changed=ui/dist");
    // With a manifest of our own the access control list covers our commands too; without one, every
    // page of the window could call every command.
    let permissions = AppManifest::new().permissions_path_pattern("./src-tauri/permissions/*.toml");
    try_build(Attributes::new().app_manifest(permissions))?;
    Ok(())
}
