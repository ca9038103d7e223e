//! A server that answers whatever a test wants, and writes down what it was sent.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use serde_json::Value;

/// One request as it arrived.
#[derive(Clone)]
pub(crate) struct Recorded {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Recorded {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

type Answer = dyn Fn(&Recorded) -> Response<Body> + Send + Sync;

#[derive(Clone)]
struct Shared {
    answer: Arc<Answer>,
    seen: Arc<Mutex<Vec<Recorded>>>,
}

/// A running server; it ends with the runtime of the test.
pub(crate) struct Stub {
    pub(crate) origin: String,
    seen: Arc<Mutex<Vec<Recorded>>>,
}

impl Stub {
    /// `answer` gets the server's own origin and each request.
    pub(crate) async fn start(
        answer: impl Fn(&str, &Recorded) -> Response<Body> + Send + Sync + 'static,
    ) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let own = origin.clone();
        let shared = Shared {
            answer: Arc::new(move |request| answer(&own, request)),
            seen: seen.clone(),
        };
        let router = Router::new().fallback(respond).with_state(shared);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, seen }
    }

    /// A server that must never be spoken to.
    pub(crate) async fn evil() -> Self {
        Self::start(|_, _| status(200)).await
    }

    pub(crate) fn fhir_base(&self) -> String {
        format!("{}/fhir", self.origin)
    }

    pub(crate) fn requests(&self) -> Vec<Recorded> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.requests()
            .into_iter()
            .map(|request| request.path)
            .collect()
    }
}

async fn respond(
    State(shared): State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let body = String::from_utf8_lossy(&body).into_owned();
    let request = Recorded {
        method,
        path: uri.path().to_owned(),
        headers,
        body,
    };
    shared.seen.lock().unwrap().push(request.clone());
    (shared.answer)(&request)
}

pub(crate) fn status(status: u16) -> Response<Body> {
    answer(status, "text/plain", "")
}

pub(crate) fn answer(status: u16, content_type: &str, body: impl Into<Body>) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("content-type", content_type)
        .body(body.into())
        .unwrap()
}

pub(crate) fn json(value: &Value) -> Response<Body> {
    answer(200, "application/json", value.to_string())
}

pub(crate) fn redirect(status: u16, to: &str) -> Response<Body> {
    Response::builder()
        .status(StatusCode::from_u16(status).unwrap())
        .header("location", to)
        .body(Body::empty())
        .unwrap()
}

/// `size` spaces and then a document, compressed: a thousandth of its size on the wire.
pub(crate) fn gzip_bomb(size: usize, document: &str) -> Response<Body> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b' '; size]).unwrap();
    encoder.write_all(document.as_bytes()).unwrap();
    let body = encoder.finish().unwrap();
    let answer = Response::builder()
        .header("content-type", "application/json")
        .header("content-encoding", "gzip");
    answer.body(Body::from(body)).unwrap()
}
