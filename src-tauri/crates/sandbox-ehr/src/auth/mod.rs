//! The authorization server (SMART App Launch 2.2, RFC 6749, 7591, 7636, 7009, 7662, 9207).
//!
//! It accepts what the specifications allow and says precisely what was wrong with everything else, in its answer
//! and in the journal. It knows of FHIR only the list of patients, to offer them in the patient picker.

mod access;
mod authorize;
mod bearer;
mod brands;
mod client;
mod client_assertion;
mod client_authentication;
mod consent;
mod form;
mod id_token;
pub(crate) mod installation;
mod interaction;
mod introspect;
mod keys;
mod launch;
mod ledger;
mod manage;
mod metadata;
mod mint;
mod oauth_error;
mod redirect;
mod register;
mod revoke;
pub mod scope;
mod server;
mod steps;
mod token;
mod user;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, delete, get, post};

pub use client::{Client, ClientAuthentication};
pub(crate) use form::is_form;
pub use keys::KeyError;
pub(crate) use keys::SigningKeys;
pub use launch::LaunchContext;
pub(crate) use launch::launch_link;
pub(crate) use mint::Mint;
pub(crate) use server::AuthorizationServer;

/// The pages and endpoints of the authorization server.
pub(crate) fn router(server: Arc<AuthorizationServer>) -> Router {
    Router::new()
        .route(
            "/fhir/.well-known/smart-configuration",
            get(metadata::smart_configuration),
        )
        .route(
            "/.well-known/openid-configuration",
            get(metadata::openid_configuration),
        )
        .route("/auth/jwks", get(metadata::jwks))
        .route("/brands.json", get(brands::brands))
        .route(
            "/auth/authorize",
            get(authorize::by_query).post(authorize::by_form),
        )
        .route("/auth/sign-in", post(steps::sign_in))
        .route(
            "/auth/patients",
            get(steps::search_patients).post(steps::choose_patient),
        )
        .route("/auth/consent", post(steps::decide))
        .route("/auth/token", any(token::token))
        .route("/auth/register", post(register::register))
        .route("/auth/register/{id}", delete(register::unregister))
        .route("/auth/revoke", post(revoke::revoke))
        .route("/auth/introspect", post(introspect::introspect))
        .route(
            "/auth/manage",
            get(manage::sign_in_page).post(manage::manage),
        )
        .route("/launcher", get(launch::launcher))
        .with_state(server)
}
