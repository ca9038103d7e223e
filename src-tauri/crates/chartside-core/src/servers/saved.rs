//! A saved server and its form on the screens.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use session_store::{Server, SessionId};
use smart_app_launch::registration::RedirectUri;
use smart_app_launch::{FhirBaseUrl, ScopeSet};

use super::{book, not_of_policy, register, secret};
use crate::app::{App, new_name};
use crate::ipc::{
    Authentication, PinnedEndpoint, RedirectWay, SaveServer, ServerSummary, SessionRef,
};
use crate::problem::{Problem, ProblemCode};
use crate::vendors::Vendor;

/// Longest name that is kept.
const LONGEST_NAME: usize = 120;
/// Client ids are short; whatever is longer was pasted by mistake.
const LONGEST_CLIENT_ID: usize = 512;
/// Where it is kept that the key of this installation is registered.
pub(super) const KEY_REGISTERED: &str = "keyRegistered";
/// Where the https page is kept that hands the answer on.
const REDIRECT_URI: &str = "redirectUri";
/// Where it is kept that the authorization request goes by POST.
const AUTHORIZE_POST: &str = "authorizePost";

/// A server's settings, read.
#[derive(Debug, Clone)]
pub(crate) struct Settled {
    pub(crate) authentication: Authentication,
    pub(crate) redirect: RedirectWay,
    pub(crate) key_registered: bool,
    /// The https page that hands the answer on.
    pub(crate) redirect_uri: Option<RedirectUri>,
    pub(crate) authorize_post: bool,
}

impl Settled {
    /// A word that this version does not know counts as `automatic`.
    pub(crate) fn of(server: &Server) -> Self {
        let flag = |name| server.unknown.get(name).and_then(Value::as_bool);
        let uri = server.unknown.get(REDIRECT_URI).and_then(Value::as_str);
        Self {
            authentication: word(&server.authentication),
            redirect: word(&server.redirect),
            key_registered: flag(KEY_REGISTERED).unwrap_or_default(),
            redirect_uri: uri.and_then(bounce_page),
            authorize_post: flag(AUTHORIZE_POST).unwrap_or_default(),
        }
    }
}

/// The address of a page that hands the answer on: `https`, so that nobody between reads the code.
fn bounce_page(text: &str) -> Option<RedirectUri> {
    let uri = RedirectUri::parse(text).ok()?;
    text.starts_with("https://").then_some(uri)
}

pub(crate) fn word<T: DeserializeOwned + Default>(text: &str) -> T {
    serde_json::from_value(Value::from(text)).unwrap_or_default()
}

pub(crate) fn text(word: impl Serialize) -> String {
    let value = serde_json::to_value(word).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// The profile of a saved server.
pub(crate) fn vendor(server: &Server) -> &'static Vendor {
    let chosen = server.vendor.as_deref().and_then(Vendor::named);
    let by_address = || {
        let base = FhirBaseUrl::parse_exact(&server.fhir_base_url).ok()?;
        Vendor::of_address(&base)
    };
    chosen.or_else(by_address).unwrap_or_else(Vendor::generic)
}

pub(super) async fn summary(app: &App, server: &Server) -> ServerSummary {
    let settled = Settled::of(server);
    ServerSummary {
        server: server.server.to_string(),
        name: server.name.clone(),
        fhir_base_url: server.fhir_base_url.clone(),
        host: crate::app::host_of(&server.fhir_base_url),
        client_id: server.client_id.clone(),
        authentication: settled.authentication,
        has_secret: secret::is_kept(&app.ports().secrets, server.server).await,
        key_registered: settled.key_registered,
        redirect_uri: settled.redirect_uri.map(|uri| uri.as_str().to_owned()),
        authorize_post: settled.authorize_post,
        scope: server.scope.clone(),
        redirect: settled.redirect,
        vendor: vendor(server).name.clone(),
        vendor_chosen: server.vendor.is_some(),
        endpoints: pinned(&server.endpoints),
        from_policy: app.policy().server(server.server).is_some(),
    }
}

fn pinned(endpoints: &BTreeMap<String, String>) -> Vec<PinnedEndpoint> {
    let one = |(name, address): (&String, &String)| PinnedEndpoint {
        name: name.clone(),
        address: address.clone(),
    };
    endpoints.iter().map(one).collect()
}

pub(super) async fn save(app: &App, wanted: SaveServer) -> Result<Server, Problem> {
    let before = match &wanted.server {
        Some(server) => Some(super::known(app, server).await?),
        None => None,
    };
    match &before {
        Some(before) => not_of_policy(app, before)?,
        None => app.policy().permits_changes()?,
    }
    let server = checked(wanted, before.as_ref())?;
    app.policy()
        .permits(&FhirBaseUrl::parse_exact(&server.fhir_base_url)?)?;
    let saved = app.ports().connections.put_server(server.clone()).await;
    saved.map_err(|error| Problem::new(ProblemCode::StorageFailed).logged(&error))?;
    Ok(server)
}

