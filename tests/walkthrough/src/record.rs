//! Reading the record on the app's screens.

use std::collections::BTreeSet;

use serde_json::json;

use crate::person::{Person, Stumble};

/// The sections of the record, as the screens name them.
pub const SECTIONS: [&str; 22] = [
    "allergies",
    "problems",
    "medications",
    "alerts",
    "results",
    "vitals",
    "immunizations",
    "procedures",
    "encounters",
    "reports",
    "documents",
    "carePlans",
    "orders",
    "careTeam",
    "devices",
    "assessments",
    "socialHistory",
    "familyHistory",
    "directives",
    "appointments",
    "coverage",
    "other",
];

impl Person {
    /// Waits until the record has arrived; gives the patient's name as the banner shows it.
    pub fn expect_record(&mut self) -> Result<String, Stumble> {
        let app = self.app()?;
        app.wait_for("[data-record]")?;
        app.wait_for("[data-region=banner]")?;
        self.say("the record opens");
        let app = self.app()?;
        app.wait_for("[data-record=complete], [data-record=incomplete]")?;
        let name = app.text("[data-region=banner] h1")?;
        self.say(&format!("the record is there: {name}"));
        Ok(name)
    }

    /// Whether the app says that nothing is missing.
    pub fn record_is_complete(&self) -> Result<bool, Stumble> {
        Ok(self.app()?.shows("[data-record=complete]"))
    }

    /// Goes to a part of the record.
    pub fn go_to(&mut self, part: &str) -> Result<(), Stumble> {
        let app = self.app()?;
        let link = format!("[data-nav={part}]");
        // Sections without entries are folded away.
        if !app.shows(&link) && app.shows("#nav-empty") {
            app.click("#nav-empty")?;
        }
        app.click(&link)?;
        app.wait_for(&format!("{link}[aria-current=page]"))?;
        app.wait_for("[data-region=list] [data-key], [data-nothing], main [data-problem]")?;
        Ok(())
    }

    /// Asks for the record anew.
    pub fn reload_record(&mut self) -> Result<String, Stumble> {
        self.app()?.click("#load-record")?;
        self.say("asked for the record again");
        self.expect_record()
    }

    /// `Type/id` of every row of every section: facts, and what is recorded but is no fact.
    pub fn read_everything(&mut self) -> Result<BTreeSet<String>, Stumble> {
        let mut everything = BTreeSet::new();
        for section in SECTIONS {
            self.go_to(section)?;
            // Results and vital signs first show the newest of each kind, and results then the same rows
            // by panel; the last choice is shown where something was entered in error.
            let choices = self.app()?.texts("[role=radiogroup] [role=radio]")?.len();
            let first = match section {
                "results" => 2,
                "vitals" => 1,
                _ => 0,
            };
            for choice in first..choices.max(first + 1) {
                if choices > 0 {
                    let nth = format!("[role=radiogroup] [role=radio]:nth-of-type({})", choice + 1);
                    self.app()?.click(&nth)?;
                    self.app()?.wait_for(&format!("{nth}[aria-checked=true]"))?;
                }
                everything.extend(self.rows_on_screen()?);
            }
        }
        self.say(&format!(
            "read {} rows in {} sections",
            everything.len(),
            SECTIONS.len()
        ));
        Ok(everything)
    }

    /// `Type/id` of every row of the list on screen, scrolling through all of it.
    pub fn rows_on_screen(&self) -> Result<BTreeSet<String>, Stumble> {
        let app = self.app()?;
        let mut seen = BTreeSet::new();
        app.wait("every row of the list", || {
            let view = app.run_script(READ_AND_SCROLL_ON, &json!([])).ok()?;
            let rows = view.get("rows")?.as_array()?;
            seen.extend(
                rows.iter()
                    .filter_map(|row| row.as_str().map(str::to_owned)),
            );
            let total = usize::try_from(view.get("total")?.as_u64()?).ok()?;
            (seen.len() >= total).then_some(())
        })?;
        Ok(seen)
    }

    /// Opens the first row of the list on screen, and waits for its details.
    pub fn open_first_row(&mut self) -> Result<(), Stumble> {
        let app = self.app()?;
        app.click("[data-region=list] [data-key]")?;
        app.wait_for("[data-region=detail]")?;
        Ok(())
    }

    /// Opens the JSON of the row whose details are shown.
    pub fn read_json(&mut self) -> Result<String, Stumble> {
        let app = self.app()?;
        app.click("#show-json")?;
        app.wait_for("[data-region=json]")?;
        let to_the_json = "document.querySelector('[data-region=json]').scrollIntoView()";
        app.run_script(to_the_json, &json!([]))?;
        Ok(app.text("[data-region=json]")?)
    }
}

/// The rows that are drawn, and how many there are in all; only the visible ones exist, so it scrolls
/// on once all of these have arrived. An empty list says that it is empty.
const READ_AND_SCROLL_ON: &str = "
    if (document.querySelector('[data-nothing]')) return { rows: [], total: 0 };
    const list = document.querySelector('[data-region=list]');
    const drawn = [...(list?.querySelectorAll('[role=option]') ?? [])];
    if (drawn.length === 0) return {};
    const rows = drawn.map(row => row.dataset.key).filter(key => key);
    const box = list.parentElement;
    if (rows.length === drawn.length) {
        const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
        box.scrollTop = isAtEnd ? 0 : box.scrollTop + box.clientHeight * 0.8;
    }
    return { rows, total: Number(drawn[0].getAttribute('aria-setsize')) };
";
