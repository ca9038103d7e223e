//! From the link that came back to a session.

use std::time::Duration;

use session_store::{Connection, SessionId};
use smart_app_launch::{
    AuthorizationCode, Binding, ClockSkew, Identity, LogicalId, Redirect, TokenError, TokenSet,
    TransportError, id_token, token,
};

use super::installation;
use super::pending::{Made, Pending};
use super::pins;
use super::way;
use crate::app::App;
use crate::clients::{OpenClient, SealedClient};
use crate::flow::Recorder;
use crate::ipc::SessionSummary;
use crate::problem::{Problem, ProblemCode};
use crate::servers;
use crate::session::{
    Beginning, Handover, OpenSession, RetiredTokens, SealedSession, Turn, finds_patients, seal,
};
use crate::vendors::Vendor;

/// A second try after a broken connection starts at once; longer than this, the code may be stale.
const RETRY_WINDOW: Duration = Duration::from_secs(5);

/// Accepts the answer, exchanges the code, proves who signed in, seals the session, opens it.
pub(super) async fn finish(
    app: &App,
    pending: Pending,
    redirect: Redirect,
    flow: &Recorder,
) -> Result<SessionSummary, Problem> {
    let Pending {
        authorization,
        session,
        again,
        made,
    } = pending;
    let base = &authorization.binding().fhir_base;
    flow.host(base.host());
    // It may have been begun before there was a policy.
    app.policy().permits(base)?;
    let client = made.client.open(&app.ports().secrets).await?;
    let came_back = flow.came_back(&redirect);
    let code = authorization
        .accept(redirect, app.now())
        .map_err(|error| Problem::from(&error).logged(&error));
    came_back.end(code.as_ref().err());
    let code = code?;
    let tokens = exchange(app, &code, &client, flow)
        .await
        .map_err(|error| flow.blamed(Problem::from(&error).logged(&error)))?;
    flow.concerns(&tokens);
    let made = made.in_time_of(&tokens);
    app.announcer().clock_seen(made.client.skew);
    let purpose = Purpose {
        session,
        again,
        made,
        vendor: vendor(app, code.binding(), made).await,
    };
    match admit(app, &code, &tokens, purpose, flow).await {
        Ok((turn, mut sealed)) => {
            sealed.installation =
                installation::register(app, &code, purpose.vendor, &tokens, flow).await;
            flow.session(&turn.session().to_string());
            Ok(begin(app, &turn, &code, made, sealed, tokens).await)
        }
        Err(problem) => {
            let binding = code.binding().clone();
            RetiredTokens::of_grant(binding, made.client, tokens).revoke_later(app.ports());
            Err(problem)
        }
    }
}

/// What the tokens are for.
#[derive(Clone, Copy)]
struct Purpose {
    session: SessionId,
    again: bool,
    made: Made,
    vendor: &'static Vendor,
}

/// The profile that the sign-in goes by.
async fn vendor(app: &App, binding: &Binding, made: Made) -> &'static Vendor {
    let server = match made.server {
        Some(server) => servers::find(app, server).await,
        None => None,
    };
    let chosen = server.as_ref().map(servers::vendor);
    let chosen = chosen.filter(|vendor| !vendor.is_generic());
    chosen
        .or_else(|| Vendor::of_binding(binding))
        .unwrap_or_else(Vendor::generic)
}

/// Decides whether the tokens may become a session, and which.
async fn admit(
    app: &App,
    code: &AuthorizationCode,
    tokens: &TokenSet,
    purpose: Purpose,
    flow: &Recorder,
) -> Result<(Turn, SealedSession), Problem> {
    let identity = identify(app, code, tokens, purpose.made.client.skew, flow).await?;
    let patient = patient(tokens, purpose.vendor)?;
    let sealed = sealed(code, purpose.made.client, tokens, identity, patient);
    let known = if purpose.again {
        Some(purpose.session)
    } else {
        repeated(app, &sealed).await
    };
    let turn = app.sessions().turn(known.unwrap_or(purpose.session)).await;
    let mut sealed = sealed;
    if let Some(known) = known {
        let before = before(app, known).await?;
        check_patient(app, known, before.as_ref(), &sealed)?;
        // The records that are on screen keep their names.
        sealed.chosen = before
            .map(|before| before.chosen.clone())
            .unwrap_or_default();
    }
    Ok((turn, sealed))
}

