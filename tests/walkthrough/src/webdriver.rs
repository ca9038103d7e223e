//! A W3C WebDriver client (<https://www.w3.org/TR/webdriver2/>), as much of it as a scripted person
//! needs. It attaches to a window that the operating system has already opened.

use std::io;
use std::process::Child;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::desktop::{Desktop, DesktopError};
use crate::loopback::{self, Answer};
use crate::wait::{TimedOut, wait_at_most, wait_for};

/// A command did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum WebDriverError {
    /// The driver does not answer: it, the app or the browser has ended.
    #[error("the driver does not answer")]
    Unreachable(#[from] io::Error),
    /// The driver answered with an error.
    #[error("{command}: {error}: {message}")]
    Refused {
        /// What was asked.
        command: String,
        /// The error's name in the specification.
        error: String,
        /// The driver's own words.
        message: String,
    },
    /// The answer is not what the specification says.
    #[error("{0}: unexpected answer")]
    Unexpected(String),
    /// What was waited for did not appear.
    #[error("{source}; the page says: {page}")]
    NotThere {
        /// What.
        source: TimedOut,
        /// The text of the page instead.
        page: String,
    },
    /// The driver cannot be started.
    #[error(transparent)]
    Desktop(#[from] DesktopError),
}

type Result<T> = std::result::Result<T, WebDriverError>;

/// Key of an element reference (W3C WebDriver, "web element identifier").
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
const CONTROL: char = '\u{E009}';
const BACKSPACE: char = '\u{E003}';

/// Calls back when the page is on screen as it is now; not later than some seconds, as a page that
/// nobody sees is not drawn.
const WHEN_DRAWN: &str = "
    const done = arguments[arguments.length - 1];
    setTimeout(done, 4000);
    document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));
";

/// How long a page may take to come to rest before a picture is taken of it as it is.
const REST: Duration = Duration::from_secs(20);

/// How often a picture is taken anew because it differs from the one before.
const ALIKE_AT_MOST: usize = 5;

/// How long a driver may take to attach; it is done in a second.
const ATTACHED: Duration = Duration::from_secs(25);

/// Drivers that are tried.
const ATTEMPTS: usize = 3;

/// The Enter key.
pub const ENTER: &str = "\u{E007}";
/// The Escape key.
pub const ESCAPE: &str = "\u{E00C}";

/// A WebDriver session with one browser or app.
#[derive(Debug)]
pub struct WebDriver {
    port: u16,
    session: String,
    driver: Child,
}

impl WebDriver {
    /// Attaches to a WebKitGTK app whose environment has `WEBKIT_INSPECTOR_SERVER=127.0.0.1:port`.
    ///
    /// An app that ends while it is attached to, or begins again, leaves its driver without an answer:
    /// then the next one is asked.
    pub fn attach_to_webkit(desktop: &Desktop, inspector: u16) -> Result<Self> {
        let mut attached = Self::attach_to_port(desktop, inspector);
        for _ in 1..ATTEMPTS {
            if !matches!(attached, Err(WebDriverError::Unreachable(_))) {
                break;
            }
            attached = Self::attach_to_port(desktop, inspector);
        }
        attached
    }

    fn attach_to_port(desktop: &Desktop, inspector: u16) -> Result<Self> {
        wait_for("the app's inspector port", || {
            loopback::is_open(inspector).then_some(())
        })
        .map_err(DesktopError::from)?;
        let target = format!("--target=127.0.0.1:{inspector}");
        Self::attach(desktop, "WebKitWebDriver", &[target], &json!({}))
    }

    /// Attaches to a Chromium whose debugging port is `port`.
    pub fn attach_to_chromium(desktop: &Desktop, port: u16) -> Result<Self> {
        let address = format!("127.0.0.1:{port}");
        let options = json!({ "goog:chromeOptions": { "debuggerAddress": address } });
        Self::attach(desktop, "chromedriver", &[], &options)
    }

