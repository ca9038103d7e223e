//! The secrets of all sessions: in the vault where there is a keyring, else in memory.
//!
//! A change is first made in memory and then written through. What could not be written stays in
//! memory, is what `get` answers, and is tried again with the next change and with every retry.
//! Nothing is cached from the vault: every operation takes the folder's lock and reads the file, so
//! that two programs see each other's changes and secrets do not linger in memory.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::{Mutex, watch};
use tokio::task::spawn_blocking;

use crate::contents::{self, Changes, Contents};
use crate::folder::Folder;
use crate::keyring::{self, Item};
use crate::seal::VaultKey;
use crate::vault::{self, storage_failed};
use crate::{
    Custody, CustodyProblem, Incident, KeyringSource, Secret, SecretName, SecretsError, Standing,
};

/// A keyring that is always slow must not be asked for ever.
const LATE_RETRIES: u32 = 3;

/// Keeps secrets. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub struct Secrets {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    folder: Folder,
    source: KeyringSource,
    standing: watch::Sender<Standing>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    unsaved: Changes,
    key: Option<Arc<VaultKey>>,
    /// The key of a first use that is not finished. Another attempt takes the same one: the first
    /// may still reach the keyring.
    candidate: Option<Arc<VaultKey>>,
    /// Generation that the vault is known to have reached.
    floor: u64,
    late_retries: u32,
    /// The key was given away and is not fetched before the person is back.
    locked: bool,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State")
            .field("floor", &self.floor)
            .finish_non_exhaustive()
    }
}

impl Secrets {
    /// Opens `dir/vault/vault.bin` with the key from the keyring; at the first use makes the key,
    /// then the vault. Never fails: where either cannot be had, secrets are kept in memory and
    /// `custody` says why.
    pub async fn open(dir: PathBuf, source: KeyringSource) -> Self {
        Self::open_in(Folder::new(dir.join("vault"), "vault", "bin"), source).await
    }

    async fn open_in(folder: Folder, source: KeyringSource) -> Self {
        let custody = Custody::SessionOnly(CustodyProblem::KeyringMissing);
        let secrets = Self {
            inner: Arc::new(Inner {
                folder,
                source,
                standing: watch::Sender::new(Standing {
                    custody,
                    incident: None,
                }),
                state: Mutex::new(State::default()),
            }),
        };
        secrets.retry().await;
        secrets
    }

    /// Keeps a secret, in place of one with the same name. With `Ok` it is held: durably where
    /// `custody` is then `Persistent`, else in memory until it can be written.
    pub async fn put(&self, name: &SecretName, secret: Secret) -> Result<(), SecretsError> {
        contents::check(name, &secret)?;
        self.change(name, Some(Arc::new(secret))).await;
        Ok(())
    }

    /// Forgets a secret. Where `custody` is then not `Persistent`, the vault may still hold it until
    /// it can be written.
    pub async fn delete(&self, name: &SecretName) {
        self.change(name, None).await;
    }

    /// The secret, `None` where there is none. An error means that nobody knows.
    pub async fn get(&self, name: &SecretName) -> Result<Option<Secret>, SecretsError> {
        let mut state = self.inner.state.lock().await;
        if let Some(change) = state.unsaved.get(name) {
            return Ok(change.as_ref().map(|secret| secret.duplicate()));
        }
        let contents = self
            .read(&mut state)
            .await
            .map_err(SecretsError::Unreadable)?;
        Ok(contents.get(name).map(|secret| secret.duplicate()))
    }

    /// The names of the secrets that can be read now.
    pub async fn names(&self) -> Vec<SecretName> {
        let mut state = self.inner.state.lock().await;
        let mut contents = self.read(&mut state).await.unwrap_or_default();
        contents::apply(&mut contents, &state.unsaved);
        contents.into_keys().collect()
    }

    /// Why the vault cannot be opened or written, where there is one. `None`: it can, or there is none
    /// and all secrets are in memory.
    pub async fn obstacle(&self) -> Option<CustodyProblem> {
        let Custody::SessionOnly(problem) = self.custody() else {
            return None;
        };
        let folder = self.inner.folder.clone();
        match blocking(move || folder.is_occupied().map_err(|error| storage_failed(&error))).await {
            Ok(occupied) => occupied.then_some(problem),
            Err(problem) => Some(problem),
        }
    }

    /// Where secrets are kept now.
    pub fn custody(&self) -> Custody {
        self.standing().custody
    }

