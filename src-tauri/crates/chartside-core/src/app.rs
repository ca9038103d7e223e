//! The app: every command of the contract is a method here, and so is the one entrance for links.

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use fhir_client::{FhirClient, Hosts};
use futures_util::{Stream, StreamExt as _};
use jiff::Timestamp;
use session_store::{Connection, SessionId, Standing};
use smart_app_launch::FhirBaseUrl;
use tokio::sync::watch;
use url::Url;

use crate::REDIRECT_URI;
use crate::activity::{Activity, Noted, Places, What};
use crate::clients::InstallKeys;
use crate::events::Events;
use crate::export::Known;
use crate::flow::Flows;
use crate::ipc::{
    AppEvent, AuthorizeLink, Connect, ConnectionSummary, Custody, DemoServer, Facets, FacetsQuery,
    Found, LaunchRef, LaunchRequest, LoadPart, LockState, Mark, Overview, PastedRedirect,
    RecordEvent, RecordRef, ResourceQuery, ResourceView, Rows, RowsQuery, SearchQuery, SessionRef,
    SignInEvent, SignInRef, SignedOut, Trend, TrendQuery,
};
use crate::launches::Launches;
use crate::lock::Lock;
use crate::policy::Policy;
use crate::ports::Ports;
use crate::problem::{Problem, ProblemCode};
use crate::record::{self, Keep, Learnt, Network, RecordFolder, RecordId, Records, Wish};
use crate::servers::{Directory, Discoveries};
use crate::session::{OpenSession, SealedSession, Sessions};
use crate::sign_in::{self, GivenUp, Parked, Waiting};
use crate::updates::Updates;
use renewal::Moment;

/// What a run of the app is told at the start.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// FHIR base URL of a sandbox that runs beside the app.
    pub demo_server: Option<String>,
    /// What the owner of this computer decided about servers.
    pub policy: Policy,
    /// Where records are kept; without it they are in memory only.
    pub records: Option<RecordFolder>,
    /// The folder of the activity log; without one none is kept.
    pub activity: Option<PathBuf>,
    /// Where copies for the person go: the folder for downloads.
    pub exports: PathBuf,
    /// The file with what is kept about updates; without one nothing is.
    pub updates: Option<PathBuf>,
    /// The app came to a bad end again and again: nothing goes on by itself, nothing kept is opened.
    pub safe_mode: bool,
}

/// The app. A clone is another handle to the same.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    ports: Ports,
    settings: Settings,
    waiting: Waiting,
    parked: Parked,
    launches: Launches,
    sessions: Sessions,
    records: Records,
    network: Network,
    keep: Keep,
    hosts: Hosts,
    learnt: Learnt,
    events: Events,
    discoveries: Discoveries,
    directory: Directory,
    install_keys: InstallKeys,
    flows: Flows,
    lock: Lock,
    activity: Activity,
    known: Known,
    updates: Updates,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

impl App {
    /// An app that stands on these ports. To be called inside a tokio runtime.
    pub fn new(ports: Ports, settings: Settings) -> Self {
        let standing = ports.secrets.watch();
        let places = settings.activity.clone().map(|log| Places {
            log,
            exports: settings.exports.clone(),
        });
        let activity = Activity::begin(&ports, places);
        let flows = Flows::new(&ports, activity.clone());
        let inner = Arc::new(Inner {
            ports,
            settings,
            waiting: Waiting::default(),
            parked: Parked::default(),
            launches: Launches::default(),
            sessions: Sessions::new(flows.clone()),
            records: Records::default(),
            network: Network::default(),
            keep: Keep::default(),
            hosts: Hosts::default(),
            learnt: Learnt::default(),
            events: Events::default(),
            discoveries: Discoveries::default(),
            directory: Directory::default(),
            install_keys: InstallKeys::default(),
            flows,
            lock: Lock::default(),
            activity,
            known: Known::default(),
            updates: Updates::default(),
        });
        tokio::spawn(watch_custody(Arc::downgrade(&inner), standing));
        let app = Self { inner };
        let tidied = app.clone();
        tokio::spawn(async move { tidied.tidy_kept().await });
        app
    }

