//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::tally::Tally;
use crate::workspace;

/// cargo, at the top of the checkout.
pub(crate) fn cargo<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(workspace::root());
    command
}

/// npm, in the folder of the screens.
pub(crate) fn npm<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> Command {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command
        .args(arguments)
        .current_dir(workspace::root().join("ui"));
    command
}

/// Runs `command` to its end, with its words on the screen.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    println!("$ {}", words(command));
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(cannot_run(command))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Command(words(command)))
    }
}

/// Runs `command` to its end, with its words on the screen, and counts the tests that it reports.
pub(crate) fn run_tests(command: &mut Command) -> Result<(Tally, bool), Failure> {
    println!("$ {}", words(command));
    let mut child = command
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(cannot_run(command))?;
    let mut tally = Tally::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.map_err(Failure::io("read what the tests say"))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.read(&line);
        }
    }
    let status = child.wait().map_err(cannot_run(command))?;
    Ok((tally, status.success()))
}

/// What `command` prints, where it succeeds.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The program of this name in the path.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// What a person would type.
pub(crate) fn words(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program
        .file_stem()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    let arguments = command
        .get_args()
        .map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name)
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

fn cannot_run(command: &Command) -> impl FnOnce(std::io::Error) -> Failure {
    Failure::io(format!("run {}", words(command)))
}
