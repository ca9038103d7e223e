//! Stands in front of a server, hands everything on, and writes it down as the sandbox's journal does.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, StatusCode, header};
use sandbox_ehr::{RecordedAnswer, RecordedRequest, Setting, Transcript};
use serde_json::Value;

use crate::StartError;

const LARGEST_BODY: usize = 4 * 1024 * 1024;

/// A running recorder. It listens until the process ends.
#[derive(Debug)]
pub struct Recorder {
    origin: String,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    http: reqwest::Client,
    upstream: OnceLock<SocketAddr>,
    /// Documents that the server behind does not have.
    documents: Mutex<HashMap<String, Value>>,
    requests: Mutex<Vec<RecordedRequest>>,
}

impl Recorder {
    /// Listens on a free port of loopback, with threads of its own: tests come and go with theirs.
    pub fn start() -> Result<Self, StartError> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let origin = format!("http://{}", listener.local_addr()?);
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy();
        let http = http
            .build()
            .map_err(|error| StartError::SetUp(error.to_string()))?;
        let shared = Arc::new(Shared {
            http,
            upstream: OnceLock::new(),
            documents: Mutex::default(),
            requests: Mutex::default(),
        });
        let router = Router::new()
            .fallback(pass_on)
            .with_state(Arc::clone(&shared));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        std::thread::spawn(move || {
            runtime.block_on(async move {
                if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                    // It never ends by itself.
                    let _ = axum::serve(listener, router).await;
                }
            });
        });
        Ok(Self { origin, shared })
    }

    /// `http://127.0.0.1:PORT`
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// From now on everything goes to this port.
    pub fn lead_to(&self, port: u16) {
        // Set once, by whoever started the server behind.
        let _ = self
            .shared
            .upstream
            .set(SocketAddr::from(([127, 0, 0, 1], port)));
    }

    /// Answers this path itself.
    pub fn publish(&self, path: &str, document: Value) {
        let mut documents = self
            .shared
            .documents
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        documents.insert(path.to_owned(), document);
    }

    /// What was said so far.
    pub fn transcript(&self, setting: Setting) -> Transcript {
        let requests = self.shared.requests().clone();
        Transcript { setting, requests }
    }
}

impl Shared {
    fn requests(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn document(&self, path: &str) -> Option<Value> {
        let documents = self
            .documents
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        documents.get(path).cloned()
    }
}

async fn pass_on(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.unwrap_or_default();
    let mut recorded = record(&parts, &body);
    let (status, headers, answer) = match shared.document(&recorded.path) {
        Some(document) => (
            StatusCode::OK,
            json_headers(),
            Bytes::from(document.to_string()),
        ),
        None => ask(&shared, parts, body)
            .await
            .unwrap_or_else(|_| (StatusCode::BAD_GATEWAY, HeaderMap::new(), Bytes::new())),
    };
    recorded.status = Some(status.as_u16());
    recorded.answer = kept(&recorded, &headers, &answer);
    shared.requests().push(recorded);
    let mut response = Response::new(Body::from(answer));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn json_headers() -> HeaderMap {
    let value = header::HeaderValue::from_static("application/json");
    HeaderMap::from_iter([(header::CONTENT_TYPE, value)])
}

fn record(parts: &axum::http::request::Parts, body: &Bytes) -> RecordedRequest {
    let headers = parts.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let headers: Vec<(String, String)> = headers.collect();
    let is_form = headers.iter().any(|(name, value)| {
        name == "content-type" && value.starts_with("application/x-www-form-urlencoded")
    });
    let form = url::form_urlencoded::parse(body).into_owned();
    RecordedRequest {
        at: now(),
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().map(str::to_owned),
        headers,
        form: if is_form { form.collect() } else { Vec::new() },
        status: None,
        complaints: Vec::new(),
        answer: RecordedAnswer::default(),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "servers of others have the computer's clock"
)]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// As it was asked, `Host` included: the server believes that it listens where the recorder does.
async fn ask(
    shared: &Shared,
    parts: axum::http::request::Parts,
    body: Bytes,
) -> Result<(StatusCode, HeaderMap, Bytes), reqwest::Error> {
    let upstream = shared
        .upstream
        .get()
        .copied()
        .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 9)));
    let target = parts
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str());
    let request = shared
        .http
        .request(parts.method, format!("http://{upstream}{target}"));
    let response = request.headers(parts.headers).body(body).send().await?;
    let (status, mut headers) = (response.status(), response.headers().clone());
    // They are about the connection behind.
    for name in [
        header::TRANSFER_ENCODING,
        header::CONNECTION,
        header::CONTENT_LENGTH,
    ] {
        headers.remove(name);
    }
    Ok((status, headers, response.bytes().await?))
}

fn kept(request: &RecordedRequest, headers: &HeaderMap, body: &Bytes) -> RecordedAnswer {
    let location = headers
        .get(header::LOCATION)
        .and_then(|value| value.to_str().ok());
    let is_fhir = request.path.starts_with("/fhir/");
    RecordedAnswer {
        location: location.map(str::to_owned),
        body: (!is_fhir)
            .then(|| serde_json::from_slice(body).ok())
            .flatten(),
    }
}
