//! The FHIR server over HTTP on loopback, with a gate that believes every token.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking and says what it skips"
)]

mod behaviour;
mod isolation;
mod load;
mod paging;
mod read;
mod search;
mod shared_data;

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderMap;
use reqwest::header::AUTHORIZATION;
use reqwest::{RequestBuilder, StatusCode};
use sandbox_ehr::fhir::{self, FhirBehaviour, FhirStore};
use sandbox_ehr::gate::{Gate, Grant, Interaction, Refusal};
use serde_json::Value;

/// A token for every patient.
const ALL: &str = "all";

/// Believes `Bearer all`, and `Bearer patient=ID` with `,!Type` for each type its scopes leave out.
struct TrustingGate;

impl Gate for TrustingGate {
    fn admit(
        &self,
        headers: &HeaderMap,
        resource_type: &str,
        _: Interaction,
    ) -> Result<Grant, Refusal> {
        let header = headers
            .get("authorization")
            .and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer "));
        let token =
            token.ok_or_else(|| Refusal::Unauthenticated("a token is needed".to_owned()))?;
        let mut parts = token.split(',');
        let patient = match parts.next().map(|who| who.strip_prefix("patient=")) {
            Some(Some(patient)) => Some(patient.to_owned()),
            Some(None) if token.starts_with(ALL) => None,
            _ => {
                return Err(Refusal::Unauthenticated(
                    "this token is not known".to_owned(),
                ));
            }
        };
        if parts.any(|excluded| excluded.strip_prefix('!') == Some(resource_type)) {
            return Err(Refusal::Forbidden(format!(
                "no scope covers {resource_type}"
            )));
        }
        Ok(Grant {
            patient,
            only: Vec::new(),
        })
    }
}

struct TestServer {
    base: String,
    client: reqwest::Client,
}

/// An answer, read to its end.
struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// `Type/id` of the entries with this search mode.
    fn keys(&self, mode: &str) -> Vec<String> {
        entries(&self.json(), mode).iter().map(key).collect()
    }

    /// The code of the issue of an `OperationOutcome`.
    fn issue(&self) -> String {
        let body = self.json();
        assert_eq!(body["resourceType"], "OperationOutcome");
        body["issue"][0]["code"].as_str().unwrap().to_owned()
    }
}

impl TestServer {
    async fn start(store: FhirStore, behaviour: FhirBehaviour) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/fhir", listener.local_addr().unwrap());
        let fhir = fhir::router(
            Arc::new(store),
            Arc::new(TrustingGate),
            behaviour,
            base.clone(),
        );
        let app = Router::new().nest("/fhir", fhir);
        tokio::spawn(async move { axum::serve(listener, app).await });
        let client = reqwest::Client::builder()
            .no_proxy()
            .gzip(false)
            .build()
            .unwrap();
        Self { base, client }
    }

    /// A correct server with the generated cohort.
    async fn generated() -> Self {
        Self::start(FhirStore::generate(7, 400), FhirBehaviour::default()).await
    }

    fn request(&self, token: &str, path: &str) -> RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}/{path}", self.base)
        };
        self.client
            .get(url)
            .header(AUTHORIZATION, format!("Bearer {token}"))
    }

    async fn get(&self, token: &str, path: &str) -> Reply {
        send(self.request(token, path)).await
    }

    /// Follows `next` to the end and answers the matches of each page.
    async fn pages(&self, token: &str, path: &str) -> Vec<Vec<String>> {
        let mut pages = Vec::new();
        let mut next = Some(path.to_owned());
        while let Some(url) = next {
            let page = self.get(token, &url).await;
            assert_eq!(page.status, StatusCode::OK, "{url}");
            pages.push(page.keys("match"));
            next = link(&page.json(), "next");
        }
        pages
    }

    async fn all(&self, token: &str, path: &str) -> Vec<String> {
        self.pages(token, path).await.concat()
    }
}

async fn send(request: RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    Reply {
        status: response.status(),
        headers: response.headers().clone(),
        body: response.bytes().await.unwrap().to_vec(),
    }
}

fn link(bundle: &Value, relation: &str) -> Option<String> {
    let links = bundle["link"].as_array()?;
    let link = links.iter().find(|link| link["relation"] == relation)?;
    Some(link["url"].as_str()?.to_owned())
}

fn entries(bundle: &Value, mode: &str) -> Vec<Value> {
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    entries
        .into_iter()
        .filter(|entry| entry["search"]["mode"] == mode)
        .map(|entry| entry["resource"].clone())
        .collect()
}

fn key(resource: &Value) -> String {
    format!(
        "{}/{}",
        resource["resourceType"].as_str().unwrap(),
        resource["id"].as_str().unwrap_or("?")
    )
}

/// A store with exactly these resources.
fn store_of(resources: &[Value]) -> FhirStore {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = resources.iter().map(Value::to_string).collect();
    std::fs::write(folder.path().join("resources.ndjson"), lines.join("\n")).unwrap();
    FhirStore::load(folder.path()).unwrap()
}
