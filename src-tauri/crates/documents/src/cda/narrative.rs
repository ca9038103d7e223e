//! The text of a section (CDA R2 §4.3.5) as markup for [`sanitise`](crate::html::sanitise), which decides
//! what of it stays. Elements that are not of CDA are handed on by name, so that what they are is counted.

use std::collections::HashMap;

use super::tree::{Child, Element};
use crate::html::escaped;

/// Pictures of `observationMedia` by their `ID`, as addresses of data.
pub(crate) fn find_pictures<'a>(element: &'a Element, found: &mut HashMap<&'a str, String>) {
    if element.name == "observationMedia"
        && let (Some(id), Some(value)) = (element.attribute("ID"), element.at(&["value"]))
        && value.attribute("representation") == Some("B64")
    {
        let data: String = value.verbatim().split_ascii_whitespace().collect();
        let media_type = value.attribute("mediaType").unwrap_or_default();
        found.insert(id, format!("data:{media_type};base64,{data}"));
    }
    for inner in element.elements() {
        find_pictures(inner, found);
    }
}

/// The markup of a section's text.
pub(crate) fn markup(text: &Element, pictures: &HashMap<&str, String>) -> String {
    let mut out = String::new();
    Writer {
        pictures,
        out: &mut out,
    }
    .children(text);
    out
}

struct Writer<'a> {
    pictures: &'a HashMap<&'a str, String>,
    out: &'a mut String,
}

impl Writer<'_> {
    fn children(&mut self, element: &Element) {
        for child in &element.children {
            match child {
                Child::Text(text) => escaped(text, self.out),
                Child::Element(inner) => self.element(inner),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        match element.name.as_str() {
            "br" => self.out.push_str("<br/>"),
            "col" => self.out.push_str("<col/>"),
            "linkHtml" => self.wrapped(element, "a", &["href"]),
            "renderMultiMedia" => self.picture(element),
            "list" if element.attribute("listType") == Some("ordered") => self.list(element, "ol"),
            "list" => self.list(element, "ul"),
            "content" => self.content(element),
            "td" | "th" => self.wrapped(element, &element.name, &["colspan", "rowspan", "scope"]),
            "paragraph" => self.wrapped(element, "p", &[]),
            "item" => self.wrapped(element, "li", &[]),
            "footnote" => self.wrapped(element, "small", &[]),
            "footnoteRef" => self.wrapped(element, "sup", &[]),
            "caption" => self.wrapped(element, "strong", &[]),
            "table" => self.table(element),
            _ => self.wrapped(element, &element.name, &[]),
        }
    }

    fn wrapped(&mut self, element: &Element, name: &str, attributes: &[&str]) {
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_name || !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return self.children(element);
        }
        self.out.push('<');
        self.out.push_str(name);
        for attribute in attributes {
            if let Some(value) = element.attribute(attribute) {
                self.attribute(attribute, value);
            }
        }
        self.out.push('>');
        self.children(element);
        self.close(name);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escaped(value, self.out);
        self.out.push('"');
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// The caption of a list stands before it.
    fn list(&mut self, list: &Element, name: &str) {
        for caption in list.all("caption") {
            self.wrapped(caption, "p", &[]);
        }
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        for child in &list.children {
            match child {
                Child::Element(inner) if inner.name == "caption" => {}
                Child::Element(inner) => self.element(inner),
                Child::Text(text) => escaped(text, self.out),
            }
        }
        self.close(name);
    }

    fn table(&mut self, table: &Element) {
        self.out.push_str("<table>");
        for child in &table.children {
            match child {
                Child::Element(inner) if inner.name == "caption" => {
                    self.wrapped(inner, "caption", &[]);
                }
                Child::Element(inner) => self.element(inner),
                Child::Text(text) => escaped(text, self.out),
            }
        }
        self.out.push_str("</table>");
    }

    /// `revised="delete"` is text that is not said any more; styles that carry meaning are kept.
    fn content(&mut self, element: &Element) {
        let style = element.attribute("styleCode").unwrap_or_default();
        let has = |code: &str| {
            style
                .split_whitespace()
                .any(|it| it.eq_ignore_ascii_case(code))
        };
        let mut names = vec!["span"];
        match element.attribute("revised") {
            Some("delete") => names.push("del"),
            Some("insert") => names.push("ins"),
            _ => {}
        }
        for (code, name) in [
            ("Bold", "strong"),
            ("Italics", "em"),
            ("Underline", "u"),
            ("Emphasis", "em"),
            ("Strikethrough", "s"),
        ] {
            if has(code) {
                names.push(name);
            }
        }
        for name in &names {
            self.out.push('<');
            self.out.push_str(name);
            self.out.push('>');
        }
        self.children(element);
        names.iter().rev().for_each(|name| self.close(name));
    }

    fn picture(&mut self, element: &Element) {
        let objects = element.attribute("referencedObject").unwrap_or_default();
        let known = objects
            .split_whitespace()
            .filter_map(|id| self.pictures.get(id));
        let caption = element
            .at(&["caption"])
            .and_then(Element::words)
            .unwrap_or_default();
        let mut sources: Vec<&str> = known.map(String::as_str).collect();
        if sources.is_empty() {
            sources.push("");
        }
        for source in sources {
            self.out.push_str("<img");
            self.attribute("src", source);
            self.attribute("alt", &caption);
            self.out.push('>');
        }
    }
}
