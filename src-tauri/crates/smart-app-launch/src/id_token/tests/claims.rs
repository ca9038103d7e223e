//! Good signatures under claims that are wrong.

use jiff::Timestamp;
use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use super::{ISSUER, NOW, claims, refused, rs256, sign, with_claims};
use crate::base_url::FhirBaseUrl;
use crate::id_token::{Claim, Expectation, FhirUser, IdTokenError, check};
use crate::secret::IdToken;

fn wrong_claim(change: impl FnOnce(&mut Value)) -> Claim {
    match with_claims(change) {
        Err(IdTokenError::Claim(claim)) => claim,
        other => panic!("expected a wrong claim, got {other:?}"),
    }
}

#[test]
fn the_issuer_is_compared_character_by_character() {
    for issuer in [
        json!("https://auth.example/"),
        json!("https://AUTH.example"),
        json!("https://evil.example"),
        json!(["https://auth.example"]),
        Value::Null,
    ] {
        assert_eq!(wrong_claim(|claims| claims["iss"] = issuer), Claim::Issuer);
    }
}

#[test]
fn the_subject_has_to_be_there() {
    for subject in [json!(""), json!(7), Value::Null] {
        assert_eq!(
            wrong_claim(|claims| claims["sub"] = subject),
            Claim::Subject
        );
    }
}

#[test]
fn the_audience_is_this_client_and_nobody_else() {
    for audience in [
        json!("other"),
        json!([]),
        json!(["other"]),
        json!(["chartside", "other"]),
        json!({"chartside": 1}),
        json!(""),
        Value::Null,
    ] {
        assert_eq!(
            wrong_claim(|claims| claims["aud"] = audience),
            Claim::Audience
        );
    }
    assert!(with_claims(|claims| claims["aud"] = json!(["chartside"])).is_ok());
    assert_eq!(
        wrong_claim(|claims| claims["azp"] = json!("other")),
        Claim::AuthorizedParty
    );
    assert!(with_claims(|claims| claims["azp"] = json!("chartside")).is_ok());
}

#[test]
fn an_expired_token_is_refused_after_a_minute_of_leeway() {
    for (expiry, good) in [
        (NOW - 59, true),
        (NOW - 60, false),
        (NOW - 3_600, false),
        (0, false),
    ] {
        assert_eq!(
            with_claims(|claims| claims["exp"] = json!(expiry)).is_ok(),
            good,
            "{expiry}"
        );
    }
    for expiry in [json!("later"), json!(1e300), json!({}), Value::Null] {
        assert_eq!(wrong_claim(|claims| claims["exp"] = expiry), Claim::Expiry);
    }
}

#[test]
fn a_token_is_issued_within_ten_minutes_of_now() {
    for (issued_at, good) in [
        (NOW + 600, true),
        (NOW + 601, false),
        (NOW - 600, true),
        (NOW - 601, false),
    ] {
        assert_eq!(
            with_claims(|claims| claims["iat"] = json!(issued_at)).is_ok(),
            good,
            "{issued_at}"
        );
    }
    for issued_at in [json!("now"), Value::Null] {
        assert_eq!(
            wrong_claim(|claims| claims["iat"] = issued_at),
            Claim::IssuedAt
        );
    }
    assert!(with_claims(|claims| claims["iat"] = json!(1_800_000_000.25)).is_ok());
}

#[test]
fn a_token_from_the_future_is_refused() {
    assert!(with_claims(|claims| claims["nbf"] = json!(NOW + 60)).is_ok());
    assert_eq!(
        wrong_claim(|claims| claims["nbf"] = json!(NOW + 61)),
        Claim::NotBefore
    );
    assert_eq!(
        wrong_claim(|claims| claims["nbf"] = json!("soon")),
        Claim::NotBefore
    );
}

#[test]
fn the_nonce_is_that_of_this_sign_in() {
    for nonce in [
        json!("n-2"),
        json!("n-1 "),
        json!(""),
        json!(1),
        Value::Null,
    ] {
        assert_eq!(wrong_claim(|claims| claims["nonce"] = nonce), Claim::Nonce);
    }
}

