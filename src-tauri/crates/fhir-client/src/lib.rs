//! FHIR R4 reads over HTTP: `read`, `search` with its pages, and `capabilities`
//! (FHIR R4 §3.1 and §3.1.1).
//!
//! The credentials are bound to one address: a token leaves this crate only for the scheme, host,
//! port and path of the FHIR base URL, whatever a server names in a link, a reference or a redirect.
//!
//! This crate must never know how a token is obtained, what a screen shows, how a record is stored,
//! or what time it is.

mod address;
mod authorize;
mod body;
mod capabilities;
mod client;
mod error;
mod exchange;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod host;
mod json;
mod markup;
mod pace;
mod page;
mod paging;
mod remark;
mod resource;
mod search;
mod side;
mod turns;
mod walk;
mod windows;

pub use address::BaseUrlError;
pub use authorize::{Authorize, AuthorizeError, BearerToken, Cause};
pub use capabilities::{CapabilityStatement, ResourceCapability};
pub use client::{Content, FhirClient};
pub use error::{FhirError, Rest};
pub use exchange::{Patience, Progress};
pub use host::Hosts;
pub use pace::full_jitter;
pub use page::{Page, Skipped};
pub use remark::{Remark, Severity};
pub use resource::Resource;
pub use search::Search;
