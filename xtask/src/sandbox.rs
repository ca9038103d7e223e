//! The sandbox EHR beside the app.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::failure::Failure;
use crate::workspace;

/// A running sandbox; it ends on drop.
#[derive(Debug)]
pub(crate) struct Sandbox {
    child: Child,
    pub(crate) fhir_base_url: String,
}

impl Sandbox {
    /// Starts the built sandbox on a free port and reads from its first words where it listens.
    pub(crate) fn start(arguments: &[String]) -> Result<Self, Failure> {
        let mut child = Command::new(workspace::debug_binary("sandbox-ehr"))
            .args(["--port", "0"])
            .args(arguments)
            .current_dir(workspace::root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(Failure::io("start the sandbox EHR"))?;
        let mut lines = child
            .stdout
            .take()
            .map(|it| BufReader::new(it).lines())
            .into_iter()
            .flatten();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            println!("{line}");
            line.strip_prefix("FHIR base URL")
                .map(|address| address.trim().to_owned())
        });
        let Some(fhir_base_url) = address else {
            // It has said on its error output why.
            return Err(Failure::Command("sandbox-ehr".to_owned()));
        };
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                println!("{line}");
            }
        });
        Ok(Self {
            child,
            fhir_base_url,
        })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
