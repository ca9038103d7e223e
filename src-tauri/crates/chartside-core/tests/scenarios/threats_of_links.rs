//! Threats that come in by links while the app is at work.

use chartside_core::ipc::{AppEvent, RecordEvent, RowsQuery, SessionRef, View};
use futures_util::StreamExt as _;
use sandbox_ehr::{LaunchContext, Sandbox, SandboxConfig};

use crate::support::{Desk, Will, World};

const FORGED: usize = 1_000;

/// The first rows of everything, as a screen shows them.
async fn shown(desk: &Desk, session: &str) -> String {
    let query = RowsQuery {
        record: session.to_owned(),
        view: View::Timeline,
        search: None,
        filter: None,
        from: 0,
        count: 50,
    };
    serde_json::to_string(&desk.app.rows(query).await.unwrap()).unwrap()
}

#[tokio::test]
async fn t06_a_launch_link_for_another_server_replaces_no_record() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    assert!(matches!(
        desk.load(&session).await.last(),
        Some(RecordEvent::Finished { complete: true, .. })
    ));
    let before = shown(&desk, &session).await;

    let other = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let link = other
        .launch_link("chartside", LaunchContext::default())
        .unwrap();
    let asked = desk.launched(link).await;

    assert_ne!(asked.fhir_base_url, desk.fhir_base_url);
    assert!(
        !asked.known,
        "the person is asked about a server they never used"
    );
    assert_eq!(other.journal().requests().len(), 0);
    assert_eq!(shown(&desk, &session).await, before);
    let overview = desk.app.overview().await.unwrap();
    assert_eq!(overview.connections.len(), 1);
    assert_eq!(overview.launches.len(), 1);

    // It is opened beside the first, with tokens of its own.
    let mut request = desk.agreeing(&asked);
    request.fhir_base_url = asked.fhir_base_url.clone();
    let second = desk.connect_as(request).await.unwrap();
    assert_ne!(second, session);
    assert_eq!(shown(&desk, &session).await, before);
    let named = SessionRef { session };
    assert!(desk.app.sign_out(named).await.unwrap().revoked);
}

/// What any program on the session's bus can hand to the running app, and any page can open.
fn forged(number: usize) -> String {
    let odd = [
        "%00", "\u{202e}", "%2e%2e", "\r\n", "'", "\"", "--flag", "\\",
    ];
    let tail = odd[number % odd.len()];
    match number % 10 {
        0 => format!("org.chartside.app:/callback?code=stolen&state={number}{tail}"),
        1 => format!("org.chartside.app:/callback?error=access_denied&state={number}"),
        2 => format!("org.chartside.app:/callback?state=a&state=b&code={number}"),
        3 => format!("org.chartside.app://callback?code={number}&state={tail}"),
        4 => format!("org.chartside.app:/callback/{tail}?code=1&state={number}"),
        5 => format!("org.chartside.app:/launch?iss={tail}&launch={number}"),
        6 => format!("org.chartside.app:/launch?iss=file:///etc/passwd&launch={number}"),
        7 => format!("--gtk-module=/tmp/{number}{tail}.so"),
        8 => format!("org.chartside.app:/{}", tail.repeat(number)),
        _ => format!("https://evil.example/callback?code={number}&state={tail}"),
    }
}

#[tokio::test]
async fn t10_a_thousand_forged_hand_overs_change_nothing() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let before = shown(&desk, &session).await;
    let requests = world.sandbox.journal().requests().len();
    let opened = desk.person.opened.lock().unwrap().len();
    let mut events = Box::pin(desk.app.events());
    for number in 0..FORGED {
        desk.app.redirect(forged(number)).await;
    }
    assert_eq!(world.sandbox.journal().requests().len(), requests);
    assert_eq!(desk.person.opened.lock().unwrap().len(), opened);
    assert_eq!(shown(&desk, &session).await, before);
    let overview = desk.app.overview().await.unwrap();
    assert!(overview.launches.is_empty());
    assert!(overview.connections[0].signed_in);
    // What is told is that links were refused, and nothing else.
    while let std::task::Poll::Ready(Some(event)) = futures_util::poll!(events.next()) {
        let refused = matches!(event, AppEvent::LinkRefused { .. } | AppEvent::Missed);
        assert!(refused, "{event:?}");
    }
}
