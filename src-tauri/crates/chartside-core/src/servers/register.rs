//! The app registers itself with a server (RFC 7591), and ends that registration when the server is
//! removed or registered with anew (RFC 7592 §2.3).
//!
//! The client id and what else is no secret goes to the saved server. A client secret and what manages
//! the registration go to the vault and nowhere else.

use serde::{Deserialize, Serialize};
use session_store::{Secret, SecretName, Server, SessionId};
use smart_app_launch::dynamic_registration::{self, ClientMetadata};
use smart_app_launch::registration::RedirectUri;
use smart_app_launch::{
    EndpointUrl, FhirBaseUrl, InitialAccessToken, RegisteredClient, RegistrationAccessToken,
    RegistrationManagement, ScopeSet, SmartConfiguration,
};
use zeroize::Zeroize as _;

use super::discoveries::discover;
use super::registration::{CLIENT_NAME, HOME_PAGE, redirect_uris};
use super::saved::{self, KEY_REGISTERED, Settled};
use super::{inspect, secret};
use crate::app::{App, new_name};
use crate::clients::install_key;
use crate::flow::Recorder;
use crate::ipc::{Authentication, ClientRegistered, FlowKind, RegisterClient};
use crate::problem::{Problem, ProblemCode};
use crate::sign_in::default_scopes;

/// The same for every installation (RFC 7591 §2).
const SOFTWARE_ID: &str = "org.chartside.app";
/// What manages a registration, in the vault under the server's name.
const KIND: &str = "registration";

/// What is registered.
struct Wanted {
    endpoint: EndpointUrl,
    authentication: Authentication,
    scope: ScopeSet,
    metadata: ClientMetadata,
}

pub(super) async fn register(
    app: &App,
    query: &RegisterClient,
) -> Result<ClientRegistered, Problem> {
    let server = super::known(app, &query.server).await?;
    super::not_of_policy(app, &server)?;
    let base = FhirBaseUrl::parse_exact(&server.fhir_base_url)
        .map_err(|error| Problem::from(error).logged(&error))?;
    let wanted = wanted(app, &server, &base, query.authentication).await?;
    let flow = begin(app, &base)?;
    let registered = ask(app, &wanted, query.access_token.as_deref(), &flow).await;
    let kept = match registered {
        Ok(registered) => keep(app, server, &wanted, registered).await,
        Err(problem) => Err(problem),
    };
    flow.end(kept.as_ref().err());
    kept
}

fn begin(app: &App, base: &FhirBaseUrl) -> Result<Recorder, Problem> {
    let name = new_name()?;
    let flow = app
        .recorded()
        .begin(&name.to_string(), FlowKind::Registration);
    flow.host(base.host());
    Ok(flow)
}

async fn wanted(
    app: &App,
    server: &Server,
    base: &FhirBaseUrl,
    chosen: Authentication,
) -> Result<Wanted, Problem> {
    let found = discover(app, base, false).await?;
    let configuration = &found.discovery.configuration;
    let endpoint = configuration.registration_endpoint.usable();
    let endpoint = endpoint.ok_or_else(|| Problem::new(ProblemCode::RegistrationNotOffered))?;
    let authentication = client_type(configuration, chosen)?;
    let scope = match &server.scope {
        Some(scope) => ScopeSet::from_server(scope),
        None => default_scopes(saved::vendor(server), configuration, false),
    };
    let uris = redirect_uris(Some(&Settled::of(server)));
    let uris = uris.iter().filter_map(|uri| RedirectUri::parse(uri).ok());
    let metadata = ClientMetadata::public(CLIENT_NAME, uris.collect())
        .with_scope(&scope)
        .with_software(SOFTWARE_ID, env!("CARGO_PKG_VERSION"))
        .with("client_uri", HOME_PAGE.into());
    Ok(Wanted {
        endpoint: endpoint.clone(),
        authentication,
        scope,
        metadata: proved(app, metadata, authentication).await?,
    })
}

/// The strongest that the server takes, where the person leaves it open.
fn client_type(
    configuration: &SmartConfiguration,
    chosen: Authentication,
) -> Result<Authentication, Problem> {
    if chosen != Authentication::Automatic {
        return Ok(chosen);
    }
    let taken = inspect::client_types(configuration);
    let strongest = taken.first().map(|one| one.authentication);
    strongest.ok_or_else(|| Problem::new(ProblemCode::RegistrationUnsupported))
}

async fn proved(
    app: &App,
    metadata: ClientMetadata,
    authentication: Authentication,
) -> Result<ClientMetadata, Problem> {
    let Some(algorithm) = install_key::algorithm(authentication) else {
        return Ok(if authentication == Authentication::Symmetric {
            metadata.symmetric()
        } else {
            metadata
        });
    };
    let keys = app.install_keys();
    let key = keys.get(&app.ports().secrets, algorithm).await?;
    Ok(metadata.asymmetric(&key))
}

