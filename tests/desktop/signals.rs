//! What a desktop and its login service say: a screen saver on the session bus, and a logind and
//! a polkit on a system bus of the test's own.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use zbus::blocking::{Connection, connection};
use zbus::zvariant::{self, OwnedObjectPath, OwnedValue};

/// Says once that the screen is locked, as `org.freedesktop.ScreenSaver`.
pub(crate) fn activate_screen_saver(bus: &str) -> zbus::Result<()> {
    let name = "org.freedesktop.ScreenSaver";
    let saver = connection::Builder::address(bus)?.name(name)?.build()?;
    saver.emit_signal(
        None::<&str>,
        "/org/freedesktop/ScreenSaver",
        name,
        "ActiveChanged",
        &(true,),
    )
}

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const ROOT: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/_32";

/// A system bus with a logind on it.
pub(crate) struct SystemBus {
    daemon: Child,
    address: String,
    logind: Connection,
    inhibitors: Inhibitors,
}

/// Our ends of what was handed out, and what was said about it.
type Inhibitors = Arc<Mutex<Vec<(UnixStream, String)>>>;

struct Manager {
    inhibitors: Inhibitors,
    session: OwnedObjectPath,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zvariant::OwnedFd {
        let (ours, theirs) = UnixStream::pair().expect("a pair");
        // The browser asks, too.
        if who == "Chartside" {
            assert!(!why.is_empty(), "it is said to the person");
            let said = format!("{mode} {what}");
            self.inhibitors.lock().expect("no panic").push((ours, said));
        }
        OwnedFd::from(theirs).into()
    }

    fn get_session(&self, name: &str) -> OwnedObjectPath {
        assert_eq!(name, "auto", "it does not know its own");
        self.session.clone()
    }
}

/// What polkit says of the person: whether it is the one, whether it would have to ask, and details.
type Said = (bool, bool, HashMap<String, String>);

/// A polkit that knows the action of our package.
struct Authority {
    /// What it says next, the last first.
    says: Vec<Said>,
}

#[zbus::interface(name = "org.freedesktop.PolicyKit1.Authority")]
impl Authority {
    /// The answer is one structure.
    fn check_authorization(
        &mut self,
        subject: (String, HashMap<String, OwnedValue>),
        action: &str,
        details: HashMap<String, String>,
        flags: u32,
        question: &str,
    ) -> (Said,) {
        let (kind, names) = subject;
        assert_eq!(kind, "system-bus-name");
        assert!(names.into_keys().eq(["name"]), "it says who asks");
        let asked = (action, flags, details.into_keys().count());
        assert_eq!(asked, ("org.chartside.app.unlock", 1, 0));
        assert!(!question.is_empty(), "it can be taken back");
        (self.says.pop().expect("another question"),)
    }
}

impl SystemBus {
    /// Puts a polkit on it, that says this one after the other.
    pub(crate) fn install_polkit(&self, mut says: Vec<Said>) {
        says.reverse();
        let path = "/org/freedesktop/PolicyKit1/Authority";
        let served = self.logind.object_server().at(path, Authority { says });
        assert!(served.expect("a place"));
        let named = self.logind.request_name("org.freedesktop.PolicyKit1");
        named.expect("a name");
    }

    /// Starts it in `folder`.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1", "--address"])
            .arg(format!("unix:path={}", folder.join("system").display()))
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon");
        let mut address = String::new();
        let output = daemon.stdout.take().expect("its output");
        BufReader::new(output)
            .read_line(&mut address)
            .expect("its address");
        let address = address.trim().to_owned();
        let inhibitors = Inhibitors::default();
        let manager = Manager {
            inhibitors: Arc::clone(&inhibitors),
            session: SESSION.try_into().expect("a path"),
        };
        let serve = || -> zbus::Result<Connection> {
            connection::Builder::address(address.as_str())?
                .name(LOGIND)?
                .serve_at(ROOT, manager)?
                .build()
        };
        let logind = serve().expect("a logind");
        Self {
            daemon,
            address,
            logind,
            inhibitors,
        }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Says that the computer is about to sleep, or has woken up.
    pub(crate) fn prepare_for_sleep(&self, begins: bool) {
        self.logind
            .emit_signal(None::<&str>, ROOT, MANAGER, "PrepareForSleep", &(begins,))
            .expect("a signal");
    }

    /// Says that the session is to be locked.
    pub(crate) fn lock_session(&self) {
        let interface = "org.freedesktop.login1.Session";
        self.logind
            .emit_signal(None::<&str>, SESSION, interface, "Lock", &())
            .expect("a signal");
    }

    /// What the app has asked for so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        let inhibitors = self.inhibitors.lock().expect("no panic");
        inhibitors.iter().map(|(_, said)| said.clone()).collect()
    }

    /// Whether the newest inhibitor is let go within this time.
    pub(crate) fn is_let_go(&self, within: Duration) -> bool {
        let inhibitors = self.inhibitors.lock().expect("no panic");
        let (ours, _) = inhibitors.last().expect("one was asked for");
        ours.set_read_timeout(Some(within)).expect("a limit");
        let mut stream: &UnixStream = ours;
        matches!(stream.read(&mut [0; 1]), Ok(0))
    }
}

impl Drop for SystemBus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
