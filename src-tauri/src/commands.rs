//! The commands of the screens: for each line of the core's table one adapter that calls the method
//! of the same name.

#[cfg_attr(
    not(test),
    expect(
        clippy::wildcard_imports,
        reason = "the table names the types of the contract"
    )
)]
use chartside_core::ipc::*;
use chartside_core::problem::Problem;
use futures_util::{Stream, StreamExt as _};
use tauri::ipc::{Channel, Invoke, IpcResponse};
use tauri::{State, Wry};

use crate::core::Core;

macro_rules! adapters {
    (
        calls { $($(#[$call_doc:meta])* $call:ident: $call_request:tt => $answer:tt,)* }
        streams { $($(#[$stream_doc:meta])* $stream:ident: $stream_request:tt => $event:tt,)* }
    ) => {
        $(adapter!(call $call $call_request => $answer);)*
        $(adapter!(stream $stream $stream_request => $event);)*

        /// Answers the screens.
        pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($call,)* $($stream,)*]
        }

        /// The names of all commands.
        #[cfg(test)]
        pub(crate) const NAMES: &[&str] = &[$(stringify!($call),)* $(stringify!($stream),)*];
    };
}

macro_rules! adapter {
    (call $name:ident () => $answer:tt) => {
        #[tauri::command]
        async fn $name(core: State<'_, Core>) -> Result<$answer, Problem> {
            let app = core.app().await;
            answered(&app, stringify!($name), app.$name()).await
        }
    };
    (call $name:ident $request:tt => $answer:tt) => {
        #[tauri::command]
        async fn $name(core: State<'_, Core>, request: $request) -> Result<$answer, Problem> {
            let app = core.app().await;
            answered(&app, stringify!($name), app.$name(request)).await
        }
    };
    (stream $name:ident () => $event:tt) => {
        #[tauri::command]
        async fn $name(core: State<'_, Core>, channel: Channel<$event>) -> Result<(), Problem> {
            let app = core.app().await;
            send_all(streamed(&app, stringify!($name), app.$name())?, channel).await
        }
    };
    (stream $name:ident $request:tt => $event:tt) => {
        #[tauri::command]
        async fn $name(
            core: State<'_, Core>,
            request: $request,
            channel: Channel<$event>,
        ) -> Result<(), Problem> {
            let app = core.app().await;
            send_all(
                streamed(&app, stringify!($name), app.$name(request))?,
                channel,
            )
            .await
        }
    };
}

chartside_core::with_commands!(adapters);

/// Sends events until the stream ends or nobody listens. The answer of the command may overtake
/// large events, so the screens wait for the last event and not for the answer.
async fn send_all<T: IpcResponse>(
    events: impl Stream<Item = Result<T, Problem>>,
    channel: Channel<T>,
) -> Result<(), Problem> {
    let mut events = std::pin::pin!(events);
    while let Some(event) = events.next().await {
        if channel.send(event?).is_err() {
            break;
        }
    }
    Ok(())
}
