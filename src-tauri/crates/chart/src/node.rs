//! One JSON value, opened only as far as somebody looks: the tolerant floor under every reader here.
//!
//! A [`Node`] is the text of a value as it was sent. Nothing is converted on the way in, so the digits
//! of a FHIR decimal survive (FHIR R4 §2.24.0.1: precision is significant), a wrong JSON type hides
//! only itself, and nesting costs nothing until it is read. Must never know: FHIR element names.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The text of one JSON value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'a>(&'a str);

impl<'a> Node<'a> {
    /// What stands where nothing was sent.
    pub(crate) const ABSENT: Node<'static> = Node("null");

    fn opens_with(self, byte: u8) -> bool {
        self.0.as_bytes().first() == Some(&byte)
    }

    pub(crate) fn is_absent(self) -> bool {
        self.opens_with(b'n')
    }

    pub(crate) fn is_object(self) -> bool {
        self.opens_with(b'{')
    }

    /// The text itself.
    pub(crate) fn raw(self) -> &'a str {
        self.0
    }

    /// An object or a list: something to look into.
    pub(crate) fn has_members(self) -> bool {
        self.opens_with(b'{') || self.opens_with(b'[')
    }

    /// A JSON number, as opposed to a string that looks like one.
    pub(crate) fn is_number(self) -> bool {
        self.0
            .starts_with(|first: char| first == '-' || first.is_ascii_digit())
    }

    /// `true`, or the string `"true"` that some servers send.
    pub(crate) fn is_true(self) -> bool {
        matches!(self.0, "true" | "\"true\"")
    }

    /// `false`, or the string `"false"`.
    pub(crate) fn is_false(self) -> bool {
        matches!(self.0, "false" | "\"false\"")
    }

    /// The members of an object; of the first object where a list was sent for a single element.
    pub(crate) fn fields(self) -> Fields<'a> {
        if self.opens_with(b'[') {
            let first = self.items().into_iter().find(|item| item.is_object());
            return first.map(Node::fields).unwrap_or_default();
        }
        Fields::parse(self.0).unwrap_or_default()
    }

    /// One member of [`Node::fields`].
    pub(crate) fn get(self, name: &str) -> Node<'a> {
        if self.is_absent() {
            Node::ABSENT
        } else {
            self.fields().get(name)
        }
    }

    /// The elements of a list without its nulls; the value itself where no list was sent.
    pub(crate) fn items(self) -> Vec<Node<'a>> {
        if self.is_absent() {
            return Vec::new();
        }
        if !self.opens_with(b'[') {
            return vec![self];
        }
        let items: Vec<&'a RawValue> = serde_json::from_str(self.0).unwrap_or_default();
        items
            .into_iter()
            .map(|item| Node(item.get()))
            .filter(|item| !item.is_absent())
            .collect()
    }

    /// The first element of [`Node::items`].
    pub(crate) fn first(self) -> Node<'a> {
        if self.opens_with(b'[') {
            self.items().into_iter().next().unwrap_or(Node::ABSENT)
        } else {
            self
        }
    }

    /// A string, or the digits of a number, or `true`/`false`; the first such element of a list.
    /// Blank strings say nothing and are `None`.
    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        if self.opens_with(b'[') {
            return self.items().into_iter().find_map(Node::scalar);
        }
        self.scalar()
    }

    fn scalar(self) -> Option<Cow<'a, str>> {
        match self.0.as_bytes().first()? {
            b'"' => unquote(self.0).map(turning::visible),
            b'[' | b'{' | b'n' => None,
            _ => Some(Cow::Borrowed(self.0)),
        }
    }
}

