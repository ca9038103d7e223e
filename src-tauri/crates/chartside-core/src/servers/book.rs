//! The servers that are known: those of this computer's policy, and those that a person saved.
//!
//! What is learnt about a server of the policy (its addresses, the way back that worked) is kept among
//! the saved ones under the same name. What the policy says goes before it.

use serde_json::Value;
use session_store::{Server, SessionId};
use smart_app_launch::FhirBaseUrl;

use super::saved::{text, word};
use crate::app::App;
use crate::ipc::RedirectWay;
use crate::problem::{Problem, ProblemCode};

/// Where it is kept that an entry holds what was learnt about a server of the policy.
const OF_POLICY: &str = "ofPolicy";

/// Those of the policy in its order, then the saved ones that it permits.
pub(crate) async fn all(app: &App) -> Vec<Server> {
    let saved = app.ports().connections.servers().await;
    let policy = app.policy();
    let mut all: Vec<Server> = policy
        .servers()
        .map(|server| with_what_was_learnt(server, &saved))
        .collect();
    let addresses: Vec<_> = all.iter().map(|one| one.fhir_base_url.clone()).collect();
    all.extend(saved.into_iter().filter(|server| {
        !is_of_policy(server)
            && !addresses.contains(&server.fhir_base_url)
            && policy.permits_address(&server.fhir_base_url)
    }));
    all
}

/// The server of this name.
pub(crate) async fn find(app: &App, name: SessionId) -> Option<Server> {
    all(app).await.into_iter().find(|one| one.server == name)
}

/// The server at this address.
pub(crate) async fn at(app: &App, base: &FhirBaseUrl) -> Option<Server> {
    let all = all(app).await;
    all.into_iter()
        .find(|server| server.fhir_base_url == base.as_str())
}

/// Remembers something about a server, where it is known.
pub(super) async fn learn(app: &App, name: SessionId, change: impl FnOnce(&mut Server)) {
    let Some(before) = find(app, name).await else {
        return;
    };
    let mut server = before.clone();
    change(&mut server);
    if server == before {
        return;
    }
    if app.policy().server(name).is_some() {
        server.unknown.insert(OF_POLICY.to_owned(), true.into());
    }
    if let Err(error) = app.ports().connections.put_server(server).await {
        drop(Problem::new(ProblemCode::StorageFailed).logged(&error));
    }
}

fn is_of_policy(server: &Server) -> bool {
    let mark = server.unknown.get(OF_POLICY);
    mark.and_then(Value::as_bool).unwrap_or_default()
}

fn with_what_was_learnt(server: &Server, saved: &[Server]) -> Server {
    let mut server = server.clone();
    let learnt = saved
        .iter()
        .find(|one| one.server == server.server && one.fhir_base_url == server.fhir_base_url);
    let Some(learnt) = learnt else {
        return server;
    };
    if server.endpoints.is_empty() {
        server.endpoints.clone_from(&learnt.endpoints);
    }
    if server.redirect == text(RedirectWay::Automatic) {
        server.redirect = text(word::<RedirectWay>(&learnt.redirect));
    }
    server
}
