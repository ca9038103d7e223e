//! The development host in front of the real core and a real sandbox, over HTTP as the screens do it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where it is surprised"
)]

use std::path::Path;
use std::sync::Arc;

use chartside_devhost::{COMMANDS, Devhost, DevhostConfig, Person};
use reqwest::{Client, Method, RequestBuilder, Response};
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Sandbox, SandboxConfig};
use serde_json::{Value, json};

/// A person's page, as far as HTTP goes.
struct Screen {
    devhost: Devhost,
    http: Client,
}

impl Screen {
    async fn of(config: DevhostConfig) -> Self {
        let http = Client::builder().no_proxy().build().unwrap();
        Self {
            devhost: Devhost::start(config).await.unwrap(),
            http,
        }
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.devhost.url()))
    }

    async fn post(&self, path: &str, body: &Value) -> Response {
        let request = self
            .ask(Method::POST, path)
            .header("x-devhost-token", self.devhost.token());
        let request = request.header("content-type", "application/json");
        request.body(body.to_string()).send().await.unwrap()
    }

    async fn call(&self, command: &str, request: Value) -> Value {
        let response = self.post(&format!("/call/{command}"), &request).await;
        assert_eq!(response.status(), 200, "{command}");
        body(response).await
    }

    /// The events of a stream up to the first whose `type` is `last`, or all.
    async fn stream(&self, command: &str, request: Value, last: &str) -> Vec<Value> {
        let mut response = self.post(&format!("/stream/{command}"), &request).await;
        assert_eq!(response.status(), 200, "{command}");
        let (mut text, mut events) = (String::new(), Vec::<Value>::new());
        while let Some(part) = response.chunk().await.unwrap() {
            text.push_str(std::str::from_utf8(&part).unwrap());
            while let Some((line, rest)) = text.split_once('\n') {
                events.push(serde_json::from_str(line).unwrap());
                text = rest.to_owned();
            }
            if events.iter().any(|event| event["type"] == last) {
                break;
            }
        }
        events
    }

    async fn browser(&self) -> Value {
        let request = self
            .ask(Method::GET, "/browser")
            .header("x-devhost-token", self.devhost.token());
        body(request.send().await.unwrap()).await["url"].clone()
    }
}

async fn body(response: Response) -> Value {
    serde_json::from_str(&response.text().await.unwrap()).unwrap()
}

async fn sandbox() -> Sandbox {
    let store = Arc::new(FhirStore::generate(1, 200));
    Sandbox::start(SandboxConfig {
        store,
        ..SandboxConfig::default()
    })
    .await
    .unwrap()
}

