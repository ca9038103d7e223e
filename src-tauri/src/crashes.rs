//! Starts that came to a bad end. After three of them within a minute the app starts in safe mode: what it
//! stumbles over may be something that it kept, and it would stumble for ever.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

/// So many.
const BAD_ENDS: usize = 3;
/// Within so long.
const WITHIN: SignedDuration = SignedDuration::from_mins(1);

/// This start among those before it. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub(crate) struct Starts {
    file: Arc<PathBuf>,
    /// As many of the starts before it came to a bad end, shortly after each other.
    pub(crate) safe_mode: bool,
}

impl Starts {
    /// Notes a start. To be called by the one instance that opens the window.
    pub(crate) fn begin(folder: &Path, now: Timestamp) -> Self {
        let file = folder.join("starts.json");
        // Without a file that can be read, nothing is known of a bad end.
        let text = fs::read(&file).unwrap_or_default();
        let mut open: Vec<Timestamp> = serde_json::from_slice(&text).unwrap_or_default();
        open.retain(|start| {
            let since = now.duration_since(*start);
            !since.is_negative() && since <= WITHIN
        });
        let safe_mode = open.len() >= BAD_ENDS;
        open.push(now);
        if let Err(error) = write(&file, &open) {
            tracing::warn!(kind = %error.kind(), "this start is not noted");
        }
        if safe_mode {
            tracing::warn!("the app came to a bad end again and again: safe mode");
        }
        Self {
            file: Arc::new(file),
            safe_mode,
        }
    }

    /// This start, and with it those before, are over in an orderly way.
    pub(crate) fn end_well(&self) {
        match fs::remove_file(&*self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(kind = %error.kind(), "the end of the app is not noted");
            }
            Ok(()) | Err(_) => {}
        }
    }
}

fn write(file: &Path, open: &[Timestamp]) -> io::Result<()> {
    private_files::write_note(file, &serde_json::to_vec(open)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    /// Whether each of these starts, none of which ends well, is in safe mode.
    fn modes(starts: &[i64]) -> Vec<bool> {
        let folder = tempfile::tempdir().unwrap();
        let begin = |second: &i64| Starts::begin(folder.path(), at(*second)).safe_mode;
        starts.iter().map(begin).collect()
    }

    #[test]
    fn after_three_bad_ends_within_a_minute_the_app_starts_in_safe_mode() {
        assert_eq!(modes(&[0, 10, 20, 30]), [false, false, false, true]);
        assert_eq!(modes(&[0, 10, 20, 60]), [false, false, false, true]);
        assert_eq!(modes(&[0, 10, 20, 61]), [false; 4]);
        assert_eq!(modes(&[0, 40, 80, 120, 160]), [false; 5]);
    }

    #[test]
    fn a_clock_that_was_set_back_counts_nothing() {
        assert_eq!(modes(&[100, 101, 102, 50]), [false; 4]);
    }

    #[test]
    fn an_orderly_end_begins_anew_and_so_does_a_file_that_cannot_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let begin = |second| Starts::begin(folder.path(), at(second));
        let mut last = begin(0);
        for second in [1, 2, 3] {
            last = begin(second);
        }
        assert!(last.safe_mode);
        last.end_well();
        last.end_well();
        assert!(!begin(4).safe_mode);
        fs::write(folder.path().join("starts.json"), "[\"x").unwrap();
        for second in [5, 6, 7] {
            assert!(!begin(second).safe_mode);
        }
        assert!(begin(8).safe_mode);
    }
}
