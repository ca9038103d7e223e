//! The word in the vault that the app is locked, for when it is started again.

use session_store::{Secret, SecretName, Secrets, SessionId};

/// No session has this name.
const NAME: SecretName = SecretName::new(SessionId::from_bytes([0; 16]), "locked");

pub(super) async fn set(secrets: &Secrets) {
    // An empty secret always fits.
    let _ = secrets.put(&NAME, Secret::new(Vec::new())).await;
}

pub(super) async fn clear(secrets: &Secrets) {
    secrets.delete(&NAME).await;
}

pub(super) async fn is_set(secrets: &Secrets) -> bool {
    matches!(secrets.get(&NAME).await, Ok(Some(_)))
}
