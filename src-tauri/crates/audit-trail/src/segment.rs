//! The lines of one segment, one after the other, in bounded memory whatever the file is.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Take};

use crate::MAX_LINE_BYTES;
use crate::line::{self, Sealed};

/// No segment is longer; what is after that in a file is not ours and is not read.
pub(crate) const MAX_SEGMENT_BYTES: u64 = 4 << 20;

/// A piece of a segment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A line, without its end.
    Line(Vec<u8>),
    /// What stands after the last end of a line.
    Rest(Vec<u8>),
    /// A line or a file that is longer than ours are. Nothing comes after it.
    TooLong,
}

impl Piece {
    /// What it holds, where it is a whole line whose own hash is right.
    pub(crate) fn sealed(&self) -> Option<Sealed> {
        match self {
            Self::Line(line) => line::open(line),
            Self::Rest(_) | Self::TooLong => None,
        }
    }
}

/// Reads the pieces of a segment.
#[derive(Debug)]
pub(crate) struct Pieces {
    /// `None`: at the end.
    reader: Option<BufReader<Take<File>>>,
}

impl Pieces {
    pub(crate) fn of(file: File) -> Self {
        Self {
            reader: Some(BufReader::new(file.take(MAX_SEGMENT_BYTES + 1))),
        }
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        let Some(reader) = self.reader.as_mut() else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        let longest = MAX_LINE_BYTES as u64 + 1;
        reader
            .by_ref()
            .take(longest)
            .read_until(b'\n', &mut bytes)?;
        let over = reader.get_ref().limit() == 0 && reader.buffer().is_empty();
        let piece = match bytes.pop() {
            None => None,
            Some(_) if over => Some(Piece::TooLong),
            Some(b'\n') => return Ok(Some(Piece::Line(bytes))),
            Some(_) if bytes.len() as u64 + 1 == longest => Some(Piece::TooLong),
            Some(last) => {
                bytes.push(last);
                Some(Piece::Rest(bytes))
            }
        };
        self.reader = None;
        Ok(piece)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn pieces(bytes: &[u8]) -> Vec<Piece> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut pieces = Pieces::of(file.reopen().unwrap());
        std::iter::from_fn(|| pieces.next().unwrap()).collect()
    }

    #[test]
    fn lines_and_what_is_after_them() {
        assert_eq!(pieces(b""), []);
        let (a, empty, rest) = (b"a".to_vec(), Vec::new(), b"b".to_vec());
        assert_eq!(
            pieces(b"a\n\nb"),
            [Piece::Line(a), Piece::Line(empty), Piece::Rest(rest)]
        );
    }

    #[test]
    fn the_longest_line_is_read_and_one_byte_more_is_not() {
        let longest = vec![b'x'; MAX_LINE_BYTES];
        let line = [longest.as_slice(), b"\nnext\n"].concat();
        assert_eq!(pieces(&line)[0], Piece::Line(longest.clone()));
        assert_eq!(pieces(&[b"x", line.as_slice()].concat()), [Piece::TooLong]);
        assert_eq!(pieces(&vec![b'x'; 1 << 20]), [Piece::TooLong]);
    }

    #[test]
    fn a_file_that_is_too_long_is_not_read_to_its_end() {
        let lines = b"0123456\n".repeat((MAX_SEGMENT_BYTES / 8) as usize + 9);
        assert_eq!(pieces(&lines).last(), Some(&Piece::TooLong));
        let fits = b"0123456\n".repeat((MAX_SEGMENT_BYTES / 8) as usize);
        assert!(!pieces(&fits).contains(&Piece::TooLong));
    }
}
