//! The ways in which the browser comes back, and in which it is sent off: own scheme, a port of this
//! computer, an https page, the person's hand; by an address or by POST.

use std::sync::Arc;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chartside_core::ipc::{
    Authentication, Connect, PastedRedirect, RedirectWay, RegistrationQuery, SaveServer,
    ServerSummary, SetClientSecret, SignInEvent, SignInRef,
};
use chartside_core::problem::ProblemCode;
use chartside_core::{LinkHandler, Reach};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use sandbox_ehr::{Client, LaunchContext, Profile, RecordedRequest, SandboxConfig};
use tokio::net::TcpStream;
use url::Url;

use crate::servers::register;
use crate::support::{Desk, Will, World};

const PAGE: &str = "https://hospital.example/chartside/callback.html";
const SECRET: &str = "CNRY-secret-of-the-sandbox";

async fn saved(desk: &Desk, settings: serde_json::Value) -> ServerSummary {
    let mut wanted = serde_json::json!({ "name": "", "fhirBaseUrl": desk.fhir_base_url });
    let settings = settings.as_object().unwrap().clone();
    wanted.as_object_mut().unwrap().extend(settings);
    let wanted: SaveServer = serde_json::from_value(wanted).unwrap();
    desk.app.save_server(wanted).await.unwrap()
}

fn with(server: &ServerSummary) -> Connect {
    Connect {
        server: Some(server.server.clone()),
        ..Connect::default()
    }
}

/// A server that knows the https page, too.
async fn hospital() -> World {
    let clients = vec![Client::public("chartside", PAGE)];
    World::of(SandboxConfig {
        clients,
        ..SandboxConfig::default()
    })
    .await
}

/// Begins a sign-in that nobody answers, and gives the events up to the waiting, and the rest.
async fn waiting(
    desk: &Desk,
    request: Connect,
) -> (String, Url, impl futures_util::Stream<Item = SignInEvent>) {
    let mut events = Box::pin(desk.app.connect(request));
    let Some(SignInEvent::Started { sign_in }) = events.next().await else {
        panic!()
    };
    while desk.person.opened.lock().unwrap().is_empty() {
        drop(futures_util::poll!(events.next()));
        tokio::task::yield_now().await;
    }
    (sign_in, desk.opened().await, events)
}

fn redirect_uri(opened: &Url) -> Url {
    let mut pairs = opened.query_pairs();
    let (_, uri) = pairs.find(|(name, _)| name == "redirect_uri").unwrap();
    Url::parse(&uri).unwrap()
}

async fn is_open(place: &Url) -> bool {
    let port = place.port().unwrap();
    TcpStream::connect(("127.0.0.1", port)).await.is_ok()
}

async fn way_shown(desk: &Desk, request: Connect) -> (Option<RedirectWay>, Vec<RedirectWay>) {
    let events: Vec<SignInEvent> = desk.app.connect(request).collect().await;
    let (mut way, mut offered) = (None, Vec::new());
    for event in events {
        match event {
            SignInEvent::ComesBack { way: shown } => way = Some(shown),
            SignInEvent::WaysOffered { ways } => offered = ways,
            SignInEvent::Failed { problem } if offered.is_empty() => panic!("{problem:?}"),
            _ => {}
        }
    }
    (way, offered)
}

/// The authorization requests: the pages after it are posted elsewhere.
fn authorizations(world: &World) -> Vec<RecordedRequest> {
    world.sandbox.journal().requests_to("/auth/authorize")
}

