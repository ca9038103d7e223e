//! The tokens of one session: one refresh at a time, the new refresh token sealed before the new
//! access token is handed to anyone, and a session that ends only when the server says so. Programs
//! take turns as tasks do ([`turn`]).
//!
//! The refresh runs in a task of its own. A caller that goes away while it runs must not take the
//! answer with it: a rotating server has already forgotten the old refresh token.

mod choose;
mod introspect;
mod renew;
mod turn;
mod under_way;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fhir_client::BearerToken;
use renewal::{Failed, Life, Moment, Next, Pauses};
use session_store::{SessionId, SessionTurn};
use smart_app_launch::{AccessToken, RefreshToken, TokenError, TokenSet, TransportError, id_token};
use tokio::sync::Mutex;

use super::{RetiredTokens, SealedSession, chance, seal};
use crate::activity::{Noted, What};
use crate::events::Events;
use crate::flow::Flows;
use crate::ipc::AppEvent;
use crate::ports::Ports;
use crate::problem::{Problem, ProblemCode};
use renew::Grant;
use under_way::UnderWay;

/// Why there is no token, as the screens can say it.
#[derive(Debug, thiserror::Error)]
#[error("{:?}", .0.code)]
pub(crate) struct NoToken(pub(crate) Problem);

/// Owns the tokens of one session.
#[derive(Debug)]
pub(crate) struct SessionTokens {
    ports: Ports,
    events: Events,
    flows: Flows,
    id: SessionId,
    state: Mutex<State>,
    ended: AtomicBool,
}

#[derive(Debug)]
struct State {
    sealed: SealedSession,
    access: Option<Access>,
    /// The last access token was given up because of a 401.
    rejected: bool,
    /// The last refresh, where it failed: everyone who waited gets the same answer.
    failure: Option<Problem>,
    /// For how long they do.
    pauses: Pauses,
    ended: Option<Problem>,
    /// Signed out, or replaced by a new sign-in: this handle has no say any more.
    retired: bool,
}

#[derive(Debug)]
struct Access {
    token: AccessToken,
    life: Life,
    /// Fetched because the one before was rejected.
    after_rejection: bool,
}

impl Access {
    fn new(tokens: TokenSet, after_rejection: bool, now: Moment) -> Self {
        Self {
            life: Life::new(tokens.received_at, tokens.expires_at, now, chance()),
            token: tokens.access_token,
            after_rejection,
        }
    }
}

