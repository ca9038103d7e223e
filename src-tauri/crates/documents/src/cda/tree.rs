//! XML as a tree of names and texts, without namespaces, entities and document types.
//!
//! A document that declares a type is refused: what an entity of it stands for would be read from it.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// How deep elements may be nested.
const DEPTH: usize = 256;
/// Elements of one document.
const ELEMENTS: usize = 500_000;
/// Attributes of one element.
const ATTRIBUTES: usize = 256;

/// Not XML, or more of it than an honest document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotXml;

/// One element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Without a prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Child>,
}

/// What is in an element.
#[derive(Debug)]
pub(crate) enum Child {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    pub(crate) fn all<'a, 'n>(
        &'a self,
        name: &'n str,
    ) -> impl Iterator<Item = &'a Element> + use<'a, 'n> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element that the path of names leads to.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Element> {
        let Some((first, rest)) = path.split_first() else {
            return Some(self);
        };
        self.all(first).find_map(|element| element.at(rest))
    }

    /// All text in it, with one blank where there are several.
    pub(crate) fn words(&self) -> Option<String> {
        let mut text = String::new();
        self.gather(&mut text);
        let words: Vec<&str> = text.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The text directly in it, as sent.
    pub(crate) fn verbatim(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Element(_) => None,
        });
        texts.collect()
    }

    fn gather(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Element(element) => {
                    out.push(' ');
                    element.gather(out);
                    out.push(' ');
                }
                Child::Text(text) => out.push_str(text),
            }
        }
    }

    fn add_text(&mut self, more: &str) {
        if let Some(Child::Text(text)) = self.children.last_mut() {
            text.push_str(more);
        } else {
            self.children.push(Child::Text(more.to_owned()));
        }
    }
}

/// Reads the root element.
pub(crate) fn parse(xml: &str) -> Result<Element, NotXml> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Element::default()];
    let mut elements = 0;
    loop {
        match reader.read_event().map_err(|_| NotXml)? {
            Event::Start(start) => {
                elements += 1;
                if open.len() > DEPTH || elements > ELEMENTS {
                    return Err(NotXml);
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                elements += 1;
                if elements > ELEMENTS {
                    return Err(NotXml);
                }
                let element = element(&start)?;
                last(&mut open)?.children.push(Child::Element(element));
            }
            Event::End(_) => {
                let element = open.pop().ok_or(NotXml)?;
                last(&mut open)?.children.push(Child::Element(element));
            }
            Event::Text(text) => {
                last(&mut open)?.add_text(&text.xml_content(XmlVersion::Explicit1_0));
            }
            Event::CData(text) => {
                last(&mut open)?.add_text(&text.xml_content(XmlVersion::Explicit1_0));
            }
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| NotXml)?;
                let character = character.or_else(|| predefined(&reference)).ok_or(NotXml)?;
                last(&mut open)?.add_text(character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(NotXml),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let top = open.pop().filter(|_| open.is_empty()).ok_or(NotXml)?;
    let mut roots = top.children.into_iter().filter_map(|child| match child {
        Child::Element(element) => Some(element),
        Child::Text(_) => None,
    });
    roots.next().ok_or(NotXml)
}

fn last(open: &mut [Element]) -> Result<&mut Element, NotXml> {
    open.last_mut().ok_or(NotXml)
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, NotXml> {
    let mut attributes = Vec::new();
    // The first of a name counts; to compare each with each would take too long.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| NotXml)?;
        if attributes.len() >= ATTRIBUTES {
            return Err(NotXml);
        }
        let value = attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map_err(|_| NotXml)?;
        attributes.push((
            attribute.key.local_name().as_ref().to_owned(),
            value.into_owned(),
        ));
    }
    Ok(Element {
        name: start.local_name().as_ref().to_owned(),
        attributes,
        children: Vec::new(),
    })
}
