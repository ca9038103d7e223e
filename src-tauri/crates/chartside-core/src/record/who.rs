//! Who is signed in (SMART App Launch 2.2, "Scopes for requesting identity data"): the resource that the
//! id token names as `fhirUser`, read with the session's own token. One on another server is not read:
//! the token is not for it.

use fhir_client::FhirClient;

use crate::app::{App, session_id};
use crate::ipc::{SessionRef, SignedInAs};
use crate::problem::{Problem, ProblemCode};

impl App {
    /// Who is signed in, as far as the server says.
    pub async fn signed_in_as(&self, session: SessionRef) -> Result<SignedInAs, Problem> {
        let opened = self.open_session(session_id(&session.session)?).await?;
        let Some((resource_type, id)) = opened.fhir_user() else {
            return Ok(SignedInAs { name: None });
        };
        let client = FhirClient::new(opened.fhir_base_url(), self.http(), opened.authorize())
            .map_err(|error| Problem::new(ProblemCode::AddressInvalid).logged(&error))?;
        let name = match client.read(resource_type, id).await {
            Ok(person) => chart::person_name(person.json()),
            Err(error) => {
                // Many servers let nobody read it. The record does not depend on it.
                drop(Problem::from(&error).logged(&error));
                None
            }
        };
        Ok(SignedInAs { name })
    }
}
