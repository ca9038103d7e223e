//! Where people see what they allowed, and take it back (`management_endpoint`).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::form::Parameters;
use super::interaction::is_foreign;
use super::ledger::PermissionId;
use super::server::AuthorizationServer;
use super::user::{CLINICIAN, User};
use crate::pages::{self, Management, Permitted, SignIn};

pub(crate) async fn sign_in_page(State(server): State<Arc<AuthorizationServer>>) -> Response {
    ask(&server, None)
}

fn ask(server: &AuthorizationServer, problem: Option<&str>) -> Response {
    pages::sign_in(&SignIn {
        action: "/auth/manage",
        interaction: "",
        client: None,
        suggestion: CLINICIAN,
        example: server.patients.first(),
        problem,
    })
}

pub(crate) async fn manage(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if is_foreign(&server, &headers) {
        return pages::refused("This form was sent by another site.");
    }
    let form = Parameters::parse(&body);
    let user = match form.get("session") {
        Some(session) => server.ledger().managers.remove(session),
        None => User::sign_in(
            form.get("user").unwrap_or(""),
            form.get("password").unwrap_or(""),
            &server.patients,
        ),
    };
    let Some(user) = user else {
        return ask(
            &server,
            Some("Sign in again. The password is demo for everybody."),
        );
    };
    let chosen = form
        .get("permission")
        .and_then(|id| id.parse().ok())
        .map(PermissionId);
    take_back(&server, &user, chosen);
    show(&server, user)
}

fn take_back(server: &AuthorizationServer, user: &User, chosen: Option<PermissionId>) {
    let mut ledger = server.ledger();
    let theirs = |id: &PermissionId| {
        ledger
            .permission(*id)
            .is_some_and(|permission| permission.user == *user)
    };
    if let Some(id) = chosen.filter(theirs) {
        ledger.revoke(id);
    }
}

fn show(server: &AuthorizationServer, user: User) -> Response {
    let session = server.mint.value("manage");
    let mut ledger = server.ledger();
    let mut ids: Vec<PermissionId> = ledger.permissions.keys().copied().collect();
    ids.sort_unstable();
    let permitted = ids
        .into_iter()
        .filter_map(|id| {
            Some((
                id,
                ledger
                    .permission(id)
                    .filter(|permission| permission.user == user)?,
            ))
        })
        .map(|(id, permission)| Permitted {
            id: id.0,
            client: server
                .client(&permission.client_id)
                .map_or_else(|| permission.client_id.clone(), |found| found.name),
            given_at: permission.given_at,
            scopes: permission.scopes.clone(),
        })
        .collect();
    let page = pages::management(&Management {
        user: &user.name,
        session: &session,
        permitted,
    });
    ledger.managers.insert(session, user);
    page
}
