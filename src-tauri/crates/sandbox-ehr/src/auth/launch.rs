//! Launching the application from the EHR (SMART App Launch 2.2 §Launch App: EHR Launch).

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

use super::client::Client;
use super::ledger::{IssuedLaunch, after};
use super::server::AuthorizationServer;
use super::user::CLINICIAN;
use crate::fhir::PatientCard;
use crate::pages::{self, Launcher};

const LAUNCH_LIFETIME_SECONDS: u32 = 600;

/// How many patients a page shows at once.
pub(crate) const SHOWN: usize = 50;

/// The context of a session at the EHR, as it goes into the token response.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LaunchContext {
    /// The patient whose record is open.
    pub patient: Option<String>,
    /// The encounter.
    pub encounter: Option<String>,
    /// What the user wants to do.
    pub intent: Option<String>,
    /// `need_patient_banner`; the answer says `true` when this is `None`.
    pub need_patient_banner: Option<bool>,
    /// `fhirContext`
    pub fhir_context: Option<Value>,
    /// Who is signed in at the EHR. `None`: the practitioner `clinician`.
    pub user: Option<String>,
}

impl LaunchContext {
    /// The record of this patient is open.
    pub fn of_patient(id: &str) -> Self {
        Self {
            patient: Some(id.to_owned()),
            ..Self::default()
        }
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct LauncherQuery {
    #[serde(default)]
    q: String,
    client: Option<String>,
}

/// The page of the EHR from which a clinician starts the application for a patient.
pub(crate) async fn launcher(
    State(server): State<Arc<AuthorizationServer>>,
    Query(query): Query<LauncherQuery>,
) -> Response {
    let client = server.client(query.client.as_deref().unwrap_or("chartside"));
    let Some(launch_url) = client
        .as_ref()
        .and_then(|client| client.launch_url.as_deref())
    else {
        return pages::refused("no application with a launch URL is registered under that name");
    };
    let (shown, total) = search(&server.patients, &query.q);
    let rows = shown
        .into_iter()
        .map(|patient| {
            (
                patient,
                launch_link(&server, launch_url, LaunchContext::of_patient(&patient.id)),
            )
        })
        .collect();
    let name = client
        .as_ref()
        .map_or("", |client: &Client| client.name.as_str());
    pages::launcher(&Launcher {
        client: name,
        clinician: CLINICIAN,
        search: &query.q,
        rows,
        total,
    })
}

/// A link that starts the application: its launch URL with `iss` and a `launch` value that works once.
pub(crate) fn launch_link(
    server: &AuthorizationServer,
    launch_url: &str,
    context: LaunchContext,
) -> String {
    let launch = issue(server, context);
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("iss", &server.fhir_base_url())
        .append_pair("launch", &launch)
        .finish();
    format!("{launch_url}?{query}")
}

/// A `launch` value for this context.
pub(crate) fn issue(server: &AuthorizationServer, context: LaunchContext) -> String {
    let now = server.now();
    let launch = server.mint.value("launch");
    let issued = IssuedLaunch {
        context,
        expires_at: after(now, LAUNCH_LIFETIME_SECONDS),
        used: false,
    };
    server.journal.launched(&launch);
    server.ledger().launches.insert(launch.clone(), issued);
    launch
}

/// The first patients that match, and how many match.
pub(crate) fn search<'a>(
    patients: &'a [PatientCard],
    wanted: &str,
) -> (Vec<&'a PatientCard>, usize) {
    let wanted = wanted.trim().to_lowercase();
    let matches = |patient: &&PatientCard| {
        wanted.is_empty()
            || patient.name.to_lowercase().contains(&wanted)
            || patient.id.to_lowercase().starts_with(&wanted)
            || patient
                .birth_date
                .as_deref()
                .is_some_and(|date| date.starts_with(&wanted))
    };
    let found: Vec<&PatientCard> = patients.iter().filter(matches).collect();
    let total = found.len();
    (found.into_iter().take(SHOWN).collect(), total)
}