impl SessionTokens {
    pub(super) fn new(
        ports: Ports,
        events: Events,
        flows: Flows,
        id: SessionId,
        sealed: SealedSession,
        tokens: Option<TokenSet>,
    ) -> Self {
        let now = ports.clock.moment();
        let access = match tokens {
            Some(tokens) => Some(Access::new(tokens, false, now)),
            None => Access::of_sealed(&sealed, now),
        };
        let state = State {
            sealed,
            access,
            rejected: false,
            failure: None,
            pauses: Pauses::default(),
            ended: None,
            retired: false,
        };
        Self {
            ports,
            events,
            flows,
            id,
            state: Mutex::new(state),
            ended: AtomicBool::new(false),
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    /// A token that is good now.
    pub(super) async fn bearer(self: &Arc<Self>) -> Result<BearerToken, NoToken> {
        if let Some(known) = self.state.lock().await.usable(self.ports.clock.moment()) {
            return known;
        }
        let this = Arc::clone(self);
        let refreshed = tokio::spawn(async move { this.refreshed().await }).await;
        refreshed.unwrap_or_else(|_| Err(NoToken(Problem::new(ProblemCode::Internal))))
    }

    /// Waits for its turn; who comes second finds the token that the first one fetched.
    async fn refreshed(&self) -> Result<BearerToken, NoToken> {
        let mut state = self.state.lock().await;
        if let Some(known) = state.usable(self.ports.clock.moment()) {
            return known;
        }
        let outcome = self.in_turn(&mut state).await;
        match (outcome, state.still_good(self.ports.clock.moment())) {
            (Ok(token), _) => Ok(token),
            // It was early, and the server is not to be had: the old token is good for some minutes.
            (Err(NoToken(problem)), Some(token)) if !problem.ends_session() => Ok(token),
            (Err(reason), _) => Err(reason),
        }
    }

    async fn refresh(
        &self,
        state: &mut State,
        turn: &SessionTurn,
        now: Moment,
    ) -> Result<BearerToken, NoToken> {
        let grant = Grant::of(&state.sealed, &self.ports.secrets).await;
        let Some(grant) = grant.map_err(NoToken)? else {
            let problem = Problem::new(ProblemCode::SessionEnded);
            return Err(self.end(state, problem).await);
        };
        let under_way = UnderWay::begin(turn, &state.sealed).await;
        let answer = self.ask(&state.sealed, &grant, now.wall).await;
        match answer {
            Ok(tokens) => {
                let taken = self.take(state, tokens, now).await;
                under_way.done(turn).await;
                taken
            }
            Err(error @ TokenError::InvalidGrant { .. }) => {
                under_way.done(turn).await;
                let problem = Problem::new(under_way.reason(&state.sealed)).logged(&error);
                Err(self.end(state, problem).await)
            }
            Err(error) => {
                under_way.failed(turn, &error).await;
                state.pauses.failed(how(&error), chance(), now);
                let problem = Problem::from(&error).logged(&error);
                state.failure = Some(problem.clone());
                Err(NoToken(problem))
            }
        }
    }

    /// The order matters: sealed first, handed out second.
    async fn take(
        &self,
        state: &mut State,
        tokens: TokenSet,
        now: Moment,
    ) -> Result<BearerToken, NoToken> {
        let patient = tokens.context.patient.as_ref();
        let in_context = state.sealed.patient.as_deref();
        if patient.is_some_and(|patient| in_context.is_some_and(|known| known != patient.as_str()))
        {
            return Err(self
                .end(state, Problem::new(ProblemCode::PatientChanged))
                .await);
        }
        if is_of_another(&tokens, state.sealed.user.as_ref()) {
            return Err(self
                .end(state, Problem::new(ProblemCode::IdentityUnproven))
                .await);
        }
        if let Some(rotated) = &tokens.refresh_token {
            // EXPOSE: into the sealed session.
            state.sealed.refresh_token = Some(rotated.expose().to_owned());
        }
        state.sealed.client = state.sealed.client.in_time_of(&tokens);
        self.events.clock_seen(state.sealed.client.skew);
        let access = Access::new(tokens, std::mem::take(&mut state.rejected), now);
        state.sealed.hand_over(&access);
        self.seal(state).await;
        state.forget_failure();
        Ok(state.access.insert(access).bearer())
    }

    /// The session is over: what is on screen stays, the refresh token is gone.
    async fn end(&self, state: &mut State, problem: Problem) -> NoToken {
        state.sealed.withdraw();
        state.access = None;
        state.ended = Some(problem.clone());
        self.ended.store(true, Ordering::Relaxed);
        self.seal(state).await;
        if !state.retired {
            let noted = Noted::new(What::SessionEnded).at(state.sealed.binding.fhir_base.as_str());
            self.flows.log().note(noted.because(&problem));
            self.events.announce(AppEvent::SessionEnded {
                session: self.id.to_string(),
                problem: problem.clone(),
            });
        }
        NoToken(problem)
    }

    /// Takes the tokens out. A refresh that runs is waited for, so that what it brings is taken out,
    /// too; afterwards this handle writes nothing, tells nothing and gives no token.
    pub(super) async fn retire(&self) -> RetiredTokens {
        let mut state = self.state.lock().await;
        // What another program fetched is taken out, too. Where it does not give up its turn, what is
        // known here has to do.
        let _turn = self.turn(&mut state).await;
        state.retired = true;
        state.ended = Some(Problem::new(ProblemCode::SessionEnded));
        self.ended.store(true, Ordering::Relaxed);
        RetiredTokens {
            binding: state.sealed.binding.clone(),
            client: state.sealed.client,
            refresh: state.sealed.refresh_token.take().map(RefreshToken::new),
            access: state.access.take().map(|access| access.token),
        }
    }

    /// Takes the tokens out of memory and gives none from here on. A refresh that runs is waited for:
    /// what it brings is sealed by then.
    pub(super) async fn suspend(&self) {
        let mut state = self.state.lock().await;
        state.access = None;
        state.sealed.wipe();
        state.retired = true;
        state.ended = Some(Problem::new(ProblemCode::Locked));
    }

    async fn seal(&self, state: &State) {
        if !state.retired {
            seal(&self.ports.secrets, &self.events, self.id, &state.sealed).await;
        }
    }

    /// What failed before says nothing about what is asked from here on: a token that replaced a
    /// rejected one may itself be replaced once.
    pub(super) async fn forget_failure(&self) {
        let mut state = self.state.lock().await;
        state.forget_failure();
        if let Some(access) = &mut state.access {
            access.after_rejection = false;
        }
    }

    /// Ends the session where its access token is refused and cannot be replaced.
    pub(super) async fn refused(&self) -> Option<Problem> {
        let mut state = self.state.lock().await;
        if state.sealed.can_renew() {
            return None;
        }
        if let Some(problem) = &state.ended {
            return Some(problem.clone());
        }
        let problem = Problem::new(ProblemCode::SessionEnded);
        Some(self.end(&mut state, problem).await.0)
    }

    /// The server answered 401 to this token: another one is fetched before the next request.
    ///
    /// Servers answer 401 for a type that they do not have, too. So a token that has only just
    /// replaced a rejected one is kept, and so is one that cannot be replaced: such a 401 is about
    /// the type, must not end the session and must not cause a refresh for each type.
    pub(super) async fn rejected(&self, token: &BearerToken) {
        let mut state = self.state.lock().await;
        let can_refresh = state.sealed.can_renew();
        let gives_up = |access: &Access| {
            // EXPOSE: to compare.
            access.token.expose() == token.expose() && can_refresh && !access.after_rejection
        };
        if state.access.as_ref().is_some_and(gives_up) {
            state.access = None;
            state.rejected = true;
        }
    }
}

/// What the failure says about when to ask again.
fn how(error: &TokenError) -> Failed {
    if let TokenError::Unreachable(TransportError::NotSent(_)) = error {
        Failed::Unsent
    } else if let TokenError::Busy {
        retry_after: Some(asked),
    } = error
    {
        Failed::Busy(*asked)
    } else {
        Failed::Otherwise
    }
}

/// Another person's tokens must not continue this session.
fn is_of_another(tokens: &TokenSet, user: Option<&(String, String)>) -> bool {
    let (Some(token), Some((issuer, subject))) = (&tokens.id_token, user) else {
        return false;
    };
    id_token::is_of_another(token, issuer, subject)
}

impl State {
    /// What is known without asking the server.
    fn usable(&self, now: Moment) -> Option<Result<BearerToken, NoToken>> {
        if let Some(problem) = &self.ended {
            return Some(Err(NoToken(problem.clone())));
        }
        let life = self.access.as_ref().map(|access| &access.life);
        match renewal::next(life, &self.pauses, self.sealed.can_renew(), now) {
            Next::Use => self.still_good(now).map(Ok),
            Next::Renew => None,
            Next::Wait => self.failure.clone().map(|problem| Err(NoToken(problem))),
        }
    }

    fn forget_failure(&mut self) {
        self.failure = None;
        self.pauses.forget();
    }

    fn still_good(&self, now: Moment) -> Option<BearerToken> {
        self.access
            .as_ref()
            .filter(|access| access.life.is_good(now))
            .map(Access::bearer)
    }
}

impl Access {
    fn bearer(&self) -> BearerToken {
        // EXPOSE: into the type that goes into one Authorization header.
        BearerToken::new(self.token.expose().to_owned())
    }
}
