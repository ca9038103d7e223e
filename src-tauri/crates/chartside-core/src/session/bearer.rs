//! The tokens of a session as a FHIR client sees them.

use std::sync::Arc;

use fhir_client::{Authorize, AuthorizeError, BearerToken};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use smart_app_launch::claim_of;

use super::SessionTokens;
use crate::vendors::FromClaim;

/// Lends the tokens to a FHIR client.
pub(super) struct Bearer {
    pub(super) tokens: Arc<SessionTokens>,
    /// What the vendor wants with every request.
    pub(super) along: Option<&'static FromClaim>,
}

impl Authorize for Bearer {
    fn bearer(&self) -> BoxFuture<'_, Result<BearerToken, AuthorizeError>> {
        async {
            let token = self.tokens.bearer().await.map_err(|reason| {
                if reason.0.ends_session() {
                    AuthorizeError::SessionEnded(Box::new(reason))
                } else {
                    AuthorizeError::Unavailable(Box::new(reason))
                }
            })?;
            let Some(FromClaim { parameter, claim }) = self.along else {
                return Ok(token);
            };
            // EXPOSE: to read one claim, which goes where the token goes.
            match claim_of(token.expose(), claim) {
                Some(value) => Ok(token.along_with(parameter, &value)),
                None => Ok(token),
            }
        }
        .boxed()
    }

    fn rejected<'a>(&'a self, token: &'a BearerToken) -> BoxFuture<'a, Result<(), AuthorizeError>> {
        async {
            self.tokens.rejected(token).await;
            Ok(())
        }
        .boxed()
    }
}
