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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn with(name: &str, value: &str) -> Binding {
        let mut fields = json!({
            "fhir_base": "https://ehr.example/fhir",
            "issuer": "https://auth.example",
            "authorization_endpoint": "https://auth.example/authorize",
            "token_endpoint": "https://auth.example/token",
            "revocation_endpoint": null,
            "client_id": "chartside",
        });
        fields[name] = value.into();
        serde_json::from_value(fields).unwrap()
    }

    #[test]
    fn any_other_place_for_codes_tokens_or_the_person_is_another_server() {
        let pinned = with("client_id", "chartside");
        let others = [
            ("fhir_base", "https://ehr.example/fhir2"),
            ("issuer", "https://other.example"),
            ("authorization_endpoint", "https://other.example/authorize"),
            ("token_endpoint", "https://auth.example/token2"),
            ("client_id", "another"),
        ];
        for (name, value) in others {
            let other = with(name, value);
            assert!(!pinned.same_endpoints(&other), "{name}");
            assert!(!other.same_endpoints(&pinned), "{name}");
        }
        let moved = with(
            "authorization_endpoint",
            "https://auth.example/login/authorize",
        );
        assert!(
            pinned.same_endpoints(&moved),
            "the same origin asks the person"
        );
    }
}
