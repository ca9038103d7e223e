//! Every check is seen to fail: a transcript in which all is right, and one thing changed at a time.

mod stage;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::json;

use crate::auth::Client;
use crate::journal::RecordedRequest;
use stage::*;

#[test]
fn a_sign_in_by_get_or_post_keeps_every_rule_for_the_four_kinds_of_client() {
    for kind in KINDS {
        let mut transcript = Stage::of(kind).transcript();
        assert_eq!(transcript.violations(), [], "{kind:?}");
        let asked = &mut transcript.requests[ASKED];
        let query = asked.query.take().unwrap();
        asked.form = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        asked.method = "POST".to_owned();
        assert_eq!(transcript.violations(), [], "{kind:?}");
    }
}

#[test]
fn every_rule_of_the_authorization_request_is_seen() {
    let stage = Stage::of(Kind::Public);
    for (rule, from, to) in [
        (32, "response_type=code", "response_type=token"),
        (33, "client_id=app", "client_id=other"),
        (
            34,
            "redirect_uri=org.chartside.app:/callback",
            "redirect_uri=org.chartside.app:/callback/",
        ),
        (35, "launch=launch-0", "launch=launch-1"),
        (35, "scope=launch+", "scope="),
        (
            37,
            "scope=launch+openid+patient/*.rs&launch=launch-0",
            "scope=+",
        ),
        (40, "state=0123456789abcdefghijklmnop", "state=01234567"),
        (
            41,
            "aud=https://ehr.example/fhir",
            "aud=https://ehr.example/fhir/",
        ),
        (44, "code_challenge=E9Mel", "code_challenge="),
        (
            45,
            "code_challenge_method=S256",
            "code_challenge_method=plain",
        ),
        (211, "nonce=", "max_age=1&nonce="),
        (201, "nonce=nonce-0", "nonce="),
    ] {
        let mut transcript = stage.transcript();
        ask(&mut transcript, from, to);
        assert!(
            rules(&transcript).contains(&rule),
            "{rule}: {:?}",
            transcript.violations()
        );
    }
}

#[test]
fn what_must_be_new_each_time_is_compared() {
    let stage = Stage::of(Kind::Public);
    for (rule, kept) in [(2, "state="), (201, "nonce="), (44, "code_challenge=")] {
        let mut transcript = stage.transcript();
        let mut again = transcript.requests[ASKED].clone();
        let query = again.query.unwrap();
        let fresh = |name: &str, value: &str| {
            if name == kept {
                query
                    .split(name)
                    .nth(1)
                    .unwrap()
                    .split('&')
                    .next()
                    .unwrap()
                    .to_owned()
            } else {
                value.to_owned()
            }
        };
        again.query = Some(format!(
            "response_type=code&client_id=app&redirect_uri={CALLBACK}&scope=openid&aud={ORIGIN}/fhir&state={}&nonce={}&code_challenge={}&code_challenge_method=S256",
            fresh("state=", "zyxwvutsrqponmlkjihgfedcba"),
            fresh("nonce=", "nonce-1"),
            fresh("code_challenge=", &"x".repeat(43)),
        ));
        transcript.requests.push(again);
        assert_eq!(rules(&transcript), [rule], "{kept}");
    }
}