    /// Custody, and what happened on the way there.
    pub fn standing(&self) -> Standing {
        *self.inner.standing.borrow()
    }

    /// Changes of the standing, those included that come without a call.
    pub fn watch(&self) -> watch::Receiver<Standing> {
        self.inner.standing.subscribe()
    }

    /// Opens the keyring again where that failed, and writes what is unsaved.
    pub async fn retry(&self) -> Custody {
        let mut state = self.inner.state.lock().await;
        state.late_retries = LATE_RETRIES;
        self.settle(&mut state).await
    }

    /// Gives up a vault that cannot be opened: moves it aside and begins a new one. For the case
    /// that its key is lost, after the person was told what that costs. Does nothing to a vault that
    /// can be opened, nor when the keyring is merely away.
    pub async fn reset(&self) -> Custody {
        let mut state = self.inner.state.lock().await;
        let given_up = !state.locked
            && matches!(
                self.custody(),
                Custody::SessionOnly(
                    CustodyProblem::KeyringEntryLost
                        | CustodyProblem::VaultDamaged
                        | CustodyProblem::VaultNewer
                )
            );
        if given_up {
            let folder = self.inner.folder.clone();
            let moved = blocking(move || {
                let lock = folder.lock().map_err(|error| storage_failed(&error))?;
                vault::aside_both(&folder, &lock)
            });
            if let Err(problem) = moved.await {
                return self.announce(Custody::SessionOnly(problem), None);
            }
            (state.key, state.floor) = (None, 0);
        }
        self.settle(&mut state).await
    }

    /// Saves what is unsaved and gives the key away. From here on nothing is read and nothing is
    /// written; what is put meanwhile is kept in memory until [`Secrets::unlock`]. Where there is no
    /// keyring the secrets are in memory only, and stay there: nobody could give them back.
    pub async fn lock(&self) {
        let mut state = self.inner.state.lock().await;
        if state.locked {
            return;
        }
        if state.key.is_some() && !state.unsaved.is_empty() {
            self.settle(&mut state).await;
        }
        (state.key, state.candidate) = (None, None);
        state.locked = true;
    }

    /// Fetches the key from the keyring again, and writes what came meanwhile.
    pub async fn unlock(&self) -> Custody {
        let mut state = self.inner.state.lock().await;
        if !std::mem::take(&mut state.locked) {
            return self.custody();
        }
        state.late_retries = LATE_RETRIES;
        self.settle(&mut state).await
    }

    pub(crate) fn folder(&self) -> &Folder {
        &self.inner.folder
    }

    async fn change(&self, name: &SecretName, change: Option<Arc<Secret>>) {
        let mut state = self.inner.state.lock().await;
        state.unsaved.insert(name.clone(), change);
        if state.key.is_some() {
            self.settle(&mut state).await;
        }
    }

    /// Gets the key where it is missing, writes what is unsaved, and says how that went.
    async fn settle(&self, state: &mut State) -> Custody {
        if state.locked {
            // Where secrets are kept does not change by it.
            return self.custody();
        }
        let result = match state.key.clone() {
            Some(key) => self.save(state, key).await,
            None => self.fetch_key(state).await,
        };
        match result {
            Ok(incident) => self.announce(Custody::Persistent, incident),
            Err(problem) => self.fail(state, problem),
        }
    }

    /// Gets the key from the keyring, or makes it at the first use. The folder stays locked, so that
    /// two programs do not both make one.
    async fn fetch_key(&self, state: &mut State) -> Result<Option<Incident>, CustodyProblem> {
        let folder = self.inner.folder.clone();
        let (lock, occupied) = blocking(move || {
            let lock = folder.lock().map_err(|error| storage_failed(&error))?;
            let occupied = folder
                .is_occupied()
                .map_err(|error| storage_failed(&error))?;
            // What is learnt from these files (the generation, a token) is used, so it must not be
            // undone by a power cut: the program before may have been ended just before it did this.
            folder.sync().map_err(|error| storage_failed(&error))?;
            Ok((lock, occupied))
        })
        .await?;
        let item = match keyring::read(&self.inner.source, self.late(state)).await? {
            Some(item) => item,
            // A new key would make the vault unreadable for good.
            None if occupied => return Err(CustodyProblem::KeyringEntryLost),
            None => self.first_item(state).await?,
        };
        state.floor = state.floor.max(item.generation);
        drop(lock);
        let incident = self.save(state, Arc::clone(&item.key)).await?;
        self.raise_floor_in_keyring(state, item).await;
        Ok(incident)
    }

