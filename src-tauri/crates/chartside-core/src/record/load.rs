//! Loading a record: everything of the plan, several types side by side, each page shown at once.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use async_stream::stream;
use chart::Section;
use chart_store::{ChartStore, is_of_type};
use fhir_client::{FhirClient, FhirError, Page, Resource};
use futures_util::{Stream, StreamExt as _, pin_mut, stream as streams};
use jiff::Timestamp;
use smart_app_launch::Scope;
use tokio_util::sync::CancellationToken;

use super::fetch::{Step, Wanted};
use super::gap::Gap;
use super::keep::Saving;
use super::kept::{as_kept, section_state};
use super::plan::{Decision, Known, MEDICATION, PlannedType, TypeRules, plan, planned_type};
use super::progress::Progress;
use super::renew::renew;
use super::syncing::{Ended, Syncing};
use super::{HeldRecord, OpenRecord, RecordId, Whose};
use crate::app::App;
use crate::ipc::{RecordEvent, SectionState};
use crate::problem::{Problem, ProblemCode};
use crate::session::OpenSession;

/// Types fetched side by side. How many requests run at once is the host's matter.
const AT_ONCE: usize = 6;

/// Loads a record, or of one that was loaded before only the type `part`. The stream ends without a last
/// event when a newer load of the record begins, or when it is closed or its session signed out; what
/// arrived stays.
pub(crate) fn load(
    app: App,
    record: String,
    part: Option<String>,
) -> impl Stream<Item = RecordEvent> + Send {
    stream! {
        let id = match RecordId::parse(&record) {
            Ok(id) => id,
            Err(problem) => {
                yield RecordEvent::Failed { problem };
                return;
            }
        };
        let part = part.filter(|_| app.records().reached(id).is_some());
        let running = app.records().begin_load(id);
        let ended = running.clone();
        let events = run(app, id, running, part).take_until(ended.cancelled_owned());
        pin_mut!(events);
        while let Some(event) = events.next().await {
            yield event;
        }
    }
}

/// All of a record, or one type of it again.
fn run(
    app: App,
    id: RecordId,
    running: CancellationToken,
    only: Option<String>,
) -> impl Stream<Item = RecordEvent> + Send {
    stream! {
        let now = app.now();
        let opened = app.open_record(id).await;
        let whose = app.whose(id, &opened).await;
        let mut held = None;
        if let Some(whose) = &whose {
            let Some(record) = app.open_store(id, whose.partition(), &running).await else {
                return;
            };
            let HeldRecord { store, keeping } = held.insert(record);
            if let Some(kept) = as_kept(store).filter(|_| only.is_none()) {
                app.log().opened(whose);
                yield kept;
            }
            yield RecordEvent::Keeping { keeping: *keeping };
        }
        let begun = match (opened, whose, held) {
            (Ok(opened), Some(whose), Some(held)) => begin(&app, opened, whose, held.store).await,
            (Err(problem), _, _) => Err(problem),
            (Ok(_), _, _) => Err(Problem::new(ProblemCode::Internal)),
        };
        let begun = match begun {
            Ok(begun) => begun,
            Err(problem) => {
                app.note_not_opened(id, &problem).await;
                yield RecordEvent::Failed { problem };
                return;
            }
        };
        let reached = only.and_then(|only| Some((only, app.records().reached(id)?)));
        let loading = begun.loading(now, reached);
        let events = fetch_all(app, id, running, begun, loading);
        pin_mut!(events);
        while let Some(event) = events.next().await {
            yield event;
        }
    }
}

/// What can happen while a record is fetched.
enum Happening {
    Step(Step),
    /// The server asks everybody to wait.
    Pause(Duration),
    Done,
}

