//! Keyed digests of identifiers: the same person has the same digest, and without the key nobody can
//! try which identifier it is of.

use std::fmt;

use aws_lc_rs::hmac;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::entry::NotAllowed;
use crate::line::{hex, is_hex};

/// The key of the digests.
pub struct DigestKey(Zeroizing<[u8; 32]>);

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the system has no randomness")]
pub struct RandomnessUnavailable;

impl DigestKey {
    /// A key that nobody has.
    pub fn random() -> Result<Self, RandomnessUnavailable> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| RandomnessUnavailable)?;
        Ok(Self(bytes))
    }

    /// The key of these 32 bytes; `None` where they are not 32.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; 32] = bytes.try_into().ok()?;
        Some(Self(Zeroizing::new(bytes)))
    }

    /// To be kept where secrets are kept.
    // EXPOSE: the caller seals it.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The digest of an identifier, which means something only at one server. A patient and a user of
    /// the same identifier have different ones.
    pub fn pseudonym(&self, kind: &'static str, server: &str, id: &str) -> Pseudonym {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.0.as_slice());
        let mut context = hmac::Context::with_key(&key);
        // Lengths first, so that no two triples are the same bytes.
        for part in [kind, server, id] {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        Pseudonym(hex(context.sign().as_ref()))
    }
}

impl fmt::Debug for DigestKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DigestKey(..)")
    }
}

/// A keyed digest in place of an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Pseudonym(String);

impl Pseudonym {
    /// 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Pseudonym {
    type Error = NotAllowed;

    fn try_from(text: String) -> Result<Self, NotAllowed> {
        is_hex(&text).then_some(Self(text)).ok_or(NotAllowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_at_the_same_server_has_the_same_digest_and_nobody_else() {
        let key = DigestKey::from_bytes(&[7; 32]).unwrap();
        let one = key.pseudonym("patient", "https://a.example", "4711");
        assert_eq!(one, key.pseudonym("patient", "https://a.example", "4711"));
        let others = [
            key.pseudonym("user", "https://a.example", "4711"),
            key.pseudonym("patient", "https://a.example4", "711"),
            key.pseudonym("patient", "https://b.example", "4711"),
            DigestKey::random()
                .unwrap()
                .pseudonym("patient", "https://a.example", "4711"),
        ];
        assert!(others.iter().all(|other| *other != one));
        assert!(DigestKey::from_bytes(&[7; 31]).is_none());
    }
}
