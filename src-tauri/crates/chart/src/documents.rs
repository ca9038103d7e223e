//! `DocumentReference`, `Composition`, `Media` and `Binary` (FHIR R4 §8.9, §2.27, §10.7, §2.26).

use crate::node::Fields;
use crate::{Coded, Entry, coding, partial_date, pick};

pub(crate) fn read(document: &Fields<'_>, entry: &mut Entry) {
    let attachment = document.get("content").get("attachment").fields();
    let file = document
        .get("content")
        .get("title")
        .text()
        .map(String::from);
    let named = [
        document.text("title"),
        document.text("description"),
        attachment.text("title"),
        file,
    ];
    let named: Vec<String> = named.into_iter().flatten().collect();
    let kind = coding::coded(document.get("type"));
    let (bare, worded): (Option<Coded>, Option<Coded>) = match kind {
        Some(kind) if kind.is_bare_code => (Some(kind), None),
        kind => (None, kind),
    };
    // A title in words tells a reader more than a code without any.
    entry.title = worded
        .or_else(|| named.first().map(|name| pick::in_words(name.clone())))
        .or(bare)
        .or_else(|| {
            ["category", "class", "modality"]
                .iter()
                .find_map(|name| coding::coded(document.get(name)))
        })
        .or_else(|| content_type(document, &attachment));
    entry.detail = named
        .into_iter()
        .find(|name| entry.title.as_ref().is_none_or(|title| title.text != *name));
    entry.category =
        coding::code(document.get("category")).or_else(|| coding::code(document.get("type")));
    let context = partial_date::span(document.get("context").get("period"));
    entry.date = ["date", "indexed", "created"]
        .iter()
        .find_map(|name| partial_date::choice(document, name).start)
        .or(context.start)
        .or_else(|| partial_date::date(attachment.get("creation")));
    entry.source = ["author", "operator", "authenticator", "custodian"]
        .iter()
        .find_map(|name| coding::words(document.get(name)));
}

/// A media type is all that is known of a `Binary`.
fn content_type(document: &Fields<'_>, attachment: &Fields<'_>) -> Option<Coded> {
    let text = document
        .text("contentType")
        .or_else(|| attachment.text("contentType"))?;
    Some(Coded {
        text,
        is_bare_code: true,
        code: None,
    })
}
