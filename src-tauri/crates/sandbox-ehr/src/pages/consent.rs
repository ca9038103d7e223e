//! May it?

use axum::http::StatusCode;
use axum::response::Response;

use super::plain_words::describe;
use super::{Text, page, patient_line};
use crate::auth::scope::Scope;
use crate::fhir::PatientCard;

/// What the consent page shows.
pub(crate) struct Consent<'a> {
    pub(crate) interaction: &'a str,
    pub(crate) client: &'a str,
    pub(crate) user: &'a str,
    pub(crate) patient: Option<&'a PatientCard>,
    pub(crate) scopes: &'a [Scope],
}

pub(crate) fn consent(view: &Consent<'_>) -> Response {
    let (interaction, client, user) = (Text(view.interaction), Text(view.client), Text(view.user));
    let patient = view.patient.map_or_else(String::new, |patient| {
        format!("<p>Patient: {}</p>", patient_line(patient))
    });
    let rows: String = view
        .scopes
        .iter()
        .enumerate()
        .map(|(index, scope)| row(index, scope))
        .collect();
    let main = format!(
        r#"<h1>Allow {client}?</h1>
<p>Signed in as <strong>{user}</strong></p>
{patient}
<form method="post" action="/auth/consent">
<input type="hidden" name="interaction" value="{interaction}">
<p id="what">It asks to:</p>
<ul aria-labelledby="what">
{rows}</ul>
<div class="actions">
<button id="allow" type="submit" name="decision" value="allow">Allow</button>
<button id="deny" type="submit" name="decision" value="deny" class="plain">Deny</button>
</div>
</form>"#
    );
    page(StatusCode::OK, "Allow", "", &main)
}

fn row(index: usize, scope: &Scope) -> String {
    let (words, text) = (describe(scope), scope.to_string());
    let (words, text) = (Text(&words), Text(&text));
    format!(
        r#"<li><label class="scope" for="scope-{index}"><input type="checkbox" id="scope-{index}" name="scope" value="{text}" checked> {words} <small><code>{text}</code></small></label></li>
"#
    )
}
