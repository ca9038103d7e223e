//! Statements of SMART App Launch that only the whole app can keep.

use chartside_core::ipc::RecordEvent;
use chartside_core::problem::ProblemCode;
use futures_util::FutureExt as _;
use sandbox_ehr::LaunchContext;
use tokio::net::TcpListener;

use crate::support::{Will, World};

#[tokio::test]
async fn hl7_006_an_address_in_the_answer_is_neither_fetched_nor_opened() {
    let evil = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http%3A%2F%2F{}%2F", evil.local_addr().unwrap());
    for will in [Will::Deny, Will::Allow] {
        let world = World::new().await;
        let desk = world.start(Will::WalkAway).await;
        let answered = async {
            let opened = desk.opened().await;
            let link = desk.person.browse(&opened, &will).await;
            let extra = ["error_uri", "redirect_uri", "next", "target_link_uri"];
            let extra = extra.map(|name| format!("&{name}={address}")).concat();
            desk.app.redirect(link + &extra).await;
        };
        let (ended, ()) = futures_util::join!(desk.connect(), answered);
        match will {
            Will::Deny => assert_eq!(ended, Err(ProblemCode::ConsentDenied)),
            _ => assert!(ended.is_ok(), "{ended:?}"),
        }
        assert_eq!(desk.person.opened.lock().unwrap().len(), 1);
        assert!(evil.accept().now_or_never().is_none(), "nobody came");
    }
}

#[tokio::test]
async fn hl7_010_a_new_installation_signs_in_without_any_secret() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    desk.connect().await.unwrap();
    let requests = world.sandbox.journal().token_requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].header("authorization"), None);
    let sent: Vec<&str> = requests[0]
        .form
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        sent,
        [
            "grant_type",
            "code",
            "redirect_uri",
            "code_verifier",
            "client_id"
        ]
    );
}

#[tokio::test]
async fn hl7_193_an_intent_that_nobody_knows_leads_to_the_usual_record() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let context = LaunchContext {
        intent: Some("reconcile-<script>".to_owned()),
        ..LaunchContext::default()
    };
    let link = world.sandbox.launch_link("chartside", context).unwrap();
    let request = desk.launched(link).await;
    let session = desk.connect_as(desk.agreeing(&request)).await.unwrap();
    let events = desk.load(&session).await;
    assert!(
        matches!(
            events.last(),
            Some(RecordEvent::Finished { complete: true, .. })
        ),
        "{:?}",
        events.last()
    );
}
