//! What must hold of every document and every narrative that is shown.

use documents::{Cda, Content, Markup, SafeHtml, Syntax, allow_list};
use html5ever::tendril::TendrilSink as _;
use html5ever::{Attribute, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Makes a narrative harmless.
///
/// # Panics
/// Where a law is broken.
pub fn narrative(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for syntax in [Syntax::Xhtml, Syntax::Html] {
        check_markup(&::documents::sanitise(&text, syntax));
    }
}

/// Opens a document; the first line is what its sender says that it is.
///
/// # Panics
/// Where a law is broken.
pub fn document(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (declared, bytes) = bytes.split_at(end);
    let declared = String::from_utf8_lossy(declared);
    let bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
    let opened = ::documents::open(bytes, &declared);
    check(&opened.content);
    let name = ::documents::file_name(opened.kind, bytes, Some(&declared));
    let name = name.stem + name.ending;
    let safe =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
    assert!(
        name.bytes().all(safe) && name.matches('.').count() == 1,
        "{name}"
    );
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = ::documents::attached(text);
    }
}

/// Checks what is to be shown.
///
/// # Panics
/// Where it could act, be fetched or mislead.
pub fn check(content: &Content) {
    match content {
        Content::Text { text } => check_text(&text.text),
        Content::Page { page } => check_markup(page),
        Content::Clinical { document, body } => {
            check_clinical(document);
            if let Some(body) = body {
                check(body);
            }
        }
        Content::Image { media_type } => {
            assert!(
                ["image/png", "image/jpeg", "image/gif", "image/webp"]
                    .contains(&media_type.as_str())
            );
        }
        Content::Pdf | Content::Unknown => {}
    }
}

fn check_clinical(document: &Cda) {
    for section in &document.sections {
        section.html.iter().for_each(check_html);
    }
    for patient in &document.patients {
        let names = [
            &patient.family,
            &patient.given,
            &patient.text,
            &patient.birth_date,
        ];
        names
            .into_iter()
            .flatten()
            .for_each(|name| check_text(name));
    }
}

fn check_markup(markup: &Markup) {
    check_html(&markup.html);
    for link in &markup.links {
        assert!(link.url.starts_with("https://"), "{}", link.url);
        assert!(!link.host.is_empty() && link.host.is_ascii());
    }
}

fn check_html(html: &SafeHtml) {
    let html = html.as_str();
    check_text(html);
    let dom = parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let deepest = check_nodes(&dom.document);
    // At the limit of depth the parts of a table that a parser adds are too deep the second time.
    if deepest >= 200 {
        return;
    }
    for syntax in [Syntax::Html, Syntax::Xhtml] {
        let again = ::documents::sanitise(html, syntax);
        assert_eq!(
            again.html.as_str(),
            html,
            "it is not the same the second time"
        );
    }
}

/// No character turns the writing round.
fn check_text(text: &str) {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(turns));
}

/// The list of what may be there is asked for; how it is enforced is not known here. Gives the depth.
fn check_nodes(document: &Handle) -> usize {
    let allowed: Vec<_> = allow_list().collect();
    let mut left = vec![(document.clone(), 0)];
    let mut deepest = 0;
    while let Some((node, depth)) = left.pop() {
        deepest = deepest.max(depth);
        match &node.data {
            NodeData::Document | NodeData::Text { .. } | NodeData::Doctype { .. } => {}
            NodeData::Element { name, attrs, .. } => {
                let tag = name.local.as_ref();
                // A parser adds these by itself.
                let is_frame = matches!(tag, "html" | "head" | "body") && attrs.borrow().is_empty();
                let known = allowed.iter().find(|(known, _)| *known == tag);
                assert!(is_frame || known.is_some(), "<{tag}>");
                for attribute in attrs.borrow().iter() {
                    check_attribute(tag, attribute, known.map_or(&[], |(_, names)| names));
                }
            }
            NodeData::Comment { contents } => assert!(contents.is_empty(), "a comment"),
            NodeData::ProcessingInstruction { target, .. } => {
                assert!(target.is_empty(), "{target}");
            }
        }
        let inner = node.children.borrow();
        left.extend(inner.iter().map(|child| (child.clone(), depth + 1)));
    }
    deepest
}

fn check_attribute(tag: &str, attribute: &Attribute, allowed: &[&str]) {
    let (name, value) = (attribute.name.local.as_ref(), attribute.value.as_ref());
    assert!(allowed.contains(&name), "<{tag} {name}>");
    if name == "src" {
        let kinds = ["png", "jpeg", "gif"];
        let is_data = |kind: &&str| value.starts_with(&format!("data:image/{kind};base64,"));
        assert!(kinds.iter().any(is_data), "{value}");
    }
}
