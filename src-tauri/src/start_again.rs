//! Replaces this process by a new start of the same program.
//!
//! The arguments stay, so that a link that came with them is not lost.

use std::convert::Infallible;
use std::env;
use std::io;
use std::process::{self, Command};
use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Error, Manager as _};

/// The variable that says how often this start has already begun again. Programs that are started from
/// here inherit it, and start the app again by a link: so it names the process that it is about, which
/// stays the same.
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
    // Elsewhere the process is not the same afterwards, and a count of it would not end.
    cfg!(unix)
        && matches!(error, Error::PluginInitialization(plugin, _) if plugin == "single-instance")
        && so_far < MOST
}

/// Starts again after a pause, and returns only where that is not possible.
pub(crate) fn after_a_pause(so_far: u8) -> io::Result<Infallible> {
    thread::sleep(PAUSE);
    let mut again = command()?;
    again.env(COUNT, said(process::id(), so_far + 1));
    replace_process(again)
}

/// Starts the program anew beside this one, which ends: without the link that this one was started by.
pub(crate) fn anew(app: &AppHandle) {
    let program = tauri::process::current_binary(&app.env());
    let started = program.and_then(|program| Command::new(program).spawn());
    if let Err(error) = started {
        tracing::error!(%error, "cannot start again");
    }
}

fn said(process: u32, count: u8) -> String {
    format!("{process} {count}")
}

/// How often this process began again, by its environment.
pub(crate) fn so_far(said: Option<&str>) -> u8 {
    count_of(said, process::id())
}

fn count_of(said: Option<&str>, process: u32) -> u8 {
    let count = said
        .and_then(|said| said.split_once(' '))
        .filter(|(about, _)| about.parse() == Ok(process));
    count.and_then(|(_, count)| count.parse().ok()).unwrap_or(0)
}

#[cfg(unix)]
pub(crate) fn replace_process(mut again: Command) -> io::Result<Infallible> {
    use std::os::unix::process::CommandExt as _;
    Err(again.exec())
}

#[cfg(not(unix))]
pub(crate) fn replace_process(mut again: Command) -> io::Result<Infallible> {
    let status = again.status()?;
    process::exit(status.code().unwrap_or(1))
}

#[cfg(all(test, unix))]
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

    #[test]
    fn what_was_inherited_from_another_process_does_not_count() {
        assert_eq!(count_of(Some(&said(7, 3)), 7), 3);
        for of_others in [Some("8 3"), Some("3"), Some("7 x"), Some(""), None] {
            assert_eq!(count_of(of_others, 7), 0, "{of_others:?}");
        }
    }
}
