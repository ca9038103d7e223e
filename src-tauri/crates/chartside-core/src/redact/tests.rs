use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;

use super::*;

const NAMED: [&str; 14] = [
    "access_token",
    "refresh_token",
    "id_token",
    "client_secret",
    "client_assertion",
    "code_verifier",
    "code",
    "state",
    "nonce",
    "launch",
    "accessToken",
    "Refresh_Token",
    "registration_access_token",
    "password",
];

fn percent(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// A secret in every form in which it could be written; none of them may show it.
fn forms(name: &str, secret: &str) -> Vec<String> {
    let query = format!("iss=https%3A%2F%2Fehr.example&{name}={secret}");
    let json = format!("{{\"a\":1,\"{name}\":\"{secret}\",\"b\":[2]}}");
    let coloured = format!("\u{1b}[3m{name}\u{1b}[0m\u{1b}[2m=\u{1b}[0m");
    vec![
        format!("{name}={secret}"),
        format!("{name}={secret}&scope=launch"),
        format!("grant_type=authorization_code&{name}={secret}&scope=launch"),
        format!("{name}: {secret}"),
        format!("{name}=\"{secret}\" elapsed=3ms"),
        format!("{name}: Some(\"{secret}\"), "),
        format!("{name} = '{secret}'"),
        format!("{coloured}{secret}"),
        format!("{coloured}\"{secret}\""),
        json.clone(),
        json.replace(':', ": "),
        format!("{json:?}"),
        format!("{:?}", format!("{json:?}")),
        format!("org.chartside.app:/callback?{query}"),
        format!("https://ehr.example/token?{query}#part"),
        format!("https://app.example/#{query}"),
        format!("GET /authorize?{query} HTTP/1.1"),
        percent(&query),
        percent(&percent(&query)),
        format!("https://ehr.example/go?to={}", percent(&query)),
    ]
}

/// The forms of a secret that has no name.
fn nameless(secret: &str) -> Vec<String> {
    let basic = STANDARD.encode(format!("client:{secret}"));
    let payload = URL_SAFE_NO_PAD.encode(format!("{{\"sub\":\"{secret}\"}}"));
    let header = URL_SAFE_NO_PAD.encode("{\"alg\":\"ES384\"}");
    let spaced = URL_SAFE_NO_PAD.encode("{ \"alg\": \"ES384\"}");
    vec![
        format!("Authorization: Bearer {secret}"),
        format!("authorization: Basic {basic}"),
        format!("authorization: \"Unheard-Of {secret} {secret}\""),
        format!("Cookie: a=b; session={secret}; c=d"),
        format!("{{\"authorization\": \"Bearer {secret}\"}}"),
        format!("said bearer {secret}, then ended"),
        format!("Basic {basic}"),
        format!("DPoP {secret}"),
        format!("bearer%20{secret}"),
        format!("https://user:{secret}@ehr.example/fhir"),
        format!("https://ehr.example/fhir?{secret}"),
        format!("read {header}.{payload}.{secret} just now"),
        format!("read {spaced}.{payload}.{secret}"),
        format!("read {header}..{secret}.{payload}.{secret}"),
    ]
}

fn words() -> impl Strategy<Value = String> {
    "[ -~]{0,30}( |\n|\t|,|\\(|\\[|\\{)".prop_map(String::from)
}

proptest! {
    #[test]
    fn t47_no_named_secret_gets_through(
        before in words(),
        after in "( |\n|\t)[ -~]{0,30}",
        secret in "CNRY-[A-Za-z0-9._~+/-]{8,60}",
        name in prop::sample::select(&NAMED[..]),
    ) {
        for form in forms(name, &secret) {
            for text in [form.clone(), format!("{before}{form}"), format!("{before}{form}{after}")] {
                let said = redacted(&text);
                prop_assert!(!said.contains("CNRY"), "{text} became {said}");
            }
        }
    }

    #[test]
    fn t47_no_nameless_secret_gets_through(
        before in words(),
        after in "( |\n|\t)[ -~]{0,30}",
        secret in "CNRY-[A-Za-z0-9_-]{8,60}",
    ) {
        let hidden = URL_SAFE_NO_PAD.encode(format!("{{\"sub\":\"{secret}\"}}"));
        let basic = STANDARD.encode(format!("client:{secret}"));
        for form in nameless(&secret) {
            for text in [form.clone(), format!("{before}{form}"), format!("{before}{form}{after}")] {
                let said = redacted(&text);
                for one in [secret.as_str(), &hidden, &basic] {
                    prop_assert!(!said.contains(one), "{text} became {said}");
                }
            }
        }
    }

    #[test]
    fn what_was_redacted_stays_as_it_is(text in "[ -~\n]{0,200}") {
        let once = redacted(&text).into_owned();
        prop_assert!(redacted(&once).matches(REDACTED).count() >= once.matches(REDACTED).count());
    }
}

#[test]
fn what_our_log_says_goes_through_untouched() {
    for line in [
        "2026-11-22T10:00:00Z  INFO chartside_core::lock: locked reason=System",
        "WARN chartside_core::problem: problem reference=0af31c77 problem=ConsentDenied cause=refused",
        "DEBUG fhir_client::exchange: asked resource_type=\"Observation\" tries=1 answered=\"200\" elapsed=12ms",
        "ERROR chartside: a fault of the app place=src-tauri/crates/chart/src/lib.rs:10:5",
        "the server at https://ehr.example/fhir/r4 is not the one that was meant",
        "chartside: cannot decode the encoding of this statement",
    ] {
        let said = redacted(line);
        assert_eq!(said, line);
        assert!(matches!(said, Cow::Borrowed(_)));
    }
}

#[test]
fn what_stays_says_what_was_there() {
    let said = |text| redacted(text).into_owned();
    assert_eq!(
        said("org.chartside.app:/callback?code=a&state=b"),
        "org.chartside.app:/callback?[redacted]"
    );
    assert_eq!(
        said("{\"access_token\":\"a\",\"expires_in\":3600}"),
        "{\"access_token\":[redacted],\"expires_in\":3600}"
    );
    assert_eq!(
        said("code_verifier=abc&grant_type=x"),
        "code_verifier=[redacted]&grant_type=x"
    );
    assert_eq!(
        said("DPoP abc, nothing else"),
        "DPoP [redacted], nothing else"
    );
}
