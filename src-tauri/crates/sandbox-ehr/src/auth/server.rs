//! The state that all endpoints share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::Timestamp;

use super::client::Client;
use super::keys::{KeyError, SigningKeys};
use super::ledger::Ledger;
use super::mint::Mint;
use crate::clock::Clock;
use crate::faults::Counters;
use crate::fhir::PatientCard;
use crate::journal::Journal;
use crate::profile::{Act, Endpoint, Profile};
use crate::transcript::Setting;

/// The authorization server.
pub(crate) struct AuthorizationServer {
    pub(crate) base_url: String,
    pub(crate) patients: Vec<PatientCard>,
    pub(crate) journal: Arc<Journal>,
    pub(crate) clock: Clock,
    pub(crate) mint: Mint,
    counters: Counters,
    ledger: Mutex<Ledger>,
    clients: RwLock<HashMap<String, Client>>,
    /// Applications that registered themselves, by id, with what manages each registration.
    registrations: Mutex<HashMap<String, String>>,
    profile: RwLock<Arc<Profile>>,
    keys: RwLock<Arc<SigningKeys>>,
}

impl AuthorizationServer {
    pub(crate) fn new(
        base_url: String,
        patients: Vec<PatientCard>,
        clients: Vec<Client>,
        mint: Mint,
        keys: SigningKeys,
    ) -> Self {
        let setting = Setting {
            fhir_base: format!("{base_url}/fhir"),
            issuer: base_url.clone(),
            authorization_endpoint: format!("{base_url}/auth/authorize"),
            token_endpoint: format!("{base_url}/auth/token"),
            clients: clients.clone(),
            launches: Vec::new(),
            installations: false,
        };
        Self {
            base_url,
            patients,
            journal: Arc::new(Journal::new(setting)),
            clock: Clock::default(),
            mint,
            counters: Counters::default(),
            ledger: Mutex::default(),
            clients: RwLock::new(
                clients
                    .into_iter()
                    .map(|client| (client.id.clone(), client))
                    .collect(),
            ),
            registrations: Mutex::default(),
            profile: RwLock::default(),
            keys: RwLock::new(Arc::new(keys)),
        }
    }

    /// The address of the FHIR server: what `aud` must be.
    pub(crate) fn fhir_base_url(&self) -> String {
        format!("{}/fhir", self.base_url)
    }

    /// The issuer identifier (RFC 8414 §2, RFC 9207).
    pub(crate) fn issuer(&self) -> &str {
        &self.base_url
    }

    /// Where tokens are asked for: what the `aud` of a client assertion must be.
    pub(crate) fn token_endpoint(&self) -> String {
        format!("{}/auth/token", self.base_url)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn client(&self, id: &str) -> Option<Client> {
        self.clients
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    pub(crate) fn register(&self, client: Client) {
        self.journal.registered(&client);
        self.clients
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(client.id.clone(), client);
    }

    /// The id of an application that registers itself, whose registration this token manages.
    pub(crate) fn next_registration(&self, token: &str) -> String {
        let mut registrations = self.registrations();
        let id = format!("registered-{}", registrations.len().saturating_add(1));
        registrations.insert(id.clone(), token.to_owned());
        id
    }

    /// `false` where the token does not manage this registration. Its id is not given out again.
    pub(crate) fn unregister(&self, id: &str, token: &str) -> bool {
        let mut registrations = self.registrations();
        let Some(managed_by) = registrations
            .get_mut(id)
            .filter(|known| !known.is_empty() && *known == token)
        else {
            return false;
        };
        managed_by.clear();
        self.clients
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id);
        true
    }

    fn registrations(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.registrations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn profile(&self) -> Arc<Profile> {
        self.profile
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn set_profile(&self, profile: Arc<Profile>) {
        self.clock.set_skew(profile.clock_skew_seconds);
        self.counters.reset();
        self.journal.takes_installations(profile.installations);
        *self.profile.write().unwrap_or_else(PoisonError::into_inner) = profile;
    }

    /// What goes wrong with this request to the endpoint. Counts it.
    pub(crate) fn fault(&self, endpoint: Endpoint) -> Option<Act> {
        self.counters.next(&self.profile(), endpoint)
    }

    pub(crate) fn keys(&self) -> Arc<SigningKeys> {
        self.keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn replace_keys(&self) -> Result<(), KeyError> {
        let fresh = Arc::new(SigningKeys::generate()?);
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    pub(crate) fn patient(&self, id: &str) -> Option<&PatientCard> {
        self.patients.iter().find(|patient| patient.id == id)
    }
}
