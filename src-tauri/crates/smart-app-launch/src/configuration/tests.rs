use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Capability, SmartConfiguration};
use crate::base_url::FhirBaseUrl;
use crate::conformance::ConformanceWarning;
use crate::endpoint::DeclaredEndpoint;

fn base() -> FhirBaseUrl {
    FhirBaseUrl::parse("https://ehr.example/fhir").unwrap()
}

/// The example of SMART App Launch 2.2, with what it leaves out of the required members.
fn example() -> Value {
    json!({
        "issuer": "https://ehr.example",
        "jwks_uri": "https://ehr.example/.well-known/jwks.json",
        "authorization_endpoint": "https://ehr.example/auth/authorize",
        "token_endpoint": "https://ehr.example/auth/token",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "registration_endpoint": "https://ehr.example/auth/register",
        "scopes_supported": ["openid", "profile", "launch", "launch/patient", "patient/*.rs", "user/*.rs", "offline_access"],
        "response_types_supported": ["code"],
        "management_endpoint": "https://ehr.example/user/manage",
        "introspection_endpoint": "https://ehr.example/user/introspect",
        "revocation_endpoint": "https://ehr.example/user/revoke",
        "code_challenge_methods_supported": ["S256"],
        "capabilities": ["launch-ehr", "permission-patient", "permission-v2", "client-public",
            "client-confidential-symmetric", "client-confidential-asymmetric", "sso-openid-connect", "vendor-special"],
        "associated_endpoints": [{ "url": "https://state.example/fhir", "capabilities": ["smart-app-state"] }],
        "user_access_brand_bundle": "https://ehr.example/brands.json",
        "user_access_brand_identifier": { "system": "urn:ietf:rfc:3986", "value": "https://ehr.example" }
    })
}

fn parse(document: &Value) -> SmartConfiguration {
    SmartConfiguration::parse(&base(), document.to_string().as_bytes()).unwrap()
}

fn warnings(change: impl FnOnce(&mut Value)) -> Vec<(&'static str, Option<&'static str>)> {
    let mut document = example();
    change(&mut document);
    parse(&document)
        .check()
        .iter()
        .map(|warning| (warning.code(), warning.member()))
        .collect()
}

#[test]
fn the_example_of_the_specification_is_read_in_full_and_without_a_warning() {
    let configuration = parse(&example());
    assert_eq!(configuration.check(), []);
    assert_eq!(
        configuration.token_endpoint.usable().unwrap().as_str(),
        "https://ehr.example/auth/token"
    );
    assert!(configuration.offers(&Capability::LaunchEhr));
    assert!(configuration.offers(&Capability::Other("vendor-special".to_owned())));
    assert_eq!(
        configuration.associated_endpoints[0].capabilities,
        [Capability::SmartAppState]
    );
    assert_eq!(
        configuration.user_access_brand_identifier.unwrap().value,
        "https://ehr.example"
    );
    assert!(!configuration.authorization_response_iss_parameter_supported);
}

#[test]
fn a_required_member_that_is_missing_is_named() {
    for member in [
        "grant_types_supported",
        "token_endpoint",
        "code_challenge_methods_supported",
        "authorization_endpoint",
        "issuer",
        "jwks_uri",
        "capabilities",
    ] {
        let found = warnings(|document| document[member] = Value::Null);
        assert!(
            found.contains(&("required-member-missing", Some(member))),
            "{member}: {found:?}"
        );
    }
}

