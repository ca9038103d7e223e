//! Loading a record: everything of the plan, several types side by side, each page shown at once.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use async_stream::stream;
use chart_store::ChartStore;
use fhir_client::{FhirClient, FhirError};
use futures_util::{Stream, StreamExt as _, pin_mut, stream as streams};
use jiff::Timestamp;
use smart_app_launch::Scope;
use tokio_util::sync::CancellationToken;

use super::fetch::{Step, Wanted, go_on};
use super::keep::Saving;
use super::kept::as_kept;
use super::loading::Loading;
use super::plan::{Decision, Known, MEDICATION, PlannedType, plan, planned_type};
use super::progress::Progress;
use super::renew::renew;
use super::wish::{Again, Wish};
use super::{HeldRecord, OpenRecord, RecordId, Whose};
use crate::app::App;
use crate::ipc::RecordEvent;
use crate::problem::{Problem, ProblemCode};
use crate::session::OpenSession;

/// Loads a record, or as much of it as is wished. The stream ends without a last event when a newer load
/// of the record begins, or when it is closed or its session signed out; what arrived stays.
pub(crate) fn load(app: App, record: String, wish: Wish) -> impl Stream<Item = RecordEvent> + Send {
    stream! {
        let id = match RecordId::parse(&record) {
            Ok(id) => id,
            Err(problem) => {
                yield RecordEvent::Failed { problem };
                return;
            }
        };
        let running = app.records().begin_load(id);
        let ended = running.clone();
        let events = run(app, id, running, wish).take_until(ended.cancelled_owned());
        pin_mut!(events);
        while let Some(event) = events.next().await {
            yield event;
        }
    }
}

/// All of a record, or some types of it again.
fn run(
    app: App,
    id: RecordId,
    running: CancellationToken,
    wish: Wish,
) -> impl Stream<Item = RecordEvent> + Send {
    stream! {
        let now = app.now();
        let again = wish.again(app.records().reached(id), app.records().stopped(id));
        let opened = app.open_record(id).await;
        let whose = app.whose(id, &opened).await;
        let mut held = None;
        if let Some(whose) = &whose {
            let Some(record) = app.open_store(id, whose.partition(), &running).await else {
                return;
            };
            let HeldRecord { store, keeping } = held.insert(record);
            if let Some(kept) = as_kept(store).filter(|_| again.is_none()) {
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
                if app.goes_on_when_reached(id, &running, problem.code).await {
                    yield RecordEvent::AwaitsNetwork;
                }
                yield RecordEvent::Failed { problem };
                return;
            }
        };
        let loading = begun.loading(now, again, &wish);
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
        let unreached = !loading.progress.unreached().is_empty();
        app.records().reach(id, &running, loading.progress, loading.stopped);
        if !unreached {
            app.was_reached(id);
        } else if app.goes_on_when_reached(id, &running, ProblemCode::ServerUnreachable).await {
            yield RecordEvent::AwaitsNetwork;
        }
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
    /// A load of everything, or of some types after an earlier one.
    fn loading(&self, now: Timestamp, again: Option<Again>, wish: &Wish) -> Loading {
        let (store, mut planned) = (Arc::clone(&self.store), self.planned.clone());
        let Some(again) = again else {
            let progress = Progress::new(&planned);
            return Loading {
                is_anew: *wish == Wish::Everything,
                ..Loading::new(store, planned, progress, now)
            };
        };
        planned.retain(|planned| again.is_about(planned));
        let Again {
            mut reached,
            stopped,
            ..
        } = again;
        let mut seen = HashSet::new();
        for (planned, decision) in &planned {
            let kind = planned.resource_type;
            match stopped.get(kind) {
                Some(stopped) => {
                    reached.goes_on(kind);
                    seen.extend(stopped.seen.iter().cloned());
                }
                None => reached.again(kind, decision),
            }
        }
        Loading {
            is_part: true,
            is_anew: true,
            seen,
            goes_on: stopped,
            ..Loading::new(store, planned, reached, now)
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
    let client = app.fhir_client(opened.session()).await?;
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
    let fetches = loading.planned.iter().filter_map(|(planned, decision)| {
        let kind = planned.resource_type;
        if let Some(stopped) = loading.goes_on.get(kind) {
            let places = stopped.places.clone();
            return Some(go_on(client.clone(), *planned, may_read_medicines, places).boxed());
        }
        let Decision::Fetch(asking) = decision else {
            return None;
        };
        let wanted = Wanted {
            planned: *planned,
            asking: (**asking).clone(),
            patient: opened.patient().to_owned(),
            may_read_medicines,
            life: loading.life(),
        };
        Some(renew(client.clone(), wanted, loading.since(kind)).boxed())
    });
    // All of them, in the order of the plan. How many requests run at once is the host's matter.
    streams::iter(fetches.collect::<Vec<_>>()).flatten_unordered(None)
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
