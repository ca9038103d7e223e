//! The index on disk, so that a record opens without reading its resources again.
//!
//! ```text
//! rules | pages 8 | chain 32 | words of the enums | names | words of the rows | count 4 | row 91 *
//! ```
//! It says which pages it covers and by which rules they were read. What does not fit the log, or was
//! made by other rules, is not believed: the rows are then read from the pages.

use std::collections::HashSet;

use chart::{Section, Standing};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bytes::{Cursor, Put as _};
use crate::page::{Pages, Place};
use crate::record::Record;
use crate::row::{Position, Row, Words};
use crate::store::TooLarge;

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
    let mut out = Vec::with_capacity(record.words.text.len() + order.len() * 100 + 4096);
    out.put_slice(RULES.as_bytes())?;
    out.put_u64(covered.pages);
    out.extend_from_slice(&covered.chain);
    let mut words = Codes::default();
    let rows: Vec<&Row> = order
        .iter()
        .filter_map(|position| record.row(*position))
        .collect();
    let coded: Vec<(u8, u8)> = rows
        .iter()
        .map(|row| Ok((words.code(&row.section)?, words.code(&row.standing)?)))
        .collect::<Result<_, TooLarge>>()?;
    put_texts(&mut out, words.words.iter().map(String::as_str))?;
    put_texts(&mut out, record.words.names.iter().map(|name| &**name))?;
    out.put_slice(record.words.text.as_bytes())?;
    out.put_u32(u32::try_from(rows.len()).map_err(|_| TooLarge)?);
    for (row, (section, standing)) in rows.into_iter().zip(coded) {
        put_row(&mut out, row, section, standing);
    }
    Ok(out)
}

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
pub(crate) fn decode(index: &[u8], pages: Pages) -> Result<Record, Pages> {
    let Some((words, rows)) = decode_rows(index, pages.len()) else {
        return Err(pages);
    };
    let mut record = Record::on(pages);
    record.words = words;
    let mut touched = HashSet::new();
    for row in rows {
        record.restore(row, &mut touched);
    }
    let order = 0..Position::try_from(record.rows.len()).unwrap_or_default();
    record.set_order(order.collect());
    Ok(record)
}

fn decode_rows(index: &[u8], pages: usize) -> Option<(Words, Vec<Row>)> {
    let mut cursor = Cursor::new(index);
    head(&mut cursor)?;
    let codes = take_texts(&mut cursor)?;
    let names: Vec<Box<str>> = take_texts(&mut cursor)?
        .into_iter()
        .map(Box::from)
        .collect();
    let words = Words::new(cursor.text()?.to_owned(), names);
    let sections = decoded::<Section>(&codes);
    let standings = decoded::<Standing>(&codes);
    let count = cursor.u32()? as usize;
    let mut rows = Vec::with_capacity(count.min(cursor.left() / ROW));
    for _ in 0..count {
        let row = take_row(&mut cursor, &sections, &standings)?;
        if row.place.page as usize >= pages {
            return None;
        }
        rows.push(row);
    }
    cursor.is_at_end().then_some((words, rows))
}

/// Bytes of a row.
const ROW: usize = 91;

fn put_row(out: &mut Vec<u8>, row: &Row, section: u8, standing: u8) {
    for number in [
        row.at,
        row.key_len,
        row.sort_len,
        row.text_len,
        row.analyte,
        row.medication,
        row.category,
        row.source,
        row.status,
        row.place.page,
        row.place.offset,
        row.place.len,
        row.visit,
    ] {
        out.put_u32(number);
    }
    out.extend_from_slice(&row.prefix);
    out.extend_from_slice(&row.digest);
    out.extend_from_slice(&[section, standing, u8::from(row.changed)]);
}

fn take_row(
    cursor: &mut Cursor<'_>,
    sections: &[Option<Section>],
    standings: &[Option<Standing>],
) -> Option<Row> {
    Some(Row {
        at: cursor.u32()?,
        key_len: cursor.u32()?,
        sort_len: cursor.u32()?,
        text_len: cursor.u32()?,
        analyte: cursor.u32()?,
        medication: cursor.u32()?,
        category: cursor.u32()?,
        source: cursor.u32()?,
        status: cursor.u32()?,
        place: Place {
            page: cursor.u32()?,
            offset: cursor.u32()?,
            len: cursor.u32()?,
        },
        visit: cursor.u32()?,
        prefix: cursor.array()?,
        digest: cursor.array()?,
        section: (*sections.get(usize::from(cursor.u8()?))?)?,
        standing: (*standings.get(usize::from(cursor.u8()?))?)?,
        changed: cursor.u8()? == 1,
        gone: false,
    })
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
