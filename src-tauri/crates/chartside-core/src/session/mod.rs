//! The sessions that are open in this run.

mod bearer;
mod chosen;
mod retired;
mod sealed;
mod tokens;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fhir_client::Authorize;
use jiff::Timestamp;
use renewal::Chance;
use session_store::{Secrets, SessionId};
use smart_app_launch::{ScopeSet, TokenSet};
use tokio::sync::OwnedMutexGuard;

pub(crate) use chosen::{Chosen, finds_patients};
pub(crate) use retired::RetiredTokens;
pub(crate) use sealed::{Beginning, Handover, Installation, SealedSession};
pub(crate) use tokens::{NoToken, SessionTokens};

use crate::events::Events;
use crate::flow::Flows;
use crate::ipc::{AppEvent, Custody, FlowKind, ReadsAs, SessionSummary};
use crate::ports::Ports;
use crate::problem::{Problem, ProblemCode};
use crate::vendors::{FromClaim, Vendor};

/// The open sessions.
#[derive(Debug)]
pub(crate) struct Sessions {
    flows: Flows,
    open: Mutex<HashMap<SessionId, OpenSession>>,
    /// Open when the app was locked.
    suspended: Mutex<HashSet<SessionId>>,
    turns: Mutex<HashMap<SessionId, Arc<tokio::sync::Mutex<()>>>>,
}

/// The right to open, begin or end one session. What is in the vault and what is open change together
/// under it, so that a session that is being signed out is not opened from the vault meanwhile.
pub(crate) struct Turn {
    id: SessionId,
    _guard: OwnedMutexGuard<()>,
}

impl Turn {
    pub(crate) fn session(&self) -> SessionId {
        self.id
    }
}

/// A session whose tokens are in memory. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub(crate) struct OpenSession {
    id: SessionId,
    /// Copies of what never changes while the session lasts, so that reading them needs no lock.
    facts: Arc<Facts>,
    tokens: Arc<SessionTokens>,
}

#[derive(Debug)]
struct Facts {
    fhir_base_url: String,
    host: String,
    patient: Option<String>,
    encounter: Option<String>,
    user: Option<(String, String)>,
    fhir_user: Option<(String, String)>,
    granted: ScopeSet,
    not_granted: Vec<String>,
    stays_signed_in: bool,
    need_patient_banner: bool,
    /// The server has an introspection endpoint.
    may_introspect: bool,
    /// The profile that fits where its tokens come from.
    vendor: Option<&'static Vendor>,
}

impl Sessions {
    pub(crate) fn new(flows: Flows) -> Self {
        Self {
            flows,
            open: Mutex::default(),
            suspended: Mutex::default(),
            turns: Mutex::default(),
        }
    }

    /// Waits until nobody else opens, begins or ends this session.
    pub(crate) async fn turn(&self, id: SessionId) -> Turn {
        let turn = Arc::clone(lock(&self.turns).entry(id).or_default());
        Turn {
            id,
            _guard: turn.lock_owned().await,
        }
    }

    /// Opens a session with tokens that were just granted.
    pub(crate) fn begin(
        &self,
        turn: &Turn,
        ports: &Ports,
        events: &Events,
        sealed: SealedSession,
        tokens: TokenSet,
    ) -> OpenSession {
        let opened = OpenSession::new(ports, events, &self.flows, turn.id, sealed, Some(tokens));
        lock(&self.open).insert(turn.id, opened.clone());
        opened
    }

    /// The session of this name, opened from the vault where it is not open yet.
    pub(crate) async fn open(
        &self,
        ports: &Ports,
        events: &Events,
        id: SessionId,
    ) -> Result<OpenSession, Problem> {
        if let Some(opened) = self.get(id) {
            return Ok(opened);
        }
        let _turn = self.turn(id).await;
        // Two screens may open the same session at once: the first one stands.
        if let Some(opened) = self.get(id) {
            return Ok(opened);
        }
        let sealed = SealedSession::load(&ports.secrets, id)
            .await
            .map_err(|error| Problem::from(error).logged(&error))?
            .filter(|sealed| self.goes_on(id, sealed, ports.clock.now()))
            .ok_or_else(|| Problem::new(ProblemCode::SignInNeeded))?;
        let opened = OpenSession::new(ports, events, &self.flows, id, sealed, None);
        lock(&self.open).insert(id, opened.clone());
        Ok(opened)
    }

