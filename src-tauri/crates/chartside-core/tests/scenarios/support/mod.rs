//! A world for the core: the sandbox EHR on loopback, a computer with a keyring and a folder, and a
//! person before it.

mod person;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use canaries::{Canaries, Heard};
use chartside_core::http::{Proxies, client_through};
use chartside_core::ipc::{AppEvent, Connect, LaunchRequest, RecordEvent, RecordRef, SignInEvent};
use chartside_core::problem::ProblemCode;
use chartside_core::{
    App, Browser, Clock, LinkHandler, NotInstalled, PersonCheck, Policy, Ports, Program, Reach,
    RecordFolder, Settings, SystemClock,
};
use futures_util::StreamExt as _;
use jiff::{SignedDuration, Timestamp};
use keyring_core::CredentialStore;
use sandbox_ehr::{Judge, Profile, Sandbox, SandboxConfig};
use session_store::{Connections, Documents, KeyringSource, Secrets};
use tempfile::TempDir;
use url::Url;

pub(crate) use person::{Person, Will};

/// A computer and a server.
pub(crate) struct World {
    /// Both look at everything when the test is over.
    pub(crate) judge: Judge,
    canaries: Canaries,
    pub(crate) sandbox: Arc<Sandbox>,
    pub(crate) folder: TempDir,
    keyring: Option<Arc<CredentialStore>>,
    keyring_is_locked: Arc<AtomicBool>,
    policy: Policy,
    largest_record: Option<u64>,
    proxies: Proxies,
    /// By how much the computer's clock is ahead of the server's.
    ahead: SignedDuration,
    program: Arc<dyn Program>,
    safe_mode: bool,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Profile::default()).await
    }

    pub(crate) async fn with(profile: Profile) -> Self {
        Self::of(SandboxConfig {
            profile,
            ..SandboxConfig::default()
        })
        .await
    }

    pub(crate) async fn of(config: SandboxConfig) -> Self {
        let keyring: Arc<CredentialStore> = keyring_core::mock::Store::new().unwrap();
        let sandbox = Sandbox::start(config).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self {
            judge: sandbox.judge(),
            canaries: Canaries::in_folder(folder.path()),
            sandbox: Arc::new(sandbox),
            folder,
            keyring: Some(keyring),
            keyring_is_locked: Arc::default(),
            policy: Policy::default(),
            largest_record: None,
            proxies: Proxies::of_system(),
            ahead: SignedDuration::ZERO,
            program: Arc::new(NotInstalled),
            safe_mode: false,
        }
    }

    /// The app came to a bad end again and again before the next start.
    pub(crate) fn starts_in_safe_mode(&mut self, safe_mode: bool) {
        self.safe_mode = safe_mode;
    }

    /// The app is installed as this program.
    pub(crate) fn with_program(mut self, program: Arc<dyn Program>) -> Self {
        self.program = program;
        self
    }

    /// What the computer's policy says from the next start on.
    pub(crate) fn decides(&mut self, policy: Policy) {
        self.policy = policy;
    }

    /// The server is started anew with other resources. It has forgotten every token.
    pub(crate) async fn with_other_server(self, config: SandboxConfig) -> Self {
        let port = Url::parse(self.sandbox.base_url()).unwrap().port().unwrap();
        Arc::into_inner(self.sandbox).unwrap().stop().await;
        let config = SandboxConfig { port, ..config };
        let sandbox = Sandbox::start(config).await.unwrap();
        let judge = sandbox.judge();
        // It has forgotten what it issued.
        judge.excuse(93);
        judge.excuse(106);
        Self {
            judge,
            sandbox: Arc::new(sandbox),
            ..self
        }
    }

    /// What one record may take on this computer, in bytes.
    pub(crate) fn where_records_are_at_most(mut self, bytes: u64) -> Self {
        self.largest_record = Some(bytes);
        self
    }

    fn record_folder(&self) -> RecordFolder {
        let folder = RecordFolder::new(self.records());
        match self.largest_record {
            Some(bytes) => folder.with_largest(bytes),
            None => folder,
        }
    }

    /// Where records are kept.
    pub(crate) fn records(&self) -> PathBuf {
        self.folder.path().join("records")
    }

    /// The server is away; another one stands somewhere else.
    pub(crate) async fn without_server(self) -> Self {
        Arc::into_inner(self.sandbox).unwrap().stop().await;
        let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
        Self {
            sandbox: Arc::new(sandbox),
            ..self
        }
    }

    /// The computer reaches others only through these.
    pub(crate) fn through(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    pub(crate) fn whose_clock_is_ahead(mut self, ahead: SignedDuration) -> Self {
        self.ahead = ahead;
        self
    }

    pub(crate) fn lock_keyring(&self, locked: bool) {
        self.keyring_is_locked.store(locked, Ordering::Relaxed);
    }

    pub(crate) fn without_keyring(mut self) -> Self {
        self.keyring = None;
        self
    }

    /// Starts the app, as after a restart of the computer's session.
    pub(crate) async fn start(&self, will: Will) -> Desk {
        self.start_where(Arc::new(Reach::Here), will).await
    }

    /// Starts the app on a computer whose links are opened like this.
    pub(crate) async fn start_where(&self, links: Arc<dyn LinkHandler>, will: Will) -> Desk {
        let (keyring, locked) = (self.keyring.clone(), Arc::clone(&self.keyring_is_locked));
        let source = KeyringSource::new(move || {
            if locked.load(Ordering::Relaxed) {
                return Err(keyring_core::Error::NoStorageAccess("locked".into()));
            }
            keyring.clone().ok_or(keyring_core::Error::NoDefaultStore)
        });
        let person = Arc::new(Person::new(will));
        let ports = Ports {
            http: client_through(self.proxies.clone()).unwrap(),
            clock: Arc::new(ServerClock {
                sandbox: Arc::downgrade(&self.sandbox),
                ahead: self.ahead,
            }),
            browser: Arc::clone(&person) as Arc<dyn Browser>,
            links,
            person: Arc::clone(&person) as Arc<dyn PersonCheck>,
            program: Arc::clone(&self.program),
            secrets: Secrets::open(self.folder.path().to_owned(), source).await,
            connections: Connections::open(self.folder.path().to_owned()).await,
            documents: Documents::open(self.folder.path().to_owned()),
        };
        let settings = Settings {
            policy: self.policy.clone(),
            records: Some(self.record_folder()),
            activity: Some(self.folder.path().join("activity")),
            exports: self.folder.path().join("downloads"),
            updates: Some(self.folder.path().join("updates.json")),
            safe_mode: self.safe_mode,
            ..Settings::default()
        };
        let app = App::new(ports, settings);
        assert!(person.app.set(app.clone()).is_ok());
        Desk {
            heard: self.canaries.heard(),
            app,
            person,
            fhir_base_url: self.sandbox.fhir_base_url(),
        }
    }

    pub(crate) fn token_requests(&self) -> usize {
        self.sandbox.journal().token_requests().len()
    }

    /// Every byte under the app's folder.
    pub(crate) fn files(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        collect(self.folder.path(), &mut bytes);
        bytes
    }
}

