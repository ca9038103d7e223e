//! Tokens that are no longer used here, and that the server is asked to end.

use smart_app_launch::{
    AccessToken, Binding, Http, RefreshToken, RevokedToken, TokenSet, revocation,
};

use super::SealedSession;
use crate::clients::SealedClient;
use crate::ports::Ports;

/// What is left of a session.
#[derive(Debug)]
pub(crate) struct RetiredTokens {
    pub(super) binding: Binding,
    pub(super) client: SealedClient,
    pub(super) refresh: Option<RefreshToken>,
    pub(super) access: Option<AccessToken>,
}

impl RetiredTokens {
    /// Tokens that were granted and not accepted.
    pub(crate) fn of_grant(binding: Binding, client: SealedClient, tokens: TokenSet) -> Self {
        Self {
            binding,
            client,
            refresh: tokens.refresh_token,
            access: Some(tokens.access_token),
        }
    }

    /// What the vault holds of a session.
    pub(crate) fn of_sealed(sealed: &SealedSession) -> Self {
        Self {
            binding: sealed.binding.clone(),
            client: sealed.client,
            refresh: sealed.refresh_token.clone().map(RefreshToken::new),
            // EXPOSE: into the type that goes to the pinned revocation endpoint.
            access: sealed
                .handover
                .as_ref()
                .map(|handover| AccessToken::new(handover.access_token.clone())),
        }
    }

    /// `true` where these tokens are still in use: a server may give again what it gave before, and
    /// ending that would end the new session.
    pub(crate) fn shares_with(&self, tokens: &TokenSet) -> bool {
        // EXPOSE: to compare.
        let refresh = self.refresh.as_ref().zip(tokens.refresh_token.as_ref());
        let access = self.access.as_ref();
        refresh.is_some_and(|(old, new)| old.expose() == new.expose())
            || access.is_some_and(|old| old.expose() == tokens.access_token.expose())
    }

    /// Asks the server to end the tokens; those of a family end with the refresh token. `true`: it
    /// said that it did.
    pub(crate) async fn revoke(&self, http: &Http, ports: &Ports) -> bool {
        let token = match (&self.refresh, &self.access) {
            (Some(refresh), _) => RevokedToken::Refresh(refresh),
            (None, Some(access)) => RevokedToken::Access(access),
            (None, None) => return false,
        };
        let Ok(client) = self.client.open(&ports.secrets).await else {
            return false;
        };
        let now = ports.clock.now();
        revocation::revoke(http, &self.binding, client.credentials(), token, now)
            .await
            .is_ok()
    }

    /// The same, without waiting for the answer.
    pub(crate) fn revoke_later(self, ports: &Ports) {
        let ports = ports.clone();
        tokio::spawn(async move { self.revoke(&ports.smart(), &ports).await });
    }
}
