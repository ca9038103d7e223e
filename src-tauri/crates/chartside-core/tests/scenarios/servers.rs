//! Saved servers: client types, vendor profiles against the sandbox acting like that vendor, addresses
//! that changed.

use std::time::Duration;

use std::collections::HashMap;

use chartside_core::ipc::{
    Authentication, Connect, InspectServer, RegistrationQuery, SaveServer, ServerRef,
    ServerSummary, SetClientSecret, SignInEvent,
};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use sandbox_ehr::{Client, Profile};

use crate::support::{Desk, Will, World};

const REDIRECT: &str = "org.chartside.app:/callback";
const SECRET: &str = "CNRY-s3cret/+ %:x";

pub(crate) async fn saved(desk: &Desk, change: impl FnOnce(&mut SaveServer)) -> ServerSummary {
    let mut wanted: SaveServer = serde_json::from_value(serde_json::json!({
        "name": "", "fhirBaseUrl": desk.fhir_base_url,
    }))
    .unwrap();
    change(&mut wanted);
    desk.app.save_server(wanted).await.unwrap()
}

pub(crate) fn with(server: &ServerSummary) -> Connect {
    Connect {
        server: Some(server.server.clone()),
        ..Connect::default()
    }
}

async fn give_secret(desk: &Desk, server: &ServerSummary, secret: &str) {
    let wanted = serde_json::json!({ "server": server.server, "secret": secret });
    let wanted: SetClientSecret = serde_json::from_value(wanted).unwrap();
    desk.app.set_client_secret(wanted).await.unwrap();
}

