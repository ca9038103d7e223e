//! What this server wants to be asked differently from the specification, and how it says so.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::FhirBehaviour;
use super::failure::Failure;
use super::query::Query;

/// The page of a gateway that does not know FHIR.
const PAGE: &str = "<!doctype html><html lang=\"en\"><head><title>404 - Page not found</title></head>\
    <body><h1>Not found</h1></body></html>";

/// Refuses a search that is not as this server wants it.
pub(crate) fn check(behaviour: &FhirBehaviour, query: &Query) -> Result<(), Failure> {
    let has = |name: &String| query.has(name);
    let unmet = behaviour
        .wants
        .iter()
        .find(|want| want.types.contains(&query.resource_type) && !want.any_of.iter().any(has));
    if let Some(want) = unmet {
        return Err(refusal(want.status, "required", want.text.as_deref()));
    }
    let refused = behaviour.refuses.iter().find(|one| has(&one.parameter));
    if let Some(refused) = refused {
        return Err(refusal(
            refused.status,
            "not-supported",
            refused.text.as_deref(),
        ));
    }
    let largest = behaviour.largest_count.zip(query.count);
    if let Some((largest, _)) = largest.filter(|(largest, asked)| asked > largest) {
        return Err(Failure::invalid(format!("_count can be at most {largest}")));
    }
    let known = behaviour.categories.get(&query.resource_type);
    match known.and_then(|known| query.category_beyond(known)) {
        Some(value) => Err(Failure::invalid(format!("Unknown category: {value}"))),
        None => Ok(()),
    }
}

fn refusal(status: u16, code: &'static str, text: Option<&str>) -> Failure {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    match text {
        Some(text) => Failure::new(status, code, text),
        None => Failure::silent(status),
    }
}

/// The answer of a gateway before the FHIR server.
pub(crate) fn page(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND);
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], PAGE).into_response()
}