/// What the session was before ends: its load, its handle, and its tokens at the server, too.
async fn begin(
    app: &App,
    turn: &Turn,
    code: &AuthorizationCode,
    made: Made,
    sealed: SealedSession,
    tokens: TokenSet,
) -> SessionSummary {
    let (ports, events, session) = (app.ports(), app.announcer(), turn.session());
    app.records().end_loads(session);
    if sealed.user.is_none() {
        // Nobody knows whether it is the same person.
        drop(app.destroy_records(session).await);
    }
    let before = app.sessions().retire(turn, ports).await;
    seal(&ports.secrets, events, session, &sealed).await;
    remember(app, session, made, code).await;
    if let Some(before) = before.filter(|before| !before.shares_with(&tokens)) {
        before.revoke_later(ports);
    }
    let opened = app.sessions().begin(turn, ports, events, sealed, tokens);
    opened.summary()
}

/// The connection that this sign-in repeats: same server, app and patient, and the same user as far as
/// that was proved; without a patient in context only where it was. One that was signed out of knows no patient any more, and is taken up again.
async fn repeated(app: &App, sealed: &SealedSession) -> Option<SessionId> {
    let binding = &sealed.binding;
    let mut signed_out = None;
    for known in app.ports().connections.list().await {
        let is_same_app = known.client_id == binding.client_id;
        if !is_same_app || known.fhir_base_url != binding.fhir_base.as_str() {
            continue;
        }
        let before = SealedSession::load(&app.ports().secrets, known.session).await;
        match before {
            Ok(Some(before)) if is_repeated(&before, sealed) => {
                return Some(known.session);
            }
            Ok(None) if app.sessions().get(known.session).is_none() => {
                signed_out = signed_out.or(Some(known.session));
            }
            Ok(_) | Err(_) => {}
        }
    }
    signed_out
}

fn is_repeated(before: &SealedSession, sealed: &SealedSession) -> bool {
    let is_known = sealed.patient.is_some() || sealed.user.is_some();
    is_known && before.patient == sealed.patient && before.user == sealed.user
}

/// One request, and one more with the same code where the connection broke: the server may not have
/// seen the first. A server that has says `invalid_grant`, and a new sign-in is offered.
async fn exchange(
    app: &App,
    code: &AuthorizationCode,
    client: &OpenClient,
    flow: &Recorder,
) -> Result<TokenSet, TokenError> {
    let http = &flow.http(app.ports());
    let began = app.now();
    let broken = match token::exchange(http, code, client.credentials(), began).await {
        Err(
            error @ TokenError::Unreachable(
                TransportError::NotSent(_) | TransportError::AnswerLost(_),
            ),
        ) => error,
        answer => return answer,
    };
    let elapsed = app.now().duration_since(began);
    if Duration::try_from(elapsed).is_ok_and(|elapsed| elapsed < RETRY_WINDOW) {
        token::exchange(http, code, client.credentials(), app.now()).await
    } else {
        Err(broken)
    }
}

/// Who signed in, where the server says so. An id token that proves nothing stops the sign-in.
async fn identify(
    app: &App,
    code: &AuthorizationCode,
    tokens: &TokenSet,
    skew: ClockSkew,
    flow: &Recorder,
) -> Result<Option<Identity>, Problem> {
    let (Some(id_token), Some(expectation)) = (&tokens.id_token, code.expectation()) else {
        return Ok(None);
    };
    let http = flow.http(app.ports());
    let identity = id_token::verify(&http, id_token, &expectation, skew.server_time(app.now()))
        .await
        .map_err(|error| flow.blamed(Problem::from(&error).logged(&error)))?;
    flow.identified(&identity);
    Ok(Some(identity))
}

