//! Checking: every line from the oldest to the newest, in bounded memory.

use std::io;

use serde::{Deserialize, Serialize};

use crate::line::{Content, Hash, Header, Sealed};
use crate::segment::{Piece, Pieces};
use crate::tail::is_torn;
use crate::{Anchor, Trail, TrailError};

/// What is wrong with a log. Nothing of this is ever repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Damage {
    /// A line is not what was written. Everything before it is.
    Changed {
        /// The number of the entry that should stand there.
        at: u64,
    },
    /// Lines are missing.
    Cut {
        /// The number of the last entry before the gap; 0 at the beginning.
        after: u64,
    },
}

/// What checking the log gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The first thing that is wrong. `None`: the log is intact.
    pub damage: Option<Damage>,
    /// How many entries verify.
    pub entries: u64,
    /// The number of the oldest of them.
    pub first: Option<u64>,
    /// The newest of them.
    pub last: Option<Anchor>,
    /// A power cut left the beginning of a line; the next append cuts it off and says so.
    pub torn: bool,
}

/// The chain as it is followed.
struct Chain<'a> {
    anchor: Option<&'a Anchor>,
    /// The hash that the next line has to name. `None`: unknown, at the beginning or after damage.
    prev: Option<Hash>,
    next: u64,
    /// The anchored entry was seen.
    anchored: bool,
    found: Verification,
}

impl Trail {
    /// Checks the whole log. `anchor` is an entry that it has to contain.
    pub fn verify(&self, anchor: Option<&Anchor>) -> Result<Verification, TrailError> {
        let _turn = self.folder.lock()?;
        let segments = self.folder.segments()?;
        Ok(self.check(&segments, 0, anchor)?)
    }

    /// As `verify`, of these segments from the one at this index on.
    pub(crate) fn check(
        &self,
        segments: &[u64],
        from: usize,
        anchor: Option<&Anchor>,
    ) -> io::Result<Verification> {
        let mut chain = Chain::new(anchor);
        let mut oldest = None;
        let mut before: Option<u64> = None;
        for (index, &segment) in segments.iter().enumerate().skip(from) {
            if before.is_some_and(|before| segment.checked_sub(before) != Some(1)) {
                chain.gap();
            }
            before = Some(segment);
            let is_last = index + 1 == segments.len();
            oldest = self.follow(&mut chain, segment, is_last)?.or(oldest);
        }
        let removed = oldest.is_some_and(|oldest| segments.first().is_some_and(|n| *n > oldest));
        Ok(chain.end(removed))
    }

    /// Follows the chain through one segment, and says which was the oldest when it was begun.
    fn follow(
        &self,
        chain: &mut Chain<'_>,
        segment: u64,
        is_last: bool,
    ) -> io::Result<Option<u64>> {
        let Some(file) = self.folder.open(segment)? else {
            chain.changed();
            return Ok(None);
        };
        let mut pieces = Pieces::of(file);
        let mut oldest = None;
        let mut is_first = true;
        while let Some(piece) = pieces.next()? {
            if let Piece::Rest(rest) = &piece
                && is_last
                && is_torn(rest)
            {
                chain.found.torn = true;
                return Ok(oldest);
            }
            match piece.sealed() {
                Some(Sealed {
                    content: Content::Header(header),
                    hash,
                }) if is_first && header.segment == segment => {
                    oldest = Some(header.oldest);
                    chain.header(&header, hash);
                }
                Some(Sealed {
                    content: Content::Entry(entry),
                    hash,
                }) if !is_first => {
                    chain.entry(entry.seq, &entry.prev, hash);
                }
                Some(_) | None => chain.changed(),
            }
            is_first = false;
        }
        // An empty file is a segment that was not begun; there can be one, at the end.
        if is_first && !is_last {
            chain.changed();
        }
        chain.found.torn |= is_first && is_last;
        Ok(oldest)
    }

    /// The header of a segment, where it has one that verifies.
    pub(crate) fn header(&self, segment: u64) -> io::Result<Option<Header>> {
        let Some(file) = self.folder.open(segment)? else {
            return Ok(None);
        };
        let sealed = Pieces::of(file).next()?.and_then(|piece| piece.sealed());
        Ok(match sealed.map(|sealed| sealed.content) {
            Some(Content::Header(header)) => Some(header),
            Some(Content::Entry(_)) | None => None,
        })
    }
}

impl<'a> Chain<'a> {
    fn new(anchor: Option<&'a Anchor>) -> Self {
        Self {
            anchor,
            prev: None,
            next: 1,
            anchored: false,
            found: Verification {
                damage: None,
                entries: 0,
                first: None,
                last: None,
                torn: false,
            },
        }
    }

    /// The first thing that is wrong is the one that is told.
    fn note(&mut self, damage: Damage) {
        self.found.damage.get_or_insert(damage);
    }

    fn changed(&mut self) {
        self.note(Damage::Changed { at: self.next });
        self.prev = None;
        self.next = self.next.saturating_add(1);
    }

    fn gap(&mut self) {
        self.note(Damage::Cut {
            after: self.next.saturating_sub(1),
        });
        self.prev = None;
    }

    fn header(&mut self, header: &Header, hash: Hash) {
        let begins = self.found.last.is_none() && self.prev.is_none() && self.next == 1;
        if header.resumed {
            self.note(Damage::Changed { at: header.first });
        } else if !begins {
            self.link(header.first, &header.prev);
        }
        self.prev = Some(hash);
        self.next = header.first;
    }

    fn entry(&mut self, sequence: u64, prev: &Hash, hash: Hash) {
        self.link(sequence, prev);
        if let Some(anchor) = self.anchor.filter(|anchor| anchor.sequence == sequence) {
            self.anchored = true;
            if anchor.hash != hash {
                self.note(Damage::Changed { at: sequence });
            }
        }
        self.found.entries += 1;
        self.found.first.get_or_insert(sequence);
        self.found.last = Some(Anchor {
            sequence,
            hash: hash.clone(),
        });
        self.prev = Some(hash);
        self.next = sequence.saturating_add(1);
    }

    /// Whether a line goes on from the one before.
    fn link(&mut self, sequence: u64, prev: &Hash) {
        if sequence > self.next {
            self.note(Damage::Cut {
                after: self.next.saturating_sub(1),
            });
        } else if sequence < self.next || self.prev.as_ref().is_some_and(|hash| hash != prev) {
            self.note(Damage::Changed { at: self.next });
        }
    }

    fn end(mut self, removed: bool) -> Verification {
        if removed {
            // It stands before everything else that was found.
            self.found.damage = Some(Damage::Cut { after: 0 });
        }
        if let Some(anchor) = self.anchor.filter(|_| !self.anchored) {
            let after = self.next.saturating_sub(1);
            let damage = if after < anchor.sequence {
                Damage::Cut { after }
            } else {
                Damage::Changed {
                    at: anchor.sequence,
                }
            };
            self.note(damage);
        }
        self.found
    }
}