fn types(events: &[Value]) -> Vec<&str> {
    events
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn signs_in_by_itself_and_reads_a_record() {
    let sandbox = sandbox().await;
    let screen = Screen::of(DevhostConfig {
        demo_server: Some(sandbox.fhir_base_url()),
        person: Some(Person::default()),
        ..DevhostConfig::default()
    })
    .await;

    let overview = screen.call("overview", Value::Null).await;
    assert_eq!(overview["demo"]["fhirBaseUrl"], sandbox.fhir_base_url());
    assert_eq!(overview["custody"]["persistent"], true);

    let connect = json!({ "fhirBaseUrl": sandbox.fhir_base_url() });
    let events = screen.stream("connect", connect, "connected").await;
    assert_eq!(types(&events).first(), Some(&"started"));
    assert_eq!(types(&events).last(), Some(&"connected"), "{events:?}");
    let session = events.last().unwrap()["session"]["session"].clone();

    let events = screen
        .stream("load_record", json!({ "record": session }), "")
        .await;
    assert_eq!(types(&events).last(), Some(&"finished"), "{events:?}");
    assert!(types(&events).contains(&"banner"));
    let view = json!({ "type": "timeline" });
    let rows = screen
        .call(
            "rows",
            json!({ "record": session, "view": view, "from": 0, "count": 5 }),
        )
        .await;
    assert_eq!(rows["rows"].as_array().unwrap().len(), 5);
    assert_eq!(sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn lets_a_test_play_browser_and_operating_system() {
    let sandbox = sandbox().await;
    let screen = Screen::of(DevhostConfig::default()).await;
    assert_eq!(screen.browser().await, Value::Null);
    let connect = json!({ "fhirBaseUrl": sandbox.fhir_base_url() });
    let patient = sandbox_patient(&sandbox).await;
    let (events, ()) = tokio::join!(screen.stream("connect", connect, "connected"), async {
        let opened = loop {
            if let Value::String(url) = screen.browser().await {
                break url;
            }
        };
        let person = Person {
            patient: Some(patient.clone()),
            ..Person::default()
        };
        let link = person.sign_in(&opened.parse().unwrap()).await.unwrap();
        assert!(link.starts_with("org.chartside.app:/callback?"));
        let handed = screen.post("/redirect", &json!({ "url": link })).await;
        assert_eq!(handed.status(), 204);
    });
    assert_eq!(types(&events).last(), Some(&"connected"), "{events:?}");
    let session = events.last().unwrap()["session"]["session"].clone();
    let events = screen
        .stream("load_record", json!({ "record": session }), "banner")
        .await;
    let banner = events
        .iter()
        .find(|event| event["type"] == "banner")
        .unwrap();
    assert!(banner.to_string().contains(&patient), "{banner}");
}

/// Not the first patient of the sandbox's picker.
async fn sandbox_patient(sandbox: &Sandbox) -> String {
    let page = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .get(sandbox.launcher_url())
        .send();
    let html = page.await.unwrap().text().await.unwrap();
    let second = html.split("data-launch-patient=\"").nth(2).unwrap();
    second.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn announces_a_forged_link_to_the_screens() {
    let screen = Screen::of(DevhostConfig::default()).await;
    let mut events = screen.post("/stream/events", &Value::Null).await;
    let forged = json!({ "url": "org.chartside.app:/callback?code=x&state=y" });
    assert_eq!(screen.post("/redirect", &forged).await.status(), 204);
    let line = events.chunk().await.unwrap().unwrap();
    let event: Value = serde_json::from_slice(&line).unwrap();
    assert_eq!(event["type"], "linkRefused");
}

#[tokio::test]
async fn serves_nobody_without_the_token_of_this_run() {
    let screen = Screen::of(DevhostConfig::default()).await;
    for path in COMMANDS.iter().copied().chain(["/redirect"]) {
        for token in ["", "AAAAAAAAAAAAAAAAAAAAAA"] {
            let request = screen
                .ask(Method::POST, path)
                .header("x-devhost-token", token);
            assert_eq!(
                request.body("null").send().await.unwrap().status(),
                401,
                "{path}"
            );
        }
        assert_eq!(
            screen
                .ask(Method::POST, path)
                .send()
                .await
                .unwrap()
                .status(),
            401,
            "{path}"
        );
    }
    assert_eq!(
        screen
            .ask(Method::GET, "/browser")
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
    let by_query = format!("/browser?token={}", screen.devhost.token());
    assert_eq!(
        screen
            .ask(Method::GET, &by_query)
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

#[tokio::test]
async fn serves_nobody_under_another_name() {
    let screen = Screen::of(DevhostConfig::default()).await;
    let port = screen.devhost.url().rsplit(':').next().unwrap().to_owned();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("evil.example:{port}"), 421),
        ("127.0.0.1".to_owned(), 421),
        (format!("127.0.0.1:{port}.evil.example"), 421),
    ] {
        let request = screen
            .ask(Method::POST, "/call/overview")
            .header("host", &host);
        let request = request.header("x-devhost-token", screen.devhost.token());
        assert_eq!(request.send().await.unwrap().status(), status, "{host}");
        let page = screen
            .ask(Method::GET, "/nothing")
            .header("host", &host)
            .send()
            .await
            .unwrap();
        assert_eq!(
            page.status(),
            if status == 200 { 404 } else { 421 },
            "{host}"
        );
    }
}

#[tokio::test]
async fn answers_a_problem_where_a_command_cannot_be_done() {
    let screen = Screen::of(DevhostConfig::default()).await;
    let unknown = screen
        .post("/call/trend", &json!({ "record": "x", "analyte": "y" }))
        .await;
    assert_eq!(unknown.status(), 422);
    assert_eq!(body(unknown).await["code"], "session-unknown");
    for path in ["/call/rows", "/stream/connect"] {
        let misfit = screen.post(path, &json!({ "wrong": 1 })).await;
        assert_eq!(misfit.status(), 400);
        assert_eq!(body(misfit).await["code"], "internal");
    }
    assert_eq!(
        screen.post("/call/nothing", &Value::Null).await.status(),
        404
    );
}

#[tokio::test]
async fn tells_of_a_missing_keychain_when_asked_to_play_one() {
    let screen = Screen::of(DevhostConfig {
        without_keyring: true,
        ..DevhostConfig::default()
    })
    .await;
    let overview = screen.call("overview", Value::Null).await;
    assert_eq!(overview["custody"]["persistent"], false);
    assert_eq!(overview["custody"]["problem"]["code"], "keyring-missing");
}

#[tokio::test]
async fn writes_the_token_into_the_page_and_serves_no_other_file() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        "ui/index.html",
        "<!doctype html><html><head><title>x</title></head></html>",
    );
    write(dir.path(), "ui/assets/a.js", "<head>");
    write(dir.path(), "secret.txt", "secret");
    let screen = Screen::of(DevhostConfig {
        pages: dir.path().join("ui"),
        ..DevhostConfig::default()
    })
    .await;
    let page = screen.ask(Method::GET, "/").send().await.unwrap();
    assert!(
        page.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
    let meta = format!(
        "<head><meta name=\"devhost-token\" content=\"{}\">",
        screen.devhost.token()
    );
    assert!(page.text().await.unwrap().contains(&meta));
    let script = screen
        .ask(Method::GET, "/assets/a.js")
        .send()
        .await
        .unwrap();
    assert_eq!(
        script.headers()["content-type"],
        "text/javascript; charset=utf-8"
    );
    assert_eq!(script.text().await.unwrap(), "<head>");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets",
    ] {
        assert_eq!(
            screen.ask(Method::GET, path).send().await.unwrap().status(),
            404,
            "{path}"
        );
    }
}

fn write(dir: &Path, name: &str, text: &str) {
    let file = dir.join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}
