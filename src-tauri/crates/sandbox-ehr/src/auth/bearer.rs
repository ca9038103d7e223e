//! The gate in front of the FHIR server (RFC 6750; SMART App Launch 2.2 §Access FHIR API, §Scopes).

use axum::http::{HeaderMap, header};
use jiff::Timestamp;

use super::ledger::Permission;
use super::scope::{Interactions, Level, Scope};
use super::server::AuthorizationServer;
use crate::gate::{Gate, Grant, Interaction, Refusal};
use crate::journal::{Complaint, EntryId};
use crate::record::ENTRY_HEADER;

impl Gate for AuthorizationServer {
    fn admit(
        &self,
        headers: &HeaderMap,
        resource_type: &str,
        interaction: Interaction,
    ) -> Result<Grant, Refusal> {
        let outcome = admit(self, headers, resource_type, interaction);
        outcome.map_err(|(rule, refusal)| {
            let (Refusal::Unauthenticated(message) | Refusal::Forbidden(message)) = &refusal;
            if let Some(entry) = entry(headers) {
                self.journal.complain(
                    entry,
                    Complaint {
                        rule,
                        message: message.clone(),
                    },
                );
            }
            refusal
        })
    }
}

fn entry(headers: &HeaderMap) -> Option<EntryId> {
    headers
        .get(ENTRY_HEADER)?
        .to_str()
        .ok()?
        .parse()
        .ok()
        .map(EntryId)
}

fn admit(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    resource_type: &str,
    interaction: Interaction,
) -> Result<Grant, (Option<u16>, Refusal)> {
    let unauthenticated =
        |rule, message: &str| (rule, Refusal::Unauthenticated(message.to_owned()));
    let value = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let value =
        value.ok_or_else(|| unauthenticated(Some(93), "there is no `Authorization` header"))?;
    let token = value
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"))
        .map(|(_, token)| token)
        .ok_or_else(|| {
            unauthenticated(
                Some(93),
                "the `Authorization` header is not of the scheme `Bearer`",
            )
        })?;
    let now: Timestamp = server.now();
    let ledger = server.ledger();
    let (token, permission) = ledger
        .live_access_token(token, now)
        .map_err(|reason| unauthenticated(None, reason))?;
    permitted(&token.scopes, permission, resource_type, interaction).ok_or_else(|| {
        let verb = match interaction {
            Interaction::Read => "reading",
            Interaction::Search => "searching",
        };
        (
            None,
            Refusal::Forbidden(format!("no granted scope allows {verb} {resource_type}")),
        )
    })
}

/// What the scopes allow here: every patient for a practitioner's `user/` scope, else the patient in context.
fn permitted(
    scopes: &[Scope],
    permission: &Permission,
    resource_type: &str,
    interaction: Interaction,
) -> Option<Grant> {
    let needed = match interaction {
        Interaction::Read => Interactions::READ,
        Interaction::Search => Interactions::SEARCH,
    };
    // `None`: nothing. Empty: everything.
    let allowed = |level: Level| {
        let held = scopes.iter().filter_map(|scope| match scope {
            Scope::Resource(held) => Some(held),
            Scope::OpenId
            | Scope::FhirUser
            | Scope::Profile
            | Scope::OnlineAccess
            | Scope::OfflineAccess
            | Scope::Launch
            | Scope::LaunchContext(_) => None,
        });
        let held: Vec<_> = held
            .filter(|held| held.level == level)
            .filter(|held| held.is_about(resource_type) && held.interactions.covers(needed))
            .collect();
        let only: Option<Vec<String>> = held.iter().map(|held| held.filter.clone()).collect();
        (!held.is_empty()).then(|| only.unwrap_or_default())
    };
    if let Some(only) = allowed(Level::User) {
        let patient = permission.user.own_record.clone();
        return Some(Grant { patient, only });
    }
    // Without a patient in context a `patient/` scope reaches nothing.
    let patient = permission.context.patient.clone()?;
    let only = allowed(Level::Patient)?;
    Some(Grant {
        patient: Some(patient),
        only,
    })
}
