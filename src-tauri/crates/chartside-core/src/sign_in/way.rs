//! How the browser comes back: by this app's own scheme, by a port of this computer, by an https page
//! that hands the answer on, or by the person's hand. Decided before the browser opens, so that nobody
//! waits for a link that cannot come.

use std::time::Duration;

use loopback::Callback;
use session_store::{Connection, Server};
use smart_app_launch::registration::RedirectUri;
use smart_app_launch::{Redirect, StateDigest};

use super::start::Stopped;
use super::waiting::Delivery;
use crate::app::App;
use crate::ipc::RedirectWay;
use crate::ports::Reach;
use crate::problem::{Problem, ProblemCode};
use crate::servers::{self, Settled};
use crate::vendors::Vendor;

/// Longer than this nobody waits for the operating system to say who opens a link.
const PATIENCE: Duration = Duration::from_secs(3);
/// Where a connection without a saved server remembers it.
const REMEMBERED: &str = "redirect";

/// A way back that is open.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) kind: RedirectWay,
    /// As registered with the server.
    pub(super) redirect_uri: RedirectUri,
    pub(super) callback: Option<Callback>,
}

/// What a way is chosen for.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) server: Option<&'a Server>,
    pub(super) known: Option<&'a Connection>,
    pub(super) vendor: &'a Vendor,
}

/// Opens the way that the person asks for, else the saved one, else the one that worked before.
pub(super) async fn open(
    app: &App,
    asked: Option<RedirectWay>,
    place: Place<'_>,
) -> Result<Way, Stopped> {
    let settled = place.server.map(Settled::of);
    let saved = settled.as_ref().map(|settled| settled.redirect);
    let page = settled.and_then(|settled| settled.redirect_uri);
    let wanted = [asked, saved, place.known.and_then(remembered)];
    let mut wanted = wanted.into_iter().flatten();
    let by_page = place.vendor.redirect() == RedirectWay::Https && page.is_some();
    let by_default = if by_page {
        RedirectWay::Https
    } else {
        RedirectWay::Scheme
    };
    let kind = wanted
        .find(|way| *way != RedirectWay::Automatic)
        .unwrap_or(by_default);
    match kind {
        RedirectWay::Loopback => loopback().await,
        RedirectWay::Paste => Ok(Way {
            kind,
            redirect_uri: page.map_or_else(super::redirect_uri, Ok)?,
            callback: None,
        }),
        RedirectWay::Https => {
            let page = page.ok_or_else(|| Problem::new(ProblemCode::RedirectUriInvalid))?;
            by_link(app, kind, page, place.vendor).await
        }
        RedirectWay::Scheme | RedirectWay::Automatic => {
            let uri = super::redirect_uri()?;
            by_link(app, RedirectWay::Scheme, uri, place.vendor).await
        }
    }
}

/// A link of this app's own scheme comes at the end: only where it reaches this app.
async fn by_link(
    app: &App,
    kind: RedirectWay,
    redirect_uri: RedirectUri,
    vendor: &Vendor,
) -> Result<Way, Stopped> {
    let reach = tokio::time::timeout(PATIENCE, app.ports().links.reach()).await;
    if reach.unwrap_or(Reach::Unknown) == Reach::Nowhere {
        let loopback = vendor
            .takes(RedirectWay::Loopback)
            .then_some(RedirectWay::Loopback);
        let ways = loopback.into_iter().chain([RedirectWay::Paste]);
        return Err(Stopped {
            ways: ways.collect(),
            ..Problem::new(ProblemCode::LinkHandlerMissing).into()
        });
    }
    Ok(Way {
        kind,
        redirect_uri,
        callback: None,
    })
}

async fn loopback() -> Result<Way, Stopped> {
    let callback = Callback::bind().await.map_err(|error| Stopped {
        ways: vec![RedirectWay::Scheme, RedirectWay::Paste],
        ..Problem::new(ProblemCode::LoopbackUnavailable)
            .logged(&error)
            .into()
    })?;
    let uri = RedirectUri::parse(&callback.uri());
    Ok(Way {
        kind: RedirectWay::Loopback,
        redirect_uri: uri.map_err(|_| Problem::new(ProblemCode::Internal))?,
        callback: Some(callback),
    })
}

/// Waits for the browser at a port of this computer. What belongs to another sign-in, or to none, is
/// refused there and not told to anybody.
pub(super) async fn listen(app: App, callback: Callback, uri: RedirectUri, state: StateDigest) {
    let is_awaited = |link: &str| {
        let redirect = Redirect::parse(link, &uri).ok();
        let own = redirect.filter(|redirect| redirect.state_digest() == state);
        own.is_some_and(|own| matches!(app.waiting().deliver(own), Delivery::Taken))
    };
    callback.wait(is_awaited).await;
}

fn remembered(known: &Connection) -> Option<RedirectWay> {
    let word = known.unknown.get(REMEMBERED)?.as_str()?;
    Some(servers::word(word))
}

/// The way worked, for a connection without a saved server.
pub(super) fn remember(known: &mut Connection, way: RedirectWay) {
    let word = servers::text(way);
    known.unknown.insert(REMEMBERED.to_owned(), word.into());
}