#[tokio::test]
async fn the_browser_comes_back_by_a_port_of_this_computer() {
    let world = World::new().await;
    // The scheme would lead nowhere, and nobody asks for it.
    let desk = world
        .start_where(Arc::new(Reach::Nowhere), Will::Allow)
        .await;
    let server = saved(&desk, serde_json::json!({ "redirect": "loopback" })).await;
    desk.connect_as(with(&server)).await.unwrap();
    let link = desk.person.links.lock().unwrap()[0].clone();
    assert!(link.starts_with("http://127.0.0.1:"));
    assert!(!is_open(&Url::parse(&link).unwrap()).await);
    assert_eq!(world.sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn a_port_takes_its_own_answer_only_and_closes_when_the_person_gives_up() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let server = saved(&desk, serde_json::json!({ "redirect": "loopback" })).await;
    let (sign_in, opened, events) = waiting(&desk, with(&server)).await;
    let place = redirect_uri(&opened);
    let mut foreign = place.clone();
    foreign.set_query(Some("code=attack&state=guessed"));
    let http = chartside_core::http::client().unwrap().client();
    for link in [&place, &foreign] {
        let answer = http.get(link.clone()).send().await.unwrap();
        assert!(answer.status().is_client_error());
    }
    let answer = http.post(foreign).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 405);
    assert!(is_open(&place).await);
    let sign_in = SignInRef { sign_in };
    desk.app.cancel_sign_in(sign_in).await.unwrap();
    let rest: Vec<_> = events.collect().await;
    assert!(
        matches!(rest.last(), Some(SignInEvent::Failed { problem }) if problem.code == ProblemCode::SignInCancelled)
    );
    crate::support::until_async(async || !is_open(&place).await).await;
    assert_eq!(world.token_requests(), 0);
}

#[tokio::test]
async fn two_sign_ins_have_ports_of_their_own() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let server = saved(&desk, serde_json::json!({ "redirect": "loopback" })).await;
    let (_, first, _a) = waiting(&desk, with(&server)).await;
    desk.person.opened.lock().unwrap().clear();
    let (_, second, _b) = waiting(&desk, with(&server)).await;
    let (first, second) = (redirect_uri(&first), redirect_uri(&second));
    assert_ne!(first.port(), second.port());
    assert!(is_open(&first).await && is_open(&second).await);
}

#[tokio::test]
async fn the_address_at_the_end_can_be_pasted_whichever_way_was_awaited() {
    for way in ["scheme", "loopback", "paste"] {
        let world = World::new().await;
        let desk = world.start(Will::Paste).await;
        let server = saved(&desk, serde_json::json!({ "redirect": way })).await;
        let session = desk.connect_as(with(&server)).await;
        assert!(session.is_ok(), "{way}");
    }
    let world = hospital().await;
    let desk = world.start(Will::Paste).await;
    let settings = serde_json::json!({ "redirect": "paste", "redirectUri": PAGE });
    let server = saved(&desk, settings).await;
    desk.connect_as(with(&server)).await.unwrap();
    assert!(desk.person.links.lock().unwrap()[0].starts_with(PAGE));
}

#[tokio::test]
async fn an_https_page_hands_the_answer_on_to_the_scheme() {
    let world = hospital().await;
    let desk = world.start(Will::Allow).await;
    let settings = serde_json::json!({ "redirect": "https", "redirectUri": PAGE });
    let server = saved(&desk, settings).await;
    assert_eq!(server.redirect_uri.as_deref(), Some(PAGE));
    desk.connect_as(with(&server)).await.unwrap();
    let tokens = world.sandbox.journal().token_requests();
    assert_eq!(tokens[0].form_value("redirect_uri"), Some(PAGE));
    let query: RegistrationQuery =
        serde_json::from_value(serde_json::json!({ "server": server.server })).unwrap();
    let help = desk.app.registration_help(query).await.unwrap();
    assert_eq!(help.redirect_uris, [PAGE]);
}

#[tokio::test]
async fn a_page_that_others_could_read_is_not_saved() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    for uri in [
        "",
        "http://hospital.example/cb",
        "org.x:/cb",
        "https://h/?a=b",
        "https://u@h/",
    ] {
        let wanted: SaveServer = serde_json::from_value(serde_json::json!({
            "name": "", "fhirBaseUrl": desk.fhir_base_url, "redirect": "https", "redirectUri": uri,
        }))
        .unwrap();
        let refused = desk.app.save_server(wanted).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::RedirectUriInvalid, "{uri}");
    }
}

