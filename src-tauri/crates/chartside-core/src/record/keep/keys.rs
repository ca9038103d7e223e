//! The keys of the records that are kept, in the vault: one random key for each connection, user and
//! patient. Destroying a key forgets a record, wherever copies of its files may be.

use std::collections::HashSet;

use chart_store::{Partition, RecordKey};
use session_store::{Secret, SecretName, Secrets, SecretsError, SessionId};
use zeroize::Zeroizing;

/// No session has this name: all keys are in one place, so that either all are known or none.
const NAME: SecretName = SecretName::new(SessionId::from_bytes([0; 16]), "record-keys");

/// Records that are kept at most; the one that was made first makes room.
const MOST: usize = 200;

/// The name of a session, in letters.
const NAME_LENGTH: usize = 22;

/// Name of the session, digest of the partition, key.
const LENGTH: usize = NAME_LENGTH + 32 + RecordKey::LEN;

/// All keys, the one that was made first first.
#[derive(Debug, Default)]
pub(super) struct RecordKeys(Vec<Held>);

#[derive(Debug)]
struct Held {
    session: SessionId,
    partition: [u8; 32],
    key: RecordKey,
}

impl RecordKeys {
    /// Reads them. An error: nobody knows which there are.
    pub(super) async fn load(secrets: &Secrets) -> Result<Self, SecretsError> {
        let secret = secrets.get(&NAME).await?;
        // EXPOSE: into the type that holds them.
        Ok(secret.map_or_else(Self::default, |secret| Self::decode(secret.expose())))
    }

    /// Keeps them in place of those that are there. What another program keeps in the same moment may
    /// be lost by it: its record is fetched anew then.
    pub(super) async fn save(&self, secrets: &Secrets) -> Result<(), SecretsError> {
        if self.0.is_empty() {
            secrets.delete(&NAME).await;
            return Ok(());
        }
        secrets.put(&NAME, Secret::new(self.encode())).await
    }

    fn decode(bytes: &[u8]) -> Self {
        let mut held = Vec::new();
        for one in bytes.chunks_exact(LENGTH) {
            held.extend(Held::decode(one));
        }
        Self(held)
    }

    fn encode(&self) -> Vec<u8> {
        // One buffer of the final size: a growing one would leave copies behind.
        let mut bytes = Vec::with_capacity(self.0.len() * LENGTH);
        for held in &self.0 {
            bytes.extend_from_slice(held.session.to_string().as_bytes());
            bytes.extend_from_slice(&held.partition);
            // EXPOSE: into the vault.
            bytes.extend_from_slice(held.key.expose());
        }
        bytes
    }

    /// The key of a partition, where it has one.
    pub(super) fn find(&self, session: SessionId, partition: &Partition) -> Option<RecordKey> {
        let found = self.0.iter().find(|held| held.is_of(session, partition))?;
        // EXPOSE: a copy for the store that is opened with it.
        let copy = Zeroizing::new(*found.key.expose());
        RecordKey::from_bytes(copy.as_slice())
    }

    /// Adds a key. Gives the folders of records that have to make room.
    pub(super) fn add(
        &mut self,
        session: SessionId,
        partition: &Partition,
        key: RecordKey,
    ) -> Vec<String> {
        self.0.push(Held {
            session,
            partition: *partition.digest(),
            key,
        });
        let too_many = self.0.len().saturating_sub(MOST);
        let gone = self.0.drain(..too_many);
        gone.map(|held| held.key.folder_name()).collect()
    }

    /// Destroys the key of one record. Gives its folder.
    pub(super) fn remove(&mut self, session: SessionId, partition: &Partition) -> Vec<String> {
        self.take_out(|held| held.is_of(session, partition))
    }

    /// Destroys the keys of all records of a session. Gives their folders.
    pub(super) fn remove_session(&mut self, session: SessionId) -> Vec<String> {
        self.take_out(|held| held.session == session)
    }

    fn take_out(&mut self, goes: impl Fn(&Held) -> bool) -> Vec<String> {
        let gone = self.0.iter().filter(|held| goes(held));
        let folders = gone.map(|held| held.key.folder_name()).collect();
        self.0.retain(|held| !goes(held));
        folders
    }

    /// The folders that these keys open.
    pub(super) fn folders(&self) -> HashSet<String> {
        self.0.iter().map(|held| held.key.folder_name()).collect()
    }
}

impl Held {
    fn decode(bytes: &[u8]) -> Option<Self> {
        let (session, rest) = bytes.split_first_chunk::<NAME_LENGTH>()?;
        let (partition, key) = rest.split_first_chunk()?;
        Some(Self {
            session: SessionId::parse(std::str::from_utf8(session).ok()?).ok()?,
            partition: *partition,
            key: RecordKey::from_bytes(key)?,
        })
    }

    fn is_of(&self, session: SessionId, partition: &Partition) -> bool {
        self.session == session && self.partition == *partition.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: SessionId = SessionId::from_bytes([1; 16]);
    const TWO: SessionId = SessionId::from_bytes([2; 16]);

    fn key(byte: u8) -> RecordKey {
        RecordKey::from_bytes(&[byte; 32]).unwrap()
    }

    fn partition(patient: &str) -> Partition {
        Partition::new("c", "u", patient)
    }

    #[test]
    fn a_key_is_found_by_its_own_session_and_partition_only() {
        let mut keys = RecordKeys::default();
        assert!(keys.add(ONE, &partition("p"), key(1)).is_empty());
        assert!(keys.add(TWO, &partition("p"), key(2)).is_empty());
        let keys = RecordKeys::decode(&keys.encode());
        let folder = |session, patient| {
            let found: Option<RecordKey> = keys.find(session, &partition(patient));
            found.map(|key| key.folder_name())
        };
        assert_eq!(folder(ONE, "p"), Some(key(1).folder_name()));
        assert_eq!(folder(TWO, "p"), Some(key(2).folder_name()));
        assert_eq!(folder(ONE, "q"), None);
        assert_eq!(keys.folders().len(), 2);
    }

    #[test]
    fn what_is_removed_is_gone_and_the_rest_stays() {
        let mut keys = RecordKeys::default();
        keys.add(ONE, &partition("p"), key(1));
        keys.add(ONE, &partition("q"), key(2));
        keys.add(TWO, &partition("p"), key(3));
        assert_eq!(keys.remove(ONE, &partition("q")), [key(2).folder_name()]);
        assert_eq!(keys.remove_session(ONE), [key(1).folder_name()]);
        assert_eq!(keys.folders(), HashSet::from([key(3).folder_name()]));
    }

    #[test]
    fn the_first_ones_make_room() {
        let mut keys = RecordKeys::default();
        for number in 0..MOST {
            assert!(
                keys.add(ONE, &partition(&number.to_string()), key(1))
                    .is_empty()
            );
        }
        assert_eq!(
            keys.add(ONE, &partition("last"), key(2)),
            [key(1).folder_name()]
        );
        assert!(keys.find(ONE, &partition("0")).is_none());
        assert!(keys.find(ONE, &partition("last")).is_some());
    }

    #[test]
    fn what_is_no_list_of_keys_is_none() {
        assert!(RecordKeys::decode(&[1; LENGTH - 1]).folders().is_empty());
    }
}
