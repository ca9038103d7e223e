//! Turns named values into what is shown of them.

use serde_json::Value;
use zeroize::Zeroizing;

use super::classes::{Class, class};
use super::shown::{Fingerprint, Kind, Shown};
use super::{Parameter, Place};
use crate::server_text;

/// A shown text ends after so many characters.
const LONGEST_TEXT: usize = 2_000;
/// A name that a server made up ends after so many.
const LONGEST_NAME: usize = 60;
/// A shorter secret is found in texts by chance.
const SHORTEST_SECRET: usize = 6;
/// Most members that are shown.
const MOST: usize = 100;

/// Knows the secrets of one exchange, so that a text which repeats one is not shown either: servers
/// quote refresh tokens in their error messages.
#[derive(Default)]
pub(crate) struct Redactor(Vec<Zeroizing<String>>);

impl Redactor {
    /// Remembers a secret that stands in no named value, such as a password in HTTP Basic.
    pub(super) fn remember(&mut self, secret: &str) {
        if secret.len() >= SHORTEST_SECRET {
            self.0.push(Zeroizing::new(secret.to_owned()));
        }
    }

    /// The parameters of a request or of a link.
    pub(crate) fn pairs(&mut self, place: Place, pairs: &[(String, String)]) -> Vec<Parameter> {
        for (name, value) in pairs {
            if class(name) != Class::Plain {
                self.remember(value);
            }
        }
        let shown = |(name, value): &(String, String)| Parameter {
            place,
            name: readable(name),
            value: self.shown(name, value),
        };
        pairs.iter().take(MOST).map(shown).collect()
    }

    /// The members of a JSON object.
    pub(crate) fn members<'a>(
        &mut self,
        members: impl Iterator<Item = (&'a str, &'a Value)> + Clone,
    ) -> Vec<Parameter> {
        for (name, value) in members.clone() {
            if class(name) != Class::Plain {
                self.remember_all(value);
            }
        }
        let shown = |(name, value): (&str, &Value)| Parameter {
            place: Place::Body,
            name: readable(name),
            value: match value.as_str() {
                Some(text) => self.shown(name, text),
                None => self.shown(name, &value.to_string()),
            },
        };
        members.take(MOST).map(shown).collect()
    }

    /// One value by its name.
    pub(crate) fn shown(&self, name: &str, value: &str) -> Shown {
        let bytes = value.len();
        match class(name) {
            Class::Plain => self.text(value),
            Class::Secret(kind) if bytes >= SHORTEST_SECRET => Shown::Secret {
                kind,
                fingerprint: Fingerprint::of(value),
                bytes,
            },
            Class::Secret(kind) | Class::Withheld(kind) => Shown::Withheld { kind, bytes },
        }
    }

    fn text(&self, value: &str) -> Shown {
        let repeats = |secret: &Zeroizing<String>| value.contains(secret.as_str());
        if self.0.iter().any(repeats) || looks_like_a_token(value) {
            return Shown::Withheld {
                kind: Kind::Other,
                bytes: value.len(),
            };
        }
        Shown::Text(server_text::plain_within(value, LONGEST_TEXT).unwrap_or_default())
    }

    fn remember_all(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.remember(text),
            Value::Array(values) => values.iter().for_each(|value| self.remember_all(value)),
            Value::Object(members) => members.values().for_each(|value| self.remember_all(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// A JWT, wherever it stands.
fn looks_like_a_token(value: &str) -> bool {
    value.contains("eyJ") && value.contains('.')
}

/// A name as it is, unless it could itself be a value.
fn readable(name: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/');
    if name.len() <= LONGEST_NAME && name.chars().all(is_name) {
        name.to_owned()
    } else {
        "(unreadable name)".to_owned()
    }
}
