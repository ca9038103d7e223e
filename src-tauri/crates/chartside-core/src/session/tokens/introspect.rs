//! What the server says of a session's access token (RFC 7662), for whoever looks for a fault. Nothing is
//! decided by the answer.

use std::sync::Arc;

use smart_app_launch::{AccessToken, Introspection, introspection};

use super::{NoToken, SessionTokens};
use crate::app::{App, session_id};
use crate::ipc::{FlowKind, SessionRef, TokenStanding};
use crate::problem::{Problem, ProblemCode};

impl App {
    /// Ask the server what it knows of the access token of a session.
    pub async fn introspect_token(&self, session: SessionRef) -> Result<TokenStanding, Problem> {
        let opened = self.open_session(session_id(&session.session)?).await?;
        let said = Arc::clone(&opened.tokens).introspect().await?;
        Ok(match said {
            Introspection::Inactive => TokenStanding {
                active: false,
                scope: None,
                expires: None,
            },
            Introspection::Active(token) => TokenStanding {
                active: true,
                scope: token.scope.map(|scope| scope.to_string()),
                expires: token.expires_at.map(|at| at.to_string()),
            },
        })
    }
}

impl SessionTokens {
    async fn introspect(self: Arc<Self>) -> Result<Introspection, Problem> {
        let (binding, client) = {
            let state = self.state.lock().await;
            (state.sealed.binding.clone(), state.sealed.client)
        };
        if binding.introspection_endpoint.is_none() {
            return Err(Problem::new(ProblemCode::NotSupported));
        }
        let bearer = self.bearer().await.map_err(|NoToken(problem)| problem)?;
        let client = client.open(&self.ports.secrets).await?;
        // EXPOSE: into the type that goes to the pinned introspection endpoint.
        let token = AccessToken::new(bearer.expose().to_owned());
        let flow = self
            .flows
            .of_session(FlowKind::Introspection, self.id, &binding);
        let http = flow.http(&self.ports);
        let now = self.ports.clock.now();
        let said =
            introspection::introspect(&http, &binding, client.credentials(), &token, now).await;
        let said = said.map_err(|error| flow.blamed(Problem::from(&error).logged(&error)));
        flow.end(said.as_ref().err());
        said
    }
}
