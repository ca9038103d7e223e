//! The tokens of a session as a FHIR client sees them.

use std::sync::Arc;

use fhir_client::{Authorize, AuthorizeError, BearerToken};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::SessionTokens;

/// Lends the tokens to a FHIR client.
pub(super) struct Bearer(pub(super) Arc<SessionTokens>);

impl Authorize for Bearer {
    fn bearer(&self) -> BoxFuture<'_, Result<BearerToken, AuthorizeError>> {
        async {
            self.0.bearer().await.map_err(|reason| {
                if reason.0.ends_session() {
                    AuthorizeError::SessionEnded(Box::new(reason))
                } else {
                    AuthorizeError::Unavailable(Box::new(reason))
                }
            })
        }
        .boxed()
    }

    fn rejected<'a>(&'a self, token: &'a BearerToken) -> BoxFuture<'a, Result<(), AuthorizeError>> {
        async {
            self.0.rejected(token).await;
            Ok(())
        }
        .boxed()
    }
}