/// Fetches what is planned, shows it and saves it.
fn fetch_all(
    app: App,
    id: RecordId,
    running: CancellationToken,
    begun: Begun,
    mut loading: Loading,
) -> impl Stream<Item = RecordEvent> + Send {
    stream! {
        let Some(events) = begun.first(&app, &loading).await else {
            yield RecordEvent::Failed { problem: Problem::new(ProblemCode::NotFhir) };
            return;
        };
        for event in events {
            yield event;
        }
        let Begun { opened, whose, client, store, .. } = begun;
        let saving = Saving::begin(Arc::clone(&store));
        let steps = everything(&client, &opened, &loading).map(Happening::Step);
        let steps = steps.chain(streams::iter([Happening::Done]));
        let happenings = streams::select(steps, client.pauses().map(Happening::Pause));
        pin_mut!(happenings);
        while let Some(happening) = happenings.next().await {
            let step = match happening {
                Happening::Step(step) => step,
                Happening::Pause(left) => {
                    yield waiting(left);
                    continue;
                }
                Happening::Done => break,
            };
            let ended = matches!(step, Step::SessionEnded(_));
            let states = loading.take(step);
            store.set_sync_state(loading.syncing.state());
            saving.arrived();
            for state in states {
                yield RecordEvent::Section { state };
            }
            if ended {
                break;
            }
        }
        let lessons = std::mem::take(&mut loading.lessons);
        app.keep_learnt(opened.session().fhir_base_url(), lessons).await;
        let (complete, as_of) = loading.finish();
        app.records().reach(id, &running, loading.progress);
        yield RecordEvent::Finished {
            resources: u32::try_from(store.len()).unwrap_or(u32::MAX),
            complete,
            as_of: as_of.to_string(),
        };
        if let Some(error) = saving.finish().await {
            let keeping = app.cannot_keep(&whose, &store, &error).await;
            yield RecordEvent::Keeping { keeping };
        }
    }
}

fn waiting(left: Duration) -> RecordEvent {
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    RecordEvent::Waiting {
        seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
    }
}

/// A load whose patient has been read.
struct Begun {
    opened: OpenRecord,
    whose: Whose,
    client: FhirClient,
    store: Arc<ChartStore>,
    planned: Vec<(PlannedType, Decision)>,
    /// It was shown before anything was asked.
    was_kept: bool,
}

impl Begun {
    /// A load of everything, or of one type after an earlier one.
    fn loading(&self, now: Timestamp, part: Option<(String, Progress)>) -> Loading {
        let (store, mut planned) = (Arc::clone(&self.store), self.planned.clone());
        let Some((only, mut progress)) = part else {
            let progress = Progress::new(&planned);
            return Loading::new(store, planned, progress, now);
        };
        planned.retain(|(planned, _)| planned.resource_type == only);
        for (_, decision) in &planned {
            progress.again(&only, decision);
        }
        Loading {
            is_part: true,
            ..Loading::new(store, planned, progress, now)
        }
    }

    /// What is told first. `None`: there is no patient.
    async fn first(&self, app: &App, loading: &Loading) -> Option<Vec<RecordEvent>> {
        let sections = loading.sections();
        if loading.is_part {
            let section = |state| RecordEvent::Section { state };
            return Some(sections.into_iter().map(section).collect());
        }
        let banner = self.store.banner()?;
        self.opened.note_patient(&banner).await;
        if !self.was_kept {
            app.log().opened(&self.whose);
        }
        let session = self.opened.session().summary();
        Some(vec![
            RecordEvent::Planned { session, sections },
            RecordEvent::Banner { banner },
        ])
    }
}

/// Reads the patient and decides what to fetch.
async fn begin(
    app: &App,
    opened: OpenRecord,
    whose: Whose,
    store: Arc<ChartStore>,
) -> Result<Begun, Problem> {
    opened.session().try_again().await;
    let client = app.fhir_client(opened.session())?;
    let was_kept = store.banner().is_some();
    // The patient and the server's capabilities are asked for at the same time.
    let (who, capabilities) = futures_util::join!(
        client.read("Patient", opened.patient()),
        client.capabilities()
    );
    match who {
        Ok(patient) => take_patient(&store, patient.json())?,
        Err(error) => return Err(no_patient(opened.session(), &error).await),
    }
    let session = opened.session();
    let mut planned = plan(Known {
        granted: &session.granted(),
        contexts: contexts_of(&opened),
        capabilities: capabilities.ok().as_ref(),
        vendor: &app.vendor_of(session).await.record,
        learnt: &app.learnt_of(session.fhir_base_url()).await,
    });
    planned.extend(no_longer_offered(&store, &planned));
    Ok(Begun {
        opened,
        whose,
        client,
        store,
        planned,
        was_kept,
    })
}

/// Types of which something is kept and that the plan does not speak of any more: what is shown of them is
/// old, and that is said.
fn no_longer_offered(
    store: &ChartStore,
    planned: &[(PlannedType, Decision)],
) -> Vec<(PlannedType, Decision)> {
    let is_planned = |kind: &str| {
        let mut types = planned.iter();
        types.any(|(planned, _)| planned.resource_type == kind)
    };
    let sync = store.sync_state();
    let kept = sync.searches.keys();
    let left = kept.filter(|kind| !is_planned(kind) && store.count_of_type(kind) > 0);
    left.filter_map(|kind| Some((planned_type(kind)?, Decision::NotOffered)))
        .collect()
}

