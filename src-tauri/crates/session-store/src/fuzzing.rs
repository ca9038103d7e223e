//! The inside of the vault for the fuzz targets, under a key that everybody knows. Only with the
//! feature `fuzzing`, which nothing that is released has.

use zeroize::Zeroizing;

use crate::contents;
use crate::seal::{self, VaultKey};

const KEY: [u8; 32] = [1; 32];

/// What the file holds, sealed or not ours.
pub fn open(file: &[u8]) -> Option<(u64, Vec<u8>)> {
    let (generation, plain) = seal::open(&VaultKey::from_bytes(&KEY)?, file).ok()?;
    Some((generation, plain.to_vec()))
}

/// The file that holds `plain`.
pub fn seal(generation: u64, plain: &[u8]) -> Option<Vec<u8>> {
    let plain = Zeroizing::new(plain.to_vec());
    seal::seal(&VaultKey::from_bytes(&KEY)?, generation, &plain).ok()
}

/// Reads the secrets and writes them again.
pub fn read_and_write(plain: &[u8]) -> Option<Vec<u8>> {
    let secrets = contents::decode(plain)?;
    Some(contents::encode(&secrets)?.to_vec())
}
