//! Who may talk to the development host: pages that it served itself.
//!
//! Any site that a developer visits can send requests to loopback. The `Host` check stops names that
//! are pointed at 127.0.0.1 (DNS rebinding); the token, which only our own page can read, stops the
//! rest.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The header with the token.
const HEADER: &str = "x-devhost-token";

/// What a request must show.
pub(crate) struct Gate {
    hosts: [String; 2],
    token: String,
}

impl Gate {
    /// A gate with a token of its own.
    pub(crate) fn new(address: SocketAddr) -> Result<Self, getrandom::Error> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)?;
        let port = address.port();
        Ok(Self {
            hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
            token: URL_SAFE_NO_PAD.encode(random),
        })
    }

    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    fn knows_host(&self, request: &Request) -> bool {
        let host = request.headers().get(header::HOST);
        host.is_some_and(|host| {
            self.hosts
                .iter()
                .any(|known| host.as_bytes() == known.as_bytes())
        })
    }

    fn knows_token(&self, request: &Request) -> bool {
        let header = request.headers().get(HEADER);
        header.map_or_else(
            || token_in(request.uri()).as_deref() == Some(self.token()),
            |header| header.as_bytes() == self.token.as_bytes(),
        )
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate")
            .field("hosts", &self.hosts)
            .finish_non_exhaustive()
    }
}

/// For every request.
pub(crate) async fn own_host(
    State(gate): State<Arc<Gate>>,
    request: Request,
    next: Next,
) -> Response {
    if gate.knows_host(&request) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "not my host name").into_response()
    }
}

/// For everything that reaches the core.
pub(crate) async fn own_page(
    State(gate): State<Arc<Gate>>,
    request: Request,
    next: Next,
) -> Response {
    if gate.knows_token(&request) {
        next.run(request).await
    } else {
        (StatusCode::UNAUTHORIZED, "no token of this run").into_response()
    }
}

/// For what cannot set headers.
fn token_in(uri: &Uri) -> Option<String> {
    let pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs
        .into_iter()
        .find(|(name, _)| name == "token")
        .map(|(_, value)| value.into_owned())
}