#[tokio::test]
async fn where_links_lead_nowhere_other_ways_are_offered_and_the_one_that_worked_is_kept() {
    let world = World::new().await;
    let nowhere = Arc::new(Reach::Nowhere);
    let desk = world.start_where(nowhere.clone(), Will::Allow).await;
    let offered = vec![RedirectWay::Loopback, RedirectWay::Paste];
    assert_eq!(way_shown(&desk, desk.request()).await, (None, offered));
    assert!(desk.person.opened.lock().unwrap().is_empty());
    let request = Connect {
        way: Some(RedirectWay::Loopback),
        ..desk.request()
    };
    desk.connect_as(request).await.unwrap();
    // Without being asked again, and after a restart.
    drop(desk);
    let desk = world.start_where(nowhere.clone(), Will::Allow).await;
    let shown = way_shown(&desk, desk.request()).await;
    assert_eq!(shown, (Some(RedirectWay::Loopback), vec![]));

    // A saved server remembers it in its settings.
    let server = saved(&desk, serde_json::json!({ "redirect": "scheme" })).await;
    let request = Connect {
        way: Some(RedirectWay::Loopback),
        ..with(&server)
    };
    desk.connect_as(request).await.unwrap();
    let servers = desk.app.servers().await.unwrap().servers;
    assert_eq!(servers[0].redirect, RedirectWay::Loopback);
}

#[tokio::test]
async fn a_port_is_offered_only_where_the_vendor_registers_one() {
    let world = World::with(Profile::find("oracle-health").unwrap()).await;
    let desk = world
        .start_where(Arc::new(Reach::Nowhere), Will::Allow)
        .await;
    let server = saved(&desk, serde_json::json!({ "vendor": "oracle-health" })).await;
    let shown = way_shown(&desk, with(&server)).await;
    assert_eq!(shown, (None, vec![RedirectWay::Paste]));
}

/// An operating system that never says who opens a link.
struct Silent;

impl LinkHandler for Silent {
    fn reach(&self) -> BoxFuture<'_, Reach> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_computer_that_does_not_say_who_opens_links_holds_no_sign_in_up() {
    let world = World::new().await;
    let desk = world.start_where(Arc::new(Silent), Will::Allow).await;
    let shown = way_shown(&desk, desk.request()).await;
    assert_eq!(shown, (Some(RedirectWay::Scheme), vec![]));
}

#[tokio::test]
async fn a_request_goes_by_post_where_the_server_takes_it_and_its_settings_say_so() {
    for (client, secret) in [("chartside", ""), ("chartside-confidential", SECRET)] {
        let world = World::new().await;
        let desk = world.start(Will::Allow).await;
        let settings = serde_json::json!({ "clientId": client, "authorizePost": true });
        let server = saved(&desk, settings).await;
        assert!(server.authorize_post);
        if !secret.is_empty() {
            let secret = serde_json::json!({ "server": server.server, "secret": secret });
            let secret: SetClientSecret = serde_json::from_value(secret).unwrap();
            desk.app.set_client_secret(secret).await.unwrap();
        }
        desk.connect_as(with(&server)).await.unwrap();
        let sent = authorizations(&world);
        assert_eq!((sent.len(), sent[0].method.as_str()), (1, "POST"));
        assert_eq!(sent[0].form_value("client_id"), Some(client));
        let opened = desk.opened().await;
        assert!(opened.query().is_none() && !is_open(&opened).await);
        assert_eq!(world.sandbox.journal().assert_conformant(), []);
    }
}

