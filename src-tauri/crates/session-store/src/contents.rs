//! What is inside the vault: names and values, in the order of the names.
//!
//! ```text
//! count 4 | ( session 16 | length of kind 1 | kind | length of value 4 | value )*
//! ```
//! Numbers are big-endian. It is written by hand because a JSON writer would leave copies of the
//! secrets in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::{MAX_SECRET_BYTES, Secret, SecretName, SecretsError, SessionId};

/// All secrets of a vault.
pub(crate) type Contents = BTreeMap<SecretName, Arc<Secret>>;

/// Changes to be made: a secret to keep, or `None` to forget it.
pub(crate) type Changes = BTreeMap<SecretName, Option<Arc<Secret>>>;

/// Refuses what the format cannot hold.
pub(crate) fn check(name: &SecretName, secret: &Secret) -> Result<(), SecretsError> {
    // EXPOSE: only the length is looked at.
    if secret.expose().len() > MAX_SECRET_BYTES || u8::try_from(name.kind().len()).is_err() {
        return Err(SecretsError::TooLarge);
    }
    Ok(())
}

/// Makes the changes.
pub(crate) fn apply(contents: &mut Contents, changes: &Changes) {
    for (name, change) in changes {
        match change {
            Some(secret) => contents.insert(name.clone(), Arc::clone(secret)),
            None => contents.remove(name),
        };
    }
}

/// Writes the contents; `None` where a length does not fit its field, which `check` prevents.
pub(crate) fn encode(contents: &Contents) -> Option<Zeroizing<Vec<u8>>> {
    // One buffer of the final size: a growing one would leave copies behind.
    let size = contents
        .iter()
        .map(|(name, secret)| 21 + name.kind().len() + secret.expose().len());
    let mut out = Zeroizing::new(Vec::with_capacity(4 + size.sum::<usize>()));
    out.extend_from_slice(&u32::try_from(contents.len()).ok()?.to_be_bytes());
    for (name, secret) in contents {
        // EXPOSE: this is the text to be sealed.
        let value = secret.expose();
        out.extend_from_slice(name.session().as_bytes());
        out.push(u8::try_from(name.kind().len()).ok()?);
        out.extend_from_slice(name.kind().as_bytes());
        out.extend_from_slice(&u32::try_from(value.len()).ok()?.to_be_bytes());
        out.extend_from_slice(value);
    }
    Some(out)
}

/// Reads what `encode` wrote, and nothing else.
pub(crate) fn decode(bytes: &[u8]) -> Option<Contents> {
    let (count, mut rest) = bytes.split_first_chunk()?;
    let mut contents = Contents::new();
    for _ in 0..u32::from_be_bytes(*count) {
        let ((name, secret), after) = decode_one(rest)?;
        contents.insert(name, Arc::new(secret));
        rest = after;
    }
    rest.is_empty().then_some(contents)
}

fn decode_one(bytes: &[u8]) -> Option<((SecretName, Secret), &[u8])> {
    let (session, rest) = bytes.split_first_chunk()?;
    let (length, rest) = rest.split_first()?;
    let (kind, rest) = rest.split_at_checked(usize::from(*length))?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (value, rest) = rest.split_at_checked(length)?;
    let kind = String::from_utf8(kind.to_vec()).ok()?;
    let name = SecretName::read(SessionId::from_bytes(*session), kind);
    Some(((name, Secret::new(value.to_vec())), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Plain = BTreeMap<([u8; 16], String), Vec<u8>>;

    fn contents(plain: &Plain) -> Contents {
        let one = |((session, kind), value): (&([u8; 16], String), &Vec<u8>)| {
            let name = SecretName::read(SessionId::from_bytes(*session), kind.clone());
            (name, Arc::new(Secret::new(value.clone())))
        };
        plain.iter().map(one).collect()
    }

    fn plain(contents: &Contents) -> Plain {
        let one = |(name, secret): (&SecretName, &Arc<Secret>)| {
            (
                (*name.session().as_bytes(), name.kind().to_owned()),
                secret.expose().to_vec(),
            )
        };
        contents.iter().map(one).collect()
    }

    proptest! {
        #[test]
        fn reads_back_what_it_wrote(map in prop::collection::btree_map((any::<[u8; 16]>(), "[a-z-]{0,20}"), any::<Vec<u8>>(), 0..8)) {
            let bytes = encode(&contents(&map)).unwrap();
            prop_assert_eq!(bytes.len(), bytes.capacity());
            prop_assert_eq!(plain(&decode(&bytes).unwrap()), map);
        }

        #[test]
        fn never_panics_on_what_it_did_not_write(bytes: Vec<u8>) {
            let _ = decode(&bytes);
        }
    }

    #[test]
    fn refuses_every_truncation_and_every_addition() {
        let map = Plain::from([(([1; 16], "refresh".into()), b"secret".to_vec())]);
        let bytes = encode(&contents(&map)).unwrap();
        assert!((0..bytes.len()).all(|length| decode(&bytes[..length]).is_none()));
        assert!(decode(&[bytes.as_slice(), &[0]].concat()).is_none());
    }

    #[test]
    fn refuses_a_secret_or_a_kind_that_is_too_long() {
        let session = SessionId::from_bytes([0; 16]);
        let longest = Secret::new(vec![0; MAX_SECRET_BYTES]);
        let too_long = Secret::new(vec![0; MAX_SECRET_BYTES + 1]);
        assert_eq!(check(&SecretName::new(session, "k"), &longest), Ok(()));
        assert_eq!(
            check(&SecretName::new(session, "k"), &too_long),
            Err(SecretsError::TooLarge)
        );
        let long_kind = SecretName::read(session, "k".repeat(256));
        assert_eq!(check(&long_kind, &longest), Err(SecretsError::TooLarge));
    }
}
