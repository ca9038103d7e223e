//! A world for the core: the sandbox EHR on loopback, a computer with a keyring and a folder, and a
//! person whose browser is driven over HTTP through the sandbox's real pages.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::Duration;

use canaries::{Canaries, Heard};
use chartside_core::ipc::{Connect, PastedRedirect, RecordEvent, SessionRef, SignInEvent};
use chartside_core::problem::ProblemCode;
use chartside_core::{
    App, Browser, BrowserUnavailable, Clock, LinkHandler, Ports, Reach, Settings, SystemClock, http,
};
use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, StreamExt as _};
use jiff::Timestamp;
use keyring_core::CredentialStore;
use sandbox_ehr::{Judge, Profile, Sandbox, SandboxConfig};
use session_store::{Connections, KeyringSource, Secrets};
use tempfile::TempDir;
use url::Url;

/// What the person does in the browser.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Will {
    /// Signs in, picks the first patient, allows.
    Allow,
    /// Allows only scopes that contain none of these words.
    AllowWithout(Vec<&'static str>),
    /// Signs in, picks this patient, allows.
    AllowFor(String),
    /// Signs in, picks the last patient, allows.
    AllowLast,
    /// Denies.
    Deny,
    /// Allows, and pastes the address that the browser ends at.
    Paste,
    /// Never comes back.
    WalkAway,
}

