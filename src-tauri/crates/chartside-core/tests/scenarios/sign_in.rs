//! Signing in, from the address to the session, and everything that can come back instead.

use crate::doctor::speaks;
use crate::support::{Will, World};
use chartside_core::http::Proxies;
use chartside_core::ipc::{AppEvent, Connect, PastedRedirect, SignInEvent, SignInRef};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use sandbox_ehr::{LaunchContext, Profile};

fn profile(name: &str) -> Profile {
    Profile::find(name).unwrap()
}

#[tokio::test]
async fn hl7_003_signs_in_as_the_specification_wants_it() {
    for name in ["default", "oracle-health", "greenway-like"] {
        let world = World::with(profile(name)).await;
        let desk = world.start(Will::Allow).await;
        desk.connect().await.unwrap();
        assert_eq!(world.sandbox.journal().assert_conformant(), [], "{name}");
        assert_eq!(world.sandbox.journal().complaints(), [], "{name}");
        assert_eq!(world.token_requests(), 1, "{name}");
    }
}

#[tokio::test]
async fn a_denied_sign_in_ends_calmly_and_can_be_repeated() {
    let world = World::new().await;
    let desk = world.start(Will::Deny).await;
    assert_eq!(desk.connect().await, Err(ProblemCode::ConsentDenied));
    assert_eq!(world.token_requests(), 0);
    let desk = world.start(Will::Allow).await;
    desk.connect().await.unwrap();
}

#[tokio::test]
async fn a_cancelled_sign_in_ends_at_once() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let mut events = Box::pin(desk.app.connect(desk.request()));
    let Some(SignInEvent::Started { sign_in }) = events.next().await else {
        panic!()
    };
    let mut last = None;
    while let Some(event) = events.next().await {
        if matches!(&event, SignInEvent::Step { step } if *step == chartside_core::ipc::SignInStep::WaitingForBrowser)
        {
            // The registration stands before this event, so the sign-in can be cancelled from here on.
            desk.app
                .cancel_sign_in(SignInRef {
                    sign_in: sign_in.clone(),
                })
                .await
                .unwrap();
        }
        last = Some(event);
    }
    let Some(SignInEvent::Failed { problem }) = last else {
        panic!("{last:?}")
    };
    assert_eq!(problem.code, ProblemCode::SignInCancelled);
}

#[tokio::test]
async fn t03_t04_a_link_is_good_once_and_foreign_links_reach_no_server() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    desk.connect().await.unwrap();
    let used = desk.person.links.lock().unwrap()[0].clone();
    assert_eq!(desk.refusal(&used).await, ProblemCode::LinkReused);
    let foreign = "org.chartside.app:/callback?code=attack&state=guessed";
    assert_eq!(desk.refusal(foreign).await, ProblemCode::LinkExpired);
    for garbage in [
        "org.chartside.app:/callback",
        "org.chartside.app://callback?code=a&state=b",
        "https://evil.example/callback?code=a&state=b",
        "org.chartside.app:/other?code=a",
        "",
        "org.chartside.app:/callback?code=a&code=b&state=c",
    ] {
        assert_eq!(
            desk.refusal(garbage).await,
            ProblemCode::LinkForeign,
            "{garbage}"
        );
    }
    assert_eq!(world.token_requests(), 1);
}

#[tokio::test]
async fn a_link_with_the_wrong_state_leaves_the_waiting_sign_in_alone() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let mut events = Box::pin(desk.app.connect(desk.request()));
    let waiting = async {
        while let Some(event) = events.next().await {
            if let SignInEvent::Connected { .. } = event {
                return true;
            }
        }
        false
    };
    let attack_then_link = async {
        let opened = loop {
            if let Some(url) = desk.person.opened.lock().unwrap().first().cloned() {
                break url;
            }
            tokio::task::yield_now().await;
        };
        let attack = "org.chartside.app:/callback?error=access_denied&state=guessed";
        assert_eq!(desk.refusal(attack).await, ProblemCode::LinkExpired);
        let link = desk.person.browse(&opened, &Will::Allow).await;
        desk.app.redirect(link).await;
    };
    assert!(futures_util::join!(waiting, attack_then_link).0);
}

#[tokio::test]
async fn a_sign_in_begun_before_the_app_was_closed_is_finished_by_its_link() {
    let world = World::new().await;
    let (link, again) = {
        let desk = world.start(Will::WalkAway).await;
        let mut events = Box::pin(desk.app.connect(desk.request()));
        while desk.person.opened.lock().unwrap().is_empty() {
            drop(futures_util::poll!(events.next()));
            tokio::task::yield_now().await;
        }
        let opened = desk.person.opened.lock().unwrap()[0].clone();
        (desk.person.browse(&opened, &Will::Allow).await, opened)
    };
    let desk = world.start(Will::WalkAway).await;
    let mut events = Box::pin(desk.app.events());
    desk.app.redirect(link.clone()).await;
    let Some(AppEvent::SignedIn { session }) = events.next().await else {
        panic!()
    };
    assert!(!desk.load(&session.session).await.is_empty());
    drop(again);
    assert_eq!(desk.refusal(&link).await, ProblemCode::LinkReused);
    // After another restart nothing waits for the link any more.
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(desk.refusal(&link).await, ProblemCode::LinkExpired);
    assert_eq!(world.token_requests(), 1);
}

