//! Answers one request: asks the gate, finds the resources, writes the response.

mod page;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::header::{AUTHORIZATION, ETAG, LAST_MODIFIED};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::fhir::behaviour::{PageAct, PageFault};
use crate::fhir::failure::Failure;
use crate::fhir::query::Query;
use crate::fhir::resource::Resource;
use crate::fhir::search::{is_within, matches};
use crate::fhir::searchset::{CURSOR, Cursor, Searchset};
use crate::fhir::store::Position;
use crate::fhir::{FhirBehaviour, FhirStore, binary, capability, negotiation, wishes};
use crate::gate::{Gate, Grant, Interaction};

/// How many result lists are kept for the next page.
const REMEMBERED: usize = 512;

/// The state behind the routes.
pub(crate) struct Server {
    store: Arc<FhirStore>,
    gate: Arc<dyn Gate>,
    pub(crate) behaviour: FhirBehaviour,
    base_url: String,
    types: BTreeSet<String>,
    /// Requests so far, for the rate limit.
    pub(crate) requests: AtomicU64,
    /// Searches so far by type, for the faults of single pages.
    pub(crate) searches: Mutex<HashMap<String, u32>>,
    remembered: Mutex<VecDeque<(Question, Arc<Vec<Position>>)>>,
}

/// What decides a result list: type, parameters, and what the token permits.
type Question = (String, String, Grant);

type Answer = Result<Response, Failure>;

impl Server {
    pub(crate) fn new(
        store: Arc<FhirStore>,
        gate: Arc<dyn Gate>,
        behaviour: FhirBehaviour,
        mut base_url: String,
    ) -> Self {
        base_url.truncate(base_url.trim_end_matches('/').len());
        let types = capability::supported_types(&store, &behaviour);
        Self {
            store,
            gate,
            behaviour,
            base_url,
            types,
            requests: AtomicU64::new(0),
            searches: Mutex::default(),
            remembered: Mutex::default(),
        }
    }

    pub(crate) fn metadata(&self, headers: &HeaderMap, query: &str) -> Answer {
        negotiation::require_json(headers, query)?;
        let server_url = self
            .base_url
            .strip_suffix("/fhir")
            .unwrap_or(&self.base_url);
        let statement = capability::capability_statement(&self.types, &self.behaviour, server_url);
        Ok(negotiation::fhir_json(
            headers,
            statement.to_string().into_bytes(),
        ))
    }

    pub(crate) fn read(
        &self,
        headers: &HeaderMap,
        resource_type: &str,
        id: &str,
        query: &str,
    ) -> Answer {
        let resource = self.visible(headers, resource_type, id)?;
        let mut response = present(headers, query, resource)?;
        response.headers_mut().extend(validators(resource));
        Ok(response)
    }

    /// The one version that there is, as a history.
    pub(crate) fn history(
        &self,
        headers: &HeaderMap,
        resource_type: &str,
        id: &str,
        query: &str,
    ) -> Answer {
        if !self.behaviour.history {
            return Err(Failure::not_found("this server keeps no history"));
        }
        let resource = self.visible(headers, resource_type, id)?;
        negotiation::require_json(headers, query)?;
        let url = format!("{}/{resource_type}/{id}", self.base_url);
        let head = serde_json::json!({ "method": "PUT", "url": format!("{resource_type}/{id}") });
        let bundle = format!(
            r#"{{"resourceType":"Bundle","type":"history","total":1,"entry":[{{"fullUrl":"{url}","resource":{},"request":{head}}}]}}"#,
            resource.json
        );
        Ok(negotiation::fhir_json(headers, bundle.into_bytes()))
    }

