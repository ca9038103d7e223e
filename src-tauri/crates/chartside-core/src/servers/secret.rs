//! The client secret of a server, in the vault under the server's name.

use session_store::{Secret, SecretName, Secrets, SessionId};
use smart_app_launch::ClientSecret;

use crate::ipc::SetClientSecret;
use crate::problem::{Problem, ProblemCode};

const KIND: &str = "client-secret";
/// Longer than any that a server gives out.
const LONGEST: usize = 4_096;

fn name(server: SessionId) -> SecretName {
    SecretName::new(server, KIND)
}

/// Keeps, replaces or (blank) forgets it.
pub(super) async fn set(
    secrets: &Secrets,
    server: SessionId,
    wanted: &SetClientSecret,
) -> Result<(), Problem> {
    let secret = wanted.secret.trim();
    if secret.is_empty() {
        forget(secrets, server).await;
        return Ok(());
    }
    if secret.len() > LONGEST || secret.contains(char::is_control) {
        return Err(Problem::new(ProblemCode::ClientSecretInvalid));
    }
    let kept = secrets
        .put(&name(server), Secret::from(secret.to_owned()))
        .await;
    kept.map_err(|error| Problem::from(error).logged(&error))
}

/// Keeps the secret that the server gave to an app that registered itself.
pub(super) async fn keep(
    secrets: &Secrets,
    server: SessionId,
    secret: &ClientSecret,
) -> Result<(), Problem> {
    // EXPOSE: into the vault.
    let kept = Secret::from(secret.expose().to_owned());
    let kept = secrets.put(&name(server), kept).await;
    kept.map_err(|error| Problem::from(error).logged(&error))
}

pub(super) async fn forget(secrets: &Secrets, server: SessionId) {
    secrets.delete(&name(server)).await;
}

/// `false` also where the vault cannot be read.
pub(super) async fn is_kept(secrets: &Secrets, server: SessionId) -> bool {
    matches!(secrets.get(&name(server)).await, Ok(Some(_)))
}

/// The secret, for the one who proves the app to the server.
pub(crate) async fn get(
    secrets: &Secrets,
    server: SessionId,
) -> Result<Option<ClientSecret>, Problem> {
    let secret = secrets.get(&name(server)).await;
    let secret = secret.map_err(|error| Problem::from(error).logged(&error))?;
    // EXPOSE: into the type that holds it. It was text when it was kept.
    let text = secret.and_then(|secret| String::from_utf8(secret.expose().to_vec()).ok());
    Ok(text.map(ClientSecret::new))
}
