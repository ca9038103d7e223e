//! Tells a page for people and XML from JSON, by how the body begins: `Content-Type` is wrong too often.

use crate::remark::plain;

/// Most that is kept of a title, in characters.
const TITLE_LIMIT: usize = 100;
/// How far into a page its title is looked for, in bytes.
const HEAD: usize = 16 * 1024;

/// What a body is that is not JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Markup {
    /// HTML: a sign-in page, a portal, an error of a gateway.
    Page {
        /// Its title, where it has one.
        title: Option<String>,
    },
    /// Any other markup; FHIR servers speak XML too.
    Xml,
}

/// `None`: it does not begin like markup.
pub(crate) fn of(body: &str) -> Option<Markup> {
    if !body.trim_start().starts_with('<') {
        return None;
    }
    let head = head(body).to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html", "<head", "<body", "<title"];
    Some(if is_page.iter().any(|start| head.contains(start)) {
        Markup::Page { title: title(body) }
    } else {
        Markup::Xml
    })
}

/// The title of an HTML page as one short visible line.
pub(crate) fn title(body: &str) -> Option<String> {
    let head = head(body);
    // Only ASCII changes, so that places in one are places in the other.
    let folded = head.to_ascii_lowercase();
    let begin = folded.find("<title")?;
    let open = begin + folded.get(begin..)?.find('>')? + 1;
    let end = open + folded.get(open..)?.find("</title")?;
    let text = plain(&unescaped(head.get(open..end)?), TITLE_LIMIT);
    (!text.is_empty()).then_some(text)
}

fn head(body: &str) -> &str {
    let mut end = body.len().min(HEAD);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    body.get(..end).unwrap_or_default()
}

fn unescaped(text: &str) -> String {
    let named = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    named
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(body: &str) -> Option<String> {
        match of(body) {
            Some(Markup::Page { title }) => title,
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn f37_a_page_for_people_is_known_by_its_title() {
        let body =
            "\n<!DOCTYPE html><HTML><head><TITLE lang=en>\n Sign in &amp; go\u{202e}\n</Title>";
        assert_eq!(page(body).as_deref(), Some("Sign in & go"));
        assert_eq!(page("<html><body>no"), None);
        assert_eq!(page("<html><title></title>"), None);
        let long = page(&format!("<html><title>{}</title>", "ü".repeat(500)));
        assert_eq!(long.unwrap().chars().count(), 100);
    }

    #[test]
    fn f37_xml_is_no_page_and_json_is_neither() {
        assert_eq!(of("<?xml version=\"1.0\"?><Bundle/>"), Some(Markup::Xml));
        assert_eq!(
            of(" <Bundle xmlns=\"http://hl7.org/fhir\"/>"),
            Some(Markup::Xml)
        );
        for body in ["", "{}", "[]", "<".repeat(0).as_str(), "{\"a\":\"<html>\"}"] {
            assert_eq!(of(body), None, "{body}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*", lead in "(<html>|<title>|<|)") {
            let text = format!("{lead}{text}");
            let _ = of(&text);
            if let Some(title) = title(&text) {
                prop_assert!(title.chars().count() <= TITLE_LIMIT);
            }
        }
    }
}