#[test]
fn a_refresh_has_to_name_the_same_person_and_no_nonce() {
    let identity = with_claims(|_| ()).unwrap();
    let binding = serde_json::from_value(json!({
        "fhir_base": "https://ehr.example/fhir", "issuer": "https://auth.example", "client_id": "chartside",
        "authorization_endpoint": "https://auth.example/a", "token_endpoint": "https://auth.example/t",
        "revocation_endpoint": null,
    }));
    let expectation = Expectation::of_refresh(&binding.unwrap(), &identity);
    let refreshed = |subject: &str| {
        let mut claims = claims();
        claims["sub"] = json!(subject);
        claims.as_object_mut().unwrap().remove("nonce");
        let token = IdToken::new(rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims));
        let jwks = json!({ "keys": ISSUER.keys }).to_string();
        check(
            &token,
            jwks.as_bytes(),
            &expectation,
            Timestamp::from_second(NOW).unwrap(),
        )
    };
    assert!(refreshed("user-1").is_ok());
    assert!(matches!(
        refreshed("user-2"),
        Err(IdTokenError::Claim(Claim::Subject))
    ));
}

#[test]
fn claims_that_two_readers_could_read_differently_are_refused() {
    let claims = claims().to_string().replacen('{', "{\"sub\":\"admin\",", 1);
    let token = sign(
        &json!({ "alg": "RS256", "kid": "r" }),
        claims.as_bytes(),
        &ISSUER.rsa,
        Algorithm::RS256,
    );
    assert!(matches!(refused(&token), IdTokenError::Malformed));
    let token = sign(
        &json!({ "alg": "RS256", "kid": "r" }),
        b"[]",
        &ISSUER.rsa,
        Algorithm::RS256,
    );
    assert!(matches!(refused(&token), IdTokenError::Malformed));
}

#[test]
fn hl7_202_fhir_user_is_read_absolute_and_relative_and_told_apart_from_foreign_ones() {
    let base = FhirBaseUrl::parse("https://ehr.example/a/fhir").unwrap();
    let read = |text: &str| {
        FhirUser::parse(text, &base).map(|user| (user.reference(), user.is_on_this_server))
    };
    let own = |reference: &str| Some((reference.to_owned(), true));
    let foreign = |reference: &str| Some((reference.to_owned(), false));
    assert_eq!(read("Patient/1"), own("Patient/1"));
    assert_eq!(
        read("https://ehr.example/a/fhir/PractitionerRole/p-1"),
        own("PractitionerRole/p-1")
    );
    assert_eq!(
        read("https://ehr.example/a/fhir2/Person/1"),
        foreign("Person/1")
    );
    assert_eq!(
        read("https://evil.example/a/fhir/Person/1"),
        foreign("Person/1")
    );
    assert_eq!(read("//evil.example/Patient/1"), foreign("Patient/1"));
    for unreadable in [
        "",
        "Patient",
        "Device/1",
        "Patient/",
        "Patient/1?x",
        "Patient/1#x",
        "Patient/..",
        "urn:uuid:1",
        "Patient/a%2Fb",
        "patient/1",
    ] {
        assert_eq!(read(unreadable), None, "{unreadable}");
    }
}

#[test]
fn a_claim_is_called_as_it_stands_in_the_token() {
    use crate::id_token::claims::Claim;
    let all = [
        Claim::Issuer,
        Claim::Subject,
        Claim::Audience,
        Claim::AuthorizedParty,
        Claim::Expiry,
        Claim::IssuedAt,
        Claim::NotBefore,
        Claim::Nonce,
    ];
    let names = all.map(|claim| claim.to_string());
    assert_eq!(
        names,
        ["iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce"]
    );
}

#[test]
fn t29_the_token_of_a_refresh_is_of_another_only_where_it_says_so() {
    use base64::Engine as _;
    let of = |claims: &str| {
        let payload = base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(claims);
        let token = crate::secret::IdToken::new(format!("e30.{payload}.x"));
        crate::id_token::is_of_another(&token, "https://ehr.example", "anna")
    };
    assert!(!of(r#"{"iss":"https://ehr.example","sub":"anna"}"#));
    assert!(of(r#"{"iss":"https://ehr.example","sub":"berta"}"#));
    assert!(of(r#"{"iss":"https://evil.example","sub":"anna"}"#));
    assert!(!of("{}"));
    assert!(!of("no JSON"));
}
