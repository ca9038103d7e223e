//! A person whose browser is driven over HTTP: follows redirects, keeps cookies, fills in the forms of others.

use std::collections::HashMap;

use url::{Url, form_urlencoded};

use crate::CALLBACK;

/// What the person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Signs in and agrees.
    Allow,
    /// Signs in, then leaves by the page's own way out.
    Cancel,
}

/// The pages did not lead anywhere.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    /// The server does not answer.
    #[error("no answer in the browser")]
    NoAnswer(#[from] reqwest::Error),
    /// The pages have no way on.
    #[error("the page has no way on (status {status}): {page}")]
    NoWayOn {
        /// The status of the last page.
        status: u16,
        /// The last page.
        page: String,
    },
}

/// A browser with nothing in it yet.
#[derive(Debug)]
pub struct Browser {
    http: reqwest::Client,
    cookies: HashMap<String, String>,
}

impl Browser {
    /// Opens an empty one.
    pub fn new() -> Result<Self, Lost> {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        Ok(Self {
            http: http.no_proxy().pool_max_idle_per_host(0).build()?,
            cookies: HashMap::new(),
        })
    }

    /// From the authorization address to the link at the end of the pages.
    pub async fn walk(
        &mut self,
        address: &str,
        user: &str,
        decision: Decision,
    ) -> Result<String, Lost> {
        let mut answer = self.get(address).await?;
        for _ in 0..20 {
            let place = answer.url().clone();
            if let Some(location) = location(&answer) {
                if location.starts_with(CALLBACK) {
                    return Ok(location);
                }
                answer = self.get(&resolve(&place, &location)).await?;
                continue;
            }
            let status = answer.status().as_u16();
            let page = answer.text().await?;
            let Some((action, fields)) = form(&page, user) else {
                return Err(Lost::NoWayOn { status, page });
            };
            let is_consent = fields.iter().any(|(_, value)| value == "consent");
            let action = resolve(&place, &action);
            answer = if is_consent && decision == Decision::Cancel {
                self.get(&format!("{action}/abort")).await?
            } else {
                self.post(&action, &fields).await?
            };
        }
        let page = "the pages do not end".to_owned();
        Err(Lost::NoWayOn { status: 0, page })
    }

    /// Opens a page without following where it leads.
    pub async fn get(&mut self, address: &str) -> Result<reqwest::Response, Lost> {
        let request = self.http.get(address).header("accept", "text/html");
        self.send(request).await
    }

    async fn post(
        &mut self,
        address: &str,
        fields: &[(String, String)],
    ) -> Result<reqwest::Response, Lost> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let kind = "application/x-www-form-urlencoded";
        let request = self
            .http
            .post(address)
            .header("content-type", kind)
            .body(body);
        self.send(request).await
    }

    /// Sends JSON, as the scripts of a page do.
    pub async fn script(
        &mut self,
        method: reqwest::Method,
        address: &str,
        document: &serde_json::Value,
    ) -> Result<reqwest::Response, Lost> {
        let request = self
            .http
            .request(method, address)
            .header("content-type", "application/json");
        self.send(request.body(document.to_string())).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Result<reqwest::Response, Lost> {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = request.header("cookie", cookies.join("; ")).send().await?;
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie
                .to_str()
                .unwrap_or_default()
                .split(';')
                .next()
                .unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        self.cookies.retain(|_, value| !value.is_empty());
        Ok(answer)
    }
}

fn location(answer: &reqwest::Response) -> Option<String> {
    let location = answer.headers().get("location")?;
    location.to_str().ok().map(str::to_owned)
}

fn resolve(place: &Url, link: &str) -> String {
    place
        .join(link)
        .map_or_else(|_| link.to_owned(), String::from)
}

/// The first form of the page, filled in.
fn form(page: &str, user: &str) -> Option<(String, Vec<(String, String)>)> {
    let form = page.split("<form").nth(1)?.split("</form>").next()?;
    let action = attribute(form, "action")?;
    let inputs = form.split("<input").skip(1);
    let fields = inputs.filter_map(|input| {
        let input = input.split('>').next()?;
        let name = attribute(input, "name")?;
        let value = match name.as_str() {
            "login" => user.to_owned(),
            "password" => "demo".to_owned(),
            _ => attribute(input, "value")?,
        };
        Some((name, value))
    });
    Some((action, fields.collect()))
}

fn attribute(text: &str, name: &str) -> Option<String> {
    let value = text
        .split_once(&format!("{name}=\""))?
        .1
        .split('"')
        .next()?;
    Some(
        value
            .replace("&amp;", "&")
            .replace("&#39;", "'")
            .replace("&quot;", "\""),
    )
}
