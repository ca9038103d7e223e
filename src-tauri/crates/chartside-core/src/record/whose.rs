//! Whose record it is, known without asking anybody: what is kept of it is readable while the server is
//! away or the session needs signing in again.

use chart_store::Partition;

use super::{OpenRecord, RecordId};
use crate::app::App;
use crate::problem::{Problem, ProblemCode};
use crate::session::SealedSession;

/// A patient, as one user of one connection sees them.
#[derive(Debug, Clone)]
pub(crate) struct Whose {
    pub(crate) record: RecordId,
    pub(crate) fhir_base_url: String,
    pub(crate) patient: String,
    /// Issuer and subject of who signed in. `None`: nobody knows, and then what is kept ends with the
    /// sign-in.
    pub(crate) user: Option<(String, String)>,
    /// Type and id of the resource of who signed in.
    pub(crate) fhir_user: Option<(String, String)>,
}

impl Whose {
    /// What keeps the record apart from all others. A patient who was chosen is read with fewer
    /// permissions than the one in context: that, too, is another record.
    pub(crate) fn partition(&self) -> Partition {
        let user = self.user.as_ref();
        let user = user.map(|(issuer, subject)| format!("{issuer}\n{subject}"));
        Partition::new(
            &format!("{}\n{}", self.record, self.fhir_base_url),
            &user.unwrap_or_default(),
            &self.patient,
        )
    }

    fn of_sealed(record: RecordId, sealed: &SealedSession) -> Option<Self> {
        Some(Self {
            record,
            fhir_base_url: sealed.binding.fhir_base.as_str().to_owned(),
            patient: sealed.patient_of(record.choice())?.to_owned(),
            user: sealed.user.clone(),
            fhir_user: sealed.fhir_user.clone(),
        })
    }
}

impl OpenRecord {
    /// Whose record it is.
    pub(crate) fn whose(&self) -> Whose {
        let session = self.session();
        let fhir_user = session.fhir_user();
        Whose {
            record: self.id(),
            fhir_base_url: session.fhir_base_url().to_owned(),
            patient: self.patient().to_owned(),
            user: session.user().cloned(),
            fhir_user: fhir_user.map(|(kind, id)| (kind.to_owned(), id.to_owned())),
        }
    }
}

impl App {
    /// Whose record it is, where that can be told: of one that cannot be opened, only where signing in
    /// is all that it needs.
    pub(crate) async fn whose(
        &self,
        id: RecordId,
        opened: &Result<OpenRecord, Problem>,
    ) -> Option<Whose> {
        match opened {
            Ok(opened) => Some(opened.whose()),
            Err(problem) if problem.code == ProblemCode::SignInNeeded => {
                let sealed = SealedSession::load(&self.ports().secrets, id.session()).await;
                let whose = Whose::of_sealed(id, &sealed.ok().flatten()?)?;
                let is_permitted = self.policy().permits_address(&whose.fhir_base_url);
                is_permitted.then_some(whose)
            }
            Err(_) => None,
        }
    }
}