/// What the last authorization request asked for.
fn asked(desk: &Desk) -> HashMap<String, String> {
    let opened = desk.person.opened.lock().unwrap();
    let pairs = opened.last().unwrap().query_pairs();
    pairs
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// Signs in to the sandbox that plays `profile`, with the vendor profile `vendor`.
async fn replayed(profile: &str, vendor: &str) -> (World, Desk, HashMap<String, String>) {
    let world = World::with(Profile::find(profile).unwrap()).await;
    if refuses_aud(profile) {
        // This vendor refuses `aud`, which the specification wants.
        world.judge.excuse(41);
    }
    let desk = world.start(Will::Allow).await;
    let server = saved(&desk, |server| server.vendor = Some(vendor.to_owned())).await;
    assert_eq!(server.vendor, vendor);
    desk.connect_as(with(&server)).await.unwrap();
    let asked = asked(&desk);
    (world, desk, asked)
}

fn refuses_aud(profile: &str) -> bool {
    matches!(profile, "nextgen" | "va")
}

fn words(asked: &HashMap<String, String>) -> Vec<&str> {
    asked["scope"].split(' ').collect()
}

#[tokio::test]
async fn hl7_046_047_148_150_152_166_196_smart_health_it_is_asked_as_the_specification_says() {
    let (world, _, asked) = replayed("smart-health-it", "smart-health-it").await;
    for wanted in [
        "launch/patient",
        "openid",
        "fhirUser",
        "patient/Observation.rs",
    ] {
        assert!(words(&asked).contains(&wanted), "{wanted}");
    }
    assert!(!asked["scope"].contains('*'));
    let writes = |scope: &&str| scope.rsplit_once('.').is_some_and(|(_, may)| may != "rs");
    assert_eq!(words(&asked).into_iter().find(writes), None);
    assert_eq!(world.sandbox.journal().complaints(), []);
}

#[tokio::test]
async fn hl7_148_oracle_health_is_asked_without_wildcards() {
    let (world, _, asked) = replayed("oracle-health", "oracle-health").await;
    assert!(!asked["scope"].contains('*'));
    assert_eq!(world.sandbox.journal().complaints(), []);
}

#[tokio::test]
async fn hl7_215_greenway_is_found_in_metadata_and_asked_for_online_access() {
    let (world, _, asked) = replayed("greenway-like", "greenway").await;
    assert!(words(&asked).contains(&"online_access"));
    assert_eq!(world.sandbox.journal().complaints(), []);
}

#[tokio::test]
async fn epic_is_asked_who_and_which_patient_only() {
    let (_world, _, asked) = replayed("epic", "epic").await;
    assert_eq!(words(&asked), ["launch/patient", "openid", "fhirUser"]);
}

#[tokio::test]
async fn athenahealth_is_asked_type_by_type_in_version_1() {
    let (_world, _, asked) = replayed("athenahealth", "athenahealth").await;
    assert!(words(&asked).contains(&"patient/Observation.read"));
    assert!(words(&asked).contains(&"offline_access") && !asked["scope"].contains('*'));
}

#[tokio::test]
async fn nextgen_is_sent_no_audience_and_no_context_scope() {
    let (_world, _, asked) = replayed("nextgen", "nextgen").await;
    assert_eq!(words(&asked), ["openid", "fhirUser", "patient/*.read"]);
    assert!(!asked.contains_key("aud") && asked.contains_key("code_challenge"));
}

#[tokio::test]
async fn eclinicalworks_reads_its_address_without_a_slash() {
    let world = World::with(Profile::find("eclinicalworks").unwrap()).await;
    let desk = world.start(Will::Allow).await;
    let server = saved(&desk, |server| {
        server.vendor = Some("eclinicalworks".to_owned());
        server.fhir_base_url.push('/');
    })
    .await;
    desk.connect_as(with(&server)).await.unwrap();
    assert_eq!(asked(&desk)["aud"], desk.fhir_base_url);
    assert!(words(&asked(&desk)).contains(&"patient/Observation.read"));
}

#[tokio::test]
async fn veradigm_signs_in_although_its_metadata_contradicts_itself() {
    let (world, desk, asked) = replayed("veradigm", "veradigm").await;
    // Only the access token says who the patient is.
    let connections = desk.app.overview().await.unwrap().connections;
    let events = desk.load(&connections[0].session).await;
    assert!(format!("{events:?}").contains("id: \"ellsworth\""));
    let path = "/fhir/Patient/ellsworth";
    assert!(!world.sandbox.journal().requests_to(path).is_empty());
    for wanted in [
        "launch/patient",
        "openid",
        "profile",
        "user/*.read",
        "patient/*.read",
    ] {
        assert!(words(&asked).contains(&wanted), "{wanted}");
    }
}

#[tokio::test]
async fn a_patient_inside_the_access_token_is_looked_for_at_that_vendor_only() {
    let world = World::with(Profile::find("veradigm").unwrap()).await;
    let desk = world.start(Will::Allow).await;
    let scope = "launch/patient openid profile patient/*.read";
    let server = saved(&desk, |server| server.scope = Some(scope.to_owned())).await;
    let outcome = desk.connect_as(with(&server)).await;
    assert_eq!(outcome, Err(ProblemCode::PatientMissing));
}

#[tokio::test]
async fn hl7_216_va_is_sent_no_audience_and_asked_for_offline_access() {
    let (_world, _, asked) = replayed("va", "va").await;
    assert!(!asked.contains_key("aud") && words(&asked).contains(&"offline_access"));
}

#[tokio::test]
async fn meditech_takes_a_secret_and_nothing_else() {
    let world = World::with(Profile::find("meditech").unwrap()).await;
    let desk = world.start(Will::Allow).await;
    world
        .sandbox
        .register(Client::symmetric("m", REDIRECT, SECRET));
    let server = saved(&desk, |server| {
        server.vendor = Some("meditech".to_owned());
        server.client_id = Some("m".to_owned());
    })
    .await;
    let without = desk.connect_as(with(&server)).await;
    assert_eq!(without, Err(ProblemCode::RegistrationUnsupported));
    give_secret(&desk, &server, SECRET).await;
    desk.connect_as(with(&server)).await.unwrap();
    assert_eq!(words(&asked(&desk)), ["launch/patient", "patient/*.read"]);
}

#[tokio::test]
async fn each_client_type_signs_in_refreshes_after_a_restart_and_signs_out() {
    for kind in [
        Authentication::Public,
        Authentication::Symmetric,
        Authentication::AsymmetricEs384,
        Authentication::AsymmetricRs384,
    ] {
        let world = World::new().await;
        let desk = world.start(Will::Allow).await;
        register(&world, &desk, kind).await;
        let server = saved(&desk, |server| {
            server.client_id = Some("app".to_owned());
            server.authentication = kind;
        })
        .await;
        if kind == Authentication::Symmetric {
            let missing = desk.connect_as(with(&server)).await;
            assert_eq!(missing, Err(ProblemCode::ClientCredentialMissing));
            give_secret(&desk, &server, SECRET).await;
        }
        let session = desk.connect_as(with(&server)).await.unwrap();
        world.sandbox.advance_time(Duration::from_hours(2));
        let desk = world.start(Will::Allow).await;
        assert!(!desk.load(&session).await.is_empty());
        assert_eq!(world.token_requests(), 2, "{kind:?}");
        let reference = serde_json::from_value(serde_json::json!({ "session": session }));
        let ended = desk.app.sign_out(reference.unwrap()).await.unwrap();
        assert!(ended.revoked, "{kind:?}");
        assert_eq!(world.sandbox.journal().complaints(), [], "{kind:?}");
        assert!(!holds(&world.files(), SECRET.as_bytes()));
    }
}

pub(crate) async fn register(world: &World, desk: &Desk, kind: Authentication) {
    let query = RegistrationQuery {
        server: None,
        authentication: kind,
    };
    let help = desk.app.registration_help(query).await.unwrap();
    assert!(!help.metadata.contains("PRIVATE") && help.redirect_uris[0] == REDIRECT);
    let client = match help.jwks {
        Some(jwks) => Client::asymmetric("app", REDIRECT, serde_json::from_str(&jwks).unwrap()),
        None if kind == Authentication::Symmetric => Client::symmetric("app", REDIRECT, SECRET),
        None => Client::public("app", REDIRECT),
    };
    world.sandbox.register(client);
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn hl7_011_065_the_strongest_way_that_is_set_up_is_taken_by_itself() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    register(&world, &desk, Authentication::Symmetric).await;
    let server = saved(&desk, |server| server.client_id = Some("app".to_owned())).await;
    give_secret(&desk, &server, SECRET).await;
    desk.connect_as(with(&server)).await.unwrap();
    register(&world, &desk, Authentication::AsymmetricEs384).await;
    let server = saved(&desk, |change| {
        change.server = Some(server.server.clone());
        change.client_id = Some("app".to_owned());
        change.key_registered = true;
    })
    .await;
    desk.connect_as(with(&server)).await.unwrap();
}

#[tokio::test]
async fn a_secret_goes_in_and_never_comes_out_and_leaves_with_its_server() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let server = saved(&desk, |_| {}).await;
    // The server knows of no secret.
    world.judge.excuse(345);
    give_secret(&desk, &server, SECRET).await;
    let servers = desk.app.servers().await.unwrap();
    assert!(servers.servers[0].has_secret);
    let text = format!("{} {servers:?}", serde_json::to_string(&servers).unwrap());
    assert!(!text.contains("CNRY"));
    let session = desk.connect_as(with(&server)).await;
    assert_eq!(session, Err(ProblemCode::ClientUnknown));
    give_secret(&desk, &server, "").await;
    desk.connect_as(with(&server)).await.unwrap();
    let reference = ServerRef {
        server: server.server.clone(),
    };
    desk.app.remove_server(reference).await.unwrap();
    assert!(desk.app.servers().await.unwrap().servers.is_empty());
    assert!(desk.app.overview().await.unwrap().connections.is_empty());
}

