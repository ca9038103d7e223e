//! A load that stopped because nobody was reached goes on by itself.
//!
//! Whether the server can be reached again is asked with nothing that belongs to anybody: no token, no
//! patient, no body. The waits grow and are random in full, so that the desktops of a hospital do not come
//! back in one moment; whoever knows better (a screen that the system told of a network, a window that is
//! looked at again) shortens them. It ends with the record: closed, signed out, locked, or loaded anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use fhir_client::full_jitter;
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::RecordId;
use crate::app::{App, Inner};
use crate::ipc::AppEvent;
use crate::problem::{Problem, ProblemCode};

/// Upper bound of the first wait; it doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// Upper bound of every wait.
const LONGEST_WAIT: Duration = Duration::from_mins(2);
/// A server that says nothing for so long is not back.
const ANSWER: Duration = Duration::from_secs(10);

/// What is known of the network.
#[derive(Debug, Default)]
pub(crate) struct Network {
    /// It may be back.
    hint: Arc<Notify>,
    /// Waits so far of each record, until it loads without a want.
    waits: Mutex<HashMap<RecordId, u32>>,
}

impl Network {
    /// Counts one more wait; gives how many there were before.
    fn wait_of(&self, id: RecordId) -> u32 {
        let mut waits = self.lock();
        let count = waits.entry(id).or_default();
        *count = count.saturating_add(1);
        *count - 1
    }

    /// A load wanted for nothing.
    fn reached(&self, id: RecordId) {
        self.lock().remove(&id);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RecordId, u32>> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// The network may be back: look now.
    #[expect(clippy::unused_async, reason = "every command is awaited")]
    pub async fn look_for_network(&self) -> Result<(), Problem> {
        self.network().hint.notify_waiters();
        Ok(())
    }

    /// A load ended because of this. `true`: it goes on by itself when the server can be reached.
    pub(super) async fn goes_on_when_reached(
        &self,
        id: RecordId,
        running: &CancellationToken,
        because: ProblemCode,
    ) -> bool {
        if because != ProblemCode::ServerUnreachable {
            return false;
        }
        let Some(base) = self.base_of(id).await else {
            return false;
        };
        let waiting = wait(self.downgrade(), id, base);
        let running = running.clone();
        tokio::spawn(async move { running.run_until_cancelled_owned(waiting).await });
        true
    }

    /// A load ended and nobody was missed.
    pub(super) fn was_reached(&self, id: RecordId) {
        self.network().reached(id);
    }

    /// Where a session reads from, be it open or not.
    async fn base_of(&self, id: RecordId) -> Option<String> {
        let connections = self.ports().connections.list().await;
        let mut known = connections.into_iter();
        let known = known.find(|known| known.session == id.session())?;
        Some(known.fhir_base_url)
    }
}

async fn wait(app: Weak<Inner>, id: RecordId, base: String) {
    loop {
        let (hint, wait) = match App::upgrade(&app) {
            Some(app) => (
                Arc::clone(&app.network().hint),
                random_wait(app.network().wait_of(id)),
            ),
            None => return,
        };
        tokio::select! {
            () = sleep(wait) => {}
            () = hint.notified() => {}
        }
        let Some(http) = App::upgrade(&app).map(|app| app.http()) else {
            return;
        };
        if answers(&http, &base).await {
            let record = id.to_string();
            App::upgrade(&app).inspect(|app| app.announce(AppEvent::NetworkBack { record }));
            return;
        }
    }
}

/// Whatever is answered: somebody is there.
async fn answers(http: &reqwest::Client, base: &str) -> bool {
    http.head(base).timeout(ANSWER).send().await.is_ok()
}

fn random_wait(waits: u32) -> Duration {
    let most = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(waits.min(16)));
    full_jitter(most.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_do_not_grow_without_end() {
        assert!(random_wait(0) <= FIRST_WAIT);
        assert!((0..200).all(|waits| random_wait(waits) <= LONGEST_WAIT));
    }
}
