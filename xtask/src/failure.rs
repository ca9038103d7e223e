//! Why a task could not be done, said to the person who asked for it.

use std::fmt;
use std::io;

/// Why a task ended.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something the person has to do first, in whole sentences.
    Advice(String),
    /// A command ran and failed; what went wrong it has said itself.
    Command(String),
    /// A file or a program could not be used.
    Io(String, io::Error),
}

impl Failure {
    /// Names what was being done when `error` came.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io(doing.into(), error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Advice(advice) => f.write_str(advice),
            Self::Command(command) => write!(f, "This failed: {command}"),
            Self::Io(doing, error) => write!(f, "Cannot {doing}: {error}"),
        }
    }
}

impl std::error::Error for Failure {}