fn collect(folder: &Path, bytes: &mut Vec<u8>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, bytes);
        } else {
            bytes.extend(std::fs::read(path).unwrap());
        }
    }
}

/// The app on a desk, and the person before it.
pub(crate) struct Desk {
    /// Everything that the screens were told.
    pub(crate) heard: Heard,
    pub(crate) app: App,
    pub(crate) person: Arc<Person>,
    pub(crate) fhir_base_url: String,
}

impl Desk {
    pub(crate) fn request(&self) -> Connect {
        Connect {
            fhir_base_url: self.fhir_base_url.clone(),
            ..Connect::default()
        }
    }

    pub(crate) async fn connect(&self) -> Result<String, ProblemCode> {
        self.connect_as(self.request()).await
    }

    pub(crate) async fn connect_as(&self, request: Connect) -> Result<String, ProblemCode> {
        let events: Vec<SignInEvent> = self.app.connect(request).collect().await;
        self.heard.tell(&events);
        match events.last() {
            Some(SignInEvent::Connected { session }) => Ok(session.session.clone()),
            Some(SignInEvent::Failed { problem }) => Err(problem.code),
            other => panic!("the last event was {other:?}"),
        }
    }

    /// Begins a sign-in and leaves it; the link that comes back by itself later.
    pub(crate) async fn left_with_a_link(&self) -> String {
        let mut events = Box::pin(self.app.connect(self.request()));
        while self.person.opened.lock().unwrap().is_empty() {
            drop(futures_util::poll!(events.next()));
            tokio::task::yield_now().await;
        }
        let opened = self.person.opened.lock().unwrap()[0].clone();
        self.person.browse(&opened, &Will::Allow).await
    }

