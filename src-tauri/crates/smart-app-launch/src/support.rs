//! Whether a server supports something: it says so with a capability, and its metadata hold what the
//! capability needs. Servers do the one without the other, so both are told apart.

use crate::configuration::{Capability, SmartConfiguration};

/// Something that a server may support (SMART App Launch 2.2, "Capabilities").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// `launch-ehr`
    EhrLaunch,
    /// `launch-standalone`
    StandaloneLaunch,
    /// `authorize-post`
    AuthorizePost,
    /// `client-public`
    PublicClient,
    /// `client-confidential-symmetric`
    SymmetricClient,
    /// `client-confidential-asymmetric`
    AsymmetricClient,
    /// `sso-openid-connect`
    OpenIdConnect,
}

/// What speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// The capability is listed.
    pub flag: bool,
    /// The metadata hold what it needs.
    pub fields: bool,
}

impl Support {
    /// Both.
    pub fn is_full(self) -> bool {
        self.flag && self.fields
    }
}

impl Feature {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::EhrLaunch,
        Self::StandaloneLaunch,
        Self::AuthorizePost,
        Self::PublicClient,
        Self::SymmetricClient,
        Self::AsymmetricClient,
        Self::OpenIdConnect,
    ];

    /// The capability that stands for it.
    pub fn capability(self) -> Capability {
        match self {
            Self::EhrLaunch => Capability::LaunchEhr,
            Self::StandaloneLaunch => Capability::LaunchStandalone,
            Self::AuthorizePost => Capability::AuthorizePost,
            Self::PublicClient => Capability::ClientPublic,
            Self::SymmetricClient => Capability::ClientConfidentialSymmetric,
            Self::AsymmetricClient => Capability::ClientConfidentialAsymmetric,
            Self::OpenIdConnect => Capability::SsoOpenidConnect,
        }
    }
}

impl SmartConfiguration {
    /// What speaks for this feature here.
    pub fn support(&self, feature: Feature) -> Support {
        Support {
            flag: self.offers(&feature.capability()),
            fields: self.has_fields_of(feature),
        }
    }

    fn has_fields_of(&self, feature: Feature) -> bool {
        let authorizes = self.authorization_endpoint.usable().is_some();
        let exchanges = self.token_endpoint.usable().is_some();
        match feature {
            Feature::EhrLaunch | Feature::StandaloneLaunch => authorizes && exchanges,
            Feature::AuthorizePost => authorizes,
            Feature::PublicClient => exchanges,
            Feature::SymmetricClient => exchanges && self.takes_proof("client_secret_basic"),
            Feature::AsymmetricClient => {
                exchanges && self.takes_proof("private_key_jwt") && self.takes_our_signatures()
            }
            Feature::OpenIdConnect => self.issuer.is_some() && self.jwks_uri.usable().is_some(),
        }
    }

    /// RFC 8414 §2: `client_secret_basic` where nothing is listed.
    fn takes_proof(&self, method: &str) -> bool {
        match &self.token_endpoint_auth_methods_supported {
            Some(listed) => listed.iter().any(|one| one == method),
            None => method == "client_secret_basic",
        }
    }

    /// The two algorithms of SMART; both are meant where none is listed.
    fn takes_our_signatures(&self) -> bool {
        let listed = self
            .token_endpoint_auth_signing_alg_values_supported
            .as_deref();
        listed.is_none_or(|listed| listed.iter().any(|one| one == "RS384" || one == "ES384"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::FhirBaseUrl;

    fn whole() -> Value {
        json!({
            "issuer": "https://ehr.example",
            "jwks_uri": "https://ehr.example/jwks",
            "authorization_endpoint": "https://ehr.example/authorize",
            "token_endpoint": "https://ehr.example/token",
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": ["RS384"],
            "capabilities": [
                "launch-ehr", "launch-standalone", "authorize-post", "client-public",
                "client-confidential-symmetric", "client-confidential-asymmetric",
                "sso-openid-connect",
            ],
        })
    }

    fn read(document: &Value) -> SmartConfiguration {
        let base = FhirBaseUrl::parse_exact("https://ehr.example/fhir").unwrap();
        SmartConfiguration::parse(&base, document.to_string().as_bytes()).unwrap()
    }

    /// The features that lose their fields when this member is something else.
    fn lost(member: &str, instead: Value) -> Vec<Feature> {
        let mut document = whole();
        document[member] = instead;
        let configuration = read(&document);
        let is_lost = |feature: &Feature| !configuration.support(*feature).fields;
        Feature::ALL.into_iter().filter(is_lost).collect()
    }

    #[test]
    fn a_server_that_says_and_has_it_supports_it_in_full() {
        let configuration = read(&whole());
        for feature in Feature::ALL {
            assert!(configuration.support(feature).is_full(), "{feature:?}");
        }
    }

    #[test]
    fn a_flag_without_its_fields_and_fields_without_their_flag_are_told_apart() {
        use Feature as F;
        assert_eq!(lost("token_endpoint", Value::Null).len(), 5);
        assert_eq!(
            lost("authorization_endpoint", "http://ehr.example/a".into()),
            [F::EhrLaunch, F::StandaloneLaunch, F::AuthorizePost]
        );
        assert_eq!(lost("issuer", Value::Null), [F::OpenIdConnect]);
        assert_eq!(lost("jwks_uri", Value::Null), [F::OpenIdConnect]);
        let methods = "token_endpoint_auth_methods_supported";
        assert_eq!(
            lost(methods, json!(["private_key_jwt"])),
            [F::SymmetricClient]
        );
        assert_eq!(lost(methods, Value::Null), [F::AsymmetricClient]);
        let algorithms = "token_endpoint_auth_signing_alg_values_supported";
        assert_eq!(lost(algorithms, json!(["RS256"])), [F::AsymmetricClient]);
        assert_eq!(lost(algorithms, Value::Null), []);
        let mut silent = whole();
        silent["capabilities"] = json!([]);
        let silent = read(&silent);
        for feature in Feature::ALL {
            let support = silent.support(feature);
            assert!(
                !support.flag && support.fields && !support.is_full(),
                "{feature:?}"
            );
        }
    }
}
