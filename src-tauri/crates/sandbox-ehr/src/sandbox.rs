//! A running sandbox: both servers on one loopback port, and the levers a test pulls.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Redirect, Response};
use axum::routing::get;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower_service::Service as _;

use crate::auth::{self, AuthorizationServer, Client, KeyError, LaunchContext, Mint, SigningKeys};
use crate::connection::{CuttableListener, Scissors};
use crate::fhir::{self, FhirStore};
use crate::journal::Journal;
use crate::judge::Judge;
use crate::profile::Profile;
use crate::{faults, pages, record};

/// What a sandbox starts with.
#[derive(Debug, Clone)]
pub struct SandboxConfig {
    /// The port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// The registered applications.
    pub clients: Vec<Client>,
    /// Which EHR it plays.
    pub profile: Profile,
    /// The patients. An empty store stands for a small cohort of synthetic ones.
    pub store: Arc<FhirStore>,
}

impl Default for SandboxConfig {
    /// A small cohort, the default clients, the strict profile, any free port.
    fn default() -> Self {
        Self {
            port: 0,
            clients: Client::defaults(),
            profile: Profile::default(),
            store: Arc::default(),
        }
    }
}

/// The sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is taken or may not be used.
    #[error("cannot listen on 127.0.0.1:{port}")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// The system has no random numbers.
    #[error("the operating system gave no random numbers")]
    Random(#[from] getrandom::Error),
    /// No signing key could be made.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

/// A running sandbox. Dropping it stops it.
#[derive(Debug)]
pub struct Sandbox {
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

struct Shared {
    server: Arc<AuthorizationServer>,
    store: Arc<FhirStore>,
    /// Built anew when the profile changes.
    fhir: RwLock<Router>,
    /// Nobody is reached.
    away: AtomicBool,
}

impl Sandbox {
    /// Starts to serve, inside the current tokio runtime.
    pub async fn start(config: SandboxConfig) -> Result<Self, StartError> {
        let (listener, base_url) = listen(config.port).await?;
        let shared = Arc::new(Shared::new(config, base_url)?);
        let (stop, stopped) = oneshot::channel::<()>();
        let service = routes(&shared).into_make_service_with_connect_info::<Scissors>();
        let serving =
            axum::serve(CuttableListener(listener), service).with_graceful_shutdown(async {
                // An error means that the sandbox was dropped, which is the same wish.
                let _ = stopped.await;
            });
        let serving = tokio::spawn(async {
            // `axum::serve` never fails: it keeps accepting.
            let _ = serving.await;
        });
        Ok(Self {
            shared,
            stop: Some(stop),
            serving,
        })
    }

    /// `http://127.0.0.1:PORT`, which is also the issuer.
    pub fn base_url(&self) -> &str {
        &self.shared.server.base_url
    }

    /// `http://127.0.0.1:PORT/fhir`
    pub fn fhir_base_url(&self) -> String {
        self.shared.server.fhir_base_url()
    }

    /// The page from which an application is launched.
    pub fn launcher_url(&self) -> String {
        format!("{}/launcher", self.base_url())
    }

    /// What was asked so far.
    pub fn journal(&self) -> &Journal {
        &self.shared.server.journal
    }

    /// Judges everything that is asked of this sandbox, when it is dropped.
    pub fn judge(&self) -> Judge {
        Judge::of(Arc::clone(&self.shared.server.journal))
    }

    /// What time the sandbox believes it is.
    pub fn now(&self) -> Timestamp {
        self.shared.server.now()
    }

    /// Plays another EHR from now on. Faults are counted from here; what was issued stays valid.
    pub fn set_profile(&self, profile: Profile) {
        self.shared.set_profile(profile);
    }

    /// Registers a client, or registers it anew with other keys or another secret.
    pub fn register(&self, client: Client) {
        self.shared.server.register(client);
    }

    /// A link that launches this client as the EHR launcher page does; `None` when it has no launch URL.
    pub fn launch_link(&self, client_id: &str, context: LaunchContext) -> Option<String> {
        let client = self.shared.server.client(client_id)?;
        Some(auth::launch_link(
            &self.shared.server,
            client.launch_url.as_deref()?,
            context,
        ))
    }

    /// Cuts every connection that something is asked on, until it is back. Nothing is forgotten.
    pub fn go_away(&self, away: bool) {
        self.shared.away.store(away, Ordering::SeqCst);
    }

    /// Puts the clock forward.
    pub fn advance_time(&self, by: Duration) {
        self.shared.server.clock.advance(by);
    }

    /// Ends the life of every access token issued so far.
    pub fn expire_access_tokens(&self) {
        let now = self.now();
        for token in self.shared.server.ledger().access_tokens.values_mut() {
            token.expires_at = token.expires_at.min(now);
        }
    }

    /// Revokes every access token issued so far; refresh tokens keep working.
    pub fn revoke_access_tokens(&self) {
        for token in self.shared.server.ledger().access_tokens.values_mut() {
            token.revoked = true;
        }
    }

    /// Takes back everything that anybody allowed, and with it every code, token and key.
    pub fn revoke_permissions(&self) {
        for permission in self.shared.server.ledger().permissions.values_mut() {
            permission.revoked = true;
        }
    }

    /// Revokes every refresh token issued so far; access tokens keep working until they expire.
    pub fn revoke_refresh_tokens(&self) {
        for token in self.shared.server.ledger().refresh_tokens.values_mut() {
            token.revoked = true;
        }
    }

    /// Signs every user out at the EHR: what was granted with `online_access` cannot be refreshed any more.
    pub fn end_user_sessions(&self) {
        for permission in self.shared.server.ledger().permissions.values_mut() {
            permission.session_ended = true;
        }
    }

    /// Signs id tokens with fresh keys from now on; the old public keys are gone.
    pub fn replace_signing_keys(&self) -> Result<(), KeyError> {
        self.shared.server.replace_keys()
    }

    /// Stops and waits until open requests are answered.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        // A panic of the serving task has been printed already.
        let _ = (&mut self.serving).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // The receiver is gone only when serving ended already.
        let _ = self.stop.take().map(|stop| stop.send(()));
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("base_url", &self.server.base_url)
            .finish_non_exhaustive()
    }
}

/// Binds the loopback interface and no other; answers the address as a URL too.
async fn listen(port: u16) -> Result<(TcpListener, String), StartError> {
    let refused = |source| StartError::Listen { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(refused)?;
    let base_url = format!("http://{}", listener.local_addr().map_err(refused)?);
    Ok((listener, base_url))
}

/// A small cohort, with what the profile puts into the record of its first patient.
fn synthetic(profile: &Profile, base_url: &str) -> FhirStore {
    let mut store = FhirStore::generate(1, 200);
    let first = store.patients().into_iter().next();
    if let Some(patient) = first {
        let base = format!("{base_url}/fhir");
        let of_patient = |resource: &serde_json::Value| {
            let text = resource.to_string().replace("{patient}", &patient.id);
            text.replace("{base}", &base)
        };
        let resources = profile.resources.iter().map(of_patient).collect();
        store.adopt(&patient.id, resources);
    }
    store
}

impl Shared {
    fn new(config: SandboxConfig, base_url: String) -> Result<Self, StartError> {
        let store = if config.store.is_empty() {
            Arc::new(synthetic(&config.profile, &base_url))
        } else {
            config.store
        };
        let (mint, keys) = (Mint::new()?, SigningKeys::generate()?);
        let server =
            AuthorizationServer::new(base_url, store.patients(), config.clients, mint, keys);
        let shared = Self {
            server: Arc::new(server),
            store,
            fhir: RwLock::default(),
            away: AtomicBool::new(false),
        };
        shared.set_profile(config.profile);
        Ok(shared)
    }

    fn set_profile(&self, profile: Profile) {
        let server = &self.server;
        let gate: Arc<dyn crate::gate::Gate> = server.clone();
        let fhir = fhir::router(
            self.store.clone(),
            gate,
            profile.fhir.clone(),
            server.fhir_base_url(),
        );
        let nested = Router::new().nest("/fhir", fhir);
        *self.fhir.write().unwrap_or_else(PoisonError::into_inner) = nested;
        server.set_profile(Arc::new(profile));
    }
}

fn routes(shared: &Arc<Shared>) -> Router {
    let server = &shared.server;
    let authorization =
        auth::router(server.clone()).layer(from_fn_with_state(server.clone(), faults::play));
    Router::new()
        .route("/", get(async || Redirect::to("/launcher")))
        .route("/pages.css", get(pages::style))
        // Not a route with a wildcard: its parameter would be counted among those of the routes below.
        .fallback(fhir_server)
        .with_state(shared.clone())
        .merge(authorization)
        .layer(from_fn_with_state(server.clone(), record::record))
        .layer(from_fn_with_state(shared.clone(), unless_away))
}

async fn unless_away(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
    next: Next,
) -> Response {
    if shared.away.load(Ordering::SeqCst) {
        return faults::cut(&scissors);
    }
    next.run(request).await
}

async fn fhir_server(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let mut router = shared
        .fhir
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    match router.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
