//! Secrets with a real gnome-keyring: each test makes a profile of its own and runs parts of itself
//! inside D-Bus sessions of their own. Where the programs are absent it says so and does nothing.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use session_store::{
    Custody, CustodyProblem, KeyringSource, Secret, SecretName, Secrets, SecretsError, SessionId,
};
use tempfile::TempDir;

const INSIDE: &str = "SESSION_STORE_TEST_INSIDE";
const UNLOCK: &str =
    "printf test-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null";
const START: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null";
const NAME: SecretName = SecretName::new(SessionId::from_bytes([4; 16]), "refresh");

/// A person's home folder, and what a desktop session would set.
struct Profile {
    home: TempDir,
}

impl Profile {
    /// `None`, with a notice, where the programs are absent.
    fn new() -> Option<Self> {
        for program in ["gnome-keyring-daemon", "dbus-run-session", "dbus-daemon"] {
            if Command::new(program).arg("--version").output().is_err() {
                println!("skipped: {program} is not installed");
                return None;
            }
        }
        let home = tempfile::tempdir().unwrap();
        for dir in ["run", "data", "app"] {
            fs::create_dir(home.path().join(dir)).unwrap();
        }
        Some(Self { home })
    }

    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
            .env(INSIDE, "yes")
            .env("HOME", self.home.path())
            .current_dir(self.home.path());
        command.env("XDG_RUNTIME_DIR", self.home.path().join("run"));
        command.env("XDG_DATA_HOME", self.home.path().join("data"));
        command
    }

    /// Runs a part of this program in a session in which `keyring` was run first.
    fn in_session(&self, keyring: &str, part: &str) {
        let script = format!("{keyring}; exec \"$0\" --ignored --exact --nocapture {part}");
        let mut command = self.command("dbus-run-session");
        command
            .args(["--", "sh", "-c", &script])
            .arg(std::env::current_exe().unwrap());
        assert_passed(&mut command, part);
    }

    /// Runs a part of this program without a session; it may start one at `run/bus`.
    fn without_session(&self, part: &str) {
        let mut command = self.command(std::env::current_exe().unwrap());
        let address = format!("unix:path={}", self.home.path().join("run/bus").display());
        command.env("DBUS_SESSION_BUS_ADDRESS", address);
        command.args(["--ignored", "--exact", "--nocapture", part]);
        assert_passed(&mut command, part);
    }
}

fn assert_passed(command: &mut Command, part: &str) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success() && out.contains("1 passed"),
        "{part}:\n{out}\n{err}"
    );
}

fn source() -> KeyringSource {
    KeyringSource::new(|| Ok(zbus_secret_service_keyring_store::Store::new()?))
}

/// The folder of the app in the profile; `None` outside of one.
fn app_dir() -> Option<PathBuf> {
    std::env::var_os(INSIDE)?;
    Some(Path::new(&std::env::var_os("HOME")?).join("app"))
}

async fn get(secrets: &Secrets) -> Result<Option<Vec<u8>>, SecretsError> {
    Ok(secrets
        .get(&NAME)
        .await?
        .map(|secret| secret.expose().to_vec()))
}

/// A keyring on a busy machine may need more than the three seconds that it is given.
async fn is_persistent(secrets: &Secrets) -> bool {
    for _ in 0..5 {
        if secrets.retry().await == Custody::Persistent {
            return true;
        }
    }
    false
}

fn sh(script: &str) {
    assert!(
        Command::new("sh")
            .args(["-c", script])
            .status()
            .unwrap()
            .success()
    );
}

#[test]
fn an_unlocked_keyring_keeps_the_key_over_the_end_of_the_session() {
    let Some(profile) = Profile::new() else {
        return;
    };
    profile.in_session(UNLOCK, "inside_keeps_a_secret");
    profile.in_session(UNLOCK, "inside_finds_the_secret");
}

#[test]
fn a_locked_keyring_is_said_and_a_retry_after_unlocking_finds_everything() {
    let Some(profile) = Profile::new() else {
        return;
    };
    profile.in_session(UNLOCK, "inside_keeps_a_secret");
    profile.in_session(START, "inside_is_locked_until_it_is_unlocked");
}

#[test]
fn a_fresh_locked_keyring_gets_no_new_key_while_there_is_a_vault() {
    let Some(profile) = Profile::new() else {
        return;
    };
    profile.in_session(UNLOCK, "inside_keeps_a_secret");
    fs::remove_dir_all(profile.home.path().join("data")).unwrap();
    fs::create_dir(profile.home.path().join("data")).unwrap();
    profile.in_session(START, "inside_the_entry_is_lost");
}

