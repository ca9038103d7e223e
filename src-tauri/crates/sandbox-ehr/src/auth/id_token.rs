//! The id token (OpenID Connect Core §2; SMART App Launch 2.2 §Scopes for requesting identity data).

use jsonwebtoken::Algorithm;
use serde_json::{Map, Value, json};

use super::access::{Issue, lay_over};
use super::keys::KeyError;
use super::ledger::{Permission, after};
use super::scope::Scope;
use super::server::AuthorizationServer;
use crate::profile::IdTokenAlgorithm;

/// Signs who the user is, for the client that asked.
pub(crate) fn sign(
    server: &AuthorizationServer,
    permission: &Permission,
    issue: &Issue,
) -> Result<String, KeyError> {
    let profile = server.profile();
    let now = server.now();
    let mut claims = Map::new();
    let mut claim = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    claim("iss", json!(server.issuer()));
    claim("sub", json!(permission.user.subject));
    claim("aud", json!(permission.client_id));
    claim("iat", json!(now.as_second()));
    claim(
        "exp",
        json!(after(now, profile.token_lifetime_seconds).as_second()),
    );
    if issue.scopes.contains(&Scope::FhirUser) {
        claim(
            "fhirUser",
            json!(format!(
                "{}/{}",
                server.fhir_base_url(),
                permission.user.reference
            )),
        );
    }
    if let Some(nonce) = permission.nonce.as_ref().filter(|_| issue.first) {
        claim("nonce", json!(nonce));
    }
    lay_over(&mut claims, &profile.id_token_claims);
    let algorithm = match profile.id_token_algorithm {
        IdTokenAlgorithm::Rs256 => Algorithm::RS256,
        IdTokenAlgorithm::Es256 => Algorithm::ES256,
    };
    server.keys().sign(algorithm, &Value::Object(claims))
}
