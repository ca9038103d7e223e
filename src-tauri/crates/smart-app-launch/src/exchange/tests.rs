use serde_json::{Value, json};

use super::{Kind, Place, Redactor, Shown, parameters_of_link};

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(own).collect()
}

fn members(document: &Value, redactor: &mut Redactor) -> Vec<(String, Shown)> {
    let object = document.as_object().unwrap();
    let members = object.iter().map(|(name, value)| (name.as_str(), value));
    let shown = redactor.members(members).into_iter();
    shown.map(|member| (member.name, member.value)).collect()
}

#[test]
fn equal_secrets_have_equal_fingerprints_whatever_their_name() {
    let mut redactor = Redactor::default();
    let shown = redactor.pairs(
        Place::Body,
        &pairs(&[
            ("code", "one-time-code"),
            ("refresh_token", "one-time-code"),
            ("state", "other-secret"),
        ]),
    );
    let fingerprints: Vec<_> = shown
        .iter()
        .map(|parameter| match &parameter.value {
            Shown::Secret {
                fingerprint,
                bytes: 12..,
                ..
            } => fingerprint.as_str().to_owned(),
            other @ (Shown::Text(_) | Shown::Secret { .. } | Shown::Withheld { .. }) => {
                panic!("{other:?}")
            }
        })
        .collect();
    assert_eq!(fingerprints[0], fingerprints[1]);
    assert_ne!(fingerprints[0], fingerprints[2]);
    assert_eq!(fingerprints[0].len(), 8);
    // `printf one-time-code | sha256sum`
    assert_eq!(fingerprints[0], "3538b490");
}

#[test]
fn what_could_be_guessed_has_no_fingerprint() {
    let mut redactor = Redactor::default();
    let shown = members(
        &json!({ "patient": "12345678", "client_secret": "hunter2", "code": "1234", "unheard_of": "a-b-c-d" }),
        &mut redactor,
    );
    for (name, value) in shown {
        assert!(matches!(value, Shown::Withheld { .. }), "{name}: {value:?}");
    }
}

#[test]
fn a_text_that_repeats_a_secret_of_the_exchange_is_not_shown() {
    let mut redactor = Redactor::default();
    redactor.pairs(Place::Body, &pairs(&[("refresh_token", "CNRY-refresh")]));
    let shown = members(
        &json!({ "error": "invalid_grant", "error_description": "refresh token CNRY-refresh is not known" }),
        &mut redactor,
    );
    assert_eq!(shown[0].1, Shown::Text("invalid_grant".to_owned()));
    assert!(matches!(
        shown[1].1,
        Shown::Withheld {
            kind: Kind::Other,
            ..
        }
    ));
}

#[test]
fn a_jwt_is_not_shown_wherever_it_stands() {
    let mut redactor = Redactor::default();
    let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJDTlJZIn0.";
    for name in ["scope", "error_description", "tenant", "made_up"] {
        let shown = members(&json!({ name: token }), &mut redactor);
        assert!(matches!(shown[0].1, Shown::Withheld { .. }), "{name}");
    }
}

#[test]
fn a_name_that_could_be_a_value_is_not_shown() {
    let mut redactor = Redactor::default();
    for name in ["Jane Doe", "a\u{202e}b", &"x".repeat(61)] {
        let shown = redactor.pairs(Place::Body, &pairs(&[(name, "x")]));
        assert_eq!(shown[0].name, "(unreadable name)");
    }
}

#[test]
fn nested_values_of_unknown_members_are_remembered_as_secrets() {
    let mut redactor = Redactor::default();
    let shown = members(
        &json!({ "fhirContext": [{ "reference": "ImagingStudy/CNRY" }], "tenant": "ImagingStudy/CNRY" }),
        &mut redactor,
    );
    assert!(
        shown
            .iter()
            .all(|(_, value)| matches!(value, Shown::Withheld { .. })),
        "{shown:?}"
    );
}

