//! Signing in: one straight line from an address to a session.
//!
//! The stream that a screen holds walks the line. The link that comes back is handed to it by the
//! `state` inside; a link for a sign-in that was begun before a restart is finished here without a
//! screen, from what is sealed in the vault.

mod finish;
mod installation;
mod opening;
mod parked;
mod pending;
mod pins;
mod scopes;
mod start;
mod waiting;
mod way;

use std::time::Duration;

use async_stream::stream;
use futures_util::Stream;
use session_store::SessionId;
use smart_app_launch::registration::RedirectUri;
use smart_app_launch::{Binding, LaunchLink, Redirect, RedirectError};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::activity::{Noted, What};
use crate::app::{App, new_name};
use crate::flow::Recorder;
use crate::http::open_ahead;
use crate::ipc::{
    AppEvent, Connect, FlowKind, FlowStepKind, SessionSummary, SignInEvent, SignInStep,
};
use crate::problem::{Problem, ProblemCode};
use crate::{LAUNCH_URI, REDIRECT_URI};

use finish::finish;
use opening::Opening;
pub(crate) use parked::Parked;
use pending::Pending;
pub(crate) use scopes::default_scopes;
use start::{Started, Stopped, start};
use waiting::{Answer, Delivery, Question, Registration};
pub(crate) use waiting::{GivenUp, Waiting};
use way::listen;

/// How long the person may take in the browser; the pending request ends at the same time.
const PATIENCE: Duration = Duration::from_mins(10);

/// Signs in. Dropping the stream leaves the sealed pending request, so that a link that comes back
/// later is not lost.
pub(crate) fn run(app: App, request: Connect) -> impl Stream<Item = SignInEvent> + Send {
    stream! {
        let Ok(name) = SessionId::random() else {
            yield failed(Problem::new(ProblemCode::Internal));
            return;
        };
        let screens = app.announcer().screens();
        let registration = app.waiting().begin(&name.to_string());
        let flow = app.recorded().begin(&name.to_string(), FlowKind::SignIn);
        app.log().note(Noted::new(What::SignInStarted).at(&request.fhir_base_url));
        yield SignInEvent::Started { sign_in: name.to_string() };
        yield step(SignInStep::CheckingServer);
        let prepared = prepare(&app, &request, name, &registration, &flow).await;
        let (Started { pending, opening, way, warnings, .. }, Answer { arrival, ended }) = match prepared {
            Ok(prepared) => prepared,
            Err(stopped) => {
                flow.end(Some(&stopped.problem));
                app.note_sign_in(&request.fhir_base_url, Err(&stopped.problem));
                for event in stopped.events() {
                    yield event;
                }
                return;
            }
        };
        if !warnings.is_empty() {
            yield SignInEvent::Warned { warnings };
        }
        yield SignInEvent::ComesBack { way: way.kind };
        yield step(SignInStep::WaitingForBrowser);
        let in_browser = flow.step(FlowStepKind::Browser);
        ahead(&app, pending.authorization.binding());
        if let Err(problem) = open(&app, &opening, ended).await {
            in_browser.note(|step| step.problem = Some(problem.clone()));
            yield SignInEvent::BrowserUnavailable { problem };
        }
        let outcome = wait(arrival).await;
        in_browser.end(outcome.as_ref().err());
        pending::forget(&app.ports().secrets, name).await;
        let redirect = match outcome {
            Ok(redirect) => redirect,
            Err(problem) => {
                flow.end(Some(&problem));
                let base = &pending.authorization.binding().fhir_base;
                app.note_sign_in(base.as_str(), Err(&problem));
                yield failed(problem);
                return;
            }
        };
        yield step(SignInStep::ReceivingPermission);
        let outcome = complete(&app, pending, redirect, flow).await;
        if app.announcer().screens() != screens {
            // The page was loaded anew: the one that began this sign-in is not there any more.
            tell(&app, outcome.clone());
        }
        match outcome {
            Ok(session) => {
                yield step(SignInStep::OpeningRecord);
                yield SignInEvent::Connected { session };
            }
            Err(problem) => yield failed(problem),
        }
    }
}

