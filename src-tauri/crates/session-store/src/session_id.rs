//! The name of a session: 128 random bits, written in URL-safe text.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Names a session on disk, in commands and in logs. It says nothing about server, user or patient.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct SessionId([u8; 16]);

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the operating system gave no random bytes")]
pub struct RandomnessUnavailable;

/// The text is not the name of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not the name of a session")]
pub struct SessionIdError;

impl SessionId {
    /// A name that was never used before.
    pub fn random() -> Result<Self, RandomnessUnavailable> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| RandomnessUnavailable)?;
        Ok(Self(bytes))
    }

    /// The name with these bits.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads what `Display` wrote, and nothing else.
    pub fn parse(text: &str) -> Result<Self, SessionIdError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| SessionIdError)?;
        bytes.try_into().map(Self).map_err(|_| SessionIdError)
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionId({self})")
    }
}

impl FromStr for SessionId {
    type Err = SessionIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for SessionId {
    type Error = SessionIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<SessionId> for String {
    fn from(session: SessionId) -> Self {
        session.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_random_names_differ_and_are_url_safe() {
        let (a, b) = (SessionId::random().unwrap(), SessionId::random().unwrap());
        assert_ne!(a, b);
        let text = a.to_string();
        assert_eq!(text.len(), 22);
        assert!(
            text.bytes()
                .all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_')
        );
    }

    #[test]
    fn is_one_text_in_files_in_commands_and_in_logs() {
        let session = SessionId::from_bytes([7; 16]);
        let text = "BwcHBwcHBwcHBwcHBwcHBw";
        assert_eq!(format!("{session:?}"), format!("SessionId({text})"));
        assert_eq!(text.parse(), Ok(session));
        assert_eq!("BwcH".parse::<SessionId>(), Err(SessionIdError));
        let json = serde_json::to_string(&session).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<SessionId>(&json).unwrap(), session);
        serde_json::from_str::<SessionId>("\"BwcH\"").unwrap_err();
    }

    proptest! {
        #[test]
        fn reads_back_every_name_it_writes(bytes: [u8; 16]) {
            let session = SessionId::from_bytes(bytes);
            prop_assert_eq!(SessionId::parse(&session.to_string()), Ok(session));
        }

        #[test]
        fn accepts_one_spelling_only(text in "\\PC{0,40}|[A-Za-z0-9_=-]{20,24}") {
            if let Ok(session) = SessionId::parse(&text) {
                prop_assert_eq!(session.to_string(), text);
            }
        }
    }
}
