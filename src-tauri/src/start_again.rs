//! Replaces this process by a new start of the same program.
//!
//! The arguments stay, so that a link that came with them is not lost.

use std::convert::Infallible;
use std::env;
use std::io;
use std::process::Command;
use std::thread;
use std::time::Duration;

use tauri::Error;

/// The variable that says how often this start has already begun again.
pub(crate) const COUNT: &str = "CHARTSIDE_STARTED_AGAIN";

/// An app that was killed leaves the bus within milliseconds; one that is still there after this many
/// tries is alive and does not listen.
const MOST: u8 = 5;

/// What the bus is given to notice that a process has gone.
const PAUSE: Duration = Duration::from_millis(200);

/// This start, once more.
pub(crate) fn command() -> io::Result<Command> {
    let mut again = Command::new(env::current_exe()?);
    again.args(env::args_os().skip(1));
    Ok(again)
}

/// Whether `error` says that the running app, to which this start was to hand its link, ended while
/// the link was handed over. Then this start has to take the link itself.
pub(crate) fn would_help(error: &Error, so_far: u8) -> bool {
    matches!(error, Error::PluginInitialization(plugin, _) if plugin == "single-instance")
        && so_far < MOST
}

/// Starts again after a pause, and returns only where that is not possible.
pub(crate) fn after_a_pause(so_far: u8) -> io::Result<Infallible> {
    thread::sleep(PAUSE);
    let mut again = command()?;
    again.env(COUNT, (so_far + 1).to_string());
    replace_process(again)
}

#[cfg(unix)]
pub(crate) fn replace_process(mut again: Command) -> io::Result<Infallible> {
    use std::os::unix::process::CommandExt as _;
    Err(again.exec())
}

#[cfg(not(unix))]
pub(crate) fn replace_process(mut again: Command) -> io::Result<Infallible> {
    let status = again.status()?;
    std::process::exit(status.code().unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_instance_that_cannot_be_reached_is_a_reason() {
        let failed =
            |plugin: &str| Error::PluginInitialization(plugin.to_owned(), "it ended".to_owned());
        assert!(would_help(&failed("single-instance"), 0));
        assert!(!would_help(&failed("deep-link"), 0));
        assert!(!would_help(&Error::WindowNotFound, 0));
    }

    #[test]
    fn it_does_not_begin_again_for_ever() {
        let failed = Error::PluginInitialization("single-instance".to_owned(), String::new());
        assert!(would_help(&failed, MOST - 1));
        assert!(!would_help(&failed, MOST));
    }
}
