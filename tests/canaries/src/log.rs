//! The log of the process at TRACE: one for all of its tests, so a line is blamed on every test that
//! ends after it.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once};

use tracing_subscriber::EnvFilter;

use crate::{CANARY, locked};

/// What is in the log only together with a secret or a person.
const TELLING: [&str; 4] = [CANARY, "code_verifier", "?code=", "patient="];
const LOGGED: &str = "off,chartside_core=trace,smart_app_launch=trace,fhir_client=trace,\
                      session_store=trace,chart=trace,chart_store=trace,reqwest=trace,\
                      hyper_util=trace";

/// Lines that tell too much, and where [`keep_everything`] was said, all others.
static KEPT: Mutex<Vec<String>> = Mutex::new(Vec::new());
static EVERYTHING: AtomicBool = AtomicBool::new(false);

/// From now on, and once per process.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(LOGGED))
            .with_ansi(false)
            .with_writer(|| Keeper);
        // A test that listens to the log itself says so by this panic.
        if let Err(error) = tracing::subscriber::set_global_default(subscriber.finish()) {
            panic!("another listens to the log: {error}");
        }
    });
}

/// For secrets that are named only after they may have been logged.
pub(crate) fn keep_everything() {
    EVERYTHING.store(true, Ordering::Relaxed);
}

/// The lines with one of these words, or with one that is never right.
pub(crate) fn telling(words: &[String]) -> Vec<String> {
    let tells =
        |line: &&String| is_telling(line) || words.iter().any(|word| line.contains(word.as_str()));
    locked(&KEPT).iter().filter(tells).cloned().collect()
}

fn is_telling(line: &str) -> bool {
    TELLING.iter().any(|word| line.contains(word))
}

struct Keeper;

impl Write for Keeper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = String::from_utf8_lossy(bytes);
        if EVERYTHING.load(Ordering::Relaxed) || is_telling(&line) {
            locked(&KEPT).push(line.into_owned());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
