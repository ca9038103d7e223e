//! The same tokens before a second reader, the crate `openidconnect`: both say yes, both say no, or it is written
//! here who is stricter and why. Two readers who agree for different reasons are worth more than one.

use aws_lc_rs::rsa::KeySize;
use jsonwebtoken::{Algorithm, EncodingKey};
use openidconnect::core::{
    CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJwsSigningAlgorithm as Jws,
};
use openidconnect::{ClientId, IssuerUrl, Nonce};
use serde_json::{Value, json};

use super::{ISSUER, NOW, check_against, claims, encode, jwk, rs256, sign};
use crate::client_assertion::tests::rsa_pem;

/// A token, and the keys it is shown with.
struct Case {
    name: &'static str,
    token: String,
    keys: Vec<Value>,
}

fn case(name: &'static str, token: String) -> Case {
    let keys = ISSUER.keys.clone();
    Case { name, token, keys }
}

/// The verdict of `openidconnect`, told the same: issuer, client, nonce, algorithms and time.
fn theirs(case: &Case) -> bool {
    let keys = json!({ "keys": case.keys });
    let Ok(keys) = serde_json::from_value::<CoreJsonWebKeySet>(keys) else {
        return false;
    };
    let issuer = IssuerUrl::new("https://auth.example".to_owned()).unwrap();
    let algorithms = [
        Jws::RsaSsaPkcs1V15Sha256,
        Jws::RsaSsaPkcs1V15Sha384,
        Jws::RsaSsaPkcs1V15Sha512,
        Jws::RsaSsaPssSha256,
        Jws::RsaSsaPssSha384,
        Jws::EcdsaP256Sha256,
        Jws::EcdsaP384Sha384,
    ];
    let client = ClientId::new("chartside".to_owned());
    // `NOW`, in words: the type is another crate's.
    let verifier = CoreIdTokenVerifier::new_public_client(client, issuer, keys)
        .set_allowed_algs(algorithms)
        .set_time_fn(|| "2027-01-15T08:00:00Z".parse().unwrap());
    let token = case.token.parse::<CoreIdToken>();
    token.is_ok_and(|token| {
        token
            .claims(&verifier, &Nonce::new("n-1".to_owned()))
            .is_ok()
    })
}

fn ours(case: &Case) -> bool {
    check_against(&case.token, &case.keys).is_ok()
}

fn header() -> Value {
    json!({ "alg": "RS256", "kid": "r" })
}

fn with(name: &'static str, change: impl FnOnce(&mut Value)) -> Case {
    let mut claims = claims();
    change(&mut claims);
    case(name, rs256(&header(), &claims))
}

fn without(name: &'static str, claim: &str) -> Case {
    with(name, |claims| {
        claims.as_object_mut().unwrap().remove(claim);
    })
}

fn headed(name: &'static str, header: &Value) -> Case {
    case(name, rs256(header, &claims()))
}

fn other_rsa(size: KeySize) -> EncodingKey {
    EncodingKey::from_rsa_pem(rsa_pem(size).as_bytes()).unwrap()
}

fn signed_as(
    name: &'static str,
    alg: &str,
    kid: &str,
    key: &EncodingKey,
    algorithm: Algorithm,
) -> Case {
    let header = json!({ "alg": alg, "kid": kid });
    case(
        name,
        sign(&header, claims().to_string().as_bytes(), key, algorithm),
    )
}

fn good() -> Vec<Case> {
    vec![
        with("plain", |_| ()),
        with("audience in a list", |claims| {
            claims["aud"] = json!(["chartside"]);
        }),
        with("authorized party", |claims| {
            claims["azp"] = json!("chartside");
        }),
        with("claims nobody knows", |claims| {
            claims["https://x.example/y"] = json!({ "a": [1] });
        }),
        headed("typ", &json!({ "alg": "RS256", "kid": "r", "typ": "JWT" })),
        headed("no kid, one key that fits", &json!({ "alg": "RS256" })),
        signed_as("RS384", "RS384", "r", &ISSUER.rsa, Algorithm::RS384),
        signed_as("RS512", "RS512", "r", &ISSUER.rsa, Algorithm::RS512),
        signed_as("PS256", "PS256", "r", &ISSUER.rsa, Algorithm::PS256),
        signed_as("PS384", "PS384", "r", &ISSUER.rsa, Algorithm::PS384),
        signed_as("ES384", "ES384", "e", &ISSUER.ec, Algorithm::ES384),
    ]
}

