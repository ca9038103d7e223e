//! HTML and XHTML of strangers, made harmless (FHIR R4 §2.4.0.1, `txt-1`).
//!
//! Two steps that know nothing of each other: [`flatten`] reads the markup once and writes only
//! allow-listed elements and attributes, closed and at most [`DEPTH`] deep, in time proportional to its
//! length; `ammonia` parses what that wrote as a browser does and applies the same list again. A script
//! would have to get past both, and then past the policy of the page.

mod allow;
mod attributes;
mod flatten;
mod tokens;

use serde::Serialize;
use ts_rs::TS;

pub(crate) use attributes::escaped;

/// How deep elements may be nested; what is deeper keeps its text.
pub(crate) const DEPTH: usize = 256;
/// Longest markup that is read; the whole of it can be saved.
const LIMIT: usize = 2 * 1024 * 1024;

/// Which rules the markup was written by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// As in web pages: elements close themselves by rules.
    Html,
    /// As in FHIR narrative: `<p/>` is a whole element, `CDATA` is text.
    Xhtml,
}

/// HTML that only holds elements and attributes of the allow-list: no links, no styles, no identifiers,
/// nothing that acts or is fetched. Only [`sanitise`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Markup that is safe to show, and what was taken out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Markup {
    /// To be shown.
    pub html: SafeHtml,
    /// Where its links led; in the text each is followed by its host.
    pub links: Vec<PageLink>,
    /// What is not shown.
    pub left_out: LeftOut,
}

/// A link of a document, which is not one any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageLink {
    /// The host, in ASCII.
    pub host: String,
    /// The address: `https` and nothing else.
    pub url: String,
}

/// What was taken out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeftOut {
    /// Scripts, event handlers, frames, forms, drawings in SVG and the like.
    pub active: u32,
    /// Pictures that are somewhere else, or of a kind that is not shown.
    pub pictures: u32,
    /// The end, because it is too long.
    pub cut: bool,
}

/// Makes markup harmless.
pub fn sanitise(markup: &str, syntax: Syntax) -> Markup {
    let end = markup.floor_char_boundary(LIMIT);
    let flat = flatten::flatten(markup.get(..end).unwrap_or_default(), syntax);
    let clean = allow::builder().clean(&flat.html).to_string();
    let mut left_out = flat.left_out;
    left_out.cut = end < markup.len();
    Markup {
        html: SafeHtml(finish(&clean)),
        links: flat.links,
        left_out,
    }
}

/// The narrative of a FHIR resource: `text.div`.
pub fn narrative(div: &str) -> Markup {
    sanitise(div, Syntax::Xhtml)
}

/// Every element that can be in [`SafeHtml`], and the attributes that each may have.
pub fn allow_list() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    allow::TAGS
        .iter()
        .map(|tag| (*tag, allow::attributes_of(tag)))
}

/// Characters are only visible as such once no reference stands for them. A line break after `<pre>` is
/// dropped by whoever parses it next (HTML §13.2.6.4.7).
fn finish(clean: &str) -> String {
    let mut out = String::with_capacity(clean.len());
    let mut rest = clean;
    while let Some((before, after)) = rest.split_once("<pre>") {
        out.push_str(before);
        out.push_str("<pre>");
        rest = after.trim_start_matches('\n');
    }
    out.push_str(rest);
    turning::visible(&out).into_owned()
}

#[cfg(test)]
mod tests;
