//! Who is signed in (SMART App Launch 2.2, "Scopes for requesting identity data"): the resource that the
//! id token names as `fhirUser`, read with the session's own token. One on another server is not read:
//! the token is not for it.

use fhir_client::{FhirClient, Resource};
use smart_app_launch::{FhirBaseUrl, FhirUser};

use crate::app::{App, session_id};
use crate::ipc::{SessionRef, SignedInAs};
use crate::problem::Problem;

impl App {
    /// Who is signed in, as far as the server says.
    pub async fn signed_in_as(&self, session: SessionRef) -> Result<SignedInAs, Problem> {
        let opened = self.open_session(session_id(&session.session)?).await?;
        let Some((resource_type, id)) = opened.fhir_user() else {
            return Ok(SignedInAs { name: None });
        };
        let client = self.fhir_client(&opened).await?;
        let name = name(&client, opened.fhir_base_url(), resource_type, id).await;
        Ok(SignedInAs { name })
    }
}

/// A role that does not name whose it is says where that stands.
async fn name(client: &FhirClient, base: &str, resource_type: &str, id: &str) -> Option<String> {
    let person = read(client, resource_type, id).await?;
    if let Some(name) = chart::person_name(person.json()) {
        return Some(name);
    }
    let base = FhirBaseUrl::parse_exact(base).ok()?;
    let holder = FhirUser::parse(&chart::role_holder(person.json())?, &base)?;
    if !holder.is_on_this_server || holder.resource_type != "Practitioner" {
        return None;
    }
    let person = read(client, holder.resource_type, holder.id.as_str()).await?;
    chart::person_name(person.json())
}

/// Many servers let nobody read it. The record does not depend on it.
async fn read(client: &FhirClient, resource_type: &str, id: &str) -> Option<Resource> {
    let answer = client.read(resource_type, id).await;
    answer
        .map_err(|error| drop(Problem::from(&error).logged(&error)))
        .ok()
}
