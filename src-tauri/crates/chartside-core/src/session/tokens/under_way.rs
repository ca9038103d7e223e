//! A refresh that is under way, noted beside the vault: a program that dies between the server's answer
//! and the sealing of it leaves a refresh token behind that the server may have replaced. The next one
//! tries it all the same, and where it is refused says what happened.

use aws_lc_rs::digest::{SHA256, digest};
use session_store::SessionTurn;
use smart_app_launch::{Scope, TokenError, TransportError};

use crate::problem::ProblemCode;
use crate::session::sealed::SealedSession;

/// One refresh.
pub(super) struct UnderWay {
    /// An earlier one with the same token was never answered.
    was_cut_off: bool,
}

impl UnderWay {
    /// Notes which token is used. The note tells it from others and gives nothing of it away.
    pub(super) async fn begin(turn: &SessionTurn, sealed: &SealedSession) -> Self {
        let Some(token) = &sealed.refresh_token else {
            // A key is not used up.
            return Self { was_cut_off: false };
        };
        let token = digest(&SHA256, token.as_bytes());
        let was_cut_off = turn.left_behind().await == token.as_ref();
        turn.mark(token.as_ref()).await;
        Self { was_cut_off }
    }

    /// The server's answer is sealed, or there is nothing to be sealed.
    pub(super) async fn done(&self, turn: &SessionTurn) {
        turn.unmark().await;
    }

    /// Nobody knows whether the server replaced the token where its answer was lost.
    pub(super) async fn failed(&self, turn: &SessionTurn, error: &TokenError) {
        let was_lost = matches!(
            error,
            TokenError::Unreachable(TransportError::AnswerLost(_))
        );
        if !was_lost && !self.was_cut_off {
            turn.unmark().await;
        }
    }

    /// Why the server no longer takes the token.
    pub(super) fn reason(&self, sealed: &SealedSession) -> ProblemCode {
        let has =
            |scope: &str| Scope::parse(scope).is_ok_and(|scope| sealed.granted.contains(&scope));
        if self.was_cut_off {
            ProblemCode::RenewalInterrupted
        } else if has("online_access") && !has("offline_access") {
            ProblemCode::EhrSessionEnded
        } else {
            ProblemCode::SessionEnded
        }
    }
}
