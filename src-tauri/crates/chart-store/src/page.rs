//! Pages: what arrived, in the order of its arrival, compressed. They are what the log is made of, and
//! what memory holds of the resources.
//!
//! ```text
//! page  = 1 | zstd( entry* )   or   0 | entry*
//! entry = kind 1 | visit 4 | length 4 | key | length 4 | JSON as received
//! ```
//! A page is small enough to be opened for one row: tens of kilobytes, opened in some ten microseconds.

use std::sync::{Arc, Mutex, PoisonError};

use crate::bytes::{Cursor, Put as _};
use crate::store::TooLarge;
use crate::targets::{self, Mark};

/// A page is closed when it holds this much.
const FULL: usize = 32 << 10;

/// More than this in one page is not ours.
const LARGEST: usize = 512 << 20;

const LEVEL: i32 = 1;
const PLAIN: u8 = 0;
const COMPRESSED: u8 = 1;

/// Opened pages that are kept: a window is often asked for again.
const KEPT_OPEN: usize = 64;

/// What an entry of a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A resource that was not there before.
    Added = 1,
    /// Another version of a resource that was there.
    Changed = 2,
    /// The server has it no more.
    Removed = 3,
}

/// One entry of an opened page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageEntry<'a> {
    pub(crate) kind: Kind,
    pub(crate) visit: u32,
    pub(crate) key: &'a str,
    pub(crate) raw: &'a str,
    pub(crate) place: Place,
}

/// Where the JSON of a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) page: u32,
    pub(crate) offset: u32,
    pub(crate) len: u32,
}

/// All pages, the last one still open.
#[derive(Default)]
pub(crate) struct Pages {
    closed: Vec<Arc<[u8]>>,
    /// Which resources each closed page may name.
    marks: Vec<Box<[Mark]>>,
    open: Vec<u8>,
    opened: Mutex<Vec<(u32, Arc<[u8]>)>>,
}

impl Pages {
    /// Pages that were read again. Their marks follow, page by page.
    pub(crate) fn from_closed(closed: Vec<Arc<[u8]>>) -> Self {
        Self {
            closed,
            ..Self::default()
        }
    }

    /// The marks of the closed pages, as far as they are known.
    pub(crate) fn marks(&self) -> &[Box<[Mark]>] {
        &self.marks
    }

    /// Notes which resources the pages name that follow those of which it is known.
    pub(crate) fn note_marks(&mut self, marks: impl IntoIterator<Item = Box<[Mark]>>) {
        self.marks.extend(marks);
    }

    /// Tells of each page whether it may name this resource.
    pub(crate) fn may_name(&self, key: &str) -> impl Fn(u32) -> bool {
        let mark = targets::mark(key);
        let may = |marks: &[Mark]| mark.is_none_or(|mark| marks.binary_search(&mark).is_ok());
        let known: Vec<bool> = self.marks.iter().map(|marks| may(marks)).collect();
        move |page| known.get(page as usize).copied().unwrap_or(true)
    }

    /// The closed pages from this one on.
    pub(crate) fn since(&self, page: usize) -> &[Arc<[u8]>] {
        self.closed.get(page..).unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.closed.len()
    }

    /// Writes an entry into the open page.
    pub(crate) fn write(
        &mut self,
        kind: Kind,
        visit: u32,
        key: &str,
        raw: &str,
    ) -> Result<Place, TooLarge> {
        if self.open.len() >= FULL {
            self.close();
        }
        let start = self.open.len();
        let written = self.append(kind, visit, key, raw);
        if written.is_err() {
            self.open.truncate(start);
        }
        written
    }

    fn append(&mut self, kind: Kind, visit: u32, key: &str, raw: &str) -> Result<Place, TooLarge> {
        self.open.push(kind as u8);
        self.open.put_u32(visit);
        self.open.put_slice(key.as_bytes())?;
        self.open.put_slice(raw.as_bytes())?;
        if self.open.len() > LARGEST {
            return Err(TooLarge);
        }
        let number = |count: usize| u32::try_from(count).map_err(|_| TooLarge);
        Ok(Place {
            page: number(self.closed.len())?,
            offset: number(self.open.len() - raw.len())?,
            len: number(raw.len())?,
        })
    }

