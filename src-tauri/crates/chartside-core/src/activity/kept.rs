//! What the vault keeps of the log: the key of the digests, the last entry that is known, and what was
//! found wrong and nobody has acknowledged.

use audit_trail::{Anchor, Damage, DigestKey};
use serde::{Deserialize, Serialize};
use session_store::{Secret, SecretName, Secrets, SecretsError, SessionId};

/// No server's and no session's name is all zeros.
const INSTALLATION: SessionId = SessionId::from_bytes([0; 16]);
const KEY: SecretName = SecretName::new(INSTALLATION, "activity-key");
const MEMORY: SecretName = SecretName::new(INSTALLATION, "activity-anchor");

/// What is remembered of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    /// Grows when a log is set aside, so that another program does not bring back what was said of it.
    pub(super) epoch: u64,
    pub(super) anchor: Option<Anchor>,
    pub(super) damage: Option<Damage>,
}

impl Memory {
    /// What is to be kept where another program may have kept something meanwhile.
    pub(super) fn merged(self, kept: Self) -> Self {
        if kept.epoch > self.epoch {
            return kept;
        }
        if self.epoch > kept.epoch {
            return self;
        }
        let newer = |anchor: &Anchor| {
            let own = self.anchor.as_ref();
            own.is_none_or(|own| anchor.sequence > own.sequence)
        };
        Self {
            epoch: self.epoch,
            damage: kept.damage.or(self.damage),
            anchor: kept.anchor.filter(newer).or(self.anchor),
        }
    }
}

/// Reads what is remembered. An error: nobody knows.
pub(super) async fn memory(secrets: &Secrets) -> Result<Memory, SecretsError> {
    let secret = secrets.get(&MEMORY).await?;
    // EXPOSE: it is sealed so that nobody can change it, not because it is secret.
    let read = secret.and_then(|secret| serde_json::from_slice(secret.expose()).ok());
    Ok(read.unwrap_or_default())
}

/// Keeps it.
pub(super) async fn keep(secrets: &Secrets, memory: &Memory) -> Result<(), SecretsError> {
    // Plain members always print.
    let bytes = serde_json::to_vec(memory).unwrap_or_default();
    secrets.put(&MEMORY, Secret::new(bytes)).await
}

/// The key of this installation; `own` becomes it where there is none.
pub(super) async fn key(
    secrets: &Secrets,
    own: Option<DigestKey>,
) -> Result<Option<DigestKey>, SecretsError> {
    if let Some(secret) = secrets.get(&KEY).await? {
        // EXPOSE: into the type that holds it.
        if let Some(key) = DigestKey::from_bytes(secret.expose()) {
            return Ok(Some(key));
        }
    }
    if let Some(own) = &own {
        // EXPOSE: into the vault.
        let secret = Secret::new(own.expose().to_vec());
        secrets.put(&KEY, secret).await?;
    }
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(sequence: u64) -> Anchor {
        let json = format!(r#"{{"sequence":{sequence},"hash":"{}"}}"#, "0".repeat(64));
        serde_json::from_str(&json).unwrap()
    }

    fn memory(epoch: u64, sequence: u64, damage: Option<Damage>) -> Memory {
        Memory {
            epoch,
            anchor: Some(anchor(sequence)),
            damage,
        }
    }

    #[test]
    fn the_newer_anchor_stays_and_damage_is_said_until_it_is_acknowledged() {
        let cut = Some(Damage::Cut { after: 3 });
        let (own, other) = (memory(1, 7, None), memory(1, 9, cut));
        assert_eq!(own.clone().merged(other.clone()), memory(1, 9, cut));
        assert_eq!(other.merged(own), memory(1, 9, cut));
        let acknowledged = memory(2, 8, None);
        let stale = memory(1, 9, cut);
        assert_eq!(acknowledged.clone().merged(stale.clone()), acknowledged);
        assert_eq!(stale.merged(acknowledged.clone()), acknowledged);
    }
}
