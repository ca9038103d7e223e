//! Where a copy goes: a file or folder that has its name only when it is whole. Nothing is ever written
//! over, and nothing half done is left behind.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Copies of the same day.
const COPIES: u32 = 99;

/// A file or folder that is being written.
#[derive(Debug)]
pub(crate) struct Unfinished {
    folder: PathBuf,
    stem: String,
    /// `.json`; empty for a folder.
    ending: &'static str,
    at: PathBuf,
    done: bool,
}

impl Unfinished {
    /// Begins a file.
    pub(crate) fn file(
        folder: &Path,
        stem: &str,
        ending: &'static str,
    ) -> io::Result<(Self, File)> {
        let (unfinished, file) = Self::begin(folder, stem, ending, new_file)?;
        Ok((unfinished, file))
    }

    /// Begins a folder.
    pub(super) fn folder(folder: &Path, stem: &str) -> io::Result<Self> {
        let made = Self::begin(folder, stem, "", |at| private_files::dir().create(at));
        made.map(|(unfinished, ())| unfinished)
    }

    fn begin<T>(
        folder: &Path,
        stem: &str,
        ending: &'static str,
        create: impl Fn(&Path) -> io::Result<T>,
    ) -> io::Result<(Self, T)> {
        fs::create_dir_all(folder)?;
        let (at, made) = first_free(folder, stem, ".part", create)?;
        let unfinished = Self {
            folder: folder.to_owned(),
            stem: stem.to_owned(),
            ending,
            at: folder.join(at),
            done: false,
        };
        Ok((unfinished, made))
    }

    /// A file in the folder that is being written.
    pub(super) fn add(&self, name: &str) -> io::Result<File> {
        new_file(&self.at.join(name))
    }

    /// Gives it its name, which is given back. Its files must be on the disk.
    pub(crate) fn finish(mut self) -> io::Result<String> {
        let is_folder = self.ending.is_empty();
        let (name, ()) = first_free(&self.folder, &self.stem, self.ending, |to| {
            take(&self.at, to, is_folder)
        })?;
        self.done = true;
        // It has its name; a power cut now may take it.
        let _ = private_files::sync_dir(&self.folder);
        Ok(name)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        let removed = if self.ending.is_empty() {
            fs::remove_dir_all(&self.at)
        } else {
            fs::remove_file(&self.at)
        };
        if removed.is_err() {
            tracing::warn!("a copy that was not finished cannot be removed");
        }
    }
}

fn new_file(at: &Path) -> io::Result<File> {
    private_files::file().write(true).create_new(true).open(at)
}

/// The first of `stem`, `stem-2` and so on that is not there yet.
fn first_free<T>(
    folder: &Path,
    stem: &str,
    ending: &str,
    create: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(String, T)> {
    for copy in 1..=COPIES {
        let name = if copy == 1 {
            format!("{stem}{ending}")
        } else {
            format!("{stem}-{copy}{ending}")
        };
        match create(&folder.join(&name)) {
            Ok(made) => return Ok((name, made)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Moves to a name that nothing has: it is taken first by something empty, which alone is written over.
fn take(from: &Path, to: &Path, is_folder: bool) -> io::Result<()> {
    if is_folder {
        private_files::dir().create(to)?;
        // A folder that somebody filled meanwhile is not removed.
        fs::remove_dir(to)?;
        return fs::rename(from, to);
    }
    drop(new_file(to)?);
    fs::rename(from, to).inspect_err(|_| drop(fs::remove_file(to)))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_written_over_and_nothing_has_its_name_before_it_is_whole() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("downloads");
        for expected in ["copy.json", "copy-2.json"] {
            let (unfinished, mut file) = Unfinished::file(&folder, "copy", ".json").unwrap();
            file.write_all(expected.as_bytes()).unwrap();
            assert!(!folder.join(expected).exists());
            assert_eq!(unfinished.finish().unwrap(), expected);
            assert_eq!(fs::read_to_string(folder.join(expected)).unwrap(), expected);
        }
        for expected in ["copy", "copy-3"] {
            if expected == "copy-3" {
                fs::create_dir(folder.join("copy-2")).unwrap();
            }
            let unfinished = Unfinished::folder(&folder, "copy").unwrap();
            unfinished.add("a.csv").unwrap();
            assert_eq!(unfinished.finish().unwrap(), expected);
            assert_eq!(names(&folder.join(expected)), ["a.csv"]);
        }
        assert_eq!(
            names(&folder),
            ["copy", "copy-2", "copy-2.json", "copy-3", "copy.json"]
        );
    }

    #[test]
    fn what_is_given_up_is_gone() {
        let place = tempfile::tempdir().unwrap();
        drop(Unfinished::file(place.path(), "copy", ".json").unwrap());
        let unfinished = Unfinished::folder(place.path(), "copy").unwrap();
        unfinished.add("a.csv").unwrap();
        drop(unfinished);
        assert_eq!(names(place.path()), [""; 0]);
    }
}