#[test]
fn a_link_that_comes_back_is_shown_without_its_code() {
    let shown = parameters_of_link(
        "org.chartside.app:/callback?code=CNRY-code&state=CNRY-state&iss=https%3A%2F%2Fehr.example&%zz=1#x=CNRY",
    );
    let printed = format!(
        "{shown:?} {}",
        shown
            .iter()
            .map(|it| it.value.to_string())
            .collect::<String>()
    );
    assert!(!printed.contains("CNRY"), "{printed}");
    assert!(printed.contains("https://ehr.example"));
}

#[test]
fn printing_a_value_names_its_kind() {
    let mut redactor = Redactor::default();
    let shown = redactor.pairs(
        Place::Query,
        &pairs(&[
            ("state", "one-time-code"),
            ("patient", "12345678"),
            ("aud", "https://ehr.example/fhir"),
        ]),
    );
    let printed: Vec<_> = shown.iter().map(|it| it.value.to_string()).collect();
    assert_eq!(
        printed,
        [
            "[state 3538b490, 13 bytes]",
            "[person, 8 bytes]",
            "https://ehr.example/fhir"
        ]
    );
}

/// What reports are searched for must be told apart, and may not change by itself.
fn told_apart(names: &[&str]) {
    let different: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(different.len(), names.len(), "{names:?}");
    for name in names {
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(!name.is_empty() && name.chars().all(plain), "{name}");
    }
}

#[test]
fn purposes_have_names_of_their_own() {
    use super::Purpose::{
        AssertionGrant, CapabilityStatement, Introspection, JwkSet, OpenidConfiguration,
        PushedAuthorization, Refresh, Registration, Revocation, SmartConfiguration, TokenExchange,
    };
    let all = [
        SmartConfiguration,
        CapabilityStatement,
        Registration,
        PushedAuthorization,
        TokenExchange,
        Refresh,
        AssertionGrant,
        OpenidConfiguration,
        JwkSet,
        Introspection,
        Revocation,
    ];
    told_apart(&all.map(super::Purpose::as_str));
}

#[test]
fn failures_have_names_of_their_own_and_come_from_what_failed() {
    use super::Failure;
    use crate::TransportError;
    let from = |error: &TransportError| Failure::from(error).as_str();
    let simple = [
        from(&TransportError::Redirected),
        from(&TransportError::TooLarge),
        from(&TransportError::NotRequestable),
    ];
    assert_eq!(simple, ["redirected", "too-large", "not-requestable"]);
    let all = [
        Failure::Untrusted,
        Failure::NotSent,
        Failure::AnswerLost,
        Failure::Redirected,
        Failure::TooLarge,
        Failure::NotRequestable,
    ];
    told_apart(&all.map(Failure::as_str));
}

#[test]
fn kinds_of_secrets_have_names_of_their_own() {
    let all = [
        Kind::AccessToken,
        Kind::RefreshToken,
        Kind::IdToken,
        Kind::Token,
        Kind::Code,
        Kind::State,
        Kind::Nonce,
        Kind::CodeVerifier,
        Kind::CodeChallenge,
        Kind::Launch,
        Kind::Assertion,
        Kind::RequestUri,
        Kind::ClientSecret,
        Kind::Person,
        Kind::Other,
    ];
    told_apart(&all.map(Kind::as_str));
}

#[test]
fn a_password_of_the_header_is_known_when_it_is_said_again() {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use reqwest::header::AUTHORIZATION;

    let address = reqwest::Url::parse("https://auth.example/token").unwrap();
    let mut request = reqwest::Request::new(reqwest::Method::POST, address);
    let pair = BASE64_STANDARD.encode("app:s3cret%2Bword");
    let value = format!("Basic {pair}").parse().unwrap();
    request.headers_mut().insert(AUTHORIZATION, value);
    let mut redactor = Redactor::default();
    let asked = super::observed::asked(super::Purpose::TokenExchange, &request, &mut redactor);
    assert!(!format!("{asked:?}").contains("s3cret"));
    for said in ["wrong: s3cret%2Bword", "wrong: s3cret+word"] {
        let shown = redactor.shown("error_description", said);
        assert!(!format!("{shown:?}").contains("s3cret"), "{shown:?}");
    }
    let shown = redactor.shown("error_description", "wrong");
    assert!(format!("{shown:?}").contains("wrong"));
}