    /// A resource that the token may see.
    fn visible(
        &self,
        headers: &HeaderMap,
        resource_type: &str,
        id: &str,
    ) -> Result<&Resource, Failure> {
        let grant = self.admit(headers, resource_type, Interaction::Read)?;
        if self.store.is_deleted(resource_type, id) {
            return Err(Failure::new(
                StatusCode::GONE,
                "deleted",
                format!("{resource_type}/{id} was deleted"),
            ));
        }
        self.store
            .find(&format!("{resource_type}/{id}"))
            .map(|(_, resource)| resource)
            .filter(|resource| resource.is_visible_to(grant.patient.as_deref()))
            .filter(|resource| is_within(resource, &grant.only))
            .ok_or_else(|| Failure::not_found(format!("{resource_type}/{id} is not known")))
    }

    pub(crate) fn search(&self, headers: &HeaderMap, resource_type: &str, query: &str) -> Answer {
        let grant = self.admit(headers, resource_type, Interaction::Search)?;
        if self
            .behaviour
            .unsearchable
            .iter()
            .any(|name| name == resource_type)
        {
            let status = StatusCode::from_u16(self.behaviour.unsupported_status)
                .unwrap_or(StatusCode::NOT_FOUND);
            let reason = format!("{resource_type} cannot be searched for");
            return Err(Failure::not_supported(status, reason));
        }
        negotiation::require_json(headers, query)?;
        let (query, offset) = read_query(resource_type, query)?;
        self.check(headers, &query, &grant)?;
        let query = query.ignoring(&self.behaviour.ignored);
        let found = self.remembered_matches(&query, &grant);
        let size = query
            .count
            .unwrap_or(self.behaviour.default_count)
            .min(self.behaviour.max_count);
        let searchset = if query.only_count || size == 0 {
            Searchset {
                total: Some(found.len()),
                self_link: self.self_link(&query),
                ..Searchset::default()
            }
        } else {
            self.page(headers, &query, &found, offset, size)
        };
        let mut body = searchset.to_json(&self.base_url).into_bytes();
        if self.behaviour.truncate_body.as_deref() == Some(resource_type) {
            body.truncate(body.len() / 2);
        }
        Ok(negotiation::fhir_json(headers, body))
    }

    /// Whether a gateway answers before the server does.
    pub(crate) fn is_refused_by_gateway(&self, resource_type: &str, is_search: bool) -> bool {
        let names = |types: &[String]| types.iter().any(|name| name == resource_type);
        let behaviour = &self.behaviour;
        behaviour.html_refusals
            && (names(&behaviour.unsupported) || (is_search && names(&behaviour.unsearchable)))
    }

    /// Counts one search of a type and says what goes wrong with its page.
    pub(crate) fn page_fault(&self, resource_type: &str) -> Option<PageAct> {
        let mut searches = self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        let count = searches.entry(resource_type.to_owned()).or_default();
        *count = count.saturating_add(1);
        let strikes = |fault: &&PageFault| {
            let is_of = fault.of.as_deref().is_none_or(|of| of == resource_type);
            let until = fault
                .times
                .map_or(u32::MAX, |times| fault.nth.saturating_add(times));
            is_of && (fault.nth..until).contains(count)
        };
        let fault = self.behaviour.page_faults.iter().find(strikes);
        fault.map(|fault| fault.act.clone())
    }

