//! Tolerant reading of JSON whose parts are kept byte for byte.
//!
//! A member of the wrong kind reads as absent and a repeated member reads as its last one: one odd
//! value must not lose a page of a record. Numbers are never touched (`1.10` and `1e400` pass as
//! sent).

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The members of one JSON object, values unparsed. Empty for anything that is no object.
#[derive(Debug, Default)]
pub(crate) struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Fields<'a> {
    /// `None`: not JSON.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// `None`: not an object.
    pub(crate) fn of(json: &'a RawValue) -> Option<Self> {
        json.get()
            .starts_with('{')
            .then(|| Self::parse(json.get()))?
    }

    /// A member; the last one where it is repeated.
    pub(crate) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| *value)
    }

    /// A string member.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.get(name)?.get()).ok()
    }

    /// A member that is a whole number, also where a server wrote it as a string.
    pub(crate) fn whole(&self, name: &str) -> Option<u64> {
        self.get(name)?.get().trim_matches('"').parse().ok()
    }

    /// A member that is an object.
    pub(crate) fn object(&self, name: &str) -> Option<Fields<'a>> {
        Self::of(self.get(name)?)
    }
}

/// The objects of an array; a lone object counts as an array of one.
pub(crate) fn items(json: &RawValue) -> Vec<Fields<'_>> {
    if json.get().starts_with('{') {
        return Fields::of(json).into_iter().collect();
    }
    serde_json::from_str::<Items<'_>>(json.get())
        .map(|items| items.0)
        .unwrap_or_default()
}

/// The strings of an array.
pub(crate) fn texts(json: &RawValue) -> Vec<String> {
    let parts: Vec<&RawValue> = serde_json::from_str(json.get()).unwrap_or_default();
    parts
        .iter()
        .filter_map(|part| serde_json::from_str(part.get()).ok())
        .collect()
}

#[derive(Default)]
struct Items<'a>(Vec<Fields<'a>>);

/// A key without a copy where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

macro_rules! empty_for_scalars {
    () => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            fields.push((key, map.next_value()?));
        }
        Ok(Fields(fields))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<&RawValue>()?.is_some() {}
        Ok(Fields::default())
    }

    empty_for_scalars!();
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldsVisitor)
    }
}

struct ItemsVisitor;

impl<'de> Visitor<'de> for ItemsVisitor {
    type Value = Items<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Items(items))
    }

    empty_for_scalars!();
}

impl<'de> Deserialize<'de> for Items<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ItemsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t26_reads_the_last_of_repeated_members_and_keeps_digits() {
        let text = r#"{"a":1.10,"a":1e400,"b":0.1000,"\u0063":"x"}"#;
        let fields = Fields::parse(text).unwrap();
        assert_eq!(fields.get("a").unwrap().get(), "1e400");
        assert_eq!(fields.get("b").unwrap().get(), "0.1000");
        assert_eq!(fields.text("c").as_deref(), Some("x"));
    }

    #[test]
    fn reads_members_of_the_wrong_kind_as_absent() {
        let text = r#"{"id":7,"total":"12","meta":[1],"entry":{"a":1},"bad":"\ud800"}"#;
        let fields = Fields::parse(text).unwrap();
        assert_eq!(fields.text("id"), None);
        assert_eq!(fields.text("bad"), None);
        assert_eq!(fields.whole("total"), Some(12));
        assert!(fields.object("meta").is_none());
        assert_eq!(items(fields.get("entry").unwrap()).len(), 1);
    }

    #[test]
    fn reads_items_that_are_no_objects_as_empty_ones() {
        let raw: &RawValue =
            serde_json::from_str(r#"[null,1,"x",[{}],true,-1,0.5,{"a":1}]"#).unwrap();
        let items = items(raw);
        assert_eq!(items.len(), 8);
        assert_eq!(
            items.iter().filter(|item| item.get("a").is_some()).count(),
            1
        );
    }
}
