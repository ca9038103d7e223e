//! What was counted, and what it has to be.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use serde_json::json;

/// The figures. Their names in JSON are documented in `docs/reliability.md`.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) refresh_tasks: usize,
    pub(crate) refresh_posts: usize,
    pub(crate) refresh_processes: usize,
    pub(crate) process_expiries: usize,
    pub(crate) process_posts: usize,
    /// Kills, by the system call at which they came.
    pub(crate) kills: BTreeMap<String, usize>,
    pub(crate) lost_sessions: usize,
    pub(crate) unusable_vaults: usize,
    pub(crate) canary_hits: usize,
}

impl Figures {
    pub(crate) fn are_as_promised(&self) -> bool {
        self.refresh_posts == 1
            && self.process_posts == self.process_expiries
            && self.lost_sessions + self.unusable_vaults + self.canary_hits == 0
    }

    fn all_kills(&self) -> usize {
        self.kills.values().sum()
    }

    pub(crate) fn print(&self, json: bool) -> io::Result<()> {
        let text = if json {
            self.json().to_string()
        } else {
            self.text()
        };
        writeln!(io::stdout().lock(), "{text}")
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "refresh_tasks": self.refresh_tasks,
            "refresh_posts": self.refresh_posts,
            "refresh_processes": self.refresh_processes,
            "process_expiries": self.process_expiries,
            "process_posts": self.process_posts,
            "kills": self.all_kills(),
            "kill_points": self.kills,
            "lost_sessions": self.lost_sessions,
            "unusable_vaults": self.unusable_vaults,
            "canary_hits": self.canary_hits,
        })
    }

    fn text(&self) -> String {
        let points: Vec<String> = self
            .kills
            .iter()
            .map(|(point, kills)| format!("    {point:<14}{kills:>6}"))
            .collect();
        format!(
            "{} tasks at one expiry        {} token requests\n\
             {} processes, {} expiries     {} token requests\n\
             {} kills at {} points\n{}\n\
             sessions lost                 {}\n\
             vaults that cannot be used    {}\n\
             secrets found where none are  {}",
            self.refresh_tasks,
            self.refresh_posts,
            self.refresh_processes,
            self.process_expiries,
            self.process_posts,
            self.all_kills(),
            self.kills.len(),
            points.join("\n"),
            self.lost_sessions,
            self.unusable_vaults,
            self.canary_hits,
        )
    }
}

/// Says why it went no further.
pub(crate) fn complain(failure: &dyn std::error::Error) {
    let _ = writeln!(io::stderr(), "soak: {failure}");
}

/// Says how far it has come.
pub(crate) fn tell(what: &str) {
    let _ = writeln!(io::stderr(), "{what}");
}