#[test]
fn a_first_use_with_a_fresh_locked_keyring_stays_in_memory() {
    let Some(profile) = Profile::new() else {
        return;
    };
    profile.in_session(START, "inside_makes_no_vault");
}

#[test]
fn a_keyring_that_appears_later_is_found_by_a_retry() {
    let Some(profile) = Profile::new() else {
        return;
    };
    profile.without_session("inside_starts_without_a_keyring");
}

#[tokio::test]
#[ignore = "a part of another test"]
async fn inside_keeps_a_secret() {
    let Some(dir) = app_dir() else { return };
    let secrets = Secrets::open(dir, source()).await;
    assert!(is_persistent(&secrets).await);
    secrets
        .put(&NAME, Secret::new(vec![7; 65_536]))
        .await
        .unwrap();
    assert_eq!(secrets.custody(), Custody::Persistent);
}

#[tokio::test]
#[ignore = "a part of another test"]
async fn inside_finds_the_secret() {
    let Some(dir) = app_dir() else { return };
    // Twice: the first start tells the keyring how far the vault has come.
    for _ in 0..2 {
        let secrets = Secrets::open(dir.clone(), source()).await;
        assert!(is_persistent(&secrets).await);
        assert_eq!(get(&secrets).await, Ok(Some(vec![7; 65_536])));
    }
}

#[tokio::test]
#[ignore = "a part of another test"]
async fn inside_is_locked_until_it_is_unlocked() {
    let Some(dir) = app_dir() else { return };
    let secrets = Secrets::open(dir, source()).await;
    // Refused where no prompt can be shown; silent while one is tried.
    let Custody::SessionOnly(problem) = secrets.custody() else {
        panic!("it is locked")
    };
    assert!(matches!(
        problem,
        CustodyProblem::KeyringLocked | CustodyProblem::KeyringSilent
    ));
    assert_eq!(get(&secrets).await, Err(SecretsError::Unreadable(problem)));
    sh(
        "printf test-password | gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null",
    );
    assert!(is_persistent(&secrets).await);
    assert_eq!(get(&secrets).await, Ok(Some(vec![7; 65_536])));
}

#[tokio::test]
#[ignore = "a part of another test"]
async fn inside_the_entry_is_lost() {
    let Some(dir) = app_dir() else { return };
    let before = fs::read(dir.join("vault/vault.bin")).unwrap();
    let secrets = Secrets::open(dir.clone(), source()).await;
    assert_eq!(
        secrets.custody(),
        Custody::SessionOnly(CustodyProblem::KeyringEntryLost)
    );
    secrets.put(&NAME, Secret::new(vec![8])).await.unwrap();
    assert_eq!(fs::read(dir.join("vault/vault.bin")).unwrap(), before);
}

#[tokio::test]
#[ignore = "a part of another test"]
async fn inside_makes_no_vault() {
    let Some(dir) = app_dir() else { return };
    let secrets = Secrets::open(dir.clone(), source()).await;
    assert_eq!(
        secrets.custody(),
        Custody::SessionOnly(CustodyProblem::KeyringLocked)
    );
    secrets.put(&NAME, Secret::new(vec![8])).await.unwrap();
    assert_eq!(get(&secrets).await, Ok(Some(vec![8])));
    assert!(!dir.join("vault/vault.bin").exists());
}

#[tokio::test]
#[ignore = "a part of another test"]
async fn inside_starts_without_a_keyring() {
    let Some(dir) = app_dir() else { return };
    let secrets = Secrets::open(dir.clone(), source()).await;
    assert_eq!(
        secrets.custody(),
        Custody::SessionOnly(CustodyProblem::KeyringMissing)
    );
    secrets.put(&NAME, Secret::new(vec![9])).await.unwrap();

    let _bus = Bus::start();
    sh(UNLOCK);
    assert!(is_persistent(&secrets).await);
    let again = Secrets::open(dir, source()).await;
    assert_eq!(get(&again).await, Ok(Some(vec![9])));
}

/// A session bus that ends with its test.
struct Bus(Child);

impl Bus {
    fn start() -> Self {
        let address = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").unwrap();
        let address = format!("--address={}", address.to_str().unwrap());
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address", &address])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // It prints its address when it is ready.
        let mut line = String::new();
        let out = daemon.stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
        std::io::stdout().write_all(line.as_bytes()).unwrap();
        Self(daemon)
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}