    /// The one entrance for links that the operating system hands over. What happens is told through
    /// the sign-in that waits, or through [`App::events`]. While the app is locked, a link is kept and not looked at.
    pub async fn redirect(&self, link: String) {
        self.log_mark("link");
        if !self.inner.lock.holds(&link, self) {
            sign_in::arrive(self, &link).await;
        }
    }
}

/// Tells the screens when the keyring comes or goes, and then uses it for what waited.
async fn watch_custody(inner: Weak<Inner>, mut standing: watch::Receiver<Standing>) {
    while standing.changed().await.is_ok() {
        let Some(app) = App::upgrade(&inner) else {
            return;
        };
        let custody = app.custody();
        let persistent = custody.persistent;
        app.announce(AppEvent::CustodyChanged { custody });
        if persistent {
            // Nobody could read before whether it was locked.
            app.restore_lock().await;
            if !app.is_in_safe_mode() {
                sign_in::resume_parked(&app).await;
            }
        }
    }
}

/// The commands.
#[expect(
    clippy::unused_async,
    reason = "every command is awaited by its adapters"
)]
impl App {
    /// Everything the first screen needs.
    pub async fn overview(&self) -> Result<Overview, Problem> {
        let lock = self.inner.lock.state();
        let mut summaries = Vec::new();
        for connection in self.shown_connections(lock).await {
            // A vault that cannot be read now is said by `custody`; here it means "not signed in".
            let secrets = &self.ports().secrets;
            let sealed = SealedSession::load(secrets, connection.session)
                .await
                .ok()
                .flatten();
            summaries.push(ConnectionSummary {
                session: connection.session.to_string(),
                host: host_of(&connection.fhir_base_url),
                fhir_base_url: connection.fhir_base_url,
                patient: sealed
                    .as_ref()
                    .and_then(|sealed| sealed.patient_label.clone()),
                chooses_patient: sealed
                    .as_ref()
                    .is_some_and(|sealed| sealed.patient.is_none()),
                signed_in: self.inner.sessions.is_open(connection.session)
                    || sealed.is_some_and(|sealed| {
                        let sessions = &self.inner.sessions;
                        sessions.goes_on(connection.session, &sealed, self.now())
                    }),
                last_used: connection.last_used.to_string(),
            });
        }
        let demo = self.inner.settings.demo_server.clone();
        let may_be_used = |base: &String| {
            FhirBaseUrl::parse(base).is_ok_and(|base| self.policy().permits(&base).is_ok())
        };
        let demo = demo.filter(may_be_used);
        Ok(Overview {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            redirect_uri: REDIRECT_URI.to_owned(),
            lock,
            connections: summaries,
            custody: self.custody(),
            demo: demo.map(|fhir_base_url| DemoServer { fhir_base_url }),
            launches: self.shown_launches(lock),
            policy: self.policy().summary(),
            updates: self.shown_updates(),
            safe_mode: self.is_in_safe_mode(),
        })
    }

    /// Sign in.
    pub fn connect(&self, request: Connect) -> impl Stream<Item = SignInEvent> + Send + use<> {
        sign_in::run(self.clone(), request)
    }

    /// Give up a sign-in.
    pub async fn cancel_sign_in(&self, sign_in: SignInRef) -> Result<(), Problem> {
        match self.inner.waiting.give_up(&sign_in.sign_in) {
            GivenUp::Yes => Ok(()),
            GivenUp::TooLate => Err(Problem::new(ProblemCode::LinkReused)),
            GivenUp::Unknown => Err(Problem::new(ProblemCode::LinkExpired)),
        }
    }

    /// Open the browser again.
    pub async fn reopen_browser(&self, sign_in: SignInRef) -> Result<(), Problem> {
        sign_in::reopen(self, &sign_in.sign_in).await
    }

