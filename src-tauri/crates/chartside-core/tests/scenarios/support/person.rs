//! A person whose browser goes over HTTP through the sandbox's real pages.

use std::sync::{Mutex, OnceLock};

use chartside_core::ipc::PastedRedirect;
use chartside_core::{App, Browser, BrowserUnavailable, Checked, PersonCheck, http};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
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
    /// Another person signs in, picks the first patient, allows.
    AllowAs(&'static str),
    /// Denies.
    Deny,
    /// Allows, and pastes the address that the browser ends at.
    Paste,
    /// Never comes back.
    WalkAway,
}

/// A person with a browser. What the browser is told to hand over goes to the app.
pub(crate) struct Person {
    will: Mutex<Will>,
    pub(super) app: OnceLock<App>,
    http: reqwest::Client,
    /// What the system says of who unlocks.
    pub(crate) checked: Mutex<Checked>,
    /// Addresses opened.
    pub(crate) opened: Mutex<Vec<Url>>,
    /// Links handed over.
    pub(crate) links: Mutex<Vec<String>>,
}

impl Person {
    pub(super) fn new(will: Will) -> Self {
        Self {
            will: Mutex::new(will),
            app: OnceLock::new(),
            http: http::client().unwrap().client(),
            checked: Mutex::new(Checked::Same),
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

impl PersonCheck for Person {
    fn check(&self) -> BoxFuture<'_, Checked> {
        let checked = *self.checked.lock().unwrap();
        std::future::ready(checked).boxed()
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
    if page.contains("<form id=\"authorize\"") {
        let inputs = form.split("type=\"hidden\"").skip(1);
        let field = |input| Some((attribute(input, "name")?, attribute(input, "value")?));
        return Some((action, inputs.filter_map(field).collect()));
    }
    let interaction = attribute(after(form, "name=\"interaction\"")?, "value")?;
    let mut fields = vec![("interaction".to_owned(), interaction)];
    if form.contains("id=\"password\"") {
        let user = match will {
            Will::AllowAs(user) => user,
            _ => "clinician",
        };
        fields.push(("user".into(), user.into()));
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
        | Will::AllowAs(_)
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