#[test]
fn every_rule_of_the_token_request_is_seen() {
    let stage = Stage::of(Kind::Public);
    for (rule, place, field, value) in [
        (67, GRANTED, "grant_type", "password"),
        (68, GRANTED, "code", "code-1"),
        (69, GRANTED, "redirect_uri", "org.chartside.app:/other"),
        (
            70,
            GRANTED,
            "code_verifier",
            "another-verifier-of-the-right-length-0123456789",
        ),
        (71, GRANTED, "client_id", ""),
        (317, GRANTED, "client_id", "other"),
        (106, REFRESHED, "refresh_token", "refresh-9"),
        (108, REFRESHED, "scope", "launch user/*.rs"),
        (63, GRANTED, "client_assertion", "e30.eyJzdWIiOiJhcHAifQ."),
    ] {
        let mut transcript = stage.transcript();
        set(&mut transcript.requests[place], field, value);
        assert!(
            rules(&transcript).contains(&rule),
            "{rule}: {:?}",
            transcript.violations()
        );
    }
    let doctored: [fn(&mut RecordedRequest); 3] = [
        |request| request.method = "GET".to_owned(),
        |request| request.query = Some("code=code-0".to_owned()),
        |request| request.headers[0].1 = "application/json".to_owned(),
    ];
    for doctor in doctored {
        let mut transcript = stage.transcript();
        doctor(&mut transcript.requests[GRANTED]);
        assert_eq!(rules(&transcript), [62]);
    }
    let mut transcript = stage.transcript();
    set(
        &mut transcript.requests[REFRESHED],
        "scope",
        "launch openid",
    );
    assert_eq!(
        transcript.violations(),
        [],
        "less than was granted may be asked for"
    );
}

#[test]
fn a_code_of_another_client_is_seen() {
    let stage = Stage::of(Kind::Public);
    let mut transcript = stage.transcript();
    transcript
        .setting
        .clients
        .push(Client::public("other", CALLBACK));
    set(&mut transcript.requests[GRANTED], "client_id", "other");
    assert!(rules(&transcript).contains(&68));
}

#[test]
fn every_rule_of_a_symmetric_client_is_seen() {
    let stage = Stage::of(Kind::Symmetric);
    let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
    for (credentials, holds) in [
        (basic("app:s3cret%2F%2B+%25%3Ax"), true),
        (basic("app:s3cret"), false),
        (basic("app"), false),
        ("Basic ?".to_owned(), false),
    ] {
        let mut transcript = stage.transcript();
        transcript.requests[GRANTED].headers[1]
            .1
            .clone_from(&credentials);
        assert_eq!(transcript.violations().is_empty(), holds, "{credentials}");
    }
    for (rule, field, value) in [
        (72, "client_id", "app"),
        (64, "client_secret", "s3cret/+ %:x"),
    ] {
        let mut transcript = stage.transcript();
        set(&mut transcript.requests[REFRESHED], field, value);
        assert_eq!(rules(&transcript), [rule]);
    }
}

