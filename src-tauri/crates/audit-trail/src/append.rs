//! Writing: under the lock, after the end was read again, durable before it returns.

use std::fs::File;
use std::io::{self, Write as _};

use crate::line::{self, Header, Numbered};
use crate::tail::{self, Open, Tail};
use crate::trail::REPAIRED;
use crate::{Anchor, Damage, Entry, MAX_LINE_BYTES, Outcome, Trail, TrailError, Word};

/// What became of an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The entry that is now the last.
    pub last: Anchor,
    /// What was found on the way: the log is not what it was when `known` was its last entry. The
    /// entry was written nevertheless.
    pub found: Option<Damage>,
}

/// Lines that are about to be written, and the chain they lengthen.
struct Draft {
    bytes: Vec<u8>,
    last: Anchor,
}

impl Draft {
    fn after(last: Anchor) -> Self {
        Self {
            bytes: Vec::new(),
            last,
        }
    }

    fn header(mut self, header: &Header) -> Result<Self, TrailError> {
        let (line, hash) = line::seal(header)?;
        self.push(&line);
        self.last.hash = hash;
        Ok(self)
    }

    fn entries(mut self, entries: Vec<Entry>) -> Result<Self, TrailError> {
        for entry in entries {
            let sequence = self.last.sequence.saturating_add(1);
            let (line, hash) = line::seal(&Numbered::new(sequence, entry, self.last.hash))?;
            self.last = Anchor { sequence, hash };
            self.push(&line);
        }
        Ok(self)
    }

    fn push(&mut self, line: &[u8]) {
        self.bytes.extend_from_slice(line);
        self.bytes.push(b'\n');
    }
}

impl Trail {
    /// Writes an entry at the end. `known` is the last entry as the caller knows it: the log has to
    /// contain it still.
    pub fn append(&self, entry: Entry, known: Option<&Anchor>) -> Result<Appended, TrailError> {
        let _turn = self.folder.lock()?;
        let segments = self.folder.segments()?;
        let floor = known.map_or(0, |known| known.sequence);
        match tail::find(&self.folder, &segments)? {
            Tail::Open(open) => {
                let found = match known {
                    Some(known) => self.differs(&segments, &open, known)?,
                    None => None,
                };
                // A number is not given twice, even where the first is lost.
                let last = if open.last.sequence < floor {
                    self.resume(&segments, floor, with_repair(open.torn, entry))?
                } else {
                    self.lengthen(&segments, &open, with_repair(open.torn, entry))?
                };
                Ok(Appended { last, found })
            }
            Tail::Nothing { torn } if floor == 0 => {
                let header = Header::new(1, 1, 1, None);
                let last = self.start(&header, with_repair(torn, entry))?;
                Ok(Appended { last, found: None })
            }
            Tail::Nothing { torn } => {
                let last = self.resume(&segments, floor, with_repair(torn, entry))?;
                let found = Some(Damage::Cut { after: 0 });
                Ok(Appended { last, found })
            }
            Tail::Broken { segment } => {
                let floor = floor.max(tail::highest(&self.folder, segment)?);
                let last = self.resume(&segments, floor, vec![entry])?;
                let at = floor.saturating_add(1);
                let found = Some(Damage::Changed { at });
                Ok(Appended { last, found })
            }
        }
    }

    /// Moves a log that does not verify aside, untouched, and begins a new one with this entry.
    pub fn begin_anew(&self, entry: Entry, known: Option<&Anchor>) -> Result<Anchor, TrailError> {
        let _turn = self.folder.lock()?;
        let mut floor = known.map_or(0, |known| known.sequence);
        for segment in self.folder.segments()? {
            floor = floor.max(tail::highest(&self.folder, segment)?);
        }
        self.folder.set_aside()?;
        self.start(
            &Header::new(1, 1, floor.saturating_add(1), None),
            vec![entry],
        )
    }

    /// Whether the log still contains `known`, and what came after it is a chain.
    fn differs(
        &self,
        segments: &[u64],
        open: &Open,
        known: &Anchor,
    ) -> Result<Option<Damage>, TrailError> {
        if open.last == *known {
            return Ok(None);
        }
        if open.last.sequence < known.sequence {
            return Ok(Some(Damage::Cut {
                after: open.last.sequence,
            }));
        }
        // Another program wrote meanwhile: its lines are checked from the one that is known.
        let from = self.segment_with(segments, known.sequence)?;
        Ok(self.check(segments, from, Some(known))?.damage)
    }

