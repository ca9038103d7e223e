//! Which keyring of the platform is used.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use keyring_core::{CredentialStore, Error};
use session_store::{KEYRING_ITEM, KeyringSource};

/// The platform's keyring. A folder other than the usual one has an item of its own.
pub(crate) fn source(own_dir: Option<&Path>) -> KeyringSource {
    let asked = AtomicBool::new(false);
    let source = KeyringSource::new(move || open(asked.swap(true, Ordering::Relaxed)));
    let source = match own_dir {
        Some(dir) => source.with_item(format!("{KEYRING_ITEM} of {}", dir.display())),
        None => source,
    };
    describe(source)
}

/// The store that the `keyring` crate selects for this platform. It keeps the first one for the life
/// of the process, failed or not, and a restarted keyring forgets its clients: a second attempt
/// therefore opens one of its own where the platform's store is a service.
fn open(again: bool) -> Result<Arc<CredentialStore>, Error> {
    if again && let Some(store) = reopen()? {
        return Ok(store);
    }
    let selected = keyring::Entry::store_status().is_ok();
    match keyring_core::get_default_store().filter(|_| selected) {
        Some(store) => Ok(store),
        None => reopen()?.ok_or(Error::NoDefaultStore),
    }
}

#[cfg(target_os = "linux")]
fn reopen() -> Result<Option<Arc<CredentialStore>>, Error> {
    Ok(Some(zbus_secret_service_keyring_store::Store::new()?))
}

#[cfg(not(target_os = "linux"))]
fn reopen() -> Result<Option<Arc<CredentialStore>>, Error> {
    Ok(None)
}

/// The name that the person sees in the keyring's own program.
#[cfg(target_os = "linux")]
fn describe(source: KeyringSource) -> KeyringSource {
    source.with_modifier("label", "Chartside: key of the saved sign-ins")
}

/// Not the default, which roams with the domain profile to every machine of the person.
#[cfg(windows)]
fn describe(source: KeyringSource) -> KeyringSource {
    source.with_modifier("persistence", "Local")
}

#[cfg(not(any(target_os = "linux", windows)))]
fn describe(source: KeyringSource) -> KeyringSource {
    source
}