#[test]
fn every_rule_of_an_asymmetric_client_is_seen() {
    for kind in [Kind::Rs384, Kind::Es384] {
        let stage = Stage::of(kind);
        let (none, stranger) = (json!({}), Stage::of(kind));
        let doctored = [
            (321, stage.assertion(&json!({ "alg": "RS256" }), &none)),
            (322, stage.assertion(&json!({ "kid": null }), &none)),
            (323, stage.assertion(&json!({ "typ": "jwt" }), &none)),
            (
                325,
                stage.assertion(&json!({ "jku": "https://evil.example/jwks" }), &none),
            ),
            (327, stage.assertion(&none, &json!({ "iss": "other" }))),
            (329, stage.assertion(&none, &json!({ "aud": ORIGIN }))),
            (330, stage.assertion(&none, &json!({ "exp": NOW - 1 }))),
            (330, stage.assertion(&none, &json!({ "exp": null }))),
            (331, stage.assertion(&none, &json!({ "exp": NOW + 3600 }))),
            (332, stage.assertion(&none, &json!({ "jti": null }))),
            (332, stage.assertion(&none, &json!({ "jti": "one" }))),
            (317, stage.assertion(&none, &json!({ "sub": "other" }))),
            (320, stranger.assertion(&none, &json!({ "jti": "two" }))),
        ];
        for (rule, assertion) in doctored {
            let mut transcript = stage.transcript();
            set(
                &mut transcript.requests[REFRESHED],
                "client_assertion",
                &assertion,
            );
            assert!(
                rules(&transcript).contains(&rule),
                "{rule}: {:?}",
                transcript.violations()
            );
        }
        for (rule, field, value) in [(72, "client_id", "app"), (233, "client_assertion_type", "")] {
            let mut transcript = stage.transcript();
            set(&mut transcript.requests[GRANTED], field, value);
            assert_eq!(rules(&transcript), [rule]);
        }
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn reading_on_with_an_id_token_that_proves_nothing_is_seen() {
    let stage = Stage::of(Kind::Public);
    let stranger = Stage::of(Kind::Public);
    let unsigned = format!(
        "{}.{}.",
        URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#),
        stage.id_token(&json!({})).split('.').nth(1).unwrap()
    );
    let tokens = [
        (
            "oidcc-client-test-invalid-iss",
            stage.id_token(&json!({ "iss": "https://evil.example" })),
        ),
        (
            "oidcc-client-test-invalid-aud",
            stage.id_token(&json!({ "aud": "other" })),
        ),
        (
            "oidcc-client-test-missing-aud",
            stage.id_token(&json!({ "aud": null })),
        ),
        (
            "oidcc-client-test-missing-sub",
            stage.id_token(&json!({ "sub": null })),
        ),
        (
            "oidcc-client-test-missing-iat",
            stage.id_token(&json!({ "iat": null })),
        ),
        (
            "oidcc-client-test-nonce-invalid",
            stage.id_token(&json!({ "nonce": "nonce-1" })),
        ),
        (
            "InvalidMissingNonce",
            stage.id_token(&json!({ "nonce": null })),
        ),
        ("InvalidMissingExp", stage.id_token(&json!({ "exp": null }))),
        (
            "InvalidExpiredExp",
            stage.id_token(&json!({ "exp": NOW - 1 })),
        ),
        ("oidcc-client-test-idtoken-sig-none", unsigned),
        (
            "oidcc-client-test-invalid-sig-rs256",
            stranger.id_token(&json!({})),
        ),
        ("not a JWT", "x.y.z".to_owned()),
    ];
    for (case, token) in tokens {
        let mut transcript = stage.transcript();
        transcript.requests[GRANTED].answer.body.as_mut().unwrap()["id_token"] = json!(token);
        assert_eq!(rules(&transcript), [201], "{case}");
        // A client that stops there does right.
        transcript.requests.truncate(READ);
        assert_eq!(transcript.violations(), [], "{case}");
    }
    let mut transcript = stage.transcript();
    transcript.requests[GRANTED].answer.body.as_mut().unwrap()["id_token"] =
        json!(stage.id_token(&json!({ "aud": ["app", "other"] })));
    assert_eq!(transcript.violations(), [], "ValidAudAsArray");
    transcript.requests[KEYS].answer.body = None;
    assert_eq!(
        rules(&transcript),
        [201],
        "keys that were never fetched prove nothing"
    );
}

#[test]
fn reading_on_after_a_refresh_for_another_person_is_seen() {
    let stage = Stage::of(Kind::Public);
    for (case, changed) in [
        (
            "oidcc-client-test-refresh-token-invalid-sub",
            json!({ "sub": "another" }),
        ),
        (
            "oidcc-client-test-refresh-token-invalid-issuer",
            json!({ "iss": "https://evil.example" }),
        ),
    ] {
        let mut transcript = stage.transcript();
        transcript.requests[REFRESHED].answer.body.as_mut().unwrap()["id_token"] =
            json!(stage.id_token(&changed));
        assert_eq!(rules(&transcript), [201], "{case}");
    }
    let mut transcript = stage.transcript();
    transcript.requests[REFRESHED].answer.body.as_mut().unwrap()["id_token"] =
        json!(stage.id_token(&json!({ "nonce": null })));
    assert_eq!(transcript.violations(), [], "a refresh repeats no nonce");
}

#[test]
fn a_token_elsewhere_than_in_the_header_of_a_fhir_request_is_seen() {
    let stage = Stage::of(Kind::Public);
    let strays = [
        read("access-9"),
        get("/fhir/Patient/1", "access_token=access-0"),
        RecordedRequest {
            path: "/admin".to_owned(),
            ..read("access-0")
        },
        RecordedRequest {
            path: "/fhir2/Patient".to_owned(),
            ..read("access-0")
        },
    ];
    for stray in strays {
        let mut transcript = stage.transcript();
        transcript.requests.push(stray);
        assert_eq!(rules(&transcript), [93]);
    }
}
