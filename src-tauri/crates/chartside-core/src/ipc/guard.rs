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
    caught(answer).await
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
    Ok(caught_each(events))
}

/// What a panic left half done is behind locks that do not mind.
async fn caught<T>(answer: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    let answer = AssertUnwindSafe(answer).catch_unwind().await;
    answer.unwrap_or_else(|_| Err(Problem::new(ProblemCode::Internal)))
}

fn caught_each<T, Events: Stream<Item = T>>(
    events: Events,
) -> impl Stream<Item = Result<T, Problem>> + use<T, Events> {
    let events = AssertUnwindSafe(events).catch_unwind();
    events.map(|event| event.map_err(|_| Problem::new(ProblemCode::Internal)))
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    fn code<T>(answer: Result<T, Problem>) -> Option<ProblemCode> {
        answer.err().map(|problem| problem.code)
    }

    #[tokio::test]
    async fn f46_a_fault_of_the_app_is_an_answer() {
        let broken = async { panic!("of the app") };
        assert_eq!(
            code(caught::<()>(broken).await),
            Some(ProblemCode::Internal)
        );
        assert_eq!(code(caught(async { Ok(1) }).await), None);
    }

    #[tokio::test]
    async fn f46_a_stream_with_a_fault_ends_with_it() {
        let events = stream::iter(0..9).map(|number| {
            assert!(number < 2, "of the app");
            number
        });
        let heard: Vec<_> = caught_each(events).collect().await;
        assert_eq!(heard.len(), 3);
        assert_eq!(heard[1].as_ref().ok(), Some(&1));
        assert_eq!(heard[2].as_ref().unwrap_err().code, ProblemCode::Internal);
    }
}