/// Member, value, name of the warning.
const DEPARTURES: [(&str, &str, &str); 10] = [
    (
        "token_endpoint",
        r#""http://ehr.example/token""#,
        "endpoint-unusable",
    ),
    (
        "authorization_endpoint",
        r#""file:///x""#,
        "endpoint-unusable",
    ),
    (
        "code_challenge_methods_supported",
        "[]",
        "pkce-s256-not-listed",
    ),
    (
        "code_challenge_methods_supported",
        r#"["S256", "plain"]"#,
        "pkce-plain-listed",
    ),
    (
        "grant_types_supported",
        r#"["implicit"]"#,
        "grant-authorization-code-not-listed",
    ),
    (
        "response_types_supported",
        r#"["token"]"#,
        "response-type-code-not-listed",
    ),
    ("issuer", r#""https://ehr.example?x""#, "issuer-malformed"),
    (
        "token_endpoint_auth_methods_supported",
        r#"["none"]"#,
        "private-key-jwt-contradicts",
    ),
    ("scopes_supported", r#""openid launch""#, "member-mistyped"),
    ("issuer", r#"["https://ehr.example"]"#, "member-mistyped"),
];

#[test]
fn each_departure_has_a_name_of_its_own() {
    for (member, value, code) in DEPARTURES {
        let found = warnings(|document| document[member] = serde_json::from_str(value).unwrap());
        let named = found.iter().find(|(found, _)| *found == code);
        assert!(
            named.is_some_and(|(_, about)| about.is_none_or(|about| about == member)),
            "{member}: {found:?}"
        );
    }
}

#[test]
fn capabilities_that_say_too_little_are_named() {
    let codes = |capabilities: Value| -> Vec<_> {
        let change = |document: &mut Value| {
            document["capabilities"] = capabilities;
            document["token_endpoint_auth_methods_supported"] = Value::Null;
        };
        warnings(change).into_iter().map(|(code, _)| code).collect()
    };
    assert_eq!(codes(json!([])), ["capabilities-empty"]);
    assert_eq!(
        codes(json!(["vendor"])),
        [
            "launch-not-listed",
            "client-type-not-listed",
            "scope-grammar-not-listed"
        ]
    );
}

#[test]
fn a_member_of_the_wrong_type_reads_as_absent_and_the_rest_stays() {
    let mut document = example();
    document["token_endpoint"] = json!({ "url": "https://ehr.example/token" });
    document["capabilities"] = json!("launch-ehr client-public");
    let configuration = parse(&document);
    assert_eq!(configuration.token_endpoint, DeclaredEndpoint::Absent);
    assert_eq!(
        configuration.capabilities,
        Some(vec![Capability::LaunchEhr, Capability::ClientPublic])
    );
    assert_eq!(
        configuration.check()[..2],
        [
            ConformanceWarning::Mistyped("token_endpoint"),
            ConformanceWarning::Mistyped("capabilities")
        ]
    );
}

#[test]
fn t26_what_two_readers_could_read_differently_is_not_read() {
    let twice = br#"{"token_endpoint":"https://a.example","token_endpoint":"https://b.example"}"#;
    assert_eq!(SmartConfiguration::parse(&base(), twice), None);
    for no_object in [&b""[..], b"[]", b"null", b"<html>", b"{", br#"{"a":1}x"#] {
        assert_eq!(SmartConfiguration::parse(&base(), no_object), None);
    }
}

#[test]
fn a_byte_order_mark_is_no_reason_to_fail() {
    let body = [&b"\xEF\xBB\xBF"[..], example().to_string().as_bytes()].concat();
    assert_eq!(
        SmartConfiguration::parse(&base(), &body),
        Some(parse(&example()))
    );
}

#[test]
fn t28_endless_lists_and_texts_are_cut_off() {
    let mut document = example();
    document["scopes_supported"] = json!(vec!["x"; 100_000]);
    document["issuer"] = json!("x".repeat(1_000_000));
    let configuration = parse(&document);
    assert_eq!(configuration.scopes_supported.unwrap().len(), 1_000);
    assert_eq!(configuration.issuer, None);
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        Just(json!("https://ehr.example/x")),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z_]{1,9}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_in_any_member_is_survived(values in prop::collection::vec(json_value(), 17)) {
        let mut document = example();
        let names: Vec<String> = document.as_object().unwrap().keys().cloned().collect();
        for (name, value) in names.into_iter().zip(values) {
            document[name] = value;
        }
        for endpoint in [parse(&document).token_endpoint, parse(&document).authorization_endpoint] {
            prop_assert!(endpoint.usable().is_none_or(|endpoint| endpoint.url().scheme() == "https"));
        }
        let _ = parse(&document).check();
    }

    #[test]
    fn any_bytes_are_survived(body in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = SmartConfiguration::parse(&base(), &body);
    }
}