/// Everything before the browser opens. Until then the person can give up at any moment, and the
/// browser stays closed.
async fn prepare(
    app: &App,
    request: &Connect,
    name: SessionId,
    registration: &Registration,
    flow: &Recorder,
) -> Result<(Started, Answer), Stopped> {
    let started = tokio::select! {
        biased;
        () = registration.given_up() => None,
        started = start(app, request, name, flow) => Some(started?),
    };
    if let Some(mut started) = started {
        let (state, way) = (
            started.pending.authorization.state_digest(),
            &mut started.way,
        );
        let question = Question {
            state: state.clone(),
            opening: started.opening.clone(),
            redirect_uri: way.redirect_uri.clone(),
        };
        if let Some(answer) = registration.ask(question) {
            if let Some(callback) = way.callback.take() {
                let listens = listen(app.clone(), callback, way.redirect_uri.clone(), state);
                let ended = answer.ended.clone();
                tokio::spawn(async move { ended.run_until_cancelled(listens).await });
            }
            if let Some(launch) = started.launch.take() {
                launch.spend();
            }
            return Ok((started, answer));
        }
    }
    pending::forget(&app.ports().secrets, name).await;
    Err(Problem::new(ProblemCode::SignInCancelled).into())
}

/// Connects to where the code and the first requests will go, while the person is in the browser.
fn ahead(app: &App, next: &Binding) {
    let places = [next.fhir_base.as_str(), next.token_endpoint.as_str()];
    open_ahead(&app.http(), places);
}

async fn open(app: &App, opening: &Opening, ended: CancellationToken) -> Result<(), Problem> {
    let address = opening.address(ended).await?;
    app.open_in_browser(&address).await
}

/// Opens the browser again for a sign-in that waits.
pub(crate) async fn reopen(app: &App, name: &str) -> Result<(), Problem> {
    let (opening, ended) = asked(app, name)?;
    open(app, &opening, ended).await
}

/// The address to open by hand for a sign-in that waits.
pub(crate) async fn address(app: &App, name: &str) -> Result<Url, Problem> {
    let (opening, ended) = asked(app, name)?;
    opening.address(ended).await
}

fn asked(app: &App, name: &str) -> Result<(Opening, CancellationToken), Problem> {
    let asked = app.waiting().opening(name);
    asked.ok_or_else(|| Problem::new(ProblemCode::LinkExpired))
}

/// Once begun, the exchange runs to its end even if the screen goes away: a code is spent only once.
/// What came of it is then told to whoever listens.
async fn complete(
    app: &App,
    pending: Pending,
    redirect: Redirect,
    flow: Recorder,
) -> Result<SessionSummary, Problem> {
    let (outcome, answer) = oneshot::channel();
    let app = app.clone();
    let base = pending.authorization.binding().fhir_base.clone();
    tokio::spawn(async move {
        // It may come back by a way that nobody can hold up.
        app.guard().opened().await;
        let finished = finish(&app, pending, redirect, &flow).await;
        flow.end(finished.as_ref().err());
        app.note_sign_in(base.as_str(), finished.as_ref());
        if let Err(unheard) = outcome.send(finished) {
            tell(&app, unheard);
        }
    });
    answer
        .await
        .unwrap_or_else(|_| Err(Problem::new(ProblemCode::Internal)))
}

fn tell(app: &App, outcome: Result<SessionSummary, Problem>) {
    app.announce(match outcome {
        Ok(session) => AppEvent::SignedIn { session },
        Err(problem) => AppEvent::LinkRefused { problem },
    });
}

async fn wait(arrival: oneshot::Receiver<Redirect>) -> Result<Redirect, Problem> {
    match tokio::time::timeout(PATIENCE, arrival).await {
        Ok(Ok(redirect)) => Ok(redirect),
        Ok(Err(_)) => Err(Problem::new(ProblemCode::SignInCancelled)),
        Err(_) => Err(Problem::new(ProblemCode::SignInTimedOut)),
    }
}

fn step(step: SignInStep) -> SignInEvent {
    SignInEvent::Step { step }
}

