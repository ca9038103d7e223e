//! Cold start: from the start of the process to the first interactive paint (two animation frames
//! after the first render, and one answer of the core), beside the smallest Tauri app.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use walkthrough::desktop::Desktop;
use walkthrough::keyring::Keyring;

use crate::Failure;
use crate::figure::Figure;
use crate::load::milliseconds;

const ROUNDS: usize = 10;

/// The two programs in turn.
pub(crate) fn measure(ours: &Path, minimal: &Path) -> Result<Vec<Figure>, Failure> {
    let desktop = Desktop::start(Keyring::Unlocked)?;
    let (mut of_ours, mut of_minimal) = (Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        of_ours.push(start(&desktop, ours)?);
        of_minimal.push(start(&desktop, minimal)?);
    }
    // The first round fills the disk cache.
    let ours = Figure::times(
        "cold_start_ms",
        "cold start to first interactive paint",
        of_ours.split_off(1),
    );
    let minimal = Figure::times(
        "cold_start_minimal_ms",
        "the same of a minimal Tauri app",
        of_minimal.split_off(1),
    );
    let ratio = Figure::ratio("cold_start_ratio", "  ours over minimal", &ours, &minimal);
    Ok(vec![ours, minimal, ratio])
}

fn start(desktop: &Desktop, program: &Path) -> Result<f64, Failure> {
    let mut command = desktop.command(program);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let begin = Instant::now();
    let mut app = command.spawn()?;
    let lines = app
        .stderr
        .take()
        .map(BufReader::new)
        .ok_or("no standard error")?;
    let mut took = None;
    for line in lines.lines() {
        if line?.contains("interactive") {
            took = Some(milliseconds(begin));
            break;
        }
    }
    app.kill()?;
    app.wait()?;
    took.ok_or_else(|| "the app ended before it was interactive".into())
}
