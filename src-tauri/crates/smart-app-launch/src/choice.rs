//! Which of the ways to prove itself that an app has is used at one server.
//!
//! By hand, or by itself: asymmetric before symmetric before public (HL7 #65), each only where the server
//! takes it. Metadata contradicts itself in practice, so a way counts as taken when either
//! `token_endpoint_auth_methods_supported` or `capabilities` names it, or when neither names any.

use crate::client_assertion::{SigningAlgorithm, SigningKey};
use crate::configuration::{Capability, SmartConfiguration};
use crate::registration::{ClientAuthentication, ClientType};

/// Who chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// The strongest way that both sides have.
    #[default]
    Automatic,
    /// A person, who may know better than the metadata.
    ByHand(ClientType),
}

/// Why there is no way to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// The app has no secret or key for the type that was chosen.
    #[error("the app has nothing to prove itself with as this type of client")]
    NotAvailable(ClientType),
    /// The server takes none of the ways that the app has.
    #[error("the server takes none of the ways in which this app can prove itself")]
    NoneTaken,
    /// The server takes a key pair and none of the algorithms that the app has a key for.
    #[error("the server verifies neither RS384 nor ES384 with a key that this app has")]
    NoCommonAlgorithm,
}

/// The way to use at the server. Of several key pairs it is one whose algorithm the server verifies.
pub fn choose<'a>(
    configuration: &SmartConfiguration,
    available: &'a [ClientAuthentication],
    choice: Choice,
) -> Result<&'a ClientAuthentication, ChoiceError> {
    match choice {
        Choice::ByHand(client_type) => by_hand(configuration, available, client_type),
        Choice::Automatic => automatic(configuration, available),
    }
}

fn by_hand<'a>(
    configuration: &SmartConfiguration,
    available: &'a [ClientAuthentication],
    client_type: ClientType,
) -> Result<&'a ClientAuthentication, ChoiceError> {
    let mut of_type = available
        .iter()
        .filter(|way| way.client_type() == client_type)
        .peekable();
    if of_type.peek().is_none() {
        return Err(ChoiceError::NotAvailable(client_type));
    }
    of_type
        .find(|way| configuration.can_verify(way))
        .ok_or(ChoiceError::NoCommonAlgorithm)
}

fn automatic<'a>(
    configuration: &SmartConfiguration,
    available: &'a [ClientAuthentication],
) -> Result<&'a ClientAuthentication, ChoiceError> {
    let types = configuration.client_types();
    let taken = |way: &&ClientAuthentication| types.contains(&way.client_type());
    let usable = available
        .iter()
        .filter(taken)
        .filter(|way| configuration.can_verify(way));
    let refused = if available.iter().any(|way| taken(&way)) {
        ChoiceError::NoCommonAlgorithm
    } else {
        ChoiceError::NoneTaken
    };
    usable.max_by_key(|way| way.client_type()).ok_or(refused)
}

impl SmartConfiguration {
    /// The client types that the server takes, the weakest first; all of them where it does not say.
    pub fn client_types(&self) -> Vec<ClientType> {
        let all = [
            ClientType::Public,
            ClientType::ConfidentialSymmetric,
            ClientType::ConfidentialAsymmetric,
        ];
        let says_nothing = !self.names_methods() && !self.names_client_types();
        all.into_iter()
            .filter(|client_type| says_nothing || self.takes(*client_type))
            .collect()
    }

    /// The algorithms of this app that the server verifies assertions with; both where it does not say.
    pub fn signing_algorithms(&self) -> Vec<SigningAlgorithm> {
        let listed = self
            .token_endpoint_auth_signing_alg_values_supported
            .as_deref()
            .unwrap_or_default();
        [SigningAlgorithm::Es384, SigningAlgorithm::Rs384]
            .into_iter()
            .filter(|known| listed.is_empty() || listed.iter().any(|name| name == known.as_str()))
            .collect()
    }

    fn takes(&self, client_type: ClientType) -> bool {
        match client_type {
            // The list is about authentication: servers leave `none` out though they take public clients.
            ClientType::Public => {
                self.has_method("none")
                    || self.offers(&Capability::ClientPublic)
                    || !self.names_client_types()
            }
            ClientType::ConfidentialSymmetric => {
                self.has_method("client_secret_basic")
                    || self.offers(&Capability::ClientConfidentialSymmetric)
            }
            ClientType::ConfidentialAsymmetric => {
                self.has_method("private_key_jwt")
                    || self.offers(&Capability::ClientConfidentialAsymmetric)
            }
        }
    }

    fn can_verify(&self, way: &ClientAuthentication) -> bool {
        let verifies = |key: &SigningKey| self.signing_algorithms().contains(&key.algorithm());
        match way {
            ClientAuthentication::Public | ClientAuthentication::Symmetric(_) => true,
            ClientAuthentication::Asymmetric(key) => verifies(key),
        }
    }

    pub(crate) fn has_method(&self, name: &str) -> bool {
        let methods = self.token_endpoint_auth_methods_supported.as_deref();
        methods.is_some_and(|methods| methods.iter().any(|method| method == name))
    }

    fn names_methods(&self) -> bool {
        let methods = self.token_endpoint_auth_methods_supported.as_deref();
        methods.is_some_and(|methods| !methods.is_empty())
    }

    fn names_client_types(&self) -> bool {
        let types = [
            Capability::ClientPublic,
            Capability::ClientConfidentialSymmetric,
            Capability::ClientConfidentialAsymmetric,
        ];
        types.iter().any(|client_type| self.offers(client_type))
    }
}

#[cfg(test)]
mod tests;
