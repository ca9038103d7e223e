//! Windows Hello and `LocalAuthentication`, through `robius-authentication`.

use std::time::Duration;

use chartside_core::Checked;
use robius_authentication::{AndroidText, Context, Error, PolicyBuilder, Text, WindowsText};
use tauri::async_runtime;
use tokio::sync::mpsc::{self, Sender};
use tokio::time::timeout;

use super::Turn;

/// On Linux only: the same name that the package installs.
const ACTION: &str = "org.chartside.app.unlock";

/// Asks. The system cannot be told to take its question back: one that nobody answered in time keeps
/// its turn for as long as it stands.
pub(super) async fn ask(limit: Duration, turn: Turn) -> Checked {
    let (answer, mut answers) = mpsc::channel(1);
    // Showing the question may take a while.
    let asked = async_runtime::spawn_blocking(move || show(answer, turn)).await;
    match asked {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return checked(&Err(error)),
        Err(_) => return Checked::Refused,
    }
    match timeout(limit, answers.recv()).await {
        Ok(Some(answered)) => checked(&answered),
        Ok(None) | Err(_) => Checked::Refused,
    }
}

fn show(answer: Sender<Result<(), Error>>, turn: Turn) -> Result<(), Error> {
    let policy = PolicyBuilder::new().action_ids([ACTION]).build();
    let policy = policy.ok_or(Error::Unavailable)?;
    let text = Text {
        android: AndroidText {
            title: "",
            subtitle: None,
            description: None,
        },
        apple: "show the record again",
        windows: WindowsText::new_truncated("Chartside", "Chartside is locked."),
    };
    Context::new(()).authenticate(text, &policy, move |answered| {
        let _until_now = &turn;
        // Nobody waits for an answer that comes too late.
        let _ = answer.try_send(answered);
    })
}

/// What cannot be known counts as no.
fn checked(answered: &Result<(), Error>) -> Checked {
    match answered {
        Ok(()) => Checked::Same,
        Err(
            Error::Unavailable
            | Error::NotConfigured
            | Error::DisabledByPolicy
            | Error::NotEnrolled
            | Error::NotPaired
            | Error::BiometryDisconnected
            | Error::CompanionNotAvailable
            | Error::PasscodeNotSet,
        ) => Checked::Unavailable,
        Err(
            Error::Authentication
            | Error::Exhausted
            | Error::UserCanceled
            | Error::UserFallback
            | Error::AppCanceled
            | Error::SystemCanceled
            | Error::NotInteractive
            | Error::Busy
            | Error::Timeout
            | Error::InvalidActionId
            | Error::InvalidText
            | Error::InvalidDimensions
            | Error::UpdateRequired
            | Error::Unknown,
        ) => Checked::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_computer_that_has_nothing_to_ask_with_cannot_ask() {
        assert_eq!(checked(&Ok(())), Checked::Same);
        for nothing in [
            Error::Unavailable,
            Error::NotConfigured,
            Error::PasscodeNotSet,
        ] {
            assert_eq!(checked(&Err(nothing)), Checked::Unavailable);
        }
        for no in [
            Error::Authentication,
            Error::Exhausted,
            Error::UserCanceled,
            Error::Busy,
            Error::Unknown,
        ] {
            assert_eq!(checked(&Err(no)), Checked::Refused);
        }
    }
}
