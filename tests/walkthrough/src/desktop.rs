//! A throw-away desktop session: private folders, a virtual display with a window manager, a session
//! bus and a keyring. Nothing of it touches the person who runs it, and all of it ends on drop.
//!
//! Must know nothing of Chartside, browsers or EHRs: it is what they run in.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::bus;
use crate::keyring::{self, Keyring};
use crate::processes::{self, MARK, Process};
use crate::wait::{TimedOut, wait_for};

/// A part of the desktop session did not come up.
#[derive(Debug, thiserror::Error)]
pub enum DesktopError {
    /// A program is not installed; `cargo xtask test` installs it.
    #[error("cannot start {program}; `cargo xtask test` installs what is missing")]
    CannotStart {
        /// Its name.
        program: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A program ran and failed.
    #[error("{program} failed: {said}")]
    Failed {
        /// Its name.
        program: String,
        /// What it said.
        said: String,
    },
    /// A file of the session cannot be written or read.
    #[error("cannot set up the session's files")]
    Files(#[from] io::Error),
    /// Something did not happen.
    #[error(transparent)]
    TimedOut(#[from] TimedOut),
}

/// The size of the virtual screen.
const SCREEN: &str = "1440x900x24";

/// Folders of the session below its root.
const FOLDERS: [&str; 8] = [
    "tmp",
    "home",
    "data",
    "config",
    "cache",
    "bin",
    "share/applications",
    "log",
];

/// A running desktop session.
#[derive(Debug)]
pub struct Desktop {
    root: TempDir,
    path: String,
    display: String,
    bus: String,
    keyring: Option<Child>,
    /// Started first, ended last.
    children: Vec<Child>,
}

impl Desktop {
    /// Starts a session whose keychain is as `keyring` says.
    pub fn start(keyring: Keyring) -> Result<Self, DesktopError> {
        let root = tempfile::Builder::new().prefix("chartside-").tempdir()?;
        for folder in FOLDERS {
            fs::create_dir_all(root.path().join(folder))?;
        }
        // Runtime files are refused by the bus and by GNOME where others can read them.
        DirBuilder::new()
            .mode(0o700)
            .create(root.path().join("run"))?;
        let path = search_path(root.path());
        let mut desktop = Self {
            root,
            path,
            display: String::new(),
            bus: String::new(),
            keyring: None,
            children: Vec::new(),
        };
        desktop.start_display()?;
        desktop.start_bus()?;
        desktop.start_window_manager()?;
        desktop.set_keyring(keyring)?;
        Ok(desktop)
    }

    /// The folder that holds everything of the session.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// A command that runs inside of the session: it sees no environment but the session's.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let inside = |folder: &str| self.root().join(folder);
        command
            .env_clear()
            .env(MARK, self.root())
            .env("PATH", &self.path)
            .env("HOME", inside("home"))
            .env("TMPDIR", inside("tmp"))
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("XDG_CACHE_HOME", inside("cache"))
            .env("XDG_CONFIG_HOME", inside("config"))
            .env("XDG_DATA_HOME", inside("data"))
            .env("XDG_RUNTIME_DIR", inside("run"))
            .env("XDG_DATA_DIRS", self.data_folders())
            // Makes xdg-open hand over to `gio open`, as on most people's computers.
            .env("XDG_CURRENT_DESKTOP", "GNOME")
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("NO_AT_BRIDGE", "1")
            .current_dir(inside("home"));
        command
    }

    /// Starts `command` with its output in the session's log folder.
    pub fn spawn(&self, command: &mut Command, log: &str) -> Result<Child, DesktopError> {
        let log = self.open_log(log)?;
        command.stdout(log.try_clone()?).stderr(log);
        command
            .spawn()
            .map_err(|source| cannot_start(command, source))
    }

    /// Runs `command` to its end and gives what it printed.
    pub fn run(&self, command: &mut Command) -> Result<String, DesktopError> {
        let output = command
            .stdin(Stdio::null())
            .output()
            .map_err(|source| cannot_start(command, source))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(DesktopError::Failed {
            program: name_of(command),
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Does what a click on a link in any program does.
    pub fn open(&self, url: &str) -> Result<(), DesktopError> {
        self.run(self.command("xdg-open").arg(url)).map(drop)
    }

    /// The address of the session bus.
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// Changes the keychain as unlocking, locking or installing one would.
    pub fn set_keyring(&mut self, keyring: Keyring) -> Result<(), DesktopError> {
        let mut daemon = self.keyring.take();
        let set = keyring::set(self, &mut daemon, keyring);
        self.keyring = daemon;
        set
    }

    /// What a program of the session printed, by the name of its log.
    pub fn log(&self, name: &str) -> String {
        fs::read(self.log_path(name))
            .map(|log| String::from_utf8_lossy(&log).into_owned())
            .unwrap_or_default()
    }

    /// Where a log of the session is.
    pub fn log_path(&self, name: &str) -> PathBuf {
        self.root().join("log").join(name)
    }

    /// Every process of the session.
    pub fn processes(&self) -> Vec<Process> {
        processes::of_session(self.root())
    }

    /// Ends a process of the session as the system does that has no memory left.
    pub fn kill(&self, process: &Process) {
        processes::signal(process, Signal::KILL);
    }

    /// The title of the window in front, which has the keyboard.
    pub fn window_in_front(&self) -> Result<String, DesktopError> {
        let title = self.run(
            self.command("xdotool")
                .args(["getactivewindow", "getwindowname"]),
        )?;
        Ok(title.trim_end().to_owned())
    }

    /// Presses keys on the session's keyboard, named as `xdotool key` names them.
    pub fn press(&self, keys: &[&str]) -> Result<(), DesktopError> {
        self.run(self.command("xdotool").arg("key").args(keys))
            .map(drop)
    }

    /// Brings the window with this title to the front.
    pub fn bring_to_front(&self, title: &str) -> Result<(), DesktopError> {
        let mut search = self.search(title);
        self.run(search.args(["windowactivate", "--sync"]))
            .map(drop)
    }

    /// Whether a window with this title is on the screen.
    pub fn shows(&self, title: &str) -> bool {
        self.run(&mut self.search(title)).is_ok()
    }

    fn search(&self, title: &str) -> Command {
        let title = format!("^{title}$");
        let mut search = self.command("xdotool");
        search.args(["search", "--onlyvisible", "--name", &title]);
        search
    }

    /// A picture of the whole screen, as PNG.
    pub fn picture(&self) -> Result<Vec<u8>, DesktopError> {
        let picture = self.root().join("screen.png");
        self.run(
            self.command("import")
                .args(["-window", "root"])
                .arg(&picture),
        )?;
        Ok(fs::read(picture)?)
    }

    /// Writes a program into the session's `bin` folder.
    pub fn install_program(&self, name: &str, script: &str) -> Result<PathBuf, DesktopError> {
        let program = self.root().join("bin").join(name);
        fs::write(&program, script)?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
        Ok(program)
    }

    /// The session's own system folder comes first, as `/usr/local` does.
    fn data_folders(&self) -> String {
        format!(
            "{}:/usr/local/share:/usr/share",
            self.root().join("share").display()
        )
    }

    fn open_log(&self, name: &str) -> io::Result<File> {
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log_path(name))
    }

    fn start_display(&mut self) -> Result<(), DesktopError> {
        let mut command = self.command("Xvfb");
        // It chooses a free display by itself and tells which.
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            SCREEN,
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let number = self.start_and_read_a_line(&mut command)?;
        self.display = format!(":{number}");
        Ok(())
    }

    fn start_bus(&mut self) -> Result<(), DesktopError> {
        let configuration = self.root().join("bus.conf");
        fs::write(
            &configuration,
            bus::configuration(&self.root().join("run/bus")),
        )?;
        let mut command = self.command("dbus-daemon");
        command
            .arg("--nofork")
            .arg("--print-address=1")
            .arg("--config-file")
            .arg(configuration);
        self.bus = self.start_and_read_a_line(&mut command)?;
        Ok(())
    }

    fn start_window_manager(&mut self) -> Result<(), DesktopError> {
        let ready = self.root().join("window-manager-is-ready");
        let mut command = self.command("openbox");
        command
            .arg("--sm-disable")
            .arg("--startup")
            .arg(format!("touch {}", ready.display()));
        let child = self.spawn(&mut command, "openbox.log")?;
        self.children.push(child);
        wait_for("the window manager", || ready.exists().then_some(()))?;
        Ok(())
    }

    fn start_and_read_a_line(&mut self, command: &mut Command) -> Result<String, DesktopError> {
        let log = self.open_log("session.log")?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(|source| cannot_start(command, source))?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout.take(4096)).read_line(&mut line)?;
        }
        self.children.push(child);
        match line.trim_end() {
            "" => Err(DesktopError::Failed {
                program: name_of(command),
                said: self.log("session.log"),
            }),
            line => Ok(line.to_owned()),
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        processes::end_session(self.root());
        for child in self.children.iter_mut().rev().chain(&mut self.keyring) {
            // Already ended with the session; waiting lets the system forget them.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Programs of the session come before the computer's.
fn search_path(root: &Path) -> String {
    let outer = std::env::var_os("PATH").unwrap_or_default();
    format!("{}:{}", root.join("bin").display(), outer.display())
}

fn cannot_start(command: &Command, source: io::Error) -> DesktopError {
    DesktopError::CannotStart {
        program: name_of(command),
        source,
    }
}

fn name_of(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
