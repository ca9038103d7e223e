//! The app registers itself with a server (RFC 7591): what it sends, what is kept where, what is said of
//! a refusal, and how the registration ends (RFC 7592).

use chartside_core::ipc::{
    Authentication, ClientRegistered, Connect, ManageAccess, RegisterClient, ServerRef,
    ServerSummary,
};
use chartside_core::problem::{Problem, ProblemCode};
use sandbox_ehr::Profile;

use crate::support::{Desk, Will, World};

const KINDS: [Authentication; 4] = [
    Authentication::Public,
    Authentication::Symmetric,
    Authentication::AsymmetricEs384,
    Authentication::AsymmetricRs384,
];
const TOKEN: &str = "CNRY-initial-51b7d0ab4a394a7e9d1b0d1f2b2c1c1e";

async fn saved(desk: &Desk) -> ServerSummary {
    let wanted = serde_json::json!({ "name": "", "fhirBaseUrl": desk.fhir_base_url });
    let wanted = serde_json::from_value(wanted).unwrap();
    desk.app.save_server(wanted).await.unwrap()
}

async fn register(
    desk: &Desk,
    server: &ServerSummary,
    kind: Authentication,
    access_token: Option<&str>,
) -> Result<ClientRegistered, Problem> {
    let wanted = serde_json::json!({
        "server": server.server, "authentication": kind, "accessToken": access_token,
    });
    let wanted: RegisterClient = serde_json::from_value(wanted).unwrap();
    assert!(!format!("{wanted:?}").contains("CNRY"));
    desk.app.register_client(wanted).await
}

fn with(server: &ServerSummary) -> Connect {
    Connect {
        server: Some(server.server.clone()),
        ..Connect::default()
    }
}

async fn remove(desk: &Desk, server: &ServerSummary) {
    let server = server.server.clone();
    desk.app.remove_server(ServerRef { server }).await.unwrap();
}

/// Requests to the registration endpoint, as `METHOD STATUS`.
fn registrations(world: &World) -> Vec<String> {
    let requests = world.sandbox.journal().requests();
    let ours = requests
        .iter()
        .filter(|request| request.path.starts_with("/auth/register"));
    ours.map(|request| format!("{} {}", request.method, request.status.unwrap_or_default()))
        .collect()
}

#[tokio::test]
async fn every_kind_of_client_registers_itself_and_signs_in_also_after_a_restart() {
    for kind in KINDS {
        let world = World::new().await;
        let desk = world.start(Will::Allow).await;
        let server = saved(&desk).await;
        let registered = register(&desk, &server, kind, None).await.unwrap();
        assert_eq!(registered.client_id, "registered-1");
        assert_eq!(registered.authentication, kind);
        let now = &registered.server;
        assert_eq!(now.client_id.as_deref(), Some("registered-1"));
        assert_eq!(now.has_secret, kind == Authentication::Symmetric);
        let has_key = !matches!(kind, Authentication::Public | Authentication::Symmetric);
        assert_eq!(now.key_registered, has_key);
        drop(desk);
        let desk = world.start(Will::Allow).await;
        desk.connect_as(with(&server)).await.unwrap();
        assert_eq!(registrations(&world), ["POST 201"]);
        assert_eq!(world.sandbox.journal().complaints(), [], "{kind:?}");
    }
}

#[tokio::test]
async fn what_came_with_a_registration_is_in_the_vault_and_nowhere_else() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let server = saved(&desk).await;
    let kind = Authentication::Symmetric;
    let registered = register(&desk, &server, kind, None).await.unwrap();
    let flows = desk.app.flows().await.unwrap();
    let query = serde_json::json!({ "flow": flows.flows[0].flow, "reveal": true });
    let flow = desk.app.flow(serde_json::from_value(query).unwrap()).await;
    let flow = flow.unwrap();
    assert_eq!(flow.steps.len(), 1);
    let told = format!(
        "{registered:?} {} {flow:?} {}",
        serde_json::to_string(&registered).unwrap(),
        serde_json::to_string(&flow).unwrap(),
    );
    assert!(told.contains("registered-1") && !told.contains("CNRY"));
    let files = world.files();
    assert!(!files.windows(5).any(|bytes| bytes == b"CNRY-"));
}

#[tokio::test]
async fn a_server_that_wants_a_token_for_it_is_given_the_one_that_was_typed_once() {
    let profile = Profile {
        registration_token: Some(TOKEN.to_owned()),
        ..Profile::default()
    };
    let world = World::with(profile).await;
    let desk = world.start(Will::Allow).await;
    let server = saved(&desk).await;
    let kind = Authentication::Public;
    for wrong in [None, Some("other")] {
        let refused = register(&desk, &server, kind, wrong).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::RegistrationTokenNeeded);
    }
    let servers = desk.app.servers().await.unwrap();
    assert_eq!(servers.servers[0].client_id, None);
    register(&desk, &server, kind, Some(TOKEN)).await.unwrap();
    desk.connect_as(with(&server)).await.unwrap();
}

