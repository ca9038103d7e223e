//! Patients that a person chose in a session that may read more than one.

use serde::{Deserialize, Serialize};
use session_store::SessionId;
use smart_app_launch::{Scope, ScopeSet};

use super::SealedSession;
use crate::app::new_name;
use crate::problem::Problem;

/// Choices that are kept: the oldest make room.
const KEPT: usize = 200;

/// A patient that was chosen, as it is sealed.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Chosen {
    /// What the choice is called. Never given to another patient.
    pub(crate) name: SessionId,
    /// The `Patient`, by its id.
    pub(crate) patient: String,
    /// As last shown.
    pub(crate) label: Option<String>,
}

/// `true`: what was granted lets the person look for patients (SMART App Launch 2.2, "Clinical Scope
/// Syntax": `user/` is about everything that the person may see, `system/` about everything).
pub(crate) fn finds_patients(granted: &ScopeSet) -> bool {
    let covers = |scope| Scope::parse(scope).is_ok_and(|scope| granted.covers(&scope));
    covers("user/Patient.s") || covers("system/Patient.s")
}

impl SealedSession {
    /// The patient in context, or one that was chosen.
    pub(crate) fn patient_of(&self, choice: Option<SessionId>) -> Option<&str> {
        let Some(name) = choice else {
            return self.patient.as_deref();
        };
        let chosen = self.chosen.iter().find(|chosen| chosen.name == name)?;
        Some(&chosen.patient)
    }

    /// What the patient in context, or one that was chosen, is called. `None`: no such choice.
    pub(super) fn label_of(&self, choice: Option<SessionId>) -> Option<&Option<String>> {
        match choice {
            Some(name) => self
                .chosen
                .iter()
                .find(|chosen| chosen.name == name)
                .map(|chosen| &chosen.label),
            None => Some(&self.patient_label),
        }
    }

    /// The same, to change it.
    pub(super) fn label_of_mut(
        &mut self,
        choice: Option<SessionId>,
    ) -> Option<&mut Option<String>> {
        match choice {
            Some(name) => self
                .chosen
                .iter_mut()
                .find(|chosen| chosen.name == name)
                .map(|chosen| &mut chosen.label),
            None => Some(&mut self.patient_label),
        }
    }

    /// Forgets what the patient in context is called, or that one was chosen.
    pub(crate) fn forget_patient(&mut self, choice: Option<SessionId>) {
        match choice {
            Some(name) => self.chosen.retain(|chosen| chosen.name != name),
            None => self.patient_label = None,
        }
    }

    /// Puts a choice last, and names it where it is new.
    pub(super) fn choose(&mut self, patient: &str) -> Result<SessionId, Problem> {
        let known = self
            .chosen
            .iter()
            .position(|chosen| chosen.patient == patient);
        let chosen = match known {
            Some(at) => self.chosen.remove(at),
            None => Chosen {
                name: new_name()?,
                patient: patient.to_owned(),
                label: None,
            },
        };
        let name = chosen.name;
        self.chosen.push(chosen);
        let too_many = self.chosen.len().saturating_sub(KEPT);
        self.chosen.drain(..too_many);
        Ok(name)
    }
}
