//! The policy file. Unknown words are refused: see the module above.

use std::collections::{BTreeMap, HashSet};
use std::ops::RangeInclusive;
use std::path::PathBuf;

use aws_lc_rs::digest::{SHA256, digest};
use jiff::SignedDuration;
use serde::Deserialize;
use session_store::{Server, SessionId};
use smart_app_launch::{BaseUrlError, FhirBaseUrl};
use thiserror::Error;

use super::{Managed, PolicyServer};
use crate::ipc::{Authentication, RedirectWay, SaveServer};
use crate::problem::{Problem, ProblemCode};
use crate::servers::checked;

/// The only version that there is.
const VERSION: u32 = 1;
/// Largest policy that is read, in bytes.
const LARGEST: usize = 1024 * 1024;
/// After how many minutes the app may lock.
const IDLE_MINUTES: RangeInclusive<i64> = 1..=15;
/// What a server can be pinned to.
const PINNED: [&str; 3] = ["issuer", "authorize", "token"];

/// Why a policy file is not followed. It names the place and repeats nothing of the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyError {
    /// More than 1 MiB.
    #[error("the policy file is larger than 1 MiB")]
    TooLarge,
    /// No JSON, a word that is not known, or one that is missing.
    #[error(
        "line {line}, column {column}: not JSON, or a word that is misspelt, missing or of another kind"
    )]
    Malformed {
        /// From 1.
        line: usize,
        /// From 1; 0 where the line is whole.
        column: usize,
    },
    /// Another version of the file's format.
    #[error("this version of Chartside reads policy files of version 1 only")]
    Version,
    /// A server that could not be used.
    #[error("servers, number {number}: {code:?}")]
    Server {
        /// From 1.
        number: usize,
        /// What is wrong with it.
        code: ProblemCode,
    },
    /// Two servers at one address.
    #[error("servers, number {number}: its address stands there twice")]
    Twice {
        /// From 1.
        number: usize,
    },
    /// A server is pinned to something that there is not.
    #[error("servers, number {number}: endpoints may hold issuer, authorize and token")]
    Pin {
        /// From 1.
        number: usize,
    },
    /// A file is named that depends on where the program was started.
    #[error("{key}: the whole path of a file is wanted")]
    Path {
        /// The word of the policy.
        key: &'static str,
    },
    /// Whoever asks for a client certificate learns who its owner is, so it must be said who may ask.
    #[error(
        "clientCertificate goes with allowedServers or lockServers: it would be shown to any server"
    )]
    ShownToAnybody,
    /// Nobody is away for no time, and a policy cannot make it longer than it is.
    #[error("idleLockMinutes is a number from 1 to 15")]
    IdleLock,
    /// An address that may be used is none.
    #[error("allowedServers, number {number}: {error}")]
    Allowed {
        /// From 1.
        number: usize,
        /// Why.
        error: BaseUrlError,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one line of the file"
)]
struct File {
    version: u32,
    #[serde(default)]
    servers: Vec<Entry>,
    #[serde(default)]
    allowed_servers: Option<Vec<String>>,
    #[serde(default)]
    lock_servers: bool,
    #[serde(default)]
    idle_lock_minutes: Option<i64>,
    #[serde(default)]
    require_unlock_check: bool,
    /// A policy takes away and gives nothing: `true` is what is without it.
    #[serde(default = "without_policy")]
    allow_export: bool,
    #[serde(default = "without_policy")]
    keep_records: bool,
    #[serde(default = "without_policy")]
    allow_updates: bool,
    #[serde(default)]
    log_level: Option<LogLevel>,
    #[serde(default)]
    authorities: Option<String>,
    #[serde(default)]
    client_certificate: Option<String>,
}

/// How much the log says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// A server; the words are those of `SaveServer`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    name: String,
    fhir_base_url: String,
    client_id: Option<String>,
    #[serde(default)]
    authentication: Authentication,
    scope: Option<String>,
    #[serde(default)]
    redirect: RedirectWay,
    redirect_uri: Option<String>,
    #[serde(default)]
    authorize_post: bool,
    vendor: Option<String>,
    #[serde(default)]
    endpoints: BTreeMap<String, String>,
}