    /// Takes a session out of use. From here on nothing of it is sealed, told or sent; what is left is
    /// for the server to end. What the vault holds stays there.
    pub(crate) async fn retire(&self, turn: &Turn, ports: &Ports) -> Option<RetiredTokens> {
        let opened = lock(&self.open).remove(&turn.id);
        if let Some(opened) = opened {
            return Some(opened.tokens.retire().await);
        }
        let sealed = SealedSession::load(&ports.secrets, turn.id).await;
        let sealed = sealed.ok().flatten()?;
        Some(RetiredTokens::of_sealed(&sealed))
    }

    /// Ends a session: the secrets here go whatever the server answers. `true`: the server confirmed
    /// that the tokens are dead.
    pub(crate) async fn end(&self, ports: &Ports, id: SessionId) -> Result<bool, Problem> {
        let turn = self.turn(id).await;
        let retired = self.retire(&turn, ports).await;
        SealedSession::delete(&ports.secrets, id).await;
        let obstacle = ports.secrets.obstacle().await;
        drop(turn);
        let revoked = match retired {
            Some(retired) => {
                let flow = self
                    .flows
                    .of_session(FlowKind::SignOut, id, &retired.binding);
                let revoked = retired.revoke(&flow.http(ports), ports).await;
                flow.end(None);
                revoked
            }
            None => false,
        };
        match obstacle {
            // The vault may hold the session still.
            Some(obstacle) => Err(Problem::new(ProblemCode::StorageFailed).logged(&obstacle)),
            None => Ok(revoked),
        }
    }

    pub(crate) fn is_open(&self, id: SessionId) -> bool {
        self.get(id)
            .is_some_and(|opened| !opened.tokens.has_ended())
    }

    /// `true`: the server can be asked about the access token of this session.
    pub(crate) fn may_introspect(&self, id: SessionId) -> bool {
        self.get(id)
            .is_some_and(|opened| opened.facts.may_introspect && !opened.tokens.has_ended())
    }

    /// Takes every session out of memory; what the vault holds opens it again. A refresh that runs is
    /// waited for, so that what it brings is sealed.
    pub(crate) async fn close(&self) {
        let opened = std::mem::take(&mut *lock(&self.open));
        lock(&self.suspended).extend(opened.keys());
        let suspended = opened.values().map(|opened| opened.tokens.suspend());
        futures_util::future::join_all(suspended).await;
    }

    /// `true`: it can be opened without signing in again. One that cannot be renewed lasts as long as its
    /// token, and not over the end of the app: the person was told so.
    pub(crate) fn goes_on(&self, id: SessionId, sealed: &SealedSession, now: Timestamp) -> bool {
        sealed.can_renew() || lock(&self.suspended).contains(&id) && sealed.is_good(now)
    }

    pub(crate) fn any_open(&self) -> bool {
        !lock(&self.open).is_empty()
    }

    /// `true`: nobody but patients, and those who care for them, reads here.
    pub(crate) fn are_all_of_patients(&self) -> bool {
        let open = lock(&self.open);
        let is_patients = |opened: &OpenSession| {
            let user = opened.fhir_user();
            ReadsAs::of(user.map(|(kind, _)| kind)) == Some(ReadsAs::Patient)
        };
        !open.is_empty() && open.values().all(is_patients)
    }

    /// The session of this name, where it is open.
    pub(crate) fn get(&self, id: SessionId) -> Option<OpenSession> {
        lock(&self.open).get(&id).cloned()
    }
}

fn lock<T>(map: &Mutex<T>) -> MutexGuard<'_, T> {
    map.lock().unwrap_or_else(PoisonError::into_inner)
}

impl OpenSession {
    fn new(
        ports: &Ports,
        events: &Events,
        flows: &Flows,
        id: SessionId,
        sealed: SealedSession,
        tokens: Option<TokenSet>,
    ) -> Self {
        let missing = sealed.requested.missing_from(&sealed.granted);
        let facts = Facts {
            fhir_base_url: sealed.binding.fhir_base.as_str().to_owned(),
            host: sealed.binding.fhir_base.host().to_owned(),
            patient: sealed.patient.clone(),
            encounter: sealed.encounter.clone(),
            user: sealed.user.clone(),
            fhir_user: sealed.fhir_user.clone(),
            granted: sealed.granted.clone(),
            not_granted: missing.iter().map(ToString::to_string).collect(),
            stays_signed_in: sealed.can_renew(),
            need_patient_banner: sealed.need_patient_banner,
            may_introspect: sealed.binding.introspection_endpoint.is_some(),
            vendor: Vendor::of_binding(&sealed.binding),
        };
        let tokens = SessionTokens::new(
            ports.clone(),
            events.clone(),
            flows.clone(),
            id,
            sealed,
            tokens,
        );
        Self {
            id,
            facts: Arc::new(facts),
            tokens: Arc::new(tokens),
        }
    }

