//! `CodeableConcept`, `Coding` and everything that is sent in their place (FHIR R4 §2.24.0.6): what a
//! thing is called, from the source's own words. Must never know: terminologies, translations.

use std::borrow::Cow;

use crate::Coded;
use crate::node::{Fields, Node};

/// The name of a thing: `text`, else the first `display`, else the first code. Accepts a concept, a
/// bare coding, a list of either, a plain string, a reference with a `display`, and the
/// `CodeableReference` of FHIR R5.
pub(crate) fn coded(node: Node<'_>) -> Option<Coded> {
    node.items().into_iter().find_map(|item| {
        named(item)
            .or_else(|| named(item.get("concept")))
            .or_else(|| referenced(item))
    })
}

fn referenced(node: Node<'_>) -> Option<Coded> {
    let reference = node.get("reference");
    if reference.is_object() {
        named(reference)
    } else {
        None
    }
}

fn named(node: Node<'_>) -> Option<Coded> {
    if !node.is_object() {
        let text = node.text()?.into_owned();
        return Some(Coded {
            text,
            is_bare_code: false,
            code: None,
        });
    }
    let concept = node.fields();
    let codings = codings(&concept);
    let display = || codings.iter().find_map(|coding| coding.text("display"));
    let words = concept
        .text("text")
        .or_else(display)
        .or_else(|| concept.text("coding"));
    let code = || codings.iter().find_map(|coding| coding.text("code"));
    let is_bare_code = words.is_none();
    let text = words.or_else(code)?;
    Some(Coded {
        text,
        is_bare_code,
        code: codings.iter().find_map(qualified_code),
    })
}

/// The codings of a concept; the object itself where it is a coding.
fn codings<'a>(concept: &Fields<'a>) -> Vec<Fields<'a>> {
    let listed = concept.get("coding");
    if listed.is_absent() {
        return vec![concept.clone()];
    }
    listed.items().into_iter().map(Node::fields).collect()
}

fn qualified_code(coding: &Fields<'_>) -> Option<String> {
    let code = coding.get("code").text()?;
    let system = coding.get("system").text().unwrap_or_default();
    Some(format!("{system}|{code}"))
}

/// The words of anything that has some: a concept, a coding, an annotation, a reference, a string.
pub(crate) fn words(node: Node<'_>) -> Option<String> {
    coded(node).map(|coded| coded.text)
}

/// [`words`] of every element of a list, joined; the same words once, however often they were sent.
pub(crate) fn all_words(node: Node<'_>) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for words in node.items().into_iter().filter_map(words) {
        if !all.contains(&words) {
            all.push(words);
        }
    }
    (!all.is_empty()).then(|| all.join("; "))
}

/// Every code of a concept; a plain string is a code. Where no coding has a code, the text stands in.
pub(crate) fn codes(node: Node<'_>) -> Vec<Cow<'_, str>> {
    node.items().into_iter().flat_map(codes_of_one).collect()
}

fn codes_of_one(node: Node<'_>) -> Vec<Cow<'_, str>> {
    if !node.is_object() {
        return node.text().into_iter().collect();
    }
    let concept = node.fields();
    let codes: Vec<_> = codings(&concept)
        .iter()
        .filter_map(|coding| coding.get("code").text())
        .collect();
    if codes.is_empty() {
        concept.get("text").text().into_iter().collect()
    } else {
        codes
    }
}

/// The first code, for group headings and flags.
pub(crate) fn code(node: Node<'_>) -> Option<String> {
    codes(node).into_iter().next().map(Cow::into_owned)
}

/// `system|code` of every coding.
pub(crate) fn qualified_codes(node: Node<'_>) -> Vec<String> {
    let concepts = node.items().into_iter().filter(|item| item.is_object());
    concepts
        .flat_map(|concept| codings(&concept.fields()))
        .filter_map(|coding| qualified_code(&coding))
        .collect()
}

/// Codes and displays of every coding, for the search.
pub(crate) fn append_search_words(node: Node<'_>, text: &mut String) {
    for concept in node.items().into_iter().filter(|item| item.is_object()) {
        for coding in codings(&concept.fields()) {
            for word in [coding.get("code"), coding.get("display")]
                .into_iter()
                .filter_map(Node::text)
            {
                text.push(' ');
                text.push_str(&word);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_same_words_are_said_once() {
        let raw = r#"{"resourceType":"Procedure","reasonCode":[{"text":"Normal pregnancy"},
            {"text":"Normal pregnancy"},{"text":"Anaemia"}]}"#;
        let detail = crate::read(raw).entry.detail;
        assert_eq!(detail.as_deref(), Some("Normal pregnancy; Anaemia"));
    }
}
