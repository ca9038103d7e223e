//! The index on disk, so that a record opens without reading its resources again.
//!
//! ```text
//! rules | pages 8 | chain 32 | words of the enums | names | figures | marks of each page
//!       | count 4 | columns of the rows | words of the rows
//! ```
//! It says which pages it covers and by which rules they were read. What does not fit the log, or was
//! made by other rules, is not believed: the rows are then read from the pages. Rows stand in the order
//! of the timeline and their words in the order of the rows, each column together: that is quicker to
//! compress, to open and to read than one row after the other.

use chart::{Flagged, Section, Standing};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bytes::{Cursor, Put as _};
use crate::page::{Pages, Place};
use crate::record::Record;
use crate::row::{Row, Words, prefix};
use crate::store::TooLarge;
use crate::targets::Mark;

/// Mark of the rules by which resources are read.
const RULES: &str = env!("READING_RULES");

/// The first `pages` pages of a log, and what they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Covered {
    pub(crate) pages: u64,
    pub(crate) chain: [u8; 32],
}

/// Writes the rows of a record whose pages are all closed and in order.
pub(crate) fn encode(record: &Record, covered: Covered) -> Result<Vec<u8>, TooLarge> {
    let order = record.order();
    let rows: Vec<&Row> = order
        .iter()
        .filter_map(|position| record.row(*position))
        .collect();
    let words = &record.words;
    let mut out = Vec::with_capacity(words.text.len() + rows.len() * 80 + 4096);
    out.put_slice(RULES.as_bytes())?;
    out.put_u64(covered.pages);
    out.extend_from_slice(&covered.chain);
    let mut enums = Codes::default();
    let coded: Vec<[u8; 2]> = rows
        .iter()
        .map(|row| Ok([enums.code(&row.section)?, enums.code(&row.standing)?]))
        .collect::<Result<_, TooLarge>>()?;
    put_texts(&mut out, enums.words.iter().map(String::as_str))?;
    put_texts(&mut out, words.names.iter().map(|name| &**name))?;
    out.put_slice(&words.figures)?;
    put_marks(&mut out, record.pages.marks())?;
    out.put_u32(u32::try_from(rows.len()).map_err(|_| TooLarge)?);
    for column in COLUMNS {
        for row in &rows {
            out.put_u32(*column(&mut Row::clone(row)));
        }
    }
    for row in &rows {
        out.extend_from_slice(&row.digest);
    }
    for (row, coded) in rows.iter().zip(coded) {
        out.extend_from_slice(&coded);
        out.push(row.flagged as u8);
        out.push(u8::from(row.changed));
    }
    for row in &rows {
        let (key, sort) = (words.key(row), words.sort(row));
        for part in [key, sort, words.searched(row), words.members(row)] {
            out.extend_from_slice(part.as_bytes());
        }
    }
    Ok(out)
}

/// The numbers of a row that are written.
type Column = fn(&mut Row) -> &mut u32;

const COLUMNS: [Column; 14] = [
    |row| &mut row.key_len,
    |row| &mut row.sort_len,
    |row| &mut row.text_len,
    |row| &mut row.members_len,
    |row| &mut row.analyte,
    |row| &mut row.medication,
    |row| &mut row.category,
    |row| &mut row.source,
    |row| &mut row.status,
    |row| &mut row.figure,
    |row| &mut row.place.page,
    |row| &mut row.place.offset,
    |row| &mut row.place.len,
    |row| &mut row.visit,
];

/// Bytes of a row, its words apart.
const ROW: usize = COLUMNS.len() * 4 + 16 + 4;

/// What an index says it covers, before its rows are read.
pub(crate) fn covered(index: &[u8]) -> Option<Covered> {
    head(&mut Cursor::new(index))
}

fn head(cursor: &mut Cursor<'_>) -> Option<Covered> {
    if cursor.text()? != RULES {
        return None;
    }
    Some(Covered {
        pages: cursor.u64()?,
        chain: cursor.array()?,
    })
}

/// The record that was written, on its pages.
pub(crate) fn decode(index: &[u8], mut pages: Pages) -> Result<Record, Pages> {
    let Some(decoded) = decode_rows(index, pages.len()) else {
        return Err(pages);
    };
    pages.note_marks(decoded.marks);
    Ok(Record::restored(pages, decoded.words, decoded.rows))
}

struct Decoded {
    words: Words,
    rows: Vec<Row>,
    marks: Vec<Box<[Mark]>>,
}

