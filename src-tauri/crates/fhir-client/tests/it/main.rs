//! `fhir-client` against servers on loopback that misbehave in every way named in its contract.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test ends where it is surprised"
)]

mod content;
mod credentials;
mod endurance;
mod paging;
mod refusals;
mod sandbox;
mod server;
mod side_by_side;
mod threats;
mod truncation;