fn wrong_claims() -> Vec<Case> {
    // Two readers could read two persons.
    let twice = claims().to_string();
    let twice = twice.replacen('{', r#"{"sub":"somebody-else","#, 1);
    vec![
        case(
            "sub twice",
            sign(&header(), twice.as_bytes(), &ISSUER.rsa, Algorithm::RS256),
        ),
        with("iss of another", |claims| {
            claims["iss"] = json!("https://evil.example");
        }),
        with("iss with a slash", |claims| {
            claims["iss"] = json!("https://auth.example/");
        }),
        with("iss in capitals", |claims| {
            claims["iss"] = json!("https://AUTH.example");
        }),
        with("iss is a number", |claims| claims["iss"] = json!(1)),
        without("iss missing", "iss"),
        with("aud of another", |claims| claims["aud"] = json!("other")),
        with("aud in capitals", |claims| {
            claims["aud"] = json!("Chartside");
        }),
        with("aud empty list", |claims| claims["aud"] = json!([])),
        with("aud null", |claims| claims["aud"] = Value::Null),
        with("aud with a stranger", |claims| {
            claims["aud"] = json!(["chartside", "stranger"]);
        }),
        without("aud missing", "aud"),
        with("sub is a number", |claims| claims["sub"] = json!(1)),
        without("sub missing", "sub"),
        with("exp an hour ago", |claims| {
            claims["exp"] = json!(NOW - 3_600);
        }),
        with("exp two minutes ago", |claims| {
            claims["exp"] = json!(NOW - 120);
        }),
        with("exp is a text", |claims| claims["exp"] = json!("soon")),
        without("exp missing", "exp"),
        with("iat is a text", |claims| claims["iat"] = json!("now")),
        without("iat missing", "iat"),
        with("nonce of another", |claims| claims["nonce"] = json!("n-2")),
        with("nonce empty", |claims| claims["nonce"] = json!("")),
        with("nonce longer", |claims| claims["nonce"] = json!("n-1 ")),
        without("nonce missing", "nonce"),
        case(
            "payload is a list",
            sign(&header(), b"[]", &ISSUER.rsa, Algorithm::RS256),
        ),
        case(
            "payload is no JSON",
            sign(&header(), b"{", &ISSUER.rsa, Algorithm::RS256),
        ),
        case(
            "payload is empty",
            sign(&header(), b"", &ISSUER.rsa, Algorithm::RS256),
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn wrong_signatures() -> Vec<Case> {
    let good = rs256(&header(), &claims());
    let payload = encode(claims().to_string().as_bytes());
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (head, _) = message.split_once('.').unwrap();
    let unsigned = |alg: &str| {
        let header = encode(json!({ "alg": alg }).to_string().as_bytes());
        format!("{header}.{payload}.")
    };
    let modulus = ISSUER.keys[0]["n"].as_str().unwrap();
    let hmac = EncodingKey::from_secret(modulus.as_bytes());
    let mut other_claims = claims();
    other_claims["sub"] = json!("somebody-else");
    let swapped = encode(other_claims.to_string().as_bytes());
    vec![
        case("alg none", unsigned("none")),
        case("alg None", unsigned("None")),
        case(
            "alg none with a signature",
            format!("{}{signature}", unsigned("none")),
        ),
        signed_as(
            "HS256 with the public key",
            "HS256",
            "r",
            &hmac,
            Algorithm::HS256,
        ),
        signed_as(
            "HS512 with the public key",
            "HS512",
            "r",
            &hmac,
            Algorithm::HS512,
        ),
        headed("alg nobody knows", &json!({ "alg": "RS1", "kid": "r" })),
        headed(
            "alg in small letters",
            &json!({ "alg": "rs256", "kid": "r" }),
        ),
        headed("alg missing", &json!({ "kid": "r" })),
        headed(
            "alg of another hash",
            &json!({ "alg": "RS384", "kid": "r" }),
        ),
        headed(
            "alg of another padding",
            &json!({ "alg": "PS256", "kid": "r" }),
        ),
        headed("kid unknown", &json!({ "alg": "RS256", "kid": "x" })),
        headed(
            "kid of a key of another type",
            &json!({ "alg": "RS256", "kid": "e" }),
        ),
        headed(
            "critical extension",
            &json!({ "alg": "RS256", "kid": "r", "crit": ["exp"], "exp": 1 }),
        ),
        signed_as(
            "another key under the same name",
            "RS256",
            "r",
            &other_rsa(KeySize::Rsa2048),
            Algorithm::RS256,
        ),
        signed_as("another curve", "ES256", "e", &ISSUER.ec, Algorithm::ES384),
        case(
            "another payload under the signature",
            format!("{head}.{swapped}.{signature}"),
        ),
        case("no signature", format!("{message}.")),
        case(
            "signature cut",
            format!("{message}.{}", signature.get(..200).unwrap()),
        ),
        case("signature padded", format!("{good}==")),
        case("two parts", message.to_owned()),
        case("four parts", format!("{good}.x")),
        case(
            "header is no JSON",
            format!("{}.{payload}.{signature}", encode(b"{")),
        ),
        case("empty", String::new()),
    ]
}

fn wrong_keys() -> Vec<Case> {
    let good = rs256(&header(), &claims());
    let shown_with = |name, keys| Case {
        name,
        token: good.clone(),
        keys,
    };
    let changed = |member: &str, value: &str| {
        let mut key = ISSUER.keys[0].clone();
        key[member] = json!(value);
        vec![key]
    };
    vec![
        shown_with("no keys", Vec::new()),
        shown_with("only a key of another type", vec![ISSUER.keys[1].clone()]),
        shown_with("key for encryption", changed("use", "enc")),
        shown_with("key for another algorithm", changed("alg", "RS512")),
        shown_with("another modulus", {
            let other = jwk(&other_rsa(KeySize::Rsa2048), Algorithm::RS256, "r");
            vec![other]
        }),
    ]
}

/// Where the two do not agree: whether we say yes, and why.
fn differences() -> Vec<(Case, bool, &'static str)> {
    let hour = 3_600;
    vec![
        (
            with("azp of another", |claims| claims["azp"] = json!("other")),
            false,
            "they leave azp to the caller",
        ),
        (
            with("nbf in an hour", |claims| claims["nbf"] = json!(NOW + hour)),
            false,
            "they do not read nbf",
        ),
        (
            with("iat in an hour", |claims| claims["iat"] = json!(NOW + hour)),
            false,
            "they leave iat to the caller",
        ),
        (
            with("iat an hour ago", |claims| {
                claims["iat"] = json!(NOW - hour);
            }),
            false,
            "as before",
        ),
        (
            with("exp half a minute ago", |claims| {
                claims["exp"] = json!(NOW - 30);
            }),
            true,
            "a minute of leeway, since clocks of hospitals differ",
        ),
    ]
}

#[test]
fn hl7_201_what_is_good_is_good_to_both() {
    for case in good() {
        assert_eq!((ours(&case), theirs(&case)), (true, true), "{}", case.name);
    }
}

#[test]
fn hl7_201_what_is_wrong_is_wrong_to_both() {
    let cases = [wrong_claims(), wrong_signatures(), wrong_keys()];
    let cases: Vec<Case> = cases.into_iter().flatten().collect();
    assert!(cases.len() >= 50);
    let wrong = cases.iter().filter(|case| ours(case) || theirs(case));
    let wrong: Vec<_> = wrong
        .map(|case| (case.name, ours(case), theirs(case)))
        .collect();
    assert_eq!(wrong, [], "name, we say yes, they say yes");
}

#[test]
fn hl7_201_where_the_two_differ_is_known() {
    let listed = differences();
    let other = listed
        .iter()
        .filter(|(case, yes, _)| ours(case) != *yes || theirs(case) == *yes);
    let other: Vec<_> = other
        .map(|(case, _, why)| (case.name, ours(case), theirs(case), why))
        .collect();
    assert_eq!(other, [], "name, we say yes, they say yes");
}
