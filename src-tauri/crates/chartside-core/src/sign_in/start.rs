//! From an address to a page to open in the browser.

use session_store::{Connection, Server, SessionId};
use smart_app_launch::{
    AuthorizationRequest, ClientRegistration, Discovery, FhirBaseUrl, Launch, PendingAuthorization,
    Quirks, ScopeSet, SmartConfiguration, authorization,
};

use super::default_scopes;
use super::opening::Opening;
use super::pending::{self, Made, Pending};
use super::pins::{self, Changed};
use super::way::{self, Place, Way};
use crate::app::App;
use crate::clients::SealedClient;
use crate::flow::Recorder;
use crate::ipc::{Connect, RedirectWay, SignInEvent};
use crate::launches::TakenLaunch;
use crate::problem::{Problem, ProblemCode};
use crate::servers::Settled;
use crate::vendors::Vendor;
use crate::{DEFAULT_CLIENT_ID, clients, servers};

/// A sign-in that is ready for the browser.
#[derive(Debug)]
pub(super) struct Started {
    pub(super) pending: Pending,
    pub(super) opening: Opening,
    pub(super) way: Way,
    pub(super) warnings: Vec<String>,
    /// The EHR launch that this is for: it goes back to the waiting ones where the browser is not opened.
    pub(super) launch: Option<TakenLaunch>,
}

/// Why no browser is opened.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) problem: Problem,
    /// The server names other addresses than before.
    pub(super) changed: Option<Box<Changed>>,
    /// Other ways for the browser to come back.
    pub(super) ways: Vec<RedirectWay>,
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            changed: None,
            ways: Vec::new(),
        }
    }
}

impl Stopped {
    /// What the screen is told: what can be done about it comes before the end.
    pub(super) fn events(self) -> impl Iterator<Item = SignInEvent> {
        let changed = self.changed.map(|changed| SignInEvent::EndpointsChanged {
            changes: changed.changes,
            confirmation: changed.confirmation,
        });
        let ways = self.ways;
        let ways = (!ways.is_empty()).then_some(SignInEvent::WaysOffered { ways });
        let failed = SignInEvent::Failed {
            problem: self.problem,
        };
        changed.into_iter().chain(ways).chain([failed])
    }
}

/// What the person asks for, made definite.
struct Target {
    base: FhirBaseUrl,
    launch: Option<TakenLaunch>,
    /// The connection that is signed in to again, or signed in to anew.
    known: Option<Connection>,
    /// The saved server.
    server: Option<Server>,
}

/// Discovers the server, begins the authorization and seals it.
pub(super) async fn start(
    app: &App,
    request: &Connect,
    name: SessionId,
    flow: &Recorder,
) -> Result<Started, Stopped> {
    let target = target(app, request).await?;
    app.policy().permits(&target.base)?;
    flow.host(target.base.host());
    if let Some(launch) = &target.launch {
        flow.launched(launch);
    }
    let found = servers::remembered(app, &target.base, flow).await?;
    let warnings = warnings(&found.discovery);
    flow.warn(&warnings);
    let configuration = &found.discovery.configuration;
    let vendor = vendor(&target, configuration);
    let secrets = &app.ports().secrets;
    let chosen = clients::choose(secrets, target.server.as_ref(), configuration).await?;
    let place = Place {
        server: target.server.as_ref(),
        known: target.known.as_ref(),
        vendor,
    };
    let way = way::open(app, request.way, place).await?;
    let registration = ClientRegistration {
        authentication: chosen.proof,
        pkce: vendor.pkce(),
        quirks: Quirks {
            prompt_consent: vendor.quirks.prompt_consent || request.ask_again,
            ..vendor.quirks
        },
        ..ClientRegistration::public(client_id(request, &target), way.redirect_uri.clone())
    };
    let scopes = requested(request, &target, configuration, vendor)?;
    let launch = target
        .launch
        .as_ref()
        .map_or(Launch::Standalone, TakenLaunch::launch);
    let (asked, authorization) = authorization::begin(
        configuration,
        &registration,
        launch,
        &target.base,
        &scopes,
        app.now(),
    )
    .map_err(|error| Problem::from(error).logged(&error))?;
    let by_post = goes_by_post(&asked, target.server.as_ref());
    flow.authorizes(&asked, by_post);
    let endpoints = pins::endpoints(authorization.binding());
    check_pinned(app, request, &target, &endpoints)?;
    let client = SealedClient::new(chosen.kind, vendor.quirks, found.skew());
    let pending = pending(request, &target, authorization, name, client);
    // Without a vault the sign-in works as long as the app runs.
    if let Err(error) = pending::keep(secrets, name, &pending).await {
        drop(Problem::from(error).logged(&error));
    }
    Ok(Started {
        opening: Opening::of(asked, by_post, &way.redirect_uri)?,
        way,
        pending,
        warnings,
        launch: target.launch,
    })
}

