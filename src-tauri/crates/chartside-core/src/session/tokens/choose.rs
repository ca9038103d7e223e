//! The patient in context and those that were chosen, as the sealed session knows them.

use session_store::SessionId;

use super::SessionTokens;
use crate::problem::Problem;
use crate::session::chosen::Chosen;

impl SessionTokens {
    /// The patient that was chosen under this name.
    pub(in crate::session) async fn chosen(&self, choice: SessionId) -> Option<String> {
        let state = self.state.lock().await;
        let mut chosen = state.sealed.chosen.iter();
        let chosen = chosen.find(|chosen| chosen.name == choice)?;
        Some(chosen.patient.clone())
    }

    /// All that were chosen, the last one first.
    pub(in crate::session) async fn all_chosen(&self) -> Vec<Chosen> {
        let state = self.state.lock().await;
        state.sealed.chosen.iter().rev().cloned().collect()
    }

    /// Names the record of a patient, and keeps the name.
    pub(in crate::session) async fn choose(&self, patient: &str) -> Result<SessionId, Problem> {
        let mut state = self.state.lock().await;
        let turn = self.turn(&mut state).await;
        let name = state.sealed.choose(patient)?;
        // What another program sealed meanwhile is not written over: the choice is kept in memory.
        if turn.is_ok() {
            self.seal(&state).await;
        }
        Ok(name)
    }

    /// Keeps what the patient in context, or one that was chosen, is called.
    pub(in crate::session) async fn note_patient(
        &self,
        choice: Option<SessionId>,
        label: Option<String>,
    ) {
        let mut state = self.state.lock().await;
        if state.sealed.label_of(choice) == Some(&label) {
            return;
        }
        // What another program sealed meanwhile must not be written over. The next start tries again.
        let Ok(_turn) = self.turn(&mut state).await else {
            return;
        };
        if let Some(known) = state.sealed.label_of_mut(choice)
            && *known != label
        {
            *known = label;
            self.seal(&state).await;
        }
    }

    /// Forgets what the patient in context is called, or that one was chosen.
    pub(in crate::session) async fn forget_patient(&self, choice: Option<SessionId>) {
        let mut state = self.state.lock().await;
        // What another program sealed meanwhile must not be written over.
        let turn = self.turn(&mut state).await;
        state.sealed.forget_patient(choice);
        if turn.is_ok() {
            self.seal(&state).await;
        }
    }
}