async fn ask(
    app: &App,
    wanted: &Wanted,
    access_token: Option<&str>,
    flow: &Recorder,
) -> Result<RegisteredClient, Problem> {
    let given = access_token
        .map(str::trim)
        .filter(|token| !token.is_empty());
    let given = given.map(|token| InitialAccessToken::new(token.to_owned()));
    let http = flow.http(app.ports());
    dynamic_registration::register(&http, &wanted.endpoint, &wanted.metadata, given.as_ref())
        .await
        .map_err(|error| flow.blamed(Problem::from(&error).logged(&error)))
}

/// The secrets first: a client id without them would be of no use after a restart. The registration of
/// before ends last: until everything is kept, it is the one that works.
async fn keep(
    app: &App,
    mut server: Server,
    wanted: &Wanted,
    registered: RegisteredClient,
) -> Result<ClientRegistered, Problem> {
    let secrets = &app.ports().secrets;
    let before = management(app, server.server).await;
    match &registered.client_secret {
        Some(given) => secret::keep(secrets, server.server, given).await?,
        None => secret::forget(secrets, server.server).await,
    }
    match &registered.management {
        Some(management) => keep_management(app, server.server, management).await?,
        None => secrets.delete(&name(server.server)).await,
    }
    let is_key = install_key::algorithm(wanted.authentication).is_some();
    server.client_id = Some(registered.client_id.clone());
    server.authentication = saved::text(wanted.authentication);
    server
        .unknown
        .insert(KEY_REGISTERED.to_owned(), is_key.into());
    // What this client may not ask for, a strict server refuses with the whole request.
    let allowed = registered.scope.as_ref();
    if let Some(allowed) = allowed.filter(|allowed| is_less(&wanted.scope, allowed)) {
        server.scope = Some(allowed.to_string());
    }
    let put = app.ports().connections.put_server(server.clone()).await;
    put.map_err(|error| Problem::new(ProblemCode::StorageFailed).logged(&error))?;
    if let Some(before) = before {
        unregister(app, &before).await;
    }
    Ok(ClientRegistered {
        server: saved::summary(app, &server).await,
        client_id: registered.client_id,
        authentication: wanted.authentication,
        scope: registered.scope.map(|scope| scope.to_string()),
        secret_expires: registered.client_secret_expires_at.map(|at| at.to_string()),
        can_be_ended: registered.management.is_some(),
    })
}

fn is_less(asked: &ScopeSet, allowed: &ScopeSet) -> bool {
    allowed.iter().next().is_some() && asked.missing_from(allowed).iter().next().is_some()
}

/// What manages a registration, as it is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    uri: EndpointUrl,
    token: String,
}

impl Drop for Sealed {
    fn drop(&mut self) {
        self.token.zeroize();
    }
}

fn name(server: SessionId) -> SecretName {
    SecretName::new(server, KIND)
}

async fn keep_management(
    app: &App,
    server: SessionId,
    management: &RegistrationManagement,
) -> Result<(), Problem> {
    let sealed = Sealed {
        uri: management.uri.clone(),
        // EXPOSE: into the vault.
        token: management.token.expose().to_owned(),
    };
    // An address and a text always print.
    let bytes = serde_json::to_vec(&sealed).unwrap_or_default();
    let secrets = &app.ports().secrets;
    let put = secrets.put(&name(server), Secret::new(bytes)).await;
    put.map_err(|error| Problem::from(error).logged(&error))
}

/// Ends the registration that the app made there, where it made one. The server here is forgotten
/// whatever the server there says.
pub(super) async fn end(app: &App, server: SessionId) {
    let management = management(app, server).await;
    app.ports().secrets.delete(&name(server)).await;
    if let Some(management) = management {
        unregister(app, &management).await;
    }
}

/// What manages the registration of this server, where there is one that can be read.
async fn management(app: &App, server: SessionId) -> Option<RegistrationManagement> {
    let secret = app
        .ports()
        .secrets
        .get(&name(server))
        .await
        .ok()
        .flatten()?;
    // EXPOSE: into the type that holds it.
    let sealed = serde_json::from_slice::<Sealed>(secret.expose()).ok()?;
    Some(RegistrationManagement {
        uri: sealed.uri.clone(),
        token: RegistrationAccessToken::new(sealed.token.clone()),
    })
}

async fn unregister(app: &App, management: &RegistrationManagement) {
    match dynamic_registration::unregister(&app.ports().smart(), management).await {
        Ok(true) => {}
        Ok(false) => tracing::warn!("the server keeps a registration that is no longer used"),
        Err(error) => drop(Problem::from(&error).logged(&error)),
    }
}
