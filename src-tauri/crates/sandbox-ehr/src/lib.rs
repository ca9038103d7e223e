//! A strict SMART App Launch 2.2 server and FHIR R4 server on loopback, for tests and demos.
//!
//! It shares no code with the client crates of this workspace: client and server are two independent readings of
//! the specification, or a shared misreading would cancel out in every test. It binds 127.0.0.1 only and holds
//! synthetic patients only; the passwords, secrets and tokens in it protect nothing.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use sandbox_ehr::{Profile, Sandbox, SandboxConfig};
//!
//! let sandbox = Sandbox::start(SandboxConfig { profile: Profile::find("oracle-health")?, ..SandboxConfig::default() }).await?;
//! // Point a client at `sandbox.fhir_base_url()`, let it sign in, then:
//! assert_eq!(sandbox.journal().assert_conformant(), []);
//! # Ok(())
//! # }
//! ```

pub mod auth;
mod clock;
mod connection;
mod faults;
pub mod fhir;
pub mod gate;
pub mod generate;
pub mod journal;
mod judge;
mod load;
mod pages;
pub mod profile;
mod record;
mod sandbox;
pub mod transcript;

pub use auth::{Client, ClientAuthentication, LaunchContext};
pub use journal::{Complaint, Journal, RecordedAnswer, RecordedRequest, Violation};
pub use judge::Judge;
pub use profile::Profile;
pub use sandbox::{Sandbox, SandboxConfig, StartError};
pub use transcript::{Setting, Transcript};
