//! The decision: which of the scopes that were asked for are granted, and what is issued for them.

use axum::response::Response;

use super::authorize::AuthorizationRequest;
use super::form::Parameters;
use super::launch::LaunchContext;
use super::ledger::{IssuedCode, Permission, after};
use super::oauth_error::OAuthError;
use super::scope::Scope;
use super::server::AuthorizationServer;
use super::user::User;
use crate::journal::Complaint;
use crate::pages::{self, Consent};

/// What may be granted of a request: not what the profile withholds, not a context that there is not, and not a
/// scope narrowed by search parameters, because the FHIR server could not keep to it.
pub(crate) fn grantable(
    server: &AuthorizationServer,
    request: &AuthorizationRequest,
    context: &LaunchContext,
) -> Vec<Scope> {
    let profile = server.profile();
    let available = |scope: &&Scope| match scope {
        Scope::LaunchContext(wanted) => match wanted.resource.as_str() {
            "patient" => context.patient.is_some(),
            "encounter" => context.encounter.is_some(),
            _ => false,
        },
        Scope::Resource(resource) => resource.filter.is_none(),
        Scope::OpenId
        | Scope::FhirUser
        | Scope::Profile
        | Scope::OnlineAccess
        | Scope::OfflineAccess
        | Scope::Launch => true,
    };
    let withheld = |scope: &&Scope| {
        let scope = scope.to_string();
        let remembered = !request.consent && profile.scopes_by_consent.contains(&scope);
        remembered || profile.withheld_scopes.contains(&scope)
    };
    let asked = request.scopes.iter().filter(available);
    let asked = asked.filter(|scope| !withheld(scope)).cloned();
    let ticked = profile.ticked_scopes.iter();
    let ticked = ticked.flat_map(|scope| Scope::parse_all(scope).unwrap_or_default());
    asked.chain(ticked).collect()
}

/// The consent page.
pub(crate) fn page(
    server: &AuthorizationServer,
    interaction: &str,
    request: &AuthorizationRequest,
    user: &User,
    context: &LaunchContext,
) -> Response {
    pages::consent(&Consent {
        interaction,
        client: &request.client.name,
        user: &user.name,
        patient: context.patient.as_deref().and_then(|id| server.patient(id)),
        scopes: &grantable(server, request, context),
    })
}

/// Issues a code for what was ticked, or tells the application that nothing was.
pub(crate) fn decide(
    server: &AuthorizationServer,
    request: &AuthorizationRequest,
    user: User,
    context: LaunchContext,
    form: &Parameters,
) -> Response {
    let denied = |message: &str| OAuthError::new("access_denied", Complaint::of(message));
    if form.get("decision") != Some("allow") {
        return request
            .destination
            .refuse(server, denied("the user said no"));
    }
    let mut granted = grantable(server, request, &context);
    granted.retain(|scope| form.all("scope").any(|ticked| ticked == scope.to_string()));
    if granted.is_empty() {
        return request
            .destination
            .refuse(server, denied("the user allowed none of the scopes"));
    }
    let code = issue_code(server, request, user, context, granted);
    request.destination.approve(server, code)
}

fn issue_code(
    server: &AuthorizationServer,
    request: &AuthorizationRequest,
    user: User,
    context: LaunchContext,
    scopes: Vec<Scope>,
) -> String {
    let now = server.now();
    let code = server.mint.value("code");
    let mut ledger = server.ledger();
    let permission = ledger.permit(Permission {
        client_id: request.client.id.clone(),
        user,
        scopes,
        context,
        nonce: request.nonce.clone(),
        given_at: now,
        session_ended: false,
        revoked: false,
    });
    let issued = IssuedCode {
        permission,
        redirect_uri: request.destination.redirect_uri.clone(),
        code_challenge: request.code_challenge.clone(),
        expires_at: after(now, server.profile().code_lifetime_seconds),
        used: false,
    };
    ledger.codes.insert(code.clone(), issued);
    code
}
