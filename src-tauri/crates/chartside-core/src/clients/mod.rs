//! How this app proves itself to a server (SMART App Launch 2.2, client types): which way is taken, and
//! what is kept for it in the vault. Must never know: what is done with the tokens.

pub(crate) mod install_key;

use serde::{Deserialize, Serialize};
use session_store::{Secrets, Server, SessionId};
use smart_app_launch::credentials::{Credentials, Quirks};
use smart_app_launch::{
    Choice, ClientAuthentication, ClockSkew, SigningAlgorithm, SmartConfiguration, TokenSet,
};

pub(crate) use install_key::InstallKeys;

use crate::ipc::Authentication;
use crate::problem::{Problem, ProblemCode};
use crate::servers::{self, Settled};

/// How the app proved itself, sealed with the session: refresh and revocation do it in the same way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SealedClient {
    pub(crate) kind: ClientKind,
    /// How this server wants it.
    pub(crate) quirks: Quirks,
    /// By how much the server's clock is ahead, as was last seen.
    pub(crate) skew: ClockSkew,
}

/// The kind that was used. The secret itself stays where it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ClientKind {
    /// Not at all.
    #[default]
    Public,
    /// By the secret of this server.
    Symmetric {
        /// Whose secret.
        server: SessionId,
    },
    /// By the key of this installation.
    Asymmetric {
        /// Which of its keys.
        algorithm: SigningAlgorithm,
    },
}

/// A client that can prove itself.
#[derive(Debug)]
pub(crate) struct OpenClient {
    proof: ClientAuthentication,
    quirks: Quirks,
    skew: ClockSkew,
}

impl OpenClient {
    pub(crate) fn credentials(&self) -> Credentials<'_> {
        Credentials::from(&self.proof)
            .with_quirks(self.quirks)
            .with_skew(self.skew)
    }
}

impl SealedClient {
    pub(crate) fn new(kind: ClientKind, quirks: Quirks, skew: ClockSkew) -> Self {
        Self { kind, quirks, skew }
    }

    /// The client, with its proof from the vault.
    pub(crate) async fn open(self, secrets: &Secrets) -> Result<OpenClient, Problem> {
        Ok(OpenClient {
            proof: self.kind.open(secrets).await?,
            quirks: self.quirks,
            skew: self.skew,
        })
    }

    /// The same in the time that an answer of the server shows.
    pub(crate) fn in_time_of(self, tokens: &TokenSet) -> Self {
        let shown = tokens.server_date.is_some();
        let seen = ClockSkew::learnt(tokens.server_date, tokens.received_at);
        Self {
            skew: if shown { seen } else { self.skew },
            ..self
        }
    }
}

/// A way to prove oneself, and the proof.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) kind: ClientKind,
    pub(crate) proof: ClientAuthentication,
}

impl ClientKind {
    async fn open(self, secrets: &Secrets) -> Result<ClientAuthentication, Problem> {
        let missing = || Problem::new(ProblemCode::ClientCredentialMissing);
        match self {
            Self::Public => Ok(ClientAuthentication::Public),
            Self::Symmetric { server } => {
                let secret = servers::secret(secrets, server).await?;
                let secret = secret.ok_or_else(missing)?;
                Ok(ClientAuthentication::Symmetric(secret))
            }
            Self::Asymmetric { algorithm } => {
                let key = install_key::kept(secrets, algorithm).await?;
                let key = key.ok_or_else(missing)?;
                Ok(ClientAuthentication::Asymmetric(key))
            }
        }
    }
}

/// The way to prove oneself: as chosen by hand, else the strongest that is set up here and that the
/// server takes.
pub(crate) async fn choose(
    secrets: &Secrets,
    server: Option<&Server>,
    configuration: &SmartConfiguration,
) -> Result<Chosen, Problem> {
    let Some(server) = server else {
        return strongest(configuration, public());
    };
    let settled = Settled::of(server);
    let by_hand = match settled.authentication {
        Authentication::Automatic => None,
        Authentication::Public => Some(ClientKind::Public),
        Authentication::Symmetric => Some(ClientKind::Symmetric {
            server: server.server,
        }),
        Authentication::AsymmetricRs384 => Some(ClientKind::Asymmetric {
            algorithm: SigningAlgorithm::Rs384,
        }),
        Authentication::AsymmetricEs384 => Some(ClientKind::Asymmetric {
            algorithm: SigningAlgorithm::Es384,
        }),
    };
    if let Some(client) = by_hand {
        return Ok(Chosen {
            kind: client,
            proof: client.open(secrets).await?,
        });
    }
    let mut available = Vec::new();
    for client in set_up(server.server, settled.key_registered) {
        match client.open(secrets).await {
            Ok(proof) => available.push(Chosen {
                kind: client,
                proof,
            }),
            Err(problem) if problem.code == ProblemCode::ClientCredentialMissing => {}
            Err(problem) => return Err(problem),
        }
    }
    strongest(configuration, available)
}

/// What may be set up for this server. A key that the server was not told of proves nothing to it.
fn set_up(server: SessionId, key_registered: bool) -> impl Iterator<Item = ClientKind> {
    let keys = [SigningAlgorithm::Es384, SigningAlgorithm::Rs384];
    let keys = keys.into_iter().filter(move |_| key_registered);
    let keys = keys.map(|algorithm| ClientKind::Asymmetric { algorithm });
    keys.chain([ClientKind::Symmetric { server }, ClientKind::Public])
}

fn strongest(
    configuration: &SmartConfiguration,
    available: Vec<Chosen>,
) -> Result<Chosen, Problem> {
    let (kinds, mut proofs): (Vec<_>, Vec<_>) = available
        .into_iter()
        .map(|chosen| (chosen.kind, chosen.proof))
        .unzip();
    let chosen = smart_app_launch::choose(configuration, &proofs, Choice::Automatic).ok();
    let place = chosen.and_then(|chosen| proofs.iter().position(|one| std::ptr::eq(one, chosen)));
    let place = place.ok_or_else(|| Problem::new(ProblemCode::RegistrationUnsupported))?;
    Ok(Chosen {
        kind: kinds.get(place).copied().unwrap_or_default(),
        proof: proofs.swap_remove(place),
    })
}

fn public() -> Vec<Chosen> {
    vec![Chosen {
        kind: ClientKind::Public,
        proof: ClientAuthentication::Public,
    }]
}
