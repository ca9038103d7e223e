//! What an entry says. Its fields cannot hold what a server or a person wrote, but for the origin of a
//! server.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

use crate::Pseudonym;

const LONGEST_WORD: usize = 64;
/// Longer than any host name with scheme and port.
const LONGEST_ORIGIN: usize = 300;

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When, to the millisecond.
    pub at: Timestamp,
    /// What.
    pub event: Word,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it ended so: the code of a problem.
    pub code: Option<Word>,
    /// What it was done to, by kind: the name of a section, for example.
    pub detail: Option<Word>,
    /// At which server.
    pub server: Option<Origin>,
    /// Whose record.
    pub patient: Option<Pseudonym>,
    /// Who.
    pub user: Option<Pseudonym>,
}

impl Entry {
    /// An entry without particulars.
    pub fn new(at: Timestamp, event: Word, outcome: Outcome) -> Self {
        Self {
            at,
            event,
            outcome,
            code: None,
            detail: None,
            server: None,
            patient: None,
            user: None,
        }
    }
}

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It could not be done.
    Failed,
    /// It was not allowed.
    Refused,
    /// The person gave it up.
    Cancelled,
}

/// A word of the program. It is made of its text only, never of what came from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Word(Cow<'static, str>);

impl Word {
    /// The word, of ASCII letters, digits and `-`; anything else in it is left out.
    pub fn of(text: &'static str) -> Self {
        if is_word(text) {
            return Self(Cow::Borrowed(text));
        }
        let kept = text.chars().filter(|char| is_letter(*char));
        Self(Cow::Owned(kept.take(LONGEST_WORD).collect()))
    }

    /// The same of a name in Rust's writing: `ServerBusy` becomes `server-busy`.
    pub fn kebab(name: &'static str) -> Self {
        let mut text = String::new();
        for char in name.chars().filter(|char| is_letter(*char)) {
            if char.is_ascii_uppercase() && !text.is_empty() {
                text.push('-');
            }
            text.push(char.to_ascii_lowercase());
        }
        text.truncate(LONGEST_WORD);
        Self(Cow::Owned(text))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_letter(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '-'
}

fn is_word(text: &str) -> bool {
    text.len() <= LONGEST_WORD && text.chars().all(is_letter)
}

/// What stands where a word or an origin should is neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not what an entry may hold")]
pub struct NotAllowed;

impl TryFrom<String> for Word {
    type Error = NotAllowed;

    fn try_from(text: String) -> Result<Self, NotAllowed> {
        is_word(&text)
            .then_some(Self(Cow::Owned(text)))
            .ok_or(NotAllowed)
    }
}

/// Scheme, host and port of a server: what is left of an address when everything that could name a
/// patient is gone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Origin(String);

impl Origin {
    /// The origin of an address; `None` where it has none, or one of unusual length.
    pub fn of(address: &Url) -> Option<Self> {
        let origin = address.origin();
        let text = origin.is_tuple().then(|| origin.ascii_serialization())?;
        (text.len() <= LONGEST_ORIGIN).then_some(Self(text))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Origin {
    type Error = NotAllowed;

    fn try_from(text: String) -> Result<Self, NotAllowed> {
        let origin = Url::parse(&text).ok().and_then(|url| Self::of(&url));
        origin.filter(|origin| origin.0 == text).ok_or(NotAllowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_the_origin_is_kept() {
        let address = "https://someone:secret@ehr.example:8443/fhir/Patient/4711?name=Smith#x";
        let origin = Origin::of(&Url::parse(address).unwrap()).unwrap();
        assert_eq!(origin.as_str(), "https://ehr.example:8443");
        let opaque = Url::parse("org.chartside.app:/launch?iss=x").unwrap();
        assert_eq!(Origin::of(&opaque), None);
    }

    #[test]
    fn a_word_holds_letters_digits_and_hyphens() {
        assert_eq!(Word::of("sign-in-2").as_str(), "sign-in-2");
        assert_eq!(Word::of("a \"b\"\n").as_str(), "ab");
        assert_eq!(Word::kebab("NotAFact").as_str(), "not-a-fact");
        assert!(Word::try_from("Anna Smith".to_owned()).is_err());
        assert!(Word::try_from("a".repeat(65)).is_err());
        assert!(Origin::try_from("https://ehr.example/Patient/1".to_owned()).is_err());
    }
}
