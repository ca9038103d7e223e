//! What both hosts do around every command: a locked app answers little, and a fault of the app in one
//! command is an answer like any other, not the end of the app.

use std::panic::AssertUnwindSafe;

use futures_util::{FutureExt as _, Stream, StreamExt as _};

use crate::app::App;
use crate::problem::{Problem, ProblemCode};

/// Answers a call.
///
/// # Errors
/// As the command does; [`ProblemCode::Locked`], [`ProblemCode::Internal`].
pub async fn answered<T>(
    app: &App,
    command: &str,
    answer: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    app.permits(command)?;
    // What the panic left half done is behind locks that do not mind.
    let answer = AssertUnwindSafe(answer).catch_unwind().await;
    answer.unwrap_or_else(|_| Err(Problem::new(ProblemCode::Internal)))
}

/// Begins a stream. One that fails by a fault of the app ends with that problem.
///
/// # Errors
/// [`ProblemCode::Locked`].
pub fn streamed<T, Events: Stream<Item = T>>(
    app: &App,
    command: &str,
    events: Events,
) -> Result<impl Stream<Item = Result<T, Problem>> + use<T, Events>, Problem> {
    app.permits(command)?;
    let events = AssertUnwindSafe(events).catch_unwind();
    Ok(events.map(|event| event.map_err(|_| Problem::new(ProblemCode::Internal))))
}
