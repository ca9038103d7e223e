//! Which server a sign-in belongs to, pinned before the browser opens (mix-up defence).
//!
//! One redirect URI serves all servers, so a hostile one could name an honest server's login page and
//! its own token endpoint. A flow therefore keeps the tuple it was begun with, and later answers,
//! refreshes and sign-outs use that tuple and nothing that is discovered anew.

use serde::{Deserialize, Serialize};

use crate::base_url::FhirBaseUrl;
use crate::endpoint::EndpointUrl;

/// The tuple a sign-in is bound to. Holds no secret; the caller keeps it for refresh and sign-out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The FHIR server that the tokens are for.
    pub fhir_base: FhirBaseUrl,
    /// OpenID issuer, where the server names one.
    pub issuer: Option<String>,
    /// Where the person signs in.
    pub authorization_endpoint: EndpointUrl,
    /// Where codes and refresh tokens are sent.
    pub token_endpoint: EndpointUrl,
    /// Where tokens are revoked, where the server offers it.
    pub revocation_endpoint: Option<EndpointUrl>,
    /// Where a token is asked about, where the server offers it.
    #[serde(default)]
    pub introspection_endpoint: Option<EndpointUrl>,
    /// This app's name at that server.
    pub client_id: String,
}

impl Binding {
    /// `true` where both would send codes, tokens and the person to the same places.
    pub fn same_endpoints(&self, other: &Self) -> bool {
        self.fhir_base == other.fhir_base
            && self.issuer == other.issuer
            && self.authorization_endpoint.origin() == other.authorization_endpoint.origin()
            && self.token_endpoint == other.token_endpoint
            && self.client_id == other.client_id
    }
}
