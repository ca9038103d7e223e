//! Where secrets are kept now, and why not on disk.

use thiserror::Error;

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Custody {
    /// Sealed on disk, the key in the system's keyring.
    Persistent,
    /// In memory, until the program ends or a retry succeeds.
    SessionOnly(CustodyProblem),
}

/// Why secrets are kept in memory only, by what the person can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CustodyProblem {
    /// No keyring runs here. Start one, then retry.
    #[error("there is no usable keyring")]
    KeyringMissing,
    /// The keyring refused. Unlock it, then retry.
    #[error("the keyring is locked")]
    KeyringLocked,
    /// The keyring does not answer, for example behind a password prompt. It is tried again by
    /// itself when the answer comes.
    #[error("the keyring does not answer")]
    KeyringSilent,
    /// There is a vault, and the keyring does not hold its key. A keyring that was locked at login
    /// looks the same: retry first, `Secrets::reset` only when the person gives the vault up.
    #[error("the keyring does not hold the key of the vault")]
    KeyringEntryLost,
    /// The vault cannot be read and cannot be moved aside either.
    #[error("the vault is damaged")]
    VaultDamaged,
    /// A newer version wrote the vault. Nothing was touched.
    #[error("the vault was written by a newer version")]
    VaultNewer,
    /// The app is locked: [`crate::Secrets::unlock`] first.
    #[error("the app is locked")]
    Locked,
    /// The disk is full, read-only or failing. What is unsaved is kept and tried again with the
    /// next change.
    #[error("the vault cannot be stored")]
    StorageFailed,
}

/// Something that happened to the vault and that the person must hear of once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incident {
    /// The vault was damaged; the generation before it was used. The last change may be missing.
    RecoveredPrevious,
    /// The vault was damaged or had been put back to an older state. It was moved aside as
    /// `vault.corrupt-<n>` and a new one begun: every sign-in has to be repeated.
    StartedOver,
}

/// Custody, and what happened on the way there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where secrets are kept now.
    pub custody: Custody,
    /// The last incident of this run.
    pub incident: Option<Incident>,
}

/// Why a secret was not taken or not found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SecretsError {
    /// Longer than [`crate::MAX_SECRET_BYTES`], or its kind longer than 255 bytes.
    #[error("the secret is too large for the vault")]
    TooLarge,
    /// There is a vault and it cannot be read now: whether it holds the secret is unknown.
    #[error("the vault cannot be read now")]
    Unreadable(#[source] CustodyProblem),
}
