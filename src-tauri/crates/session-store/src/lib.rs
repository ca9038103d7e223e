//! What survives a restart: the sealed vault, the keyring key, the list of connections.
//!
//! Only a 32-byte key goes into the system's keyring: Windows limits an item to 2,560 bytes and
//! real tokens are longer. Everything secret is in one AES-256-GCM sealed file; where there is no
//! usable keyring it stays in memory and nothing is written. The list of connections is plain JSON
//! without secrets and without patients.
//!
//! This crate must never know HTTP, what a token means, or Tauri.

mod connections;
mod contents;
mod custody;
mod disk;
mod documents;
mod folder;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod keyring;
mod seal;
mod secret;
mod secrets;
mod session_id;
mod turn;
mod vault;

pub use connections::{Connection, Connections, ConnectionsError, Server};
pub use custody::{Custody, CustodyProblem, Incident, SecretsError, Standing};
pub use documents::{Documents, KeptDocument, Origin};
pub use keyring::{KEYRING_ITEM, KEYRING_SERVICE, KeyringSource};
pub use secret::{MAX_SECRET_BYTES, Secret, SecretName};
pub use secrets::Secrets;
pub use session_id::{RandomnessUnavailable, SessionId, SessionIdError};
pub use turn::{SessionTurn, TurnTaken};
