use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Unusable, parse};
use crate::base_url::FhirBaseUrl;
use crate::scope::ScopeSet;
use crate::token::TokenSet;

fn read_bytes(body: &[u8]) -> Result<TokenSet, Unusable> {
    let base = FhirBaseUrl::parse("https://ehr.example/fhir").unwrap();
    let requested = ScopeSet::parse("launch/patient patient/*.rs").unwrap();
    parse(body, &base, &requested, Timestamp::UNIX_EPOCH)
}

fn with(change: impl FnOnce(&mut Value)) -> Result<TokenSet, Unusable> {
    let mut body = json!({ "access_token": "at", "token_type": "Bearer", "expires_in": 3600, "scope": "patient/*.rs" });
    change(&mut body);
    read_bytes(body.to_string().as_bytes())
}

fn unusable(change: impl FnOnce(&mut Value)) -> Unusable {
    with(change).map(drop).unwrap_err()
}

fn patient(value: &Value) -> Result<Option<String>, Unusable> {
    let tokens = with(|body| body["patient"] = value.clone())?;
    Ok(tokens
        .context
        .patient
        .map(|patient| patient.as_str().to_owned()))
}

#[test]
fn the_lifetime_is_understood_however_it_is_written() {
    let cases = [
        (json!(570), 570),
        (json!("3600"), 3_600),
        (json!(" 60 "), 60),
        (json!(59.9), 59),
        (json!("1e2"), 100),
        (json!(0), 0),
        (json!(-5), 0),
        (json!("-1"), 0),
        (json!(1e300), 86_400),
        (json!(u64::MAX), 86_400),
        (json!("99999999999999999999"), 86_400),
        (json!("soon"), 300),
        (json!("NaN"), 300),
        (json!("inf"), 300),
        (json!({}), 300),
        (Value::Null, 300),
    ];
    for (written, seconds) in cases {
        let tokens = with(|body| body["expires_in"] = written.clone()).unwrap();
        assert_eq!(tokens.expires_at.as_second(), seconds, "{written}");
        assert!(tokens.expires_at >= tokens.received_at);
    }
}

#[test]
fn bearer_is_bearer_in_any_case_and_nothing_else_is() {
    for bearer in ["Bearer", "bearer", "BEARER"] {
        assert!(with(|body| body["token_type"] = json!(bearer)).is_ok());
    }
    for other in [
        json!("DPoP"),
        json!("mac"),
        json!("Bearer "),
        json!(""),
        json!(1),
        Value::Null,
    ] {
        assert_eq!(
            unusable(|body| body["token_type"] = other.clone()),
            Unusable::TokenType,
            "{other}"
        );
    }
}

#[test]
fn t27_a_token_that_is_no_header_value_is_refused() {
    let hostile = [
        json!("a\r\nX: y"),
        json!("a\u{0}"),
        json!("a b"),
        json!("ü"),
        json!(""),
        json!(7),
        json!("x".repeat(70_000)),
        Value::Null,
    ];
    for token in hostile {
        assert_eq!(
            unusable(|body| body["access_token"] = token.clone()),
            Unusable::AccessToken
        );
        // The rest is not worth less for it: the session just cannot be renewed.
        assert!(
            with(|body| body["refresh_token"] = token.clone())
                .unwrap()
                .refresh_token
                .is_none()
        );
    }
}

#[test]
fn scopes_that_the_server_does_not_name_are_those_asked_for() {
    assert_eq!(
        with(|body| body["scope"] = Value::Null)
            .unwrap()
            .granted
            .to_string(),
        "launch/patient patient/*.rs"
    );
    assert_eq!(
        with(|body| body["scope"] = json!(""))
            .unwrap()
            .granted
            .to_string(),
        ""
    );
    assert_eq!(
        with(|body| body["scope"] = json!(["openid", "patient/A.rs"]))
            .unwrap()
            .granted
            .to_string(),
        "openid patient/A.rs"
    );
}

#[test]
fn many_scopes_are_read_in_full() {
    let scopes: Vec<String> = (0..300)
        .map(|number| format!("patient/Resource{number}.rs"))
        .collect();
    assert_eq!(
        with(|body| body["scope"] = json!(scopes.join(" ")))
            .unwrap()
            .granted
            .len(),
        300
    );
}

