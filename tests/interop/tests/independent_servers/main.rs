//! The client at servers that others wrote. What cannot be had on this computer is skipped, and said.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test ends where it is surprised, and says what it left out"
)]

mod client;
mod glewlwyd_server;
mod oidc_provider;
mod secrets;
mod whole_product;
