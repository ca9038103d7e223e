//! The vault on disk: which of its generations is the true one.
//!
//! The keyring item knows a generation that the vault once had. A file that is older by more than
//! the one generation that recovery may cost was put back from a copy, and is not used: its refresh
//! tokens may have been rotated since, and presenting one ends the session at the server.

use std::io;
use std::path::Path;

use crate::contents::{self, Contents};
use crate::folder::{Folder, FolderLock};
use crate::seal::{self, NotOpened, VaultKey};
use crate::{CustodyProblem, Incident};

/// An opened vault.
pub(crate) struct Opened {
    pub(crate) generation: u64,
    pub(crate) contents: Contents,
    pub(crate) incident: Option<Incident>,
    /// There was no file to open.
    pub(crate) fresh: bool,
}

/// One of the two files.
enum Found {
    Absent,
    Unusable(NotOpened),
    Usable(u64, Contents),
}

/// Opens the current file, else the previous one, else begins anew. `floor` is the generation that
/// the vault is known to have reached.
pub(crate) fn open(
    folder: &Folder,
    lock: &FolderLock,
    key: &VaultKey,
    floor: u64,
) -> Result<Opened, CustodyProblem> {
    let current = look(folder, &folder.current(), key, floor)?;
    let previous = match current {
        Found::Usable(generation, contents) => {
            return Ok(Opened {
                generation,
                contents,
                incident: None,
                fresh: false,
            });
        }
        // A newer version may keep a file of this version as its previous one.
        Found::Unusable(NotOpened::Newer) => return Err(CustodyProblem::VaultNewer),
        Found::Unusable(_) | Found::Absent => {
            look(folder, &folder.previous(), key, floor.saturating_sub(1))?
        }
    };
    match (current, previous) {
        (Found::Absent, Found::Absent) => Ok(begin(floor, None)),
        // The program ended between the two renames: nothing that was acknowledged is lost.
        (Found::Absent, Found::Usable(generation, contents)) => Ok(Opened {
            generation,
            contents,
            incident: None,
            fresh: false,
        }),
        (_, Found::Usable(generation, contents)) => {
            // Before the next write would make the damaged file the previous generation.
            aside(folder, lock)?;
            let incident = Some(Incident::RecoveredPrevious);
            Ok(Opened {
                generation,
                contents,
                incident,
                fresh: false,
            })
        }
        (_, Found::Unusable(NotOpened::Newer)) => Err(CustodyProblem::VaultNewer),
        (Found::Unusable(NotOpened::OtherKey), _) | (_, Found::Unusable(NotOpened::OtherKey)) => {
            Err(CustodyProblem::KeyringEntryLost)
        }
        _ => {
            aside_both(folder, lock)?;
            Ok(begin(floor, Some(Incident::StartedOver)))
        }
    }
}

/// Writes the contents as the generation after `generation`, and says which that is.
pub(crate) fn store(
    folder: &Folder,
    lock: &FolderLock,
    key: &VaultKey,
    generation: u64,
    contents: &Contents,
) -> Result<u64, CustodyProblem> {
    let generation = generation.saturating_add(1);
    let plain = contents::encode(contents).ok_or(CustodyProblem::StorageFailed)?;
    let sealed = seal::seal(key, generation, &plain).map_err(|_| CustodyProblem::StorageFailed)?;
    folder
        .replace(lock, &sealed)
        .map_err(|error| storage_failed(&error))?;
    Ok(generation)
}

/// Moves both files aside.
pub(crate) fn aside_both(folder: &Folder, lock: &FolderLock) -> Result<(), CustodyProblem> {
    for path in [folder.current(), folder.previous()] {
        if folder
            .exists(&path)
            .map_err(|error| storage_failed(&error))?
        {
            folder
                .move_aside(lock, &path)
                .map_err(|_| CustodyProblem::VaultDamaged)?;
        }
    }
    Ok(())
}

/// Notes in the log what failed. The kind only: paths are no business of a log.
pub(crate) fn storage_failed(error: &io::Error) -> CustodyProblem {
    tracing::warn!(kind = ?error.kind(), "the vault cannot be read or written");
    CustodyProblem::StorageFailed
}

fn aside(folder: &Folder, lock: &FolderLock) -> Result<(), CustodyProblem> {
    folder
        .move_aside(lock, &folder.current())
        .map_err(|_| CustodyProblem::VaultDamaged)
}

fn begin(floor: u64, incident: Option<Incident>) -> Opened {
    Opened {
        generation: floor,
        contents: Contents::new(),
        incident,
        fresh: true,
    }
}

fn look(folder: &Folder, path: &Path, key: &VaultKey, floor: u64) -> Result<Found, CustodyProblem> {
    let Some(file) = folder.read(path).map_err(|error| storage_failed(&error))? else {
        return Ok(Found::Absent);
    };
    let opened = seal::open(key, &file).and_then(|(generation, plain)| {
        let contents = contents::decode(&plain).ok_or(NotOpened::Damaged)?;
        if generation < floor {
            Err(NotOpened::Damaged)
        } else {
            Ok((generation, contents))
        }
    });
    Ok(match opened {
        Ok((generation, contents)) => Found::Usable(generation, contents),
        Err(reason) => Found::Unusable(reason),
    })
}

#[cfg(test)]
mod tests;