#[test]
fn an_id_that_is_no_fhir_id_makes_the_answer_unusable() {
    assert_eq!(patient(&json!("abc-1.2")), Ok(Some("abc-1.2".to_owned())));
    assert_eq!(patient(&json!("Patient/abc")), Ok(Some("abc".to_owned())));
    assert_eq!(patient(&json!(12_345)), Ok(Some("12345".to_owned())));
    // Longer than FHIR allows, and with a character it does not: servers send such ids.
    assert!(patient(&json!(format!("a_{}", "b".repeat(80)))).is_ok());
    assert_eq!(patient(&json!("")), Ok(None));
    assert_eq!(patient(&Value::Null), Ok(None));
    for hostile in [
        json!(".."),
        json!("."),
        json!("../admin"),
        json!("a/b"),
        json!("a?b"),
        json!("a b"),
        json!("a%2Fb"),
        json!("x".repeat(257)),
        json!("ü"),
        json!("Encounter/1"),
        json!(["a"]),
        json!(1.5),
        json!(true),
        json!("a\n"),
    ] {
        assert_eq!(patient(&hostile), Err(Unusable::LaunchContext), "{hostile}");
        assert_eq!(
            unusable(|body| body["encounter"] = json!("a/b")),
            Unusable::LaunchContext
        );
    }
}

#[test]
fn the_banner_is_needed_unless_the_server_says_false() {
    let needed = |value: Value| {
        with(|body| body["need_patient_banner"] = value)
            .unwrap()
            .context
            .need_patient_banner()
    };
    assert!(needed(Value::Null) && needed(json!(true)) && needed(json!("yes")) && needed(json!(0)));
    assert!(!needed(json!(false)) && !needed(json!("false")));
}

#[test]
fn hl7_191_entries_of_fhir_context_without_a_role_have_the_role_launch() {
    let tokens = with(|body| {
        body["fhirContext"] = json!([
            { "reference": "ImagingStudy/123" },
            { "canonical": "http://example.org/Questionnaire/1", "role": "https://example.org/role" },
            { "identifier": { "value": "x" }, "type": "Task" },
            { "reference": "ImagingStudy/9", "role": "" },
            { "reference": "Patient/2" },
            { "reference": "Patient/3", "role": "https://example.org/related" },
            { "type": "Task" },
            7,
        ]);
    });
    let roles: Vec<String> = tokens
        .unwrap()
        .context
        .fhir_context
        .into_iter()
        .map(|entry| entry.role)
        .collect();
    assert_eq!(
        roles,
        [
            "launch",
            "https://example.org/role",
            "launch",
            "https://example.org/related"
        ]
    );
}

#[test]
fn a_style_from_an_unfit_address_is_ignored() {
    let style = |url: &str| {
        with(|body| body["smart_style_url"] = json!(url))
            .unwrap()
            .context
            .smart_style_url
    };
    assert_eq!(
        style("https://ehr.example/style.json").unwrap().as_str(),
        "https://ehr.example/style.json"
    );
    assert_eq!(style("http://ehr.example/style.json"), None);
    assert_eq!(style("javascript:alert(1)"), None);
}

#[test]
fn what_is_no_single_json_object_is_refused() {
    for body in [
        &b""[..],
        b"null",
        b"[]",
        b"<html>",
        b"{\"access_token\":\"at\"",
        br#"{"access_token":"a","access_token":"b","token_type":"Bearer"}"#,
    ] {
        assert_eq!(read_bytes(body).map(drop), Err(Unusable::NotJson));
    }
}

#[test]
fn unknown_members_change_nothing() {
    let tokens = with(|body| {
        body["authorization_details"] = json!([{ "locations": ["https://evil.example"] }]);
        body["__proto__"] = json!({});
        body["tenant"] = json!("hospital-1");
    });
    assert_eq!(
        tokens.unwrap().context.tenant.as_deref(),
        Some("hospital-1")
    );
}

proptest! {
    #[test]
    fn any_bytes_are_survived(body in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_bytes(&body);
    }

    #[test]
    fn whatever_is_taken_is_safe_to_use(token in "\\PC{0,20}", patient in "\\PC{0,70}", seconds in any::<f64>()) {
        let tokens = with(|body| {
            body["access_token"] = json!(token);
            body["patient"] = json!(patient);
            body["expires_in"] = json!(seconds);
        });
        if let Ok(tokens) = tokens {
            prop_assert!(reqwest::header::HeaderValue::from_str(tokens.access_token.expose()).is_ok());
            let id = tokens.context.patient.map(|patient| patient.as_str().to_owned()).unwrap_or_default();
            prop_assert!(id.len() <= 256 && !id.contains(['/', '?', '#', '%']) && id != "..");
            let lifetime = tokens.expires_at.duration_since(tokens.received_at);
            prop_assert!(lifetime >= SignedDuration::ZERO && lifetime <= SignedDuration::from_hours(24));
        }
    }
}
