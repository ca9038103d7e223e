//! Which resources a page may name, so that only those pages are opened that may name the one that is
//! asked about.
//!
//! Of every `Type/id` in the JSON of a page its mark is kept: sixteen bits, some hundred bytes a page. Two
//! keys may have the same mark, so a page that has it is read; a page that has it not does not name the
//! key, and stays closed.

use memchr::memchr_iter;

/// Sixteen bits of a key.
pub(crate) type Mark = u16;

/// Longer ids are not FHIR's, and a key with one is looked for in every page.
const LONGEST_ID: usize = 256;

/// The mark of a key; `None` for a key that no server should make: every page may name it.
pub(crate) fn mark(key: &str) -> Option<Mark> {
    let (kind, id) = key.split_once('/')?;
    let is_type = kind.bytes().all(|byte| byte.is_ascii_alphabetic())
        && kind.starts_with(|first: char| first.is_ascii_uppercase());
    let is_id = !id.is_empty() && id.len() <= LONGEST_ID && !id.bytes().any(ends_id);
    (is_type && is_id).then(|| mark_of(kind.as_bytes(), id.as_bytes()))
}

/// The marks of every key that a page names, in order, each once.
pub(crate) fn marks(page: &[u8]) -> Box<[Mark]> {
    let mut marks: Vec<Mark> = memchr_iter(b'/', page)
        .filter_map(|slash| mark_at(page, slash))
        .collect();
    marks.sort_unstable();
    marks.dedup();
    marks.into()
}

/// The mark of the key around a slash, which some servers write `\/`.
fn mark_at(page: &[u8], slash: usize) -> Option<Mark> {
    let before = page.get(..slash)?;
    let before = before.strip_suffix(b"\\").unwrap_or(before);
    let letters = before
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic());
    let kind = before.get(before.len() - letters.count()..)?;
    if !kind.first()?.is_ascii_uppercase() {
        return None;
    }
    let after = page.get(slash + 1..)?;
    let length = after
        .iter()
        .take(LONGEST_ID + 1)
        .take_while(|byte| !ends_id(**byte))
        .count();
    let id = after.get(..length)?;
    (!id.is_empty() && id.len() <= LONGEST_ID).then(|| mark_of(kind, id))
}

fn ends_id(byte: u8) -> bool {
    matches!(byte, b'"' | b'/' | b'\\')
}

/// FNV-1a, folded: the same in every run, because it is kept. Whoever makes keys of one mark makes their
/// own record slower to look through.
fn mark_of(kind: &[u8], id: &[u8]) -> Mark {
    let bytes = kind.iter().chain(b"/").chain(id);
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    let [a, b, c, d] = hash.to_be_bytes();
    u16::from_be_bytes([a ^ c, b ^ d])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_mark_of_every_key_it_names() {
        let page = br#"{"subject":{"reference":"Patient/p.1"},"url":"http://x/fhir/Encounter/e-2/_history/3",
            "performer":{"reference":"Practitioner\/d"},"code":"http://loinc.org"}"#;
        let marks = marks(page);
        for key in ["Patient/p.1", "Encounter/e-2", "Practitioner/d"] {
            assert!(marks.contains(&mark(key).unwrap()), "{key}");
        }
        assert_eq!(marks.len(), 3);
        assert!(!marks.contains(&mark("Patient/p").unwrap()));
    }

    #[test]
    fn a_key_that_no_server_should_make_has_no_mark() {
        for key in ["Patient", "Patient/", "patient/1", "A/b/c", "A/\"", "/1"] {
            assert_eq!(mark(key), None, "{key}");
        }
    }
}
