//! npm's `oidc-provider` with Medplum's in-memory FHIR repository behind it, at one address.
//!
//! `servers/` has what SMART App Launch adds, and the lock file that pins the packages.

use std::path::{Path, PathBuf};
use std::process::Command;

use sandbox_ehr::{Client, Setting, Transcript};
use serde_json::{Value, json};

use crate::process::Server;
use crate::recorder::Recorder;
use crate::{CALLBACK, StartError};

/// The value that launches the app for Bea, without a banner.
pub const LAUNCH: &str = "launch-of-bea";

/// How an app is registered: as the sandbox knows it, and as `oidc-provider` does.
#[derive(Debug, Clone)]
pub struct Registration {
    client: Client,
    metadata: Value,
}

impl Registration {
    /// No secret.
    pub fn public(id: &str) -> Self {
        Self::new(
            Client::public(id, CALLBACK),
            json!({ "token_endpoint_auth_method": "none" }),
        )
    }

    /// `client_secret_basic`
    pub fn symmetric(id: &str, secret: &str) -> Self {
        let metadata =
            json!({ "token_endpoint_auth_method": "client_secret_basic", "client_secret": secret });
        Self::new(Client::symmetric(id, CALLBACK, secret), metadata)
    }

    /// `private_key_jwt`; gives `None` where these are no keys.
    pub fn asymmetric(id: &str, algorithm: &str, jwks: &Value) -> Option<Self> {
        let metadata = json!({
            "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_signing_alg": algorithm,
            "jwks": jwks,
        });
        let keys = serde_json::from_value(jwks.clone()).ok()?;
        Some(Self::new(Client::asymmetric(id, CALLBACK, keys), metadata))
    }

    fn new(client: Client, metadata: Value) -> Self {
        let mut whole = json!({
            "client_id": client.id,
            "application_type": "native",
            "redirect_uris": client.redirect_uris,
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
        });
        if let (Some(whole), Value::Object(metadata)) = (whole.as_object_mut(), metadata) {
            whole.extend(metadata);
        }
        Self {
            client,
            metadata: whole,
        }
    }
}

/// The running server.
#[derive(Debug)]
pub struct SmartServer {
    recorder: Recorder,
    setting: Setting,
    _server: Server,
}

impl SmartServer {
    /// Starts it; `None` where npm's packages are not installed.
    pub fn start(
        registrations: &[Registration],
        access_token_seconds: u32,
    ) -> Result<Option<Self>, StartError> {
        let servers = servers();
        if !servers.join("node_modules/oidc-provider").is_dir() {
            return Ok(None);
        }
        let recorder = Recorder::start()?;
        let metadata: Vec<&Value> = registrations
            .iter()
            .map(|registration| &registration.metadata)
            .collect();
        let settings = json!({
            "issuer": recorder.origin(),
            "clients": metadata,
            "launches": { LAUNCH: { "patient": "bea", "need_patient_banner": false } },
            "accessTokenSeconds": access_token_seconds,
        });
        let mut command = Command::new("node");
        command.args([
            "--experimental-websocket",
            "--no-warnings",
            "smart-server.mjs",
        ]);
        command
            .current_dir(servers)
            .env("INTEROP", settings.to_string());
        let (server, port) = Server::start(&mut command, "listening ")?;
        recorder.lead_to(port.parse().map_err(|_| StartError::SetUp(port.clone()))?);
        let origin = recorder.origin();
        let setting = Setting {
            fhir_base: format!("{origin}/fhir"),
            issuer: origin.to_owned(),
            authorization_endpoint: format!("{origin}/auth"),
            token_endpoint: format!("{origin}/token"),
            clients: registrations
                .iter()
                .map(|registration| registration.client.clone())
                .collect(),
            launches: vec![LAUNCH.to_owned()],
            installations: false,
        };
        Ok(Some(Self {
            recorder,
            setting,
            _server: server,
        }))
    }

    /// `http://127.0.0.1:PORT/fhir`
    pub fn fhir_base(&self) -> &str {
        &self.setting.fhir_base
    }

    /// `http://127.0.0.1:PORT`, also the issuer.
    pub fn origin(&self) -> &str {
        self.recorder.origin()
    }

    /// Everything that was said so far.
    pub fn transcript(&self) -> Transcript {
        self.recorder.transcript(self.setting.clone())
    }
}

fn servers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("servers")
}
