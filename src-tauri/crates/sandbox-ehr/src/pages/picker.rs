//! Which patient?

use axum::http::StatusCode;
use axum::response::Response;

use super::{Text, count_line, page, patient_line};
use crate::fhir::PatientCard;

/// What the patient picker shows.
pub(crate) struct PatientPicker<'a> {
    pub(crate) interaction: &'a str,
    pub(crate) client: &'a str,
    pub(crate) search: &'a str,
    pub(crate) shown: Vec<&'a PatientCard>,
    /// How many match.
    pub(crate) total: usize,
}

pub(crate) fn patient_picker(view: &PatientPicker<'_>) -> Response {
    let (interaction, client, search) =
        (Text(view.interaction), Text(view.client), Text(view.search));
    let count = count_line(view.shown.len(), view.total);
    let rows: String = view.shown.iter().map(|patient| row(patient)).collect();
    let main = format!(
        r#"<h1>Choose a patient</h1>
<p>{client} will be opened with this patient's record.</p>
<form method="get" action="/auth/patients" role="search">
<input type="hidden" name="interaction" value="{interaction}">
<label for="patient-search">Name, date of birth or id</label>
<div class="search"><input type="search" id="patient-search" name="q" value="{search}"><button type="submit" class="plain">Search</button></div>
</form>
<p class="hint" role="status">{count}</p>
<form method="post" action="/auth/patients">
<input type="hidden" name="interaction" value="{interaction}">
<ul>
{rows}</ul>
</form>"#
    );
    page(StatusCode::OK, "Choose a patient", "", &main)
}

fn row(patient: &PatientCard) -> String {
    let id = Text(&patient.id);
    let line = patient_line(patient);
    format!(
        "<li><button type=\"submit\" name=\"patient\" value=\"{id}\" data-patient=\"{id}\">{line}</button></li>\n"
    )
}