    /// The gate first, then the faults of a whole type.
    fn admit(
        &self,
        headers: &HeaderMap,
        resource_type: &str,
        interaction: Interaction,
    ) -> Result<Grant, Failure> {
        let names = |types: &[String]| types.iter().any(|name| name == resource_type);
        let grant = self
            .gate
            .admit(headers, resource_type, interaction)
            .map_err(|refusal| Failure::refused(refusal, headers.contains_key(AUTHORIZATION)))?;
        if names(&self.behaviour.unsupported) {
            let status = StatusCode::from_u16(self.behaviour.unsupported_status)
                .unwrap_or(StatusCode::NOT_FOUND);
            return Err(Failure::not_supported(
                status,
                format!("{resource_type} is not supported"),
            ));
        }
        if names(&self.behaviour.forbidden) {
            let reason = format!("{resource_type} is not permitted");
            return Err(Failure::new(StatusCode::FORBIDDEN, "forbidden", reason));
        }
        if names(&self.behaviour.failing) {
            return Err(Failure::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "exception",
                "an internal error occurred",
            ));
        }
        if !self.types.contains(resource_type) {
            let reason = format!("{resource_type} is not a resource type of this server");
            return Err(Failure::not_supported(StatusCode::NOT_FOUND, reason));
        }
        Ok(grant)
    }

    fn check(&self, headers: &HeaderMap, query: &Query, grant: &Grant) -> Result<(), Failure> {
        if let Some(allowed) = &grant.patient
            && query.patients().any(|asked| asked != allowed)
        {
            return Err(Failure::new(
                StatusCode::FORBIDDEN,
                "forbidden",
                "the token is for another patient",
            ));
        }
        wishes::check(&self.behaviour, query)?;
        let needs_category = self
            .behaviour
            .require_category
            .contains(&query.resource_type);
        if needs_category
            && !["category", "code", "_id"]
                .iter()
                .any(|name| query.has(name))
        {
            return Err(Failure::new(
                StatusCode::BAD_REQUEST,
                "required",
                "Must have either code or category.",
            ));
        }
        if is_strict(headers) && !query.unknown.is_empty() {
            let reason = format!("unknown parameter: {}", query.unknown.join(", "));
            return Err(Failure::not_supported(StatusCode::BAD_REQUEST, reason));
        }
        Ok(())
    }

    /// The result list. The store never changes while it is served, so the list of the first page stays true.
    fn remembered_matches(&self, query: &Query, grant: &Grant) -> Arc<Vec<Position>> {
        let question = (
            query.resource_type.clone(),
            query.text.clone(),
            grant.clone(),
        );
        let locked = || {
            self.remembered
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some((_, found)) = locked().iter().find(|(known, _)| *known == question) {
            return Arc::clone(found);
        }
        let found = Arc::new(matches(
            &self.store,
            query,
            grant.patient.as_deref(),
            &grant.only,
        ));
        let mut remembered = locked();
        remembered.truncate(REMEMBERED - 1);
        remembered.push_front((question, Arc::clone(&found)));
        found
    }
}

/// The query of the request, or the one inside its cursor and how far it has come.
fn read_query(resource_type: &str, text: &str) -> Result<(Query, usize), Failure> {
    let mut pairs = url::form_urlencoded::parse(text.as_bytes());
    let Some((_, cursor)) = pairs.find(|(name, _)| name == CURSOR) else {
        return Ok((Query::parse(resource_type, text)?, 0));
    };
    let cursor = Cursor::decode(&cursor)?;
    if cursor.resource_type != resource_type {
        return Err(Failure::invalid("this page link belongs to another type"));
    }
    Ok((Query::parse(resource_type, &cursor.query)?, cursor.offset))
}

/// The body of a read, or 304 when the client has it.
fn present(headers: &HeaderMap, query: &str, resource: &Resource) -> Answer {
    if negotiation::has_already(headers, &etag(resource)) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    if &*resource.resource_type == "Binary"
        && let Some(raw) = binary::raw_content(headers, query, resource)
    {
        return Ok(raw);
    }
    negotiation::require_json(headers, query)?;
    Ok(negotiation::fhir_json(
        headers,
        resource.json.as_bytes().to_vec(),
    ))
}

fn etag(resource: &Resource) -> String {
    format!("W/\"{}\"", resource.version)
}

/// `ETag` and, when the resource says when it changed, `Last-Modified`.
fn validators(resource: &Resource) -> HeaderMap {
    let etag = HeaderValue::from_str(&etag(resource)).ok();
    let http_date = |time: jiff::Timestamp| time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let last_modified = resource
        .last_modified()
        .map(http_date)
        .and_then(|date| HeaderValue::from_str(&date).ok());
    let headers = [(ETAG, etag), (LAST_MODIFIED, last_modified)];
    headers
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// `Prefer: handling=strict` (FHIR R4 §3.1.1.1.1).
fn is_strict(headers: &HeaderMap) -> bool {
    let preferences = headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok());
    preferences
        .flat_map(|value| value.split([',', ';']))
        .any(|preference| preference.trim() == "handling=strict")
}
