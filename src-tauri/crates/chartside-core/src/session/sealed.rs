//! What is kept of a session in the vault: enough to open it again, and the access token that is in use,
//! for a second program that has the same session open (ADR 0020) and for this one after it was locked.
//! Id tokens stay in memory.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use session_store::{Secret, SecretName, Secrets, SecretsError, SessionId};
use smart_app_launch::{Binding, ScopeSet, TokenSet};
use zeroize::Zeroize;

use super::chance;
use super::chosen::Chosen;
use crate::clients::SealedClient;

const KIND: &str = "session";
const VERSION: u8 = 1;

/// A session as it is sealed.
#[derive(Serialize, Deserialize)]
pub(crate) struct SealedSession {
    version: u8,
    /// The server and client that the tokens belong to.
    pub(crate) binding: Binding,
    /// How the app proves itself there.
    #[serde(default)]
    pub(crate) client: SealedClient,
    /// What was asked for.
    pub(crate) requested: ScopeSet,
    /// What was granted.
    pub(crate) granted: ScopeSet,
    /// `None`: the session ends with its access token.
    pub(crate) refresh_token: Option<String>,
    /// What takes the place of a refresh token at servers that know this installation.
    #[serde(default)]
    pub(crate) installation: Option<Installation>,
    /// Grows with every refresh, so that a program sees that another one refreshed.
    #[serde(default)]
    pub(crate) serial: u64,
    /// What the last refresh brought, for the other programs.
    #[serde(default)]
    pub(crate) handover: Option<Handover>,
    /// The patient in context.
    pub(crate) patient: Option<String>,
    /// The patient as last shown, for the list of connections.
    pub(crate) patient_label: Option<String>,
    /// The patients that the person chose, the last one last.
    #[serde(default)]
    pub(crate) chosen: Vec<Chosen>,
    /// Issuer and subject of who signed in, where that was proved.
    pub(crate) user: Option<(String, String)>,
    /// The `Encounter` in context.
    #[serde(default)]
    pub(crate) encounter: Option<String>,
    /// Type and id of who signed in, where that was proved and is on this server.
    #[serde(default)]
    pub(crate) fhir_user: Option<(String, String)>,
    /// `need_patient_banner` of the launch context.
    pub(crate) need_patient_banner: bool,
}

/// An access token that is handed to another program of the same person.
#[derive(Serialize, Deserialize)]
pub(crate) struct Handover {
    pub(crate) access_token: String,
    pub(crate) refresh_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

/// What is known when a session begins.
pub(crate) struct Beginning {
    pub(crate) binding: Binding,
    pub(crate) client: SealedClient,
    pub(crate) requested: ScopeSet,
    pub(crate) granted: ScopeSet,
    pub(crate) refresh_token: Option<String>,
    pub(crate) patient: Option<String>,
    pub(crate) encounter: Option<String>,
    pub(crate) user: Option<(String, String)>,
    pub(crate) fhir_user: Option<(String, String)>,
    pub(crate) need_patient_banner: bool,
    pub(crate) handover: Handover,
}

impl From<Beginning> for SealedSession {
    fn from(beginning: Beginning) -> Self {
        Self {
            version: VERSION,
            binding: beginning.binding,
            client: beginning.client,
            requested: beginning.requested,
            granted: beginning.granted,
            refresh_token: beginning.refresh_token,
            installation: None,
            serial: 0,
            handover: Some(beginning.handover),
            patient: beginning.patient,
            patient_label: None,
            chosen: Vec::new(),
            encounter: beginning.encounter,
            user: beginning.user,
            fhir_user: beginning.fhir_user,
            need_patient_banner: beginning.need_patient_banner,
        }
    }
}

/// A key that a server knows, and the name it gave to whoever signs with it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Installation {
    pub(crate) client_id: String,
    /// PKCS#8, PEM.
    pub(crate) key: String,
}

impl Drop for Installation {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

impl Handover {
    /// What a sign-in brought, so that the session goes on where the app was locked.
    pub(crate) fn of(tokens: &TokenSet) -> Self {
        Self {
            // EXPOSE: into the sealed session.
            access_token: tokens.access_token.expose().to_owned(),
            refresh_at: renewal::due_at(tokens.received_at, tokens.expires_at, chance()),
            expires_at: tokens.expires_at,
        }
    }
}

impl Drop for Handover {
    fn drop(&mut self) {
        self.access_token.zeroize();
    }
}

impl Drop for SealedSession {
    fn drop(&mut self) {
        self.refresh_token.zeroize();
    }
}

impl std::fmt::Debug for SealedSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealedSession")
            .field("binding", &self.binding)
            .finish_non_exhaustive()
    }
}

impl SealedSession {
    /// Reads the session; `None` where there is none, or one that this version cannot read.
    pub(crate) async fn load(
        secrets: &Secrets,
        session: SessionId,
    ) -> Result<Option<Self>, SecretsError> {
        let secret = secrets.get(&name(session)).await?;
        // EXPOSE: into the type that holds them.
        let sealed = secret.and_then(|secret| serde_json::from_slice::<Self>(secret.expose()).ok());
        Ok(sealed.filter(|sealed| sealed.version == VERSION))
    }

    /// `true`: it goes on when its access token ends.
    pub(crate) fn can_renew(&self) -> bool {
        self.refresh_token.is_some() || self.installation.is_some()
    }

    /// `true`: its access token is good for a while.
    pub(crate) fn is_good(&self, now: Timestamp) -> bool {
        let good = |handover: &Handover| now < handover.expires_at;
        self.handover.as_ref().is_some_and(good)
    }

    /// `true`: another program refreshed the session that `known` was read from.
    pub(crate) fn continues(&self, known: &Self) -> bool {
        self.serial > known.serial && self.binding == known.binding && self.patient == known.patient
    }

    /// Writes the session. When this returns, it survives a power cut.
    pub(crate) async fn save(
        &self,
        secrets: &Secrets,
        session: SessionId,
    ) -> Result<(), SecretsError> {
        // String keys and plain members always print.
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        secrets.put(&name(session), Secret::new(bytes)).await
    }

    /// Forgets the session.
    pub(crate) async fn delete(secrets: &Secrets, session: SessionId) {
        secrets.delete(&name(session)).await;
    }
}

fn name(session: SessionId) -> SecretName {
    SecretName::new(session, KIND)
}
