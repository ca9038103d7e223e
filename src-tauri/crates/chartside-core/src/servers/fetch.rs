//! A public document over HTTPS, without credentials, without redirects, bounded in size and time.

use std::time::Duration;

use reqwest::header::ACCEPT;
use reqwest::{Client, Response, StatusCode};
use smart_app_launch::FhirBaseUrl;
use url::Url;

use crate::problem::{Problem, ProblemCode};

/// The largest bundles of brands that vendors publish are some tens of megabytes.
const LARGEST: usize = 96 << 20;
const LIMIT: Duration = Duration::from_mins(2);

/// The bytes of the JSON document at this address.
pub(super) async fn public_json(http: &Client, address: &str) -> Result<Vec<u8>, Problem> {
    let url = checked(address)?;
    let request = http
        .get(url)
        .header(ACCEPT, "application/fhir+json, application/json;q=0.9")
        .timeout(LIMIT);
    let response = request
        .send()
        .await
        .map_err(|error| unreachable(&error.without_url()))?;
    match response.status() {
        StatusCode::OK => read(response).await,
        status if status.is_server_error() => Err(Problem::new(ProblemCode::ServerFailed)),
        status if status.is_redirection() => Err(Problem::new(ProblemCode::ForeignAddress)),
        _ => Err(Problem::new(ProblemCode::BrandsUnreadable)),
    }
}

/// The same rule as for a FHIR server (`https`, or this computer); a query is allowed here.
fn checked(address: &str) -> Result<Url, Problem> {
    let address = address.trim();
    let place = address.split(['?', '#']).next().unwrap_or_default();
    FhirBaseUrl::parse_exact(place).map_err(|error| Problem::from(error).logged(&error))?;
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
