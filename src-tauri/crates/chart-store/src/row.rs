//! One resource in the index: some hundred bytes, and its words in one text that all rows share.

use std::cmp::Ordering;

use chart::{Flagged, Section, Standing};

use crate::page::Place;

/// Position of a row. It stays the same until the index is made anew.
pub(crate) type Position = u32;

/// A name that many rows share; zero is none.
pub(crate) type Name = u32;

/// What the lists need to know of one resource without opening its JSON.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Where its words begin: key, sorting key, search text, members, one after the other.
    pub(crate) at: u32,
    pub(crate) key_len: u32,
    pub(crate) sort_len: u32,
    pub(crate) text_len: u32,
    pub(crate) members_len: u32,
    /// The first bytes of the sorting key, which mostly decide.
    pub(crate) prefix: [u8; 16],
    pub(crate) analyte: Name,
    /// Key of the `Medication` that names this row.
    pub(crate) medication: Name,
    /// What lists are filtered by, each as sent.
    pub(crate) category: Name,
    pub(crate) source: Name,
    pub(crate) status: Name,
    /// Where its figure begins in that of all rows, plus one; zero: it has none.
    pub(crate) figure: u32,
    pub(crate) place: Place,
    /// The visit in which it was added or changed.
    pub(crate) visit: u32,
    /// Tells versions apart without opening them.
    pub(crate) digest: Digest,
    pub(crate) section: Section,
    pub(crate) standing: Standing,
    pub(crate) flagged: Flagged,
    pub(crate) changed: bool,
    pub(crate) gone: bool,
}

/// The first half of a SHA-256.
pub(crate) type Digest = [u8; 16];

/// Tells one JSON text from another.
pub(crate) fn digest(raw: &str) -> Digest {
    let whole = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, raw.as_bytes());
    let mut half = [0; 16];
    for (to, from) in half.iter_mut().zip(whole.as_ref()) {
        *to = *from;
    }
    half
}

impl Row {
    pub(crate) fn is_fact(&self) -> bool {
        self.standing != Standing::NotAFact
    }

    /// Newest first, undated last: an unknown date is the empty text. Where the first bytes are the
    /// same, `words` gives the whole key of either.
    pub(crate) fn compare<'a>(
        &self,
        other: &Row,
        words: impl Fn(&Row) -> (&'a str, &'a str),
    ) -> Ordering {
        other.prefix.cmp(&self.prefix).then_with(|| {
            let ((sort, key), (other_sort, other_key)) = (words(self), words(other));
            other_sort.cmp(sort).then_with(|| key.cmp(other_key))
        })
    }
}

/// The first bytes of a sorting key, filled up with zeros.
pub(crate) fn prefix(sort: &str) -> [u8; 16] {
    let mut prefix = [0; 16];
    for (to, from) in prefix.iter_mut().zip(sort.bytes()) {
        *to = from;
    }
    prefix
}

/// The words of all rows, one after the other, the names that rows share, and the figures of measurements.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) names: Vec<Box<str>>,
    pub(crate) figures: Vec<u8>,
    numbers: std::collections::HashMap<Box<str>, Name>,
}

impl Words {
    pub(crate) fn new(text: String, names: Vec<Box<str>>, figures: Vec<u8>) -> Self {
        let numbers = names.iter().cloned().zip(1..).collect();
        Self {
            text,
            names,
            figures,
            numbers,
        }
    }

    /// The number of a name, given to it now where it had none.
    pub(crate) fn number(&mut self, name: Option<&str>) -> Name {
        let Some(name) = name else { return 0 };
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.names.push(name.into());
        let number = Name::try_from(self.names.len()).unwrap_or_default();
        self.numbers.insert(name.into(), number);
        number
    }

    /// The number of a name that some row has.
    pub(crate) fn find(&self, name: &str) -> Option<Name> {
        self.numbers.get(name).copied()
    }

    pub(crate) fn name(&self, number: Name) -> Option<&str> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        self.names.get(place).map(|name| &**name)
    }

    pub(crate) fn key(&self, row: &Row) -> &str {
        self.part(row.at, 0, row.key_len)
    }

    pub(crate) fn sort(&self, row: &Row) -> &str {
        self.part(row.at, row.key_len, row.sort_len)
    }

    /// What a search looks in.
    pub(crate) fn searched(&self, row: &Row) -> &str {
        self.part(
            row.at,
            row.key_len.saturating_add(row.sort_len),
            row.text_len,
        )
    }

    /// Ids of the observations that it holds together, one a line.
    pub(crate) fn members(&self, row: &Row) -> &str {
        let before = [row.key_len, row.sort_len, row.text_len];
        let skip = before.into_iter().fold(0, u32::saturating_add);
        self.part(row.at, skip, row.members_len)
    }

    fn part(&self, at: u32, skip: u32, len: u32) -> &str {
        let start = at as usize + skip as usize;
        self.text
            .get(start..start + len as usize)
            .unwrap_or_default()
    }
}
