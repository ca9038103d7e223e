//! The routes of the commands, made from the core's table: `POST /call/<command>` takes and gives
//! JSON, `POST /stream/<command>` gives newline-delimited JSON until the last event.
//!
//! What a command cannot do comes back as a `Problem` under a 4xx status.

use std::future::ready;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chartside_core::App;
#[cfg_attr(
    not(test),
    expect(
        clippy::wildcard_imports,
        reason = "the table names the types of the contract"
    )
)]
use chartside_core::ipc::*;
use chartside_core::problem::{Problem, ProblemCode};
use futures_util::{Stream, StreamExt as _};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The app's method of this name, as a function of the request.
macro_rules! method {
    ($app:ident.$name:ident(())) => {
        async |()| $app.$name().await
    };
    ($app:ident.$name:ident($request:ident)) => {
        async |request: $request| $app.$name(request).await
    };
}

/// The app's stream of this name, as a function of the request.
macro_rules! source {
    ($app:ident.$name:ident(())) => {
        |()| $app.$name()
    };
    ($app:ident.$name:ident($request:ident)) => {
        |request: $request| $app.$name(request)
    };
}

macro_rules! routes {
    (
        calls { $($(#[$call_docs:meta])* $call:ident: $call_request:tt => $answer:ty,)* }
        streams { $($(#[$stream_docs:meta])* $stream:ident: $stream_request:tt => $event:ty,)* }
    ) => {
        /// The paths of all commands.
        pub const COMMANDS: &[&str] = &[
            $(concat!("/call/", stringify!($call)),)*
            $(concat!("/stream/", stringify!($stream)),)*
        ];

        pub(crate) fn routes() -> Router<App> {
            let routes = Router::new();
            $(let routes = routes.route(
                concat!("/call/", stringify!($call)),
                post(async |State(app): State<App>, body: Bytes| {
                    let name = stringify!($call);
                    call(&app, name, &body, method!(app.$call($call_request))).await
                }),
            );)*
            $(let routes = routes.route(
                concat!("/stream/", stringify!($stream)),
                post(async |State(app): State<App>, body: Bytes| {
                    let name = stringify!($stream);
                    stream(&app, name, &body, source!(app.$stream($stream_request)))
                }),
            );)*
            routes
        }
    };
}
chartside_core::with_commands!(routes);

async fn call<Request: DeserializeOwned, Answer: Serialize>(
    app: &App,
    name: &str,
    body: &[u8],
    run: impl AsyncFnOnce(Request) -> Result<Answer, Problem>,
) -> Response {
    let request = match asked(body) {
        Ok(request) => request,
        Err(problem) => return json(StatusCode::BAD_REQUEST, &problem),
    };
    match answered(app, name, run(request)).await {
        Ok(answer) => json(StatusCode::OK, &answer),
        Err(problem) => json(StatusCode::UNPROCESSABLE_ENTITY, &problem),
    }
}

fn stream<Request: DeserializeOwned, Event: Serialize + Send + 'static, Events>(
    app: &App,
    name: &str,
    body: &[u8],
    run: impl FnOnce(Request) -> Events,
) -> Response
where
    Events: Stream<Item = Event> + Send + 'static,
{
    let events = asked(body).and_then(|request| streamed(app, name, run(request)));
    match events {
        Ok(events) => {
            // There is no way to say a problem in the middle: the stream ends.
            let sound = events.take_while(|event| ready(event.is_ok()));
            let lines = sound.filter_map(|event| ready(event.ok().map(|event| line(&event))));
            let lines = Body::from_stream(lines);
            ([(header::CONTENT_TYPE, "application/x-ndjson")], lines).into_response()
        }
        Err(problem) => json(StatusCode::BAD_REQUEST, &problem),
    }
}

/// A command without a request takes `null` or nothing.
fn asked<Request: DeserializeOwned>(body: &[u8]) -> Result<Request, Problem> {
    let body = if body.is_empty() { b"null" } else { body };
    serde_json::from_slice(body).map_err(|error| {
        tracing::warn!(%error, "request does not fit the contract");
        Problem::new(ProblemCode::Internal)
    })
}

fn line(event: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = serde_json::to_vec(event)?;
    line.push(b'\n');
    Ok(line)
}

fn json(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(body) => (status, [(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
