//! A keyring for tests.

use std::sync::{Arc, Mutex};

use keyring_core::{Error, mock};
use tokio::sync::{Notify, oneshot};

use crate::{KEYRING_ITEM, KEYRING_SERVICE, KeyringSource};

/// A keyring that can be taken away, made to fail and made to hang.
#[derive(Clone)]
pub(super) struct Keyring {
    pub(super) store: Arc<mock::Store>,
    present: Arc<Mutex<bool>>,
    hang: Arc<Mutex<Option<oneshot::Receiver<()>>>>,
    /// Told when a call hangs.
    pub(super) hanging: Arc<Notify>,
}

impl Keyring {
    pub(super) fn new() -> Self {
        Self {
            store: mock::Store::new().unwrap(),
            present: Arc::new(Mutex::new(true)),
            hang: Arc::default(),
            hanging: Arc::default(),
        }
    }

    pub(super) fn source(&self) -> KeyringSource {
        let this = self.clone();
        KeyringSource::new(move || {
            let hang = this.hang.lock().unwrap().take();
            if let Some(hang) = hang {
                this.hanging.notify_one();
                let _ = hang.blocking_recv();
            }
            if *this.present.lock().unwrap() {
                Ok(this.store.clone())
            } else {
                Err(Error::NoDefaultStore)
            }
        })
    }

    pub(super) fn set_present(&self, present: bool) {
        *self.present.lock().unwrap() = present;
    }

    /// The next call hangs until the sender is used or dropped.
    pub(super) fn hang(&self) -> oneshot::Sender<()> {
        let (release, hang) = oneshot::channel();
        *self.hang.lock().unwrap() = Some(hang);
        release
    }

    pub(super) fn entry(&self) -> keyring_core::Entry {
        use keyring_core::api::CredentialStoreApi as _;
        self.store
            .build(KEYRING_SERVICE, KEYRING_ITEM, None)
            .unwrap()
    }

    pub(super) fn fail_once(&self, error: Error) {
        self.entry()
            .as_any()
            .downcast_ref::<mock::Cred>()
            .unwrap()
            .set_error(error);
    }

    pub(super) fn item(&self) -> Option<Vec<u8>> {
        self.entry().get_secret().ok()
    }
}
