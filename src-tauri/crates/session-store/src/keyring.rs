//! The one item in the system's keyring: the vault's key and the generation it was last used at.
//!
//! Every call runs on a thread of its own and is given three seconds: a locked keyring may wait for
//! a password prompt for ever. The thread is not one of the runtime's, so that neither a later retry
//! nor the end of the program waits for it. A keyring error is never formatted with `{:?}`: some
//! variants hold the secret.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyring_core::{CredentialStore, Entry, Error};
use tokio::sync::oneshot;
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::CustodyProblem;
use crate::seal::VaultKey;

/// Service name of the item.
pub const KEYRING_SERVICE: &str = "org.chartside.app";

/// User name of the item.
pub const KEYRING_ITEM: &str = "vault-key";

/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(3);

type OpenStore = dyn Fn() -> Result<Arc<CredentialStore>, Error> + Send + Sync;

/// How to get at the system's keyring. The store is opened anew for every attempt, so that a retry
/// is a real one.
#[derive(Clone)]
pub struct KeyringSource {
    open: Arc<OpenStore>,
    item: String,
    modifiers: Vec<(&'static str, &'static str)>,
}

impl KeyringSource {
    /// Opens the keyring with this function.
    pub fn new(
        open: impl Fn() -> Result<Arc<CredentialStore>, Error> + Send + Sync + 'static,
    ) -> Self {
        Self {
            open: Arc::new(open),
            item: KEYRING_ITEM.to_owned(),
            modifiers: Vec::new(),
        }
    }

    /// A computer without a keyring.
    pub fn absent() -> Self {
        Self::new(|| Err(Error::NoDefaultStore))
    }

    /// Uses another item: for a vault that is not in the usual folder, which must not share the key
    /// of the one that is.
    #[must_use]
    pub fn with_item(mut self, item: impl Into<String>) -> Self {
        self.item = item.into();
        self
    }

    /// Adds a modifier of the platform's store, for example `persistence=Local` on Windows, whose
    /// default roams with the domain profile.
    #[must_use]
    pub fn with_modifier(mut self, name: &'static str, value: &'static str) -> Self {
        self.modifiers.push((name, value));
        self
    }

    fn entry(&self) -> Result<Entry, Error> {
        let store = (self.open)()?;
        let modifiers: HashMap<_, _> = self.modifiers.iter().copied().collect();
        store.build(KEYRING_SERVICE, &self.item, Some(&modifiers))
    }
}

impl fmt::Debug for KeyringSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyringSource")
            .field("item", &self.item)
            .finish_non_exhaustive()
    }
}

/// What the item holds, written as `1.<generation>.<base64 of the key>`: text, because `KWallet`
/// takes nothing else, and short, because Windows takes 2,560 bytes.
pub(crate) struct Item {
    pub(crate) key: Arc<VaultKey>,
    pub(crate) generation: u64,
}

impl Item {
    fn encode(&self) -> Zeroizing<String> {
        // EXPOSE: the keyring is where the key is kept.
        let key = Zeroizing::new(STANDARD.encode(self.key.expose()));
        Zeroizing::new(format!("1.{}.{}", self.generation, *key))
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (version, rest) = std::str::from_utf8(bytes).ok()?.split_once('.')?;
        let (generation, key) = rest.split_once('.')?;
        let generation = generation.parse().ok()?;
        let key = VaultKey::from_bytes(&Zeroizing::new(STANDARD.decode(key).ok()?))?;
        (version == "1").then(|| Self {
            key: Arc::new(key),
            generation,
        })
    }
}

/// Reads the item. `None`: the keyring works and holds no item, or none that this version reads.
pub(crate) async fn read(
    source: &KeyringSource,
    late: impl FnOnce() + Send + 'static,
) -> Result<Option<Item>, CustodyProblem> {
    let source = source.clone();
    ask(move || read_item(&source), late).await
}

