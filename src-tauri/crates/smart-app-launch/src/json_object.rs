//! A JSON object that a stranger sent: each name once, each member read as leniently as is safe.
//!
//! `serde_json::Value` keeps the last of two members with one name without a word, so that two readers
//! of the same document can see different things; here that is an error. A member of the wrong type
//! reads as absent.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use zeroize::Zeroize;

/// Longest text that a member may hold, except where a caller allows more.
pub(crate) const LONGEST_TEXT: usize = 2_048;
/// Most entries that are read of a list.
pub(crate) const LONGEST_LIST: usize = 1_000;

/// The members of one object.
#[derive(Default)]
pub(crate) struct JsonObject(BTreeMap<String, Value>);

impl JsonObject {
    /// Reads a whole document; `None` where it is not one JSON object with distinct names.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        serde_json::from_slice(body).ok()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// All members, by name.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Value)> + Clone {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// A text that is neither empty nor longer than [`LONGEST_TEXT`].
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.text_within(name, LONGEST_TEXT)
    }

    pub(crate) fn text_within(&self, name: &str, longest: usize) -> Option<String> {
        let text = self.get(name)?.as_str()?;
        (!text.is_empty() && text.len() <= longest).then(|| text.to_owned())
    }

    /// A text, or a whole number written as one.
    pub(crate) fn text_or_number(&self, name: &str) -> Option<String> {
        let whole = self.get(name)?.as_i64().map(|number| number.to_string());
        whole.or_else(|| self.text(name))
    }

    /// `true` or `false`, also written as text.
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        value.as_bool().or_else(|| value.as_str()?.parse().ok())
    }

    /// A list of texts; one text with spaces reads as a list.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<String>> {
        let value = self.get(name)?;
        let texts: Vec<&str> = if let Some(values) = value.as_array() {
            values
                .iter()
                .take(LONGEST_LIST)
                .filter_map(Value::as_str)
                .collect()
        } else {
            value
                .as_str()?
                .split_whitespace()
                .take(LONGEST_LIST)
                .collect()
        };
        let fits = |text: &&str| !text.is_empty() && text.len() <= LONGEST_TEXT;
        Some(texts.into_iter().filter(fits).map(str::to_owned).collect())
    }

    /// Seconds, written as a number, a decimal or a text; `None` where it is no number at all.
    pub(crate) fn seconds(&self, name: &str) -> Option<f64> {
        let value = self.get(name)?;
        let seconds = value
            .as_f64()
            .or_else(|| value.as_str()?.trim().parse().ok())?;
        seconds.is_finite().then_some(seconds)
    }
}

/// A token response has tokens in it.
impl Drop for JsonObject {
    fn drop(&mut self) {
        self.0.values_mut().for_each(wipe);
    }
}

fn wipe(value: &mut Value) {
    if let Value::String(text) = value {
        text.zeroize();
    } else if let Value::Array(values) = value {
        values.iter_mut().for_each(wipe);
    } else if let Value::Object(members) = value {
        members.values_mut().for_each(wipe);
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DistinctNames)
    }
}

struct DistinctNames;

impl<'de> Visitor<'de> for DistinctNames {
    type Value = JsonObject;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonObject, A::Error> {
        let mut members = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            if members.insert(name, value).is_some() {
                return Err(de::Error::custom("a name occurs twice"));
            }
        }
        Ok(JsonObject(members))
    }
}
