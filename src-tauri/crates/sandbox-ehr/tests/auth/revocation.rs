//! Taking back, and asking what a token is.

use reqwest::{Response, header};
use serde_json::{Value, json};

use crate::app::{App, basic, error, json as body, ok};
use crate::person::{form, http, value_of};
use crate::strict;

async fn post(app: &App<'_>, path: &str, bearer: Option<&str>, pairs: &[(&str, &str)]) -> Response {
    let request = http()
        .post(format!("{}{path}", app.sandbox.base_url()))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form(pairs));
    let request = match bearer {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    request.send().await.unwrap()
}

async fn revoke(app: &App<'_>, token: &Value) -> u16 {
    let pairs = [
        ("client_id", "chartside"),
        ("token", token.as_str().unwrap()),
    ];
    post(app, "/auth/revoke", None, &pairs)
        .await
        .status()
        .as_u16()
}

#[tokio::test]
async fn a_revoked_refresh_token_takes_the_access_tokens_with_it() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    assert_eq!(revoke(&app, &token["refresh_token"]).await, 200);
    assert_eq!(app.get("Patient", &token).await, 401);
    assert_eq!(
        error(
            app.refresh(token["refresh_token"].as_str().unwrap(), &[])
                .await
        )
        .await,
        "invalid_grant"
    );
}

#[tokio::test]
async fn a_revoked_access_token_leaves_the_refresh_token() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    assert_eq!(revoke(&app, &token["access_token"]).await, 200);
    assert_eq!(app.get("Patient", &token).await, 401);
    ok(app
        .refresh(token["refresh_token"].as_str().unwrap(), &[])
        .await)
    .await;
}

#[tokio::test]
async fn an_unknown_token_is_as_good_as_revoked() {
    let sandbox = strict().await;
    assert_eq!(revoke(&App::public(&sandbox), &json!("rubbish")).await, 200);
}

#[tokio::test]
async fn nobody_revokes_the_tokens_of_another_client() {
    let sandbox = strict().await;
    let id = "chartside-confidential";
    let app = App {
        sandbox: &sandbox,
        client_id: id,
        proof: basic(id, "CNRY-secret-of-the-sandbox"),
    };
    let token = app.sign_in(&[]).await;
    assert_eq!(revoke(&app, &token["refresh_token"]).await, 400);
    assert_eq!(app.get("Patient", &token).await, 200);
}

#[tokio::test]
async fn a_token_is_described_to_who_may_ask() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    let access = token["access_token"].as_str().unwrap();
    let described =
        ok(post(&app, "/auth/introspect", Some(access), &[("token", access)]).await).await;
    assert_eq!(described["active"], true);
    assert_eq!(described["client_id"], "chartside");
    assert_eq!(described["patient"], token["patient"]);
    assert_eq!(described["scope"], token["scope"]);
    assert_eq!(described["iss"], sandbox.base_url());
    let unknown = ok(post(
        &app,
        "/auth/introspect",
        Some(access),
        &[("token", "rubbish")],
    )
    .await)
    .await;
    assert_eq!(unknown, json!({ "active": false }));
    sandbox.expire_access_tokens();
    let by_client = [("client_id", "chartside"), ("token", access)];
    assert_eq!(
        body(post(&app, "/auth/introspect", None, &by_client).await).await,
        json!({ "active": false })
    );
    assert_eq!(
        error(post(&app, "/auth/introspect", Some(access), &[("token", access)]).await).await,
        "invalid_client"
    );
}

#[tokio::test]
async fn a_person_sees_and_takes_back_what_they_allowed() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    let credentials = [("user", "clinician"), ("password", "demo")];
    let page = post(&app, "/auth/manage", None, &credentials)
        .await
        .text()
        .await
        .unwrap();
    let (session, permission) = (
        value_of(&page, "session").unwrap(),
        value_of(&page, "permission").unwrap(),
    );
    let pairs = [
        ("session", session.as_str()),
        ("permission", permission.as_str()),
    ];
    let page = post(&app, "/auth/manage", None, &pairs)
        .await
        .text()
        .await
        .unwrap();
    assert!(page.contains("Nothing is allowed"));
    assert_eq!(app.get("Patient", &token).await, 401);
}

#[tokio::test]
async fn nobody_takes_back_what_another_person_allowed() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    let stranger = [
        ("user", "stranger"),
        ("password", "demo"),
        ("permission", "0"),
    ];
    let page = post(&app, "/auth/manage", None, &stranger)
        .await
        .text()
        .await
        .unwrap();
    assert!(page.contains("Nothing is allowed"));
    assert_eq!(app.get("Patient", &token).await, 200);
}
