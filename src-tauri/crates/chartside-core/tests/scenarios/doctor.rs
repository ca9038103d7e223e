//! The sign-in diagnosis against the sandbox, servers that are none, and certificates that are not right.

use authority::{Authority, pem};
use chartside_core::Policy;
use chartside_core::doctor::{Diagnosis, Obstacle, Surroundings, Tls, examine};
use chartside_core::http::{Credentials, Proxies, client_through, client_with};
use jiff::Timestamp;
use sandbox_ehr::{Profile, Sandbox, SandboxConfig};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

fn surroundings(proxies: Proxies) -> Surroundings {
    Surroundings {
        http: client_through(proxies.clone()).unwrap().client(),
        proxies,
        variables: Vec::new(),
        policy: Policy::default(),
    }
}

async fn asked(address: &str) -> Diagnosis {
    let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    examine(&surroundings(Proxies::all("", "")), address, now).await
}

async fn of(profile: Profile) -> Diagnosis {
    let config = SandboxConfig {
        profile,
        ..SandboxConfig::default()
    };
    let sandbox = Sandbox::start(config).await.unwrap();
    asked(&sandbox.fhir_base_url()).await
}

fn with(fields: Value) -> Profile {
    serde_json::from_value(fields).unwrap()
}

/// What `smart-configuration` is answered with.
async fn answered(answer: Value) -> Diagnosis {
    of(with(json!({
        "faults": [{ "at": "discovery", "act": { "answer": answer } }],
    })))
    .await
}

fn codes(found: &Diagnosis) -> Vec<&str> {
    let warnings = found.server.iter().flat_map(|server| &server.warnings);
    warnings.map(|warning| warning.code.as_str()).collect()
}

fn json_of(found: &Diagnosis) -> Value {
    serde_json::from_str(&found.to_json().unwrap()).unwrap()
}

#[tokio::test]
async fn a_good_server_is_usable_and_nothing_is_to_be_said_against_it() {
    let found = of(Profile::default()).await;
    assert_eq!(
        (found.usable, found.obstacle, found.tls),
        (true, None, Tls::NotNeeded)
    );
    assert_eq!(codes(&found), [""; 0]);
    let json = json_of(&found);
    assert_eq!(json["server"]["discovery"], "smart-configuration");
    assert_eq!(json["server"]["launches"]["standalone"], true);
    assert_eq!(
        json["server"]["clientTypes"][0]["authentication"],
        "asymmetric-es384"
    );
    let text = found.to_text();
    assert!(
        text.contains("A sign-in can be begun.") && text.contains("key pair, ES384"),
        "{text}"
    );
    assert!(text.contains("Warnings      none"), "{text}");
}

#[tokio::test]
async fn the_keys_of_the_json_are_those_of_the_documentation() {
    let documented = include_str!("../../../../../docs/doctor.md");
    let json = json_of(&of(Profile::default()).await);
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let names = [
        ("", &json),
        ("proxy.", &json["proxy"]),
        ("server.", &json["server"]),
    ];
    for (prefix, value) in names {
        for key in keys(value) {
            let row = format!("| `{prefix}{key}` |");
            assert!(documented.contains(&row), "{row}");
        }
    }
}

#[tokio::test]
async fn a_server_with_metadata_only_is_usable_and_said_to_be_old() {
    let found = of(Profile::find("greenway-like").unwrap()).await;
    assert!(found.usable);
    assert_eq!(
        json_of(&found)["server"]["discovery"],
        "capability-statement"
    );
    assert_eq!(codes(&found), ["legacy-metadata"]);
}

