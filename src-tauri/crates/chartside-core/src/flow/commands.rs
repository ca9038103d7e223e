//! The commands of the flow inspector.

use futures_util::Stream;
use session_store::SessionId;

use super::report;
use crate::app::App;
use crate::ipc::{Flow, FlowList, FlowQuery, FlowRef, FlowsChanged, SupportReport};
use crate::problem::{Problem, ProblemCode};

#[expect(
    clippy::unused_async,
    reason = "every command is awaited by its adapters"
)]
impl App {
    /// The sign-ins, refreshes and sign-outs of this run.
    pub async fn flows(&self) -> Result<FlowList, Problem> {
        let flows = self.recorded().list();
        Ok(FlowList { flows })
    }

    /// One of them, step by step.
    pub async fn flow(&self, query: FlowQuery) -> Result<Flow, Problem> {
        let mut flow = self.known_flow(&query.flow, query.reveal)?;
        let session = flow.summary.session.as_deref();
        let session = session.and_then(|session| SessionId::parse(session).ok());
        flow.may_ask = session.is_some_and(|session| self.sessions().may_introspect(session));
        Ok(flow)
    }

    /// What to send to whoever helps with it.
    pub async fn support_report(&self, flow: FlowRef) -> Result<SupportReport, Problem> {
        let flow = self.known_flow(&flow.flow, false)?;
        Ok(report::support_report(&flow))
    }

    /// Tells that the flows changed.
    pub fn watch_flows(&self) -> impl Stream<Item = FlowsChanged> + Send + use<> {
        self.recorded().watch()
    }

    fn known_flow(&self, name: &str, reveal: bool) -> Result<Flow, Problem> {
        let flow = self.recorded().get(name, reveal);
        flow.ok_or_else(|| Problem::new(ProblemCode::FlowUnknown))
    }
}
