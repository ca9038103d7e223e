//! A server, a folder with a session in it, and processes that use it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use chartside_core::App;
use chartside_core::ipc::{Connect, SignInEvent};
use chartside_devhost::Person;
use futures_util::StreamExt as _;
use sandbox_ehr::{Profile, Sandbox, SandboxConfig};
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::mpsc;

use crate::Failure;
use crate::desk::{Place, Window};

/// Longer than any access token of the sandbox lives.
const EXPIRY: Duration = Duration::from_hours(2);
const CANARY: &[u8] = b"CNRY-";
/// A process that says nothing for so long is stuck.
const PATIENCE: Duration = Duration::from_mins(2);

pub(crate) struct Site {
    pub(crate) sandbox: Sandbox,
    pub(crate) place: Arc<Place>,
    folder: TempDir,
    pub(crate) session: String,
    ahead: i64,
    processes: usize,
}

impl Site {
    /// A server whose refresh tokens are good once, and for so many seconds more; signed in to.
    pub(crate) async fn new(grace_seconds: u32) -> Result<Self, Failure> {
        let rotates = json!({ "refresh": { "kind": "rotates", "grace_seconds": grace_seconds } });
        let profile: Profile = serde_json::from_value(rotates)?;
        let config = SandboxConfig {
            profile,
            ..SandboxConfig::default()
        };
        let sandbox = Sandbox::start(config).await?;
        let folder = tempfile::tempdir()?;
        let place = Arc::new(Place::new(folder.path()));
        let mut site = Self {
            sandbox,
            place,
            folder,
            session: String::new(),
            ahead: 0,
            processes: 0,
        };
        site.sign_in().await?;
        Ok(site)
    }

    /// A new session, in place of the one before.
    pub(crate) async fn sign_in(&mut self) -> Result<App, Failure> {
        let (opened, mut to_open) = mpsc::unbounded_channel();
        let app = Arc::clone(&self.place)
            .app(Arc::new(Window(opened)))
            .await?;
        let hands = app.clone();
        let person = tokio::spawn(async move {
            while let Some(url) = to_open.recv().await {
                if let Ok(link) = Person::default().sign_in(&url).await {
                    hands.redirect(link).await;
                }
            }
        });
        let request = Connect {
            fhir_base_url: self.sandbox.fhir_base_url(),
            ..Connect::default()
        };
        let events: Vec<SignInEvent> = app.connect(request).collect().await;
        person.abort();
        let Some(SignInEvent::Connected { session }) = events.last() else {
            return Err("the sign-in came to nothing".into());
        };
        self.session.clone_from(&session.session);
        Ok(app)
    }

    /// Every access token ends.
    pub(crate) fn expire(&mut self) -> Result<(), Failure> {
        self.sandbox.advance_time(EXPIRY);
        self.ahead += i64::try_from(EXPIRY.as_secs())?;
        self.place.set_clock(self.ahead)
    }

    /// Requests for a refresh so far.
    pub(crate) fn refreshes(&self) -> usize {
        let requests = self.sandbox.journal().token_requests();
        let is_refresh = |kind: Option<&str>| kind == Some("refresh_token");
        requests
            .iter()
            .filter(|request| is_refresh(request.form_value("grant_type")))
            .count()
    }

    /// Another process with the same session. `before` is what it is started with.
    pub(crate) fn process(&mut self, before: &[String]) -> Result<Process, Failure> {
        self.processes += 1;
        let log = self.folder.path().join(format!("log-{}", self.processes));
        let own = std::env::current_exe()?;
        let own = own.to_str().ok_or("the program's own path is no text")?;
        let mut words = before.iter().map(String::as_str).chain([own, "worker"]);
        let mut command = Command::new(words.next().unwrap_or(own));
        command
            .args(words)
            .arg(self.folder.path())
            .arg(&self.session);
        Process::start(command, &log)
    }

    /// How often something secret of the sandbox stands in a file of the site: the vault, the lists, the
    /// logs at TRACE.
    pub(crate) fn canaries(&self) -> usize {
        files(self.folder.path())
            .iter()
            .map(|path| hits(&fs::read(path).unwrap_or_default()))
            .sum()
    }
}

fn hits(bytes: &[u8]) -> usize {
    bytes
        .windows(CANARY.len())
        .filter(|part| *part == CANARY)
        .count()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// A process that uses the session when it is told to.
pub(crate) struct Process {
    child: Child,
    to: ChildStdin,
    says: Lines<BufReader<ChildStdout>>,
}

impl Process {
    fn start(mut command: Command, log: &Path) -> Result<Self, Failure> {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(log)?)
            .kill_on_drop(true);
        let mut child = command.spawn()?;
        let to = child.stdin.take().ok_or("no way in")?;
        let says = child.stdout.take().ok_or("no way out")?;
        Ok(Self {
            child,
            to,
            says: BufReader::new(says).lines(),
        })
    }

    /// What it says next; `None`: it is gone.
    pub(crate) async fn hear(&mut self) -> Result<Option<String>, Failure> {
        let line = tokio::time::timeout(PATIENCE, self.says.next_line()).await;
        Ok(line.map_err(|_| "a process is stuck")??)
    }

    pub(crate) async fn tell(&mut self, word: &str) -> Result<(), Failure> {
        // One that was killed meanwhile hears nothing.
        let _ = self.to.write_all(format!("{word}\n").as_bytes()).await;
        Ok(())
    }

    /// Lets it end, and waits for that.
    pub(crate) async fn leave(mut self) -> Result<(), Failure> {
        drop(self.to);
        tokio::time::timeout(PATIENCE, self.child.wait()).await??;
        Ok(())
    }
}