    async fn first_item(&self, state: &mut State) -> Result<Item, CustodyProblem> {
        let key = match &state.candidate {
            Some(key) => Arc::clone(key),
            None => Arc::new(VaultKey::random().map_err(|_| CustodyProblem::StorageFailed)?),
        };
        state.candidate = Some(Arc::clone(&key));
        let item = Item {
            key: Arc::clone(&key),
            generation: 0,
        };
        keyring::write(&self.inner.source, item, self.late(state)).await?;
        Ok(Item { key, generation: 0 })
    }

    /// Once per run: the keyring learns how far the vault has come, so that an older copy put in its
    /// place is noticed. Not with every change, because each write puts the key itself at risk.
    async fn raise_floor_in_keyring(&self, state: &State, item: Item) {
        if state.floor > item.generation.saturating_add(1) {
            let item = Item {
                generation: state.floor,
                ..item
            };
            let _ = keyring::write(&self.inner.source, item, || ()).await;
        }
    }

    /// Makes the unsaved changes to the vault.
    async fn save(
        &self,
        state: &mut State,
        key: Arc<VaultKey>,
    ) -> Result<Option<Incident>, CustodyProblem> {
        let folder = self.inner.folder.clone();
        let (floor, changes, with) = (state.floor, state.unsaved.clone(), Arc::clone(&key));
        let (generation, incident) = blocking(move || {
            let lock = folder.lock().map_err(|error| storage_failed(&error))?;
            let mut opened = vault::open(&folder, &lock, &with, floor)?;
            contents::apply(&mut opened.contents, &changes);
            let mut generation = opened.generation;
            if opened.fresh || !changes.is_empty() {
                generation = vault::store(&folder, &lock, &with, generation, &opened.contents)?;
            }
            Ok((generation, opened.incident))
        })
        .await?;
        state.unsaved.clear();
        state.floor = generation;
        state.key = Some(key);
        Ok(incident)
    }

    /// What the vault holds; empty where there is none.
    async fn read(&self, state: &mut State) -> Result<Contents, CustodyProblem> {
        if state.locked {
            return Err(CustodyProblem::Locked);
        }
        let Some(key) = state.key.clone() else {
            return self.obstacle().await.map_or(Ok(Contents::new()), Err);
        };
        let (folder, floor) = (self.inner.folder.clone(), state.floor);
        let opened = blocking(move || {
            let lock = folder.lock().map_err(|error| storage_failed(&error))?;
            vault::open(&folder, &lock, &key, floor)
        });
        match opened.await {
            Ok(opened) => {
                state.floor = opened.generation;
                if opened.incident.is_some() {
                    self.announce(self.custody(), opened.incident);
                }
                Ok(opened.contents)
            }
            Err(problem) => {
                self.fail(state, problem);
                Err(problem)
            }
        }
    }

    fn fail(&self, state: &mut State, problem: CustodyProblem) -> Custody {
        if problem == CustodyProblem::KeyringEntryLost {
            // Another key may be in the keyring by the next attempt.
            state.key = None;
        }
        self.announce(Custody::SessionOnly(problem), None)
    }

    fn announce(&self, custody: Custody, incident: Option<Incident>) -> Custody {
        self.inner.standing.send_if_modified(|standing| {
            let now = Standing {
                custody,
                incident: incident.or(standing.incident),
            };
            std::mem::replace(standing, now) != now
        });
        custody
    }

    /// Called when the keyring answers after all: the person has typed the password by now.
    fn late(&self, state: &mut State) -> impl FnOnce() + Send + 'static {
        let again = state.late_retries > 0;
        state.late_retries = state.late_retries.saturating_sub(1);
        let (inner, runtime) = (Arc::downgrade(&self.inner), Handle::current());
        move || {
            if let Some(inner) = inner.upgrade().filter(|_| again) {
                runtime.spawn(settle_later(Self { inner }));
            }
        }
    }
}

/// Boxed, because settling may lead to settling later.
fn settle_later(secrets: Secrets) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        let mut state = secrets.inner.state.lock().await;
        secrets.settle(&mut state).await;
    })
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CustodyProblem> + Send + 'static,
) -> Result<T, CustodyProblem> {
    spawn_blocking(work)
        .await
        .unwrap_or(Err(CustodyProblem::StorageFailed))
}

#[cfg(test)]
mod tests;
