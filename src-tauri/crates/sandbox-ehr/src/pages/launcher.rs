//! The EHR's own page from which an application is started for a patient.

use axum::http::StatusCode;
use axum::response::Response;

use super::{Text, count_line, page, patient_line};
use crate::fhir::PatientCard;

/// What the launcher shows.
pub(crate) struct Launcher<'a> {
    pub(crate) client: &'a str,
    pub(crate) clinician: &'a str,
    pub(crate) search: &'a str,
    /// Patients with the link that starts the application for them.
    pub(crate) rows: Vec<(&'a PatientCard, String)>,
    /// How many match.
    pub(crate) total: usize,
}

pub(crate) fn launcher(view: &Launcher<'_>) -> Response {
    let (client, clinician, search) = (Text(view.client), Text(view.clinician), Text(view.search));
    let count = count_line(view.rows.len(), view.total);
    let rows: String = view
        .rows
        .iter()
        .map(|(patient, link)| row(patient, link))
        .collect();
    let main = format!(
        r#"<h1>Open {client} for a patient</h1>
<p>You are signed in as <strong>{clinician}</strong>. Each link works once; reload this page for new ones.</p>
<form method="get" action="/launcher" role="search">
<label for="patient-search">Name, date of birth or id</label>
<div class="search"><input type="search" id="patient-search" name="q" value="{search}"><button type="submit" class="plain">Search</button></div>
</form>
<p class="hint" role="status">{count}</p>
<ul>
{rows}</ul>"#
    );
    page(StatusCode::OK, "Launcher", "", &main)
}

fn row(patient: &PatientCard, launch: &str) -> String {
    let (id, address, line) = (Text(&patient.id), Text(launch), patient_line(patient));
    format!("<li><a data-launch-patient=\"{id}\" href=\"{address}\">{line}</a></li>\n")
}