/// Nothing is saved that could not be used.
pub(crate) fn checked(wanted: SaveServer, before: Option<&Server>) -> Result<Server, Problem> {
    let vendor = wanted.vendor.filter(|vendor| !vendor.is_empty());
    let is_known = |name: &str| Vendor::named(name).is_some();
    if !vendor.as_deref().is_none_or(is_known) {
        return Err(Problem::new(ProblemCode::Internal));
    }
    let base = FhirBaseUrl::parse(&wanted.fhir_base_url)
        .map_err(|error| Problem::from(error).logged(&error))?;
    let scope = wanted
        .scope
        .as_deref()
        .map(str::trim)
        .filter(|scope| !scope.is_empty());
    if let Some(scope) = scope {
        ScopeSet::parse(scope)
            .map_err(|error| Problem::new(ProblemCode::ScopeInvalid).logged(&error))?;
    }
    let same_place = before.filter(|before| before.fhir_base_url == base.as_str());
    let endpoints = same_place
        .map(|before| before.endpoints.clone())
        .unwrap_or_default();
    let mut unknown = before
        .map(|before| before.unknown.clone())
        .unwrap_or_default();
    unknown.insert(KEY_REGISTERED.to_owned(), wanted.key_registered.into());
    unknown.insert(AUTHORIZE_POST.to_owned(), wanted.authorize_post.into());
    match redirect_uri(wanted.redirect, wanted.redirect_uri.as_deref())? {
        Some(uri) => unknown.insert(REDIRECT_URI.to_owned(), uri.as_str().into()),
        None => unknown.remove(REDIRECT_URI),
    };
    Ok(Server {
        server: match before {
            Some(before) => before.server,
            None => new_name()?,
        },
        name: name(&wanted.name, &base),
        client_id: client_id(wanted.client_id.as_deref())?,
        authentication: text(wanted.authentication),
        scope: scope.map(str::to_owned),
        redirect: text(wanted.redirect),
        vendor,
        endpoints,
        fhir_base_url: base.as_str().to_owned(),
        unknown,
    })
}

fn name(wanted: &str, base: &FhirBaseUrl) -> String {
    let plain: String = wanted
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME)
        .collect();
    if plain.is_empty() {
        base.host().to_owned()
    } else {
        plain
    }
}

/// An https page that hands the answer on; the way that needs one is not saved without.
fn redirect_uri(way: RedirectWay, wanted: Option<&str>) -> Result<Option<RedirectUri>, Problem> {
    let invalid = || Problem::new(ProblemCode::RedirectUriInvalid);
    let wanted = wanted.map(str::trim).filter(|uri| !uri.is_empty());
    match wanted {
        Some(uri) => bounce_page(uri).map(Some).ok_or_else(invalid),
        None if way == RedirectWay::Https => Err(invalid()),
        None => Ok(None),
    }
}

/// The way that worked is the one to begin with from now on.
pub(crate) async fn comes_back_by(app: &App, server: SessionId, way: RedirectWay) {
    book::learn(app, server, |server| server.redirect = text(way)).await;
}

/// RFC 6749 §A.1: visible ASCII and blanks.
fn client_id(wanted: Option<&str>) -> Result<Option<String>, Problem> {
    let Some(id) = wanted.map(str::trim).filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    if id.len() > LONGEST_CLIENT_ID || !id.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err(Problem::new(ProblemCode::ClientIdInvalid));
    }
    Ok(Some(id.to_owned()))
}

/// The sign-ins go first, while the secret that ends them at the server is still there.
pub(super) async fn remove(app: &App, server: SessionId) -> Result<(), Problem> {
    for connection in app.ports().connections.list().await {
        if connection.server == Some(server) {
            let session = connection.session.to_string();
            app.forget_connection(SessionRef { session }).await?;
        }
    }
    register::end(app, server).await;
    secret::forget(&app.ports().secrets, server).await;
    let removed = app.ports().connections.remove_server(server).await;
    removed.map_err(|error| Problem::new(ProblemCode::StorageFailed).logged(&error))
}

/// The addresses that tokens came from are the ones that the person agreed to.
pub(crate) async fn pin(app: &App, server: SessionId, endpoints: &BTreeMap<String, String>) {
    book::learn(app, server, |server| {
        server.endpoints.clone_from(endpoints);
    })
    .await;
}
