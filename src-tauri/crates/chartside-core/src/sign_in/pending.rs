//! Sign-ins that were begun and not ended, sealed in the vault: the app may be closed while the
//! person is in the browser, and the link then starts it anew.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use session_store::{Secret, SecretName, Secrets, SecretsError, SessionId};
use smart_app_launch::{PendingAuthorization, StateDigest, TokenSet};
use zeroize::{Zeroize, Zeroizing};

use crate::clients::SealedClient;
use crate::ipc::RedirectWay;

const KIND: &str = "pending";

/// A sign-in that was begun, and which session it is for.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) authorization: PendingAuthorization,
    pub(crate) session: SessionId,
    /// The person signs in again to a session that was there before.
    pub(crate) again: bool,
    /// What it was begun with.
    pub(crate) made: Made,
}

/// What a sign-in was begun with; its end needs the same.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Made {
    /// The saved server.
    pub(crate) server: Option<SessionId>,
    /// How the app proves itself.
    pub(crate) client: SealedClient,
    /// The way back that the person chose for it.
    #[serde(default)]
    pub(crate) way: Option<RedirectWay>,
}

impl Made {
    /// The same in the time that an answer of the server shows.
    pub(crate) fn in_time_of(self, tokens: &TokenSet) -> Self {
        Self {
            client: self.client.in_time_of(tokens),
            ..self
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Form {
    session: SessionId,
    #[serde(default)]
    made: Made,
    authorization: String,
}

impl Drop for Form {
    fn drop(&mut self) {
        self.authorization.zeroize();
    }
}

/// Seals a pending sign-in under its own name, which becomes the session's where that is a new one.
pub(crate) async fn keep(
    secrets: &Secrets,
    name: SessionId,
    pending: &Pending,
) -> Result<(), SecretsError> {
    let bytes = pending.authorization.to_sealed_bytes();
    // EXPOSE: into the sealed file. The bytes are JSON text.
    let text = Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned());
    let form = Form {
        session: pending.session,
        made: pending.made,
        authorization: text.as_str().to_owned(),
    };
    let bytes = serde_json::to_vec(&form).unwrap_or_default();
    secrets.put(&secret_name(name), Secret::new(bytes)).await
}

/// Forgets a pending sign-in.
pub(crate) async fn forget(secrets: &Secrets, name: SessionId) {
    secrets.delete(&secret_name(name)).await;
}

/// Takes out the pending sign-in that a link with this state answers, and clears away what it meets that
/// expired. An error means that it may be in the vault, which cannot be read now.
pub(crate) async fn take(
    secrets: &Secrets,
    state: &StateDigest,
    now: Timestamp,
) -> Result<Option<Pending>, SecretsError> {
    let names = secrets.names().await.into_iter();
    for name in names.filter(|name| name.kind() == KIND) {
        let Some(secret) = secrets.get(&name).await? else {
            continue;
        };
        let pending = read(&name, &secret);
        let answers = |pending: &Pending| pending.authorization.state_digest() == *state;
        match pending {
            Some(pending) if answers(&pending) => {
                secrets.delete(&name).await;
                return Ok(Some(pending));
            }
            Some(pending) if !pending.authorization.is_expired(now) => {}
            Some(_) | None => secrets.delete(&name).await,
        }
    }
    match secrets.obstacle().await {
        Some(problem) => Err(SecretsError::Unreadable(problem)),
        None => Ok(None),
    }
}

fn read(name: &SecretName, secret: &Secret) -> Option<Pending> {
    // EXPOSE: into the type that holds the verifier.
    let form: Form = serde_json::from_slice(secret.expose()).ok()?;
    let authorization =
        PendingAuthorization::from_sealed_bytes(form.authorization.as_bytes()).ok()?;
    Some(Pending {
        authorization,
        session: form.session,
        again: form.session != name.session(),
        made: form.made,
    })
}

fn secret_name(name: SessionId) -> SecretName {
    SecretName::new(name, KIND)
}
