//! Whom this computer believes beside the authorities of its system, and the certificate that it shows to
//! servers that ask for one. Both are its owner's word, out of the policy.

use std::fmt;

use reqwest::{Certificate, ClientBuilder, Identity};

/// Nothing where the owner said nothing. It may hold a private key: nothing here prints one.
#[derive(Clone, Default)]
pub struct Credentials {
    authorities: Vec<Certificate>,
    identity: Option<Identity>,
}

/// What is in a file is no certificate, or a certificate without its key. It repeats nothing of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CredentialsError {
    /// The file of authorities.
    #[error("the file of authorities has no certificate in PEM, or one that is broken")]
    Authorities,
    /// The file of the client certificate.
    #[error(
        "the file of the client certificate has no certificate and private key in PEM that belong together"
    )]
    Identity,
}

impl Credentials {
    /// Adds authorities, as PEM.
    ///
    /// # Errors
    /// [`CredentialsError::Authorities`].
    pub fn believing(mut self, pem: &[u8]) -> Result<Self, CredentialsError> {
        let found = Certificate::from_pem_bundle(pem).map_err(|_| CredentialsError::Authorities)?;
        if found.is_empty() {
            return Err(CredentialsError::Authorities);
        }
        self.authorities.extend(found);
        self.fits(CredentialsError::Authorities)
    }

    /// Shows this certificate, as PEM with its private key.
    ///
    /// # Errors
    /// [`CredentialsError::Identity`].
    pub fn showing(mut self, pem: &[u8]) -> Result<Self, CredentialsError> {
        let identity = Identity::from_pem(pem).map_err(|_| CredentialsError::Identity)?;
        self.identity = Some(identity);
        self.fits(CredentialsError::Identity)
    }

    /// A client is where it would fail.
    fn fits(self, otherwise: CredentialsError) -> Result<Self, CredentialsError> {
        let client = self.used_by(reqwest::Client::builder()).build();
        client.map(|_| self).map_err(|_| otherwise)
    }

    pub(super) fn believed_by(&self, client: ClientBuilder) -> ClientBuilder {
        client.tls_certs_merge(self.authorities.iter().cloned())
    }

    pub(super) fn used_by(&self, client: ClientBuilder) -> ClientBuilder {
        let client = self.believed_by(client);
        match &self.identity {
            Some(identity) => client.identity(identity.clone()),
            None => client,
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("authorities", &self.authorities.len())
            .field("shows_a_certificate", &self.identity.is_some())
            .finish()
    }
}
