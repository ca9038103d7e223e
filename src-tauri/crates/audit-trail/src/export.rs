//! A copy of the log for somebody else: every line as it stands, and what checking gave.

use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use crate::folder::create_private;
use crate::segment::{Piece, Pieces};
use crate::{Anchor, Damage, Trail, TrailError, Verification};

/// What an export is told about the log.
#[derive(Debug, Clone)]
pub struct Export<'a> {
    /// The entry that the log has to contain.
    pub anchor: Option<&'a Anchor>,
    /// What was found before and has not been acknowledged.
    pub known: Option<Damage>,
    /// When it is made.
    pub at: Timestamp,
}

/// The last line of an export.
#[derive(Serialize)]
struct Summary<'a> {
    verification: Checked<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Checked<'a> {
    at: String,
    intact: bool,
    anchored: bool,
    found: Option<Damage>,
    found_before: Option<Damage>,
    entries: u64,
    first: Option<u64>,
    last: Option<&'a Anchor>,
}

impl Trail {
    /// Writes all lines and then the summary to a file that must not be there yet. One that could not
    /// be written to its end is removed.
    pub fn export(&self, to: &Path, export: &Export<'_>) -> Result<Verification, TrailError> {
        let _turn = self.folder.lock()?;
        let file = create_private(to)?;
        let written = self.copy(&mut BufWriter::new(file), export);
        if written.is_err() {
            // The error is the one that is told.
            let _ = fs::remove_file(to);
        }
        written
    }

    fn copy(
        &self,
        out: &mut BufWriter<fs::File>,
        export: &Export<'_>,
    ) -> Result<Verification, TrailError> {
        let segments = self.folder.segments()?;
        let found = self.check(&segments, 0, export.anchor)?;
        for segment in segments {
            let Some(file) = self.folder.open(segment)? else {
                continue;
            };
            let mut pieces = Pieces::of(file);
            while let Some(piece) = pieces.next()? {
                if let Piece::Line(line) | Piece::Rest(line) = piece {
                    out.write_all(&line)?;
                    out.write_all(b"\n")?;
                }
            }
        }
        let summary = Summary {
            verification: Checked {
                at: format!("{:.3}", export.at),
                intact: found.damage.is_none() && export.known.is_none(),
                anchored: export.anchor.is_some(),
                found: found.damage,
                found_before: export.known,
                entries: found.entries,
                first: found.first,
                last: found.last.as_ref(),
            },
        };
        serde_json::to_writer(&mut *out, &summary)?;
        out.write_all(b"\n")?;
        out.flush()?;
        out.get_ref().sync_all()?;
        Ok(found)
    }
}
