//! The few calls to the file system that a record is written with. Everything that must survive a
//! power cut rests on what is promised here, and on nothing else: content is durable after `sync`, names
//! after `sync_names`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// A folder of its own. Names are plain file names.
pub(crate) trait Disk: Send + Sync + std::fmt::Debug {
    /// Names of the files.
    fn names(&self) -> io::Result<Vec<String>>;
    /// The bytes of a file; `None` where there is none.
    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>>;
    /// Cuts a file off at `at`, or makes it, and writes from there.
    fn write(&self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()>;
    /// Makes the content of a file durable.
    fn sync(&self, name: &str) -> io::Result<()>;
    /// Gives a file another name, in place of the file that had it.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Makes names durable.
    fn sync_names(&self) -> io::Result<()>;
    /// Removes the folder with everything in it.
    fn destroy(self: Box<Self>) -> io::Result<()>;
}

/// A file that is not ours is not read to its end.
const LARGEST: u64 = 2 << 30;

const LOCK: &str = "lock";

/// A folder of the real file system, for its owner only, held by a lock of the operating system.
#[derive(Debug)]
pub(crate) struct Folder {
    dir: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder where it is missing. `WouldBlock`: somebody else has it open.
    pub(crate) fn open(dir: &Path) -> io::Result<Self> {
        private_files::make_dir(dir)?;
        let lock = private_file().truncate(false).open(dir.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                dir: dir.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Disk for Folder {
    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name != LOCK {
                names.push(name);
            }
        }
        Ok(names)
    }

    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let file = match File::open(self.dir.join(name)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let size = file.metadata()?.len().min(LARGEST);
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        file.take(LARGEST).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    fn write(&self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = private_file().truncate(false).open(self.dir.join(name))?;
        file.set_len(at)?;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)
    }

    fn sync(&self, name: &str) -> io::Result<()> {
        OpenOptions::new()
            .write(true)
            .open(self.dir.join(name))?
            .sync_all()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.dir.join(from), self.dir.join(to))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.dir.join(name))
    }

    fn sync_names(&self) -> io::Result<()> {
        private_files::sync_dir(&self.dir)
    }

    fn destroy(self: Box<Self>) -> io::Result<()> {
        let dir = self.dir.clone();
        // Windows removes no file that is open.
        drop(self);
        fs::remove_dir_all(dir)
    }
}

fn private_file() -> OpenOptions {
    let mut options = private_files::file();
    options.write(true).create(true);
    options
}
