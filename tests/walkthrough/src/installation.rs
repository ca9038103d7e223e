//! The tested binary, installed in a desktop session as its Debian package would install it: a
//! program in the path and a desktop entry, made from the package's own template, that makes it the
//! opener of its private-use URI scheme (RFC 8252 §7.1). It registers nothing at run time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use rustix::process::Signal;

use crate::desktop::{Desktop, DesktopError};
use crate::loopback;
use crate::processes::{self, Process};
use crate::wait::{PATIENCE, wait_at_most};
use crate::webdriver::{WebDriver, WebDriverError};

/// The private-use URI scheme.
pub const SCHEME: &str = "org.chartside.app";
/// The title of the app's window.
pub const TITLE: &str = "Chartside";

/// Far longer than an app takes to end that was told to.
const A_MOMENT: Duration = Duration::from_secs(15);

const LOG: &str = "chartside.log";
const STARTS: &str = "starts";
const ENTRY: &str = "Chartside.desktop";
/// What `tauri bundle` puts into the package; a link never arrives when it lacks `%u`.
const TEMPLATE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../src-tauri/linux/app.desktop"
);

/// Chartside, installed in a session.
#[derive(Debug)]
pub struct Installation {
    binary: PathBuf,
    launcher: PathBuf,
    inspector: u16,
    /// The processes started from here; the ones that links start are the system's.
    started: Vec<Child>,
}

impl Installation {
    /// Installs `binary`; each start of it sees `environment` besides the session's own.
    pub fn of(
        binary: &Path,
        desktop: &Desktop,
        environment: &[(&str, &str)],
    ) -> Result<Self, DesktopError> {
        let binary = binary.canonicalize()?;
        let inspector = loopback::free_port()?;
        let script = launcher(&binary, desktop, inspector, environment);
        let launcher = desktop.install_program("chartside", &script)?;
        let entries = desktop.root().join("share/applications");
        let entry = desktop_entry(&fs::read_to_string(TEMPLATE)?, &launcher);
        fs::write(entries.join(ENTRY), entry)?;
        index(desktop, &entries)?;
        Ok(Self {
            binary,
            launcher,
            inspector,
            started: Vec::new(),
        })
    }

    /// Starts the app, as a click on its icon does.
    pub fn start(&mut self, desktop: &Desktop) -> Result<(), DesktopError> {
        let mut command = desktop.command(&self.launcher);
        command.stdin(Stdio::null());
        self.started.push(desktop.spawn(&mut command, LOG)?);
        Ok(())
    }

    /// Takes hold of the window of an app that somebody started.
    pub fn attach(&self, desktop: &Desktop) -> Result<WebDriver, WebDriverError> {
        let window = WebDriver::attach_to_webkit(desktop, self.inspector)?;
        forget_own_registration(desktop)?;
        Ok(window)
    }

    /// The app's main processes: one while it runs, a second for the blink in which a link is handed
    /// to the first.
    pub fn running(&self, desktop: &Desktop) -> Vec<Process> {
        let mut running = desktop.processes();
        running.retain(|process| process.program == self.binary);
        running
    }

    /// Closes the window with the keyboard and waits until the app has ended. A busy desktop can lose
    /// a key, so whoever sees that the window stayed presses it once more.
    pub fn quit(&mut self, desktop: &Desktop) -> Result<(), DesktopError> {
        close(desktop)?;
        if self.ends_within(A_MOMENT, desktop).is_err() && desktop.shows(TITLE) {
            close(desktop)?;
        }
        self.ends_within(PATIENCE, desktop)
    }

    /// Ends the app as a power cut does.
    pub fn kill(&mut self, desktop: &Desktop) -> Result<(), DesktopError> {
        for process in self.running(desktop) {
            processes::signal(&process, Signal::KILL);
        }
        self.ends_within(PATIENCE, desktop)
    }

    fn ends_within(&mut self, limit: Duration, desktop: &Desktop) -> Result<(), DesktopError> {
        wait_at_most(limit, "the app to end", || {
            self.reap();
            self.running(desktop).is_empty().then_some(())
        })?;
        Ok(())
    }

    fn reap(&mut self) {
        self.started
            .retain_mut(|child| matches!(child.try_wait(), Ok(None)));
    }