#[tokio::test]
async fn metadata_that_contradicts_itself_is_usable_and_warned_about_by_name() {
    let found = of(with(json!({ "smart_configuration": {
        "code_challenge_methods_supported": ["S256", "plain"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    }})))
    .await;
    assert!(found.usable);
    let wanted = ["pkce-plain-listed", "private-key-jwt-contradicts"];
    assert_eq!(codes(&found), wanted);
    assert!(wanted.iter().all(|code| found.to_text().contains(code)));
}

#[tokio::test]
async fn what_stops_a_sign_in_is_named() {
    for (overlay, obstacle) in [
        (
            json!({ "code_challenge_methods_supported": ["plain"] }),
            Obstacle::NoPkce,
        ),
        (
            json!({ "authorization_endpoint": null }),
            Obstacle::NoEndpoint,
        ),
        (
            json!({ "token_endpoint": "http://ehr.example/token" }),
            Obstacle::EndpointUnusable,
        ),
    ] {
        let found = of(with(json!({ "smart_configuration": overlay }))).await;
        assert_eq!((found.usable, found.obstacle), (false, Some(obstacle)));
        assert!(found.server.is_some(), "what it says is shown all the same");
    }
}

#[tokio::test]
async fn what_answers_and_is_no_smart_server_is_told_apart() {
    let page =
        json!({ "status": 200, "content_type": "text/html", "body": "<html>Sign in</html>" });
    for (answer, obstacle) in [
        (page, Obstacle::WebPage),
        (
            json!({ "status": 200, "content_type": "application/json", "body": "{}" }),
            Obstacle::NotSmart,
        ),
        (json!({ "status": 403 }), Obstacle::NotSmart),
        (json!({ "status": 500 }), Obstacle::ServerFailed),
        (json!({ "status": 503 }), Obstacle::ServerBusy),
        (json!({ "status": 302 }), Obstacle::Redirected),
    ] {
        let found = answered(answer).await;
        assert_eq!((found.usable, found.obstacle), (false, Some(obstacle)));
        assert_eq!(found.server, None);
    }
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let elsewhere = format!("{}/elsewhere", sandbox.base_url());
    assert_eq!(
        asked(&elsewhere).await.obstacle,
        Some(Obstacle::NotSmart),
        "404"
    );
}

#[tokio::test]
async fn an_address_that_holds_a_secret_is_not_repeated() {
    for (address, obstacle) in [
        (
            "https://user:CNRY-secret@ehr.example/fhir",
            Obstacle::AddressHasUser,
        ),
        (
            "https://ehr.example/fhir?key=CNRY-secret",
            Obstacle::AddressHasQuery,
        ),
        ("http://ehr.example/CNRY-secret", Obstacle::AddressInsecure),
        ("ftp://ehr.example/CNRY-secret", Obstacle::AddressInvalid),
    ] {
        let found = asked(address).await;
        assert_eq!(found.obstacle, Some(obstacle));
        let said = found.to_text() + &found.to_json().unwrap();
        assert!(!said.contains("CNRY-secret"), "{said}");
    }
}

#[tokio::test]
async fn nothing_that_listens_is_not_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}/fhir", listener.local_addr().unwrap());
    drop(listener);
    let found = asked(&address).await;
    assert_eq!(
        (found.obstacle, found.tls),
        (Some(Obstacle::Unreachable), Tls::NotTested)
    );
}

/// Answers every connection with these bytes once it has heard something, and tells what it heard.
pub(crate) async fn speaks(
    answer: &'static str,
) -> (String, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (tell, heard) = tokio::sync::mpsc::unbounded_channel();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let read = stream.read(&mut request).await.unwrap_or(0);
            let _ = tell.send(String::from_utf8_lossy(&request[..read]).into_owned());
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (address, heard)
}

