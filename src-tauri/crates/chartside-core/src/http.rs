//! The one HTTP client of the product. Every rule that keeps tokens and patient data from leaking
//! through HTTP itself is set here, once.

mod ahead;
mod credentials;
mod proxies;

use std::error::Error;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use reqwest::Proxy;
use reqwest::redirect::Policy;

pub(crate) use ahead::open_ahead;
pub use credentials::{Credentials, CredentialsError};
pub use proxies::{Proxies, VARIABLES as PROXY_VARIABLES};

/// Name sent to servers.
const USER_AGENT: &str = concat!("Chartside/", env!("CARGO_PKG_VERSION"));
/// A server that has not accepted a connection by then is down or unreachable.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// A server that sends nothing for so long will not send the rest.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// How often an answer about new versions may send elsewhere.
const MOST_REDIRECTS: usize = 5;

/// Builds the client.
///
/// - No redirects: a 307 from a token endpoint would send the code and the verifier to another
///   place. `fhir-client` follows same-origin redirects of reads itself.
/// - No `Referer`: FHIR searches carry patient ids in their query.
/// - gzip only (Cargo features): brotli and zstd inflate a few hundred bytes to hundreds of megabytes.
///   Callers cap decoded bytes.
/// - Proxies as this computer says, and none for what is on this computer.
/// - `https` or loopback is checked where each URL is parsed, since loopback sandboxes speak `http`.
///
/// # Errors
/// When the TLS backend or the system's certificates cannot be loaded.
pub fn client() -> Result<Http, reqwest::Error> {
    client_through(Proxies::of_system())
}

/// The same client on a computer with these proxies.
///
/// # Errors
/// As [`client`].
pub fn client_through(proxies: Proxies) -> Result<Http, reqwest::Error> {
    client_with(proxies, Credentials::default())
}

/// The same client on a computer whose owner trusts more authorities, or gave it a certificate.
///
/// # Errors
/// As [`client`]; and where the certificate and its key do not belong together.
pub fn client_with(proxies: Proxies, credentials: Credentials) -> Result<Http, reqwest::Error> {
    let client = build(&proxies, &credentials)?;
    Ok(Http {
        inner: Arc::new(Inner {
            client: RwLock::new(client),
            proxies,
            credentials,
        }),
    })
}

/// The client, which can be told to forget. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub struct Http {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    client: RwLock<reqwest::Client>,
    proxies: Proxies,
    credentials: Credentials,
}

impl Http {
    /// The client as it is now.
    pub fn client(&self) -> reqwest::Client {
        let client = &self.inner.client;
        client
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The rules for a client that is not the core's own and takes new versions of the program: where it may
    /// go, and whom it believes. It shows no client certificate.
    pub fn for_updates(
        &self,
    ) -> impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static {
        let inner = Arc::clone(&self.inner);
        move |client| {
            let client = inner.credentials.believed_by(client);
            // Release pages send on to where the files are.
            polite(client, &inner.proxies).redirect(Policy::limited(MOST_REDIRECTS))
        }
    }

    /// Ends the connections that nobody uses: what went over them, tokens too, is in their buffers.
    pub(crate) fn forget_connections(&self) {
        let inner = &*self.inner;
        // Certificates that could be loaded at the start can be loaded now; if not, nothing else could.
        if let Ok(fresh) = build(&inner.proxies, &inner.credentials) {
            *inner.client.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
    }
}

fn build(proxies: &Proxies, credentials: &Credentials) -> Result<reqwest::Client, reqwest::Error> {
    let client = credentials.used_by(reqwest::Client::builder());
    polite(client, proxies).redirect(Policy::none()).build()
}

fn polite(client: reqwest::ClientBuilder, proxies: &Proxies) -> reqwest::ClientBuilder {
    let proxies = proxies.clone();
    client
        .proxy(Proxy::custom(move |address| proxies.of_address(address)))
        .user_agent(USER_AGENT)
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
}

/// `true`: a proxy on the way answered 407 to `CONNECT`.
pub(crate) fn wants_proxy_sign_in(error: &reqwest::Error) -> bool {
    // hyper-util has no other sign for it.
    said(error).contains("proxyauthorizationrequired")
}

/// All that the errors of this chain say, as one word in lower case. For reading only: it may hold
/// names of hosts and is never shown.
pub(crate) fn said(error: &dyn Error) -> String {
    let mut all = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        all.push_str(&error.to_string());
        next = error.source();
    }
    all.retain(|c| c.is_ascii_alphanumeric());
    all.make_ascii_lowercase();
    all
}