#[tokio::test]
async fn a_link_that_comes_after_ten_minutes_is_too_late() {
    let world = World::new().await;
    let link = {
        let desk = world.start(Will::WalkAway).await;
        desk.left_with_a_link().await
    };
    world
        .sandbox
        .advance_time(std::time::Duration::from_mins(11));
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(desk.refusal(&link).await, ProblemCode::LinkExpired);
    assert_eq!(world.token_requests(), 0);
}

#[tokio::test]
async fn a_pasted_address_finishes_a_sign_in_whose_browser_could_not_hand_it_over() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let sign_in = desk.connect();
    let paste = async {
        let opened = loop {
            if let Some(url) = desk.person.opened.lock().unwrap().first().cloned() {
                break url;
            }
            tokio::task::yield_now().await;
        };
        let link = desk.person.browse(&opened, &Will::Allow).await;
        let text = format!("  {link}\n");
        desk.app
            .paste_redirect(PastedRedirect { text })
            .await
            .unwrap();
    };
    futures_util::join!(sign_in, paste).0.unwrap();
}

#[tokio::test]
async fn t05_an_ehr_launch_sends_nothing_before_the_person_agrees() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let link = world
        .sandbox
        .launch_link("chartside", LaunchContext::default())
        .unwrap();
    let request = desk.launched(link).await;
    assert_eq!(request.fhir_base_url, desk.fhir_base_url);
    assert!(!request.known);
    assert_eq!(world.sandbox.journal().requests().len(), 0);
    desk.connect_as(desk.agreeing(&request)).await.unwrap();
    assert_eq!(world.sandbox.journal().assert_conformant(), []);
    assert_eq!(
        desk.connect_as(desk.agreeing(&request)).await,
        Err(ProblemCode::LinkExpired)
    );
}

#[tokio::test]
async fn addresses_that_are_no_server_are_named_for_what_they_are() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let base = world.sandbox.base_url();
    let cases = [
        ("", ProblemCode::AddressInvalid),
        ("ftp://ehr.example/fhir", ProblemCode::AddressInvalid),
        ("http://ehr.example/fhir", ProblemCode::AddressInsecure),
        ("http://127.0.0.1:1/fhir", ProblemCode::ServerUnreachable),
        (
            "https://no-such-host.invalid/fhir",
            ProblemCode::ServerUnreachable,
        ),
        (&format!("{base}/auth"), ProblemCode::NotSmart),
    ];
    for (address, code) in cases {
        let request = Connect {
            fhir_base_url: address.to_owned(),
            ..desk.request()
        };
        assert_eq!(desk.connect_as(request).await, Err(code), "{address}");
    }
    assert_eq!(desk.person.opened.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn scopes_that_are_no_scopes_are_refused_before_the_browser_opens() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let request = Connect {
        scope: Some("patient/Observation.dus".into()),
        ..desk.request()
    };
    assert_eq!(
        desk.connect_as(request).await,
        Err(ProblemCode::ScopeInvalid)
    );
}

#[tokio::test]
async fn a_server_that_names_no_patient_is_said_to() {
    let world = World::with(Profile {
        omit_patient: true,
        ..Profile::default()
    })
    .await;
    let desk = world.start(Will::Allow).await;
    assert_eq!(desk.connect().await, Err(ProblemCode::PatientMissing));
}

#[tokio::test]
async fn t12_a_server_whose_addresses_changed_is_sent_nothing() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    desk.connect().await.unwrap();
    let mut moved = Profile::default();
    let elsewhere = format!("{}/elsewhere/token", world.sandbox.base_url());
    moved
        .smart_configuration
        .insert("token_endpoint".into(), elsewhere.into());
    world.sandbox.set_profile(moved);
    assert_eq!(desk.connect().await, Err(ProblemCode::EndpointChanged));
    assert_eq!(world.token_requests(), 1);
}

#[tokio::test]
async fn without_a_keyring_a_sign_in_works_until_the_app_is_closed() {
    let world = World::new().await.without_keyring();
    let desk = world.start(Will::Allow).await;
    let custody = desk.app.overview().await.unwrap().custody;
    assert!(!custody.persistent);
    assert_eq!(custody.problem.unwrap().code, ProblemCode::KeyringMissing);
    let session = desk.connect().await.unwrap();
    assert!(!desk.load(&session).await.is_empty());
    assert!(!contains(&world.files(), b"CNRY-"));
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_is_named_and_not_taken_for_the_server() {
    let (address, _heard) =
        speaks("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n").await;
    let proxies = Proxies::all(&format!("http://{address}"), "");
    let world = World::new().await.through(proxies);
    let desk = world.start(Will::Allow).await;
    let elsewhere = Connect {
        fhir_base_url: "https://ehr.example/fhir".to_owned(),
        ..Connect::default()
    };
    let outcome = desk.connect_as(elsewhere).await;
    assert_eq!(outcome, Err(ProblemCode::ProxySignInNeeded));
    desk.connect().await.unwrap();
}
