//! Looks at everything that a sandbox was asked, when the test is over: no test can forget to.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::journal::{Journal, Violation};

/// Panics when it is dropped, if the client violated a requirement.
#[derive(Debug)]
pub struct Judge {
    journal: Arc<Journal>,
    excused: Mutex<Vec<u16>>,
}

impl Judge {
    pub(crate) fn of(journal: Arc<Journal>) -> Self {
        Self {
            journal,
            excused: Mutex::default(),
        }
    }

    /// This test is about what happens when this rule is not kept, or the server itself makes it look so.
    pub fn excuse(&self, rule: u16) {
        self.excused().push(rule);
    }

    fn excused(&self) -> std::sync::MutexGuard<'_, Vec<u16>> {
        self.excused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn verdict(&self) -> Vec<Violation> {
        let excused = self.excused();
        let mut found = self.journal.assert_conformant();
        found.retain(|violation| !excused.contains(&violation.rule));
        found
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        // A test that failed already has said what matters.
        if !thread::panicking() {
            let violations = self.verdict();
            assert!(violations.is_empty(), "the client violated {violations:?}");
        }
    }
}
