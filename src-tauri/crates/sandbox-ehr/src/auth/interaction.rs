//! What happens between the authorization request and the redirect: signing in, choosing a patient, consenting.
//!
//! An interaction is named by an unguessable id that changes with every step, so that a form can be posted once
//! and only by who was shown it; posts from other origins are refused.

use axum::http::{HeaderMap, header};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};

use super::authorize::AuthorizationRequest;
use super::consent;
use super::form::Parameters;
use super::launch::{self, LaunchContext};
use super::scope::{Level, Scope};
use super::server::AuthorizationServer;
use super::user::{CLINICIAN, User};
use crate::pages::{self, PatientPicker, SignIn};

const LIFETIME: SignedDuration = SignedDuration::from_mins(30);

/// An authorization request on its way to a decision.
#[derive(Debug, Clone)]
pub(crate) struct Interaction {
    pub(crate) request: AuthorizationRequest,
    pub(crate) step: Step,
    started_at: Timestamp,
}

/// What is asked of the person next.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Who they are.
    SignIn,
    /// Which patient it is about.
    ChoosePatient(User),
    /// Whether the application may.
    Consent(User, LaunchContext),
}

/// Why a page's form is not accepted.
#[derive(Debug)]
pub(crate) enum Stale {
    /// It was already answered.
    Finished,
    /// It is not known, too old, or belongs to another step.
    Unknown,
    /// Another site sent it.
    Foreign,
}

impl Stale {
    /// What the person is told.
    pub(crate) fn page(&self) -> Response {
        match self {
            Self::Finished => pages::finished(),
            Self::Unknown => {
                pages::refused("This page is too old. Go back to the application and start again.")
            }
            Self::Foreign => pages::refused("This form was sent by another site."),
        }
    }
}

impl Interaction {
    pub(crate) fn new(server: &AuthorizationServer, request: AuthorizationRequest) -> Self {
        // Who launches the application from the EHR is signed in there already.
        let step = match &request.launched {
            None => Step::SignIn,
            Some(context) => {
                let name = context.user.as_deref().unwrap_or(CLINICIAN);
                Step::after_sign_in(&request, User::named(name, &server.patients))
            }
        };
        Self {
            request,
            step,
            started_at: server.now(),
        }
    }

    /// The same request at another step.
    pub(crate) fn at(self, step: Step) -> Self {
        Self { step, ..self }
    }

    /// Stores the interaction under a fresh id and shows the page of its step.
    pub(crate) fn show(self, server: &AuthorizationServer, problem: Option<&str>) -> Response {
        let id = server.mint.value("interaction");
        let client = &self.request.client.name;
        let page = match &self.step {
            Step::SignIn => pages::sign_in(&SignIn {
                action: "/auth/sign-in",
                interaction: &id,
                client: Some(client),
                suggestion: CLINICIAN,
                example: server.patients.first(),
                problem,
            }),
            Step::ChoosePatient(_) => picker(server, &id, client, ""),
            Step::Consent(user, context) => {
                consent::page(server, &id, &self.request, user, context)
            }
        };
        server.ledger().interactions.insert(id, self);
        page
    }
}

impl Step {
    /// What comes after it is known who it is.
    pub(crate) fn after_sign_in(request: &AuthorizationRequest, user: User) -> Self {
        let mut context = request.launched.clone().unwrap_or_default();
        if context.patient.is_none() {
            context.patient.clone_from(&user.own_record);
        }
        if context.patient.is_none() && needs_patient(&request.scopes) {
            return Self::ChoosePatient(user);
        }
        Self::Consent(user, context)
    }
}

fn needs_patient(scopes: &[Scope]) -> bool {
    scopes.iter().any(|scope| match scope {
        Scope::LaunchContext(context) => context.resource == "patient",
        Scope::Resource(resource) => resource.level == Level::Patient,
        Scope::OpenId
        | Scope::FhirUser
        | Scope::Profile
        | Scope::OnlineAccess
        | Scope::OfflineAccess
        | Scope::Launch => false,
    })
}

/// The patient picker with what matches a search.
pub(crate) fn picker(
    server: &AuthorizationServer,
    id: &str,
    client: &str,
    wanted: &str,
) -> Response {
    let (shown, total) = launch::search(&server.patients, wanted);
    pages::patient_picker(&PatientPicker {
        interaction: id,
        client,
        search: wanted,
        shown,
        total,
    })
}

/// Takes the interaction that a form belongs to. The form cannot be posted again.
pub(crate) fn take(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    form: &Parameters,
) -> Result<Interaction, Stale> {
    if is_foreign(server, headers) {
        return Err(Stale::Foreign);
    }
    let id = form.get("interaction").unwrap_or("");
    let interaction = peek(server, id)?;
    server.ledger().interactions.remove(id);
    Ok(interaction)
}

/// Looks at a running interaction.
pub(crate) fn peek(server: &AuthorizationServer, id: &str) -> Result<Interaction, Stale> {
    let now = server.now();
    let ledger = server.ledger();
    if ledger.finished.contains(id) {
        return Err(Stale::Finished);
    }
    let interaction = ledger.interactions.get(id).ok_or(Stale::Unknown)?;
    if now.duration_since(interaction.started_at) > LIFETIME {
        return Err(Stale::Unknown);
    }
    Ok(interaction.clone())
}

/// Browsers say where a form comes from; programs without `Origin` are not what forgery is made with.
pub(crate) fn is_foreign(server: &AuthorizationServer, headers: &HeaderMap) -> bool {
    headers
        .get(header::ORIGIN)
        .is_some_and(|origin| origin.as_bytes() != server.base_url.as_bytes())
}
