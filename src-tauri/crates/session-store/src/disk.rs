//! The file operations that a folder is made of, and nothing more: what [`crate::folder`] does in
//! which order is decided there. Tests put a disk in their place that fails, tears and loses power.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _};
use std::path::Path;

#[cfg(test)]
pub(crate) mod faulty;

/// Larger files are not ours and are not read.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// Where files are.
pub(crate) trait Disk: fmt::Debug + Send + Sync {
    /// Makes the folder where it is missing, for its owner only. One that is there keeps its permissions.
    fn make_dir(&self, dir: &Path) -> io::Result<()>;

    /// `true`: there is a file of this name.
    fn exists(&self, path: &Path) -> io::Result<bool>;

    /// The bytes of a file, `None` where there is none. One that is too large is cut, which its
    /// reader notices.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;

    /// An empty file for its owner only, in place of one that is there.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>>;

    /// Gives a file another name, in place of one that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Makes durable what became of the names in a folder.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;

    /// Locks the file of this name, which is made where it is missing; `None` where it is locked.
    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>>;
}

/// A file that is being written.
pub(crate) trait NewFile {
    /// Adds `bytes`.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Makes durable what was written.
    fn sync_all(&mut self) -> io::Result<()>;
}

/// A lock, until it is dropped.
pub(crate) trait Held: fmt::Debug + Send + Sync {}

/// The disk of the operating system.
#[derive(Debug)]
pub(crate) struct SystemDisk;

impl Disk for SystemDisk {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        private_files::make_dir(dir)
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        path.try_exists()
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        file.take(MAX_FILE_BYTES).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        Ok(Box::new(private_file().truncate(true).open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        private_files::sync_dir(dir)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let file = private_file().truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl NewFile for File {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        io::Write::write_all(self, bytes)
    }

    fn sync_all(&mut self) -> io::Result<()> {
        File::sync_all(self)
    }
}

impl Held for File {}

fn private_file() -> OpenOptions {
    let mut options = private_files::file();
    options.write(true).create(true);
    options
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_to_make_durable_is_an_error() {
        let nothing = Path::new("/dev/null");
        let mut file = SystemDisk.create(nothing).unwrap();
        file.write_all(b"lost").unwrap();
        file.sync_all().unwrap_err();
        SystemDisk.sync_dir(nothing).unwrap_err();
    }

    #[test]
    fn only_a_file_that_is_not_there_reads_as_none() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(SystemDisk.read(&dir.path().join("a")).unwrap(), None);
        SystemDisk.read(dir.path()).unwrap_err();
        let file = dir.path().join("file");
        std::fs::write(&file, b"x").unwrap();
        assert_eq!(SystemDisk.read(&file).unwrap(), Some(b"x".to_vec()));
        SystemDisk.read(&file.join("a")).unwrap_err();
    }

    #[test]
    fn a_file_that_is_too_large_is_cut() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        let large = File::create(&file).unwrap();
        large.set_len(MAX_FILE_BYTES + 1).unwrap();
        let read = SystemDisk.read(&file).unwrap().unwrap();
        assert_eq!(read.len() as u64, 64 * 1024 * 1024);
    }
}
