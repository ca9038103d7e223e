//! What a document is shown as.

use serde::Serialize;
use ts_rs::TS;

use crate::attachment::decode_base64;
use crate::cda::{self, Cda};
use crate::charset::{self, PlainText};
use crate::html::{self, Markup, Syntax};
use crate::{ImageKind, Kind, MediaType, sniff};

/// A document that can be shown.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Content {
    /// The bytes go to a viewer that runs no scripts.
    Pdf,
    /// The bytes are a picture.
    Image {
        /// Its media type, told by the bytes.
        media_type: String,
    },
    /// Text, also that of RTF.
    Text {
        /// To be shown.
        text: PlainText,
    },
    /// A page.
    Page {
        /// To be shown.
        page: Markup,
    },
    /// A clinical document.
    Clinical {
        /// Header and sections.
        document: Box<Cda>,
        /// Another document in its body; the bytes, where there are any, are that document's.
        body: Option<Box<Content>>,
    },
    /// Nothing that is shown; it can be saved.
    Unknown,
}

/// A document, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What is shown.
    pub content: Content,
    /// What the bytes are.
    pub kind: Kind,
    /// The sender said that it is something else.
    pub mismatch: bool,
    /// Bytes of a document within the document, which are shown instead of its own.
    pub inner: Option<Vec<u8>>,
}

/// Opens a document: what its sender says it is, and what its bytes are, must agree. Where they do not,
/// text is shown as plain text and nothing else is shown.
pub fn open(bytes: &[u8], declared: &str) -> Opened {
    open_at(bytes, declared, true)
}

fn open_at(bytes: &[u8], declared: &str, may_embed: bool) -> Opened {
    let declared = MediaType::parse(declared);
    let kind = sniff(bytes);
    let agrees = agrees(&declared, kind);
    let mut opened = Opened {
        content: Content::Unknown,
        kind,
        mismatch: !agrees,
        inner: None,
    };
    let text = || Content::Text {
        text: PlainText::new(&charset::decode(bytes, declared.charset())),
    };
    opened.content = match kind {
        // No picture acts, so a picture under the name of another is still shown.
        Kind::Image(image) if agrees || declared.essence().starts_with("image/") => picture(image),
        Kind::Pdf if agrees => Content::Pdf,
        Kind::Rtf if agrees || is_text(&declared) => Content::Text {
            text: crate::rtf::read(bytes),
        },
        Kind::Html | Kind::Text if agrees && is_page(&declared, kind) => page(bytes, &declared),
        Kind::Cda if agrees => match cda::read(&charset::decode(bytes, declared.charset()).text) {
            Some(read) => clinical(read, may_embed, &mut opened),
            None => text(),
        },
        Kind::Html | Kind::Cda | Kind::Svg | Kind::Xml | Kind::Text | Kind::Rtf => text(),
        Kind::Image(_) | Kind::Pdf | Kind::Tiff | Kind::Dicom | Kind::Unknown => Content::Unknown,
    };
    opened
}

fn picture(image: ImageKind) -> Content {
    Content::Image {
        media_type: image.media_type().to_owned(),
    }
}

fn page(bytes: &[u8], declared: &MediaType) -> Content {
    let decoded = charset::decode(bytes, declared.charset());
    let is_xhtml = declared.essence() == "application/xhtml+xml";
    let syntax = if is_xhtml {
        Syntax::Xhtml
    } else {
        Syntax::Html
    };
    Content::Page {
        page: html::sanitise(&decoded.text, syntax),
    }
}

fn clinical(read: cda::Read, may_embed: bool, opened: &mut Opened) -> Content {
    let body = read.embedded.filter(|_| may_embed).map(|embedded| {
        let bytes = if embedded.is_base64 {
            decode_base64(&embedded.text).unwrap_or_default()
        } else {
            embedded.text.into_bytes()
        };
        let inner = open_at(&bytes, &embedded.media_type, false);
        opened.mismatch |= inner.mismatch;
        opened.inner = Some(bytes);
        Box::new(inner.content)
    });
    Content::Clinical {
        document: Box::new(read.cda),
        body,
    }
}

fn is_text(declared: &MediaType) -> bool {
    declared.essence().starts_with("text/")
}

/// Whether text is to be read as a page.
fn is_page(declared: &MediaType, kind: Kind) -> bool {
    match declared.essence() {
        "text/html" | "application/xhtml+xml" => true,
        _ => declared.says_nothing() && kind == Kind::Html,
    }
}

/// Whether bytes may be what was declared.
fn agrees(declared: &MediaType, kind: Kind) -> bool {
    let essence = declared.essence();
    if declared.says_nothing() {
        return true;
    }
    let is_xml = essence.ends_with("/xml")
        || essence.ends_with("+xml")
        || essence.starts_with("application/hl7-");
    match kind {
        Kind::Pdf => matches!(essence, "application/pdf" | "application/x-pdf"),
        Kind::Image(image) => {
            essence == image.media_type()
                || (image == ImageKind::Jpeg && matches!(essence, "image/jpg" | "image/pjpeg"))
        }
        Kind::Rtf => matches!(
            essence,
            "text/rtf" | "application/rtf" | "text/richtext" | "application/x-rtf"
        ),
        Kind::Html => is_text(declared) || essence == "application/xhtml+xml",
        Kind::Cda => is_xml || essence == "text/plain" || essence == "text/cda",
        Kind::Svg | Kind::Xml => is_xml || is_text(declared),
        Kind::Text => {
            is_text(declared)
                || is_xml
                || matches!(
                    essence,
                    "application/json" | "application/fhir+json" | "application/xhtml+xml"
                )
        }
        Kind::Tiff => matches!(essence, "image/tiff" | "image/tif"),
        Kind::Dicom => essence == "application/dicom",
        Kind::Unknown => {
            !is_text(declared)
                && !is_xml
                && !matches!(
                    essence,
                    "application/pdf" | "image/png" | "image/jpeg" | "image/gif" | "image/webp"
                )
        }
    }
}

#[cfg(test)]
mod tests;
