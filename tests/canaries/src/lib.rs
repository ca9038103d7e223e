//! Every secret that the sandbox issues has `CNRY-` in it; the secrets of other servers are named by
//! the test that saw them. When a test is over, no place where none may be has one: not the log at
//! TRACE, not a file of the app in any writing, not what the screens were told.

#![expect(
    clippy::panic,
    reason = "it looks when it is dropped, and says what it found as a test does"
)]

mod files;
mod log;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// What every secret of the sandbox has in it.
pub const CANARY: &str = "CNRY-";

/// Looks when it is dropped.
#[derive(Debug)]
pub struct Canaries {
    folder: PathBuf,
    heard: Heard,
    named: Mutex<Vec<String>>,
}

impl Canaries {
    /// Of a test whose app keeps its files in `folder`.
    pub fn in_folder(folder: &Path) -> Self {
        log::listen();
        Self {
            folder: folder.to_owned(),
            heard: Heard::default(),
            named: Mutex::default(),
        }
    }

    /// The same, of a test that will [name](Self::name) secrets.
    pub fn of_others(folder: &Path) -> Self {
        log::keep_everything();
        Self::in_folder(folder)
    }

    /// Where the test tells what goes over the border to the screens.
    pub fn heard(&self) -> Heard {
        self.heard.clone()
    }

    /// A secret that has no [`CANARY`] in it, from a server that somebody else wrote.
    ///
    /// # Panics
    /// Where it is so short that it would be found by accident, in a time or a digest.
    pub fn name(&self, secret: &str) {
        assert!(secret.len() >= 16, "too short to be looked for");
        locked(&self.named).push(secret.to_owned());
    }

    /// Where a secret is, if it is anywhere.
    fn places(&self) -> Vec<String> {
        let mut words = locked(&self.named).clone();
        let in_log = log::telling(&words);
        words.push(CANARY.to_owned());
        let heard = locked(&self.heard.0);
        let told = words.iter().any(|word| heard.contains(word.as_str()));
        let files = words
            .iter()
            .flat_map(|word| files::having(&self.folder, word));
        in_log
            .into_iter()
            .map(|line| format!("in the log: {line}"))
            .chain(told.then(|| "told to the screens".to_owned()))
            .chain(files.map(|file| format!("in the file {}", file.display())))
            .collect()
    }
}

impl Drop for Canaries {
    fn drop(&mut self) {
        // A test that failed already has said what matters.
        if !std::thread::panicking() {
            let places = self.places();
            assert!(places.is_empty(), "a secret is {places:#?}");
        }
    }
}

/// What went over the border to the screens.
#[derive(Debug, Clone, Default)]
pub struct Heard(Arc<Mutex<String>>);

impl Heard {
    /// Something did.
    ///
    /// # Panics
    /// Where it is not JSON, which is how it goes over the border.
    pub fn tell(&self, what: &impl Serialize) {
        match serde_json::to_string(what) {
            Ok(what) => locked(&self.0).push_str(&what),
            Err(error) => panic!("what the screens are told is JSON: {error}"),
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "the-token-of-another-server";
    /// The log is one for all tests.
    const LOGGED: &str = "a-token-that-was-logged";

    /// Looks now, and not again.
    fn places(canaries: Canaries) -> Vec<String> {
        let places = canaries.places();
        std::mem::forget(canaries);
        places
    }

    #[test]
    fn a_secret_is_found_where_the_screens_were_told_it() {
        let folder = tempfile::tempdir().unwrap();
        let clean = Canaries::of_others(folder.path());
        clean.heard().tell(&"nothing");
        assert_eq!(places(clean), Vec::<String>::new());
        for secret in ["xCNRY-1", SECRET] {
            let canaries = Canaries::of_others(folder.path());
            canaries.name(SECRET);
            canaries.heard().tell(&secret);
            assert_eq!(places(canaries), ["told to the screens"]);
        }
    }

    #[test]
    fn a_named_secret_is_found_in_a_line_that_was_logged_before_it_was_named() {
        let folder = tempfile::tempdir().unwrap();
        let canaries = Canaries::of_others(folder.path());
        tracing::info!(target: "chartside_core::of_a_test", "got {LOGGED}");
        canaries.name(LOGGED);
        let places = places(canaries);
        assert!(
            matches!(&places[..], [place] if place.starts_with("in the log: ")),
            "{places:?}"
        );
    }

    #[test]
    fn a_named_secret_is_found_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), SECRET).unwrap();
        let canaries = Canaries::of_others(folder.path());
        canaries.name(SECRET);
        assert!(matches!(&places(canaries)[..], [place] if place.starts_with("in the file ")));
    }
}