    pub(crate) const fn id(&self) -> SessionId {
        self.id
    }

    pub(crate) fn fhir_base_url(&self) -> &str {
        &self.facts.fhir_base_url
    }

    /// The patient in context; without one the person chooses.
    pub(crate) fn patient(&self) -> Option<&str> {
        self.facts.patient.as_deref()
    }

    /// An encounter without a patient is nobody's visit.
    fn visit(&self) -> Option<String> {
        let encounter = self.facts.encounter.as_ref()?;
        self.patient().map(|_| format!("Encounter/{encounter}"))
    }

    /// The patient that was chosen under this name.
    pub(crate) async fn chosen(&self, choice: SessionId) -> Option<String> {
        self.tokens.chosen(choice).await
    }

    /// Names the record of a patient that the person chooses: the name of before where it was chosen
    /// before.
    pub(crate) async fn choose(&self, patient: &str) -> Result<SessionId, Problem> {
        self.tokens.choose(patient).await
    }

    /// The patients that were chosen, the last one first.
    pub(crate) async fn all_chosen(&self) -> Vec<Chosen> {
        self.tokens.all_chosen().await
    }

    /// Issuer and subject of who signed in, where that was proved.
    pub(crate) fn user(&self) -> Option<&(String, String)> {
        self.facts.user.as_ref()
    }

    /// Type and id of the resource of who signed in.
    pub(crate) fn fhir_user(&self) -> Option<(&str, &str)> {
        let (resource_type, id) = self.facts.fhir_user.as_ref()?;
        Some((resource_type, id))
    }

    pub(crate) fn granted(&self) -> ScopeSet {
        self.facts.granted.clone()
    }

    /// The vendor's profile, where one fits.
    pub(crate) fn vendor(&self) -> Option<&'static Vendor> {
        self.facts.vendor
    }

    /// `along`: what the server wants with every request.
    pub(crate) fn authorize(&self, along: Option<&'static FromClaim>) -> Arc<dyn Authorize> {
        let tokens = Arc::clone(&self.tokens);
        Arc::new(bearer::Bearer { tokens, along })
    }

    /// Keeps the name of the patient in context, or of one that was chosen, in the vault.
    pub(crate) async fn note_patient(&self, choice: Option<SessionId>, label: Option<String>) {
        self.tokens.note_patient(choice, label).await;
    }

    /// Forgets what the patient in context is called, or that one was chosen.
    pub(crate) async fn forget_patient(&self, choice: Option<SessionId>) {
        self.tokens.forget_patient(choice).await;
    }

    /// The person asks anew: a refresh that failed a moment ago is tried again.
    pub(crate) async fn try_again(&self) {
        self.tokens.forget_failure().await;
    }

    /// The server no longer takes the access token for anything. Where there is no other to be had, the
    /// session is over, and this is how that is said.
    pub(crate) async fn refused(&self) -> Option<Problem> {
        self.tokens.refused().await
    }

    pub(crate) fn summary(&self) -> SessionSummary {
        SessionSummary {
            session: self.id.to_string(),
            fhir_base_url: self.facts.fhir_base_url.clone(),
            host: self.facts.host.clone(),
            granted: self.facts.granted.iter().map(ToString::to_string).collect(),
            not_granted: self.facts.not_granted.clone(),
            stays_signed_in: self.facts.stays_signed_in,
            need_patient_banner: self.facts.need_patient_banner,
            has_patient: self.facts.patient.is_some(),
            visit: self.visit(),
            finds_patients: finds_patients(&self.facts.granted),
            reads_as: ReadsAs::of(self.fhir_user().map(|(kind, _)| kind)),
        }
    }
}

/// Where the system gives no random bytes, everybody is in the middle.
fn chance() -> Chance {
    getrandom::u32().map_or(Chance::MIDDLE, Chance::from_bits)
}

/// Writes a session; a failure is told to the screens, and the session goes on in memory.
pub(crate) async fn seal(
    secrets: &Secrets,
    events: &Events,
    id: SessionId,
    sealed: &SealedSession,
) {
    if let Err(error) = sealed.save(secrets, id).await {
        let problem = Problem::from(error).logged(&error);
        let custody = Custody {
            persistent: false,
            problem: Some(problem),
        };
        events.announce(AppEvent::CustodyChanged { custody });
    }
}
