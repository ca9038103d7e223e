//! What the owner of this computer decided: servers that are there from the start, servers that may be
//! used at all, and whether a person may change any of it.
//!
//! The shell reads the file once, at the start, and hands its bytes over. A policy that is there and
//! cannot be read allows nothing: a misspelt word must not open what it was written to close. Must
//! never know: where the file is, and any screen.

mod file;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::SignedDuration;
use session_store::{Server, SessionId};
use smart_app_launch::FhirBaseUrl;

pub use file::PolicyError;

use crate::ipc;
use crate::problem::{Problem, ProblemCode};

/// The policy of this computer. A clone is another handle to the same.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    rules: Arc<Rules>,
}

#[derive(Debug, Default)]
enum Rules {
    /// There is no policy: everything is the person's own.
    #[default]
    None,
    /// There is one, and nobody knows what it says.
    Unreadable {
        problem: Problem,
        reason: String,
    },
    Read(Managed),
}

/// A policy that was read.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one decision of the policy"
)]
struct Managed {
    servers: Vec<PolicyServer>,
    /// `None`: any server may be used.
    allowed: Option<Vec<FhirBaseUrl>>,
    locked: bool,
    /// After how long without anybody the app locks at the latest.
    idle_limit: Option<SignedDuration>,
    requires_unlock_check: bool,
    may_export: bool,
    keeps_records: bool,
    may_update: bool,
    log_level: Option<file::LogLevel>,
    authorities: Option<PathBuf>,
    client_certificate: Option<PathBuf>,
}

/// A server that is there from the start.
#[derive(Debug)]
struct PolicyServer {
    /// Named after its address, so that what is remembered about it is found at the next start.
    server: Server,
    base: FhirBaseUrl,
}

impl Policy {
    /// Reads a policy file (`docs/managed-deployment.md`).
    pub fn parse(file: &[u8]) -> Result<Self, PolicyError> {
        file::parse(file).map(|managed| Self::of(Rules::Read(managed)))
    }

    /// A policy that is there and cannot be read. It allows nothing. `reason` must repeat nothing of
    /// the file.
    pub fn unreadable(reason: &dyn Error) -> Self {
        Self::of(Rules::Unreadable {
            problem: Problem::new(ProblemCode::PolicyUnreadable).logged(reason),
            reason: reason.to_string(),
        })
    }

    fn of(rules: Rules) -> Self {
        Self {
            rules: Arc::new(rules),
        }
    }

    pub(crate) fn summary(&self) -> ipc::PolicySummary {
        let one = |PolicyServer { server, base }: &PolicyServer| ipc::PolicyServer {
            server: server.server.to_string(),
            name: server.name.clone(),
            host: base.host().to_owned(),
        };
        ipc::PolicySummary {
            in_force: matches!(&*self.rules, Rules::Read(_)),
            problem: self.obstacle(),
            may_change: self.may_change(),
            servers: self.managed().map(one).collect(),
        }
    }

    /// Why it cannot be read, for an administrator.
    pub(crate) fn unread_because(&self) -> Option<&str> {
        match &*self.rules {
            Rules::Unreadable { reason, .. } => Some(reason),
            Rules::None | Rules::Read(_) => None,
        }
    }

    fn obstacle(&self) -> Option<Problem> {
        match &*self.rules {
            Rules::Unreadable { problem, .. } => Some(problem.clone()),
            Rules::None | Rules::Read(_) => None,
        }
    }

    /// `false`: nobody adds, changes or removes servers here.
    pub(crate) fn may_change(&self) -> bool {
        match &*self.rules {
            Rules::None => true,
            Rules::Unreadable { .. } => false,
            Rules::Read(managed) => !managed.locked,
        }
    }

    /// The servers that are there from the start, in the order of the file.
    pub(crate) fn servers(&self) -> impl Iterator<Item = &Server> {
        self.managed().map(|one| &one.server)
    }

    pub(crate) fn server(&self, name: SessionId) -> Option<&Server> {
        self.servers().find(|server| server.server == name)
    }

    /// Whether anything may be sent to this server.
    pub(crate) fn permits(&self, base: &FhirBaseUrl) -> Result<(), Problem> {
        match &*self.rules {
            Rules::None => Ok(()),
            Rules::Unreadable { problem, .. } => Err(problem.clone()),
            Rules::Read(managed) if managed.permits(base) => Ok(()),
            Rules::Read(_) => Err(Problem::new(ProblemCode::ServerNotAllowed)),
        }
    }

