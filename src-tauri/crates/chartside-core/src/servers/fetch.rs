//! A public document over HTTPS, without credentials, without redirects, bounded in size and time.

use std::time::Duration;

use reqwest::header::{ACCEPT, ETAG, HeaderValue, IF_NONE_MATCH};
use reqwest::{Client, Response, StatusCode};
use smart_app_launch::FhirBaseUrl;
use url::Url;

use crate::problem::{Problem, ProblemCode};

/// The largest bundles of brands that vendors publish are some tens of megabytes.
const LARGEST: usize = 96 << 20;
const LIMIT: Duration = Duration::from_mins(2);

/// Longest `ETag` that is kept.
const LONGEST_ETAG: usize = 512;

/// What came of asking for a document.
pub(super) enum Fetched {
    /// It is the one that is known.
    Same,
    /// It is another one.
    New {
        bytes: Vec<u8>,
        etag: Option<String>,
    },
}

/// The JSON document at this address. `known`: the `ETag` of the one that is known (RFC 9110 §13.1.2).
pub(super) async fn public_json(
    http: &Client,
    address: &str,
    known: Option<&str>,
) -> Result<Fetched, Problem> {
    let url = checked(address)?;
    let mut request = http
        .get(url)
        .header(ACCEPT, "application/fhir+json, application/json;q=0.9")
        .timeout(LIMIT);
    let known = known.and_then(|etag| HeaderValue::from_str(etag).ok());
    let conditional = known.is_some();
    if let Some(known) = known {
        request = request.header(IF_NONE_MATCH, known);
    }
    let response = request
        .send()
        .await
        .map_err(|error| unreachable(&error.without_url()))?;
    match response.status() {
        StatusCode::NOT_MODIFIED if conditional => Ok(Fetched::Same),
        StatusCode::OK => {
            let etag = etag(&response);
            let bytes = read(response).await?;
            Ok(Fetched::New { bytes, etag })
        }
        status if status.is_server_error() => Err(Problem::new(ProblemCode::ServerFailed)),
        status if status.is_redirection() => Err(Problem::new(ProblemCode::ForeignAddress)),
        _ => Err(Problem::new(ProblemCode::BrandsUnreadable)),
    }
}

fn etag(response: &Response) -> Option<String> {
    let etag = response.headers().get(ETAG)?.to_str().ok()?;
    (etag.len() <= LONGEST_ETAG).then(|| etag.to_owned())
}

/// An address without its query.
pub(super) fn place(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// The same rule as for a FHIR server (`https`, or this computer); a query is allowed here.
fn checked(address: &str) -> Result<Url, Problem> {
    let address = address.trim();
    FhirBaseUrl::parse_exact(place(address))
        .map_err(|error| Problem::from(error).logged(&error))?;
    Url::parse(address).map_err(|_| Problem::new(ProblemCode::AddressInvalid))
}

async fn read(mut response: Response) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    loop {
        let chunk = response.chunk().await;
        let Some(chunk) = chunk.map_err(|error| unreachable(&error.without_url()))? else {
            return Ok(bytes);
        };
        if bytes.len() + chunk.len() > LARGEST {
            return Err(Problem::new(ProblemCode::TooLarge));
        }
        bytes.extend_from_slice(&chunk);
    }
}

fn unreachable(error: &reqwest::Error) -> Problem {
    Problem::new(ProblemCode::ServerUnreachable).logged(error)
}