/// A server that answers with another patient than the one asked for has put another in context.
fn take_patient(store: &ChartStore, patient: &str) -> Result<(), Problem> {
    if store.apply([patient]).foreign > 0 {
        return Err(Problem::new(ProblemCode::PatientChanged));
    }
    Ok(())
}

/// Whoever may read nothing at all may read the patient: a 401 there is about the token.
async fn no_patient(opened: &OpenSession, error: &FhirError) -> Problem {
    if matches!(error, FhirError::Unauthorized { .. })
        && let Some(problem) = opened.refused().await
    {
        return problem.logged(error);
    }
    Problem::from(error).logged(error)
}

/// What was granted for the patient in context is not granted for one that was chosen.
fn contexts_of(opened: &OpenRecord) -> &'static [&'static str] {
    if opened.is_chosen() {
        &["user", "system"]
    } else {
        &["patient", "user", "system"]
    }
}

/// All types that are to be fetched, a few at once, in the order of the plan.
fn everything(
    client: &FhirClient,
    opened: &OpenRecord,
    loading: &Loading,
) -> impl Stream<Item = Step> + Send + use<> {
    let granted = opened.session().granted();
    let may_read_medicines = contexts_of(opened).iter().any(|context| {
        let scope = Scope::parse(&format!("{context}/{}.r", MEDICATION.resource_type));
        scope.is_ok_and(|scope| granted.covers(&scope))
    });
    let to_fetch = loading.planned.iter().filter_map(|(planned, decision)| {
        let Decision::Fetch(asking) = decision else {
            return None;
        };
        Some(Wanted {
            planned: *planned,
            asking: (**asking).clone(),
            patient: opened.patient().to_owned(),
            may_read_medicines,
        })
    });
    let fetches: Vec<_> = to_fetch
        .map(|wanted| {
            let since = loading.syncing.since(wanted.planned.resource_type);
            Box::pin(renew(client.clone(), wanted, since))
        })
        .collect();
    streams::iter(fetches).flatten_unordered(AT_ONCE)
}

struct Loading {
    store: Arc<ChartStore>,
    planned: Vec<(PlannedType, Decision)>,
    /// One type again, after an earlier load.
    is_part: bool,
    progress: Progress,
    syncing: Syncing,
    /// Types of which only what changed is asked for.
    renewing: HashSet<&'static str>,
    /// Keys of everything that this load brought.
    seen: HashSet<Arc<str>>,
    /// How the server wants to be asked.
    lessons: BTreeMap<String, TypeRules>,
}

impl Loading {
    /// What is no longer granted is no longer shown.
    fn new(
        store: Arc<ChartStore>,
        planned: Vec<(PlannedType, Decision)>,
        mut progress: Progress,
        began: Timestamp,
    ) -> Self {
        let before = store.sync_state();
        for (planned, decision) in &planned {
            let kind = planned.resource_type;
            if matches!(decision, Decision::NotGranted) {
                store.withhold_type(kind);
            } else if let Some(search) = before.searches.get(kind) {
                progress.holds(kind, search.as_of);
            }
        }
        let of = |wanted: bool| {
            let is_wanted =
                move |decision: &Decision| matches!(decision, Decision::Fetch(_)) == wanted;
            let planned = planned
                .iter()
                .filter(move |(_, decision)| is_wanted(decision));
            planned.map(|(planned, _)| planned.resource_type)
        };
        let lacking = of(false).flat_map(|kind| {
            let codes = progress.codes(kind);
            codes.into_iter().map(move |code| (kind, code))
        });
        let syncing = Syncing::begin(before, of(true), lacking, began);
        Self {
            store,
            planned,
            is_part: false,
            progress,
            syncing,
            renewing: HashSet::new(),
            seen: HashSet::new(),
            lessons: BTreeMap::new(),
        }
    }

