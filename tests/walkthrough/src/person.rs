//! The scripted person: does with the app and the browser what people do, and looks as they look.
//!
//! Every hook that is used here (`#connect`, `[data-record]`, ...) is part of the screens' contract.

use std::io;
use std::path::Path;

use crate::browser::Browser;
use crate::desktop::{Desktop, DesktopError};
use crate::ehr::Ehr;
use crate::installation::Installation;
use crate::keyring::Keyring;
use crate::narration::Narration;
use crate::webdriver::{WebDriver, WebDriverError};

/// The journey did not go on.
#[derive(Debug, thiserror::Error)]
pub enum Stumble {
    /// The desktop session failed.
    #[error(transparent)]
    Desktop(#[from] DesktopError),
    /// The app or the browser does not show what it should.
    #[error(transparent)]
    Page(#[from] WebDriverError),
    /// A picture cannot be kept.
    #[error("cannot keep a picture")]
    Picture(#[from] io::Error),
    /// The app is not open.
    #[error("the app is not open")]
    NotOpen,
    /// Something else is there than what was expected.
    #[error("expected {expected}, found {found}")]
    Surprise {
        /// What should be.
        expected: String,
        /// What is.
        found: String,
    },
}

/// Where the person sits.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'a> {
    /// The binary under test.
    pub app: &'a Path,
    /// How the keychain of the session is.
    pub keyring: Keyring,
    /// What the app sees in its environment besides the session's own.
    pub environment: &'a [(&'a str, &'a str)],
    /// Servers besides the EHR whose pages may open Chartside without being asked.
    pub origins: &'a [&'a str],
}

/// A person at a desktop with a browser and Chartside, and an EHR somewhere.
#[derive(Debug)]
pub struct Person {
    app: Option<WebDriver>,
    browser: Browser,
    installation: Installation,
    ehr: Ehr,
    desktop: Desktop,
    narration: Narration,
}

impl Person {
    /// Logs in to a new desktop session.
    pub fn sit_down(seat: Seat<'_>, ehr: Ehr, narration: Narration) -> Result<Self, Stumble> {
        let desktop = Desktop::start(seat.keyring)?;
        let origins = [&[ehr.sandbox().base_url()], seat.origins].concat();
        let browser = Browser::install(&desktop, &origins)?;
        let installation = Installation::of(seat.app, &desktop, seat.environment)?;
        let mut person = Self {
            app: None,
            browser,
            installation,
            ehr,
            desktop,
            narration,
        };
        person.say("a desktop session with a browser, a keyring and Chartside installed");
        Ok(person)
    }

    /// Clicks the icon of Chartside and waits for its window.
    pub fn open_app(&mut self) -> Result<(), Stumble> {
        self.installation.start(&self.desktop)?;
        self.look_at_app()?;
        self.say("opened Chartside");
        Ok(())
    }

    /// Takes hold of the app's window, whoever opened it.
    pub fn look_at_app(&mut self) -> Result<(), Stumble> {
        self.app = None;
        let app = self.installation.attach(&self.desktop)?;
        app.wait_for("h1, [data-record], [data-signin-step]")?;
        self.app = Some(app);
        Ok(())
    }

    /// Closes the window of Chartside; it ends.
    pub fn quit_app(&mut self) -> Result<(), Stumble> {
        self.app = None;
        self.installation.quit(&self.desktop)?;
        self.say("closed Chartside");
        Ok(())
    }

    /// The app ends without a warning.
    pub fn kill_app(&mut self) -> Result<(), Stumble> {
        self.app = None;
        self.installation.kill(&self.desktop)?;
        self.say("Chartside was killed");
        Ok(())
    }

    /// Types the server's address and clicks *Connect*.
    pub fn connect(&mut self) -> Result<(), Stumble> {
        self.ask_to_connect()?;
        self.app()?
            .wait_for("[data-signin-step=waitingForBrowser]")?;
        self.say("clicked Connect; Chartside waits for the browser");
        Ok(())
    }

    /// The same where links do not reach Chartside: takes one of the other ways that it offers.
    pub fn connect_by(&mut self, way: &str) -> Result<(), Stumble> {
        self.ask_to_connect()?;
        self.expect_problem("link-handler-missing")?;
        let app = self.app()?;
        app.click(&format!("#way-{way}"))?;
        app.wait_for("[data-signin-step=waitingForBrowser]")?;
        self.say(&format!("chose {way}; Chartside waits for the browser"));
        Ok(())
    }

    fn ask_to_connect(&self) -> Result<(), Stumble> {
        let address = self.ehr.sandbox().fhir_base_url();
        let app = self.app()?;
        app.type_into("#server-address", &address)?;
        app.click("#connect")?;
        Ok(())
    }

