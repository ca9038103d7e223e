//! What bytes are, told by the bytes alone.

use serde::Serialize;
use ts_rs::TS;

/// What bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Portable Document Format.
    Pdf,
    /// A picture that is shown.
    Image(ImageKind),
    /// Rich Text Format.
    Rtf,
    /// Begins as an HTML page, or as a piece of one, does.
    Html,
    /// A `ClinicalDocument` of HL7 CDA.
    Cda,
    /// Scalable Vector Graphics.
    Svg,
    /// Other XML.
    Xml,
    /// Text.
    Text,
    /// A TIFF picture, which is not shown.
    Tiff,
    /// DICOM.
    Dicom,
    /// Anything else.
    Unknown,
}

/// A picture that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ImageKind {
    /// PNG
    Png,
    /// JPEG
    Jpeg,
    /// GIF
    Gif,
    /// WebP
    Webp,
}

impl ImageKind {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }
}

/// How much of a text is looked at to tell what it is.
const HEAD: usize = 4096;
/// Blanks and byte order marks that writers put before a PDF's first line.
const BEFORE_PDF: usize = 1024;

/// Tells what bytes are.
pub fn sniff(bytes: &[u8]) -> Kind {
    if let Some(image) = sniff_image(bytes) {
        return Kind::Image(image);
    }
    let text = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    if text.starts_with(b"%PDF-") && bytes.len() - text.len() <= BEFORE_PDF {
        return Kind::Pdf;
    }
    if text.starts_with(b"{\\rtf") {
        return Kind::Rtf;
    }
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return Kind::Tiff;
    }
    if bytes.get(128..132) == Some(b"DICM") {
        return Kind::Dicom;
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        // UTF-16: every second byte of it may be zero.
        let (text, _, _) = encoding_rs::UTF_8.decode(bytes.get(..HEAD).unwrap_or(bytes));
        return sniff_markup(text.as_bytes());
    }
    if is_binary(bytes) {
        return Kind::Unknown;
    }
    sniff_markup(text.get(..HEAD).unwrap_or(text))
}

/// Tells which picture bytes are.
pub(crate) fn sniff_image(bytes: &[u8]) -> Option<ImageKind> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(ImageKind::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(ImageKind::Jpeg)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(ImageKind::Gif)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(ImageKind::Webp)
    } else {
        None
    }
}

/// Control characters that no text has (WHATWG MIME Sniffing §7.2), or the names of programs.
fn is_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    bytes.iter().any(is_control)
}

fn sniff_markup(head: &[u8]) -> Kind {
    let mut rest = head.trim_ascii_start();
    let mut is_xml = false;
    // Declarations, instructions, comments and document types stand before the first element.
    while let Some(after) = rest.strip_prefix(b"<") {
        let end: &[u8] = match after {
            [b'!', b'-', b'-', ..] => b"-->",
            [b'!' | b'?', ..] => b">",
            _ => return sniff_element(after, is_xml),
        };
        is_xml |= after.starts_with(b"?xml");
        if is_html_doctype(after) {
            return Kind::Html;
        }
        let Some(at) = memchr::memmem::find(after, end) else {
            break;
        };
        rest = after
            .get(at + end.len()..)
            .unwrap_or_default()
            .trim_ascii_start();
    }
    if is_xml { Kind::Xml } else { Kind::Text }
}

fn is_html_doctype(after: &[u8]) -> bool {
    let words = after.get(..64).unwrap_or(after).to_ascii_lowercase();
    let name = words
        .strip_prefix(b"!doctype")
        .map(<[u8]>::trim_ascii_start);
    name.is_some_and(|name| name.starts_with(b"html"))
}

fn sniff_element(after: &[u8], is_xml: bool) -> Kind {
    let name_end = after
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
        .unwrap_or(after.len());
    let name = after.get(..name_end).unwrap_or_default();
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    if local == b"ClinicalDocument" {
        return Kind::Cda;
    }
    let local = local.to_ascii_lowercase();
    if local == b"svg" {
        return Kind::Svg;
    }
    let of_pages: [&[u8]; 22] = [
        b"html", b"head", b"body", b"title", b"meta", b"style", b"script", b"div", b"span", b"p",
        b"table", b"h1", b"h2", b"h3", b"h4", b"b", b"a", b"br", b"font", b"pre", b"ul", b"center",
    ];
    if local == b"html" || (!is_xml && of_pages.contains(&local.as_slice())) {
        return Kind::Html;
    }
    let is_named = local.first().is_some_and(u8::is_ascii_alphabetic) && name_end < after.len();
    if is_xml || is_named {
        Kind::Xml
    } else {
        Kind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_by_the_bytes_alone() {
        let cases: [(&[u8], Kind); 20] = [
            (b"%PDF-1.4\n", Kind::Pdf),
            (b"\xef\xbb\xbf\n%PDF-1.7", Kind::Pdf),
            (b"\x89PNG\r\n\x1a\n..", Kind::Image(ImageKind::Png)),
            (b"\xff\xd8\xff\xe0", Kind::Image(ImageKind::Jpeg)),
            (b"GIF89a", Kind::Image(ImageKind::Gif)),
            (b"RIFF0000WEBPVP8 ", Kind::Image(ImageKind::Webp)),
            (b"{\\rtf1\\ansi x}", Kind::Rtf),
            (b"<!DOCTYPE html><p>", Kind::Html),
            (b"<!-- note --> <DIV class=x>", Kind::Html),
            (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><ClinicalDocument xmlns='urn:hl7-org:v3'>", Kind::Cda),
            (b"<n1:ClinicalDocument >", Kind::Cda),
            (b"<svg onload=x>", Kind::Svg),
            (b"<?xml version='1.0'?><a/>", Kind::Xml),
            (b"<note>x</note>", Kind::Xml),
            (b"a < b", Kind::Text),
            (b"<3 and <", Kind::Text),
            (b"", Kind::Text),
            (b"II*\0", Kind::Tiff),
            (b"MZ\x90\0\x03", Kind::Unknown),
            (b"PK\x03\x04", Kind::Unknown),
        ];
        for (bytes, kind) in cases {
            assert_eq!(sniff(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
