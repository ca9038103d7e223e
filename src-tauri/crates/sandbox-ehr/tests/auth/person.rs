//! A scripted person at a browser without script: reads the page, fills in its form, presses a button.

use reqwest::{Client, Response, StatusCode, header, redirect};
use url::Url;

/// What a browser is at: a page, or another application.
#[derive(Debug)]
pub(crate) enum Shown {
    Page { status: StatusCode, html: String },
    Application(Url),
}

pub(crate) struct Person {
    pub(crate) http: Client,
    pub(crate) base_url: String,
    pub(crate) user: String,
    /// The patient to choose; `None`: the first one offered.
    pub(crate) patient: Option<String>,
    /// Scopes to untick.
    pub(crate) unticked: Vec<String>,
    pub(crate) button: &'static str,
}

/// An HTTP client that follows nothing and knows no proxy.
pub(crate) fn http() -> Client {
    Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

/// Form-encodes.
pub(crate) fn form<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

impl Person {
    pub(crate) fn at(base_url: &str) -> Self {
        Self {
            http: http(),
            base_url: base_url.to_owned(),
            user: "clinician".to_owned(),
            patient: None,
            unticked: Vec::new(),
            button: "allow",
        }
    }

    /// Opens an address and answers every page until the browser is sent to the application.
    pub(crate) async fn walk(&self, address: &str) -> Url {
        let mut shown = self.open(address).await;
        for _ in 0..4 {
            shown = match shown {
                Shown::Application(url) => return url,
                Shown::Page { html, .. } => self.answer(&html).await,
            };
        }
        panic!("too many pages, the last was {shown:?}");
    }

    pub(crate) async fn open(&self, address: &str) -> Shown {
        look(self.http.get(address).send().await.unwrap()).await
    }

    /// Fills in whichever page this is.
    pub(crate) async fn answer(&self, html: &str) -> Shown {
        let interaction =
            value_of(html, "interaction").unwrap_or_else(|| panic!("no form in {html}"));
        let mut fields = vec![("interaction", interaction)];
        let action = if html.contains("id=\"password\"") {
            fields.extend([("user", self.user.clone()), ("password", "demo".to_owned())]);
            "/auth/sign-in"
        } else if html.contains("id=\"patient-search\"") {
            fields.push((
                "patient",
                self.patient
                    .clone()
                    .unwrap_or_else(|| all(html, "data-patient")[0].clone()),
            ));
            "/auth/patients"
        } else {
            fields.push(("decision", self.button.to_owned()));
            let ticked = all(html, "name=\"scope\" value")
                .into_iter()
                .filter(|scope| !self.unticked.contains(scope));
            fields.extend(ticked.map(|scope| ("scope", scope)));
            "/auth/consent"
        };
        self.post(action, &fields).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, String)]) -> Shown {
        let request = self
            .http
            .post(format!("{}{path}", self.base_url))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form(fields));
        look(request.send().await.unwrap()).await
    }
}

async fn look(response: Response) -> Shown {
    match response.headers().get(header::LOCATION) {
        Some(location) => Shown::Application(Url::parse(location.to_str().unwrap()).unwrap()),
        None => Shown::Page {
            status: response.status(),
            html: response.text().await.unwrap(),
        },
    }
}

/// The value of a hidden field.
pub(crate) fn value_of(html: &str, name: &str) -> Option<String> {
    all(html, &format!("name=\"{name}\" value"))
        .into_iter()
        .next()
}

/// Every value of an attribute, unescaped.
pub(crate) fn all(html: &str, attribute: &str) -> Vec<String> {
    let start = format!("{attribute}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|value| {
            value
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
        })
        .collect()
}
