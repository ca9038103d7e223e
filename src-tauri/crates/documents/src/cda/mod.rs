//! Clinical documents of HL7 CDA R2 and C-CDA, shown by our own code: the header as fields, each section
//! as a title and [`SafeHtml`](crate::SafeHtml). The style sheet that a document brings is not looked at.

mod header;
mod narrative;
mod tree;

use std::collections::HashMap;

use serde::Serialize;
use ts_rs::TS;

use self::tree::Element;
use crate::html::{self, LeftOut, Markup, PageLink, Syntax};
use crate::person::Person;

/// Sections of one document that are shown.
const SECTIONS: usize = 2_000;

/// A clinical document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Cda {
    /// As sent.
    pub title: Option<String>,
    /// What kind of document it is, in the words of its code.
    pub kind: Option<String>,
    /// ISO 8601, as precise as it was sent.
    pub time: Option<String>,
    /// Of whom it is; honest documents name one person.
    pub patients: Vec<Person>,
    /// Who wrote it.
    pub authors: Vec<Party>,
    /// Who keeps it.
    pub custodian: Option<String>,
    /// Who answers for it with their name.
    pub authenticator: Option<Party>,
    /// In the order of the document.
    pub sections: Vec<CdaSection>,
    /// There are more sections than are shown.
    pub cut: bool,
    /// Where its links led.
    pub links: Vec<PageLink>,
    /// What of its sections is not shown.
    pub left_out: LeftOut,
}

/// Somebody who had a part in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// The person, or the program.
    pub name: Option<String>,
    /// For whom they worked.
    pub organization: Option<String>,
    /// ISO 8601, as precise as it was sent.
    pub time: Option<String>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CdaSection {
    /// As sent, else the words of its code.
    pub title: Option<String>,
    /// 1 for a section of the document, 2 for one within it.
    pub level: u32,
    /// Its text; `None` where it has none.
    pub html: Option<html::SafeHtml>,
    /// Coded entries, which its text should say in words.
    pub entries: u32,
}

/// A document, and what is in it instead of sections.
pub(crate) struct Read {
    pub(crate) cda: Cda,
    pub(crate) embedded: Option<Embedded>,
}

/// A document of another kind in the body of a clinical document.
pub(crate) struct Embedded {
    pub(crate) media_type: String,
    pub(crate) is_base64: bool,
    pub(crate) text: String,
}

/// Reads a clinical document. `None`: it is not one that can be read.
pub(crate) fn read(xml: &str) -> Option<Read> {
    let root = tree::parse(xml).ok()?;
    if root.name != "ClinicalDocument" {
        return None;
    }
    let mut cda = header::read(&root);
    let mut pictures = HashMap::new();
    narrative::find_pictures(&root, &mut pictures);
    let bodies = root.all("component");
    for component in bodies.flat_map(|component| component.all("structuredBody")) {
        add_sections(component, 1, &pictures, &mut cda);
    }
    let embedded = root.at(&["component", "nonXMLBody", "text"]).map(embedded);
    Some(Read { cda, embedded })
}

fn embedded(text: &Element) -> Embedded {
    Embedded {
        media_type: text.attribute("mediaType").unwrap_or_default().to_owned(),
        is_base64: text.attribute("representation") == Some("B64"),
        text: text.verbatim(),
    }
}

fn add_sections(body: &Element, level: u32, pictures: &HashMap<&str, String>, cda: &mut Cda) {
    for section in body
        .all("component")
        .flat_map(|component| component.all("section"))
    {
        if cda.sections.len() >= SECTIONS {
            cda.cut = true;
            return;
        }
        let text = section
            .at(&["text"])
            .map(|text| narrative::markup(text, pictures));
        let text = text.map(|markup| html::sanitise(&markup, Syntax::Xhtml));
        let html = text
            .map(|markup| keep(markup, cda))
            .filter(|html| !html.as_str().trim().is_empty());
        let code = section
            .at(&["code"])
            .and_then(|code| code.attribute("displayName"));
        let title = section.at(&["title"]).and_then(Element::words);
        cda.sections.push(CdaSection {
            title: title.or_else(|| code.map(str::to_owned)),
            level,
            html,
            entries: u32::try_from(section.all("entry").count()).unwrap_or(u32::MAX),
        });
        add_sections(section, level + 1, pictures, cda);
    }
}

fn keep(markup: Markup, cda: &mut Cda) -> html::SafeHtml {
    for link in markup.links {
        if !cda.links.contains(&link) && cda.links.len() < 200 {
            cda.links.push(link);
        }
    }
    let left_out = &mut cda.left_out;
    left_out.active = left_out.active.saturating_add(markup.left_out.active);
    left_out.pictures = left_out.pictures.saturating_add(markup.left_out.pictures);
    left_out.cut |= markup.left_out.cut;
    markup.html
}

#[cfg(test)]
mod tests;
