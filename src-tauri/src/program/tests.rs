//! A whole update against an update server on this computer: announced, fetched, checked, and installed in
//! the place of an `AppImage`, which is the one kind of installation that replaces itself on Linux.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use minisign::KeyPair;
use serde_json::json;
use tauri::test::{MockRuntime, mock_builder, mock_context, noop_assets};
use tempfile::TempDir;

use super::*;

/// What makes a file an `AppImage`.
const APPIMAGE: &[u8] = b"\x7fELF\x02\x01\x01\x00AI\x02";

/// As long as the head of a program.
fn package(text: &str) -> Vec<u8> {
    [APPIMAGE, &[0; 64], text.as_bytes()].concat()
}

/// Who makes releases.
struct Maker {
    key: KeyPair,
}

impl Maker {
    fn new() -> Self {
        let key = KeyPair::generate_unencrypted_keypair().unwrap();
        Self { key }
    }

    /// As `plugins.updater.pubkey` wants it.
    fn public_key(&self) -> String {
        let key = self.key.pk.to_box().unwrap().to_string();
        BASE64_STANDARD.encode(key)
    }

    /// As Tauri's own program signs (`tauri signer sign --app-version`).
    fn sign(&self, package: &[u8], comment: &str) -> String {
        let signed = minisign::sign(
            None,
            &self.key.sk,
            Cursor::new(package),
            Some(comment),
            Some("signature from tauri secret key"),
        );
        BASE64_STANDARD.encode(signed.unwrap().to_string())
    }

    /// A release as it should be.
    fn release(&self, version: &str) -> Announced {
        let package = package(version);
        let comment = format!("timestamp:1\tfile:Chartside.AppImage\tversion:{version}");
        Announced {
            answer: json!({
                "version": version,
                "notes": "What is new.",
                "signature": self.sign(&package, &comment),
            }),
            package,
            status: StatusCode::OK,
        }
    }
}

/// What the update server says.
#[derive(Clone)]
struct Announced {
    answer: Value,
    package: Vec<u8>,
    status: StatusCode,
}

impl Announced {
    fn saying(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.answer[name] = value.into();
        self
    }
}

/// Serves it, and gives the address of the announcement.
async fn serve(mut announced: Announced) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    announced.answer["url"] = json!(format!("{server}/package"));
    let router = Router::new()
        .route("/latest.json", get(announcement))
        .route(
            "/package",
            get(|State(it): State<Announced>| async { it.package }),
        )
        .with_state(announced);
    tokio::spawn(async { axum::serve(listener, router).await });
    format!("{server}/latest.json")
}

async fn announcement(State(it): State<Announced>) -> (StatusCode, String) {
    (it.status, it.answer.to_string())
}

/// Version 1.0.0, installed as an `AppImage`, which believes this maker.
struct Computer {
    program: Installed<MockRuntime>,
    folder: TempDir,
    _app: tauri::App<MockRuntime>,
}

impl Computer {
    async fn new(maker: &Maker, announced: Announced) -> Self {
        let mut context = mock_context(noop_assets());
        context.package_info_mut().version = "1.0.0".parse().unwrap();
        context.config_mut().plugins.0.insert(
            PLUGIN.to_owned(),
            json!({
                "pubkey": maker.public_key(),
                "endpoints": [serve(announced).await],
                "requireSignedVersion": true,
            }),
        );
        assert!(is_configured(context.config()));
        let app = mock_builder()
            .plugin(tauri_plugin_updater::Builder::new().build())
            .build(context)
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("Chartside.AppImage");
        fs::write(&place, package("1.0.0")).unwrap();
        let http = chartside_core::http::client().unwrap();
        let mut program = Installed::new(app.handle().clone(), http);
        program.place = Some(place);
        Self {
            program,
            folder,
            _app: app,
        }
    }

    /// What a person gets who takes whatever is offered and ends the app.
    async fn updates(&self) -> Result<bool, UpdateError> {
        let found = self.program.newest().await?;
        if found.is_some() {
            self.program.fetch().await?;
        }
        self.program.finish();
        Ok(found.is_some())
    }

    fn installed(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("Chartside.AppImage")).unwrap()
    }
}

#[tokio::test]
async fn a_signed_update_is_offered_fetched_and_installed_at_the_end() {
    let maker = Maker::new();
    let announced = maker.release("1.1.0").saying("rollout", 25);
    let computer = Computer::new(&maker, announced).await;
    let release = computer.program.newest().await.unwrap().unwrap();
    assert_eq!(
        (
            release.version.as_str(),
            release.notes.as_deref(),
            release.share
        ),
        ("1.1.0", Some("What is new."), 25)
    );
    computer.program.fetch().await.unwrap();
    assert_eq!(computer.installed(), package("1.0.0"), "not before the end");
    assert!(!computer.program.finish(), "nobody asked for a start anew");
    assert_eq!(computer.installed(), package("1.1.0"));
}