#[tokio::test]
async fn a_port_that_does_not_speak_tls_is_named() {
    let (address, _) = speaks("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await;
    let found = asked(&format!("https://{address}/fhir")).await;
    assert_eq!(
        (found.obstacle, found.tls),
        (Some(Obstacle::TlsRefused), Tls::NotSpoken)
    );
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_is_named_and_its_own_is_not_shown() {
    let (address, mut heard) =
        speaks("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n").await;
    let proxies = Proxies::all(&format!("http://user:CNRY-secret@{address}"), "");
    let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let found = examine(&surroundings(proxies), "https://ehr.example/fhir", now).await;
    let request = heard.recv().await.unwrap();
    assert!(request.starts_with("CONNECT ehr.example:443 "), "{request}");
    // user:CNRY-secret
    assert!(
        request.contains("Basic dXNlcjpDTlJZLXNlY3JldA=="),
        "{request}"
    );
    assert_eq!(found.obstacle, Some(Obstacle::ProxySignInNeeded));
    assert_eq!(found.proxy.used, Some(format!("http://{address}")));
    let said = found.to_text() + &found.to_json().unwrap();
    assert!(!said.contains("CNRY-secret"), "{said}");
}

#[tokio::test]
async fn a_server_on_this_computer_is_not_asked_through_a_proxy() {
    let (address, mut heard) =
        speaks("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n").await;
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let proxies = Proxies::all(&format!("http://{address}"), "");
    let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let found = examine(&surroundings(proxies), &sandbox.fhir_base_url(), now).await;
    assert!(found.usable && found.proxy.used.is_none(), "{found:?}");
    assert!(heard.try_recv().is_err(), "the proxy was not asked");
}

/// The surroundings of a computer that trusts this authority.
fn trusting(authority: &Authority) -> Surroundings {
    let authorities = pem("CERTIFICATE", authority.certificate());
    let credentials = Credentials::default().believing(authorities.as_bytes());
    let client = client_with(Proxies::all("", ""), credentials.unwrap());
    Surroundings {
        http: client.unwrap().client(),
        ..surroundings(Proxies::all("", ""))
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_said_in_plain_words() {
    let authority = Authority::new();
    let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let trusted = trusting(&authority);
    let as_shipped = surroundings(Proxies::all("", ""));
    let good = authority.server("localhost", 2020..2100).await;
    let found = examine(&trusted, &good.fhir_base_url(), now).await;
    assert_eq!(
        (found.obstacle, found.tls),
        (Some(Obstacle::ServerFailed), Tls::Accepted)
    );
    for (server, computer, tls, word) in [
        (
            good,
            &as_shipped,
            Tls::CertificateUnknownAuthority,
            "does not trust",
        ),
        (
            authority.server("other.example", 2020..2100).await,
            &trusted,
            Tls::CertificateOtherName,
            "another name",
        ),
        (
            authority.server("localhost", 2020..2021).await,
            &trusted,
            Tls::CertificateExpired,
            "expired",
        ),
        (
            authority.server("localhost", 2090..2100).await,
            &trusted,
            Tls::CertificateNotYetValid,
            "not valid yet",
        ),
    ] {
        let found = examine(computer, &server.fhir_base_url(), now).await;
        assert_eq!(
            (found.obstacle, found.tls),
            (Some(Obstacle::TlsRefused), tls)
        );
        assert!(found.to_text().contains(word), "{}", found.to_text());
    }
}

#[tokio::test]
async fn what_the_policy_stops_is_said_beside_what_else_was_found() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let (address, now) = (sandbox.fhir_base_url(), Timestamp::UNIX_EPOCH);
    let under = async |policy| {
        let surroundings = Surroundings {
            policy,
            ..surroundings(Proxies::all("", ""))
        };
        examine(&surroundings, &address, now).await
    };
    let closed = Policy::parse(br#"{"version": 1, "allowedServers": []}"#).unwrap();
    let found = under(closed).await;
    assert_eq!(found.obstacle, Some(Obstacle::ServerNotAllowed));
    assert!(!found.usable && found.server.is_some());
    assert_eq!(
        json_of(&found)["policy"],
        json!({ "present": true, "unreadable": null })
    );
    let broken = Policy::unreadable(&Policy::parse(b"{").unwrap_err());
    let found = under(broken).await;
    assert_eq!(found.obstacle, Some(Obstacle::PolicyUnreadable));
    assert!(
        found.to_text().contains("cannot be read: line 1"),
        "{}",
        found.to_text()
    );
    let open = Policy::parse(br#"{"version": 1}"#).unwrap();
    let found = under(open).await;
    assert!(found.usable && found.to_text().contains("in force"));
    assert!(
        under(Policy::default())
            .await
            .to_text()
            .contains("none on this computer")
    );
}

#[tokio::test]
async fn what_a_server_says_and_has_is_told_apart() {
    let supports = async |answer: Value| {
        let found = answered(json!({ "status": 200, "content_type": "application/json", "body": answer.to_string() })).await;
        json_of(&found)["server"]["supports"].clone()
    };
    let found = supports(json!({
        "authorization_endpoint": "https://ehr.example/a", "token_endpoint": "https://ehr.example/t",
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "capabilities": ["client-confidential-asymmetric", "launch-ehr"],
    }))
    .await;
    let one = |capability: &str| {
        let all = found.as_array().unwrap();
        let found = all
            .iter()
            .find(|one| one["capability"] == capability)
            .unwrap();
        (
            found["listed"].as_bool().unwrap(),
            found["fields"].as_bool().unwrap(),
        )
    };
    assert_eq!(one("launch-ehr"), (true, true));
    assert_eq!(one("client-confidential-asymmetric"), (true, false));
    assert_eq!(one("client-confidential-symmetric"), (false, true));
    assert_eq!(one("sso-openid-connect"), (false, false));
}
