//! What gets the next access token of a session, and the request for it.

use jiff::Timestamp;
use session_store::Secrets;
use smart_app_launch::{
    Binding, ClockSkew, RefreshToken, SigningKey, TokenError, TokenSet, TransportError, token,
};

use super::SessionTokens;
use crate::activity::{Noted, What};
use crate::clients::OpenClient;
use crate::ipc::FlowKind;
use crate::problem::{Problem, ProblemCode};
use crate::session::sealed::{Installation, SealedSession};

/// What gets the next access token.
pub(super) enum Grant {
    Refresh {
        token: RefreshToken,
        client: OpenClient,
    },
    /// A key that the server knows takes the place of the token and of the client's proof.
    Signed {
        key: SigningKey,
        binding: Box<Binding>,
        skew: ClockSkew,
    },
}

impl Grant {
    /// `None`: the session ends with its access token.
    pub(super) async fn of(
        sealed: &SealedSession,
        secrets: &Secrets,
    ) -> Result<Option<Self>, Problem> {
        if let Some(token) = sealed.refresh_token.clone().map(RefreshToken::new) {
            let client = sealed.client.open(secrets).await?;
            return Ok(Some(Self::Refresh { token, client }));
        }
        let signed = |installation: &Installation| Self::signed(sealed, installation);
        sealed.installation.as_ref().map(signed).transpose()
    }

    fn signed(sealed: &SealedSession, installation: &Installation) -> Result<Self, Problem> {
        let key = SigningKey::from_pem(&installation.key, None)
            .map_err(|error| Problem::new(ProblemCode::VaultDamaged).logged(&error))?;
        Ok(Self::Signed {
            key,
            binding: Box::new(Binding {
                client_id: installation.client_id.clone(),
                ..sealed.binding.clone()
            }),
            skew: sealed.client.skew,
        })
    }
}

impl SessionTokens {
    /// One request, repeated where the answer was lost. A refresh token is the same again: the server may
    /// have rotated it and nothing newer is known here. Servers that forgive that do so for some seconds.
    pub(super) async fn ask(
        &self,
        sealed: &SealedSession,
        grant: &Grant,
        now: Timestamp,
    ) -> Result<TokenSet, TokenError> {
        let (binding, granted) = (&sealed.binding, &sealed.granted);
        let flow = self.flows.of_session(FlowKind::Refresh, self.id, binding);
        let http = &flow.http(&self.ports);
        let once = async || match grant {
            Grant::Refresh { token, client } => {
                token::refresh(http, binding, client.credentials(), token, granted, now).await
            }
            Grant::Signed { key, binding, skew } => {
                token::by_assertion(http, binding, key, granted, *skew, now).await
            }
        };
        let mut answer = once().await;
        for repeats in 0.. {
            let was_lost = matches!(
                answer,
                Err(TokenError::Unreachable(TransportError::AnswerLost(_)))
            );
            let since = self.ports.clock.now().duration_since(now);
            if !was_lost || !renewal::asks_again(repeats, since) {
                break;
            }
            answer = once().await;
        }
        let problem = answer.as_ref().err().map(Problem::from);
        let noted = Noted::new(What::TokenRenewed).at(binding.fhir_base.as_str());
        self.flows.log().note(match &problem {
            Some(problem) => noted.because(problem),
            None => noted,
        });
        flow.end(problem.map(|problem| flow.blamed(problem)).as_ref());
        answer
    }
}
