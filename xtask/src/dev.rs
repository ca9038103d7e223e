//! `cargo xtask dev`: the app with screens that reload as they are edited, beside the sandbox.
//!
//! This is what `tauri dev` does, but for restarting the app when Rust sources change, and without
//! its command line: Vite serves the screens, and the app is built without the feature that embeds
//! them, so that it takes them from there.

use std::process::{Child, Stdio};

use crate::failure::Failure;
use crate::run::{cargo, npm, run};
use crate::sandbox::Sandbox;
use crate::{packages, screens, workspace};

/// Runs until the app's window is closed.
pub(crate) fn dev(arguments: &[String]) -> Result<(), Failure> {
    if !workspace::has_display() {
        let advice = "There is no display here. `cargo xtask demo` works without one.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    packages::ready_to_build()?;
    screens::ready_to_develop()?;
    run(&mut cargo(["build", "--workspace", "--bin", "sandbox-ehr"]))?;
    let sandbox = Sandbox::start(arguments)?;
    let _screens = Screens::serve()?;
    run(
        cargo(["run", "--package", "chartside", "--no-default-features"])
            .env("CHARTSIDE_DEMO_SERVER", &sandbox.fhir_base_url),
    )
}

/// Vite's development server; it ends on drop.
#[derive(Debug)]
struct Screens(Child);

impl Screens {
    fn serve() -> Result<Self, Failure> {
        let mut command = npm(["run", "dev"]);
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .map_err(Failure::io("start Vite"))?;
        Ok(Self(child))
    }
}

impl Drop for Screens {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
