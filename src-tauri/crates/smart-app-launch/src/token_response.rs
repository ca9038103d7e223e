//! The body of a successful token response, read as leniently as is safe.
//!
//! A code is spent when this arrives, so an odd `expires_in` must not throw the tokens away; but a token
//! of a kind that this client cannot use, or one that could break a header, is refused.

use jiff::{SignedDuration, Timestamp};

use crate::base_url::FhirBaseUrl;
use crate::json_object::JsonObject;
use crate::launch_context::LaunchContext;
use crate::scope::ScopeSet;
use crate::secret::{AccessToken, IdToken, RefreshToken};
use crate::token::TokenSet;

/// Longest token that is taken: a header of that size already fails at most servers.
const LONGEST_TOKEN: usize = 65_536;
/// Assumed where the server does not say; a 401 before that is dealt with anyway.
const ASSUMED_LIFETIME: f64 = 300.0;
/// Longest lifetime that is scheduled with.
const LONGEST_LIFETIME: f64 = 86_400.0;

/// Why a token response cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unusable {
    /// Not one JSON object with distinct names.
    #[error("it is not a JSON object")]
    NotJson,
    /// No access token, or one that RFC 6749 does not allow.
    #[error("it has no usable access token")]
    AccessToken,
    /// `token_type` is not Bearer: `DPoP` and MAC tokens must not be sent as if they were.
    #[error("its token_type is not Bearer")]
    TokenType,
    /// `patient` or `encounter` is no FHIR id.
    #[error("its launch context has an id that is no FHIR id")]
    LaunchContext,
}

/// Reads a token response. `requested` is what is granted where the server does not say (RFC 6749 §5.1).
pub(crate) fn parse(
    body: &[u8],
    base: &FhirBaseUrl,
    requested: &ScopeSet,
    now: Timestamp,
) -> Result<TokenSet, Unusable> {
    let object = JsonObject::parse(body).ok_or(Unusable::NotJson)?;
    let token_type = object.text("token_type").ok_or(Unusable::TokenType)?;
    if !token_type.eq_ignore_ascii_case("bearer") {
        return Err(Unusable::TokenType);
    }
    let access_token = token(&object, "access_token").ok_or(Unusable::AccessToken)?;
    let context = LaunchContext::read(&object, base).map_err(|_| Unusable::LaunchContext)?;
    let granted = match object.get("scope") {
        None => requested.clone(),
        Some(_) => ScopeSet::from_server(&object.list("scope").unwrap_or_default().join(" ")),
    };
    Ok(TokenSet {
        access_token: AccessToken::new(access_token),
        refresh_token: token(&object, "refresh_token").map(RefreshToken::new),
        expires_at: now
            .saturating_add(lifetime(&object))
            .unwrap_or(Timestamp::MAX),
        received_at: now,
        server_date: None,
        granted,
        context,
        id_token: token(&object, "id_token").map(IdToken::new),
    })
}

/// `1*VSCHAR` (RFC 6749 appendix A.12, A.17), so that it is one header value.
fn token(object: &JsonObject, name: &str) -> Option<String> {
    object
        .text_within(name, LONGEST_TOKEN)
        .filter(|token| token.bytes().all(|byte| byte.is_ascii_graphic()))
}

fn lifetime(object: &JsonObject) -> SignedDuration {
    let seconds = object
        .seconds("expires_in")
        .unwrap_or(ASSUMED_LIFETIME)
        .clamp(0.0, LONGEST_LIFETIME);
    SignedDuration::try_from_secs_f64(seconds).unwrap_or(SignedDuration::ZERO)
}

#[cfg(test)]
mod tests;
