//! Files that are replaced as a whole: written beside, made durable, renamed.
//!
//! A folder holds one current file and the generation before it. After a crash or a power cut at any
//! point at least one of the two is whole. Programs take turns by a lock of the operating system,
//! which ends with the program that holds it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::disk::{Disk, Held, SystemDisk};

const LOCK_ATTEMPTS: u32 = 250;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Where a file and its previous generation are kept.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    stem: &'static str,
    extension: &'static str,
}

/// The right to change a folder. It ends when it is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _held: Box<dyn Held>,
}

impl Folder {
    /// The folder `dir`, with the file `stem.extension`.
    pub(crate) fn new(dir: PathBuf, stem: &'static str, extension: &'static str) -> Self {
        Self {
            disk: Arc::new(SystemDisk),
            dir,
            stem,
            extension,
        }
    }

    /// The same folder on another disk.
    #[cfg(test)]
    pub(crate) fn on(self, disk: Arc<dyn Disk>) -> Self {
        Self { disk, ..self }
    }

    pub(crate) fn current(&self) -> PathBuf {
        self.path(self.extension)
    }

    pub(crate) fn previous(&self) -> PathBuf {
        self.path("prev")
    }

    fn path(&self, extension: &str) -> PathBuf {
        self.dir.join(format!("{}.{extension}", self.stem))
    }

    /// Makes the folder where it is missing, for its owner only, and waits at most five seconds for its lock.
    pub(crate) fn lock(&self) -> io::Result<FolderLock> {
        for _ in 0..LOCK_ATTEMPTS {
            if let Some(lock) = self.try_lock("lock")? {
                return Ok(lock);
            }
            thread::sleep(LOCK_PAUSE);
        }
        Err(io::ErrorKind::TimedOut.into())
    }

    /// Takes the lock with this extension; `None` where another program holds it.
    pub(crate) fn try_lock(&self, extension: &str) -> io::Result<Option<FolderLock>> {
        self.disk.make_dir(&self.dir)?;
        let held = self.disk.try_lock(&self.path(extension))?;
        Ok(held.map(|held| FolderLock { _held: held }))
    }

    /// `true`: there is a current or a previous file.
    pub(crate) fn is_occupied(&self) -> io::Result<bool> {
        Ok(self.exists(&self.current())? || self.exists(&self.previous())?)
    }

    pub(crate) fn exists(&self, path: &Path) -> io::Result<bool> {
        self.disk.exists(path)
    }

    /// The bytes of a file, `None` where there is none.
    pub(crate) fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.disk.read(path)
    }

    /// Makes `bytes` the current file and keeps the one before.
    pub(crate) fn replace(&self, _lock: &FolderLock, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.path("tmp");
        let mut file = self.disk.create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        if self.exists(&self.current())? {
            self.disk.rename(&self.current(), &self.previous())?;
        }
        self.disk.rename(&temporary, &self.current())?;
        self.sync()
    }

    /// Writes a note beside the files. It may be lost with the power, and is not missed then.
    pub(crate) fn leave_note(&self, extension: &str, note: &[u8]) -> io::Result<()> {
        self.disk.create(&self.path(extension))?.write_all(note)
    }

    /// The note of this name; empty where there is none.
    pub(crate) fn note(&self, extension: &str) -> io::Result<Vec<u8>> {
        Ok(self.read(&self.path(extension))?.unwrap_or_default())
    }

    /// Makes durable which files there are.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.disk.sync_dir(&self.dir)
    }

    /// Renames a file to the first free `<stem>.corrupt-<n>`; nothing is ever deleted.
    pub(crate) fn move_aside(&self, _lock: &FolderLock, path: &Path) -> io::Result<()> {
        let free = (1..u32::MAX).map(|n| self.path(&format!("corrupt-{n}")));
        for aside in free {
            if !self.exists(&aside)? {
                self.disk.rename(path, &aside)?;
                return self.sync();
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}