/// Writes the item, and reads it back to be sure.
pub(crate) async fn write(
    source: &KeyringSource,
    item: Item,
    late: impl FnOnce() + Send + 'static,
) -> Result<(), CustodyProblem> {
    let source = source.clone();
    ask(move || write_item(&source, &item), late).await
}

/// Runs `work` on a thread of its own and waits three seconds for it. Should it succeed after that,
/// `late` is called.
async fn ask<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CustodyProblem> + Send + 'static,
    late: impl FnOnce() + Send + 'static,
) -> Result<T, CustodyProblem> {
    let (send, mut answer) = oneshot::channel();
    let call = move || {
        if let Err(Ok(_)) = send.send(work()) {
            late();
        }
    };
    let thread = thread::Builder::new().name("keyring".to_owned());
    thread
        .spawn(call)
        .map_err(|_| CustodyProblem::KeyringSilent)?;
    if let Ok(Ok(result)) = timeout(PATIENCE, &mut answer).await {
        return result;
    }
    answer.close();
    answer
        .try_recv()
        .unwrap_or(Err(CustodyProblem::KeyringSilent))
}

fn read_item(source: &KeyringSource) -> Result<Option<Item>, CustodyProblem> {
    match source.entry().and_then(|entry| entry.get_secret()) {
        Ok(secret) => Ok(Item::decode(&Zeroizing::new(secret))),
        Err(Error::NoEntry | Error::BadEncoding(_) | Error::BadDataFormat(..)) => Ok(None),
        Err(error) => Err(problem(error)),
    }
}

fn write_item(source: &KeyringSource, item: &Item) -> Result<(), CustodyProblem> {
    let text = item.encode();
    let entry = source.entry().map_err(problem)?;
    entry.set_secret(text.as_bytes()).map_err(problem)?;
    // Through another entry of a store opened anew: one that only remembers is no keyring.
    match read_item(source)? {
        Some(kept) if kept.key == item.key => Ok(()),
        Some(_) | None => Err(CustodyProblem::KeyringMissing),
    }
}

/// What the person can do about it. Takes the error, so that a secret inside is dropped here.
fn problem(error: Error) -> CustodyProblem {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the rest leads to the same action"
    )]
    let (problem, kind) = match &error {
        Error::NoStorageAccess(_) => (CustodyProblem::KeyringLocked, "no storage access"),
        Error::NoDefaultStore => (CustodyProblem::KeyringMissing, "no store"),
        Error::PlatformFailure(_) => (CustodyProblem::KeyringMissing, "platform failure"),
        _ => (CustodyProblem::KeyringMissing, "refused by the store"),
    };
    tracing::warn!(kind, "the keyring cannot be used");
    drop(error);
    problem
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reads_back_the_item_it_writes(bytes: [u8; 32], generation: u64) {
            let key = Arc::new(VaultKey::from_bytes(&bytes).unwrap());
            let text = Item { key, generation }.encode();
            prop_assert!(text.len() < 128, "fits every keyring");
            let item = Item::decode(text.as_bytes()).unwrap();
            prop_assert_eq!((*item.key.expose(), item.generation), (bytes, generation));
        }

        #[test]
        fn never_panics_on_an_item_of_a_stranger(bytes: Vec<u8>, text in "[0-9]{0,3}[.]?[0-9]{0,22}[.]?[A-Za-z0-9+/=]{0,50}") {
            let _ = (Item::decode(&bytes), Item::decode(text.as_bytes()));
        }
    }

    #[test]
    fn refuses_items_of_another_version_or_length() {
        let key = STANDARD.encode([1; 32]);
        assert!(Item::decode(format!("1.7.{key}").as_bytes()).is_some());
        for text in [
            format!("2.7.{key}"),
            format!("1.{key}"),
            format!("1.-7.{key}"),
            "1.7.AAAA".into(),
        ] {
            assert!(Item::decode(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn debug_of_the_source_names_the_item_only() {
        let text = format!("{:?}", KeyringSource::absent());
        assert_eq!(text, r#"KeyringSource { item: "vault-key", .. }"#);
    }
}