fn failed(problem: Problem) -> SignInEvent {
    SignInEvent::Failed { problem }
}

/// A link from the operating system. A refusal is told to whoever listens.
pub(crate) async fn arrive(app: &App, link: &str) {
    let outcome = if is_launch(link) {
        launch(app, link).await
    } else {
        match redirect_uri() {
            Ok(uri) => deliver(app, link, &uri).await,
            Err(problem) => Err(problem),
        }
    };
    if let Err(problem) = outcome {
        app.announce(AppEvent::LinkRefused { problem });
    }
}

fn is_launch(link: &str) -> bool {
    link.strip_prefix(LAUNCH_URI)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('?'))
}

/// An EHR asks to open the app: kept until the person decides, and nothing is sent before that.
async fn launch(app: &App, link: &str) -> Result<(), Problem> {
    let link =
        LaunchLink::parse(link, LAUNCH_URI).map_err(|error| Problem::from(error).logged(&error))?;
    let permitted = app.policy().permits(&link.iss);
    app.note_launch(&link.iss, permitted.as_ref().err());
    permitted?;
    let connections = app.ports().connections.list().await;
    let known = connections
        .iter()
        .any(|known| known.fhir_base_url == link.iss.as_str());
    let name = new_name()?;
    let (request, made_way) = app.launches().add(name.to_string(), link, known, app.now());
    app.announce(AppEvent::LaunchRequested { request });
    if made_way {
        app.announce(AppEvent::Missed);
    }
    Ok(())
}

/// A redirect that the person pastes: by whichever way the browser was to come back.
pub(crate) async fn pasted(app: &App, link: &str) -> Result<(), Problem> {
    let uris = app.waiting().redirect_uris().into_iter();
    let is_of =
        |uri: &RedirectUri| !matches!(Redirect::parse(link, uri), Err(RedirectError::Foreign));
    let own = redirect_uri()?;
    let uri = uris.filter(|uri| *uri != own).find(is_of);
    deliver(app, link, &uri.unwrap_or(own)).await
}

/// A redirect, handed to the sign-in it belongs to.
async fn deliver(app: &App, link: &str, uri: &RedirectUri) -> Result<(), Problem> {
    let redirect =
        Redirect::parse(link, uri).map_err(|error| Problem::from(&error).logged(&error))?;
    match app.waiting().deliver(redirect) {
        Delivery::Taken => Ok(()),
        Delivery::Used => Err(Problem::new(ProblemCode::LinkReused)),
        Delivery::Unclaimed(redirect) => resume(app, redirect).await,
    }
}

/// The sign-in was begun before the app was closed, or its screen is gone.
async fn resume(app: &App, redirect: Redirect) -> Result<(), Problem> {
    let state = redirect.state_digest();
    if !app.waiting().claim(state.clone()) {
        return Err(Problem::new(ProblemCode::LinkReused));
    }
    let pending = match pending::take(&app.ports().secrets, &state, app.now()).await {
        Ok(Some(pending)) => pending,
        Ok(None) => {
            app.waiting().release(&state);
            return Err(Problem::new(ProblemCode::LinkExpired));
        }
        Err(error) => {
            app.waiting().release(&state);
            app.parked().keep(redirect, app.now());
            return Err(Problem::from(error).logged(&error));
        }
    };
    // What came before the restart is not remembered: the flow begins with the link.
    let name = pending.session.to_string();
    let flow = app.recorded().begin(&name, FlowKind::SignIn);
    let session = complete(app, pending, redirect, flow).await?;
    app.announce(AppEvent::SignedIn { session });
    Ok(())
}

/// The vault can be read again: the links that came meanwhile have their turn.
pub(crate) async fn resume_parked(app: &App) {
    for redirect in app.parked().take(app.now()) {
        if let Err(problem) = resume(app, redirect).await {
            app.announce(AppEvent::LinkRefused { problem });
        }
    }
}

pub(crate) fn redirect_uri() -> Result<RedirectUri, Problem> {
    RedirectUri::parse(REDIRECT_URI).map_err(|_| Problem::new(ProblemCode::Internal))
}