    /// Takes one step in; gives the sections that changed.
    fn take(&mut self, step: Step) -> Vec<SectionState> {
        match step {
            Step::Page(kind, page) => {
                let mut changed = self.page(kind, &page);
                changed.extend(sections_of(kind));
                self.states(changed)
            }
            Step::Renewing(kind) => {
                self.renewing.insert(kind);
                self.progress.renews(kind);
                Vec::new()
            }
            Step::Compare { kind, count, fits } => {
                let here = self.store.count_of_type(kind) as u64;
                // Who does not wait for the answer any more was ended.
                let _ = fits.send(here == count && !self.progress.falls_short(kind));
                Vec::new()
            }
            Step::Anew { kind, can_renew } => {
                self.renewing.remove(kind);
                self.seen.retain(|key| !is_of_type(key, kind));
                self.progress.anew(kind);
                self.syncing.anew(kind, can_renew);
                self.states(sections_of(kind))
            }
            Step::Along(resource) => {
                let applied = self.store.apply([resource.json()]);
                self.states(applied.sections)
            }
            Step::Missing(kind, gap) => {
                self.progress.remark(kind, gap);
                self.states(sections_of(kind))
            }
            Step::Learnt(kind, rules) => {
                self.lessons.insert(kind.to_owned(), rules);
                Vec::new()
            }
            Step::End(kind) => {
                self.progress.end(kind);
                let mut changed = self.take_out_what_is_gone(kind);
                self.note_end(kind);
                changed.extend(sections_of(kind));
                self.states(changed)
            }
            Step::SessionEnded(problem) => {
                for kind in self.progress.end_all(&problem) {
                    self.note_end(kind);
                }
                self.sections()
            }
        }
    }

    fn note_end(&mut self, kind: &'static str) {
        let ended = match (self.progress.is_whole(kind), self.renewing.contains(kind)) {
            (false, _) => Ended::Short,
            (true, true) => Ended::Renewed,
            (true, false) => Ended::Whole,
        };
        self.syncing.end(kind, ended, self.progress.codes(kind));
    }

    /// The load ended. `true`: nothing is missing; and nothing is older than this.
    fn finish(&mut self) -> (bool, Timestamp) {
        let complete = self.progress.is_complete();
        let as_of = self.syncing.finish(complete, self.progress.oldest());
        self.store.set_sync_state(self.syncing.state());
        (complete, as_of)
    }

    /// Only a list that is known to be whole says that what it lacks is gone.
    fn take_out_what_is_gone(&self, kind: &str) -> Vec<Section> {
        if self.progress.is_whole(kind) && !self.renewing.contains(kind) {
            self.store.retain_type(kind, &self.seen)
        } else {
            Vec::new()
        }
    }

    fn page(&mut self, kind: &'static str, page: &Page) -> Vec<Section> {
        let matches = page
            .resources
            .iter()
            .filter(|resource| !resource.is_included())
            .count();
        // What came twice was counted by the server too.
        let matches = matches.saturating_add(page.skipped.repeated as usize);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let total = page
            .total
            .map(|total| u32::try_from(total).unwrap_or(u32::MAX));
        self.progress.page(kind, count(matches), total);
        for remark in &page.remarks {
            let words = Some(remark.text.clone());
            let problem = Problem::new(ProblemCode::ServerRemark).with_server_message(words);
            self.progress.remark(kind, Gap::of(problem));
        }
        let applied = self.store.apply(page.resources.iter().map(Resource::json));
        self.syncing.page(kind, &applied);
        self.seen.extend(applied.keys);
        let lacking = [
            (
                ProblemCode::EntriesUnreadable,
                page.skipped.unreadable as usize,
            ),
            (ProblemCode::OtherPatient, applied.foreign),
            (ProblemCode::StoppedAtLimit, applied.refused),
        ];
        for (code, count) in lacking.into_iter().filter(|(_, count)| *count > 0) {
            let gap = Gap::of(Problem::new(code)).counting(count);
            self.progress.remark(kind, gap);
        }
        applied.sections
    }

    fn states(&self, changed: impl IntoIterator<Item = Section>) -> Vec<SectionState> {
        let mut changed: Vec<Section> = changed.into_iter().collect();
        changed.sort_unstable();
        changed.dedup();
        changed
            .into_iter()
            .map(|section| self.state(section))
            .collect()
    }

    fn sections(&self) -> Vec<SectionState> {
        Section::ALL
            .iter()
            .map(|section| self.state(*section))
            .collect()
    }

    fn state(&self, section: Section) -> SectionState {
        section_state(&self.store, &self.progress, section)
    }
}

fn sections_of(resource_type: &str) -> Vec<Section> {
    let planned = planned_type(resource_type);
    planned
        .map(|planned| planned.sections.to_vec())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_patient_than_the_one_asked_for_is_not_shown() {
        let store = ChartStore::new(Some("p"));
        let refused = take_patient(&store, r#"{"resourceType":"Patient","id":"q"}"#);
        assert_eq!(refused.unwrap_err().code, ProblemCode::PatientChanged);
        assert!(store.is_empty());
        assert!(take_patient(&store, r#"{"resourceType":"Patient","id":"p"}"#).is_ok());
    }
}
