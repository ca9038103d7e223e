use proptest::prelude::*;
use proptest::sample::select;

use super::{EndpointUrl, EndpointUrlError};
use crate::base_url::FhirBaseUrl;

fn remote() -> FhirBaseUrl {
    FhirBaseUrl::parse("https://ehr.example/a/fhir").unwrap()
}

fn resolve(text: &str) -> Result<String, EndpointUrlError> {
    EndpointUrl::resolve(&remote(), text).map(|endpoint| endpoint.url().to_string())
}

#[test]
fn hl7_379_a_relative_endpoint_is_resolved_against_the_base() {
    assert_eq!(
        resolve("auth/token"),
        Ok("https://ehr.example/a/fhir/auth/token".to_owned())
    );
    assert_eq!(
        resolve("../oauth/token"),
        Ok("https://ehr.example/a/oauth/token".to_owned())
    );
    assert_eq!(
        resolve("/token?x=1"),
        Ok("https://ehr.example/token?x=1".to_owned())
    );
}

#[test]
fn hl7_329_an_absolute_endpoint_keeps_its_text() {
    let endpoint = EndpointUrl::resolve(&remote(), "https://AUTH.example:443/token").unwrap();
    assert_eq!(endpoint.as_str(), "https://AUTH.example:443/token");
    assert_eq!(endpoint.origin(), "https://auth.example");
}

#[test]
fn hl7_005_what_must_not_reach_a_url_opener_is_refused() {
    let refused = [
        "file:///etc/passwd",
        "calc.exe\u{0}",
        "ms-msdt:/id PCWDiagnostic",
        "ms-msdt:x",
        "\\\\host\\share",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://ehr.example/authorize",
        "http://127.0.0.1/authorize",
        "https://a$(calc)/ x",
        "https://ehr.example/`id`",
        "https://ehr.example/\"",
        "https://user:secret@ehr.example/",
        "https://ehr.example/#fragment",
        "https://ehr.example/a\tb",
        "https:\\\\evil.example/",
        "",
    ];
    for text in refused {
        assert!(resolve(text).is_err(), "{text}");
    }
}

#[test]
fn a_path_that_looks_like_an_option_stays_a_path_on_the_server() {
    assert_eq!(
        resolve("--upload-pack=x"),
        Ok("https://ehr.example/a/fhir/--upload-pack=x".to_owned())
    );
}

#[test]
fn loopback_http_is_for_a_fhir_server_on_loopback() {
    let own = FhirBaseUrl::parse("http://127.0.0.1:8080/fhir").unwrap();
    assert!(EndpointUrl::resolve(&own, "http://127.0.0.1:9090/token").is_ok());
    assert_eq!(
        EndpointUrl::resolve(&own, "http://ehr.example/token"),
        Err(EndpointUrlError::Insecure)
    );
}

#[test]
fn it_is_stored_and_read_back_unchanged() {
    let endpoint = EndpointUrl::resolve(&remote(), "https://auth.example/token?a=b").unwrap();
    let json = serde_json::to_string(&endpoint).unwrap();
    assert_eq!(
        serde_json::from_str::<EndpointUrl>(&json).unwrap(),
        endpoint
    );
    assert!(serde_json::from_str::<EndpointUrl>("\"http://auth.example/token\"").is_err());
}

#[test]
fn t22_a_server_on_the_network_cannot_send_this_computer_to_itself() {
    for text in [
        "https://127.0.0.1/token",
        "https://127.1/token",
        "https://2130706433/token",
        "https://0x7f.1/token",
        "https://localhost:8443/token",
        "https://[::1]/token",
        "https://[::ffff:127.0.0.1]/token",
        "https://[::ffff:169.254.169.254]/token",
        "https://0.0.0.0/token",
        "https://[::]/token",
        "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/token",
    ] {
        let refused = EndpointUrl::resolve(&remote(), text);
        assert_eq!(refused, Err(EndpointUrlError::ThisComputer), "{text}");
    }
    // Hospitals have private networks, and their authorization servers are in them.
    assert!(EndpointUrl::resolve(&remote(), "https://10.1.2.3/token").is_ok());
}

const PIECES: [&[&str]; 5] = [
    &[
        "https:",
        "http:",
        "",
        "HTTPS:",
        "ftp:",
        "javascript:",
        "file:",
        "https:https:",
        "ws:",
    ],
    &["//", "/", "", "\\\\", "///", "/\\", "\t//"],
    &[
        "",
        "ehr.example@",
        "u:p@",
        "@",
        "ehr.example\\@",
        "ehr.example%2f@",
        "user@",
    ],
    &[
        "ehr.example",
        "EHR.EXAMPLE",
        "evil.example",
        "ehr.example.evil.example",
        "ehr.example.",
        "\u{435}hr.example",
        "127.0.0.1",
        "2130706433",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "ehr%2eexample",
        "ehr.example%00.evil.example",
        "169.254.169.254",
        "localhost",
        "",
    ],
    &[
        "",
        ":443",
        ":80",
        ":8443",
        ":",
        "/token",
        "/a/../token",
        "/%2e%2e/token",
        "?a=b",
        "#token",
        "/to ken",
        "/`id`",
    ],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is accepted is where the text says that it is, to a reader who does not know what a URL parser forgives.
    #[test]
    fn t19_no_generated_endpoint_leads_elsewhere_than_it_says(
        scheme in select(PIECES[0]), slashes in select(PIECES[1]), user in select(PIECES[2]),
        host in select(PIECES[3]), tail in select(PIECES[4]),
    ) {
        let text = [scheme, slashes, user, host, tail].concat();
        if let Ok(endpoint) = EndpointUrl::resolve(&remote(), &text) {
            let (opened, home) = (endpoint.url().as_str(), "https://ehr.example/");
            let rest = opened.strip_prefix("https://");
            prop_assert!(rest.is_some(), "{text:?} leads to {opened}");
            let authority = rest.unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
            prop_assert!(!authority.contains('@') && !opened.contains('#'), "{text:?} leads to {opened}");
            let name = authority.split(':').next().unwrap_or_default();
            prop_assert!(!["localhost", "127.0.0.1", "169.254.169.254", "["].contains(&name), "{text:?} leads to {opened}");
            // Another host than its own is one that was written out.
            let says_so = text.to_lowercase().replace("%2e", ".").contains(name) || !text.is_ascii();
            prop_assert!(opened.starts_with(home) || says_so, "{text:?} leads to {opened}");
        }
    }
}

proptest! {
    #[test]
    fn t18_hl7_001_005_whatever_is_accepted_is_https_and_fit_for_a_url_opener(text in "(https?|file|[a-z-]{1,9})?:?[/\\\\]{0,3}\\PC{0,40}") {
        if let Ok(endpoint) = EndpointUrl::resolve(&remote(), &text) {
            let opened = endpoint.url().as_str();
            prop_assert!(opened.starts_with("https://"));
            prop_assert!(opened.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(!opened.contains(['"', '`', '\\', '<', '>']));
            prop_assert!(endpoint.url().username().is_empty());
        }
    }
}