#[tokio::test]
async fn what_is_not_newer_is_not_offered() {
    let maker = Maker::new();
    for version in ["1.0.0", "0.9.9", "1.0.0-rc.1"] {
        let computer = Computer::new(&maker, maker.release(version)).await;
        assert_eq!(computer.updates().await, Ok(false), "{version}");
        assert_eq!(computer.installed(), package("1.0.0"));
    }
}

#[tokio::test]
async fn what_was_not_signed_as_this_version_with_our_key_is_refused() {
    let (maker, other) = (Maker::new(), Maker::new());
    let good = || maker.release("1.1.0");
    let signed = |comment: &str| good().saying("signature", maker.sign(&package("1.1.0"), comment));
    let mut tampered = good();
    tampered.package.push(0);
    let mut cut = good();
    cut.package.truncate(12);
    for (what, announced) in [
        ("tampered with", tampered),
        ("cut off", cut),
        ("signed by somebody else", other.release("1.1.0")),
        ("unsigned", good().saying("signature", "")),
        ("signed with words", good().saying("signature", "trust me")),
        (
            "an older one as a newer",
            maker.release("0.9.0").saying("version", "1.1.0"),
        ),
        (
            "without a version",
            signed("timestamp:1\tfile:Chartside.AppImage"),
        ),
        ("of another version", signed("timestamp:1\tversion:1.2.0")),
    ] {
        let computer = Computer::new(&maker, announced).await;
        assert_eq!(
            computer.updates().await,
            Err(UpdateError::Refused),
            "{what}"
        );
        assert_eq!(computer.installed(), package("1.0.0"), "{what}");
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_used_is_no_update() {
    let maker = Maker::new();
    let good = || maker.release("1.1.0");
    let mut failing = good();
    failing.status = StatusCode::INTERNAL_SERVER_ERROR;
    let mut unsigned = good();
    unsigned.answer.as_object_mut().unwrap().remove("signature");
    let mut elsewhere = good();
    elsewhere.answer =
        json!({"version": "1.1.0", "platforms": {"darwin-aarch64": elsewhere.answer}});
    for (what, announced) in [
        ("failing", failing),
        ("unsigned", unsigned),
        ("for another system", elsewhere),
        ("no version", good().saying("version", "newest")),
    ] {
        let computer = Computer::new(&maker, announced).await;
        assert_eq!(
            computer.updates().await,
            Err(UpdateError::Unreachable),
            "{what}"
        );
    }
    let mut nothing = good();
    nothing.status = StatusCode::NO_CONTENT;
    let computer = Computer::new(&maker, nothing).await;
    assert_eq!(computer.updates().await, Ok(false));
}

#[test]
fn a_share_is_a_whole_number_of_a_hundred_and_a_mistake_offers_nothing() {
    assert_eq!(share(&json!({})), 100);
    for (said, meant) in [(json!(0), 0), (json!(25), 25), (json!(100), 100)] {
        assert_eq!(share(&json!({"rollout": said})), meant);
    }
    for said in [json!(101), json!(-1), json!(0.5), json!("25"), json!(null)] {
        assert_eq!(share(&json!({"rollout": said})), 0, "{said}");
    }
}

#[test]
fn without_a_whole_and_strict_configuration_there_are_no_updates() {
    let configured = |updater: Value| {
        let mut config: Config =
            serde_json::from_str(include_str!("../../../tauri.conf.json")).unwrap();
        assert!(!is_configured(&config), "nothing is built in");
        config.plugins.0.insert(PLUGIN.to_owned(), updater);
        is_configured(&config)
    };
    let good = json!({
        "pubkey": "key",
        "endpoints": ["https://updates.example/latest.json"],
        "requireSignedVersion": true,
    });
    assert!(configured(good.clone()));
    for (name, value) in [
        ("pubkey", json!("")),
        ("endpoints", json!([])),
        ("endpoints", json!("https://updates.example")),
        ("requireSignedVersion", json!(false)),
        ("allowDowngrades", json!(true)),
        ("dangerousAcceptInvalidCerts", json!(true)),
    ] {
        let mut loose = good.clone();
        loose[name] = value;
        assert!(!configured(loose), "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_linux_only_an_appimage_replaces_itself() {
    let appimage = Path::new("/home/person/Chartside.AppImage").as_os_str();
    assert_eq!(way(true, Some(appimage)), UpdateWay::Itself);
    assert_eq!(way(true, None), UpdateWay::Packages);
    assert_eq!(way(false, None), UpdateWay::Packages);
    assert_eq!(way(false, Some(appimage)), UpdateWay::NotConfigured);
}
