//! The pages: hooks that scripts use, forms that cannot be forged or replayed, text that stays text.

use std::sync::Arc;

use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Client, Sandbox, SandboxConfig};
use serde_json::json;

use crate::app::{App, parameter};
use crate::person::{Person, Shown, all, http, value_of};
use crate::{sandbox, strict};

fn html(shown: Shown) -> String {
    match shown {
        Shown::Page { html, .. } => html,
        Shown::Application(url) => panic!("sent to {url}"),
    }
}

#[tokio::test]
async fn the_pages_have_the_hooks_that_scripts_use() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let person = app.person();
    let sign_in = html(person.open(&app.authorize_url(&[])).await);
    for hook in [
        "id=\"user\"",
        "id=\"password\"",
        "id=\"sign-in\"",
        "password <code>demo</code>",
    ] {
        assert!(sign_in.contains(hook), "{hook}");
    }
    let picker = html(person.answer(&sign_in).await);
    assert!(picker.contains("id=\"patient-search\"") && picker.contains("data-patient=\""));
    let consent = html(person.answer(&picker).await);
    for hook in [
        "id=\"allow\"",
        "id=\"deny\"",
        "value=\"patient/*.rs\" checked",
        "read and search everything",
    ] {
        assert!(consent.contains(hook), "{hook}");
    }
}

#[tokio::test]
async fn saying_no_is_told_to_the_application() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let person = Person {
        button: "deny",
        ..app.person()
    };
    let redirect = person.walk(&app.authorize_url(&[])).await;
    assert_eq!(
        parameter(&redirect, "error").as_deref(),
        Some("access_denied")
    );
    assert_eq!(sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn a_wrong_password_asks_again() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let person = app.person();
    let page = html(person.open(&app.authorize_url(&[])).await);
    let fields = [
        ("interaction", value_of(&page, "interaction").unwrap()),
        ("user", "clinician".to_owned()),
        ("password", "guess".to_owned()),
    ];
    let Shown::Page { status, html } = person.post("/auth/sign-in", &fields).await else {
        panic!("redirected")
    };
    assert_eq!(status, 403);
    assert!(html.contains("role=\"alert\""));
    assert!(
        matches!(person.answer(&html).await, Shown::Page { html, .. } if html.contains("data-patient"))
    );
}

#[tokio::test]
async fn a_form_is_accepted_once_and_only_at_its_own_step() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let person = app.person();
    let sign_in = html(person.open(&app.authorize_url(&[])).await);
    let skipped = [
        ("interaction", value_of(&sign_in, "interaction").unwrap()),
        ("decision", "allow".to_owned()),
    ];
    assert!(
        matches!(person.post("/auth/consent", &skipped).await, Shown::Page { status, .. } if status == 400)
    );
    let sign_in = html(person.open(&app.authorize_url(&[])).await);
    let picker = html(person.answer(&sign_in).await);
    assert!(matches!(person.answer(&sign_in).await, Shown::Page { status, .. } if status == 400));
    let consent = html(person.answer(&picker).await);
    assert!(matches!(
        person.answer(&consent).await,
        Shown::Application(_)
    ));
    // The browser stays on this page while the application comes to the front.
    assert!(html(person.answer(&consent).await).contains("You are done here"));
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let page = html(app.person().open(&app.authorize_url(&[])).await);
    let body = format!(
        "interaction={}&user=clinician&password=demo",
        value_of(&page, "interaction").unwrap()
    );
    let post = |origin: String| {
        http()
            .post(format!("{}/auth/sign-in", sandbox.base_url()))
            .header("origin", origin)
            .body(body.clone())
            .send()
    };
    assert_eq!(
        post("https://evil.example".to_owned())
            .await
            .unwrap()
            .status(),
        400
    );
    assert_eq!(
        post(sandbox.base_url().to_owned()).await.unwrap().status(),
        200
    );
}

