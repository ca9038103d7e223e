//! Whose record it is, and the key that opens it.
//!
//! Every partition has a key of its own, made at random and kept in the vault. Whoever destroys it has
//! forgotten the record, wherever copies of the files may be.

use std::fmt;
use std::fmt::Write as _;

use aws_lc_rs::digest;
use zeroize::Zeroizing;

/// Opens the record of one partition. Wiped on drop; there is no `Clone`, `Display` or `Serialize`.
pub struct RecordKey(Zeroizing<[u8; 32]>);

/// The system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random bytes")]
pub struct RandomnessUnavailable;

impl RecordKey {
    /// Bytes in a key.
    pub const LEN: usize = 32;

    /// A new key.
    pub fn random() -> Result<Self, RandomnessUnavailable> {
        let mut bytes = Zeroizing::new([0; Self::LEN]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| RandomnessUnavailable)?;
        Ok(Self(bytes))
    }

    /// A key that was kept; `None` where it has another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; Self::LEN]);
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(bytes);
        Some(Self(key))
    }

    /// The bytes, to be kept in the vault. Every caller says in a comment beginning with `EXPOSE:` why
    /// it must see them.
    pub fn expose(&self) -> &[u8; Self::LEN] {
        &self.0
    }

    /// Name of the folder that this key opens. It tells nothing about the key or the patient.
    pub fn folder_name(&self) -> String {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"chartside record folder");
        context.update(self.0.as_slice());
        hex(context.finish().as_ref().iter().take(16))
    }
}

impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordKey([redacted])")
    }
}

/// What keeps records apart: one patient, as one user of one connection sees them. It is bound into
/// everything that is sealed, so that a file of one partition is no file of another.
#[derive(Clone, PartialEq, Eq)]
pub struct Partition {
    digest: [u8; 32],
    patient: String,
}

impl Partition {
    /// The record of `patient` that `user` reads through `connection`.
    pub fn new(connection: &str, user: &str, patient: &str) -> Self {
        let mut context = digest::Context::new(&digest::SHA256);
        for part in ["chartside partition", connection, user, patient] {
            // With their lengths, no two different triples are the same text.
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        let mut digest = [0; 32];
        digest.copy_from_slice(context.finish().as_ref());
        Partition {
            digest,
            patient: patient.to_owned(),
        }
    }

    /// The patient's id at the server.
    pub fn patient(&self) -> &str {
        &self.patient
    }

    /// Thirty-two bytes that differ between partitions.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }
}

impl fmt::Debug for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Partition([redacted])")
    }
}

/// Bytes in hexadecimal digits.
pub(crate) fn hex<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> String {
    bytes.into_iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_partitions_share_a_digest() {
        let digest = |parts: [&str; 3]| Partition::new(parts[0], parts[1], parts[2]).digest;
        let all = [
            ["a", "b", "c"],
            ["ab", "", "c"],
            ["a", "", "bc"],
            ["", "ab", "c"],
            ["a", "c", "b"],
        ];
        for (place, one) in all.iter().enumerate() {
            for other in all.iter().skip(place + 1) {
                assert_ne!(digest(*one), digest(*other));
            }
        }
        assert_eq!(digest(all[0]), digest(all[0]));
    }

    #[test]
    fn debug_shows_neither_key_nor_patient() {
        let key = RecordKey::from_bytes(&[7; 32]).unwrap();
        let partition = Partition::new("c", "u", "CNRY-patient");
        assert_eq!(
            format!("{key:?} {partition:?}"),
            "RecordKey([redacted]) Partition([redacted])"
        );
        assert_eq!(key.folder_name().len(), 32);
        assert!(RecordKey::from_bytes(&[7; 31]).is_none());
    }
}
