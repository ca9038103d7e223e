//! The contract between core and screens: TypeScript and documentation generated from one table.

use std::process::Command;

use crate::failure::Failure;
use crate::run::{cargo, run};

/// Writes the generated files anew.
pub(crate) fn generate() -> Result<(), Failure> {
    run(command().env("CHARTSIDE_GENERATE", "1"))
}

/// Fails where the generated files are not what the table makes.
pub(crate) fn check() -> Result<(), Failure> {
    run(&mut command())
}

fn command() -> Command {
    // The whole workspace: another selection has other features and compiles most again.
    cargo(["test", "--quiet", "--workspace", "--test", "contract"])
}
