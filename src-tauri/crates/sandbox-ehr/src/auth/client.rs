//! The applications that are registered with the sandbox (SMART App Launch 2.2 §Register App with EHR).

use jsonwebtoken::jwk::JwkSet;

/// A registered application.
#[derive(Clone)]
pub struct Client {
    /// `client_id`
    pub id: String,
    /// What the consent page calls it.
    pub name: String,
    /// Where it may be sent back to. Compared byte by byte.
    pub redirect_uris: Vec<String>,
    /// Where the EHR launcher page starts it.
    pub launch_url: Option<String>,
    /// How it proves who it is at the token endpoint.
    pub authentication: ClientAuthentication,
}

/// How a client proves who it is.
#[derive(Clone)]
pub enum ClientAuthentication {
    /// It cannot: `client_id` in the body.
    Public,
    /// `client_secret_basic`
    Symmetric {
        /// The secret both sides know.
        secret: String,
    },
    /// `private_key_jwt`
    Asymmetric {
        /// The public keys.
        keys: JwkSet,
        /// Where the keys are also published; the only `jku` that is accepted.
        jwks_url: Option<String>,
    },
}

impl Client {
    /// A public client.
    pub fn public(id: &str, redirect_uri: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: id.to_owned(),
            redirect_uris: vec![redirect_uri.to_owned()],
            launch_url: None,
            authentication: ClientAuthentication::Public,
        }
    }

    /// A confidential client with a secret.
    pub fn symmetric(id: &str, redirect_uri: &str, secret: &str) -> Self {
        let authentication = ClientAuthentication::Symmetric {
            secret: secret.to_owned(),
        };
        Self {
            authentication,
            ..Self::public(id, redirect_uri)
        }
    }

    /// A confidential client with keys.
    pub fn asymmetric(id: &str, redirect_uri: &str, keys: JwkSet) -> Self {
        let authentication = ClientAuthentication::Asymmetric {
            keys,
            jwks_url: None,
        };
        Self {
            authentication,
            ..Self::public(id, redirect_uri)
        }
    }

    /// With a name for people.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..self
        }
    }

    /// With a launch URL for the EHR launcher page.
    #[must_use]
    pub fn launched_at(self, launch_url: &str) -> Self {
        Self {
            launch_url: Some(launch_url.to_owned()),
            ..self
        }
    }

    /// The three clients that are there unless a configuration says otherwise.
    pub fn defaults() -> Vec<Self> {
        let redirect = "org.chartside.app:/callback";
        let chartside = |client: Self| {
            client
                .named("Chartside")
                .launched_at("org.chartside.app:/launch")
        };
        vec![
            chartside(Self::public("chartside", redirect)),
            chartside(Self::symmetric(
                "chartside-confidential",
                redirect,
                "CNRY-secret-of-the-sandbox",
            )),
            chartside(Self::asymmetric(
                "chartside-asymmetric",
                redirect,
                JwkSet { keys: Vec::new() },
            )),
        ]
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = match self.authentication {
            ClientAuthentication::Public => "public",
            ClientAuthentication::Symmetric { .. } => "confidential, symmetric",
            ClientAuthentication::Asymmetric { .. } => "confidential, asymmetric",
        };
        f.debug_struct("Client")
            .field("id", &self.id)
            .field("kind", &kind)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for ClientAuthentication {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Public => "Public",
            Self::Symmetric { .. } => "Symmetric { secret: [redacted] }",
            Self::Asymmetric { .. } => "Asymmetric { .. }",
        })
    }
}
