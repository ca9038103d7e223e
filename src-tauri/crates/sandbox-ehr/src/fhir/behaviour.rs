//! How this FHIR server behaves, and misbehaves, as one declarative value.
//!
//! The default is a correct FHIR R4 server. Each field is one way real servers are known to differ;
//! a profile or a test sets the few it needs.

use serde::Deserialize;

/// The behaviour of the FHIR server. Deserializes from `{}` to the correct server.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "snake_case")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a quirk of its own, and any may go with any other"
)]
pub struct FhirBehaviour {
    /// The largest page, whatever `_count` asks for.
    pub max_count: usize,
    /// The page size when `_count` is absent.
    pub default_count: usize,
    /// Waits this long before every answer except `/metadata`.
    pub delay_ms: u64,
    /// Whether a searchset carries `Bundle.total`.
    pub total: bool,
    /// Types that can only be searched with `category` or `code` (Epic's Observation).
    pub require_category: Vec<String>,
    /// Types the server does not have: left out of `/metadata`, refused with `unsupported_status`.
    pub unsupported: Vec<String>,
    /// The status with which an unsupported type is refused: 404, or 401 as some servers do.
    pub unsupported_status: u16,
    /// Types answered with 403.
    pub forbidden: Vec<String>,
    /// Types answered with 500.
    pub failing: Vec<String>,
    /// Searches are taken by GET only: `_search` is answered with 405.
    pub no_search_by_form: bool,
    /// `next` links are relative to the FHIR base.
    pub relative_next: bool,
    /// `next` links name this origin instead of ours.
    pub next_origin: Option<String>,
    /// The `next` link of every page leads back to the first one.
    pub cyclic_next: bool,
    /// `Bundle.total` is smaller than the number of matches.
    pub understate_total: bool,
    /// Every searchset carries an `OperationOutcome` entry with this text.
    pub outcome_entry: Option<String>,
    /// Searches of this type end in the middle of the body, with an honest `Content-Length`.
    pub truncate_body: Option<String>,
    /// Types answered with 200 and an HTML page (a captive portal, a proxy).
    pub html_instead: Vec<String>,
    /// Offers `_history` of single resources: of each the version that there is.
    pub history: bool,
    /// Refuses some requests with 429.
    pub rate_limit: Option<RateLimit>,
}

/// Every so many requests one is refused with 429.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// The n-th, 2n-th, 3n-th request is refused. Zero: none.
    pub every: u64,
    /// Seconds, as sent in `Retry-After`.
    pub retry_after: u64,
}

impl Default for FhirBehaviour {
    fn default() -> Self {
        Self {
            max_count: 200,
            default_count: 50,
            delay_ms: 0,
            total: true,
            require_category: Vec::new(),
            unsupported: Vec::new(),
            unsupported_status: 404,
            forbidden: Vec::new(),
            failing: Vec::new(),
            no_search_by_form: false,
            relative_next: false,
            next_origin: None,
            cyclic_next: false,
            understate_total: false,
            outcome_entry: None,
            truncate_body: None,
            html_instead: Vec::new(),
            history: false,
            rate_limit: None,
        }
    }
}
