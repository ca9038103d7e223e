//! gnome-keyring as a person's login leaves it: unlocked, locked, or not installed at all.

use std::io::Write;
use std::process::{Child, Stdio};

use crate::desktop::{Desktop, DesktopError};
use crate::wait::wait_for;

/// How the session's keychain is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// Logging in opened it: the usual case.
    Unlocked,
    /// There is one, and nobody has typed its password (automatic login). Nobody answers its prompt.
    Locked,
    /// This computer has none.
    Absent,
}

const PASSWORD: &[u8] = b"the password of a throw-away keyring";

/// Brings the keychain of `desktop` into the state `keyring`, whatever it was before.
pub(crate) fn set(
    desktop: &Desktop,
    daemon: &mut Option<Child>,
    keyring: Keyring,
) -> Result<(), DesktopError> {
    stop(desktop, daemon)?;
    if keyring == Keyring::Absent {
        return Ok(());
    }
    *daemon = Some(start_unlocked(desktop)?);
    if keyring == Keyring::Locked {
        // It exists from now on; a daemon that was not given the password finds it locked.
        stop(desktop, daemon)?;
        *daemon = Some(start(
            desktop,
            &["--foreground", "--components=secrets"],
            b"",
        )?);
        wait_until(desktop, "boolean true", "the keyring to be there, locked")?;
    }
    Ok(())
}

fn start_unlocked(desktop: &Desktop) -> Result<Child, DesktopError> {
    let daemon = start(
        desktop,
        &["--foreground", "--unlock", "--components=secrets"],
        PASSWORD,
    )?;
    wait_until(desktop, "boolean false", "the keyring to be unlocked")?;
    Ok(daemon)
}

fn start(desktop: &Desktop, arguments: &[&str], password: &[u8]) -> Result<Child, DesktopError> {
    let mut command = desktop.command("gnome-keyring-daemon");
    command.args(arguments).stdin(Stdio::piped());
    let mut child = desktop.spawn(&mut command, "keyring.log")?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(password)?;
    }
    Ok(child)
}

fn stop(desktop: &Desktop, daemon: &mut Option<Child>) -> Result<(), DesktopError> {
    let Some(mut child) = daemon.take() else {
        return Ok(());
    };
    child.kill()?;
    child.wait()?;
    wait_until(desktop, "ServiceUnknown", "the keyring to be gone")
}

fn wait_until(desktop: &Desktop, answer: &str, what: &str) -> Result<(), DesktopError> {
    wait_for(what, || is_locked(desktop).contains(answer).then_some(()))?;
    Ok(())
}

/// What the Secret Service says about its login collection, or the error in its own words.
fn is_locked(desktop: &Desktop) -> String {
    let output = desktop
        .command("dbus-send")
        .args([
            "--session",
            "--print-reply=literal",
            "--dest=org.freedesktop.secrets",
        ])
        .args(["/org/freedesktop/secrets/collection/login"])
        .args(["org.freedesktop.DBus.Properties.Get"])
        .args(["string:org.freedesktop.Secret.Collection", "string:Locked"])
        .output();
    output.map_or_else(
        |error| error.to_string(),
        |output| {
            let said = if output.status.success() {
                output.stdout
            } else {
                output.stderr
            };
            String::from_utf8_lossy(&said).into_owned()
        },
    )
}
