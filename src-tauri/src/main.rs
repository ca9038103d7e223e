//! The desktop app.

#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Overwrites what is given back: what the lock takes out of the memory is gone, whichever crate held
/// a copy of it (threat T46).
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    chartside::run()
}
