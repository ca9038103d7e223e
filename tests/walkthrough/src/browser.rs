//! The person's own browser: a Chromium that is the session's default for web addresses, so that it
//! is the operating system that starts it.

use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::desktop::{Desktop, DesktopError};
use crate::installation::SCHEME;
use crate::loopback;
use crate::wait::wait_for;
use crate::webdriver::{WebDriver, WebDriverError};

type Result<T> = std::result::Result<T, WebDriverError>;

const ENTRY: &str = "walkthrough-browser.desktop";
const LOG: &str = "browser.log";

/// The browser of a session.
#[derive(Debug)]
pub struct Browser {
    profile: PathBuf,
    driver: Option<WebDriver>,
    /// Tabs in which a sign-in has ended; a person looks at the new one.
    done: Vec<String>,
}

impl Browser {
    /// Makes Chromium the browser of `desktop`. Pages of `origins` may open Chartside without being
    /// asked each time, as after a click on *Always allow*.
    pub fn install(desktop: &Desktop, origins: &[&str]) -> Result<Self> {
        let profile = desktop.root().join("browser");
        let browser = Self {
            profile,
            driver: None,
            done: Vec::new(),
        };
        browser
            .write_files(desktop, origins)
            .map_err(DesktopError::from)?;
        Ok(browser)
    }

    fn write_files(&self, desktop: &Desktop, origins: &[&str]) -> std::io::Result<()> {
        let program = desktop.root().join("bin/walkthrough-browser");
        let applications = desktop.root().join("data/applications");
        fs::create_dir_all(&applications)?;
        fs::write(
            applications.join(ENTRY),
            desktop_entry(&program.display().to_string()),
        )?;
        fs::write(
            desktop.root().join("config/mimeapps.list"),
            default_applications(),
        )?;
        fs::create_dir_all(self.profile.join("Default"))?;
        fs::write(
            self.profile.join("Default/Preferences"),
            preferences(origins),
        )?;
        let script = self.script(&desktop.log_path(LOG).display().to_string());
        desktop
            .install_program("walkthrough-browser", &script)
            .map_err(std::io::Error::other)?;
        Ok(())
    }

    /// The debugging port is the browser's choice; it writes it into its profile.
    fn script(&self, log: &str) -> String {
        // Chromium refuses to run as root with its sandbox, and continuous integration is root.
        let sandbox = if rustix::process::geteuid().is_root() {
            "--no-sandbox"
        } else {
            ""
        };
        format!(
            "#!/bin/sh\n\
             for name in chromium google-chrome google-chrome-stable chromium-browser; do\n\
             command -v \"$name\" >/dev/null && break\ndone\n\
             exec \"$name\" {sandbox} --user-data-dir='{}' --remote-debugging-port=0 \
             --no-first-run --no-default-browser-check --disable-gpu --password-store=basic \
             --window-size=1100,820 \"$@\" >>'{log}' 2>&1\n",
            self.profile.display()
        )
    }

    /// Opens an address in it, as typing it there does.
    pub fn open(&self, desktop: &Desktop, address: &str) -> Result<()> {
        let mut command = desktop.command(desktop.root().join("bin/walkthrough-browser"));
        // It is the desktop's to end: where one runs already, this only tells it the address.
        desktop.spawn(command.arg(address), LOG)?;
        Ok(())
    }

    /// Goes to the newest tab that shows an element, waiting for the browser and for the page.
    pub fn tab_showing(&mut self, desktop: &Desktop, css: &str) -> Result<&WebDriver> {
        self.attach(desktop)?;
        let Self { driver, done, .. } = self;
        let driver = driver.as_ref().ok_or_else(not_running)?;
        driver.wait(&format!("a page with {css} in the browser"), || {
            let mut tabs = driver.windows().ok()?;
            tabs.retain(|tab| !done.contains(tab));
            tabs.into_iter()
                .rev()
                .find(|tab| driver.switch_to(tab).is_ok() && driver.shows(css))
        })?;
        Ok(driver)
    }

    /// The tab that [`Self::tab_showing`] went to last.
    pub fn tab(&self) -> Result<&WebDriver> {
        self.driver.as_ref().ok_or_else(not_running)
    }

    /// Looks away from the tabs that are open now.
    pub fn leave_tabs(&mut self) {
        if let Some(tabs) = self
            .driver
            .as_ref()
            .and_then(|driver| driver.windows().ok())
        {
            self.done = tabs;
        }
    }

    /// Closes the browser, with every tab.
    pub fn close(&mut self) -> Result<()> {
        self.driver = None;
        self.done.clear();
        let Some(port) = self.debugging_port() else {
            return Ok(());
        };
        let pages = loopback::get(port, "/json/list")?;
        for page in pages.body.as_array().into_iter().flatten() {
            let id = page.get("id").and_then(Value::as_str).unwrap_or_default();
            // The last one takes the browser and its answer along.
            let _ = loopback::get(port, &format!("/json/close/{id}"));
        }
        wait_for("the browser to close", || {
            (!loopback::is_open(port)).then_some(())
        })
        .map_err(DesktopError::from)?;
        Ok(())
    }

    fn attach(&mut self, desktop: &Desktop) -> Result<()> {
        if self
            .driver
            .as_ref()
            .is_some_and(|driver| driver.windows().is_ok())
        {
            return Ok(());
        }
        self.driver = None;
        let port = wait_for("the browser to start", || self.debugging_port())
            .map_err(DesktopError::from)?;
        self.driver = Some(WebDriver::attach_to_chromium(desktop, port)?);
        Ok(())
    }

    /// Only while the browser runs.
    fn debugging_port(&self) -> Option<u16> {
        let file = fs::read_to_string(self.profile.join("DevToolsActivePort")).ok()?;
        let port = file.lines().next()?.parse().ok()?;
        loopback::is_open(port).then_some(port)
    }
}

fn not_running() -> WebDriverError {
    WebDriverError::Unreachable(std::io::ErrorKind::NotConnected.into())
}

fn desktop_entry(program: &str) -> String {
    format!(
        "[Desktop Entry]\nType=Application\nName=Browser\nExec={program} %u\n\
         MimeType=x-scheme-handler/http;x-scheme-handler/https;text/html;\n"
    )
}

fn default_applications() -> String {
    format!(
        "[Default Applications]\nx-scheme-handler/http={ENTRY}\nx-scheme-handler/https={ENTRY}\n\
         text/html={ENTRY}\n"
    )
}

/// What Chromium writes when somebody ticks "Always allow … to open links of this type".
fn preferences(origins: &[&str]) -> String {
    let allowed: Map<String, Value> = origins
        .iter()
        .map(|origin| ((*origin).to_owned(), json!({ SCHEME: true })))
        .collect();
    json!({ "protocol_handler": { "allowed_origin_protocol_pairs": allowed } }).to_string()
}
