//! What the core asks of the program that it is in: new versions of it, and a start anew. The shell knows
//! the update server and each system's installers.

use futures_util::future::BoxFuture;
use thiserror::Error;

use crate::ipc::UpdateWay;

/// This program, as it is installed on this computer.
pub trait Program: Send + Sync {
    /// How new versions come to it.
    fn way(&self) -> UpdateWay;

    /// Asks the update server. `None`: there is nothing newer.
    fn newest(&self) -> BoxFuture<'_, Result<Option<Release>, UpdateError>>;

    /// Fetches the version that was found last and checks its signature. It is installed when the program
    /// ends, however that comes.
    fn fetch(&self) -> BoxFuture<'_, Result<(), UpdateError>>;

    /// Ends the program in an orderly way, and starts it again.
    fn start_again(&self);
}

/// A version of the program that is newer than this one. Only its package is signed, so what else stands
/// here is what the update server says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// `1.2.3`
    pub version: String,
    /// What is new.
    pub notes: Option<String>,
    /// To so many of a hundred computers it is offered without being asked for.
    pub share: u8,
}

/// Why there is no new version to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UpdateError {
    /// No answer, or none that can be used.
    #[error("the update server gave no answer that can be used")]
    Unreachable,
    /// What came is not signed with the key of this program, or not as the version that was announced.
    #[error("what came is not what was signed as this version")]
    Refused,
    /// What came is larger than any package of this program.
    #[error("what came is larger than any package of this program")]
    TooLarge,
}

/// A build that nobody installed: tests, and the development host.
#[derive(Debug, Clone, Copy, Default)]
pub struct NotInstalled;

impl Program for NotInstalled {
    fn way(&self) -> UpdateWay {
        UpdateWay::NotConfigured
    }

    fn newest(&self) -> BoxFuture<'_, Result<Option<Release>, UpdateError>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    fn fetch(&self) -> BoxFuture<'_, Result<(), UpdateError>> {
        Box::pin(std::future::ready(Err(UpdateError::Unreachable)))
    }

    fn start_again(&self) {}
}
