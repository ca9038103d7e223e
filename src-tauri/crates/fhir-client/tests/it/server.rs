//! Servers on loopback that record what they are asked, and an owner of tokens.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Response};
use fhir_client::{
    Authorize, AuthorizeError, BearerToken, FhirClient, FhirError, Page, Patience, Search,
};
use futures_util::future::BoxFuture;
use futures_util::{FutureExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// One request as the server saw it.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) at: Instant,
    /// Path and query.
    pub(crate) path: String,
    pub(crate) authorization: Option<String>,
    /// All headers as text.
    pub(crate) headers: String,
}

/// A server that records every request.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) origin: String,
    hits: Arc<Mutex<Vec<Hit>>>,
}

impl Server {
    /// `answer` gets the request and how many came before.
    pub(crate) async fn start<F>(answer: F) -> Self
    where
        F: Fn(&Hit, usize) -> Response<Body> + Send + Sync + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self::at(&listener);
        let (hits, answer) = (Arc::clone(&server.hits), Arc::new(answer));
        let app = axum::Router::new().fallback(move |request: Request| {
            let hit = Hit {
                at: Instant::now(),
                path: request.uri().to_string(),
                authorization: request
                    .headers()
                    .get("authorization")
                    .map(|v| v.to_str().unwrap().to_owned()),
                headers: text_of(request.headers()),
            };
            let response = answer(&hit, record(&hits, hit.clone()));
            async move { response }
        });
        tokio::spawn(async move { axum::serve(listener, app).await });
        server
    }

    /// A server that answers with these bytes, whatever they are, and closes the connection.
    pub(crate) async fn raw(answer: impl Fn(usize) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self::at(&listener);
        let hits = Arc::clone(&server.hits);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = vec![0; 16 * 1024];
                let read = stream.read(&mut request).await.unwrap();
                let headers = String::from_utf8_lossy(&request[..read]).into_owned();
                let hit = Hit {
                    at: Instant::now(),
                    path: String::new(),
                    authorization: None,
                    headers,
                };
                let bytes = answer(record(&hits, hit));
                stream.write_all(&bytes).await.unwrap();
                stream.shutdown().await.ok();
            }
        });
        server
    }

    fn at(listener: &TcpListener) -> Self {
        Self {
            origin: format!("http://{}", listener.local_addr().unwrap()),
            hits: Arc::default(),
        }
    }

    pub(crate) fn base(&self) -> String {
        format!("{}/fhir", self.origin)
    }

    pub(crate) fn hits(&self) -> Vec<Hit> {
        self.hits.lock().unwrap().clone()
    }

    pub(crate) fn client(&self) -> (FhirClient, Arc<Tokens>) {
        self.patient_client(Patience::default())
    }

    pub(crate) fn patient_client(&self, patience: Patience) -> (FhirClient, Arc<Tokens>) {
        let tokens = Arc::new(Tokens::default());
        let client =
            FhirClient::with_patience(&self.base(), http(), tokens.clone(), patience).unwrap();
        (client, tokens)
    }
}

fn text_of(headers: &HeaderMap) -> String {
    headers.iter().fold(String::new(), |text, (name, value)| {
        text + name.as_str() + ": " + value.to_str().unwrap() + "\n"
    })
}

fn record(hits: &Mutex<Vec<Hit>>, hit: Hit) -> usize {
    let mut hits = hits.lock().unwrap();
    hits.push(hit);
    hits.len() - 1
}

pub(crate) fn http() -> reqwest::Client {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    builder.referer(false).no_proxy().build().unwrap()
}

/// Gives `CNRY-token-<n>`; a rejected token moves on to the next one, once.
#[derive(Default)]
pub(crate) struct Tokens {
    current: Mutex<usize>,
}

impl Tokens {
    pub(crate) fn current(&self) -> usize {
        *self.current.lock().unwrap()
    }
}

impl Authorize for Tokens {
    fn bearer(&self) -> BoxFuture<'_, Result<BearerToken, AuthorizeError>> {
        async { Ok(BearerToken::new(format!("CNRY-token-{}", self.current()))) }.boxed()
    }

    fn rejected<'a>(&'a self, token: &'a BearerToken) -> BoxFuture<'a, Result<(), AuthorizeError>> {
        async {
            let mut current = self.current.lock().unwrap();
            if token.expose() == format!("CNRY-token-{current}") {
                *current += 1;
            }
            Ok(())
        }
        .boxed()
    }
}

pub(crate) fn answer(status: u16, body: impl Into<Body>) -> Response<Body> {
    let fhir = ("content-type", "application/fhir+json");
    Response::builder()
        .status(status)
        .header(fhir.0, fhir.1)
        .body(body.into())
        .unwrap()
}

pub(crate) fn with_header(
    mut response: Response<Body>,
    name: &'static str,
    value: &str,
) -> Response<Body> {
    response.headers_mut().insert(name, value.parse().unwrap());
    response
}

/// A searchset of Observations with these ids.
pub(crate) fn bundle(ids: &[usize], next: Option<&str>) -> String {
    let entries: Vec<String> = ids
        .iter()
        .map(|id| format!(r#"{{"resource":{{"resourceType":"Observation","id":"{id}"}}}}"#))
        .collect();
    let link = next.map_or(String::new(), |next| {
        format!(r#","link":[{{"relation":"next","url":"{next}"}}]"#)
    });
    format!(
        r#"{{"resourceType":"Bundle","type":"searchset","entry":[{}]{link}}}"#,
        entries.join(",")
    )
}

/// All pages before the first error, and that error.
pub(crate) async fn collect(client: &FhirClient, search: Search) -> (Vec<Page>, Option<FhirError>) {
    let mut stream = Box::pin(client.search(search));
    let mut pages = Vec::new();
    while let Some(item) = stream.next().await {
        match item {
            Ok(page) => pages.push(page),
            Err(error) => {
                assert!(stream.next().await.is_none(), "an error is the last item");
                return (pages, Some(error));
            }
        }
    }
    (pages, None)
}

pub(crate) fn observations() -> Search {
    Search::of("Observation").patient("CNRY-patient")
}

pub(crate) fn ids(pages: &[Page]) -> Vec<usize> {
    pages
        .iter()
        .flat_map(|page| &page.resources)
        .map(|r| r.id().unwrap().parse().unwrap())
        .collect()
}

/// Asks and expects to be refused.
pub(crate) async fn refusal(client: &FhirClient) -> FhirError {
    let (pages, error) = collect(client, observations()).await;
    assert!(pages.is_empty(), "no part of a failed answer may be used");
    error.expect("an error")
}

pub(crate) async fn all<T>(futures: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    futures_util::future::join_all(futures).await
}

/// What this process logs, from every crate, at every level.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Once per process: a subscriber of one thread misses call sites that other threads met first.
    pub(crate) fn capture() -> Self {
        let log = Self::default();
        let sink = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || sink.clone());
        tracing::subscriber::set_global_default(subscriber.finish()).unwrap();
        log
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