fn pending(
    request: &Connect,
    target: &Target,
    authorization: PendingAuthorization,
    name: SessionId,
    client: SealedClient,
) -> Pending {
    let again = request.session.as_ref().and(target.known.as_ref());
    Pending {
        authorization,
        // A new sign-in to a known server may be for another patient.
        session: again.map_or(name, |known| known.session),
        again: again.is_some(),
        made: Made {
            server: target.server.as_ref().map(|server| server.server),
            way: request.way,
            client,
        },
    }
}

/// Where the server takes it: as its settings say, or because no address can be so long.
fn goes_by_post(asked: &AuthorizationRequest, server: Option<&Server>) -> bool {
    let wanted = server.is_some_and(|server| Settled::of(server).authorize_post);
    asked.accepts_post() && (wanted || !asked.fits_an_address())
}

async fn target(app: &App, request: &Connect) -> Result<Target, Problem> {
    if let Some(launch) = &request.launch {
        return launched(app, launch).await;
    }
    if let Some(session) = &request.session {
        return again(app, session).await;
    }
    if let Some(server) = &request.server {
        let server = servers::known(app, server).await?;
        return Ok(Target {
            base: FhirBaseUrl::parse_exact(&server.fhir_base_url)?,
            launch: None,
            known: None,
            server: Some(server),
        });
    }
    let base = FhirBaseUrl::parse(&request.fhir_base_url)
        .map_err(|error| Problem::from(error).logged(&error))?;
    Ok(Target {
        known: last_used(app, &base).await,
        server: servers::at(app, &base).await,
        launch: None,
        base,
    })
}

/// An EHR's own `iss` is taken as it is.
async fn launched(app: &App, launch: &str) -> Result<Target, Problem> {
    let launch = app.launches().take(launch, app.now());
    let launch = launch.ok_or_else(|| Problem::new(ProblemCode::LinkExpired))?;
    let base = launch.iss().clone();
    Ok(Target {
        known: last_used(app, &base).await,
        server: servers::at(app, &base).await,
        launch: Some(launch),
        base,
    })
}

async fn again(app: &App, session: &str) -> Result<Target, Problem> {
    let unknown = || Problem::new(ProblemCode::SessionUnknown);
    let session = SessionId::parse(session).map_err(|_| unknown())?;
    let known = app.ports().connections.get(session).await;
    let known = known.ok_or_else(unknown)?;
    let base = FhirBaseUrl::parse_exact(&known.fhir_base_url)?;
    let server = match known.server {
        Some(server) => servers::find(app, server).await,
        None => None,
    };
    Ok(Target {
        base,
        launch: None,
        known: Some(known),
        server,
    })
}

async fn last_used(app: &App, base: &FhirBaseUrl) -> Option<Connection> {
    let connections = app.ports().connections.list().await;
    connections
        .into_iter()
        .find(|connection| connection.fhir_base_url == base.as_str())
}

