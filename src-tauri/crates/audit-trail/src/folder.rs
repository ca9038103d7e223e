//! The folder of the log: names of segments, permissions, the lock of the one who writes.
//!
//! Only plain files are opened. A link that somebody put in place of a segment is not followed: it
//! counts as changed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::TrailError;

const LOCK_ATTEMPTS: u32 = 250;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Where the segments are.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    dir: PathBuf,
}

/// The right to read and change the log as a whole. It ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    _file: File,
}

impl Folder {
    pub(crate) fn new(dir: PathBuf) -> Self {
        Self { dir }
    }

    pub(crate) fn segment(&self, number: u64) -> PathBuf {
        self.dir.join(format!("activity-{number:06}.jsonl"))
    }

    /// Makes the folder where it is missing, for its owner only, and waits at most five seconds for
    /// its lock.
    pub(crate) fn lock(&self) -> Result<Turn, TrailError> {
        make_private_dir(&self.dir)?;
        let path = self.dir.join("activity.lock");
        refuse_links(&path)?;
        let file = private_files::file()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        for _ in 0..LOCK_ATTEMPTS {
            match file.try_lock() {
                Ok(()) => return Ok(Turn { _file: file }),
                Err(TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Err(TrailError::Busy)
    }

    /// The numbers of the segments, oldest first.
    pub(crate) fn segments(&self) -> io::Result<Vec<u64>> {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            numbers.extend(entry?.file_name().to_str().and_then(number_of));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// Opens a segment to read it; `None` where it is not a plain file.
    pub(crate) fn open(&self, number: u64) -> io::Result<Option<File>> {
        open_plain(&self.segment(number), OpenOptions::new().read(true))
    }

    /// Opens a segment to write at its end; `None` where it is not a plain file.
    pub(crate) fn open_to_append(&self, number: u64) -> io::Result<Option<File>> {
        open_plain(
            &self.segment(number),
            OpenOptions::new().read(true).append(true),
        )
    }

    /// Makes a segment, for its owner only.
    pub(crate) fn create(&self, number: u64) -> io::Result<File> {
        create_private(&self.segment(number))
    }

    pub(crate) fn remove(&self, number: u64) -> io::Result<()> {
        fs::remove_file(self.segment(number))
    }

    /// Moves all segments to the first free `set-aside-<n>`, oldest first: what is left of a move that
    /// was interrupted does not verify either.
    pub(crate) fn set_aside(&self) -> io::Result<()> {
        let numbers = self.segments()?;
        if numbers.is_empty() {
            return Ok(());
        }
        let aside = self.free_place()?;
        for number in numbers {
            let from = self.segment(number);
            if let Some(name) = from.file_name() {
                fs::rename(&from, aside.join(name))?;
            }
        }
        private_files::sync_dir(&aside)?;
        self.sync()
    }

    fn free_place(&self) -> io::Result<PathBuf> {
        for number in 1..u32::MAX {
            let place = self.dir.join(format!("set-aside-{number:03}"));
            match private_files::dir().create(&place) {
                Ok(()) => return Ok(place),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Makes names durable.
    pub(crate) fn sync(&self) -> io::Result<()> {
        private_files::sync_dir(&self.dir)
    }
}

/// Makes a file that was not there, for its owner only.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    private_files::file()
        .write(true)
        .create_new(true)
        .open(path)
}

fn number_of(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("activity-")?.strip_suffix(".jsonl")?;
    let number: u64 = digits.parse().ok()?;
    // One name for one number: "+1", "1" and "000001" are not three segments.
    (format!("{number:06}") == digits).then_some(number)
}

fn refuse_links(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => Err(io::ErrorKind::InvalidInput.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

fn open_plain(path: &Path, options: &OpenOptions) -> io::Result<Option<File>> {
    // Looked at before it is opened: to open a pipe can wait for ever.
    let named = fs::symlink_metadata(path)?;
    if !named.is_file() {
        return Ok(None);
    }
    let file = options.open(path)?;
    let opened = file.metadata()?;
    Ok(same_file(&named, &opened).then_some(file))
}

#[cfg(unix)]
fn same_file(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn same_file(_one: &fs::Metadata, other: &fs::Metadata) -> bool {
    other.is_file()
}

/// Makes the folder where it is missing, and takes from others what one that is there allows them.
fn make_private_dir(dir: &Path) -> io::Result<()> {
    private_files::make_dir(dir)?;
    if !fs::symlink_metadata(dir)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    restrict(dir)
}

#[cfg(unix)]
fn restrict(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(dir)?.permissions().mode();
    if mode & 0o777 == 0o700 {
        return Ok(());
    }
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every platform"
)]
fn restrict(_dir: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_has_one_name() {
        assert_eq!(number_of("activity-000012.jsonl"), Some(12));
        assert_eq!(number_of("activity-1000000.jsonl"), Some(1_000_000));
        for other in [
            "activity-12.jsonl",
            "activity-+00012.jsonl",
            "activity-.jsonl",
            "x",
        ] {
            assert_eq!(number_of(other), None, "{other}");
        }
    }
}
