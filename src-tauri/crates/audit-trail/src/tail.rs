//! Where the chain ends: the last line of the last segment, and what a power cut left after it.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use crate::folder::Folder;
use crate::line::{self, Content, Sealed};
use crate::segment::{MAX_SEGMENT_BYTES, Pieces};
use crate::{Anchor, MAX_LINE_BYTES};

/// The end of the log.
#[derive(Debug)]
pub(crate) enum Tail {
    /// There is no segment with a line.
    Nothing { torn: bool },
    /// It can be continued.
    Open(Open),
    /// The end of this segment does not verify.
    Broken { segment: u64 },
}

/// An end that verifies.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) segment: u64,
    /// Length of the segment up to and with its last whole line.
    pub(crate) length: u64,
    pub(crate) last: Anchor,
    /// A power cut left the beginning of a line, or of a segment.
    pub(crate) torn: bool,
}

/// One segment's end.
enum End {
    /// Its last line, the length up to its end, and whether something torn follows.
    Whole(Anchor, u64, bool),
    /// Not even its header was finished.
    Unbegun,
    Broken,
}

/// Finds the end. A segment that was not even begun is removed.
pub(crate) fn find(folder: &Folder, segments: &[u64]) -> io::Result<Tail> {
    let mut torn = false;
    for &segment in segments.iter().rev() {
        let end = match folder.open(segment)? {
            Some(file) => end_of(file)?,
            None => End::Broken,
        };
        match end {
            End::Whole(last, length, rest) => {
                return Ok(Tail::Open(Open {
                    segment,
                    length,
                    last,
                    torn: torn || rest,
                }));
            }
            // Only the last segment can be one whose making was interrupted.
            End::Unbegun if !torn => {
                folder.remove(segment)?;
                torn = true;
            }
            End::Unbegun | End::Broken => return Ok(Tail::Broken { segment }),
        }
    }
    Ok(Tail::Nothing { torn })
}

/// The highest number of an entry in a segment that verifies by itself.
pub(crate) fn highest(folder: &Folder, segment: u64) -> io::Result<u64> {
    let Some(file) = folder.open(segment)? else {
        return Ok(0);
    };
    let (mut pieces, mut highest) = (Pieces::of(file), 0);
    while let Some(piece) = pieces.next()? {
        highest = piece
            .sealed()
            .map_or(highest, |sealed| highest.max(anchor(sealed).sequence));
    }
    Ok(highest)
}

/// The number and hash of a line; of a header, the number of the entry before it.
pub(crate) fn anchor(sealed: Sealed) -> Anchor {
    let sequence = match sealed.content {
        Content::Header(header) => header.first.saturating_sub(1),
        Content::Entry(entry) => entry.seq,
    };
    Anchor {
        sequence,
        hash: sealed.hash,
    }
}

/// `true`: this is what an interrupted write can leave. A whole line with more after it is not: its
/// end was changed.
pub(crate) fn is_torn(rest: &[u8]) -> bool {
    rest.len() <= MAX_LINE_BYTES
        && !(1..rest.len()).any(|length| {
            rest.get(..length)
                .is_some_and(|start| start.ends_with(b"\"}") && line::open(start).is_some())
        })
}

fn end_of(mut file: File) -> io::Result<End> {
    let length = file.metadata()?.len();
    if length > MAX_SEGMENT_BYTES {
        return Ok(End::Broken);
    }
    // Two longest lines with their ends: what is torn, and the whole line before it.
    let window = length.min(2 * (MAX_LINE_BYTES as u64 + 1) + 1);
    file.seek(SeekFrom::End(
        -i64::try_from(window).map_err(io::Error::other)?,
    ))?;
    let mut bytes = Vec::new();
    file.take(window).read_to_end(&mut bytes)?;
    let Some(end) = bytes.iter().rposition(|byte| *byte == b'\n') else {
        let unbegun = window == length && is_torn(&bytes);
        return Ok(if unbegun { End::Unbegun } else { End::Broken });
    };
    let (lines, rest) = bytes.split_at(end);
    let rest = rest.get(1..).unwrap_or_default();
    let start = lines
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let last = lines.get(start..).and_then(line::open);
    let sealed = last.filter(|_| is_torn(rest));
    let whole = length.saturating_sub(rest.len() as u64);
    Ok(sealed.map_or(End::Broken, |sealed| {
        End::Whole(anchor(sealed), whole, !rest.is_empty())
    }))
}
