//! A disk in memory that fails, tears, fills up and loses power when it is told to. Left alone, it is
//! just a disk in memory.
//!
//! What a program sees and what would be there after a power cut are two things. Contents are durable
//! when the file was synced, names when their folder was. A power cut keeps any selection of the
//! changes of names that were not durable, in their order, and of a file that was not synced all,
//! nothing, a part, or a part and zeros. That is more than journalling file systems do to a program.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use super::{Disk, Held, NewFile};

/// One of several programs that use the same disk. A clone is the same program.
#[derive(Debug, Clone)]
pub(crate) struct FaultyDisk {
    platter: Arc<Mutex<Platter>>,
}

/// What the disk does when it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The call does nothing and says so.
    Fails,
    /// A write stops half-way; anything else is done, and then said to have failed.
    Tears,
    /// From this call on nothing is done any more: the program or the computer ended.
    Ends,
}

/// A promise that a disk breaks without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// A synced file is not durable.
    FileSync,
    /// The names in a synced folder are not durable.
    DirSync,
    /// The file before is not kept.
    Previous,
}

#[derive(Debug, Default)]
struct Platter {
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    /// Changes of names that are not durable.
    pending: Vec<Naming>,
    files: Vec<Content>,
    locked: BTreeSet<PathBuf>,
    calls: u32,
    fault: Option<(u32, Fault)>,
    ended: bool,
    full: bool,
    lie: Option<Lie>,
}

#[derive(Debug, Clone)]
struct Naming {
    file: usize,
    from: Option<PathBuf>,
    to: PathBuf,
}

#[derive(Debug, Default)]
struct Content {
    seen: Vec<u8>,
    durable: Option<Vec<u8>>,
}

#[derive(Debug)]
struct Writer {
    disk: FaultyDisk,
    file: usize,
}

#[derive(Debug)]
struct Locked {
    disk: FaultyDisk,
    path: PathBuf,
}

/// Chance that can be repeated (splitmix64).
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound as u64).unwrap()
    }
}

impl FaultyDisk {
    pub(crate) fn new(lie: Option<Lie>) -> Self {
        let platter = Platter {
            lie,
            ..Platter::default()
        };
        Self {
            platter: Arc::new(Mutex::new(platter)),
        }
    }

    /// The call after `calls` more meets this fault; `None`: none does.
    pub(crate) fn plan(&self, fault: Option<(u32, Fault)>) {
        let mut platter = self.platter();
        platter.fault = fault.map(|(calls, fault)| (platter.calls + calls, fault));
    }

    /// While it is full nothing can be written; what is there can be read, renamed and synced.
    pub(crate) fn set_full(&self, full: bool) {
        self.platter().full = full;
    }

    /// `true`: the planned end has come.
    pub(crate) fn has_ended(&self) -> bool {
        self.platter().ended
    }

    /// The program was ended: its locks are free, and all that it did is still seen.
    pub(crate) fn restart(&self) {
        let mut platter = self.platter();
        platter.locked.clear();
        (platter.ended, platter.fault) = (false, None);
    }

    /// The power was cut: what was durable is there, of the rest what the dice say.
    pub(crate) fn cut_power(&self, dice: &mut Dice) {
        let mut platter = self.platter();
        for naming in std::mem::take(&mut platter.pending) {
            if dice.below(2) == 0 {
                apply(&mut platter.durable_names, &naming);
            }
        }
        for content in &mut platter.files {
            let kept = content.durable.take().unwrap_or_else(|| {
                let mut part = content.seen.clone();
                match dice.below(4) {
                    0 => {}
                    1 => part.clear(),
                    2 => part.truncate(dice.below(part.len() + 1)),
                    _ => {
                        let from = dice.below(part.len() + 1);
                        part.iter_mut().skip(from).for_each(|byte| *byte = 0);
                    }
                }
                part
            });
            content.seen.clone_from(&kept);
            content.durable = Some(kept);
        }
        platter.names = platter.durable_names.clone();
        drop(platter);
        self.restart();
    }

    /// Changes a byte of a file, for good; `false`: there is no such file.
    pub(crate) fn rot(&self, path: &Path, dice: &mut Dice) -> bool {
        let mut platter = self.platter();
        let Some(file) = platter.names.get(path).copied() else {
            return false;
        };
        let content = &mut platter.files[file];
        // Not the version: a newer one is never touched.
        let at = 10 + dice.below(content.seen.len().saturating_sub(10).max(1));
        content.seen[at] ^= 0x40;
        content.durable = Some(content.seen.clone());
        true
    }

