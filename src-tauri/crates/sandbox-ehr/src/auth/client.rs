//! The applications that are registered with the sandbox (SMART App Launch 2.2 §Register App with EHR).

use jsonwebtoken::jwk::JwkSet;

/// A registered application.
#[derive(Clone)]
pub struct Client {
    /// `client_id`
    pub id: String,
    /// What the consent page calls it.
    pub name: String,
    /// Where it may be sent back to. Compared byte by byte, but for the port of one at 127.0.0.1 without a
    /// port (RFC 8252 §7.3).
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

    /// With another place that it may be sent back to.
    #[must_use]
    pub fn also_at(mut self, redirect_uri: &str) -> Self {
        self.redirect_uris.push(redirect_uri.to_owned());
        self
    }

    /// With a launch URL for the EHR launcher page.
    #[must_use]
    pub fn launched_at(self, launch_url: &str) -> Self {
        Self {
            launch_url: Some(launch_url.to_owned()),
            ..self
        }
    }

    /// `true` where this redirect URI is registered.
    pub(crate) fn may_return_to(&self, redirect_uri: &str) -> bool {
        self.redirect_uris
            .iter()
            .any(|registered| is_registered(registered, redirect_uri))
    }

    /// The three clients that are there unless a configuration says otherwise.
    pub fn defaults() -> Vec<Self> {
        let redirect = "org.chartside.app:/callback";
        let chartside = |client: Self| {
            client
                .named("Chartside")
                .launched_at("org.chartside.app:/launch")
                .also_at("http://127.0.0.1/callback")
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

/// The same byte for byte; at 127.0.0.1 with any port, as the application learns its port late (RFC 8252
/// §7.3).
fn is_registered(registered: &str, sent: &str) -> bool {
    const LOOPBACK: &str = "http://127.0.0.1";
    let at_any_port = || {
        let path = registered.strip_prefix(LOOPBACK)?;
        let (port, rest) = sent
            .strip_prefix(LOOPBACK)?
            .strip_prefix(':')?
            .split_once('/')?;
        let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
        Some(is_port && path.strip_prefix('/') == Some(rest))
    };
    registered == sent || at_any_port().unwrap_or(false)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_uri_is_compared_byte_by_byte_but_for_the_port_of_loopback() {
        let client = Client::public("a", "http://127.0.0.1/cb").also_at("https://a.example/cb");
        for uri in [
            "http://127.0.0.1/cb",
            "http://127.0.0.1:1/cb",
            "http://127.0.0.1:65535/cb",
            "https://a.example/cb",
        ] {
            assert!(client.may_return_to(uri), "{uri}");
        }
        for uri in [
            "http://127.0.0.1:0/cb",
            "http://127.0.0.1:65536/cb",
            "http://127.0.0.1:/cb",
            "http://127.0.0.1:80@evil.example/cb",
            "http://127.0.0.1:80/cb/",
            "http://127.0.0.1:80/cb?x",
            "http://127.0.0.1.evil.example/cb",
            "http://localhost:80/cb",
            "https://127.0.0.1:80/cb",
            "https://a.example:443/cb",
        ] {
            assert!(!client.may_return_to(uri), "{uri}");
        }
    }
}
