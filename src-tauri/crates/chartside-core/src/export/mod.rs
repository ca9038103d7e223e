//! Taking a record along: files in the folder for downloads, and rows for paper.
//!
//! What goes into a copy and how is [`chart_export`]'s business; here it is decided whether it may be
//! made, of what, where it goes, and it is noted that it was made. Must never know: any screen, the
//! network.

mod drawn;
mod known;
mod place;
mod take;
mod write;

use std::sync::Arc;

use async_stream::stream;
use chart::Section;
use chart_export::{About, Choice};
use chart_store::ChartStore;
use futures_util::Stream;
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio_util::sync::CancellationToken;

pub(crate) use known::Known;
pub(crate) use place::Unfinished;

use crate::app::App;
use crate::ipc::{
    ExportChoice, ExportCounts, ExportEvent, ExportForm, ExportQuery, ExportRecord, ExportSection,
    Exported, PrintEvent,
};
use crate::problem::{Problem, ProblemCode};
use crate::record::RecordId;
use write::{Copying, Sofar};

/// Rows that go to paper in one event.
const PRINTED_AT_ONCE: usize = 200;
/// Events that wait to be heard.
const WAITING: usize = 2;

/// A copy that is being written, and how far it is.
type Begun = (
    JoinHandle<Result<Exported, Problem>>,
    watch::Receiver<Sofar>,
);

/// The commands.
impl App {
    /// What a choice holds, and what is missing of it.
    pub async fn count_export(&self, query: ExportQuery) -> Result<ExportCounts, Problem> {
        let (id, store) = self.opened_record(&query.record)?;
        let choice = take::choice(&query.what)?;
        let extent = self.known().of(id);
        let counted = in_background(move || {
            let count = |section| take::count(&store, &choice, section);
            let counts = Section::ALL.iter().map(|section| number(count(*section)));
            (counts.collect::<Vec<u32>>(), choice)
        });
        let (counts, choice) = counted.await?;
        let of = Section::ALL.iter().zip(counts);
        let chosen = of
            .clone()
            .filter(|(section, _)| choice.sections.contains(section));
        let entries = chosen.map(|(_, count)| count).sum();
        let sections = of.map(|(section, entries)| ExportSection {
            section: *section,
            entries,
            state: extent.of(*section).cloned(),
        });
        Ok(ExportCounts {
            sections: sections.collect(),
            entries,
            as_of: extent.as_of.clone(),
            obstacle: self.policy().permits_export().err(),
        })
    }

    /// Write a copy into the folder for downloads.
    pub fn export_record(
        &self,
        request: ExportRecord,
    ) -> impl Stream<Item = ExportEvent> + Send + use<> {
        let app = self.clone();
        stream! {
            // Whoever stops listening gives it up.
            let running = CancellationToken::new();
            let _ends = running.clone().drop_guard();
            let begun = app.begin_export(&request, running);
            let (copying, mut sofar) = match begun {
                Ok(begun) => begun,
                Err(problem) => {
                    app.note_export(&request.record, request.form, &Err(problem.clone()));
                    yield ExportEvent::Failed { problem };
                    return;
                }
            };
            while sofar.changed().await.is_ok() {
                let (done, total) = *sofar.borrow_and_update();
                yield ExportEvent::Progress { done: number(done), total: number(total) };
            }
            let ended = copying.await;
            yield match ended.unwrap_or_else(|_| Err(Problem::new(ProblemCode::Internal))) {
                Ok(exported) => ExportEvent::Finished { exported },
                Err(problem) => ExportEvent::Failed { problem },
            };
        }
    }

    /// The rows of a choice, to be printed.
    pub fn rows_to_print(
        &self,
        query: ExportQuery,
    ) -> impl Stream<Item = PrintEvent> + Send + use<> {
        let app = self.clone();
        stream! {
            let begun = app.opened_record(&query.record);
            let begun = begun.and_then(|(_, store)| Ok((store, take::choice(&query.what)?)));
            let (store, choice) = match begun {
                Ok(begun) => begun,
                Err(problem) => {
                    yield PrintEvent::Failed { problem };
                    return;
                }
            };
            let (sender, mut rows) = mpsc::channel(WAITING);
            spawn_blocking(move || send_rows(&store, &choice, &sender));
            while let Some(event) = rows.recv().await {
                yield event;
            }
        }
    }

