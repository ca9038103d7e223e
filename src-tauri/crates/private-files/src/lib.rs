//! Files and folders for their owner only, and names that survive a power cut: what each of our stores
//! needs of the file system and the standard library does not say in one word. Must never know: what is
//! in a file, what it is called, and in which order things are written.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// How a file is opened that is for its owner only where it is made. What is done with it is still to
/// be said.
pub fn file() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there is no mode to set"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// How a folder is made that is for its owner only.
pub fn dir() -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there is no mode to set"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Makes the folder, and those above it, where they are missing. One that is there keeps its permissions.
///
/// # Errors
/// As [`DirBuilder::create`].
pub fn make_dir(path: &Path) -> io::Result<()> {
    dir().recursive(true).create(path)
}

/// Writes a small file whose loss costs nothing, and the folders above it. It is not durable, and whoever
/// reads it takes half of it for nothing.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn write_note(path: &Path, note: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        make_dir(folder)?;
    }
    let mut options = file();
    let mut to = options.write(true).create(true).truncate(true).open(path)?;
    to.write_all(note)
}

/// Makes durable what became of the names in a folder. Windows has no such call and does not need it.
///
/// # Errors
/// When the folder cannot be opened or synced.
#[cfg(unix)]
pub fn sync_dir(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Makes durable what became of the names in a folder. Windows has no such call and does not need it.
///
/// # Errors
/// None.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every platform"
)]
pub fn sync_dir(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_made_is_for_its_owner_only() {
        let place = tempfile::tempdir().unwrap();
        let (above, below) = (place.path().join("a"), place.path().join("a/b"));
        make_dir(&below).unwrap();
        assert_eq!((mode(&above), mode(&below)), (0o700, 0o700));
        let path = below.join("file");
        file().write(true).create_new(true).open(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_note_takes_the_place_of_the_one_before() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("new/note.json");
        for note in [&b"longer than the next"[..], b"short"] {
            write_note(&path, note).unwrap();
            assert_eq!(fs::read(&path).unwrap(), note);
        }
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn what_is_there_keeps_its_permissions() {
        let place = tempfile::tempdir().unwrap();
        let shared = place.path().join("shared");
        fs::create_dir(&shared).unwrap();
        fs::set_permissions(&shared, Permissions::from_mode(0o755)).unwrap();
        make_dir(&shared).unwrap();
        assert_eq!(mode(&shared), 0o755);
    }

    #[test]
    fn a_folder_that_is_not_there_cannot_be_made_durable() {
        let place = tempfile::tempdir().unwrap();
        sync_dir(place.path()).unwrap();
        sync_dir(&place.path().join("missing")).unwrap_err();
    }
}
