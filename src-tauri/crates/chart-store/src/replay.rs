//! Reading the rows out of pages again, where no index tells them.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use chart::Reading;

use crate::page::{Kind, Place, entries, unpack};
use crate::record::Record;
use crate::row::{Digest, digest};
use crate::targets::{self, Mark};

/// An entry of a page, read.
struct Replayed {
    kind: Kind,
    visit: u32,
    key: String,
    /// `None` for what was removed.
    resource: Option<(Reading, Digest)>,
    place: Place,
}

/// What some pages say.
#[derive(Default)]
struct Part {
    entries: Vec<Replayed>,
    marks: Vec<Box<[Mark]>>,
}

/// Pages that are read at once, for the memory that their rows take meanwhile.
const AT_ONCE: usize = 256;

/// Does to the record what its pages from `from` on say; `None` where one of them is no page.
pub(crate) fn replay(record: &mut Record, from: usize) -> Option<()> {
    let pages: Vec<Arc<[u8]>> = record.pages.since(from).to_vec();
    let mut number = from;
    for some in pages.chunks(AT_ONCE) {
        let part = read(some, number)?;
        record.pages.note_marks(part.marks);
        for replayed in part.entries {
            take(record, replayed)?;
        }
        number += some.len();
    }
    Some(())
}

/// Reads pages side by side; their order stays.
fn read(pages: &[Arc<[u8]>], first: usize) -> Option<Part> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = pages.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = pages
            .chunks(share)
            .enumerate()
            .map(|(part, pages)| scope.spawn(move || read_part(pages, first + part * share)))
            .collect();
        let mut all = Part::default();
        for part in parts {
            let part = part.join().ok()??;
            all.entries.extend(part.entries);
            all.marks.extend(part.marks);
        }
        Some(all)
    })
}

fn read_part(pages: &[Arc<[u8]>], first: usize) -> Option<Part> {
    let mut all = Part::default();
    for (packed, number) in pages.iter().zip(first..) {
        let page = unpack(packed)?;
        all.marks.push(targets::marks(&page));
        for entry in entries(u32::try_from(number).ok()?, &page)? {
            let is_there = entry.kind != Kind::Removed;
            all.entries.push(Replayed {
                kind: entry.kind,
                visit: entry.visit,
                key: entry.key.to_owned(),
                resource: is_there.then(|| (chart::read(entry.raw), digest(entry.raw))),
                place: entry.place,
            });
        }
    }
    Some(all)
}

fn take(record: &mut Record, replayed: Replayed) -> Option<()> {
    let mut touched = HashSet::new();
    let Some((reading, digest)) = replayed.resource else {
        record.remove(&replayed.key, &mut touched);
        return Some(());
    };
    let row = record.read(&replayed.key, &reading, replayed.place, digest);
    let mut row = row.ok()?;
    row.visit = replayed.visit;
    row.changed = replayed.kind == Kind::Changed;
    record.insert(&replayed.key, row, &mut touched);
    Some(())
}