    /// Forgets how far records were read that are closed.
    pub(crate) fn forget_closed(&self) {
        self.known()
            .keep(|record| self.records().get(record).is_some());
    }

    fn opened_record(&self, record: &str) -> Result<(RecordId, Arc<ChartStore>), Problem> {
        let id = RecordId::parse(record)?;
        let store = self.records().get(id);
        let unknown = || Problem::new(ProblemCode::SessionUnknown);
        Ok((id, store.ok_or_else(unknown)?))
    }

    /// Begins to write in the background. When nothing more is told of how far it is, it has ended.
    fn begin_export(
        &self,
        request: &ExportRecord,
        running: CancellationToken,
    ) -> Result<Begun, Problem> {
        self.policy().permits_export()?;
        let (id, store) = self.opened_record(&request.record)?;
        let opened = self.sessions().get(id.session());
        let opened = opened.ok_or_else(|| Problem::new(ProblemCode::SessionUnknown))?;
        let (progress, sofar) = watch::channel((0, 0));
        let guard = self.clone();
        let copying = Copying {
            patient: patient_of(&store)?,
            store,
            about: self.about(id, opened.fhir_base_url(), &request.what)?,
            form: request.form,
            folder: self.settings().exports.clone(),
            day: self.now().strftime("%Y-%m-%d").to_string(),
            progress,
            given_up: Box::new(move || running.is_cancelled() || guard.guard().is_locked()),
        };
        let (app, record, form) = (self.clone(), request.record.clone(), request.form);
        let writing = spawn_blocking(move || {
            let ended = copying.write().map_err(Problem::from);
            app.note_export(&record, form, &ended);
            ended
        });
        Ok((writing, sofar))
    }

    fn about(&self, id: RecordId, server: &str, what: &ExportChoice) -> Result<About, Problem> {
        let choice = take::choice(what)?;
        let extent = self.known().of(id);
        let mut document = [0; 16];
        getrandom::fill(&mut document)
            .map_err(|error| Problem::new(ProblemCode::Internal).logged(&error))?;
        Ok(About {
            server: server.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            made: format!("{:.0}", self.now()),
            as_of: extent.as_of.clone(),
            document,
            gaps: extent.gaps(&choice.sections),
            every_section: choice.sections.len() == Section::ALL.len(),
            choice,
        })
    }

    fn note_export(&self, record: &str, form: ExportForm, ended: &Result<Exported, Problem>) {
        let form = match form {
            ExportForm::Bundle => "bundle",
            ExportForm::Csv => "csv",
            ExportForm::Ips => "ips",
        };
        self.note_exported(record, form, ended.as_ref().err());
    }
}

/// The key of the patient whose record this is.
fn patient_of(store: &ChartStore) -> Result<String, Problem> {
    let banner = store.banner();
    let banner = banner.ok_or_else(|| Problem::new(ProblemCode::ResourceUnknown))?;
    Ok(format!("Patient/{}", banner.id))
}

/// Rows in pieces, until they end or nobody listens.
fn send_rows(store: &ChartStore, choice: &Choice, sender: &mpsc::Sender<PrintEvent>) {
    let mut entries = 0;
    for section in &choice.sections {
        let looked_at = || !sender.is_closed();
        let mut chosen = take::walk(store, choice, *section, &looked_at).peekable();
        while chosen.peek().is_some() {
            let piece = chosen.by_ref().take(PRINTED_AT_ONCE);
            let rows: Vec<_> = piece.map(|taken| taken.entry).collect();
            entries += rows.len();
            let section = *section;
            if sender
                .blocking_send(PrintEvent::Rows { section, rows })
                .is_err()
            {
                return;
            }
        }
    }
    let entries = number(entries);
    // Nobody listens any more: nobody misses it.
    let _ = sender.blocking_send(PrintEvent::Finished { entries });
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let worked = spawn_blocking(work).await;
    worked.map_err(|error| Problem::new(ProblemCode::Internal).logged(&error))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
