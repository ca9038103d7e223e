//! What is kept about updates between two runs: the number of this computer in a staged roll-out, and when
//! the update server was last asked. It never leaves the computer, and nothing is lost with it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kept {
    /// Drawn once.
    pub(super) place: u64,
    pub(super) asked_at: Option<Timestamp>,
}

/// What is kept; where nothing is, a new number.
pub(super) async fn read(file: Option<PathBuf>) -> Kept {
    let read = tokio::task::spawn_blocking(move || {
        let text = std::fs::read(file?).ok()?;
        serde_json::from_slice(&text).ok()
    });
    match read.await {
        Ok(Some(kept)) => kept,
        Ok(None) | Err(_) => Kept {
            place: drawn(),
            asked_at: None,
        },
    }
}

pub(super) async fn write(file: Option<PathBuf>, kept: Kept) {
    let Some(file) = file else { return };
    let written = tokio::task::spawn_blocking(move || written(&file, kept)).await;
    if let Ok(Err(error)) = written {
        tracing::warn!(kind = %error.kind(), "when updates were looked for is not kept");
    }
}

fn written(file: &Path, kept: Kept) -> std::io::Result<()> {
    private_files::write_note(file, &serde_json::to_vec(&kept)?)
}

/// Without random numbers it is offered last or first, like others that have none.
fn drawn() -> u64 {
    let mut bytes = [0; 8];
    match getrandom::fill(&mut bytes) {
        Ok(()) => u64::from_ne_bytes(bytes),
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_number_is_drawn_once_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/updates.json");
        let first = read(Some(file.clone())).await;
        assert_ne!(first.place, read(None).await.place);
        let asked = Kept {
            asked_at: Some(Timestamp::UNIX_EPOCH),
            ..first
        };
        write(Some(file.clone()), asked).await;
        assert_eq!(read(Some(file.clone())).await, asked);
        std::fs::write(&file, "{\"place\":").unwrap();
        assert_eq!(read(Some(file)).await.asked_at, None);
    }
}
