//! The log: plain lines on standard error, of our own crates only. What other crates say may hold
//! URLs, and with them codes, tokens or patients.

use std::io::IsTerminal as _;
use std::panic;

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
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
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

fn is_ours(target: &str) -> bool {
    let name = target.split_once("::").map_or(target, |(name, _)| name);
    OUR_CRATES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

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
