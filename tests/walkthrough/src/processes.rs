//! The processes of one desktop session, found by the mark that all of them inherit.
//!
//! The browser and the app are started by the operating system, so they are nobody's children here.
//! Their environment says to which session they belong, or the session's folder on their command line
//! where they have written over the environment; no other process is ever ended.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::wait::wait_at_most;

/// Names the session in the environment of each of its processes; the value is the session's folder.
pub(crate) const MARK: &str = "CHARTSIDE_WALKTHROUGH";

const TIME_TO_LEAVE: Duration = Duration::from_secs(3);

/// A running process of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its id.
    pub id: i32,
    /// The program it runs.
    pub program: PathBuf,
    /// Its command line, the program's name first.
    pub arguments: Vec<OsString>,
}

/// Every process that carries the mark of the session in `root`.
pub(crate) fn of_session(root: &Path) -> Vec<Process> {
    let folder = root.as_os_str().as_bytes();
    let mark = [format!("{MARK}=").as_bytes(), folder].concat();
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|id| has_mark(*id, &mark) || names(*id, folder))
        .filter_map(read)
        .collect()
}

fn has_mark(id: i32, mark: &[u8]) -> bool {
    fs::read(format!("/proc/{id}/environ")).is_ok_and(|environ| {
        environ
            .split(|byte| *byte == 0)
            .any(|variable| variable == mark)
    })
}

fn names(id: i32, folder: &[u8]) -> bool {
    fs::read(format!("/proc/{id}/cmdline"))
        .is_ok_and(|line| line.windows(folder.len()).any(|part| part == folder))
}

fn read(id: i32) -> Option<Process> {
    // A zombie has no program any more.
    let program = fs::read_link(format!("/proc/{id}/exe")).ok()?;
    let command_line = fs::read(format!("/proc/{id}/cmdline")).ok()?;
    let arguments = command_line
        .split(|byte| *byte == 0)
        .filter(|argument| !argument.is_empty())
        .map(|argument| OsString::from_vec(argument.to_vec()))
        .collect();
    Some(Process {
        id,
        program,
        arguments,
    })
}

/// Ends `process`, politely or not.
pub(crate) fn signal(process: &Process, signal: Signal) {
    if let Some(id) = Pid::from_raw(process.id) {
        // It may have ended by itself a moment ago.
        let _ = kill_process(id, signal);
    }
}

/// Ends every process of the session in `root`: asks first, insists after a while.
pub(crate) fn end_session(root: &Path) {
    for process in of_session(root) {
        signal(&process, Signal::TERM);
    }
    let all_left = || of_session(root).is_empty().then_some(());
    if wait_at_most(TIME_TO_LEAVE, "the session's processes to end", all_left).is_err() {
        for process in of_session(root) {
            signal(&process, Signal::KILL);
        }
        let _ = wait_at_most(
            TIME_TO_LEAVE,
            "the session's processes to be killed",
            all_left,
        );
    }
}