    /// The same of an address as it is kept; what is no address may not be used.
    pub(crate) fn permits_address(&self, address: &str) -> bool {
        FhirBaseUrl::parse_exact(address).is_ok_and(|base| self.permits(&base).is_ok())
    }

    /// `true`: there is one, whether it can be read or not.
    pub(crate) fn is_present(&self) -> bool {
        !matches!(&*self.rules, Rules::None)
    }

    /// Whether a person may change the servers here.
    pub(crate) fn permits_changes(&self) -> Result<(), Problem> {
        match self.obstacle() {
            Some(problem) => Err(problem),
            None if self.may_change() => Ok(()),
            None => Err(Problem::new(ProblemCode::SetByPolicy)),
        }
    }

    /// After how long without anybody the app locks at the latest, where that is decided.
    pub(crate) fn idle_limit(&self) -> Option<SignedDuration> {
        match &*self.rules {
            Rules::Read(managed) => managed.idle_limit,
            Rules::None | Rules::Unreadable { .. } => None,
        }
    }

    /// `true`: nobody is let in whom the system could not ask.
    pub(crate) fn requires_unlock_check(&self) -> bool {
        match &*self.rules {
            Rules::None => false,
            Rules::Unreadable { .. } => true,
            Rules::Read(managed) => managed.requires_unlock_check,
        }
    }

    /// Whether a copy of a record may be written to files.
    pub(crate) fn permits_export(&self) -> Result<(), Problem> {
        match &*self.rules {
            Rules::None => Ok(()),
            Rules::Unreadable { problem, .. } => Err(problem.clone()),
            Rules::Read(managed) if managed.may_export => Ok(()),
            Rules::Read(_) => Err(Problem::new(ProblemCode::ExportNotAllowed)),
        }
    }

    /// `true`: records may be kept on disk. A policy that cannot be read lets nothing be written.
    pub(crate) fn keeps_records(&self) -> bool {
        match &*self.rules {
            Rules::None => true,
            Rules::Unreadable { .. } => false,
            Rules::Read(managed) => managed.keeps_records,
        }
    }

    /// `true`: what was kept before is to go, too. What a policy says that cannot be read, nobody knows:
    /// nothing is destroyed on its word.
    pub(crate) fn destroys_records(&self) -> bool {
        matches!(&*self.rules, Rules::Read(managed) if !managed.keeps_records)
    }

    /// `true`: the program may look for new versions of itself. A policy that cannot be read allows nothing.
    pub(crate) fn permits_updates(&self) -> bool {
        match &*self.rules {
            Rules::None => true,
            Rules::Unreadable { .. } => false,
            Rules::Read(managed) => managed.may_update,
        }
    }

    /// How much the log says, where that is decided: `error`, `warn`, `info`, `debug` or `trace`.
    pub fn log_level(&self) -> Option<&'static str> {
        self.rules_read()?.log_level.map(file::LogLevel::name)
    }

    /// A file of authorities that are trusted beside the system's.
    pub fn authorities(&self) -> Option<&Path> {
        self.rules_read()?.authorities.as_deref()
    }

    /// A file with the certificate that this computer shows to servers that ask for one, and its key.
    pub fn client_certificate(&self) -> Option<&Path> {
        self.rules_read()?.client_certificate.as_deref()
    }

    fn rules_read(&self) -> Option<&Managed> {
        match &*self.rules {
            Rules::Read(managed) => Some(managed),
            Rules::None | Rules::Unreadable { .. } => None,
        }
    }

    fn managed(&self) -> impl Iterator<Item = &PolicyServer> {
        let servers = self.rules_read().map(|managed| managed.servers.as_slice());
        servers.unwrap_or_default().iter()
    }
}

impl Managed {
    fn permits(&self, base: &FhirBaseUrl) -> bool {
        let own = self.servers.iter().map(|server| &server.base);
        own.chain(self.allowed.iter().flatten())
            .any(|allowed| is_within(base, allowed))
            || (self.allowed.is_none() && !self.locked)
    }
}

/// The same scheme, host and port, and a path that is `allowed`'s or goes on behind it.
fn is_within(base: &FhirBaseUrl, allowed: &FhirBaseUrl) -> bool {
    let segments = |base: &FhirBaseUrl| base.url().path().trim_end_matches('/').to_owned();
    let (path, start) = (segments(base), segments(allowed));
    base.url().origin() == allowed.url().origin()
        && path
            .strip_prefix(&start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests;
