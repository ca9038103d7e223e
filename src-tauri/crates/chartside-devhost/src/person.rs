//! A scripted person who signs in at the sandbox over HTTP, with the forms that a real one sees:
//! user name and password, a patient, "Allow".

use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::redirect::Policy;
use thiserror::Error;
use url::{Url, form_urlencoded};

use crate::html::{Form, Tag, post_forms, tags};

/// Pages that a sign-in takes at most.
const PAGES: usize = 10;

/// Who signs in.
#[derive(Debug, Clone)]
pub struct Person {
    /// User name at the sandbox.
    pub user: String,
    /// Password at the sandbox.
    pub password: String,
    /// The patient to choose; the first one where absent.
    pub patient: Option<String>,
}

impl Default for Person {
    /// The sandbox's clinician, who takes the first patient.
    fn default() -> Self {
        Self {
            user: "clinician".to_owned(),
            password: "demo".to_owned(),
            patient: None,
        }
    }
}

/// Why the person did not get to the end.
#[derive(Debug, Error)]
pub enum PersonError {
    /// The server did not answer.
    #[error("the sign-in pages cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// A page without a form that the person knows.
    #[error("the person does not know what to do with a page (status {0})")]
    Puzzled(u16),
}

impl From<reqwest::Error> for PersonError {
    fn from(error: reqwest::Error) -> Self {
        Self::Unreachable(error.without_url())
    }
}

/// What to ask for next.
enum Step {
    Get(Url),
    Post(Url, String),
    /// The link goes to an app.
    Hand(String),
}

impl Person {
    /// Goes from the authorization page to the link that the browser hands to the operating system.
    pub async fn sign_in(&self, start: &Url) -> Result<String, PersonError> {
        let browser = reqwest::Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .build()?;
        let mut step = Step::Get(start.clone());
        for _ in 0..PAGES {
            let request = match step {
                Step::Hand(link) => return Ok(link),
                Step::Get(url) => browser.get(url),
                Step::Post(url, form) => browser
                    .post(url)
                    .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(form),
            };
            step = self.look_at(request.send().await?).await?;
        }
        Err(PersonError::Puzzled(0))
    }

    async fn look_at(&self, page: reqwest::Response) -> Result<Step, PersonError> {
        let (status, here) = (page.status().as_u16(), page.url().clone());
        let location = page
            .headers()
            .get(LOCATION)
            .and_then(|link| link.to_str().ok());
        let next = if let Some(link) = location {
            go(&here, link)
        } else {
            self.fill_in(&here, &page.text().await?)
        };
        next.ok_or(PersonError::Puzzled(status))
    }

    fn fill_in(&self, here: &Url, html: &str) -> Option<Step> {
        let tags = tags(html);
        let to_app = tags
            .iter()
            .filter_map(|tag| tag.get("href"))
            .find(|link| is_for_an_app(here, link));
        if let Some(link) = to_app {
            return Some(Step::Hand(link.to_owned()));
        }
        let form = post_forms(tags).into_iter().next()?;
        let target = here.join(&form.action).ok()?;
        let fields = form
            .inputs
            .iter()
            .filter_map(|input| self.value(input))
            .chain(self.press(&form));
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        Some(Step::Post(target, body))
    }

    /// What the person puts into a field; `None` for a box that is not ticked.
    fn value<'a>(&'a self, input: &'a Tag) -> Option<(&'a str, &'a str)> {
        let name = input.get("name")?;
        match (name, input.get("type")) {
            ("user", _) => Some((name, &self.user)),
            ("password", _) => Some((name, &self.password)),
            (_, Some("checkbox")) if input.get("checked").is_none() => None,
            _ => Some((name, input.get("value").unwrap_or_default())),
        }
    }

    /// The button pressed: the wanted patient, else `#allow`, else the first one.
    fn press<'a>(&'a self, form: &'a Form) -> Option<(&'a str, &'a str)> {
        let first = form.buttons.first()?;
        let button = form
            .buttons
            .iter()
            .find(|button| button.get("id") == Some("allow"))
            .unwrap_or(first);
        let value = button.get("value").unwrap_or_default();
        let wanted = self
            .patient
            .as_deref()
            .filter(|_| button.get("data-patient").is_some());
        Some((button.get("name")?, wanted.unwrap_or(value)))
    }
}

fn go(here: &Url, link: &str) -> Option<Step> {
    if is_for_an_app(here, link) {
        return Some(Step::Hand(link.to_owned()));
    }
    here.join(link).ok().map(Step::Get)
}

fn is_for_an_app(here: &Url, link: &str) -> bool {
    here.join(link)
        .is_ok_and(|url| !matches!(url.scheme(), "http" | "https"))
}
