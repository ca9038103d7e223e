//! The steps of a flow as they come: HTTP exchanges by watching them, the others where they happen.

use std::sync::{Arc, Mutex, PoisonError};

use smart_app_launch::exchange::{self, Asked, Outcome};
use smart_app_launch::{
    AuthorizationRequest, Exchange, Http, Identity, Launch, Observe, Redirect, TokenSet,
};
use url::form_urlencoded;

use super::shown;
use super::{Recorder, Step, outcome};
use crate::LAUNCH_URI;
use crate::ipc::{
    FlowAnswer, FlowOutcome, FlowRequest, FlowStep, FlowStepKind, FlowValue, Redacted, Revealed,
};
use crate::launches::TakenLaunch;
use crate::ports::Ports;
use crate::problem::Problem;

/// Watches the HTTP exchanges of one flow, which are made one after the other.
struct Watch {
    recorder: Recorder,
    under_way: Mutex<Option<Step>>,
}

impl Observe for Watch {
    fn started(&self, asked: &Asked) {
        let step = self.recorder.step(shown::kind_of(asked.purpose));
        let request = self.recorder.salt().request(asked);
        step.note(|step| step.request = Some(request));
        *self.under_way() = Some(step);
    }

    fn finished(&self, exchange: Exchange) {
        let Some(step) = self.under_way().take() else {
            return;
        };
        let Exchange {
            asked,
            outcome,
            elapsed,
        } = exchange;
        let (answer, went) = match outcome {
            Outcome::Answered(answered) => {
                let went = if (200..300).contains(&answered.status) {
                    FlowOutcome::Done
                } else {
                    FlowOutcome::Failed
                };
                (
                    Some(self.recorder.salt().answer(asked.purpose, &answered)),
                    went,
                )
            }
            Outcome::Failed(_) => (None, FlowOutcome::Failed),
        };
        step.note(|step| step.answer = answer);
        step.took(went, elapsed);
    }
}

impl Watch {
    fn under_way(&self) -> std::sync::MutexGuard<'_, Option<Step>> {
        self.under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recorder {
    /// The HTTP client of the protocol, watched by this flow.
    pub(crate) fn http(&self, ports: &Ports) -> Http {
        let watch = Watch {
            recorder: self.clone(),
            under_way: Mutex::default(),
        };
        ports.smart().observed(Arc::new(watch))
    }

    /// An EHR started the app.
    pub(crate) fn launched(&self, taken: &TakenLaunch) {
        let Launch::Ehr { launch } = taken.launch() else {
            return;
        };
        // Its parameters as they stood in the link, for the one place that decides what is shown.
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("iss", taken.iss().as_str())
            .append_pair("launch", &launch)
            .finish();
        let members = exchange::parameters_of_link(&format!("{LAUNCH_URI}?{query}"));
        let step = self.step(FlowStepKind::Launch);
        let members = self.salt().parameters(&members, false);
        step.note(|step| step.answer = Some(of_link(members)));
        step.end(None);
    }

    /// The server was asked a moment ago, when the person looked at it.
    pub(crate) fn remembers(&self) {
        self.step(FlowStepKind::Discovery).end(None);
    }

    /// What the browser is to take to the server.
    pub(crate) fn authorizes(&self, asked: &AuthorizationRequest, by_post: bool) {
        let parameters = if by_post {
            asked.parameters()
        } else {
            exchange::parameters_of_link(asked.url().as_str())
        };
        let request = FlowRequest {
            method: if by_post { "POST" } else { "GET" }.to_owned(),
            url: shown::of_url(asked.endpoint().url()),
            parameters: self.salt().parameters(&parameters, false),
        };
        let step = self.step(FlowStepKind::Authorize);
        step.note(|step| step.request = Some(request));
        step.end(None);
    }

    /// The browser came back.
    pub(crate) fn came_back(&self, redirect: &Redirect) -> Step {
        let members = self.salt().parameters(redirect.parameters(), true);
        let step = self.step(FlowStepKind::Redirect);
        step.note(|step| step.answer = Some(of_link(members)));
        step
    }

    /// Who signed in, as far as it was proved.
    pub(crate) fn identified(&self, identity: &Identity) {
        let mut members = vec![
            shown::place("iss", &identity.issuer),
            shown::person("sub", &identity.subject),
        ];
        members.extend(identity.fhir_user.as_ref().map(|user| {
            let address = format!("{}/{}", user.resource_type, user.id.as_str());
            shown::person("fhirUser", &address)
        }));
        let step = self.step(FlowStepKind::Identity);
        step.note(|step| step.answer = Some(of_link(members)));
        step.end(None);
    }

    /// Whom the tokens are about, for a person who asks to see it.
    pub(crate) fn concerns(&self, tokens: &TokenSet) {
        let context = &tokens.context;
        let ids = [
            ("patient", context.patient.as_ref()),
            ("encounter", context.encounter.as_ref()),
        ];
        for (name, id) in ids.into_iter().filter_map(|(name, id)| Some((name, id?))) {
            self.change(|flow| {
                let came = flow
                    .steps
                    .iter_mut()
                    .filter_map(|step| step.answer.as_mut());
                let members = came.flat_map(|answer| &mut answer.members);
                for member in members.filter(|member| member.name == name) {
                    if let FlowValue::Redacted {
                        kind: Redacted::Person,
                        revealed,
                        ..
                    } = &mut member.value
                    {
                        *revealed = Some(Revealed(id.as_str().to_owned()));
                    }
                }
            });
        }
    }

    /// What the server gets wrong, on the last step.
    pub(crate) fn warn(&self, warnings: &[String]) {
        self.on_last(|step| step.warnings = warnings.to_vec());
    }

    /// What went wrong, on the last step.
    pub(crate) fn blamed(&self, problem: Problem) -> Problem {
        self.on_last(|step| {
            step.outcome = outcome(Some(&problem));
            step.problem = Some(problem.clone());
        });
        problem
    }

    fn on_last(&self, note: impl FnOnce(&mut FlowStep)) {
        self.change(|flow| flow.steps.last_mut().map(note));
    }
}

/// What is no HTTP answer has neither status nor media type.
fn of_link(members: Vec<crate::ipc::FlowParameter>) -> FlowAnswer {
    FlowAnswer {
        status: None,
        media_type: None,
        bytes: None,
        members,
    }
}