fn vendor(target: &Target, configuration: &SmartConfiguration) -> &'static Vendor {
    let chosen = target.server.as_ref().map(servers::vendor);
    let chosen = chosen.or_else(|| Vendor::of_address(&target.base));
    Vendor::fitting(chosen.filter(|vendor| !vendor.is_generic()), configuration)
}

/// Typed, else saved, else as the last time at this address.
fn client_id<'a>(request: &'a Connect, target: &'a Target) -> &'a str {
    let typed = request.client_id.as_deref().map(str::trim);
    let typed = typed.filter(|id| !id.is_empty());
    let saved = target
        .server
        .as_ref()
        .map(|server| server.client_id.as_deref());
    let saved = saved.map(|id| id.unwrap_or(DEFAULT_CLIENT_ID));
    let last = target.known.as_ref().map(|known| known.client_id.as_str());
    typed.or(saved).or(last).unwrap_or(DEFAULT_CLIENT_ID)
}

fn requested(
    request: &Connect,
    target: &Target,
    configuration: &SmartConfiguration,
    vendor: &Vendor,
) -> Result<ScopeSet, Problem> {
    let from_ehr = target.launch.is_some();
    let typed = request.scope.as_deref();
    let typed = typed.filter(|scope| !scope.trim().is_empty());
    let saved = target
        .server
        .as_ref()
        .and_then(|server| server.scope.as_deref());
    // A remembered list of a standalone sign-in lacks `launch`, so it is not used for an EHR's.
    let known = target
        .known
        .as_ref()
        .filter(|_| !from_ehr && request.session.is_some());
    let remembered = known.map(|known| known.scope.as_str());
    let text = match (typed, saved) {
        (Some(typed), _) => Some(typed.to_owned()),
        (None, Some(saved)) if from_ehr => Some(for_ehr(saved)),
        (None, saved) => saved.or(remembered).map(str::to_owned),
    };
    match text {
        Some(text) => ScopeSet::parse(&text)
            .map_err(|error| Problem::new(ProblemCode::ScopeInvalid).logged(&error)),
        None => Ok(default_scopes(vendor, configuration, from_ehr)),
    }
}

/// A saved list, for a launch that brings its own context.
fn for_ehr(saved: &str) -> String {
    let words = saved.split_ascii_whitespace();
    let others = words.filter(|word| *word != "launch" && !word.starts_with("launch/"));
    ["launch"]
        .into_iter()
        .chain(others)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The addresses that tokens were sent to before. Others are used only where the person has seen
/// exactly these and agreed.
fn check_pinned(
    app: &App,
    request: &Connect,
    target: &Target,
    now: &pins::Endpoints,
) -> Result<(), Stopped> {
    let by_server = target.server.as_ref().map(|server| &server.endpoints);
    let by_connection = target.known.as_ref().map(|known| &known.endpoints);
    let mut pinned = by_server.into_iter().chain(by_connection);
    let Some(changed) = pinned.find_map(|pinned| pins::changed(pinned, now)) else {
        return Ok(());
    };
    // What a hospital has set is not a person's to agree to.
    if is_pinned_by_policy(app, target) {
        return Err(Problem::new(ProblemCode::EndpointChanged).into());
    }
    if request.confirmation.as_ref() == Some(&changed.confirmation) {
        return Ok(());
    }
    Err(Stopped {
        problem: Problem::new(ProblemCode::EndpointChanged),
        changed: Some(Box::new(changed)),
        ways: Vec::new(),
    })
}

fn is_pinned_by_policy(app: &App, target: &Target) -> bool {
    let server = target.server.as_ref();
    let of_policy = server.and_then(|server| app.policy().server(server.server));
    of_policy.is_some_and(|server| !server.endpoints.is_empty())
}

fn warnings(discovery: &Discovery) -> Vec<String> {
    let names = discovery
        .warnings
        .iter()
        .map(|warning| match warning.member() {
            Some(member) => format!("{}:{member}", warning.code()),
            None => warning.code().to_owned(),
        });
    names.collect()
}
