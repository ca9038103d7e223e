//! Files that are replaced as a whole: written beside, made durable, renamed.
//!
//! A folder holds one current file and the generation before it. After a crash or a power cut at any
//! point at least one of the two is whole. Programs take turns by a lock of the operating system,
//! which ends with the program that holds it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Larger files are not ours and are not read.
const MAX_FILE_BYTES: u64 = 64 << 20;

const LOCK_ATTEMPTS: u32 = 250;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Where a file and its previous generation are kept.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    dir: PathBuf,
    stem: &'static str,
    extension: &'static str,
}

/// The right to change a folder. It ends when it is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
}

/// A point of [`Folder::replace`] at which a program may be ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The new file is durable under its temporary name.
    Written,
    /// The current file has become the previous one; there is no current file.
    CurrentMoved,
    /// The new file is the current one.
    Replaced,
}

impl Folder {
    /// The folder `dir`, with the file `stem.extension`.
    pub(crate) fn new(dir: PathBuf, stem: &'static str, extension: &'static str) -> Self {
        Self {
            dir,
            stem,
            extension,
        }
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
        make_private_dir(&self.dir)?;
        let mut options = private_file();
        let file = options.truncate(false).open(self.path(extension))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(FolderLock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// `true`: there is a current or a previous file.
    pub(crate) fn is_occupied(&self) -> io::Result<bool> {
        Ok(self.current().try_exists()? || self.previous().try_exists()?)
    }

    /// The bytes of a file, `None` where there is none. One that is too large is cut, which its
    /// reader notices.
    pub(crate) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        file.take(MAX_FILE_BYTES).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Makes `bytes` the current file and keeps the one before.
    pub(crate) fn replace(&self, lock: &FolderLock, bytes: &[u8]) -> io::Result<()> {
        self.replace_until(lock, bytes, |_| Ok(()))
    }

    /// As `replace`; `reached` can end it after any step.
    pub(crate) fn replace_until(
        &self,
        _lock: &FolderLock,
        bytes: &[u8],
        mut reached: impl FnMut(Step) -> io::Result<()>,
    ) -> io::Result<()> {
        let temporary = self.path("tmp");
        let mut file = private_file().truncate(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        reached(Step::Written)?;
        if self.current().try_exists()? {
            fs::rename(self.current(), self.previous())?;
            reached(Step::CurrentMoved)?;
        }
        fs::rename(&temporary, self.current())?;
        reached(Step::Replaced)?;
        sync_dir(&self.dir)
    }

    /// Renames a file to the first free `<stem>.corrupt-<n>`; nothing is ever deleted.
    pub(crate) fn move_aside(&self, _lock: &FolderLock, path: &Path) -> io::Result<()> {
        let free = (1..u32::MAX).map(|n| self.path(&format!("corrupt-{n}")));
        for aside in free {
            if !aside.try_exists()? {
                fs::rename(path, aside)?;
                return sync_dir(&self.dir);
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

#[cfg(unix)]
fn private_file() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.write(true).create(true).mode(0o600);
    options
}

#[cfg(not(unix))]
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    options
}

/// Makes the folder where it is missing. One that is there keeps its permissions.
fn make_private_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Makes a rename durable. Windows has no such call and does not need it.
#[cfg(unix)]
fn sync_dir(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every platform"
)]
fn sync_dir(_dir: &Path) -> io::Result<()> {
    Ok(())
}
