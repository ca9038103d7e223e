//! What happens during a sign-in, a refresh and a sign-out, kept step by step so that a person can look
//! at it: which address, which parameters, what came back, how long it took, what was wrong.
//!
//! In memory only and bounded. Secrets are redacted before they get here; nothing of a flow is ever
//! logged.

mod commands;
mod report;
mod shown;
mod steps;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::{Stream, StreamExt as _};
use jiff::Timestamp;
use session_store::SessionId;
use smart_app_launch::Binding;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

use shown::Salt;

use crate::activity::Activity;
use crate::ipc::{
    Flow, FlowKind, FlowOutcome, FlowStep, FlowStepKind, FlowSummary, FlowValue, FlowsChanged,
};
use crate::ports::{Clock, Ports};
use crate::problem::Problem;

/// Flows that are kept; the oldest goes first.
const KEPT: usize = 40;
/// Refreshes that are kept, so that a long session does not push its own sign-in out.
const KEPT_REFRESHES: usize = 20;
/// Steps of one flow.
const STEPS: usize = 40;
/// Parameters of one step.
const PARAMETERS: usize = 80;

/// The flows of this run. A clone is another handle to the same.
#[derive(Clone)]
pub(crate) struct Flows {
    activity: Activity,
    shared: Arc<Shared>,
}

struct Shared {
    clock: Arc<dyn Clock>,
    changes: watch::Sender<u32>,
    salt: Salt,
    flows: Mutex<VecDeque<Flow>>,
}

impl std::fmt::Debug for Flows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Flows")
    }
}

impl Flows {
    pub(crate) fn new(ports: &Ports, activity: Activity) -> Self {
        Self {
            activity,
            shared: Arc::new(Shared {
                clock: Arc::clone(&ports.clock),
                changes: watch::Sender::new(0),
                salt: Salt::default(),
                flows: Mutex::default(),
            }),
        }
    }

    /// The activity log: what happens to a session's tokens belongs there, too.
    pub(crate) fn log(&self) -> &Activity {
        &self.activity
    }

    /// Begins a flow of this name; one that has it already goes on.
    pub(crate) fn begin(&self, name: &str, kind: FlowKind) -> Recorder {
        let mut flows = self.lock();
        if !flows.iter().any(|flow| flow.summary.flow == name) {
            make_room(&mut flows, kind);
            flows.push_back(Flow {
                summary: FlowSummary {
                    flow: name.to_owned(),
                    kind,
                    host: String::new(),
                    session: None,
                    began: self.shared.clock.now().to_string(),
                    outcome: FlowOutcome::Running,
                    milliseconds: None,
                    problem: None,
                    revision: 0,
                },
                steps: Vec::new(),
                steps_left_out: 0,
                may_ask: false,
            });
        }
        drop(flows);
        let recorder = Recorder {
            flows: self.clone(),
            name: name.to_owned(),
        };
        recorder.change(|_| {});
        recorder
    }

    /// Begins a flow of a session that there is.
    pub(crate) fn of_session(&self, kind: FlowKind, id: SessionId, binding: &Binding) -> Recorder {
        // Not to be used for another flow: a session refreshes many times.
        let name = SessionId::random().unwrap_or(id);
        let recorder = self.begin(&name.to_string(), kind);
        recorder.host(binding.fhir_base.host());
        recorder.session(&id.to_string());
        recorder
    }

    /// Every change from now on; several may come as one.
    pub(crate) fn watch(&self) -> impl Stream<Item = FlowsChanged> + Send + use<> {
        let changes = WatchStream::from_changes(self.shared.changes.subscribe());
        changes.map(|revision| FlowsChanged { revision })
    }

    /// Newest first.
    pub(crate) fn list(&self) -> Vec<FlowSummary> {
        let flows = self.lock();
        flows
            .iter()
            .rev()
            .map(|flow| flow.summary.clone())
            .collect()
    }

    /// One flow; what names the patient or the person only where it is to be revealed.
    pub(crate) fn get(&self, name: &str, reveal: bool) -> Option<Flow> {
        let flows = self.lock();
        let mut flow = flows.iter().find(|flow| flow.summary.flow == name)?.clone();
        if !reveal {
            flow.steps.iter_mut().for_each(hide);
        }
        Some(flow)
    }