    /// Signs in on the EHR's page in the browser, and chooses a patient where it asks for one.
    pub fn sign_in_at_ehr(&mut self, user: &str, patient: &str) -> Result<(), Stumble> {
        let page = self.browser.tab_showing(&self.desktop, "#sign-in")?;
        page.type_into("#user", user)?;
        page.type_into("#password", "demo")?;
        self.picture_of_browser("sign-in")?;
        self.browser.tab()?.click("#sign-in")?;
        self.say("signed in at the EHR, in the browser");
        self.browser.tab()?.wait_for("#allow, [data-patient]")?;
        if !self.browser.tab()?.shows("#allow") {
            self.choose_patient(patient)?;
        }
        self.picture_of_browser("consent")
    }

    fn choose_patient(&mut self, patient: &str) -> Result<(), Stumble> {
        let choice = format!("[data-patient=\"{patient}\"]");
        self.picture_of_browser("choose-patient")?;
        let page = self.browser.tab()?;
        if !page.shows(&choice) {
            page.type_into("#patient-search", patient)?;
            page.type_keys(crate::webdriver::ENTER)?;
        }
        page.click(&choice)?;
        page.wait_for("#allow")?;
        self.say("chose a patient");
        Ok(())
    }

    /// Clicks *Allow*; the browser hands over to the operating system.
    pub fn allow(&mut self) -> Result<(), Stumble> {
        self.decide("#allow")?;
        self.say("clicked Allow; the operating system has the link");
        Ok(())
    }

    /// Clicks *Deny*.
    pub fn deny(&mut self) -> Result<(), Stumble> {
        self.decide("#deny")?;
        self.say("clicked Deny");
        Ok(())
    }

    fn decide(&mut self, button: &str) -> Result<(), Stumble> {
        self.browser
            .tab_showing(&self.desktop, button)?
            .click(button)?;
        self.browser.leave_tabs();
        Ok(())
    }

    /// Opens the most recent connection on the first screen.
    pub fn open_connection(&mut self) -> Result<(), Stumble> {
        self.app()?.click("[data-connection]")?;
        self.say("opened the recent connection");
        Ok(())
    }

    /// Signs out, and waits for the first screen.
    pub fn sign_out(&mut self) -> Result<(), Stumble> {
        let app = self.app()?;
        app.click("#sign-out")?;
        app.wait_for("#server-address")?;
        self.say("signed out");
        self.picture_of_app("signed-out")
    }

    /// Waits for a problem to be shown; gives the sentences that say what it is.
    pub fn expect_problem(&mut self, code: &str) -> Result<String, Stumble> {
        let shown = format!("[data-problem=\"{code}\"]");
        let app = self.app()?;
        app.wait_for(&shown)?;
        let words = app.text(&shown)?;
        self.say(&format!("Chartside says: {}", words.replace('\n', " · ")));
        self.picture_of_app(code)?;
        Ok(words)
    }

    /// The app's window.
    pub fn app(&self) -> Result<&WebDriver, Stumble> {
        self.app.as_ref().ok_or(Stumble::NotOpen)
    }

    /// The browser, and the desktop it is on.
    pub fn browser(&mut self) -> (&mut Browser, &Desktop) {
        (&mut self.browser, &self.desktop)
    }

    /// The EHR.
    pub fn ehr(&self) -> &Ehr {
        &self.ehr
    }

    /// The desktop session.
    pub fn desktop(&self) -> &Desktop {
        &self.desktop
    }

    /// The desktop session, to change it.
    pub fn desktop_mut(&mut self) -> &mut Desktop {
        &mut self.desktop
    }

    /// The installed app.
    pub fn installation(&self) -> &Installation {
        &self.installation
    }

    /// Tells what happens.
    pub fn say(&mut self, what: &str) {
        self.narration.say(what);
    }

    /// Keeps what the app's window shows.
    pub fn picture_of_app(&mut self, name: &str) -> Result<(), Stumble> {
        let picture = self.app()?.picture()?;
        Ok(self.narration.keep(name, &picture)?)
    }

    /// Keeps what the browser shows.
    pub fn picture_of_browser(&mut self, name: &str) -> Result<(), Stumble> {
        let picture = self.browser.tab()?.picture()?;
        Ok(self.narration.keep(&format!("browser-{name}"), &picture)?)
    }

    /// Keeps what the whole screen shows.
    pub fn picture_of_screen(&mut self, name: &str) -> Result<(), Stumble> {
        let picture = self.desktop.picture()?;
        Ok(self.narration.keep(&format!("screen-{name}"), &picture)?)
    }

    /// Keeps what can be known after something went wrong.
    pub fn leave_traces(&mut self) {
        self.say("stumbled; what follows is the app's log");
        let log = self.installation.log(&self.desktop);
        self.say(&log);
        // Whatever still works helps.
        let _ = self.picture_of_screen("stumbled");
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.leave_traces();
        }
    }
}
