//! What the browser opens: the authorization request as an address, or a page of this computer that
//! sends it by POST (SMART App Launch 2.2, `authorize-post`).

use std::sync::Arc;

use loopback::FormPage;
use smart_app_launch::AuthorizationRequest;
use smart_app_launch::registration::RedirectUri;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::problem::{Problem, ProblemCode};

/// What the browser opens.
#[derive(Debug, Clone)]
pub(crate) enum Opening {
    /// The request itself.
    Address(Url),
    /// A page that sends it. Each is given out once, so each opening needs one of its own.
    Form {
        request: Arc<AuthorizationRequest>,
        /// The server may come back at once, and browsers hold that against the form's policy.
        back: Url,
    },
}

impl Opening {
    pub(crate) fn of(
        request: AuthorizationRequest,
        by_post: bool,
        redirect_uri: &RedirectUri,
    ) -> Result<Self, Problem> {
        if !by_post {
            return Ok(Self::Address(request.url().clone()));
        }
        let back = Url::parse(redirect_uri.as_str());
        Ok(Self::Form {
            request: Arc::new(request),
            back: back.map_err(|_| Problem::new(ProblemCode::Internal))?,
        })
    }

    /// The address to open now. A page behind it goes when the sign-in has `ended`.
    pub(crate) async fn address(&self, ended: CancellationToken) -> Result<Url, Problem> {
        let (request, back) = match self {
            Self::Address(url) => return Ok(url.clone()),
            Self::Form { request, back } => (request, back),
        };
        let page = FormPage::bind(request.action(), request.fields(), back)
            .await
            .map_err(|error| Problem::new(ProblemCode::LoopbackUnavailable).logged(&error))?;
        let url = Url::parse(&page.url()).map_err(|_| Problem::new(ProblemCode::Internal))?;
        tokio::spawn(async move { ended.run_until_cancelled(page.serve()).await });
        Ok(url)
    }
}