#[tokio::test]
async fn the_picker_shows_fifty_and_finds_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let line = |n: usize| {
        json!({ "resourceType": "Patient", "id": format!("p{n}"), "name": [{ "family": format!("Family{n:04}") }] })
            .to_string()
    };
    let lines: Vec<String> = (0..2000).map(line).collect();
    std::fs::write(folder.path().join("Patient.ndjson"), lines.join("\n")).unwrap();
    let store = Arc::new(FhirStore::load(folder.path()).unwrap());
    let sandbox = Sandbox::start(SandboxConfig {
        store,
        ..SandboxConfig::default()
    })
    .await
    .unwrap();
    let app = App::public(&sandbox);
    let person = app.person();
    let picker = html(
        person
            .answer(&html(person.open(&app.authorize_url(&[])).await))
            .await,
    );
    assert_eq!(all(&picker, "data-patient").len(), 50);
    assert!(picker.contains("first 50 of 2000"));
    let interaction = value_of(&picker, "interaction").unwrap();
    let address = format!(
        "{}/auth/patients?interaction={interaction}&q=family1234",
        sandbox.base_url()
    );
    let found = html(person.open(&address).await);
    assert_eq!(all(&found, "data-patient"), ["p1234"]);
    assert!(html(person.answer(&found).await).contains("Family1234"));
}

#[tokio::test]
async fn text_from_outside_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "<script>alert(1)</script>\"'&";
    let patient = json!({ "resourceType": "Patient", "id": "p1", "name": [{ "text": evil }] });
    std::fs::write(folder.path().join("patient.json"), patient.to_string()).unwrap();
    let store = Arc::new(FhirStore::load(folder.path()).unwrap());
    let sandbox = Sandbox::start(SandboxConfig {
        store,
        ..SandboxConfig::default()
    })
    .await
    .unwrap();
    sandbox.register(
        Client::public("chartside", crate::app::REDIRECT)
            .named(evil)
            .launched_at("org.chartside.app:/launch"),
    );
    let app = App::public(&sandbox);
    let person = Person {
        user: evil.to_owned(),
        ..app.person()
    };
    let sign_in = html(person.open(&app.authorize_url(&[])).await);
    let picker = html(person.answer(&sign_in).await);
    let consent = html(person.answer(&picker).await);
    let launcher = http()
        .get(sandbox.launcher_url())
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let search = format!("{}?q=%3Cscript%3E%22", sandbox.launcher_url());
    let searched = http()
        .get(search)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let refused = html(
        person
            .open(&app.authorize_url(&[("client_id", evil)]))
            .await,
    );
    for page in [sign_in, picker, consent, launcher, searched, refused] {
        assert!(!page.contains("<script"), "{page}");
    }
}

#[tokio::test]
async fn pages_forbid_scripts_frames_and_storing() {
    let sandbox = strict().await;
    let answer = http().get(sandbox.launcher_url()).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let style = http()
        .get(format!("{}/pages.css", sandbox.base_url()))
        .send()
        .await
        .unwrap();
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
}

#[tokio::test]
async fn a_profile_can_send_the_browser_back_by_a_page() {
    let sandbox = sandbox(json!({ "redirect": "page" })).await;
    let app = App::public(&sandbox);
    let person = app.person();
    let mut page = html(person.open(&app.authorize_url(&[])).await);
    for _ in 0..3 {
        page = html(person.answer(&page).await);
    }
    assert!(page.contains("id=\"go-back\" href=\"org.chartside.app:/callback?code=CNRY-code-"));
    assert!(page.contains("http-equiv=\"refresh\" content=\"0;url=org.chartside.app:/callback?"));
}

#[tokio::test]
async fn an_unknown_client_cannot_be_launched() {
    let sandbox = strict().await;
    let address = format!("{}?client=nobody", sandbox.launcher_url());
    assert_eq!(http().get(address).send().await.unwrap().status(), 400);
}