/// Whom the tokens are about. `None`: the person chooses, which what was granted has to allow.
fn patient(tokens: &TokenSet, vendor: &Vendor) -> Result<Option<LogicalId>, Problem> {
    let claim = vendor.patient_claim.as_deref();
    let in_claim = || tokens.patient_in_claim(claim?);
    let patient = tokens.context.patient.clone().or_else(in_claim);
    if patient.is_none() && !finds_patients(&tokens.granted) {
        return Err(Problem::new(ProblemCode::PatientMissing));
    }
    Ok(patient)
}

fn sealed(
    code: &AuthorizationCode,
    client: SealedClient,
    tokens: &TokenSet,
    identity: Option<Identity>,
    patient: Option<LogicalId>,
) -> SealedSession {
    let fhir_user = identity.as_ref().and_then(|identity| {
        let user = identity.fhir_user.as_ref()?;
        let here = user.is_on_this_server;
        here.then(|| (user.resource_type.to_owned(), user.id.as_str().to_owned()))
    });
    SealedSession::from(Beginning {
        binding: code.binding().clone(),
        client,
        requested: code.requested().clone(),
        granted: tokens.granted.clone(),
        // EXPOSE: into the sealed session.
        refresh_token: tokens
            .refresh_token
            .as_ref()
            .map(|token| token.expose().to_owned()),
        patient: patient.map(|patient| patient.as_str().to_owned()),
        encounter: tokens
            .context
            .encounter
            .as_ref()
            .map(|encounter| encounter.as_str().to_owned()),
        fhir_user,
        user: identity.map(|identity| (identity.issuer, identity.subject)),
        need_patient_banner: tokens.context.need_patient_banner(),
        handover: Handover::of(tokens),
    })
}

/// What the vault knows of a session that is signed in to again. Where it cannot be read, nobody knows
/// whose page is open.
async fn before(app: &App, session: SessionId) -> Result<Option<SealedSession>, Problem> {
    let before = SealedSession::load(&app.ports().secrets, session).await;
    before.map_err(|error| Problem::from(error).logged(&error))
}

/// Signing in again must not put another patient on a page that is open, nor what another user may see
/// on the pages of one who chooses patients.
fn check_patient(
    app: &App,
    session: SessionId,
    before: Option<&SealedSession>,
    sealed: &SealedSession,
) -> Result<(), Problem> {
    let open = app.sessions().get(session);
    let sealed_before = before.map(|before| before.patient.as_deref());
    let open_before = open.as_ref().map(OpenSession::patient);
    let mut known = sealed_before.into_iter().chain(open_before);
    if !known.all(|patient| patient == sealed.patient.as_deref()) {
        return Err(Problem::new(ProblemCode::PatientChanged));
    }
    let is_other_user = before.is_some_and(|before| before.user != sealed.user);
    if sealed.patient.is_none() && is_other_user {
        return Err(Problem::new(ProblemCode::UserChanged));
    }
    Ok(())
}

async fn remember(app: &App, session: SessionId, made: Made, code: &AuthorizationCode) {
    let (binding, now) = (code.binding(), app.now());
    let before = app.ports().connections.get(session).await;
    let mut connection = Connection {
        session,
        server: made.server,
        fhir_base_url: binding.fhir_base.as_str().to_owned(),
        client_id: binding.client_id.clone(),
        scope: code.requested().to_string(),
        endpoints: pins::endpoints(binding),
        created: before.as_ref().map_or(now, |before| before.created),
        last_used: now,
        unknown: before.map(|before| before.unknown).unwrap_or_default(),
    };
    if let Some(server) = made.server {
        servers::pin(app, server, &connection.endpoints).await;
    }
    match (made.way, made.server) {
        (Some(way), Some(server)) => servers::comes_back_by(app, server, way).await,
        (Some(way), None) => way::remember(&mut connection, way),
        (None, _) => {}
    }
    if let Err(error) = app.ports().connections.put(connection).await {
        drop(Problem::new(ProblemCode::StorageFailed).logged(&error));
    }
}
