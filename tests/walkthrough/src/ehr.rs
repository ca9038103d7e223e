//! The EHR of the journey: the sandbox, in this process, so that its patients and its journal can be
//! looked at and its clock be put forward.

use std::sync::Arc;

use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, Sandbox, SandboxConfig, StartError};
use tokio::runtime::Runtime;

/// The EHR cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum EhrError {
    /// No threads.
    #[error("cannot start the threads of the sandbox")]
    Threads(#[from] std::io::Error),
    /// The sandbox itself.
    #[error(transparent)]
    Start(#[from] StartError),
}

/// A running sandbox.
#[derive(Debug)]
pub struct Ehr {
    sandbox: Sandbox,
    /// It serves for as long as this lives.
    _threads: Runtime,
    patients: Arc<FhirStore>,
}

impl Ehr {
    /// Starts an EHR that holds `patients` and behaves as `profile` says.
    pub fn start(patients: FhirStore, profile: Profile) -> Result<Self, EhrError> {
        let threads = Runtime::new()?;
        let patients = Arc::new(patients);
        let store = patients.clone();
        let config = SandboxConfig {
            profile,
            store,
            ..SandboxConfig::default()
        };
        let sandbox = threads.block_on(Sandbox::start(config))?;
        Ok(Self {
            sandbox,
            _threads: threads,
            patients,
        })
    }

    /// The levers and the journal.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// What it holds.
    pub fn patients(&self) -> &FhirStore {
        &self.patients
    }

    /// The patient with the largest record, by id.
    pub fn busiest_patient(&self) -> Option<String> {
        let cards = self.patients.patients().into_iter();
        cards
            .map(|card| card.id)
            .max_by_key(|id| self.patients.compartment(id).len())
    }
}