fn decode_rows(index: &[u8], pages: usize) -> Option<Decoded> {
    let mut cursor = Cursor::new(index);
    let covered = usize::try_from(head(&mut cursor)?.pages).ok()?;
    let codes = take_texts(&mut cursor)?;
    let names = take_texts(&mut cursor)?.into_iter().map(Box::from);
    let names: Vec<Box<str>> = names.collect();
    let figures = cursor.slice()?.to_vec();
    let marks = take_marks(&mut cursor)?;
    let count = cursor.u32()? as usize;
    let mut columns = Cursor::new(cursor.take(count.checked_mul(ROW)?)?);
    let text = std::str::from_utf8(cursor.take(cursor.left())?).ok()?;
    let mut rows = vec![blank(); count];
    for column in COLUMNS {
        for row in &mut rows {
            *column(row) = columns.u32()?;
        }
    }
    for row in &mut rows {
        row.digest = columns.array()?;
    }
    let (sections, standings) = (decoded::<Section>(&codes), decoded::<Standing>(&codes));
    let mut at: usize = 0;
    for row in &mut rows {
        let [section, standing, flagged, changed] = columns.array()?;
        row.section = (*sections.get(usize::from(section))?)?;
        row.standing = (*standings.get(usize::from(standing))?)?;
        row.flagged = flagged_by(flagged);
        row.changed = changed == 1;
        row.at = u32::try_from(at).ok()?;
        let sort = at.checked_add(row.key_len as usize)?;
        let searched = sort.checked_add(row.sort_len as usize)?;
        row.prefix = prefix(text.get(sort..searched)?);
        let members = searched.checked_add(row.text_len as usize)?;
        at = members.checked_add(row.members_len as usize)?;
    }
    let is_whole = at == text.len() && marks.len() == covered;
    let is_on_pages = rows.iter().all(|row| (row.place.page as usize) < pages);
    (is_whole && is_on_pages).then(|| Decoded {
        words: Words::new(text.to_owned(), names, figures),
        rows,
        marks,
    })
}

fn flagged_by(number: u8) -> Flagged {
    match number {
        2 => Flagged::Critical,
        1 => Flagged::Abnormal,
        _ => Flagged::No,
    }
}

fn blank() -> Row {
    Row {
        at: 0,
        key_len: 0,
        sort_len: 0,
        text_len: 0,
        members_len: 0,
        prefix: [0; 16],
        analyte: 0,
        medication: 0,
        category: 0,
        source: 0,
        status: 0,
        figure: 0,
        place: Place {
            page: 0,
            offset: 0,
            len: 0,
        },
        visit: 0,
        digest: [0; 16],
        section: Section::Other,
        standing: Standing::Unknown,
        flagged: Flagged::No,
        changed: false,
        gone: false,
    }
}

fn put_marks(out: &mut Vec<u8>, pages: &[Box<[Mark]>]) -> Result<(), TooLarge> {
    out.put_u32(u32::try_from(pages.len()).map_err(|_| TooLarge)?);
    for marks in pages {
        out.put_u32(u32::try_from(marks.len()).map_err(|_| TooLarge)?);
        for mark in marks {
            out.extend_from_slice(&mark.to_be_bytes());
        }
    }
    Ok(())
}

fn take_marks(cursor: &mut Cursor<'_>) -> Option<Vec<Box<[Mark]>>> {
    let pages = cursor.u32()?;
    (0..pages)
        .map(|_| {
            let count = cursor.u32()? as usize;
            let bytes = cursor.take(count.checked_mul(size_of::<Mark>())?)?;
            let (marks, _) = bytes.as_chunks();
            Some(
                marks
                    .iter()
                    .map(|mark| Mark::from_be_bytes(*mark))
                    .collect(),
            )
        })
        .collect()
}

/// Numbers for the few words that enums are written as.
#[derive(Default)]
struct Codes {
    words: Vec<String>,
}

impl Codes {
    fn code(&mut self, value: &impl Serialize) -> Result<u8, TooLarge> {
        let word = serde_json::to_string(value).map_err(|_| TooLarge)?;
        let known = self.words.iter().position(|held| *held == word);
        let place = known.unwrap_or_else(|| {
            self.words.push(word);
            self.words.len() - 1
        });
        u8::try_from(place).map_err(|_| TooLarge)
    }
}

fn decoded<T: DeserializeOwned>(codes: &[&str]) -> Vec<Option<T>> {
    codes
        .iter()
        .map(|word| serde_json::from_str(word).ok())
        .collect()
}

fn put_texts<'a>(
    out: &mut Vec<u8>,
    texts: impl ExactSizeIterator<Item = &'a str>,
) -> Result<(), TooLarge> {
    out.put_u32(u32::try_from(texts.len()).map_err(|_| TooLarge)?);
    for text in texts {
        out.put_slice(text.as_bytes())?;
    }
    Ok(())
}

fn take_texts<'a>(cursor: &mut Cursor<'a>) -> Option<Vec<&'a str>> {
    let count = cursor.u32()?;
    (0..count).map(|_| cursor.text()).collect()
}