/// A computer and a server.
pub(crate) struct World {
    /// Both look at everything when the test is over.
    pub(crate) judge: Judge,
    canaries: Canaries,
    pub(crate) sandbox: Arc<Sandbox>,
    pub(crate) folder: TempDir,
    keyring: Option<Arc<CredentialStore>>,
    keyring_is_locked: Arc<AtomicBool>,
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
        }
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
            http: http::client().unwrap(),
            clock: Arc::new(ServerClock(Arc::downgrade(&self.sandbox))),
            browser: Arc::clone(&person) as Arc<dyn Browser>,
            links,
            secrets: Secrets::open(self.folder.path().to_owned(), source).await,
            connections: Connections::open(self.folder.path().to_owned()).await,
        };
        let app = App::new(ports, Settings::default());
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
    heard: Heard,
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

    pub(crate) fn again(&self, session: &str) -> Connect {
        Connect {
            session: Some(session.to_owned()),
            ..self.request()
        }
    }

    /// The address that the browser was told to open first.
    pub(crate) async fn opened(&self) -> Url {
        until(|| !self.person.opened.lock().unwrap().is_empty()).await;
        self.person.opened.lock().unwrap()[0].clone()
    }

    pub(crate) async fn load(&self, session: &str) -> Vec<RecordEvent> {
        let session = SessionRef {
            session: session.to_owned(),
        };
        let events: Vec<RecordEvent> = self.app.load_record(session).collect().await;
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

/// The server's clock, so that both agree when a test moves it.
struct ServerClock(Weak<Sandbox>);

impl Clock for ServerClock {
    fn now(&self) -> Timestamp {
        let server = self.0.upgrade();
        server.map_or_else(|| SystemClock.now(), |server| server.now())
    }
}

/// A person with a browser. What the browser is told to hand over goes to the app.
pub(crate) struct Person {
    will: Mutex<Will>,
    app: OnceLock<App>,
    http: reqwest::Client,
    /// Addresses opened.
    pub(crate) opened: Mutex<Vec<Url>>,
    /// Links handed over.
    pub(crate) links: Mutex<Vec<String>>,
}

impl Person {
    fn new(will: Will) -> Self {
        Self {
            will: Mutex::new(will),
            app: OnceLock::new(),
            http: http::client().unwrap(),
            opened: Mutex::default(),
            links: Mutex::default(),
        }
    }

    /// From now on.
    pub(crate) fn change_mind(&self, will: Will) {
        *self.will.lock().unwrap() = will;
    }

    /// Follows the pages from the authorization address to the link at their end.
    pub(crate) async fn browse(&self, address: &Url, will: &Will) -> String {
        let mut answer = self.http.get(address.clone()).send().await.unwrap();
        loop {
            if let Some(location) = answer.headers().get("location") {
                let location = location.to_str().unwrap().to_owned();
                if comes_back(&location, &answer) {
                    return location;
                }
                let next = answer.url().join(&location).unwrap();
                answer = self.http.get(next).send().await.unwrap();
                continue;
            }
            let (place, status) = (answer.url().clone(), answer.status());
            let page = answer.text().await.unwrap();
            let form = fill(&page, will);
            let (action, form) = form.unwrap_or_else(|| panic!("{status} no way on: {page}"));
            let request = self.http.post(place.join(&action).unwrap());
            let body = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(form)
                .finish();
            let form_type = "application/x-www-form-urlencoded";
            answer = request
                .header("content-type", form_type)
                .body(body)
                .send()
                .await
                .unwrap();
        }
    }
}

impl Browser for Person {
    fn open<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<(), BrowserUnavailable>> {
        self.opened.lock().unwrap().push(url.clone());
        let app = self.app.get().unwrap().clone();
        async move {
            let will = self.will.lock().unwrap().clone();
            if will == Will::WalkAway {
                return Ok(());
            }
            let link = self.browse(url, &will).await;
            self.links.lock().unwrap().push(link.clone());
            tokio::spawn(hand_over(app, self.http.clone(), link, will));
            Ok(())
        }
        .boxed()
    }
}

/// The server is done with the browser: the link goes to the app, to a port of this computer or to a
/// page that hands it on.
fn comes_back(location: &str, answer: &reqwest::Response) -> bool {
    let next = answer.url().join(location).unwrap();
    next.scheme() != "http" || next.path() == "/callback" && next.port() != answer.url().port()
}

/// What becomes of the link at the end of the pages.
async fn hand_over(app: App, http: reqwest::Client, link: String, will: Will) {
    if will == Will::Paste {
        app.paste_redirect(PastedRedirect { text: link })
            .await
            .unwrap();
    } else if link.starts_with("http:") {
        let page = http.get(link).send().await.unwrap();
        assert!(page.status().is_success());
        assert!(
            page.text()
                .await
                .unwrap()
                .contains("You can go back to Chartside")
        );
    } else if let Some((_, query)) = link.split_once('?').filter(|_| link.starts_with("https:")) {
        app.redirect(format!("org.chartside.app:/callback?{query}"))
            .await;
    } else {
        app.redirect(link).await;
    }
}

/// Fills the form that the page is about.
fn fill(page: &str, will: &Will) -> Option<(String, Vec<(String, String)>)> {
    let form = page.split("method=\"post\"").nth(1)?;
    let action = attribute(form, "action")?;
    let mut fields: Vec<(String, String)> = Vec::new();
    if page.contains("<form id=\"authorize\"") {
        let inputs = form.split("type=\"hidden\"").skip(1);
        let field = |input| Some((attribute(input, "name")?, attribute(input, "value")?));
        return Some((action, inputs.filter_map(field).collect()));
    }
    fields.push((
        "interaction".into(),
        attribute(after(form, "name=\"interaction\"")?, "value")?,
    ));
    if form.contains("id=\"password\"") {
        fields.push(("user".into(), "clinician".into()));
        fields.push(("password".into(), "demo".into()));
    } else if form.contains("data-patient=") {
        let wanted = match will {
            Will::AllowFor(patient) => patient.clone(),
            Will::AllowLast => attribute(&form[form.rfind("data-patient=")?..], "data-patient")?,
            _ => attribute(form, "data-patient")?,
        };
        fields.push(("patient".into(), wanted));
    } else if form.contains("id=\"allow\"") {
        let decision = if *will == Will::Deny { "deny" } else { "allow" };
        fields.push(("decision".into(), decision.into()));
        let scopes = form
            .split("name=\"scope\"")
            .skip(1)
            .filter_map(|part| attribute(part, "value"));
        fields.extend(
            scopes
                .filter(|scope| may(will, scope))
                .map(|scope| ("scope".into(), scope)),
        );
    }
    Some((action, fields))
}

fn may(will: &Will, scope: &str) -> bool {
    match will {
        Will::AllowWithout(words) => !words.iter().any(|word| scope.contains(word)),
        Will::Allow
        | Will::AllowFor(_)
        | Will::AllowLast
        | Will::Deny
        | Will::Paste
        | Will::WalkAway => true,
    }
}

fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

fn attribute(text: &str, name: &str) -> Option<String> {
    let value = after(text, &format!("{name}=\""))?.split('"').next()?;
    Some(
        value
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&gt;", ">")
            .replace("&lt;", "<"),
    )
}

/// The sections of the last `Finished` view, by name.
pub(crate) fn last_states(
    events: &[RecordEvent],
) -> HashMap<String, chartside_core::ipc::SectionState> {
    let mut states = HashMap::new();
    for event in events {
        let changed = match event {
            RecordEvent::Planned { sections } => sections.clone(),
            RecordEvent::Section { state } => vec![state.clone()],
            RecordEvent::Banner { .. }
            | RecordEvent::Finished { .. }
            | RecordEvent::Failed { .. } => Vec::new(),
        };
        for state in changed {
            states.insert(format!("{:?}", state.section), state);
        }
    }
    states
}
