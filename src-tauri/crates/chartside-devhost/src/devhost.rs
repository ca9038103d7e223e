//! A running development host: the core on loopback, with a keyring, a browser and a disk of its own.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Json, Router};
use chartside_core::{
    App, Checked, NotInstalled, Ports, Reach, RecordFolder, Settings, SystemClock, http,
};
use keyring_core::CredentialStore;
use serde::{Deserialize, Serialize};
use session_store::{Connections, Documents, KeyringSource, Secrets};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::task::{AbortHandle, spawn};
use url::Url;

use crate::address_bar::AddressBar;
use crate::commands;
use crate::gate::{self, Gate};
use crate::pages::{self, Pages};
use crate::person::Person;

/// What a development host starts with.
#[derive(Debug, Clone, Default)]
pub struct DevhostConfig {
    /// The port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// The folder of the built screens.
    pub pages: PathBuf,
    /// FHIR base URL of a sandbox that the screens offer.
    pub demo_server: Option<String>,
    /// Who signs in when a browser is asked for; nobody where absent.
    pub person: Option<Person>,
    /// `true`: a computer without a keychain.
    pub without_keyring: bool,
}

/// The development host did not start.
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
    /// No temporary folder for connections and vault.
    #[error("no temporary folder can be made")]
    Folder(#[source] std::io::Error),
    /// The core's HTTP client cannot be made.
    #[error("no HTTP client can be made")]
    Http(#[source] reqwest::Error),
    /// The pretended keychain cannot be made.
    #[error("no pretended keychain can be made")]
    Keyring,
    /// The system has no random numbers.
    #[error("the operating system gave no random numbers")]
    Random(#[from] getrandom::Error),
}

/// A running development host. Dropping it stops it and removes what it stored.
#[derive(Debug)]
pub struct Devhost {
    address: SocketAddr,
    gate: Arc<Gate>,
    app: App,
    tasks: Vec<AbortHandle>,
    _folder: TempDir,
}

impl Devhost {
    /// Starts to serve, inside the current tokio runtime.
    pub async fn start(config: DevhostConfig) -> Result<Self, StartError> {
        let refused = |source| StartError::Listen {
            port: config.port,
            source,
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port))
            .await
            .map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let gate = Arc::new(Gate::new(address)?);
        let folder = tempfile::tempdir().map_err(StartError::Folder)?;
        let (opened, urls) = mpsc::unbounded_channel();
        let bar = Arc::new(AddressBar::new(config.person.is_some().then_some(opened)));
        let ports = ports(&config, &folder, Arc::clone(&bar)).await?;
        let app = App::new(
            ports,
            Settings {
                demo_server: config.demo_server.clone(),
                records: Some(RecordFolder::new(folder.path().join("records"))),
                activity: Some(folder.path().join("activity")),
                exports: folder.path().join("downloads"),
                ..Settings::default()
            },
        );
        let pages = Pages::new(&config.pages, gate.token());
        let router = router(
            &gate,
            &Desk {
                app: app.clone(),
                bar,
            },
            pages,
        );
        let serving = spawn(async { axum::serve(listener, router).await });
        let mut tasks = vec![serving.abort_handle()];
        if let Some(person) = config.person {
            tasks.push(spawn(look_at_the_browser(person, urls, app.clone())).abort_handle());
        }
        Ok(Self {
            address,
            gate,
            app,
            tasks,
            _folder: folder,
        })
    }

    /// `http://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The token of this run, for the header `x-devhost-token`.
    pub fn token(&self) -> &str {
        self.gate.token()
    }

    /// The core that is served.
    pub fn app(&self) -> &App {
        &self.app
    }
}

impl Drop for Devhost {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

/// What stands around the core: the operating system, played.
#[derive(Debug, Clone)]
struct Desk {
    app: App,
    bar: Arc<AddressBar>,
}

/// A link that the operating system hands over. It can hold a code: no `Debug`.
#[derive(Deserialize)]
struct Link {
    url: String,
}

/// The browser's last address.
#[derive(Serialize)]
struct Shown {
    url: Option<Url>,
}

fn router(gate: &Arc<Gate>, desk: &Desk, pages: Pages) -> Router {
    let system = Router::new()
        .route("/redirect", post(redirect))
        .route("/browser", get(browser))
        .with_state(desk.clone());
    let files = Router::new().fallback(pages::file).with_state(pages);
    commands::routes()
        .with_state(desk.app.clone())
        .merge(system)
        .route_layer(from_fn_with_state(Arc::clone(gate), gate::own_page))
        .merge(files)
        .layer(from_fn_with_state(Arc::clone(gate), gate::own_host))
}

async fn redirect(State(desk): State<Desk>, Json(link): Json<Link>) -> StatusCode {
    desk.app.redirect(link.url).await;
    StatusCode::NO_CONTENT
}

async fn browser(State(desk): State<Desk>) -> Json<Shown> {
    Json(Shown {
        url: desk.bar.last(),
    })
}

async fn ports(
    config: &DevhostConfig,
    folder: &TempDir,
    browser: Arc<AddressBar>,
) -> Result<Ports, StartError> {
    let keyring = if config.without_keyring {
        KeyringSource::absent()
    } else {
        pretended_keyring()?
    };
    Ok(Ports {
        http: http::client().map_err(StartError::Http)?,
        clock: Arc::new(SystemClock),
        browser,
        // They come by `POST /redirect`.
        links: Arc::new(Reach::Here),
        // Whoever is at the development host is the one.
        person: Arc::new(Checked::Same),
        program: Arc::new(NotInstalled),
        secrets: Secrets::open(folder.path().to_owned(), keyring).await,
        connections: Connections::open(folder.path().to_owned()).await,
        documents: Documents::open(folder.path().to_owned()),
    })
}

fn pretended_keyring() -> Result<KeyringSource, StartError> {
    // The error can hold a secret, so nothing of it is kept.
    let store: Arc<CredentialStore> =
        keyring_core::mock::Store::new().map_err(|_| StartError::Keyring)?;
    Ok(KeyringSource::new(move || Ok(Arc::clone(&store))))
}

/// Signs in at every page that the browser is asked to open.
async fn look_at_the_browser(person: Person, mut urls: UnboundedReceiver<Url>, app: App) {
    while let Some(url) = urls.recv().await {
        match person.sign_in(&url).await {
            Ok(link) => app.redirect(link).await,
            Err(error) => tracing::warn!(%error, "the scripted person gives up"),
        }
    }
}
