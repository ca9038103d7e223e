//! What a document is called in the folder for downloads: words of this program, a date, and an ending
//! that starts no program. Nothing of a name that a server chose.

use crate::{ImageKind, Kind};

/// The name of a file: `document-2026-02-03` and `.pdf`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    /// What stands before the ending.
    pub stem: String,
    /// With its dot.
    pub ending: &'static str,
}

/// What a document is called. A web page is saved as text, because a browser would run it; so is XML,
/// unless it is a clinical document in which nothing is said to a browser.
pub fn file_name(kind: Kind, bytes: &[u8], date: Option<&str>) -> FileName {
    let ending = match kind {
        Kind::Pdf => ".pdf",
        Kind::Image(ImageKind::Png) => ".png",
        Kind::Image(ImageKind::Jpeg) => ".jpg",
        Kind::Image(ImageKind::Gif) => ".gif",
        Kind::Image(ImageKind::Webp) => ".webp",
        Kind::Rtf => ".rtf",
        Kind::Tiff => ".tif",
        Kind::Dicom => ".dcm",
        Kind::Cda if !speaks_to_browsers(bytes) => ".xml",
        Kind::Cda | Kind::Html | Kind::Svg | Kind::Xml | Kind::Text => ".txt",
        Kind::Unknown => ".bin",
    };
    let stem = match date.and_then(day) {
        Some(day) => format!("document-{day}"),
        None => "document".to_owned(),
    };
    FileName { stem, ending }
}

/// Style sheets and elements of XHTML and SVG in XML act when a browser opens the file.
fn speaks_to_browsers(bytes: &[u8]) -> bool {
    let text = bytes.to_ascii_lowercase();
    [
        "xml-stylesheet",
        "/xhtml",
        "/svg",
        "<!doctype",
        "<!entity",
        "script",
    ]
    .iter()
    .any(|words| memchr::memmem::find(&text, words.as_bytes()).is_some())
}

fn day(date: &str) -> Option<&str> {
    let day = date.get(..date.len().min(10))?;
    let of_date = |byte: u8| byte.is_ascii_digit() || byte == b'-';
    (day.len() >= 4 && day.bytes().all(of_date)).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(kind: Kind, bytes: &[u8], date: Option<&str>) -> String {
        let FileName { stem, ending } = file_name(kind, bytes, date);
        stem + ending
    }

    #[test]
    fn nothing_that_acts_when_it_is_opened_gets_its_own_ending() {
        let date = Some("2026-02-03T10:00:00Z");
        assert_eq!(name(Kind::Pdf, b"", date), "document-2026-02-03.pdf");
        assert_eq!(name(Kind::Html, b"", Some("../../etc")), "document.txt");
        assert_eq!(name(Kind::Svg, b"", None), "document.txt");
        let plain = b"<ClinicalDocument xmlns='urn:hl7-org:v3'/>";
        assert_eq!(name(Kind::Cda, plain, Some("2026")), "document-2026.xml");
        let hostile = b"<ClinicalDocument xmlns:h='http://www.w3.org/1999/XHTML'><h:Script/></ClinicalDocument>";
        assert_eq!(name(Kind::Cda, hostile, None), "document.txt");
        assert_eq!(name(Kind::Unknown, b"MZ", None), "document.bin");
    }
}
