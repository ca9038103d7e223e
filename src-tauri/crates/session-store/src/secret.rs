//! Secret bytes, and the names they are kept under.

use std::borrow::Cow;
use std::fmt;

use zeroize::Zeroizing;

use crate::SessionId;

/// The longest secret the vault takes. Real tokens stay far below.
pub const MAX_SECRET_BYTES: usize = 1 << 20;

/// Bytes that must not be seen. They are wiped on drop; there is no `Clone`, `Display`, `Serialize`
/// or `Deref`.
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes; no copy is made.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes. Every caller says in a comment beginning with `EXPOSE:` why it must see them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text.into_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// What a secret is kept under: a session, and a word that only the caller understands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretName {
    session: SessionId,
    kind: Cow<'static, str>,
}

impl SecretName {
    /// The secret of this kind of this session.
    pub const fn new(session: SessionId, kind: &'static str) -> Self {
        Self {
            session,
            kind: Cow::Borrowed(kind),
        }
    }

    /// The session it belongs to.
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// The caller's word for it.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    pub(crate) fn read(session: SessionId, kind: String) -> Self {
        Self {
            session,
            kind: Cow::Owned(kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_byte_of_a_secret() {
        let secret = Secret::from(String::from("CNRY-secret"));
        assert_eq!(
            format!("{secret:?} {:?}", Some(&secret)),
            "Secret([redacted]) Some(Secret([redacted]))"
        );
    }

    #[test]
    fn a_name_read_from_the_vault_equals_the_callers() {
        let session = SessionId::from_bytes([7; 16]);
        assert_eq!(
            SecretName::read(session, "refresh".into()),
            SecretName::new(session, "refresh")
        );
    }
}