    fn attach(
        desktop: &Desktop,
        program: &str,
        arguments: &[String],
        capabilities: &Value,
    ) -> Result<Self> {
        let port = loopback::free_port()?;
        let mut command = desktop.command(program);
        command.arg(format!("--port={port}")).args(arguments);
        let driver = desktop.spawn(&mut command, &format!("{program}.log"))?;
        let mut attached = Self {
            port,
            session: String::new(),
            driver,
        };
        wait_for(format!("{program} to be ready"), || {
            loopback::get(port, "/status")
                .ok()
                .filter(|answer| answer.status == 200)
        })
        .map_err(DesktopError::from)?;
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = loopback::request_within(ATTACHED, "POST", port, "/session", Some(&body))?;
        let session = attached.value_of("POST", "/session", answer)?;
        attached.session = string(&session, "sessionId");
        Ok(attached)
    }

    fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let answer = loopback::request(method, self.port, path, body)?;
        self.value_of(method, path, answer)
    }

    fn value_of(&self, method: &str, path: &str, mut answer: Answer) -> Result<Value> {
        let value = answer
            .body
            .get_mut("value")
            .map(Value::take)
            .unwrap_or_default();
        if answer.status == 200 {
            return Ok(value);
        }
        Err(WebDriverError::Refused {
            command: format!("{method} {}", path.replace(&self.session, "..")),
            error: string(&value, "error"),
            message: string(&value, "message"),
        })
    }

    fn ask(&self, what: &str) -> Result<Value> {
        self.send("GET", &format!("/session/{}/{what}", self.session), None)
    }

    fn tell(&self, what: &str, body: &Value) -> Result<Value> {
        self.send(
            "POST",
            &format!("/session/{}/{what}", self.session),
            Some(body),
        )
    }

    /// The first element that matches, now.
    pub fn find(&self, css: &str) -> Result<Option<String>> {
        match self.tell("element", &json!({ "using": "css selector", "value": css })) {
            Ok(element) => Ok(Some(string(&element, ELEMENT))),
            Err(WebDriverError::Refused { error, .. }) if error == "no such element" => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether an element matches, now.
    pub fn shows(&self, css: &str) -> bool {
        self.find(css).is_ok_and(|found| found.is_some())
    }

    /// Waits until an element matches.
    pub fn wait_for(&self, css: &str) -> Result<String> {
        self.wait(css, || self.find(css).ok().flatten())
    }

    /// Waits until no element matches.
    pub fn wait_until_gone(&self, css: &str) -> Result<()> {
        self.wait(&format!("{css} to go"), || {
            matches!(self.find(css), Ok(None)).then_some(())
        })
    }

    /// Waits until `look` gives something; says what the page shows if it never does.
    pub fn wait<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> Result<T> {
        wait_for(what, look).map_err(|source| WebDriverError::NotThere {
            source,
            page: self.text("body").unwrap_or_default(),
        })
    }

    /// Clicks the first element that matches, as soon as it can be clicked.
    pub fn click(&self, css: &str) -> Result<()> {
        // It may be replaced, covered or disabled for a moment while the page is drawn.
        self.wait(&format!("{css} to be clickable"), || {
            let element = self.find(css).ok()??;
            self.ask(&format!("element/{element}/enabled"))
                .ok()?
                .as_bool()?
                .then_some(())?;
            self.tell(&format!("element/{element}/click"), &json!({}))
                .ok()
        })?;
        Ok(())
    }

    /// Types `text` in place of what the field holds.
    pub fn type_into(&self, css: &str, text: &str) -> Result<()> {
        let element = self.wait_for(css)?;
        // Keys are released at the end of a command only: WebKit's driver knows no NULL key.
        for keys in [format!("{CONTROL}a"), format!("{BACKSPACE}{text}")] {
            self.tell(
                &format!("element/{element}/value"),
                &json!({ "text": keys }),
            )?;
        }
        Ok(())
    }

    /// Pastes the clipboard in place of what the field holds.
    pub fn paste_into(&self, css: &str) -> Result<()> {
        self.type_into(css, "")?;
        let element = self.wait_for(css)?;
        let keys = json!({ "text": format!("{CONTROL}v") });
        self.tell(&format!("element/{element}/value"), &keys)
            .map(drop)
    }

    /// What a field holds.
    pub fn value(&self, css: &str) -> Result<String> {
        let element = self.wait_for(css)?;
        let value = self.ask(&format!("element/{element}/property/value"))?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Types into whatever has the focus.
    pub fn type_keys(&self, keys: &str) -> Result<()> {
        let active = self.ask("element/active")?;
        let element = string(&active, ELEMENT);
        self.tell(
            &format!("element/{element}/value"),
            &json!({ "text": keys }),
        )?;
        Ok(())
    }

    /// The text of the first element that matches, as a person sees it.
    pub fn text(&self, css: &str) -> Result<String> {
        let element = self
            .find(css)?
            .ok_or_else(|| WebDriverError::Unexpected(css.to_owned()))?;
        let text = self.ask(&format!("element/{element}/text"))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The text of every element that matches.
    pub fn texts(&self, css: &str) -> Result<Vec<String>> {
        self.strings(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)",
            css,
        )
    }

    /// An attribute of every element that matches and has it.
    pub fn attributes(&self, css: &str, name: &str) -> Result<Vec<String>> {
        let script = format!(
            "return [...document.querySelectorAll(arguments[0])]\
             .map(e => e.getAttribute('{name}')).filter(v => v !== null)"
        );
        self.strings(&script, css)
    }

    fn strings(&self, script: &str, css: &str) -> Result<Vec<String>> {
        let found = self.run_script(script, &json!([css]))?;
        serde_json::from_value(found).map_err(|_| WebDriverError::Unexpected(css.to_owned()))
    }

    /// Runs a script in the page.
    pub fn run_script(&self, script: &str, arguments: &Value) -> Result<Value> {
        self.tell(
            "execute/sync",
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// The page's address.
    pub fn url(&self) -> Result<String> {
        Ok(self.ask("url")?.as_str().unwrap_or_default().to_owned())
    }

    /// Everything in the page, as HTML.
    pub fn source(&self) -> Result<String> {
        Ok(self.ask("source")?.as_str().unwrap_or_default().to_owned())
    }

    /// A picture of the page once it has come to rest, as PNG.
    ///
    /// The screens mark what still waits for an answer as busy. What is drawn lags behind what is there,
    /// so two pictures in a row have to be the same; a caret that blinks must not keep it from ending.
    pub fn picture(&self) -> Result<Vec<u8>> {
        let busy = "[aria-busy=true]";
        // A page that never comes to rest is worth a picture too.
        let _ = wait_at_most(REST, "the page to come to rest", || {
            matches!(self.find(busy), Ok(None)).then_some(())
        });
        let mut last = self.drawn()?;
        for _ in 0..ALIKE_AT_MOST {
            let now = self.drawn()?;
            if now == last {
                break;
            }
            last = now;
        }
        Ok(last)
    }

    fn drawn(&self) -> Result<Vec<u8>> {
        // Or it would be what was last drawn, before the change that was waited for.
        self.tell(
            "execute/async",
            &json!({ "script": WHEN_DRAWN, "args": [] }),
        )?;
        let picture = self.ask("screenshot")?;
        STANDARD
            .decode(picture.as_str().unwrap_or_default())
            .map_err(|_| WebDriverError::Unexpected("screenshot".to_owned()))
    }

    /// The tabs and windows, oldest first.
    pub fn windows(&self) -> Result<Vec<String>> {
        let handles = self.ask("window/handles")?;
        serde_json::from_value(handles)
            .map_err(|_| WebDriverError::Unexpected("window handles".to_owned()))
    }

    /// Makes the other commands mean this tab.
    pub fn switch_to(&self, window: &str) -> Result<()> {
        self.tell("window", &json!({ "handle": window })).map(drop)
    }
}

fn string(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

impl Drop for WebDriver {
    fn drop(&mut self) {
        // Ending the driver detaches it; app and browser go on.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