    /// The authorization link of a sign-in that waits.
    pub async fn authorize_link(&self, sign_in: SignInRef) -> Result<AuthorizeLink, Problem> {
        Ok(AuthorizeLink {
            url: sign_in::address(self, &sign_in.sign_in).await?.into(),
        })
    }

    /// Take a redirect that was pasted.
    pub async fn paste_redirect(&self, pasted: PastedRedirect) -> Result<(), Problem> {
        sign_in::pasted(self, pasted.text.trim()).await
    }

    /// Refuse an EHR launch.
    pub async fn dismiss_launch(&self, launch: LaunchRef) -> Result<(), Problem> {
        // Dismissed twice is dismissed.
        if let Some(launch) = self.inner.launches.take(&launch.launch, self.now()) {
            launch.spend();
            self.log().note(Noted::new(What::LaunchDismissed));
        }
        Ok(())
    }

    /// Fetch a record.
    pub fn load_record(&self, record: RecordRef) -> impl Stream<Item = RecordEvent> + Send + use<> {
        self.load(record.record, Wish::Changes)
    }

    /// Fetch all of a record again, whatever is known of it.
    pub fn load_everything(
        &self,
        record: RecordRef,
    ) -> impl Stream<Item = RecordEvent> + Send + use<> {
        self.load(record.record, Wish::Everything)
    }

    /// Fetch what a load did not get for want of a network.
    pub fn resume_load(&self, record: RecordRef) -> impl Stream<Item = RecordEvent> + Send + use<> {
        self.load(record.record, Wish::Unreached)
    }

    fn load(&self, record: String, wish: Wish) -> impl Stream<Item = RecordEvent> + Send + use<> {
        let (app, id) = (self.clone(), RecordId::parse(&record));
        record::load(self.clone(), record, wish).inspect(move |event| {
            if let Ok(id) = &id {
                app.known().hear(*id, event);
            }
        })
    }

    /// Take a record off the screen and out of memory.
    pub async fn close_record(&self, record: RecordRef) -> Result<(), Problem> {
        let id = RecordId::parse(&record.record)?;
        self.put_away(id).await;
        self.forget_closed();
        self.log().closed(id);
        Ok(())
    }

    /// Fetch one part of a record again.
    pub fn load_part(&self, part: LoadPart) -> impl Stream<Item = RecordEvent> + Send + use<> {
        self.load(part.record, Wish::Part(part.resource_type))
    }

    /// A window of rows.
    pub async fn rows(&self, query: RowsQuery) -> Result<Rows, Problem> {
        self.note_view(&query.record, query.view);
        Ok(record::rows(&*self.record(&query.record)?, &query))
    }

    /// What a list can be narrowed by.
    pub async fn facets(&self, query: FacetsQuery) -> Result<Facets, Problem> {
        Ok(record::facets(&*self.record(&query.record)?, &query))
    }

    /// Search the whole record.
    pub async fn search(&self, query: SearchQuery) -> Result<Found, Problem> {
        Ok(record::search(&*self.record(&query.record)?, &query))
    }

    /// One analyte over time.
    pub async fn trend(&self, query: TrendQuery) -> Result<Trend, Problem> {
        record::trend(&*self.record(&query.record)?, &query.analyte)
    }

    /// One resource with its JSON.
    pub async fn resource(&self, query: ResourceQuery) -> Result<ResourceView, Problem> {
        let found = record::resource(&*self.record(&query.record)?, &query.key)?;
        self.note_entry(&query.record, &query.key);
        Ok(found)
    }

