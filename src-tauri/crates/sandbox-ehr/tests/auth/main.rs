//! The authorization server, asked by a plain HTTP client and by a scripted person who fills in its real pages.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the driver is test code: what is not as it should be ends the test"
)]

mod app;
mod assertions;
mod discovery;
mod faults;
mod gate;
mod happy_path;
mod journal;
mod keys;
mod pages;
mod person;
mod profiles;
mod program;
mod refresh;
mod register;
mod revocation;
mod scopes;
mod strangers;
mod strict_authorize;
mod strict_token;

use std::sync::{Arc, LazyLock};

use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, Sandbox, SandboxConfig};

/// The scopes most tests ask for.
pub(crate) const SCOPES: &str = "launch/patient openid fhirUser offline_access patient/*.rs";

/// One cohort for all tests: making one takes longer than most of them.
static PATIENTS: LazyLock<Arc<FhirStore>> = LazyLock::new(|| Arc::new(FhirStore::generate(7, 200)));

/// A sandbox with this profile, as JSON over the defaults.
pub(crate) async fn sandbox(profile: serde_json::Value) -> Sandbox {
    let profile: Profile = serde_json::from_value(profile).unwrap();
    let config = SandboxConfig {
        profile,
        store: PATIENTS.clone(),
        ..SandboxConfig::default()
    };
    Sandbox::start(config).await.unwrap()
}

/// The strict sandbox.
pub(crate) async fn strict() -> Sandbox {
    sandbox(serde_json::json!({})).await
}