    /// Why this link is not followed.
    pub(crate) async fn refusal(&self, link: &str) -> ProblemCode {
        let mut events = Box::pin(self.app.events());
        self.app.redirect(link.to_owned()).await;
        match events.next().await {
            Some(AppEvent::LinkRefused { problem }) => problem.code,
            other => panic!("the event was {other:?}"),
        }
    }

    pub(crate) fn again(&self, session: &str) -> Connect {
        Connect {
            session: Some(session.to_owned()),
            ..self.request()
        }
    }

    /// What the person is asked when this link of an EHR comes.
    pub(crate) async fn launched(&self, link: String) -> LaunchRequest {
        let mut events = Box::pin(self.app.events());
        self.app.redirect(link).await;
        match events.next().await {
            Some(AppEvent::LaunchRequested { request }) => request,
            other => panic!("the event was {other:?}"),
        }
    }

    /// The person agrees to it.
    pub(crate) fn agreeing(&self, launch: &LaunchRequest) -> Connect {
        Connect {
            launch: Some(launch.launch.clone()),
            ..self.request()
        }
    }

    /// The address that the browser was told to open first.
    pub(crate) async fn opened(&self) -> Url {
        until(|| !self.person.opened.lock().unwrap().is_empty()).await;
        self.person.opened.lock().unwrap()[0].clone()
    }

    /// The person closes the app.
    pub(crate) async fn quit(self) {
        self.app.stop().await;
    }

    pub(crate) async fn load(&self, session: &str) -> Vec<RecordEvent> {
        let record = RecordRef {
            record: session.to_owned(),
        };
        let events: Vec<RecordEvent> = self.app.load_record(record).collect().await;
        self.heard.tell(&events);
        events
    }
}

/// Waits for something that happens by itself and soon. Not a measurement: the limit only keeps a test
/// that fails from waiting for ever.
pub(crate) async fn until(happened: impl Fn() -> bool) {
    let wait = async {
        while !happened() {
            tokio::task::yield_now().await;
        }
    };
    let limit = Duration::from_mins(1);
    tokio::time::timeout(limit, wait).await.expect("it happens");
}

/// The same for something that has to be asked for.
pub(crate) async fn until_async(happened: impl AsyncFn() -> bool) {
    let wait = async {
        while !happened().await {
            tokio::task::yield_now().await;
        }
    };
    let limit = Duration::from_mins(1);
    tokio::time::timeout(limit, wait).await.expect("it happens");
}

/// The server's clock, so that both move when a test moves it.
struct ServerClock {
    sandbox: Weak<Sandbox>,
    ahead: SignedDuration,
}

impl Clock for ServerClock {
    fn now(&self) -> Timestamp {
        let server = self.sandbox.upgrade();
        server.map_or_else(|| SystemClock.now(), |server| server.now()) + self.ahead
    }
}

/// The sections of the last `Finished` view, by name.
pub(crate) fn last_states(
    events: &[RecordEvent],
) -> HashMap<String, chartside_core::ipc::SectionState> {
    let mut states = HashMap::new();
    for event in events {
        let changed = match event {
            RecordEvent::Planned { sections, .. } | RecordEvent::Kept { sections, .. } => {
                sections.clone()
            }
            RecordEvent::Section { state } => vec![state.clone()],
            RecordEvent::Banner { .. }
            | RecordEvent::Keeping { .. }
            | RecordEvent::Waiting { .. }
            | RecordEvent::AwaitsNetwork
            | RecordEvent::Finished { .. }
            | RecordEvent::Failed { .. } => Vec::new(),
        };
        for state in changed {
            states.insert(format!("{:?}", state.section), state);
        }
    }
    states
}

/// How the load ended.
pub(crate) fn ending(events: &[RecordEvent]) -> Option<&RecordEvent> {
    let is_end = |event: &&RecordEvent| !matches!(event, RecordEvent::Keeping { .. });
    events.iter().rfind(is_end)
}

/// The whole record came.
pub(crate) fn finished(events: &[RecordEvent]) -> bool {
    matches!(
        ending(events),
        Some(RecordEvent::Finished { complete: true, .. })
    )
}

/// Why it did not come.
pub(crate) fn failure(events: &[RecordEvent]) -> Option<ProblemCode> {
    match ending(events) {
        Some(RecordEvent::Failed { problem }) => Some(problem.code),
        _ => None,
    }
}