#[tokio::test]
async fn changed_addresses_are_shown_and_used_only_when_these_were_agreed_to() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let server = saved(&desk, |_| {}).await;
    desk.connect_as(with(&server)).await.unwrap();
    // The address that the server moves to has a query of its own.
    world.judge.excuse(62);
    let mut moved = Profile::default();
    let address = format!("{}/auth/token?moved=1", world.sandbox.base_url());
    moved
        .smart_configuration
        .insert("token_endpoint".into(), address.clone().into());
    world.sandbox.set_profile(moved);
    let events: Vec<SignInEvent> = desk.app.connect(with(&server)).collect().await;
    let change = events.iter().find_map(|event| match event {
        SignInEvent::EndpointsChanged {
            changes,
            confirmation,
        } => Some((changes, confirmation)),
        _ => None,
    });
    let (changes, confirmation) = change.unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].now.as_ref(), Some(&address));
    assert_eq!(world.token_requests(), 1);
    let agreed = |confirmation: &str| Connect {
        confirmation: Some(confirmation.to_owned()),
        ..with(&server)
    };
    let other = desk
        .connect_as(agreed("token=https://other.example "))
        .await;
    assert_eq!(other, Err(ProblemCode::EndpointChanged));
    desk.connect_as(agreed(confirmation)).await.unwrap();
    desk.connect_as(with(&server)).await.unwrap();
}

#[tokio::test]
async fn a_server_says_what_it_supports_and_is_asked_once() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let inspect = |fresh| InspectServer {
        fhir_base_url: desk.fhir_base_url.clone(),
        vendor: None,
        fresh,
    };
    let seen = desk.app.inspect_server(inspect(false)).await.unwrap();
    assert_eq!(seen.suggested.authentication, Some(Authentication::Public));
    assert_eq!(
        seen.client_types[0].authentication,
        Authentication::AsymmetricEs384
    );
    assert!(seen.launches.ehr && seen.launches.standalone && seen.launches.clinician_ehr);
    assert!(seen.warnings.is_empty() && !seen.legacy && seen.pkce);
    assert!(!seen.suggested.scope.contains('*'));
    desk.app.inspect_server(inspect(false)).await.unwrap();
    assert_eq!(world.sandbox.journal().requests().len(), 1);
    desk.app.inspect_server(inspect(true)).await.unwrap();
    assert_eq!(world.sandbox.journal().requests().len(), 2);
}
