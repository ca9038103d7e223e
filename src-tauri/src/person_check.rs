//! Asks the operating system who is there: Windows Hello, Touch ID or the password of the Mac, and on
//! Linux polkit, whose question the desktop shows. The answer is the system's; no password comes here.
//!
//! One question stands at a time, and not for longer than two minutes.

#[cfg(target_os = "linux")]
mod polkit;
#[cfg_attr(
    target_os = "linux",
    expect(dead_code, reason = "compiled for its tests; polkit is asked here")
)]
#[cfg(any(windows, target_os = "macos", test))]
mod prompt;

use std::sync::Arc;
use std::time::Duration;

use chartside_core::{Checked, PersonCheck};
use futures_util::future::BoxFuture;
use tokio::sync::{Mutex, OwnedMutexGuard};

#[cfg(target_os = "linux")]
use polkit::ask;
#[cfg(any(windows, target_os = "macos"))]
use prompt::ask;

/// How long a question may stand. Who comes back later asks again.
const LIMIT: Duration = Duration::from_mins(2);

/// Whoever holds it has a question standing.
type Turn = OwnedMutexGuard<()>;

/// Asks the operating system.
#[derive(Default)]
pub(crate) struct SystemCheck {
    turns: Arc<Mutex<()>>,
}

impl PersonCheck for SystemCheck {
    fn check(&self) -> BoxFuture<'_, Checked> {
        // A question that stands on the screen is to be answered there.
        let Ok(turn) = Arc::clone(&self.turns).try_lock_owned() else {
            return Box::pin(std::future::ready(Checked::Refused));
        };
        Box::pin(async move {
            let checked = ask(LIMIT, turn).await;
            tracing::info!(?checked, "asked who is there");
            checked
        })
    }
}

/// There is nobody to ask.
#[cfg(not(any(windows, target_os = "macos", target_os = "linux")))]
async fn ask(_: Duration, _: Turn) -> Checked {
    Checked::Unavailable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_second_question_is_not_put_while_one_stands() {
        let check = SystemCheck::default();
        let _standing = Arc::clone(&check.turns).lock_owned().await;
        assert_eq!(check.check().await, Checked::Refused);
    }
}
