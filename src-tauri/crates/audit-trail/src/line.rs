//! One line: JSON whose last member is the hash of the bytes before it.
//!
//! ```text
//! {"seq":7,"at":"2026-12-01T09:30:00.000Z", .. ,"prev":"<hash of the line before>","hash":"<hash>"}
//! ```
//! The hash is SHA-256 over the bytes as they stand in the file, up to the comma before `"hash"`: there
//! is no canonical form that a reader could get wrong. A segment begins with a header, which is a link
//! of the chain like every other line.

use std::fmt::{self, Write as _};

use aws_lc_rs::digest;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::entry::NotAllowed;
use crate::{Entry, Origin, Outcome, Pseudonym, Word};

/// No line is longer.
pub const MAX_LINE_BYTES: usize = 2048;

const VERSION: u32 = 1;
const LOG: &str = "chartside-activity";
const BEFORE_HASH: &[u8] = b",\"hash\":\"";
const AFTER_HASH: &[u8] = b"\"}";

/// SHA-256 of a line, in 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Hash(String);

impl Hash {
    /// What stands before the first line.
    pub(crate) fn none() -> Self {
        Self("0".repeat(64))
    }

    fn over(bytes: &[u8]) -> Self {
        Self(hex(digest::digest(&digest::SHA256, bytes).as_ref()))
    }

    /// 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Hash {
    type Error = NotAllowed;

    fn try_from(text: String) -> Result<Self, NotAllowed> {
        is_hex(&text).then_some(Self(text)).ok_or(NotAllowed)
    }
}

/// The first line of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    log: Word,
    version: u32,
    /// The number in the name of its file.
    pub(crate) segment: u64,
    /// The oldest segment that was kept when this one was begun.
    pub(crate) oldest: u64,
    /// The number of the entry that comes next.
    pub(crate) first: u64,
    /// What was before it could not be continued: it did not verify, or was gone.
    pub(crate) resumed: bool,
    pub(crate) prev: Hash,
}

impl Header {
    pub(crate) fn new(segment: u64, oldest: u64, first: u64, prev: Option<Hash>) -> Self {
        Self {
            log: Word::of(LOG),
            version: VERSION,
            segment,
            oldest,
            first,
            resumed: false,
            prev: prev.unwrap_or_else(Hash::none),
        }
    }
}

/// An entry as it stands in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Numbered {
    pub(crate) seq: u64,
    #[serde(serialize_with = "milliseconds")]
    at: Timestamp,
    event: Word,
    outcome: Outcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<Word>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detail: Option<Word>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    server: Option<Origin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    patient: Option<Pseudonym>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<Pseudonym>,
    pub(crate) prev: Hash,
}

impl Numbered {
    pub(crate) fn new(seq: u64, entry: Entry, prev: Hash) -> Self {
        Self {
            seq,
            at: entry.at,
            event: entry.event,
            outcome: entry.outcome,
            code: entry.code,
            detail: entry.detail,
            server: entry.server,
            patient: entry.patient,
            user: entry.user,
            prev,
        }
    }

    pub(crate) fn into_entry(self) -> Entry {
        Entry {
            at: self.at,
            event: self.event,
            outcome: self.outcome,
            code: self.code,
            detail: self.detail,
            server: self.server,
            patient: self.patient,
            user: self.user,
        }
    }
}

/// What a line holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Header(Header),
    Entry(Numbered),
}

/// A line whose own hash is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sealed {
    pub(crate) content: Content,
    pub(crate) hash: Hash,
}

/// The line, without its end, and its hash.
pub(crate) fn seal(content: &impl Serialize) -> Result<(Vec<u8>, Hash), serde_json::Error> {
    let mut line = serde_json::to_vec(content)?;
    line.pop();
    let hash = Hash::over(&line);
    line.extend_from_slice(BEFORE_HASH);
    line.extend_from_slice(hash.0.as_bytes());
    line.extend_from_slice(AFTER_HASH);
    Ok((line, hash))
}

/// Reads a line, without its end; `None` where it is not one of ours as it was written.
pub(crate) fn open(line: &[u8]) -> Option<Sealed> {
    if line.len() > MAX_LINE_BYTES {
        return None;
    }
    let (before, claimed) = line.strip_suffix(AFTER_HASH)?.split_last_chunk::<64>()?;
    let bytes = before.strip_suffix(BEFORE_HASH)?;
    let hash = Hash::over(bytes);
    if hash.0.as_bytes() != claimed {
        return None;
    }
    Some(Sealed {
        content: content(line)?,
        hash,
    })
}

fn content(line: &[u8]) -> Option<Content> {
    if line.starts_with(b"{\"seq\":") {
        return serde_json::from_slice(line).ok().map(Content::Entry);
    }
    let header: Header = serde_json::from_slice(line).ok()?;
    let known = header.log.as_str() == LOG && header.version == VERSION;
    known.then_some(Content::Header(header))
}

fn milliseconds<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{at:.3}"))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// 64 lower-case hexadecimal digits.
pub(crate) fn is_hex(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::DigestKey;

    fn longest() -> Numbered {
        let key = DigestKey::from_bytes(&[1; 32]).unwrap();
        let host = format!(
            "https://{}.example:65535/x",
            ["a".repeat(60).as_str(); 3].join(".")
        );
        let word = || Word::of("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz-0123456789-");
        let entry = Entry {
            at: "2026-12-01T09:30:00.123456Z".parse().unwrap(),
            event: word(),
            outcome: Outcome::Cancelled,
            code: Some(word()),
            detail: Some(word()),
            server: Origin::of(&Url::parse(&host).unwrap()),
            patient: Some(key.pseudonym("patient", "s", "p")),
            user: Some(key.pseudonym("user", "s", "u")),
        };
        Numbered::new(u64::MAX, entry, Hash::none())
    }

    #[test]
    fn reads_back_what_it_wrote_to_the_millisecond_and_keeps_to_its_length() {
        let written = longest();
        let (line, hash) = seal(&written).unwrap();
        assert!(line.len() < MAX_LINE_BYTES);
        let sealed = open(&line).unwrap();
        assert_eq!(sealed.hash, hash);
        let Content::Entry(read) = sealed.content else {
            panic!("an entry")
        };
        assert_eq!(read.at.to_string(), "2026-12-01T09:30:00.123Z");
        let at = read.at;
        assert_eq!(read, Numbered { at, ..written });
    }

    #[test]
    fn a_line_of_a_newer_format_is_not_read_as_one_of_this() {
        let header = Header {
            version: VERSION + 1,
            ..Header::new(1, 1, 1, None)
        };
        assert_eq!(open(&seal(&header).unwrap().0), None);
    }

    #[test]
    fn every_flipped_bit_of_a_line_is_noticed() {
        let (line, _) = seal(&longest()).unwrap();
        for bit in 0..line.len() * 8 {
            let mut bad = line.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open(&bad), None, "bit {bit}");
        }
    }
}
