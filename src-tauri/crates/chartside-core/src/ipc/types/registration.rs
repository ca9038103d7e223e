//! How the app is registered with a server: what to enter by hand, and what came of registering itself.
//! An initial access token crosses inwards only: no answer has a field for a secret.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroize;

use super::{Authentication, ServerSummary};

/// What to enter where an app is registered.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationQuery {
    /// For this saved server; in general where absent.
    #[ts(optional)]
    pub server: Option<String>,
    /// The client type that is registered.
    #[serde(default)]
    #[ts(optional, as = "Option<Authentication>")]
    pub authentication: Authentication,
}

/// What to enter where an app is registered.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationHelp {
    /// Name of the app.
    pub client_name: String,
    /// Redirect URIs, the first one first where only one is taken.
    pub redirect_uris: Vec<String>,
    /// Where an EHR starts the app.
    pub launch_uri: String,
    /// Scopes to tick.
    pub scope: String,
    /// Public keys of this installation as a JWK Set, for a client type with a key pair.
    pub jwks: Option<String>,
    /// The same as client metadata (RFC 7591), to be copied whole.
    pub metadata: String,
    /// `true`: the server registers apps by itself: `register_client`.
    pub can_register: bool,
}

/// Let the app register itself with a saved server (RFC 7591).
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegisterClient {
    /// From `ServerSummary`.
    pub server: String,
    /// The client type to register; `automatic`: the strongest that the server takes.
    #[serde(default)]
    #[ts(optional, as = "Option<Authentication>")]
    pub authentication: Authentication,
    /// Initial access token, where the server gave one out for this. It is used once and not kept.
    #[ts(optional)]
    pub access_token: Option<String>,
}

impl std::fmt::Debug for RegisterClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RegisterClient")
            .field("server", &self.server)
            .field("authentication", &self.authentication)
            .finish_non_exhaustive()
    }
}

impl Drop for RegisterClient {
    fn drop(&mut self) {
        self.access_token.zeroize();
    }
}

/// What a server made of a registration. Secrets that came with it are in the vault.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientRegistered {
    /// The server with its new settings.
    pub server: ServerSummary,
    /// The name that it gave this installation.
    pub client_id: String,
    /// How this installation proves itself there.
    pub authentication: Authentication,
    /// What it may ask for, blank separated, where the server says so.
    pub scope: Option<String>,
    /// RFC 3339, UTC: when the client secret ends, where it does.
    pub secret_expires: Option<String>,
    /// `true`: removing the server here also ends the registration there (RFC 7592).
    pub can_be_ended: bool,
}
