//! The sealed form of the vault: a header in clear, and AES-256-GCM over the rest.
//!
//! ```text
//! magic 8 | version 2 | key mark 8 | generation 8 | nonce 12 | ciphertext | tag 16
//! ```
//! Numbers are big-endian. Magic, version, key mark and generation are the additional data, so that
//! none can be changed. The nonce is random for every write: far fewer than 2^32 are made per key
//! (NIST SP 800-38D §8.3). The key mark tells a lost key from a damaged file without trying either.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::digest;
use zeroize::Zeroizing;

use crate::RandomnessUnavailable;

const MAGIC: &[u8; 8] = b"CHRTVLT\n";
const VERSION: u16 = 1;
const HEADER_LEN: usize = 26;

/// The 32 bytes that the keyring holds.
#[derive(PartialEq, Eq)]
pub(crate) struct VaultKey(Zeroizing<[u8; 32]>);

/// The key cannot be used: a fault of the cryptographic library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SealFailed;

/// Why a file is not the vault of this key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotOpened {
    /// Not a vault, cut off or changed.
    Damaged,
    /// Sealed under another key.
    OtherKey,
    /// In a format of a newer version.
    Newer,
}

impl VaultKey {
    pub(crate) fn random() -> Result<Self, RandomnessUnavailable> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| RandomnessUnavailable)?;
        Ok(Self(bytes))
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; 32]);
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(bytes);
        Some(Self(key))
    }

    // EXPOSE: the keyring item is made of it.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Eight bytes that differ between keys and tell nothing about them.
    fn mark(&self) -> [u8; 8] {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"chartside vault key mark");
        context.update(self.0.as_slice());
        let mut mark = [0; 8];
        for (to, from) in mark.iter_mut().zip(context.finish().as_ref()) {
            *to = *from;
        }
        mark
    }

    fn cipher(&self) -> Result<RandomizedNonceKey, SealFailed> {
        RandomizedNonceKey::new(&AES_256_GCM, self.0.as_slice()).map_err(|_| SealFailed)
    }
}

/// Seals `plain` as this generation.
pub(crate) fn seal(
    key: &VaultKey,
    generation: u64,
    plain: &Zeroizing<Vec<u8>>,
) -> Result<Vec<u8>, SealFailed> {
    let header = header(key, generation);
    let mut text = plain.clone();
    let (nonce, tag) = key
        .cipher()?
        .seal_in_place_separate_tag(Aad::from(header), text.as_mut_slice())
        .map_err(|_| SealFailed)?;
    Ok([
        header.as_slice(),
        nonce.as_ref(),
        text.as_slice(),
        tag.as_ref(),
    ]
    .concat())
}

/// Opens a file that `seal` made with this key: its generation and what was sealed.
pub(crate) fn open(key: &VaultKey, file: &[u8]) -> Result<(u64, Zeroizing<Vec<u8>>), NotOpened> {
    let (header, sealed) = file
        .split_at_checked(HEADER_LEN)
        .ok_or(NotOpened::Damaged)?;
    let generation = check_header(key, header)?;
    let (nonce, text) = sealed
        .split_at_checked(NONCE_LEN)
        .ok_or(NotOpened::Damaged)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| NotOpened::Damaged)?;
    let mut text = Zeroizing::new(text.to_vec());
    let cipher = key.cipher().map_err(|SealFailed| NotOpened::Damaged)?;
    let length = cipher
        .open_in_place(nonce, Aad::from(header), text.as_mut_slice())
        .map_err(|_| NotOpened::Damaged)?
        .len();
    text.truncate(length);
    Ok((generation, text))
}

fn header(key: &VaultKey, generation: u64) -> [u8; HEADER_LEN] {
    let parts = MAGIC.iter().copied().chain(VERSION.to_be_bytes());
    let parts = parts.chain(key.mark()).chain(generation.to_be_bytes());
    let mut header = [0; HEADER_LEN];
    for (to, from) in header.iter_mut().zip(parts) {
        *to = from;
    }
    header
}

/// The generation, where the header is one of ours and names this key.
fn check_header(key: &VaultKey, header: &[u8]) -> Result<u64, NotOpened> {
    let rest = header
        .strip_prefix(MAGIC.as_slice())
        .ok_or(NotOpened::Damaged)?;
    let (version, rest) = rest.split_first_chunk().ok_or(NotOpened::Damaged)?;
    let (mark, rest) = rest.split_first_chunk::<8>().ok_or(NotOpened::Damaged)?;
    let (generation, _) = rest.split_first_chunk().ok_or(NotOpened::Damaged)?;
    match u16::from_be_bytes(*version) {
        VERSION if *mark == key.mark() => Ok(u64::from_be_bytes(*generation)),
        VERSION => Err(NotOpened::OtherKey),
        0 => Err(NotOpened::Damaged),
        _ => Err(NotOpened::Newer),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(byte: u8) -> VaultKey {
        VaultKey::from_bytes(&[byte; 32]).unwrap()
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        seal(&key(1), 9, &Zeroizing::new(plain.to_vec())).unwrap()
    }

    #[test]
    fn opens_what_it_sealed_and_hides_it() {
        let file = sealed(b"CNRY-token");
        let (generation, plain) = open(&key(1), &file).unwrap();
        assert_eq!(
            (generation, plain.as_slice()),
            (9, b"CNRY-token".as_slice())
        );
        assert!(!file.windows(4).any(|bytes| bytes == b"CNRY"));
    }

    #[test]
    fn sealing_the_same_twice_gives_different_bytes() {
        assert_ne!(sealed(b"same"), sealed(b"same"));
    }

    #[test]
    fn tells_another_key_from_damage() {
        assert_eq!(open(&key(2), &sealed(b"text")), Err(NotOpened::OtherKey));
    }

    #[test]
    fn refuses_a_newer_format_without_trying_it() {
        let mut file = sealed(b"text");
        file[9] = 2;
        assert_eq!(open(&key(1), &file), Err(NotOpened::Newer));
        file[9] = 0;
        assert_eq!(
            open(&key(1), &file),
            Err(NotOpened::Damaged),
            "there was no version 0"
        );
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let file = sealed(b"sixteen bytes ..");
        for bit in 0..file.len() * 8 {
            let mut bad = file.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&key(1), &bad).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn every_truncation_is_noticed() {
        let file = sealed(b"sixteen bytes ..");
        for length in 0..file.len() {
            assert_eq!(
                open(&key(1), &file[..length]),
                Err(NotOpened::Damaged),
                "{length} bytes"
            );
        }
    }

    proptest! {
        #[test]
        fn opens_nothing_that_a_stranger_wrote(bytes: Vec<u8>, with_magic: bool) {
            let file = if with_magic { [MAGIC.as_slice(), &bytes].concat() } else { bytes };
            prop_assert!(open(&key(1), &file).is_err());
        }
    }
}