#[tokio::test]
async fn a_client_with_a_key_pair_goes_by_post_too() {
    for kind in [
        Authentication::AsymmetricRs384,
        Authentication::AsymmetricEs384,
    ] {
        let world = World::new().await;
        let desk = world.start(Will::Allow).await;
        register(&world, &desk, kind).await;
        let settings = serde_json::json!({
            "clientId": "app", "keyRegistered": true, "authorizePost": true,
        });
        let server = saved(&desk, settings).await;
        desk.connect_as(with(&server)).await.unwrap();
        let sent = authorizations(&world);
        assert_eq!((sent.len(), sent[0].method.as_str()), (1, "POST"));
        assert!(sent[0].form_value("client_assertion").is_none());
        let token = &world.sandbox.journal().token_requests()[0];
        assert!(token.form_value("client_assertion").is_some(), "{kind:?}");
        assert_eq!(world.sandbox.journal().assert_conformant(), []);
    }
}

#[tokio::test]
async fn an_ehr_launch_goes_by_post_and_comes_back_by_a_port() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let settings = serde_json::json!({ "authorizePost": true, "redirect": "loopback" });
    saved(&desk, settings).await;
    let launch = LaunchContext::default();
    let link = world.sandbox.launch_link("chartside", launch).unwrap();
    let request = desk.launched(link).await;
    desk.connect_as(desk.agreeing(&request)).await.unwrap();
    let sent = authorizations(&world);
    assert_eq!(sent[0].method, "POST");
    assert!(sent[0].form_value("launch").is_some());
    assert_eq!(world.sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn a_request_goes_by_an_address_where_nobody_asks_for_post_or_the_server_does_not_list_it() {
    for (profile, by_post) in [("default", false), ("greenway-like", true)] {
        let world = World::with(Profile::find(profile).unwrap()).await;
        let desk = world.start(Will::Allow).await;
        let server = saved(&desk, serde_json::json!({ "authorizePost": by_post })).await;
        desk.connect_as(with(&server)).await.unwrap();
        assert_eq!(authorizations(&world)[0].method, "GET", "{profile}");
    }
}

#[tokio::test]
async fn a_page_that_posts_is_made_anew_for_each_opening_and_goes_with_the_sign_in() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let server = saved(&desk, serde_json::json!({ "authorizePost": true })).await;
    let (sign_in, first, events) = waiting(&desk, with(&server)).await;
    let link = |sign_in: String| desk.app.authorize_link(SignInRef { sign_in });
    let second = link(sign_in.clone()).await.unwrap().url;
    assert_ne!(first.as_str(), second);
    let link = desk.person.browse(&first, &Will::Allow).await;
    let pasted = PastedRedirect { text: link };
    let (_, events) = tokio::join!(desk.app.paste_redirect(pasted), events.collect::<Vec<_>>());
    assert!(matches!(events.last(), Some(SignInEvent::Connected { .. })));
    let second = Url::parse(&second).unwrap();
    crate::support::until_async(async || !is_open(&second).await).await;
}

/// What the file's policy names by hash is what is in it: a browser would refuse anything else.
#[test]
fn the_page_that_hands_the_answer_on_loads_nothing_and_has_one_target() {
    let page = include_str!("../../../../../docs/redirect-page.html");
    for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
        let (_, rest) = page.split_once(&format!("<{element}>")).unwrap();
        let (text, rest) = rest.split_once(&format!("</{element}>")).unwrap();
        assert!(!rest.contains(&format!("<{element}")), "one {element}");
        let hash = digest::digest(&digest::SHA256, text.as_bytes());
        let allowed = format!("{directive} 'sha256-{}'", BASE64_STANDARD.encode(hash));
        assert!(page.contains(&allowed), "{allowed}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("no-referrer"));
    assert_eq!(page.matches("location.replace(").count(), 1);
    assert!(page.contains(r#"const link = "org.chartside.app:/callback" + location.search;"#));
    for loads in [
        "src=", "http://", "https://", "url(", "import", "fetch", "XMLHttp",
    ] {
        assert!(!page.contains(loads), "{loads}");
    }
}
