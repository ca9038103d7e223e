//! A system that shuts down, or a person at a terminal, asks the program to end: it ends as if its window had
//! been closed, so that what is to be written is written, and it is no bad end.

use tauri::AppHandle;

/// Listens for the rest of the run. Windows and macOS tell the window.
#[cfg(not(target_os = "linux"))]
pub(crate) fn listen(_: &AppHandle) {}

/// Listens for the rest of the run.
#[cfg(target_os = "linux")]
pub(crate) fn listen(app: &AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};

    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let signals = [
            SignalKind::terminate(),
            SignalKind::interrupt(),
            SignalKind::hangup(),
        ];
        let signals: Result<Vec<_>, _> = signals.into_iter().map(signal).collect();
        let Ok(mut signals) = signals else {
            tracing::warn!("the app does not hear when it is asked to end");
            return;
        };
        let asked = signals.iter_mut().map(|signal| Box::pin(signal.recv()));
        futures_util::future::select_all(asked).await;
        app.exit(0);
    });
}
