//! `private_key_jwt` (SMART App Launch 2.2 §Client Authentication: Asymmetric; RFC 7523).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};

use super::client::{Client, ClientAuthentication};
use super::client_authentication::known;
use super::oauth_error::OAuthError;
use super::server::AuthorizationServer;

const LONGEST_LIFETIME_SECONDS: i64 = 300;

type Claims = Map<String, Value>;

fn refuse(rule: u16, message: impl Into<String>) -> OAuthError {
    OAuthError::invalid_client(rule, message)
}

/// The client whose key signed this assertion, when every claim is right and it was never seen before.
pub(crate) fn verify(server: &AuthorizationServer, assertion: &str) -> Result<Client, OAuthError> {
    let header =
        part(assertion, 0).ok_or_else(|| refuse(319, "the client assertion is not a JWT"))?;
    let claims =
        part(assertion, 1).ok_or_else(|| refuse(319, "the client assertion is not a JWT"))?;
    let issuer = text(&claims, "iss").ok_or_else(|| refuse(327, "the assertion has no `iss`"))?;
    let client = known(server, issuer)?;
    let ClientAuthentication::Asymmetric { keys, jwks_url } = &client.authentication else {
        return Err(refuse(
            64,
            format!("`{}` is not registered for client assertions", client.id),
        ));
    };
    let algorithm = check_header(&header, jwks_url.as_deref())?;
    check_signature(assertion, algorithm, key(keys, &header)?)?;
    check_claims(server, &claims, &client)?;
    check_first_use(server, &claims, &client)?;
    Ok(client)
}

fn part(token: &str, index: usize) -> Option<Claims> {
    if token.split('.').count() != 3 {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(token.split('.').nth(index)?).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn text<'a>(members: &'a Claims, name: &str) -> Option<&'a str> {
    members
        .get(name)
        .and_then(Value::as_str)
        .filter(|value| !value.is_empty())
}

fn check_header(header: &Claims, jwks_url: Option<&str>) -> Result<Algorithm, OAuthError> {
    if text(header, "typ") != Some("JWT") {
        return Err(refuse(323, "the assertion's header must have `typ` `JWT`"));
    }
    if header.contains_key("crit") {
        return Err(refuse(
            319,
            "the assertion's header has `crit`, which this server does not know",
        ));
    }
    if let Some(jku) = header.get("jku")
        && jku.as_str() != jwks_url
    {
        return Err(refuse(
            325,
            "the assertion's `jku` is not the registered JWKS URL",
        ));
    }
    match text(header, "alg") {
        Some("RS384") => Ok(Algorithm::RS384),
        Some("ES384") => Ok(Algorithm::ES384),
        Some(other) => Err(refuse(
            320,
            format!("the assertion is signed with `{other}`, not RS384 or ES384"),
        )),
        None => Err(refuse(321, "the assertion's header has no `alg`")),
    }
}

fn key<'a>(keys: &'a JwkSet, header: &Claims) -> Result<&'a Jwk, OAuthError> {
    let kid =
        text(header, "kid").ok_or_else(|| refuse(322, "the assertion's header has no `kid`"))?;
    keys.find(kid)
        .ok_or_else(|| refuse(322, format!("the client has no key with the `kid` `{kid}`")))
}

fn check_signature(assertion: &str, algorithm: Algorithm, key: &Jwk) -> Result<(), OAuthError> {
    let wrong = || {
        refuse(
            320,
            "the assertion's signature does not fit the registered key",
        )
    };
    let key =
        DecodingKey::from_jwk(key).map_err(|_| refuse(313, "the registered key cannot be used"))?;
    // The claims are checked below, against the sandbox's clock.
    let mut validation = Validation::new(algorithm);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    jsonwebtoken::decode::<Claims>(assertion, &key, &validation)
        .map(|_| ())
        .map_err(|_| wrong())
}

fn check_claims(
    server: &AuthorizationServer,
    claims: &Claims,
    client: &Client,
) -> Result<(), OAuthError> {
    if text(claims, "sub") != Some(client.id.as_str()) {
        return Err(refuse(
            328,
            "the assertion's `sub` must be the client_id, like `iss`",
        ));
    }
    let endpoint = server.token_endpoint();
    if text(claims, "aud") != Some(endpoint.as_str()) {
        return Err(refuse(
            329,
            format!("the assertion's `aud` must be exactly `{endpoint}`"),
        ));
    }
    check_times(claims, server.now())
}

fn check_times(claims: &Claims, now: Timestamp) -> Result<(), OAuthError> {
    let now = now.as_second();
    let expires = claims
        .get("exp")
        .and_then(Value::as_i64)
        .ok_or_else(|| refuse(330, "the assertion has no `exp` in whole seconds"))?;
    if expires <= now {
        return Err(refuse(330, "the assertion has expired"));
    }
    if expires.saturating_sub(now) > LONGEST_LIFETIME_SECONDS {
        return Err(refuse(
            331,
            "the assertion's `exp` is more than five minutes ahead",
        ));
    }
    for name in ["nbf", "iat"] {
        if claims
            .get(name)
            .is_some_and(|value| value.as_i64().is_none_or(|time| time > now))
        {
            return Err(refuse(
                330,
                format!("the assertion's `{name}` is in the future"),
            ));
        }
    }
    Ok(())
}

fn check_first_use(
    server: &AuthorizationServer,
    claims: &Claims,
    client: &Client,
) -> Result<(), OAuthError> {
    let jti = text(claims, "jti").ok_or_else(|| refuse(332, "the assertion has no `jti`"))?;
    let first = server
        .ledger()
        .assertions
        .insert((client.id.clone(), jti.to_owned()));
    if first {
        Ok(())
    } else {
        Err(refuse(332, "an assertion with this `jti` was already used"))
    }
}
