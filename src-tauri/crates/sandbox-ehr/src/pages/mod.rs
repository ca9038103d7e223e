//! What people see: pages without script, with one small style sheet, that work by keyboard and screen reader.
//!
//! Pages are functions from what they show to an answer. They know no tokens. Everything that comes from outside
//! passes [`Text`], which escapes it.

mod consent;
mod launcher;
mod management;
mod picker;
mod plain_words;
mod sign_in;

use std::fmt;

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

pub(crate) use consent::{Consent, consent};
pub(crate) use launcher::{Launcher, launcher};
pub(crate) use management::{Management, Permitted, management};
pub(crate) use picker::{PatientPicker, patient_picker};
pub(crate) use sign_in::{SignIn, sign_in};

use crate::fhir::PatientCard;

const STYLE: &str = include_str!("style.css");

/// `form-action` is absent on purpose: browsers apply it to the redirect after the form too, and that one goes to
/// the application's own scheme.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Text inside HTML, in an element or a quoted attribute.
struct Text<'a>(&'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => fmt::Write::write_char(f, other)?,
            }
        }
        Ok(())
    }
}

/// The style sheet.
pub(crate) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

/// A whole page around `main`, which is HTML.
fn page(status: StatusCode, title: &str, head: &str, main: &str) -> Response {
    let title = Text(title);
    let html = format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{head}<title>{title} · Sandbox EHR</title>
<link rel="stylesheet" href="/pages.css">
</head>
<body>
<header><strong>Sandbox EHR</strong> <span>synthetic patients only</span></header>
<main>
{main}
</main>
</body>
</html>
"#
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, Html(html)).into_response()
}

/// What is wrong, when the application must not be told by a redirect.
pub(crate) fn refused(reason: &str) -> Response {
    let main = format!(
        r#"<h1>This cannot go on</h1>
<p id="refusal" role="alert">{}</p>"#,
        Text(reason)
    );
    page(StatusCode::BAD_REQUEST, "Refused", "", &main)
}

/// The form of this page was already posted. The browser stays on the old page after it went to an application.
pub(crate) fn finished() -> Response {
    let main = r"<h1>You are done here</h1>
<p>This sign-in is finished. You can close this page and go back to the application.</p>";
    page(StatusCode::OK, "Done", "", main)
}

/// Goes to the application by itself, with a link for those whom the browser did not take there.
pub(crate) fn go_back(address: &str) -> Response {
    let address = Text(address);
    let head = format!("<meta http-equiv=\"refresh\" content=\"0;url={address}\">\n");
    let main = format!(
        r#"<h1>You can go back to Chartside</h1>
<p>It should come to the front by itself. If it does not: <a id="go-back" href="{address}">open Chartside</a>.</p>"#
    );
    page(StatusCode::OK, "Done", &head, &main)
}

/// A patient in one line: the name, then what tells people of the same name apart.
fn patient_line(patient: &PatientCard) -> String {
    let name = if patient.name.is_empty() {
        "(no name)"
    } else {
        &patient.name
    };
    let details: Vec<&str> = [
        patient.birth_date.as_deref(),
        patient.gender.as_deref(),
        Some(patient.id.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!(
        r#"<bdi class="name">{}</bdi> <small>{}</small>"#,
        Text(name),
        Text(&details.join(" · "))
    )
}

/// How many of how many are shown.
fn count_line(shown: usize, total: usize) -> String {
    match (shown, total) {
        (_, 0) => "No patient matches.".to_owned(),
        (shown, total) if shown < total => {
            format!("The first {shown} of {total} patients. Search for the others.")
        }
        (_, 1) => "1 patient".to_owned(),
        (_, total) => format!("{total} patients"),
    }
}