/// Takes the quotes and escapes off. A lone surrogate becomes U+FFFD instead of losing the string.
fn unquote(quoted: &str) -> Option<Cow<'_, str>> {
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let text = if inner.contains('\\') {
        let Lossy(text) = serde_json::from_str(quoted).ok()?;
        text
    } else {
        Cow::Borrowed(inner)
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The members of one object in the order sent.
#[derive(Debug, Default, Clone)]
pub(crate) struct Fields<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Fields<'a> {
    /// `None` where the text is not one JSON object.
    pub(crate) fn parse(json: &'a str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// A member; [`Node::ABSENT`] where there is none. Of a repeated name the last value that says
    /// something counts, as in most parsers.
    pub(crate) fn get(&self, name: &str) -> Node<'a> {
        let named = |(key, node): &&(Cow<'a, str>, Node<'a>)| key == name && !node.is_absent();
        self.0
            .iter()
            .rev()
            .find(named)
            .map_or(Node::ABSENT, |(_, node)| *node)
    }

    /// [`Node::text`] of a member.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.get(name).text().map(Cow::into_owned)
    }

    /// Every member that says something.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, Node<'a>)> {
        let members = self.0.iter().map(|(name, node)| (name.as_ref(), *node));
        members.filter(|(_, node)| !node.is_absent())
    }

    /// Members of a choice element such as `value[x]`: what follows the stem, and the value.
    pub(crate) fn choices<'s>(
        &'s self,
        stem: &'s str,
    ) -> impl Iterator<Item = (&'s str, Node<'a>)> + 's {
        self.0.iter().filter_map(move |(key, node)| {
            let kind = key.strip_prefix(stem)?;
            let is_choice = kind.is_empty() || kind.starts_with(|c: char| c.is_ascii_uppercase());
            (is_choice && !node.is_absent()).then_some((kind, *node))
        })
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::with_capacity(16);
        while let Some(Lossy(key)) = map.next_key()? {
            let value: &'de RawValue = map.next_value()?;
            fields.push((key, Node(value.get())));
        }
        Ok(Fields(fields))
    }
}

/// A JSON string, borrowed where it has no escapes, whole even where its surrogates are broken.
struct Lossy<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Lossy<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(LossyText).map(Lossy)
    }
}

struct LossyText;

impl<'de> Visitor<'de> for LossyText {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(String::from_utf8_lossy(bytes))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> Option<String> {
        Node(json).text().map(Cow::into_owned)
    }

    #[test]
    fn keeps_the_digits_of_a_number() {
        for digits in [
            "0.10",
            "1.0E1",
            "1e400",
            "-0",
            "123456789012345678901234567890.10",
        ] {
            assert_eq!(text(digits).as_deref(), Some(digits));
        }
    }

    #[test]
    fn reads_a_string_with_a_broken_surrogate() {
        assert_eq!(
            text(r#""a\ud800b""#).map(|text| text.starts_with('a') && text.ends_with('b')),
            Some(true)
        );
        let fields = Fields::parse(r#"{"\ud800":1,"id":"x"}"#).unwrap();
        assert_eq!(fields.text("id").as_deref(), Some("x"));
    }

    #[test]
    fn takes_a_list_for_a_single_element_and_the_other_way_round() {
        assert_eq!(
            Node(r#"[null,{"a":"b"}]"#).get("a").text().as_deref(),
            Some("b")
        );
        assert_eq!(Node(r#"{"a":"b"}"#).items().len(), 1);
        assert_eq!(Node("[]").first().text(), None);
    }

    #[test]
    fn the_last_of_a_repeated_name_counts() {
        let fields = Fields::parse(r#"{"a":"1","a":"2","a":null}"#).unwrap();
        assert_eq!(fields.text("a").as_deref(), Some("2"));
    }

    #[test]
    fn opens_what_is_nested_beyond_any_stack() {
        let deep = format!(
            r#"{{"id":"x","d":{}1{}}}"#,
            "[".repeat(200_000),
            "]".repeat(200_000)
        );
        assert_eq!(
            Fields::parse(&deep).unwrap().text("id").as_deref(),
            Some("x")
        );
    }
}
