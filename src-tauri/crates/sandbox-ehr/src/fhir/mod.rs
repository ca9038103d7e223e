//! A FHIR R4 server: reads and searches over resources held in memory.
//!
//! It never knows how a token is obtained: every answer passes the [`Gate`](crate::gate::Gate).

mod behaviour;
mod binary;
mod capability;
pub(crate) mod compartment;
mod date;
mod failure;
mod fault;
mod index;
mod negotiation;
mod parameter;
mod query;
pub(crate) mod resource;
mod router;
mod search;
mod searchset;
mod server;
pub(crate) mod store;
mod wishes;

pub use behaviour::{FhirBehaviour, PageAct, PageFault, RateLimit, Refuses, Want};
pub use router::router;
pub use store::{FhirStore, LoadReport, PatientCard};