    /// The arguments of every start so far, by icon (none) or by link, oldest first.
    pub fn starts(&self, desktop: &Desktop) -> Vec<String> {
        let starts = fs::read_to_string(desktop.root().join(STARTS)).unwrap_or_default();
        starts.lines().map(str::to_owned).collect()
    }

    /// From now on nothing opens links of the scheme, as for a program that was only unpacked.
    pub fn unregister_scheme(&self, desktop: &Desktop) -> Result<(), DesktopError> {
        let entries = desktop.root().join("share/applications");
        fs::remove_file(entries.join(ENTRY))?;
        index(desktop, &entries)
    }

    /// What the app has logged since the session began.
    pub fn log(&self, desktop: &Desktop) -> String {
        desktop.log(LOG)
    }
}

fn close(desktop: &Desktop) -> Result<(), DesktopError> {
    desktop.bring_to_front(TITLE)?;
    desktop.press(&["alt+F4"])
}

/// A debug build registers itself as the opener of its links when it starts, which an installed one
/// leaves to its package. The package's entry is what is to be tested.
fn forget_own_registration(desktop: &Desktop) -> Result<(), DesktopError> {
    let entry = "chartside-handler.desktop";
    let entries = desktop.root().join("data/applications");
    if found(fs::remove_file(entries.join(entry)))?.is_some() {
        index(desktop, &entries)?;
    }
    let defaults = desktop.root().join("config/mimeapps.list");
    let Some(list) = found(fs::read_to_string(&defaults))? else {
        return Ok(());
    };
    let others: Vec<&str> = list.lines().filter(|line| !line.contains(entry)).collect();
    fs::write(defaults, others.join("\n") + "\n")?;
    Ok(())
}

/// What the package manager's trigger does after entries came or went.
fn index(desktop: &Desktop, entries: &Path) -> Result<(), DesktopError> {
    desktop
        .run(desktop.command("update-desktop-database").arg(entries))
        .map(drop)
}

/// `None` where there is no such file.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The program that icon and link start. It lets WebDriver in, which is off for everybody else, and
/// notes what it was started with.
fn launcher(
    binary: &Path,
    desktop: &Desktop,
    inspector: u16,
    environment: &[(&str, &str)],
) -> String {
    let exports: Vec<String> = environment
        .iter()
        .map(|(name, value)| format!("export {name}='{value}'"))
        .collect();
    format!(
        "#!/bin/sh\nprintf '%s\\n' \"$*\" >>'{}'\n{}\n\
         export TAURI_WEBVIEW_AUTOMATION=true\n\
         export WEBKIT_INSPECTOR_SERVER=127.0.0.1:{inspector}\n\
         exec '{}' \"$@\" >>'{}' 2>&1\n",
        desktop.root().join(STARTS).display(),
        exports.join("\n"),
        binary.display(),
        desktop.log_path(LOG).display()
    )
}

/// Fills in the template as tauri's bundler does.
fn desktop_entry(template: &str, launcher: &Path) -> String {
    template
        .lines()
        .filter(|line| !line.starts_with("{{#if") && !line.starts_with("{{/if"))
        .map(|line| {
            line.replace("{{exec}}", &launcher.display().to_string())
                .replace("{{name}}", TITLE)
                .replace("{{comment}}", "Reads the record")
                .replace("{{icon}}", "chartside")
                .replace("{{categories}}", "Science;MedicalSoftware;")
                .replace("{{mime_type}}", &format!("x-scheme-handler/{SCHEME};"))
                + "\n"
        })
        .collect()
}

impl Drop for Installation {
    fn drop(&mut self) {
        for child in &mut self.started {
            let _: io::Result<()> = child.kill();
            let _ = child.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packages_desktop_entry_hands_links_to_the_app() {
        let template = fs::read_to_string(TEMPLATE).unwrap();
        let entry = desktop_entry(&template, Path::new("/usr/bin/chartside"));
        assert!(entry.contains("\nExec=/usr/bin/chartside %u\n"), "{entry}");
        assert!(
            entry.contains("\nMimeType=x-scheme-handler/org.chartside.app;\n"),
            "{entry}"
        );
        assert!(!entry.contains("{{"), "{entry}");
    }
}
