//! A file system that loses what it may lose: content that was not synced, names that were not synced,
//! in any combination, torn anywhere; and that can fail at any call.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use crate::disk::Disk;

/// What has no promise yet.
#[derive(Debug, Clone)]
enum Pending {
    Name(String, usize),
    Gone(String),
}

#[derive(Debug, Clone, Default)]
struct State {
    /// Contents by number: as the program sees it, and as it is certain to be.
    files: Vec<(Vec<u8>, Vec<u8>)>,
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    pending: Vec<Pending>,
    calls: usize,
    /// The call that fails, and all that follow it.
    fails_at: Option<usize>,
}

/// Another handle to the same disk when it is cloned.
#[derive(Debug, Clone, Default)]
pub(crate) struct FaultDisk(Arc<Mutex<State>>);

impl FaultDisk {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn calls(&self) -> usize {
        self.state().calls
    }

    pub(crate) fn fail_at(&self, call: Option<usize>) {
        self.state().fails_at = call;
    }

    /// The power goes: what is left is decided by `chance`, within what was promised.
    pub(crate) fn crash(&self, mut chance: impl FnMut(usize) -> usize) -> FaultDisk {
        let state = self.state().clone();
        let mut names = state.durable_names.clone();
        for pending in &state.pending {
            if chance(2) == 1 {
                match pending {
                    Pending::Name(name, file) => {
                        names.insert(name.clone(), *file);
                    }
                    Pending::Gone(name) => {
                        names.remove(name);
                    }
                }
            }
        }
        let files = state.files.iter().map(|(seen, certain)| {
            let after = torn(seen, certain, &mut chance);
            (after.clone(), after)
        });
        let new = State {
            files: files.collect(),
            names: names.clone(),
            durable_names: names,
            ..State::default()
        };
        FaultDisk(Arc::new(Mutex::new(new)))
    }

    pub(crate) fn file(&self, name: &str) -> Option<Vec<u8>> {
        let state = self.state();
        Some(state.files[*state.names.get(name)?].0.clone())
    }

    /// Changes a file under the program's hands.
    pub(crate) fn put(&self, name: &str, bytes: Vec<u8>) {
        let mut state = self.state();
        let number = state.files.len();
        state.files.push((bytes.clone(), bytes));
        state.names.insert(name.to_owned(), number);
        state.durable_names.insert(name.to_owned(), number);
    }

    pub(crate) fn copy(&self) -> FaultDisk {
        FaultDisk(Arc::new(Mutex::new(self.state().clone())))
    }

    fn call(&self) -> io::Result<std::sync::MutexGuard<'_, State>> {
        let mut state = self.state();
        state.calls += 1;
        match state.fails_at {
            Some(call) if state.calls > call => Err(io::Error::other("no room")),
            _ => Ok(state),
        }
    }
}

/// Blocks of the new content and of the certain one, mixed; and any length between.
fn torn(seen: &[u8], certain: &[u8], chance: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    if seen == certain {
        return certain.to_vec();
    }
    let (short, long) = (seen.len().min(certain.len()), seen.len().max(certain.len()));
    let length = match chance(3) {
        0 => certain.len(),
        1 => seen.len(),
        _ => short + chance(long - short + 1),
    };
    let mut bytes = Vec::new();
    for start in (0..length).step_by(64) {
        let from = match chance(3) {
            0 => certain,
            1 => seen,
            _ => &[],
        };
        for at in start..length.min(start + 64) {
            // What was certain and was not changed since stays.
            let (old, new) = (certain.get(at), seen.get(at));
            let kept = if old == new { old } else { from.get(at) };
            bytes.push(kept.copied().unwrap_or_default());
        }
    }
    bytes
}

impl Disk for FaultDisk {
    fn names(&self) -> io::Result<Vec<String>> {
        Ok(self.call()?.names.keys().cloned().collect())
    }

    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let state = self.call()?;
        let file = state.names.get(name);
        Ok(file.map(|number| state.files[*number].0.clone()))
    }

    fn write(&self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let failed = self.call().map(drop);
        let mut state = self.state();
        let known = state.names.get(name).copied();
        let number = known.unwrap_or_else(|| {
            let number = state.files.len();
            state.files.push((Vec::new(), Vec::new()));
            state.names.insert(name.to_owned(), number);
            state.pending.push(Pending::Name(name.to_owned(), number));
            number
        });
        let content = &mut state.files[number].0;
        content.resize(usize::try_from(at).unwrap(), 0);
        // A write that fails has written something.
        let written = if failed.is_err() {
            bytes.len() / 2
        } else {
            bytes.len()
        };
        content.extend_from_slice(&bytes[..written]);
        failed
    }

    fn sync(&self, name: &str) -> io::Result<()> {
        let mut state = self.call()?;
        let number = *state.names.get(name).ok_or(io::ErrorKind::NotFound)?;
        let (seen, certain) = &mut state.files[number];
        certain.clone_from(seen);
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut state = self.call()?;
        let number = state.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.names.insert(to.to_owned(), number);
        state.pending.push(Pending::Name(to.to_owned(), number));
        state.pending.push(Pending::Gone(from.to_owned()));
        Ok(())
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let mut state = self.call()?;
        state.names.remove(name).ok_or(io::ErrorKind::NotFound)?;
        state.pending.push(Pending::Gone(name.to_owned()));
        Ok(())
    }

    fn sync_names(&self) -> io::Result<()> {
        let mut state = self.call()?;
        state.durable_names = state.names.clone();
        state.pending.clear();
        Ok(())
    }

    fn destroy(self: Box<Self>) -> io::Result<()> {
        *self.state() = State::default();
        Ok(())
    }
}