    /// Closes the open page.
    pub(crate) fn close(&mut self) {
        if self.open.is_empty() {
            return;
        }
        self.closed.push(pack(&self.open).into());
        self.marks.push(targets::marks(&self.open));
        self.open.clear();
    }

    /// The JSON of a resource.
    pub(crate) fn raw(&self, place: Place) -> Option<Arc<str>> {
        let start = usize::try_from(place.offset).ok()?;
        let range = start..start.checked_add(usize::try_from(place.len).ok()?)?;
        let number = usize::try_from(place.page).ok()?;
        if number == self.closed.len() {
            return Some(std::str::from_utf8(self.open.get(range)?).ok()?.into());
        }
        let page = self.opened(place.page, self.closed.get(number)?)?;
        Some(std::str::from_utf8(page.get(range)?).ok()?.into())
    }

    fn opened(&self, number: u32, packed: &[u8]) -> Option<Arc<[u8]>> {
        let mut kept = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, page)) = kept.iter().find(|(held, _)| *held == number) {
            return Some(Arc::clone(page));
        }
        let page: Arc<[u8]> = unpack(packed)?.into();
        if kept.len() >= KEPT_OPEN {
            kept.remove(0);
        }
        kept.push((number, Arc::clone(&page)));
        Some(page)
    }
}

/// Compresses a page or an index; what cannot be compressed is kept as it is.
pub(crate) fn pack(plain: &[u8]) -> Vec<u8> {
    let (form, text) = match zstd::bulk::compress(plain, LEVEL) {
        Ok(text) => (COMPRESSED, text),
        Err(_) => (PLAIN, plain.to_vec()),
    };
    [&[form], text.as_slice()].concat()
}

/// Opens a packed page or index.
pub(crate) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let packed = match packed.split_first()? {
        (&COMPRESSED, packed) => packed,
        (&PLAIN, plain) => return Some(plain.to_vec()),
        _ => return None,
    };
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok()??;
    let size = usize::try_from(size).ok().filter(|size| *size <= LARGEST)?;
    zstd::bulk::decompress(packed, size).ok()
}

/// The entries of an opened page; `None` where it is no page.
pub(crate) fn entries(number: u32, page: &[u8]) -> Option<Vec<PageEntry<'_>>> {
    let mut cursor = Cursor::new(page);
    let mut entries = Vec::new();
    while !cursor.is_at_end() {
        let kind = match cursor.u8()? {
            1 => Kind::Added,
            2 => Kind::Changed,
            3 => Kind::Removed,
            _ => return None,
        };
        let visit = cursor.u32()?;
        let key = cursor.text()?;
        let raw = cursor.text()?;
        let place = Place {
            page: number,
            offset: u32::try_from(page.len() - cursor.left() - raw.len()).ok()?,
            len: u32::try_from(raw.len()).ok()?,
        };
        entries.push(PageEntry {
            kind,
            visit,
            key,
            raw,
            place,
        });
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_written_before_and_after_closing() {
        let mut pages = Pages::default();
        let long = "x".repeat(FULL);
        let places: Vec<Place> = ["{ \"a\": 1.10 }", &long, "ü", ""]
            .iter()
            .map(|raw| pages.write(Kind::Added, 3, "T/1", raw).unwrap())
            .collect();
        let read = |pages: &Pages| -> Vec<String> {
            places
                .iter()
                .map(|place| pages.raw(*place).unwrap().to_string())
                .collect()
        };
        let before = read(&pages);
        pages.close();
        assert_eq!(before, read(&pages));
        assert_eq!((pages.len(), places[1].page, places[2].page), (2, 0, 1));
        let opened = unpack(&pages.closed[1]).unwrap();
        let entries = entries(1, &opened).unwrap();
        assert_eq!(
            (entries[0].raw, entries[0].key, entries[0].visit),
            ("ü", "T/1", 3)
        );
        assert_eq!(entries[0].place, places[2]);
    }

    #[test]
    fn refuses_what_is_no_page() {
        assert!(unpack(b"").is_none() && unpack(b"\x01no frame").is_none());
        assert_eq!(unpack(b"\x00plain").as_deref(), Some(b"plain".as_slice()));
        assert!(entries(0, &[1, 0, 0]).is_none());
        assert!(entries(0, &[9; 20]).is_none());
    }
}
