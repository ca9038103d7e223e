//! A chart that is on screen as a picture, and its values as a table.
//!
//! The picture comes from the screen, so only what begins as a PNG goes to the disk, under a name that
//! is made here.

use std::collections::HashSet;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chart::Entry;
use chart_export::write_table;
use chart_store::{ChartStore, Trend};

use super::in_background;
use super::place::Unfinished;
use super::write::CopyError;
use crate::app::App;
use crate::ipc::{ChartForm, ChartSaved, SaveChart};
use crate::problem::{Problem, ProblemCode};

/// No chart on a screen makes a larger picture.
const LARGEST: usize = 24 << 20;

/// Results that lie on one axis of time, at most.
const MOST_ANALYTES: usize = 8;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The command.
impl App {
    /// Write a chart that is on screen, or its values, into the folder for downloads.
    pub async fn save_chart(&self, request: SaveChart) -> Result<ChartSaved, Problem> {
        let form = match request.form {
            ChartForm::Picture { .. } => "chart",
            ChartForm::Values => "chart-values",
        };
        let record = request.record.clone();
        let saved = self.write_chart(request).await;
        self.note_exported(&record, form, saved.as_ref().err());
        saved
    }

    async fn write_chart(&self, request: SaveChart) -> Result<ChartSaved, Problem> {
        self.policy().permits_export()?;
        let (_, store) = self.opened_record(&request.record)?;
        let folder = self.settings().exports.clone();
        let day = self.now().strftime("%Y-%m-%d").to_string();
        let written = in_background(move || match request.form {
            ChartForm::Picture { png } => {
                let picture = picture(&png)?;
                let stem = format!("chartside-chart-{day}");
                write(&folder, &stem, ".png", |out| out.write_all(&picture))
            }
            ChartForm::Values => {
                let entries = entries(&store, &request.analytes)?;
                let stem = format!("chartside-chart-values-{day}");
                write(&folder, &stem, ".csv", |out| {
                    write_table(out, true, entries.into_iter()).map(|_| ())
                })
            }
        });
        let file = written.await??;
        Ok(ChartSaved { file })
    }
}

fn picture(png: &str) -> Result<Vec<u8>, Problem> {
    let is_too_long = png.len() > LARGEST;
    let decoded = (!is_too_long).then(|| STANDARD.decode(png).ok()).flatten();
    let picture = decoded.filter(|bytes| bytes.starts_with(PNG));
    picture.ok_or_else(|| Problem::new(ProblemCode::Internal))
}

/// Every entry of the chart, drawn or not, in the order of the analytes, the newest first.
fn entries(store: &ChartStore, analytes: &[String]) -> Result<Vec<Entry>, Problem> {
    let mut seen = HashSet::new();
    let mut entries = Vec::new();
    for analyte in analytes.iter().take(MOST_ANALYTES) {
        let unknown = || Problem::new(ProblemCode::ResourceUnknown);
        let trend = store.trend(analyte).ok_or_else(unknown)?;
        let mut own: Vec<Entry> = keys(&trend)
            .filter(|key| seen.insert((*key).to_owned()))
            .filter_map(|key| Some(store.resource(key)?.0))
            .collect();
        own.sort_by(|a, b| sort(b).cmp(sort(a)));
        entries.append(&mut own);
    }
    Ok(entries)
}

fn keys(trend: &Trend) -> impl Iterator<Item = &str> {
    let lines = trend.panels.iter().flat_map(|panel| &panel.lines);
    let drawn = lines.flat_map(|line| &line.points).map(|point| &point.key);
    let undrawn = trend.undrawn.iter().map(|one| &one.key);
    drawn.chain(undrawn).map(String::as_str)
}

fn sort(entry: &Entry) -> &str {
    entry.date.as_ref().map_or("", |date| &date.sort)
}

fn write(
    folder: &Path,
    stem: &str,
    ending: &'static str,
    content: impl FnOnce(&mut BufWriter<std::fs::File>) -> io::Result<()>,
) -> Result<String, Problem> {
    let written = || -> io::Result<String> {
        let (unfinished, file) = Unfinished::file(folder, stem, ending)?;
        let mut out = BufWriter::new(file);
        content(&mut out)?;
        out.into_inner()?.sync_all()?;
        unfinished.finish()
    };
    written().map_err(|error| Problem::from(CopyError::from(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_png_is_a_picture() {
        let png = STANDARD.encode([PNG, b"rest"].concat());
        assert_eq!(picture(&png).unwrap(), [PNG, b"rest"].concat());
        for wrong in [
            "",
            "no base64!",
            &STANDARD.encode("<svg onload=x>"),
            &STANDARD.encode("MZ"),
        ] {
            assert_eq!(picture(wrong).unwrap_err().code, ProblemCode::Internal);
        }
    }

    #[test]
    fn the_values_are_all_entries_of_the_chart_drawn_or_not() {
        let result = |id: &str, date: &str, value: &str| {
            format!(
                r#"{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"coding":[{{"system":"s","code":"c"}}]}},
                    "effectiveDateTime":"{date}","valueQuantity":{{{value}}}}}"#
            )
        };
        let store = ChartStore::new(None);
        let page = [
            result("a", "2024", r#""value":85,"unit":"mg/dL""#),
            result("b", "2025", r#""value":0.9,"unit":"g/L""#),
            result("c", "2026", r#""value":5.3,"unit":"mmol/L""#),
            result("d", "soon", r#""value":90,"unit":"mg/dL""#),
        ];
        store.apply(page.iter().map(String::as_str));
        let analytes = ["s|c|mg/dL".to_owned(), "s|c|mmol/L".to_owned()];
        let entries = entries(&store, &analytes).unwrap();
        let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(
            keys,
            ["c", "b", "a", "d"].map(|id| format!("Observation/{id}"))
        );
        let unknown = super::entries(&store, &["nothing".to_owned()]);
        assert_eq!(unknown.unwrap_err().code, ProblemCode::ResourceUnknown);
    }
}
