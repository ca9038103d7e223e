//! `cargo xtask check --windows`: what only Windows compiles, compiled on Linux, with the same lints.
//!
//! For the GNU variant of Windows, which a Debian compiler can link; releases are made for the other one, on
//! Windows. Nothing is started: whether it works there, this does not say.

use std::process::Command;

use crate::failure::Failure;
use crate::packages;
use crate::run::{answer, cargo, find_program, run};

const TARGET: &str = "x86_64-pc-windows-gnu";

/// The app and what is compiled into it. The tests of the desktop are for Linux.
const PACKAGES: [&str; 2] = ["chartside", "chartside-core"];

/// Compiles, or says why not.
pub(crate) fn check() -> Result<(), Failure> {
    if let Err(reason) = ready() {
        println!("Not checked: what only Windows compiles. {reason}");
        return Ok(());
    }
    let mut command = cargo(["clippy", "--target", TARGET, "--lib", "--bins"]);
    for package in PACKAGES {
        command.args(["--package", package]);
    }
    command
        .args(["--", "--deny", "warnings"])
        .env(
            "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER",
            "x86_64-w64-mingw32-gcc-posix",
        )
        .env("CC_x86_64_pc_windows_gnu", "x86_64-w64-mingw32-gcc-posix")
        .env("CXX_x86_64_pc_windows_gnu", "x86_64-w64-mingw32-g++-posix")
        .env("AR_x86_64_pc_windows_gnu", "x86_64-w64-mingw32-ar");
    run(&mut command)
}

fn ready() -> Result<(), Failure> {
    packages::ready_for_windows()?;
    if find_program("rustup").is_none() {
        let advice = "rustup is missing, which brings Rust's library for Windows.";
        return Err(Failure::Advice(advice.to_owned()));
    }
    let mut add = Command::new("rustup");
    match answer(add.args(["target", "add", TARGET])) {
        Some(_) => Ok(()),
        None => Err(Failure::Command(format!("rustup target add {TARGET}"))),
    }
}
