//! The log: plain lines on standard error, of our own crates only. What other crates say may hold
//! URLs, and with them codes, tokens or patients.

use std::io::{self, IsTerminal as _, Write};
use std::panic;

use chartside_core::redact::redacted;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::{FilterExt as _, filter_fn};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _, fmt};

const OUR_CRATES: [&str; 7] = [
    "chart",
    "chart_store",
    "chartside",
    "chartside_core",
    "fhir_client",
    "session_store",
    "smart_app_launch",
];

/// Starts the log with a `tracing` filter; without one, or with one that cannot be read, at `info`.
pub(crate) fn start(filter: Option<&str>) {
    let filter = filter.and_then(|filter| EnvFilter::try_new(filter).ok());
    let filter = filter.unwrap_or_else(|| {
        EnvFilter::builder()
            .with_default_directive(LevelFilter::INFO.into())
            .parse_lossy("")
    });
    let ours = filter_fn(|event| is_ours(event.target()));
    let lines = fmt::layer()
        .with_ansi(io::stderr().is_terminal())
        .with_writer(|| Net(io::stderr()))
        .with_filter(filter.and(ours));
    tracing_subscriber::registry().with(lines).init();
    panic::set_hook(Box::new(|panic| {
        // Not the message: it may hold what was being read.
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "a fault of the app");
    }));
}

/// The last net: every line passes it, and none should be changed by it.
struct Net<Output>(Output);

impl<Output: Write> Write for Net<Output> {
    /// What is written at once is one line, as `tracing_subscriber::fmt` does it.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        self.0.write_all(redacted(&text).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn is_ours(target: &str) -> bool {
    let name = target.split_once("::").map_or(target, |(name, _)| name);
    OUR_CRATES.contains(&name)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// Where a test reads what was written.
    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl Write for Page {
        fn write(&mut self, text: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(text)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What the log says, coloured as on a terminal or not.
    fn said(ansi: bool, say: impl FnOnce()) -> String {
        let page = Page::default();
        let output = page.clone();
        let lines = fmt::layer()
            .with_ansi(ansi)
            .with_writer(move || Net(output.clone()));
        tracing::subscriber::with_default(tracing_subscriber::registry().with(lines), say);
        let said = page.0.lock().unwrap().clone();
        String::from_utf8(said).unwrap()
    }

    #[test]
    fn t47_what_somebody_logs_by_mistake_is_not_written() {
        for ansi in [false, true] {
            let said = said(ansi, || {
                let secret = "CNRY-secret";
                let link = "org.chartside.app:/callback?code=CNRY-code&state=CNRY-state";
                tracing::warn!(access_token = secret, code = %secret, link, "Bearer CNRY-bearer");
                tracing::warn!(body = ?format!("{{\"refresh_token\":\"{secret}\"}}"), "and goes on");
            });
            assert!(!said.contains("CNRY"), "{said}");
            assert!(said.contains("and goes on"), "{said}");
            assert_eq!(said.lines().count(), 2, "{said}");
        }
    }

    #[test]
    fn only_our_own_crates_are_heard() {
        for target in [
            "chartside",
            "chartside::mark",
            "chartside_core::sign_in",
            "chart_store::segment",
        ] {
            assert!(is_ours(target), "{target}");
        }
        for target in [
            "tauri_plugin_deep_link",
            "reqwest::connect",
            "hyper_util",
            "log",
            "chartside2",
            "",
        ] {
            assert!(!is_ours(target), "{target}");
        }
    }
}
