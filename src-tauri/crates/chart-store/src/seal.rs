//! Sealing: AES-256-GCM under a key that is derived for one file, with everything that gives the text
//! its place in the additional data.
//!
//! The file's key comes from the partition's key by HKDF-SHA256 with the file's random name, so that
//! random nonces stay far below 2^32 a key (NIST SP 800-38D §8.3). Kind of file, format version,
//! partition, name of the file and place in it are authenticated: what is moved, repeated, left out or
//! brought from another patient does not open.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hkdf;
use zeroize::Zeroizing;

use crate::key::{Partition, RecordKey};

/// Version of everything that is written.
pub(crate) const VERSION: u16 = 1;

/// Random name of a file.
pub(crate) type FileId = [u8; 16];

/// What is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Manifest = 1,
    Page = 2,
    Index = 3,
}

/// The cryptographic library failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sealing failed")]
pub(crate) struct SealFailed;

/// Seals and opens the parts of one file.
#[derive(Debug)]
pub(crate) struct Cipher {
    key: RandomizedNonceKey,
    /// What all parts of the file have in common.
    place: Vec<u8>,
}

struct KeyLength;

impl hkdf::KeyType for KeyLength {
    fn len(&self) -> usize {
        RecordKey::LEN
    }
}

impl Cipher {
    pub(crate) fn new(
        key: &RecordKey,
        partition: &Partition,
        kind: Kind,
        file: FileId,
    ) -> Result<Self, SealFailed> {
        let mut place = b"chartside record".to_vec();
        place.extend_from_slice(&VERSION.to_be_bytes());
        place.push(kind as u8);
        place.extend_from_slice(partition.digest());
        place.extend_from_slice(&file);
        // EXPOSE: the file's own key is derived from it.
        let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, &file).extract(key.expose());
        let info = [place.as_slice()];
        let expanded = extracted.expand(&info, KeyLength).map_err(|_| SealFailed)?;
        let mut own = Zeroizing::new([0; RecordKey::LEN]);
        expanded.fill(own.as_mut_slice()).map_err(|_| SealFailed)?;
        let key = RandomizedNonceKey::new(&AES_256_GCM, own.as_slice()).map_err(|_| SealFailed)?;
        Ok(Self { key, place })
    }

    /// `nonce | ciphertext | tag`.
    pub(crate) fn seal(&self, sequence: u64, plain: &[u8]) -> Result<Vec<u8>, SealFailed> {
        let mut text = plain.to_vec();
        let nonce = self
            .key
            .seal_in_place_append_tag(Aad::from(self.additional(sequence)), &mut text)
            .map_err(|_| SealFailed)?;
        Ok([nonce.as_ref(), text.as_slice()].concat())
    }

    /// What was sealed at this place; `None` where it was not.
    pub(crate) fn open(&self, sequence: u64, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, text) = sealed.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut text = text.to_vec();
        let length = self
            .key
            .open_in_place(nonce, Aad::from(self.additional(sequence)), &mut text)
            .ok()?
            .len();
        text.truncate(length);
        Some(text)
    }

    fn additional(&self, sequence: u64) -> Vec<u8> {
        [self.place.as_slice(), &sequence.to_be_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cipher(key: u8, patient: &str, kind: Kind, file: u8) -> Cipher {
        let key = RecordKey::from_bytes(&[key; 32]).unwrap();
        Cipher::new(&key, &Partition::new("c", "u", patient), kind, [file; 16]).unwrap()
    }

    #[test]
    fn opens_only_in_its_own_place() {
        let own = cipher(1, "p", Kind::Page, 1);
        let sealed = own.seal(7, b"CNRY text").unwrap();
        assert_eq!(
            own.open(7, &sealed).as_deref(),
            Some(b"CNRY text".as_slice())
        );
        assert_eq!(own.open(8, &sealed), None);
        for other in [
            cipher(2, "p", Kind::Page, 1),
            cipher(1, "q", Kind::Page, 1),
            cipher(1, "p", Kind::Index, 1),
            cipher(1, "p", Kind::Page, 2),
        ] {
            assert_eq!(other.open(7, &sealed), None);
        }
        assert!(!sealed.windows(4).any(|bytes| bytes == b"CNRY"));
        assert_ne!(own.seal(7, b"CNRY text").unwrap(), sealed);
        assert_eq!(own.open(7, &sealed[..11]), None);
    }
}