    /// Names and contents as a program sees them.
    pub(crate) fn look(&self, path: &Path) -> Option<Vec<u8>> {
        let platter = self.platter();
        let file = platter.names.get(path)?;
        Some(platter.files[*file].seen.clone())
    }

    pub(crate) fn names(&self) -> Vec<PathBuf> {
        self.platter().names.keys().cloned().collect()
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().unwrap()
    }

    /// Counts a call. `Ok(true)`: it is torn.
    fn call(&self, writes: bool) -> io::Result<(MutexGuard<'_, Platter>, bool)> {
        let mut platter = self.platter();
        platter.calls += 1;
        let now = platter.calls;
        let fault = platter.fault.filter(|(at, _)| *at == now);
        platter.ended |= matches!(fault, Some((_, Fault::Ends)));
        if platter.ended {
            return Err(io::Error::other("ended"));
        }
        if writes && platter.full {
            return Err(io::ErrorKind::StorageFull.into());
        }
        match fault {
            Some((_, Fault::Fails | Fault::Ends)) => Err(io::Error::other("failed")),
            Some((_, Fault::Tears)) => Ok((platter, true)),
            None => Ok((platter, false)),
        }
    }
}

impl Platter {
    fn name(&mut self, naming: Naming) {
        apply(&mut self.names, &naming);
        self.pending.push(naming);
    }
}

fn apply(names: &mut BTreeMap<PathBuf, usize>, naming: &Naming) {
    if let Some(from) = &naming.from
        && names.get(from) == Some(&naming.file)
    {
        names.remove(from);
    }
    names.insert(naming.to.clone(), naming.file);
}

fn said_to_fail(torn: bool) -> io::Result<()> {
    if torn {
        Err(io::Error::other("torn"))
    } else {
        Ok(())
    }
}

impl Disk for FaultyDisk {
    fn make_dir(&self, _dir: &Path) -> io::Result<()> {
        said_to_fail(self.call(false)?.1)
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        let (platter, torn) = self.call(false)?;
        said_to_fail(torn)?;
        Ok(platter.names.contains_key(path))
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let (platter, torn) = self.call(false)?;
        said_to_fail(torn)?;
        let file = platter.names.get(path);
        Ok(file.map(|file| platter.files[*file].seen.clone()))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        let (mut platter, torn) = self.call(true)?;
        let file = platter.files.len();
        platter.files.push(Content::default());
        platter.name(Naming {
            file,
            from: None,
            to: path.to_owned(),
        });
        drop(platter);
        said_to_fail(torn)?;
        let disk = self.clone();
        Ok(Box::new(Writer { disk, file }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (mut platter, torn) = self.call(false)?;
        if platter.lie == Some(Lie::Previous) && to.extension().is_some_and(|it| it == "prev") {
            return Ok(());
        }
        let file = *platter.names.get(from).ok_or(io::ErrorKind::NotFound)?;
        platter.name(Naming {
            file,
            from: Some(from.to_owned()),
            to: to.to_owned(),
        });
        said_to_fail(torn)
    }

    fn sync_dir(&self, _dir: &Path) -> io::Result<()> {
        let (mut platter, torn) = self.call(false)?;
        if platter.lie != Some(Lie::DirSync) {
            platter.pending.clear();
            platter.durable_names = platter.names.clone();
        }
        said_to_fail(torn)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let (mut platter, torn) = self.call(false)?;
        said_to_fail(torn)?;
        if !platter.locked.insert(path.to_owned()) {
            return Ok(None);
        }
        drop(platter);
        let (disk, path) = (self.clone(), path.to_owned());
        Ok(Some(Box::new(Locked { disk, path })))
    }
}

impl NewFile for Writer {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (mut platter, torn) = self.disk.call(true)?;
        let some = bytes.len() / if torn { 2 } else { 1 };
        platter.files[self.file]
            .seen
            .extend_from_slice(&bytes[..some]);
        said_to_fail(torn)
    }

    fn sync_all(&mut self) -> io::Result<()> {
        let (mut platter, torn) = self.disk.call(true)?;
        if platter.lie != Some(Lie::FileSync) {
            let content = &mut platter.files[self.file];
            content.durable = Some(content.seen.clone());
        }
        said_to_fail(torn)
    }
}

impl Held for Locked {}

impl Drop for Locked {
    fn drop(&mut self) {
        self.disk.platter().locked.remove(&self.path);
    }
}
