//! The allow-list: elements of HTML 4 chapters 7 to 11 and 15, as FHIR's rule `txt-1` has them, without
//! links and styles. `del` and `ins` are added: struck-out text must not read as if it stood.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use super::attributes::value_of;

/// In alphabetical order.
pub(crate) const TAGS: [&str; 53] = [
    "abbr",
    "acronym",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// The same word with a life of its own, where it is one of [`TAGS`].
pub(crate) fn tag(name: &str) -> Option<&'static str> {
    TAGS.into_iter().find(|tag| *tag == name)
}

/// The attributes that an element may have.
pub(crate) fn attributes_of(tag: &str) -> Vec<&'static str> {
    let own: &[&str] = match tag {
        "img" => &["src", "alt", "width", "height"],
        "td" | "th" => &["colspan", "rowspan", "scope"],
        "ol" => &["start", "type"],
        // Whoever drops the line break after it looks for exactly this tag.
        "pre" | "br" | "hr" => return Vec::new(),
        _ => &[],
    };
    [own, &["title", "lang", "dir"]].concat()
}

/// `ammonia` with this list and no other.
pub(crate) fn builder() -> Builder<'static> {
    let attributes: HashMap<_, HashSet<_>> = TAGS
        .iter()
        .map(|tag| (*tag, attributes_of(tag).into_iter().collect()))
        .collect();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(HashSet::from(["script", "style", "title", "noscript"]))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["data"]))
        .url_relative(UrlRelative::Deny)
        .attribute_filter(|tag, name, value| value_of(tag, name, value).map(Cow::Owned));
    builder
}
