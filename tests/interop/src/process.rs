//! A server of others as a child of the test: it ends when its standard input does, however the test ends.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;

use crate::StartError;

/// A running server. It ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    _lifeline: Option<ChildStdin>,
}

impl Server {
    /// Starts it and waits for the line that begins with `ready`; gives what follows on that line.
    pub(crate) fn start(command: &mut Command, ready: &str) -> Result<(Self, String), StartError> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::inherit()).spawn()?;
        let lifeline = child.stdin.take();
        let output = child.stdout.take();
        let server = Self {
            child,
            _lifeline: lifeline,
        };
        let lines =
            BufReader::new(output.ok_or_else(|| StartError::SetUp("no output".to_owned()))?);
        let mut lines = lines.lines();
        while let Some(line) = lines.next().transpose()? {
            if let Some(rest) = line.strip_prefix(ready) {
                // What it says later must not fill the pipe, nor break it.
                thread::spawn(move || lines.for_each(drop));
                return Ok((server, rest.trim().to_owned()));
            }
        }
        Err(StartError::SetUp("it ended at once".to_owned()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
