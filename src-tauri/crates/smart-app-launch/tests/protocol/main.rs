//! The client against real servers on loopback: the strict `sandbox-ehr`, and small servers that misbehave.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy knows #[test] functions as tests, not the steps that they share"
)]

mod browser;
mod discovery;
mod hostile_token_endpoint;
mod identity;
mod kinds;
mod observed;
mod pushed_authorization;
mod redaction;
mod refresh;
mod refusals;
mod registering;
mod requirements;
mod server_findings;
mod sign_in;
mod stub;
mod threats_of_servers;
mod tls;
mod world;
