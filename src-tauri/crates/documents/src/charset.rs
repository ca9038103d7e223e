//! Bytes as text: a byte order mark, what the sender says, what the document says, else a guess that is
//! told (WHATWG Encoding Standard).

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use serde::Serialize;
use ts_rs::TS;

/// Longest text that is shown; the whole of it can be saved.
const TEXT_LIMIT: usize = 4 * 1024 * 1024;
/// Where a document may say how it is written.
const DECLARATION: usize = 1024;

/// Text to read, with characters that turn the writing round made visible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlainText {
    /// The text.
    pub text: String,
    /// There is more than is shown.
    pub cut: bool,
    /// Nobody said how it is written, or what was said is not so: letters may be wrong.
    pub guessed: bool,
    /// Pictures in it that are not shown.
    pub pictures: u32,
}

impl PlainText {
    pub(crate) fn new(decoded: &Decoded) -> Self {
        Self::of(&decoded.text, decoded.guessed)
    }

    pub(crate) fn of(text: &str, guessed: bool) -> Self {
        let end = text.floor_char_boundary(TEXT_LIMIT);
        let shown = text.get(..end).unwrap_or_default();
        Self {
            text: turning::visible(shown).into_owned(),
            cut: end < text.len(),
            guessed,
            pictures: 0,
        }
    }
}

/// Decoded text.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) guessed: bool,
}

/// Decodes bytes that somebody declared to be in a charset, or did not.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        return Decoded {
            text: text.into_owned(),
            guessed: broken,
        };
    }
    let named = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    let named = named.or_else(|| said_inside(bytes));
    for encoding in named.into_iter().chain([UTF_8]) {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return Decoded {
                text: text.into_owned(),
                guessed: false,
            };
        }
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        guessed: true,
    }
}

/// `encoding="..."` of an XML declaration or `charset=...` of an HTML `meta`.
fn said_inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..DECLARATION)
        .unwrap_or(bytes)
        .to_ascii_lowercase();
    let markup = head.trim_ascii_start().starts_with(b"<");
    let label = ["encoding=", "charset="]
        .into_iter()
        .filter(|_| markup)
        .find_map(|key| {
            let at = memchr::memmem::find(&head, key.as_bytes())? + key.len();
            let value = head.get(at..)?;
            let value = value
                .strip_prefix(b"\"")
                .or_else(|| value.strip_prefix(b"'"))
                .unwrap_or(value);
            let end = value
                .iter()
                .position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
            value.get(..end.unwrap_or(value.len()))
        })?;
    let found = Encoding::for_label(label)?;
    // A declaration that could be read cannot be in UTF-16 (HTML §13.2.3.2).
    Some(found.output_encoding())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], declared: Option<&str>) -> (String, bool) {
        let decoded = decode(bytes, declared);
        (decoded.text, decoded.guessed)
    }

    #[test]
    fn reads_what_was_declared_and_tells_a_guess() {
        assert_eq!(
            text(b"M\xfcller", Some("iso-8859-1")),
            ("Müller".into(), false)
        );
        assert_eq!(text("Müller".as_bytes(), None), ("Müller".into(), false));
        assert_eq!(text(b"M\xfcller", None), ("Müller".into(), true));
        assert_eq!(text(b"M\xfcller", Some("utf-8")), ("Müller".into(), true));
        assert_eq!(text(b"\xff\xfeM\0\xfc\0", None), ("Mü".into(), false));
        assert_eq!(
            text(
                b"<?xml version='1.0' encoding='ISO-8859-2'?><a>\xb1</a>",
                None
            )
            .0,
            "<?xml version='1.0' encoding='ISO-8859-2'?><a>ą</a>"
        );
        assert_eq!(
            text(b"<meta charset=windows-1251>\xcf", None).0,
            "<meta charset=windows-1251>П"
        );
    }

    #[test]
    fn a_text_without_end_is_cut_and_says_so() {
        let long = "é".repeat(TEXT_LIMIT);
        let shown = PlainText::of(&long, false);
        assert!(shown.cut && shown.text.len() <= TEXT_LIMIT);
    }
}
