//! The app came to a bad end again and again, so it was started with as little as it can: nothing that was
//! kept of a record is opened, and nothing goes on by itself. The shell decides when.

use std::fmt::Write as _;

use serde_json::json;

use crate::app::App;
use crate::ipc::SupportReport;
use crate::problem::Problem;

impl App {
    /// `true`: nothing goes on by itself.
    pub(crate) fn is_in_safe_mode(&self) -> bool {
        self.settings().safe_mode
    }
}

/// The commands.
#[expect(
    clippy::unused_async,
    reason = "every command is awaited by its adapters"
)]
impl App {
    /// What to send to whoever helps with an app that does not stay up.
    pub async fn safe_mode_report(&self) -> Result<SupportReport, Problem> {
        let custody = self.custody();
        let keychain = custody.problem.map(|problem| problem.code.kebab());
        let facts = [
            ("version", env!("CARGO_PKG_VERSION").to_owned()),
            ("system", std::env::consts::OS.to_owned()),
            ("architecture", std::env::consts::ARCH.to_owned()),
            ("safeMode", self.is_in_safe_mode().to_string()),
            ("secretsArePersistent", custody.persistent.to_string()),
            ("keychain", keychain.unwrap_or_else(|| "ok".to_owned())),
            ("policy", self.policy().is_present().to_string()),
            (
                "connections",
                self.ports().connections.list().await.len().to_string(),
            ),
        ];
        let mut text = String::from("Chartside, which did not stay up\n");
        let mut json = serde_json::Map::from_iter([("app".to_owned(), json!("Chartside"))]);
        for (name, value) in facts {
            let _ = writeln!(text, "{name}: {value}");
            json.insert(name.to_owned(), json!(value));
        }
        Ok(SupportReport {
            text,
            json: serde_json::to_string_pretty(&json).unwrap_or_default(),
        })
    }

    /// Start again, as on any other day.
    pub async fn start_normally(&self) -> Result<(), Problem> {
        self.ports().program.start_again();
        Ok(())
    }
}