pub(super) fn parse(file: &[u8]) -> Result<Managed, PolicyError> {
    if file.len() > LARGEST {
        return Err(PolicyError::TooLarge);
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let File {
        version,
        servers,
        allowed_servers,
        lock_servers,
        idle_lock_minutes,
        require_unlock_check,
        allow_export,
        keep_records,
        allow_updates,
        log_level,
        authorities,
        client_certificate,
    } = serde_json::from_slice(file).map_err(|error| PolicyError::Malformed {
        line: error.line(),
        column: error.column(),
    })?;
    if version != VERSION {
        return Err(PolicyError::Version);
    }
    let mut addresses = HashSet::new();
    let mut known = Vec::with_capacity(servers.len());
    for (number, entry) in (1..).zip(servers) {
        let server = entry.read(number)?;
        if !addresses.insert(server.server.server) {
            return Err(PolicyError::Twice { number });
        }
        known.push(server);
    }
    if client_certificate.is_some() && allowed_servers.is_none() && !lock_servers {
        return Err(PolicyError::ShownToAnybody);
    }
    Ok(Managed {
        servers: known,
        allowed: allowed_servers.map(allowed).transpose()?,
        locked: lock_servers,
        idle_limit: idle_lock_minutes.map(idle_limit).transpose()?,
        requires_unlock_check: require_unlock_check,
        may_export: allow_export,
        keeps_records: keep_records,
        may_update: allow_updates,
        log_level,
        authorities: path("authorities", authorities)?,
        client_certificate: path("clientCertificate", client_certificate)?,
    })
}

fn path(key: &'static str, path: Option<String>) -> Result<Option<PathBuf>, PolicyError> {
    match path.map(PathBuf::from) {
        Some(path) if !path.is_absolute() => Err(PolicyError::Path { key }),
        path => Ok(path),
    }
}

/// What is allowed where no policy says anything.
const fn without_policy() -> bool {
    true
}

/// A policy makes it shorter, never longer than patients have.
fn idle_limit(minutes: i64) -> Result<SignedDuration, PolicyError> {
    if IDLE_MINUTES.contains(&minutes) {
        Ok(SignedDuration::from_mins(minutes))
    } else {
        Err(PolicyError::IdleLock)
    }
}

fn allowed(addresses: Vec<String>) -> Result<Vec<FhirBaseUrl>, PolicyError> {
    let one = |(number, address): (usize, String)| {
        FhirBaseUrl::parse_exact(&address).map_err(|error| PolicyError::Allowed { number, error })
    };
    (1..).zip(addresses).map(one).collect()
}

impl Entry {
    fn read(self, number: usize) -> Result<PolicyServer, PolicyError> {
        if self.endpoints.keys().any(|name| !PINNED.contains(&&**name)) {
            return Err(PolicyError::Pin { number });
        }
        let unusable = |problem: Problem| PolicyError::Server {
            number,
            code: problem.code,
        };
        let endpoints = self.endpoints.clone();
        let server = checked(self.into(), None).map_err(unusable)?;
        let base = FhirBaseUrl::parse_exact(&server.fhir_base_url)
            .map_err(|error| unusable(Problem::from(error)))?;
        Ok(PolicyServer {
            server: Server {
                server: named_after(&base),
                endpoints,
                ..server
            },
            base,
        })
    }
}

impl From<Entry> for SaveServer {
    fn from(entry: Entry) -> Self {
        Self {
            server: None,
            name: entry.name,
            fhir_base_url: entry.fhir_base_url,
            client_id: entry.client_id,
            authentication: entry.authentication,
            key_registered: false,
            scope: entry.scope,
            redirect: entry.redirect,
            redirect_uri: entry.redirect_uri,
            authorize_post: entry.authorize_post,
            vendor: entry.vendor,
        }
    }
}

/// The same name at every start and on every computer, and one that no random name meets.
fn named_after(base: &FhirBaseUrl) -> SessionId {
    let digest = digest(&SHA256, format!("policy {base}").as_bytes());
    let mut name = [0; 16];
    for (to, from) in name.iter_mut().zip(digest.as_ref()) {
        *to = *from;
    }
    SessionId::from_bytes(name)
}