    /// Forgets what is over. What runs goes on, and is on nobody's screen.
    pub(crate) fn forget(&self) {
        let runs = |flow: &Flow| flow.summary.outcome == FlowOutcome::Running;
        self.lock().retain(runs);
        let count = |revision: &mut u32| *revision = revision.wrapping_add(1);
        self.shared.changes.send_modify(count);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Flow>> {
        self.shared
            .flows
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The oldest of the same kind goes where there are many refreshes, else the oldest.
fn make_room(flows: &mut VecDeque<Flow>, kind: FlowKind) {
    let is_refresh = |flow: &Flow| flow.summary.kind == FlowKind::Refresh;
    let refreshes = flows.iter().filter(|flow| is_refresh(flow)).count();
    if kind == FlowKind::Refresh && refreshes >= KEPT_REFRESHES {
        if let Some(oldest) = flows.iter().position(is_refresh) {
            flows.remove(oldest);
        }
    } else if flows.len() >= KEPT {
        flows.pop_front();
    }
}

fn hide(step: &mut FlowStep) {
    let sent = step
        .request
        .iter_mut()
        .flat_map(|sent| &mut sent.parameters);
    let came = step.answer.iter_mut().flat_map(|came| &mut came.members);
    for parameter in sent.chain(came) {
        if let FlowValue::Redacted { revealed, .. } = &mut parameter.value {
            *revealed = None;
        }
    }
}

/// Writes into one flow. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub(crate) struct Recorder {
    flows: Flows,
    name: String,
}

impl Recorder {
    fn salt(&self) -> &Salt {
        &self.flows.shared.salt
    }

    /// A step begins.
    pub(crate) fn step(&self, kind: FlowStepKind) -> Step {
        let began = self.now();
        let number = self.change(|flow| {
            if flow.steps.len() >= STEPS {
                flow.steps_left_out += 1;
                return None;
            }
            let number = u32::try_from(flow.steps.len())
                .unwrap_or(u32::MAX)
                .saturating_add(1);
            flow.steps.push(FlowStep {
                number,
                kind,
                outcome: FlowOutcome::Running,
                began: began.to_string(),
                milliseconds: None,
                request: None,
                answer: None,
                problem: None,
                warnings: Vec::new(),
            });
            Some(number)
        });
        Step {
            recorder: self.clone(),
            number: number.flatten(),
            began,
            is_over: false,
        }
    }

    /// It belongs to this session.
    pub(crate) fn session(&self, session: &str) {
        self.change(|flow| flow.summary.session = Some(session.to_owned()));
    }

    /// The server it is with.
    pub(crate) fn host(&self, host: &str) {
        self.change(|flow| host.clone_into(&mut flow.summary.host));
    }

    /// The flow is over.
    pub(crate) fn end(&self, problem: Option<&Problem>) {
        let now = self.now();
        self.change(|flow| {
            let summary = &mut flow.summary;
            summary.outcome = outcome(problem);
            summary.problem = problem.cloned();
            let began = summary.began.parse().unwrap_or(now);
            summary.milliseconds = Some(milliseconds(began, now));
            for step in &mut flow.steps {
                if step.outcome == FlowOutcome::Running {
                    step.outcome = outcome(problem);
                }
            }
        });
    }

    fn now(&self) -> Timestamp {
        self.flows.shared.clock.now()
    }

    fn change<T>(&self, change: impl FnOnce(&mut Flow) -> T) -> Option<T> {
        let mut flows = self.flows.lock();
        let flow = flows
            .iter_mut()
            .find(|flow| flow.summary.flow == self.name)?;
        flow.summary.revision = flow.summary.revision.wrapping_add(1);
        let changed = change(flow);
        drop(flows);
        let count = |revision: &mut u32| *revision = revision.wrapping_add(1);
        self.flows.shared.changes.send_modify(count);
        Some(changed)
    }
}

fn outcome(problem: Option<&Problem>) -> FlowOutcome {
    if problem.is_some() {
        FlowOutcome::Failed
    } else {
        FlowOutcome::Done
    }
}

fn milliseconds(began: Timestamp, ended: Timestamp) -> u32 {
    let elapsed = ended.duration_since(began).as_millis();
    u32::try_from(elapsed.max(0)).unwrap_or(u32::MAX)
}

/// A step that goes on. Dropped without a word, it was given up.
#[derive(Debug)]
pub(crate) struct Step {
    recorder: Recorder,
    /// `None`: there was no room for it.
    number: Option<u32>,
    began: Timestamp,
    is_over: bool,
}

impl Step {
    /// Says more of the step.
    pub(crate) fn note(&self, note: impl FnOnce(&mut FlowStep)) {
        let Some(number) = self.number else { return };
        self.recorder.change(|flow| {
            if let Some(step) = flow.steps.iter_mut().find(|step| step.number == number) {
                note(step);
                let FlowStep {
                    request, answer, ..
                } = step;
                if let Some(request) = request {
                    request.parameters.truncate(PARAMETERS);
                }
                if let Some(answer) = answer {
                    answer.members.truncate(PARAMETERS);
                }
            }
        });
    }

    /// It is over, well or with this problem.
    pub(crate) fn end(mut self, problem: Option<&Problem>) {
        self.finish(outcome(problem), problem.cloned());
    }

    /// It is over, and took so long.
    fn took(mut self, outcome: FlowOutcome, elapsed: Duration) {
        self.is_over = true;
        let elapsed = u32::try_from(elapsed.as_millis()).unwrap_or(u32::MAX);
        self.note(|step| {
            step.outcome = outcome;
            step.milliseconds = Some(elapsed);
        });
    }

    fn finish(&mut self, outcome: FlowOutcome, problem: Option<Problem>) {
        self.is_over = true;
        let elapsed = milliseconds(self.began, self.recorder.now());
        self.note(|step| {
            step.outcome = outcome;
            step.milliseconds = Some(elapsed);
            step.problem = problem.or(step.problem.take());
        });
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if !self.is_over {
            self.finish(FlowOutcome::Failed, None);
        }
    }
}
