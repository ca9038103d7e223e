//! How this FHIR server behaves, and misbehaves, as one declarative value.
//!
//! The default is a correct FHIR R4 server. Each field is one way real servers are known to differ;
//! a profile or a test sets the few it needs.

use std::collections::BTreeMap;

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
    /// Searches that are refused without one of some parameters.
    pub wants: Vec<Want>,
    /// Parameters that are refused.
    pub refuses: Vec<Refuses>,
    /// The values of `category` that are known, by type; another is refused with 400.
    pub categories: BTreeMap<String, Vec<String>>,
    /// A larger `_count` is refused with 400 instead of being answered with fewer.
    pub largest_count: Option<usize>,
    /// Types that can be read and included but not searched for, and the page that answers a search.
    pub unsearchable: Vec<String>,
    /// Refusals of unsupported and unsearchable types are HTML pages, without a challenge.
    pub html_refusals: bool,
    /// `Bundle.total` counts the page, not the matches (Epic).
    pub page_total: bool,
    /// Pages begin so many resources before the last one ended.
    pub overlap: usize,
    /// Answers are XML unless `_format` says otherwise, whatever `Accept` says.
    pub xml: bool,
    /// Date parameters that are not read, though `/metadata` lists them.
    pub ignored: Vec<String>,
    /// Parameters that `/metadata` does not list, though they are read.
    pub unlisted: Vec<String>,
    /// A parameter, name and value as they stand in an address, without which every request is refused.
    pub everywhere: Option<(String, String)>,
    /// What goes wrong with single pages.
    pub page_faults: Vec<PageFault>,
}

/// Searches that are refused without one of some parameters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Want {
    /// Which types.
    pub types: Vec<String>,
    /// One of these is enough.
    pub any_of: Vec<String>,
    /// The status of the refusal.
    pub status: u16,
    /// What the `OperationOutcome` says; without it the body is empty.
    #[serde(default)]
    pub text: Option<String>,
}

/// A parameter that is refused.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refuses {
    /// Its name.
    pub parameter: String,
    /// The status of the refusal.
    pub status: u16,
    /// What the `OperationOutcome` says; without it the body is empty.
    #[serde(default)]
    pub text: Option<String>,
}

/// What goes wrong with single pages of searches.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageFault {
    /// Of which type; of any where absent.
    #[serde(default)]
    pub of: Option<String>,
    /// From which search request of the type on, counted from 1 since the profile was set.
    pub nth: u32,
    /// How many in a row; for ever where absent.
    #[serde(default)]
    pub times: Option<u32>,
    /// What.
    pub act: PageAct,
}

/// What goes wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PageAct {
    /// Another answer.
    Status {
        /// The HTTP status.
        status: u16,
        /// `Retry-After`, as sent.
        #[serde(default)]
        retry_after: Option<String>,
    },
    /// The body ends after so many sixteenths of it.
    Truncate {
        /// From 0 to 15.
        sixteenths: usize,
        /// `Content-Length` says so; else it names the whole.
        honest: bool,
    },
    /// The connection is cut instead of an answer.
    Cut,
    /// The answer takes so long.
    Slow {
        /// Milliseconds.
        milliseconds: u64,
    },
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
            wants: Vec::new(),
            refuses: Vec::new(),
            categories: BTreeMap::new(),
            largest_count: None,
            unsearchable: Vec::new(),
            html_refusals: false,
            page_total: false,
            overlap: 0,
            xml: false,
            ignored: Vec::new(),
            unlisted: Vec::new(),
            everywhere: None,
            page_faults: Vec::new(),
        }
    }
}