#[tokio::test]
async fn a_server_that_registers_nobody_is_not_asked() {
    let mut profile = Profile::default();
    let absent = ("registration_endpoint".to_owned(), serde_json::Value::Null);
    profile.smart_configuration.extend([absent]);
    let world = World::with(profile).await;
    let desk = world.start(Will::Allow).await;
    let server = saved(&desk).await;
    let refused = register(&desk, &server, Authentication::Public, None).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, ProblemCode::RegistrationNotOffered);
    assert!(registrations(&world).is_empty());
}

/// What comes of a registration that is answered like this. Nothing of it may be left.
async fn answered(status: u16, body: serde_json::Value) -> ProblemCode {
    let answer = serde_json::json!({
        "status": status, "content_type": "application/json", "body": body.to_string(),
    });
    let profile = serde_json::json!({
        "faults": [{ "at": "register", "act": { "answer": answer } }],
    });
    let world = World::with(serde_json::from_value(profile).unwrap()).await;
    let desk = world.start(Will::Allow).await;
    let before = saved(&desk).await;
    let outcome = register(&desk, &before, Authentication::Symmetric, None).await;
    let after = desk.app.servers().await.unwrap().servers;
    assert_eq!(after, [before], "the server is as it was");
    assert_eq!(
        registrations(&world),
        [format!("POST {status}")],
        "asked once"
    );
    outcome.unwrap_err().code
}

#[tokio::test]
async fn what_a_server_refuses_is_said_and_leaves_nothing() {
    for error in [
        "invalid_redirect_uri",
        "invalid_client_metadata",
        "unapproved_software_statement",
    ] {
        let refused = answered(400, serde_json::json!({ "error": error })).await;
        assert_eq!(refused, ProblemCode::RegistrationRefused, "{error}");
    }
    let other = |status| answered(status, serde_json::json!({}));
    assert_eq!(other(403).await, ProblemCode::RegistrationTokenNeeded);
    assert_eq!(other(404).await, ProblemCode::RegistrationRefused);
    assert_eq!(other(503).await, ProblemCode::ServerBusy);
    assert_eq!(other(500).await, ProblemCode::ServerFailed);
}

#[tokio::test]
async fn a_registration_for_something_else_is_not_taken() {
    let whole = || {
        serde_json::json!({
            "client_id": "CNRY-c1", "client_secret": "CNRY-s1", "client_secret_expires_at": 0,
            "redirect_uris": ["org.chartside.app:/callback", "http://127.0.0.1/callback"],
            "token_endpoint_auth_method": "client_secret_basic",
        })
    };
    for (member, value) in [
        ("client_id", serde_json::Value::Null),
        ("client_id", "".into()),
        ("client_secret", serde_json::Value::Null),
        (
            "redirect_uris",
            serde_json::json!(["https://evil.example/callback"]),
        ),
        ("token_endpoint_auth_method", "private_key_jwt".into()),
    ] {
        let mut body = whole();
        body[member] = value;
        let code = answered(201, body).await;
        assert_eq!(code, ProblemCode::RegistrationUnusable, "{member}");
    }
    assert_eq!(
        answered(201, "no object".into()).await,
        ProblemCode::RegistrationUnusable
    );
}

#[tokio::test]
async fn a_registration_ends_when_another_takes_its_place_and_with_its_server() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let server = saved(&desk).await;
    let kind = Authentication::Symmetric;
    register(&desk, &server, kind, None).await.unwrap();
    let second = register(&desk, &server, Authentication::Public, None).await;
    let second = second.unwrap();
    assert_eq!(second.client_id, "registered-2");
    assert!(!second.server.has_secret && second.can_be_ended);
    desk.connect_as(with(&server)).await.unwrap();
    remove(&desk, &server).await;
    let ended = ["POST 201", "POST 201", "DELETE 204", "DELETE 204"];
    assert_eq!(registrations(&world), ended);
}

#[tokio::test]
async fn what_apps_may_see_is_managed_in_the_browser_at_the_address_of_the_server() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let server = ManageAccess {
        fhir_base_url: desk.fhir_base_url.clone(),
    };
    desk.app.manage_access(server.clone()).await.unwrap();
    let page = format!("{}/auth/manage", world.sandbox.base_url());
    assert_eq!(desk.opened().await.as_str(), page);
    for unusable in ["http://portal.example/manage", "file:///etc/passwd"] {
        let mut profile = Profile::default();
        let endpoint = ("management_endpoint".to_owned(), unusable.into());
        profile.smart_configuration.extend([endpoint]);
        let world = World::with(profile).await;
        let desk = world.start(Will::WalkAway).await;
        let server = ManageAccess {
            fhir_base_url: desk.fhir_base_url.clone(),
        };
        let refused = desk.app.manage_access(server).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::NotSupported, "{unusable}");
        assert!(desk.person.opened.lock().unwrap().is_empty());
    }
}
