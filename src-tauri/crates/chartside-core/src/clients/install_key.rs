//! The key pairs of this installation, one per algorithm, made on this computer at the first use. The
//! private half never leaves the vault (SMART App Launch 2.2, HL7 #290, #295, #298).

use session_store::{Secret, SecretName, Secrets, SessionId};
use smart_app_launch::{SigningAlgorithm, SigningKey};
use tokio::sync::Mutex;

use crate::ipc::Authentication;
use crate::problem::{Problem, ProblemCode};

/// No server's and no session's name is all zeros.
const INSTALLATION: SessionId = SessionId::from_bytes([0; 16]);

/// The key pairs. One at a time: two keys of the same installation would make one of them useless.
#[derive(Debug, Default)]
pub(crate) struct InstallKeys {
    turn: Mutex<()>,
}

impl InstallKeys {
    /// The key pair of this algorithm.
    pub(crate) async fn get(
        &self,
        secrets: &Secrets,
        algorithm: SigningAlgorithm,
    ) -> Result<SigningKey, Problem> {
        let _turn = self.turn.lock().await;
        if let Some(key) = kept(secrets, algorithm).await? {
            return Ok(key);
        }
        let key = generate(algorithm).await?;
        // EXPOSE: into the vault.
        let pem = Secret::from(key.expose_pem().to_owned());
        let put = secrets.put(&name(algorithm), pem).await;
        put.map_err(|error| Problem::from(error).logged(&error))?;
        Ok(key)
    }
}

/// The key pair of this algorithm, where there is one.
pub(super) async fn kept(
    secrets: &Secrets,
    algorithm: SigningAlgorithm,
) -> Result<Option<SigningKey>, Problem> {
    let secret = secrets.get(&name(algorithm)).await;
    let secret = secret.map_err(|error| Problem::from(error).logged(&error))?;
    secret.map(|secret| read(&secret)).transpose()
}

/// The algorithm that a client type signs with.
pub(crate) fn algorithm(authentication: Authentication) -> Option<SigningAlgorithm> {
    match authentication {
        Authentication::AsymmetricRs384 => Some(SigningAlgorithm::Rs384),
        Authentication::AsymmetricEs384 => Some(SigningAlgorithm::Es384),
        Authentication::Automatic | Authentication::Public | Authentication::Symmetric => None,
    }
}

fn name(algorithm: SigningAlgorithm) -> SecretName {
    let kind = match algorithm {
        SigningAlgorithm::Rs384 => "install-key-rs384",
        SigningAlgorithm::Es384 => "install-key-es384",
    };
    SecretName::new(INSTALLATION, kind)
}

fn read(secret: &Secret) -> Result<SigningKey, Problem> {
    // EXPOSE: into the type that signs.
    let pem = std::str::from_utf8(secret.expose());
    let pem = pem.map_err(|_| Problem::new(ProblemCode::VaultDamaged))?;
    SigningKey::from_pem(pem, None)
        .map_err(|error| Problem::new(ProblemCode::VaultDamaged).logged(&error))
}

/// An RSA key takes a while to find.
pub(crate) async fn generate(algorithm: SigningAlgorithm) -> Result<SigningKey, Problem> {
    let made = tokio::task::spawn_blocking(move || match algorithm {
        SigningAlgorithm::Rs384 => SigningKey::generate_rs384(),
        SigningAlgorithm::Es384 => SigningKey::generate_es384(),
    });
    let made = made
        .await
        .map_err(|_| Problem::new(ProblemCode::Internal))?;
    made.map_err(|error| Problem::new(ProblemCode::Internal).logged(&error))
}
