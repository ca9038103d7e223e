//! What to enter where an app is registered with a server (SMART App Launch 2.2, "Register App with
//! EHR"; client metadata of RFC 7591 §2).

use serde_json::{Value, json};
use smart_app_launch::registration::RedirectUri;

use super::discoveries::discover;
use super::saved::{self, Settled};
use crate::app::App;
use crate::clients::install_key;
use crate::ipc::{Authentication, RedirectWay, RegistrationHelp, RegistrationQuery};
use crate::problem::Problem;
use crate::sign_in::default_scopes;
use crate::vendors::Vendor;
use crate::{LAUNCH_URI, REDIRECT_URI};

pub(crate) const CLIENT_NAME: &str = "Chartside";
pub(super) const HOME_PAGE: &str = env!("CARGO_PKG_REPOSITORY");
/// RFC 8252 §7.3: the port is chosen when the sign-in begins.
const LOOPBACK_URI: &str = "http://127.0.0.1/callback";

pub(super) async fn help(
    app: &App,
    query: &RegistrationQuery,
) -> Result<RegistrationHelp, Problem> {
    let server = match &query.server {
        Some(server) => Some(super::known(app, server).await?),
        None => None,
    };
    let vendor = server.as_ref().map_or_else(Vendor::generic, saved::vendor);
    let base = server
        .as_ref()
        .and_then(|server| smart_app_launch::FhirBaseUrl::parse_exact(&server.fhir_base_url).ok());
    // Help is of use where the server cannot be reached, too.
    let found = match &base {
        Some(base) => discover(app, base, false).await.ok(),
        None => None,
    };
    let configuration = found.map(|found| found.discovery.configuration.clone());
    let configuration = configuration.unwrap_or_default();
    let chosen = server.as_ref().and_then(|server| server.scope.clone());
    let scope = chosen.unwrap_or_else(|| default_scopes(vendor, &configuration, false).to_string());
    let redirect_uris = redirect_uris(server.as_ref().map(Settled::of).as_ref());
    let jwks = jwks(app, query.authentication).await?;
    let metadata = metadata(query.authentication, &redirect_uris, &scope, jwks.as_ref());
    Ok(RegistrationHelp {
        client_name: CLIENT_NAME.to_owned(),
        redirect_uris,
        launch_uri: LAUNCH_URI.to_owned(),
        scope,
        jwks: jwks.as_ref().map(pretty),
        metadata: pretty(&metadata),
        can_register: configuration.registration_endpoint.usable().is_some(),
    })
}

/// Those of the chosen way, the first one first where only one is taken.
pub(super) fn redirect_uris(settled: Option<&Settled>) -> Vec<String> {
    let page = settled.and_then(|settled| settled.redirect_uri.as_ref());
    let page = page.map(RedirectUri::as_str);
    let way = settled.map(|settled| settled.redirect).unwrap_or_default();
    let ways = match (way, page) {
        (RedirectWay::Https | RedirectWay::Paste, Some(page)) => vec![page],
        (RedirectWay::Automatic, page) => page
            .into_iter()
            .chain([REDIRECT_URI, LOOPBACK_URI])
            .collect(),
        (RedirectWay::Https, None) => vec![REDIRECT_URI, LOOPBACK_URI],
        (RedirectWay::Scheme, _) | (RedirectWay::Paste, None) => vec![REDIRECT_URI],
        (RedirectWay::Loopback, _) => vec![LOOPBACK_URI],
    };
    ways.into_iter().map(str::to_owned).collect()
}

/// The public half of the key that this client type signs with.
async fn jwks(app: &App, authentication: Authentication) -> Result<Option<Value>, Problem> {
    let Some(algorithm) = install_key::algorithm(authentication) else {
        return Ok(None);
    };
    let key = app
        .install_keys()
        .get(&app.ports().secrets, algorithm)
        .await?;
    Ok(Some(key.public_jwks()))
}

fn metadata(
    authentication: Authentication,
    redirect_uris: &[String],
    scope: &str,
    jwks: Option<&Value>,
) -> Value {
    let method = match authentication {
        Authentication::Automatic | Authentication::Public => "none",
        Authentication::Symmetric => "client_secret_basic",
        Authentication::AsymmetricRs384 | Authentication::AsymmetricEs384 => "private_key_jwt",
    };
    let mut metadata = json!({
        "client_name": CLIENT_NAME,
        "client_uri": HOME_PAGE,
        "application_type": "native",
        "redirect_uris": redirect_uris,
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": method,
        "scope": scope,
    });
    if let (Value::Object(members), Some(jwks)) = (&mut metadata, jwks) {
        members.insert("jwks".to_owned(), jwks.clone());
    }
    metadata
}

fn pretty(value: &Value) -> String {
    // A `Value` always prints.
    serde_json::to_string_pretty(value).unwrap_or_default()
}
