//! A record that is read: a session, and the one patient that it is about.

use chart::PatientBanner;

use super::RecordId;
use crate::app::App;
use crate::problem::{Problem, ProblemCode};
use crate::session::OpenSession;

/// A patient's record in a session that is open.
#[derive(Debug, Clone)]
pub(crate) struct OpenRecord {
    id: RecordId,
    session: OpenSession,
    patient: String,
}

impl OpenRecord {
    pub(crate) const fn id(&self) -> RecordId {
        self.id
    }

    pub(crate) const fn session(&self) -> &OpenSession {
        &self.session
    }

    /// Whose it is, and remains.
    pub(crate) fn patient(&self) -> &str {
        &self.patient
    }

    /// `true`: the person chose the patient, and so what was granted for the patient in context only is
    /// not granted here.
    pub(crate) const fn is_chosen(&self) -> bool {
        self.id.choice().is_some()
    }

    /// Keeps the patient's name, for the lists to choose from, in the vault.
    pub(crate) async fn note_patient(&self, banner: &PatientBanner) {
        let label = label(banner);
        self.session.note_patient(self.id.choice(), label).await;
    }
}

impl App {
    /// The record of this name, its session opened from the vault where it is not open yet.
    pub(crate) async fn open_record(&self, id: RecordId) -> Result<OpenRecord, Problem> {
        let session = self.open_session(id.session()).await?;
        let patient = match id.choice() {
            Some(choice) => session.chosen(choice).await,
            None => session.patient().map(str::to_owned),
        };
        let patient = patient.ok_or_else(|| Problem::new(ProblemCode::PatientMissing))?;
        Ok(OpenRecord {
            id,
            session,
            patient,
        })
    }
}

/// `FAMILY, Given`, else the name as sent.
pub(crate) fn label(banner: &PatientBanner) -> Option<String> {
    match (&banner.family, &banner.given) {
        (Some(family), Some(given)) => Some(format!("{}, {given}", family.to_uppercase())),
        (Some(name), None) | (None, Some(name)) => Some(name.clone()),
        (None, None) => banner.text.clone(),
    }
}
