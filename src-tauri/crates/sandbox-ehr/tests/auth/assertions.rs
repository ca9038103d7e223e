//! What is refused of client assertions.

use std::time::Duration;

use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use crate::app::{App, Proof, json as body, ok};
use crate::keys::ClientKey;
use crate::strict;

/// Registers a key, signs with what `change` makes of it, and answers the complaint.
async fn refused(change: impl FnOnce(&mut ClientKey, i64)) -> (u16, String) {
    let sandbox = strict().await;
    let mut app = ClientKey::es384().registered(&sandbox);
    let code = app.code(&[]).await;
    if let Proof::Key(key) = &mut app.proof {
        change(key, sandbox.now().as_second());
    }
    let answer = app.exchange(&code, &[]).await;
    assert_eq!(answer.status(), 401);
    assert_eq!(body(answer).await["error"], "invalid_client");
    let complaint = sandbox.journal().complaints().pop().unwrap();
    (complaint.rule.unwrap(), complaint.message)
}

#[tokio::test]
async fn every_wrong_claim_is_refused_by_name() {
    type Change = fn(i64) -> Value;
    let cases: [(Change, u16, &str); 11] = [
        (|_| json!({ "iss": null }), 327, "`iss`"),
        (|_| json!({ "sub": "other" }), 328, "`sub`"),
        (
            |_| json!({ "aud": "https://ehr.example/token" }),
            329,
            "`aud`",
        ),
        (|_| json!({ "aud": null }), 329, "`aud`"),
        (|_| json!({ "exp": null }), 330, "`exp`"),
        (|now| json!({ "exp": now }), 330, "expired"),
        (|now| json!({ "exp": now + 400 }), 331, "five minutes"),
        (|_| json!({ "jti": null }), 332, "`jti`"),
        (|_| json!({ "jti": "" }), 332, "`jti`"),
        (|now| json!({ "nbf": now + 100 }), 330, "`nbf`"),
        (|now| json!({ "iat": now + 100 }), 330, "`iat`"),
    ];
    for (claims, rule, words) in cases {
        let (found, message) = refused(|key, now| key.claims = claims(now)).await;
        assert_eq!(found, rule, "{message}");
        assert!(message.contains(words), "{message}");
    }
}

#[tokio::test]
async fn every_wrong_header_is_refused_by_name() {
    type Change = fn(&mut ClientKey);
    let cases: [(Change, u16, &str); 6] = [
        (|key| key.header.typ = None, 323, "`typ`"),
        (
            |key| key.header.typ = Some("at+jwt".to_owned()),
            323,
            "`typ`",
        ),
        (|key| key.header.kid = None, 322, "`kid`"),
        (
            |key| key.header.kid = Some("key-2".to_owned()),
            322,
            "key-2",
        ),
        (
            |key| key.header.jku = Some("https://evil.example/jwks".to_owned()),
            325,
            "`jku`",
        ),
        (
            |key| key.header.crit = Some(vec!["exp".to_owned()]),
            319,
            "`crit`",
        ),
    ];
    for (change, rule, words) in cases {
        let (found, message) = refused(|key, _| change(key)).await;
        assert_eq!(found, rule, "{message}");
        assert!(message.contains(words), "{message}");
    }
}

#[tokio::test]
async fn another_key_or_algorithm_is_refused() {
    let (rule, message) = refused(|key, _| *key = ClientKey::es384()).await;
    assert_eq!((rule, message.contains("signature")), (320, true));
    let (rule, message) = refused(|key, _| {
        *key = ClientKey::rs384();
        key.header.alg = Algorithm::RS256;
    })
    .await;
    assert_eq!((rule, message.contains("`RS256`")), (320, true));
}

#[tokio::test]
async fn an_assertion_is_used_once() {
    let (rule, message) = {
        let sandbox = strict().await;
        let mut app = ClientKey::es384().registered(&sandbox);
        if let Proof::Key(key) = &mut app.proof {
            key.claims = json!({ "jti": "always-the-same" });
        }
        let token = app.sign_in(&[]).await;
        app.refresh(token["refresh_token"].as_str().unwrap(), &[])
            .await;
        let complaint = sandbox.journal().complaints().pop().unwrap();
        (complaint.rule, complaint.message)
    };
    assert_eq!(
        (rule, message.as_str()),
        (Some(332), "an assertion with this `jti` was already used")
    );
}

#[tokio::test]
async fn a_wrong_kind_of_assertion_is_refused() {
    let sandbox = strict().await;
    let app = ClientKey::es384().registered(&sandbox);
    let code = app.code(&[]).await;
    app.exchange(&code, &[("client_assertion_type", "urn:other")])
        .await;
    app.exchange(&code, &[("client_assertion", "")]).await;
    app.exchange(&code, &[("client_assertion", "not.a.jwt")])
        .await;
    let rules: Vec<u16> = sandbox
        .journal()
        .assert_conformant()
        .iter()
        .map(|violation| violation.rule)
        .collect();
    assert_eq!(rules, [333, 334, 319]);
}

#[tokio::test]
async fn an_assertion_is_judged_by_the_sandboxs_own_clock() {
    let sandbox = strict().await;
    sandbox.advance_time(Duration::from_hours(24));
    let app = ClientKey::es384().registered(&sandbox);
    // The test's assertion takes the sandbox's time, as a client does that has learnt it from `Date`.
    ok(app.exchange(&app.code(&[]).await, &[]).await).await;
    let Proof::Key(mut key) = app.proof else {
        panic!("no key")
    };
    key.claims = json!({ "exp": sandbox.now().as_second() - 86_400 + 120 });
    let app = App {
        sandbox: &sandbox,
        client_id: "chartside-asymmetric",
        proof: Proof::Key(key),
    };
    let answer = body(app.exchange("CNRY-code-x", &[]).await).await;
    assert_eq!(answer["error_description"], "the assertion has expired");
}