    /// End a session here and, where the server offers it, there.
    pub async fn sign_out(&self, session: SessionRef) -> Result<SignedOut, Problem> {
        let id = session_id(&session.session)?;
        let noted = self.noted_of(id, What::SignedOut).await;
        self.put_away_session(id).await;
        let ended = self.inner.sessions.end(self.ports(), id).await;
        // A load that began meanwhile is ended, too. What is in the way of this is in the way of the
        // session, and said there.
        drop(self.destroy_records(id).await);
        self.forget_closed();
        self.log().closed_session(id);
        self.log().note(noted.ended(&ended));
        Ok(SignedOut { revoked: ended? })
    }

    /// Sign out and take the connection off the list.
    pub async fn forget_connection(&self, session: SessionRef) -> Result<(), Problem> {
        let id = session_id(&session.session)?;
        let noted = self.noted_of(id, What::ConnectionForgotten).await;
        self.sign_out(session).await?;
        self.forget_learnt(id).await;
        let removed = self.ports().connections.remove(id).await;
        let removed =
            removed.map_err(|error| Problem::new(ProblemCode::StorageFailed).logged(&error));
        self.log().note(noted.ended(&removed));
        removed
    }

    /// Try the system's keychain again.
    pub async fn retry_keyring(&self) -> Result<Custody, Problem> {
        self.ports().secrets.retry().await;
        Ok(self.custody())
    }

    /// Give up sealed sign-ins whose key is lost.
    pub async fn reset_vault(&self) -> Result<Custody, Problem> {
        self.ports().secrets.reset().await;
        self.log().note(Noted::new(What::VaultReset));
        Ok(self.custody())
    }

    /// Note a moment for a benchmark.
    pub async fn mark(&self, mark: Mark) -> Result<(), Problem> {
        // A closed list: no text of a screen gets into the log.
        let known = ["interactive", "banner", "record-complete"];
        if let Some(name) = known.into_iter().find(|name| *name == mark.name) {
            self.log_mark(name);
        }
        Ok(())
    }

    /// What happens without being asked for.
    pub fn events(&self) -> impl Stream<Item = AppEvent> + Send + use<> {
        self.inner.events.listen()
    }
}

/// What the modules of the core see of each other.
impl App {
    fn log_mark(&self, name: &'static str) {
        tracing::info!(target: "chartside::mark", name, at = %self.now(), "mark");
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.inner.ports
    }

    pub(crate) async fn open_in_browser(&self, address: &Url) -> Result<(), Problem> {
        let opened = self.ports().browser.open(address).await;
        opened.map_err(|error| Problem::new(ProblemCode::BrowserUnavailable).logged(&error))
    }

    pub(crate) fn http(&self) -> reqwest::Client {
        self.inner.ports.http.client()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.inner.ports.clock.now()
    }

    pub(crate) fn moment(&self) -> Moment {
        self.inner.ports.clock.moment()
    }

    pub(crate) fn guard(&self) -> &Lock {
        &self.inner.lock
    }

    pub(crate) fn downgrade(&self) -> Weak<Inner> {
        Arc::downgrade(&self.inner)
    }

    pub(crate) fn upgrade(inner: &Weak<Inner>) -> Option<Self> {
        inner.upgrade().map(|inner| Self { inner })
    }

    /// The activity log.
    pub(crate) fn log(&self) -> &Activity {
        &self.inner.activity
    }

    /// What is to be noted of a session, as far as anything is known of it.
    pub(crate) async fn noted_of(&self, id: SessionId, what: What) -> Noted {
        let noted = Noted::new(what);
        if let Some(opened) = self.inner.sessions.get(id) {
            return noted.of(&opened);
        }
        let connections = self.ports().connections.list().await;
        match connections.iter().find(|known| known.session == id) {
            Some(known) => noted.at(&known.fhir_base_url),
            None => noted,
        }
    }

    /// Notes that a record was not opened, and why.
    pub(crate) async fn note_not_opened(&self, id: RecordId, problem: &Problem) {
        let noted = match self.open_record(id).await {
            Ok(opened) => Noted::new(What::RecordOpened).about(&opened.whose()),
            Err(_) => self
                .noted_of(id.session(), What::RecordOpened)
                .await
                .about_nobody(),
        };
        self.log().note(noted.because(problem));
    }

