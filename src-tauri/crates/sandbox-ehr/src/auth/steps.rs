//! The forms of an interaction: each takes it one step further.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::consent;
use super::form::Parameters;
use super::interaction::{Stale, Step, peek, picker, take};
use super::launch::LaunchContext;
use super::server::AuthorizationServer;
use super::user::User;

type Outcome = Result<Response, Stale>;

pub(crate) async fn sign_in(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    signed_in(&server, &headers, &Parameters::parse(&body)).unwrap_or_else(|stale| stale.page())
}

fn signed_in(server: &AuthorizationServer, headers: &HeaderMap, form: &Parameters) -> Outcome {
    let interaction = take(server, headers, form)?;
    let Step::SignIn = interaction.step else {
        return Err(Stale::Unknown);
    };
    let (name, password) = (
        form.get("user").unwrap_or(""),
        form.get("password").unwrap_or(""),
    );
    let Some(user) = User::sign_in(name, password, &server.patients) else {
        return Ok(interaction.show(
            server,
            Some("That is not the password. It is demo for everybody."),
        ));
    };
    let step = Step::after_sign_in(&interaction.request, user);
    Ok(interaction.at(step).show(server, None))
}

#[derive(Debug, Deserialize)]
pub(crate) struct PatientSearch {
    interaction: String,
    #[serde(default)]
    q: String,
}

/// Searching changes nothing, so the interaction keeps its id.
pub(crate) async fn search_patients(
    State(server): State<Arc<AuthorizationServer>>,
    Query(search): Query<PatientSearch>,
) -> Response {
    match peek(&server, &search.interaction) {
        Ok(interaction) if matches!(interaction.step, Step::ChoosePatient(_)) => picker(
            &server,
            &search.interaction,
            &interaction.request.client.name,
            &search.q,
        ),
        Ok(_) => Stale::Unknown.page(),
        Err(stale) => stale.page(),
    }
}

pub(crate) async fn choose_patient(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    chosen(&server, &headers, &Parameters::parse(&body)).unwrap_or_else(|stale| stale.page())
}

fn chosen(server: &AuthorizationServer, headers: &HeaderMap, form: &Parameters) -> Outcome {
    let interaction = take(server, headers, form)?;
    let Step::ChoosePatient(user) = interaction.step.clone() else {
        return Err(Stale::Unknown);
    };
    let Some(patient) = form.get("patient").and_then(|id| server.patient(id)) else {
        return Ok(interaction.show(server, None));
    };
    let launched = interaction.request.launched.clone().unwrap_or_default();
    let context = LaunchContext {
        patient: Some(patient.id.clone()),
        ..launched
    };
    Ok(interaction
        .at(Step::Consent(user, context))
        .show(server, None))
}

pub(crate) async fn decide(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    decided(&server, &headers, &Parameters::parse(&body)).unwrap_or_else(|stale| stale.page())
}

fn decided(server: &AuthorizationServer, headers: &HeaderMap, form: &Parameters) -> Outcome {
    let interaction = take(server, headers, form)?;
    let Step::Consent(user, context) = interaction.step else {
        return Err(Stale::Unknown);
    };
    let id = form.get("interaction").unwrap_or("").to_owned();
    server.ledger().finished.insert(id);
    Ok(consent::decide(
        server,
        &interaction.request,
        user,
        context,
        form,
    ))
}
