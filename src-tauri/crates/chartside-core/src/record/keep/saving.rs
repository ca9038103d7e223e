//! Saving what arrives while more arrives: the disk is never waited for, and what comes while it is busy
//! is saved together.

use std::sync::Arc;

use chart_store::{ChartStore, StoreError};
use tokio::sync::watch;
use tokio::task::{JoinHandle, spawn_blocking};

/// What is to be done with what arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Nothing,
    Commit,
    Checkpoint,
}

/// Saves one record. Dropped, it saves what arrived so far and ends.
#[derive(Debug)]
pub(crate) struct Saving {
    wanted: watch::Sender<Wanted>,
    ended: JoinHandle<Option<StoreError>>,
}

impl Saving {
    pub(crate) fn begin(store: Arc<ChartStore>) -> Self {
        let (wanted, asked) = watch::channel(Wanted::Nothing);
        let ended = tokio::spawn(save(store, asked));
        Self { wanted, ended }
    }

    /// Something arrived.
    pub(crate) fn arrived(&self) {
        self.wanted.send_replace(Wanted::Commit);
    }

    /// Saves everything so that it opens at once, and says why that was not possible. Who does not wait
    /// for it does not stop it.
    pub(crate) async fn finish(self) -> Option<StoreError> {
        self.wanted.send_replace(Wanted::Checkpoint);
        drop(self.wanted);
        self.ended.await.unwrap_or(None)
    }
}

/// The last failure, unless a later attempt succeeded: each attempt saves all that is unsaved.
async fn save(store: Arc<ChartStore>, mut asked: watch::Receiver<Wanted>) -> Option<StoreError> {
    let mut failure = None;
    loop {
        let goes_on = asked.changed().await.is_ok();
        let wanted = *asked.borrow_and_update();
        // Whoever went away without asking for the end has said nothing new.
        if !goes_on && wanted != Wanted::Checkpoint {
            return failure;
        }
        let store = Arc::clone(&store);
        let saved = spawn_blocking(move || match wanted {
            Wanted::Nothing => Ok(()),
            Wanted::Commit => store.commit(),
            Wanted::Checkpoint => store.checkpoint(),
        });
        failure = saved.await.unwrap_or(Ok(())).err();
        if !goes_on || wanted == Wanted::Checkpoint {
            return failure;
        }
    }
}
