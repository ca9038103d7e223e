//! What a client and its servers said to each other, judged from outside.
//!
//! The checks are those that Inferno's client test suite for SMART App Launch 2.2 makes of every authorization
//! request, token request and use of a token, and those of the OpenID Foundation's relying party tests that show
//! in a transcript. They need nothing of the server that was asked, so they judge a sign-in at a server of others
//! as well as one at the sandbox. Rules are the numbers of HL7's list of requirements.
//!
//! Must never know: how the sandbox decided. It is a second opinion.

mod authorization;
mod identity;
mod proof;
mod tokens;
mod usage;

#[cfg(test)]
mod tests;

use serde_json::Value;
use url::Url;

use crate::auth::Client;
use crate::journal::{RecordedRequest, Violation};

/// The addresses and registrations that the client was to keep to.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// The FHIR base URL: what `aud` must be, byte for byte.
    pub fhir_base: String,
    /// The issuer of id tokens.
    pub issuer: String,
    /// Where the browser is sent.
    pub authorization_endpoint: String,
    /// Where tokens are asked for: what the `aud` of a client assertion must be.
    pub token_endpoint: String,
    /// Every registration there was.
    pub clients: Vec<Client>,
    /// Every `launch` value that was issued.
    pub launches: Vec<String>,
    /// An installation registers its key with its first access token (RFC 7591 §3: an initial access token).
    pub installations: bool,
}

/// A whole conversation.
#[derive(Debug, Clone, Default)]
pub struct Transcript {
    /// What it was about.
    pub setting: Setting,
    /// Every request, in order of arrival, with what was answered.
    pub requests: Vec<RecordedRequest>,
}

/// Something that is wrong with the request at a place in the transcript.
pub(crate) struct Finding {
    pub(crate) place: usize,
    pub(crate) violation: Violation,
}

impl Transcript {
    /// Every requirement that the client violated. Empty: all were kept.
    pub fn violations(&self) -> Vec<Violation> {
        self.findings()
            .into_iter()
            .map(|finding| finding.violation)
            .collect()
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut found = authorization::findings(self);
        found.extend(tokens::findings(self));
        found.extend(identity::findings(self));
        found.extend(usage::findings(self));
        found
    }

    /// Requests for authorization, by GET or POST.
    fn authorizations(&self) -> impl Iterator<Item = (usize, &RecordedRequest)> {
        self.to(&self.setting.authorization_endpoint)
    }

    /// Requests for tokens.
    fn token_requests(&self) -> impl Iterator<Item = (usize, &RecordedRequest)> {
        self.to(&self.setting.token_endpoint)
    }

    fn to(&self, endpoint: &str) -> impl Iterator<Item = (usize, &RecordedRequest)> {
        let path = path(endpoint);
        let requests = self.requests.iter().enumerate();
        requests.filter(move |(_, request)| Some(&request.path) == path.as_ref())
    }

    /// The authorization request whose answer carried this code, and what went before `place` only.
    fn asked_for(&self, code: &str, place: usize) -> Option<&RecordedRequest> {
        let state = self.callbacks(place).find_map(|callback| {
            let has =
                |name: &str, value: &str| parameter(&callback, name).as_deref() == Some(value);
            has("code", code).then(|| parameter(&callback, "state"))?
        })?;
        self.authorizations()
            .map(|(_, request)| request)
            .find(|request| sent(request, "state").as_deref() == Some(state.as_str()))
    }

    /// The addresses at registered redirect URIs that the browser was sent to before `place`.
    fn callbacks(&self, place: usize) -> impl Iterator<Item = Url> {
        let answered = self.requests.iter().take(place);
        let locations = answered.filter_map(|request| request.answer.location.as_deref());
        let registered = |location: &&str| {
            let mut clients = self.setting.clients.iter();
            let uri = location.split_once('?').map(|(uri, _)| uri);
            uri.is_some_and(|uri| clients.any(|client| client.may_return_to(uri)))
        };
        locations
            .filter(registered)
            .filter_map(|location| Url::parse(location).ok())
    }

    /// The member of every answer with tokens that was given before `place`.
    fn issued<'a>(&'a self, member: &'a str, place: usize) -> impl Iterator<Item = &'a str> {
        self.token_requests()
            .take_while(move |(index, _)| *index < place)
            .filter_map(move |(_, request)| answered(request, member))
    }

    fn clients<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Client> {
        self.setting
            .clients
            .iter()
            .filter(move |client| client.id == id)
    }
}

fn path(endpoint: &str) -> Option<String> {
    Url::parse(endpoint).ok().map(|url| url.path().to_owned())
}

fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// A parameter of an authorization request, in its query or its form.
fn sent(request: &RecordedRequest, name: &str) -> Option<String> {
    let from_form = || request.form_value(name).map(str::to_owned);
    request.query_value(name).or_else(from_form)
}

/// A text of a JSON answer.
fn answered<'a>(request: &'a RecordedRequest, member: &str) -> Option<&'a str> {
    let body = request.answer.body.as_ref()?;
    body.get(member).and_then(Value::as_str)
}

fn finding(rule: u16, place: usize, request: &RecordedRequest, message: &str) -> Finding {
    let request = format!("{} {}", request.method, request.path);
    Finding {
        place,
        violation: Violation {
            rule,
            request,
            message: message.to_owned(),
        },
    }
}
