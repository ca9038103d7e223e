//! A saved server: what a person or a hospital sets about it, apart from any sign-in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::SessionId;

/// A server as it is saved. The words in it (`authentication`, `redirect`, ...) are the caller's; one
/// that a newer version wrote is kept and not understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Server {
    /// Names the server everywhere; also what its secrets in the vault are kept under.
    pub server: SessionId,
    /// What the person calls it.
    pub name: String,
    /// FHIR base URL.
    pub fhir_base_url: String,
    /// Client id registered there; `None`: the app's default one.
    #[serde(default)]
    pub client_id: Option<String>,
    /// How the app proves itself.
    #[serde(default)]
    pub authentication: String,
    /// Scopes to ask for, blank separated; `None`: the safe defaults.
    #[serde(default)]
    pub scope: Option<String>,
    /// How the browser hands the answer back.
    #[serde(default)]
    pub redirect: String,
    /// Vendor profile chosen by hand; `None`: found by itself.
    #[serde(default)]
    pub vendor: Option<String>,
    /// The addresses that the person has seen and agreed to (`issuer`, `authorize`, `token`).
    #[serde(default)]
    pub endpoints: BTreeMap<String, String>,
    /// Fields that a newer version wrote. They are kept.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}