    /// How far each record was read.
    pub(crate) fn known(&self) -> &Known {
        &self.inner.known
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.inner.settings.policy
    }

    pub(crate) fn updates(&self) -> &Updates {
        &self.inner.updates
    }

    pub(crate) fn waiting(&self) -> &Waiting {
        &self.inner.waiting
    }

    pub(crate) fn launches(&self) -> &Launches {
        &self.inner.launches
    }

    pub(crate) fn sessions(&self) -> &Sessions {
        &self.inner.sessions
    }

    pub(crate) fn records(&self) -> &Records {
        &self.inner.records
    }

    pub(crate) fn network(&self) -> &Network {
        &self.inner.network
    }

    pub(crate) fn keep(&self) -> &Keep {
        &self.inner.keep
    }

    /// A client for the server of a session, which keeps to the bound of its host with all others.
    pub(crate) async fn fhir_client(&self, opened: &OpenSession) -> Result<FhirClient, Problem> {
        let (base, hosts) = (opened.fhir_base_url(), &self.inner.hosts);
        let along = self.vendor_of(opened).await.along.as_ref();
        FhirClient::among(base, self.http(), opened.authorize(along), hosts)
            .map_err(|error| Problem::new(ProblemCode::AddressInvalid).logged(&error))
    }

    pub(crate) fn learnt(&self) -> &Learnt {
        &self.inner.learnt
    }

    pub(crate) fn parked(&self) -> &Parked {
        &self.inner.parked
    }

    pub(crate) fn discoveries(&self) -> &Discoveries {
        &self.inner.discoveries
    }

    pub(crate) fn directory(&self) -> &Directory {
        &self.inner.directory
    }

    pub(crate) fn install_keys(&self) -> &InstallKeys {
        &self.inner.install_keys
    }

    pub(crate) fn announcer(&self) -> &Events {
        &self.inner.events
    }

    pub(crate) fn announce(&self, event: AppEvent) {
        self.inner.events.announce(event);
    }

    pub(crate) fn recorded(&self) -> &Flows {
        &self.inner.flows
    }

    async fn shown_connections(&self, lock: LockState) -> Vec<Connection> {
        if lock.locked {
            return Vec::new();
        }
        self.ports().connections.list().await
    }

    fn shown_launches(&self, lock: LockState) -> Vec<LaunchRequest> {
        if lock.locked {
            return Vec::new();
        }
        self.inner.launches.list(self.now())
    }

    pub(crate) fn custody(&self) -> Custody {
        self.ports().secrets.standing().into()
    }

    /// The session of this name, opened from the vault where it is not open yet.
    pub(crate) async fn open_session(&self, id: SessionId) -> Result<OpenSession, Problem> {
        let inner = &self.inner;
        let opened = inner.sessions.open(self.ports(), &inner.events, id).await?;
        let base = FhirBaseUrl::parse_exact(opened.fhir_base_url())?;
        self.policy().permits(&base)?;
        Ok(opened)
    }

    pub(crate) fn record(&self, name: &str) -> Result<Arc<chart_store::ChartStore>, Problem> {
        let record = self.inner.records.get(RecordId::parse(name)?);
        record.ok_or_else(|| Problem::new(ProblemCode::SessionUnknown))
    }
}

/// A name that nobody has.
pub(crate) fn new_name() -> Result<SessionId, Problem> {
    SessionId::random().map_err(|error| Problem::new(ProblemCode::Internal).logged(&error))
}

pub(crate) fn session_id(text: &str) -> Result<SessionId, Problem> {
    SessionId::parse(text).map_err(|_| Problem::new(ProblemCode::SessionUnknown))
}

pub(crate) fn host_of(fhir_base_url: &str) -> String {
    FhirBaseUrl::parse_exact(fhir_base_url)
        .map(|base| base.host().to_owned())
        .unwrap_or_default()
}
