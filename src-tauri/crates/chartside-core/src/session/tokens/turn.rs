//! Turns of programs at the tokens of one session: who comes second adopts what the first one sealed,
//! and never presents the refresh token that the first one used up.

use std::time::Duration;

use fhir_client::BearerToken;
use renewal::{Life, Moment};
use session_store::SessionTurn;
use smart_app_launch::AccessToken;
use zeroize::Zeroize as _;

use super::{Access, NoToken, SessionTokens, State};
use crate::problem::{Problem, ProblemCode};
use crate::session::sealed::{Handover, SealedSession};

/// A little longer than one request to a token endpoint may take.
const PATIENCE: Duration = Duration::from_secs(130);

impl SessionTokens {
    /// Refreshes, unless another program did so while this one waited.
    pub(super) async fn in_turn(&self, state: &mut State) -> Result<BearerToken, NoToken> {
        let turn = self.turn(state).await?;
        let now = self.ports.clock.moment();
        if let Some(known) = state.usable(now) {
            return known;
        }
        self.refresh(state, &turn, now).await
    }

    /// The right to change the session, with what other programs made of it meanwhile.
    pub(super) async fn turn(&self, state: &mut State) -> Result<SessionTurn, NoToken> {
        let turn = self.ports.secrets.turn(self.id, PATIENCE).await;
        let turn = turn.map_err(|taken| {
            NoToken(Problem::new(ProblemCode::ServerUnreachable).logged(&taken))
        })?;
        // A vault that cannot be read, or that has lost the session, changes nothing about the tokens
        // in memory: the server decides whether they are good.
        let sealed = SealedSession::load(&self.ports.secrets, self.id).await;
        if let Ok(Some(sealed)) = sealed
            && sealed.continues(&state.sealed)
        {
            state.adopt(sealed, self.ports.clock.moment());
        }
        Ok(turn)
    }
}

impl State {
    fn adopt(&mut self, sealed: SealedSession, now: Moment) {
        self.access = Access::of_sealed(&sealed, now);
        self.rejected = false;
        self.forget_failure();
        self.sealed = sealed;
    }
}

impl Access {
    /// The token that was sealed, whoever fetched it.
    pub(super) fn of_sealed(sealed: &SealedSession, now: Moment) -> Option<Self> {
        let handover = sealed.handover.as_ref()?;
        Some(Self {
            token: AccessToken::new(handover.access_token.clone()),
            life: Life::from_parts(handover.refresh_at, handover.expires_at, now),
            // It may be rejected as any other.
            after_rejection: false,
        })
    }
}

impl SealedSession {
    /// Keeps what a refresh brought for the other programs.
    pub(super) fn hand_over(&mut self, access: &Access) {
        self.serial = self.serial.saturating_add(1);
        self.handover = Some(Handover {
            // EXPOSE: into the sealed session.
            access_token: access.token.expose().to_owned(),
            refresh_at: access.life.due_at(),
            expires_at: access.life.expires_at(),
        });
    }

    /// Takes the secrets out of memory. What is sealed stays as it is.
    pub(super) fn wipe(&mut self) {
        self.refresh_token.zeroize();
        self.refresh_token = None;
        (self.installation, self.handover) = (None, None);
    }

    /// The session is over, for the other programs too.
    pub(super) fn withdraw(&mut self) {
        self.serial = self.serial.saturating_add(1);
        self.refresh_token = None;
        self.installation = None;
        self.handover = None;
    }
}
