//! The whole product without a webview: the core, the sandbox EHR, and a person whose browser is
//! driven over HTTP.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    clippy::print_stdout,
    reason = "a test ends where it is surprised, and says what it left out"
)]

mod account;
mod activity;
mod asked_again;
mod asking;
mod brands;
mod credentials;
mod doctor;
mod documents;
mod export;
mod full_disk;
mod installation;
mod introspection;
mod keep;
mod leaks;
mod links;
mod lists;
mod lock;
mod lost_answers;
mod nothing_lost;
mod patients;
mod policy;
mod programs;
mod real_input;
mod record;
mod registration;
mod related;
mod requirements;
mod safe_mode;
mod servers;
mod session;
mod sign_in;
mod sign_out;
mod support;
mod threats_of_links;
mod threats_of_servers;
mod time;
mod updates;
mod vendor_records;
mod wanting;
mod ways_back;
mod who;
