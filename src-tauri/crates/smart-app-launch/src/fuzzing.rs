//! Readers of what a server or a stranger sends, for the fuzz targets. Only with the feature `fuzzing`,
//! which nothing that is released has.

use jiff::Timestamp;

use crate::base_url::FhirBaseUrl;
pub use crate::id_token::fuzzing::id_token;
use crate::scope::ScopeSet;
use crate::token::TokenSet;
use crate::token_response::{self, Unusable};

/// Reads a token response.
pub fn token_response(
    body: &[u8],
    base: &FhirBaseUrl,
    requested: &ScopeSet,
    now: Timestamp,
) -> Result<TokenSet, Unusable> {
    token_response::parse(body, base, requested, now)
}
