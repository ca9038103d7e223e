//! A folder that goes when it is no longer needed, and that nobody else can read.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};
use std::process;
use std::time::SystemTime;

use crate::failure::Failure;

/// The folder. It and what is in it are removed when this is dropped.
#[derive(Debug)]
pub(crate) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes one. Its path is short: sockets of `gpg-agent` stand in it.
    pub(crate) fn new() -> Result<Self, Failure> {
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
        let name = format!("xtask-{}-{}", process::id(), now.as_nanos());
        let path = std::env::temp_dir().join(name);
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&path)
            .map_err(Failure::io(format!("make {}", path.display())))?;
        Ok(Self { path })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is the system's to clean up.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