    fn lengthen(
        &self,
        segments: &[u64],
        open: &Open,
        entries: Vec<Entry>,
    ) -> Result<Anchor, TrailError> {
        let file = self.cut(open)?;
        let draft = Draft::after(open.last.clone()).entries(entries.clone())?;
        if open.length + draft.bytes.len() as u64 <= self.limits.segment_bytes {
            write(file, &draft.bytes, open.length)?;
            return Ok(draft.last);
        }
        let number = open.segment.saturating_add(1);
        // What the last header says, not what is there: whoever takes old segments away is not helped.
        let oldest = self.header(open.segment)?.map(|header| header.oldest);
        let oldest = self.oldest(number, oldest.or(segments.first().copied()));
        let (first, prev) = (open.last.sequence.saturating_add(1), open.last.hash.clone());
        self.start(&Header::new(number, oldest, first, Some(prev)), entries)
    }

    /// Opens the segment of the end, and takes away what a power cut left after it.
    fn cut(&self, open: &Open) -> Result<File, TrailError> {
        let file = self.folder.open_to_append(open.segment)?;
        let file = file
            .ok_or(io::ErrorKind::InvalidInput)
            .map_err(io::Error::from)?;
        if open.torn && file.metadata()?.len() > open.length {
            file.set_len(open.length)?;
        }
        Ok(file)
    }

    /// Begins a segment that says that what was before it could not be continued.
    fn resume(
        &self,
        segments: &[u64],
        floor: u64,
        entries: Vec<Entry>,
    ) -> Result<Anchor, TrailError> {
        let number = segments.last().map_or(1, |last| last.saturating_add(1));
        let oldest = self.oldest(number, segments.first().copied());
        let mut header = Header::new(number, oldest, floor.saturating_add(1), None);
        header.resumed = true;
        self.start(&header, entries)
    }

    /// Makes the segment of this header, and then removes those that are no longer kept.
    fn start(&self, header: &Header, entries: Vec<Entry>) -> Result<Anchor, TrailError> {
        let before = Anchor {
            sequence: header.first.saturating_sub(1),
            hash: header.prev.clone(),
        };
        let draft = Draft::after(before).header(header)?.entries(entries)?;
        write(self.folder.create(header.segment)?, &draft.bytes, 0)?;
        for number in self.folder.segments()? {
            if number < header.oldest {
                self.folder.remove(number)?;
            }
        }
        self.folder.sync()?;
        Ok(draft.last)
    }

    /// The oldest segment that is kept once there is this one.
    fn oldest(&self, number: u64, before: Option<u64>) -> u64 {
        let kept = self.limits.segments.max(1);
        let first = number.saturating_sub(kept - 1);
        before.unwrap_or(number).max(first)
    }

    /// Which of the segments holds the entry of this number, as far as their headers tell.
    fn segment_with(&self, segments: &[u64], sequence: u64) -> Result<usize, TrailError> {
        for (index, segment) in segments.iter().enumerate().rev() {
            let header = self.header(*segment)?;
            if header.is_some_and(|header| header.first <= sequence) {
                return Ok(index);
            }
        }
        Ok(0)
    }
}

/// The entry, after one that says that something torn was cut off.
fn with_repair(torn: bool, entry: Entry) -> Vec<Entry> {
    let repaired = torn.then(|| Entry::new(entry.at, Word::of(REPAIRED), Outcome::Done));
    repaired.into_iter().chain([entry]).collect()
}

/// Writes, makes durable; where that fails, takes back what was written.
fn write(mut file: File, bytes: &[u8], length: u64) -> Result<(), TrailError> {
    debug_assert!(bytes.len() <= 3 * (MAX_LINE_BYTES + 1));
    let written = file.write_all(bytes).and_then(|()| file.sync_data());
    written.map_err(|error| {
        // What cannot be taken back is cut off by the next append.
        let _ = file.set_len(length);
        error.into()
    })
}
