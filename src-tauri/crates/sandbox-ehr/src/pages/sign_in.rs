//! Who are you?

use axum::http::StatusCode;
use axum::response::Response;

use super::{Text, page};
use crate::fhir::PatientCard;

/// What the sign-in page shows.
pub(crate) struct SignIn<'a> {
    pub(crate) action: &'a str,
    pub(crate) interaction: &'a str,
    /// The application that asks; `None` when the person came by themselves.
    pub(crate) client: Option<&'a str>,
    /// A practitioner's user name to start from.
    pub(crate) suggestion: &'a str,
    /// A patient who could sign in.
    pub(crate) example: Option<&'a PatientCard>,
    pub(crate) problem: Option<&'a str>,
}

pub(crate) fn sign_in(view: &SignIn<'_>) -> Response {
    let (action, interaction, suggestion) = (
        Text(view.action),
        Text(view.interaction),
        Text(view.suggestion),
    );
    let purpose = view.client.map_or_else(String::new, |client| {
        format!(
            "<p><strong>{}</strong> asks to read a record. First sign in.</p>",
            Text(client)
        )
    });
    let problem = view.problem.map_or_else(String::new, |problem| {
        format!(r#"<p role="alert">{}</p>"#, Text(problem))
    });
    let example = view.example.map_or_else(String::new, |patient| {
        format!(
            " To sign in as a patient, use the patient's id, for example <code>{}</code>.",
            Text(&patient.id)
        )
    });
    let main = format!(
        r#"<h1>Sign in</h1>
{purpose}{problem}
<form method="post" action="{action}">
<input type="hidden" name="interaction" value="{interaction}">
<label for="user">User name</label>
<input type="text" id="user" name="user" value="{suggestion}" autocomplete="off" required aria-describedby="hint">
<label for="password">Password</label>
<input type="password" id="password" name="password" autocomplete="off" required autofocus aria-describedby="hint">
<p class="hint" id="hint">Any user name with the password <code>demo</code>.{example}</p>
<div class="actions"><button id="sign-in" type="submit">Sign in</button></div>
</form>"#
    );
    let status = if view.problem.is_some() {
        StatusCode::FORBIDDEN
    } else {
        StatusCode::OK
    };
    page(status, "Sign in", "", &main)
}
