//! Where the policy of the computer is, and whether it is the owner's own word; and the certificates in files
//! that it names.

#[cfg(any(windows, test))]
mod registry;

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use chartside_core::http::{Credentials, CredentialsError};
use chartside_core::{Policy, PolicyError};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::environment::Environment;

/// Only an administrator can write there.
const PLACE: &str = if cfg!(windows) {
    r"C:\ProgramData\Chartside\policy.json"
} else if cfg!(target_os = "macos") {
    "/Library/Application Support/Chartside/policy.json"
} else {
    "/etc/chartside/policy.json"
};

/// One byte more than the largest policy: enough to see that it is too large.
const MOST: u64 = 1024 * 1024 + 1;

#[derive(Debug, Error)]
enum Unreadable {
    #[error("the policy file cannot be opened: {0}")]
    Io(io::ErrorKind),
    #[error("the policy file can be changed by others than an administrator")]
    Foreign,
    #[error(transparent)]
    Words(#[from] PolicyError),
    #[error("{key}: the file cannot be opened: {kind}")]
    NoFile {
        key: &'static str,
        kind: io::ErrorKind,
    },
    #[error("{0}: the file can be changed by others than an administrator")]
    ForeignFile(&'static str),
    #[error(transparent)]
    Certificates(#[from] CredentialsError),
    #[cfg(windows)]
    #[error("the group policies of this computer: {0}")]
    GroupPolicies(PolicyError),
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

/// What the owner of this computer decided, and the certificates that belong to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rules {
    pub(crate) policy: Policy,
    pub(crate) credentials: Credentials,
}

/// What was found before there is a log.
#[derive(Debug)]
pub(crate) struct Found(Result<Rules, Unreadable>);

impl Found {
    /// How much the log says, where that is decided.
    pub(crate) fn log_level(&self) -> Option<&'static str> {
        self.0.as_ref().ok()?.policy.log_level()
    }

    /// What is followed. To be asked when there is a log: why it cannot be read stands there.
    pub(crate) fn rules(self) -> Rules {
        self.0.unwrap_or_else(|error| Rules {
            policy: Policy::unreadable(&error),
            credentials: Credentials::default(),
        })
    }
}

/// The policy of this computer; where it has none, the one that the environment names. So the
/// environment can only add to what an administrator decided.
pub(crate) fn read(environment: &Environment) -> Found {
    let own = match of_group_policies() {
        Ok(None) => read_at(Path::new(PLACE), is_owners),
        // They go before the file and are not mixed with it.
        found => found,
    };
    Found(match (own, &environment.policy) {
        (Ok(None), Some(named)) => match read_at(named, anybodys) {
            // What is named has to be there.
            Ok(None) => Err(Unreadable::Io(io::ErrorKind::NotFound)),
            found => with_credentials(found, anybodys),
        },
        (own, _) => with_credentials(own, is_owners),
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the same face as for the owner's file"
)]
fn anybodys(_: &File) -> io::Result<bool> {
    Ok(true)
}

fn with_credentials(
    found: Result<Option<Policy>, Unreadable>,
    is_trusted: impl Fn(&File) -> io::Result<bool>,
) -> Result<Rules, Unreadable> {
    let policy = found?.unwrap_or_default();
    let mut credentials = Credentials::default();
    if let Some(path) = policy.authorities() {
        credentials = credentials.believing(&named("authorities", path, &is_trusted)?)?;
    }
    if let Some(path) = policy.client_certificate() {
        credentials = credentials.showing(&named("clientCertificate", path, &is_trusted)?)?;
    }
    Ok(Rules {
        policy,
        credentials,
    })
}

/// A file that the policy names. It may hold a private key.
fn named(
    key: &'static str,
    path: &Path,
    is_trusted: impl Fn(&File) -> io::Result<bool>,
) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
    let failed = |error: io::Error| Unreadable::NoFile {
        key,
        kind: error.kind(),
    };
    let file = File::open(path).map_err(failed)?;
    if !is_trusted(&file).map_err(failed)? {
        return Err(Unreadable::ForeignFile(key));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// `None`: there are none.
#[cfg(windows)]
fn of_group_policies() -> Result<Option<Policy>, Unreadable> {
    let Some(file) = registry::read()? else {
        return Ok(None);
    };
    let policy = Policy::parse(&file).map_err(Unreadable::GroupPolicies)?;
    Ok(Some(policy))
}

/// Only Windows has them.
#[cfg(not(windows))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "on Windows the registry has to be asked"
)]
fn of_group_policies() -> Result<Option<Policy>, Unreadable> {
    Ok(None)
}

/// `None`: there is no file.
fn read_at(
    path: &Path,
    is_trusted: impl Fn(&File) -> io::Result<bool>,
) -> Result<Option<Policy>, Unreadable> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    if !is_trusted(&file)? {
        return Err(Unreadable::Foreign);
    }
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes)?;
    Ok(Some(Policy::parse(&bytes)?))
}

#[cfg(unix)]
fn is_owners(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    /// Written by others than its owner and its group.
    const BY_OTHERS: u32 = 0o002;
    let metadata = file.metadata()?;
    Ok(metadata.uid() == 0 && metadata.mode() & BY_OTHERS == 0)
}

/// The folder's own access list says who may write there (`docs/managed-deployment.md`).
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "on other systems the file has to be asked"
)]
fn is_owners(_: &File) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn environment(policy: Option<&Path>) -> Environment {
        Environment {
            demo_server: None,
            data_dir: None,
            policy: policy.map(Path::to_owned),
            log: None,
            automation: false,
            started_again: 0,
        }
    }

    fn stands(policy: &Policy) -> String {
        format!("{policy:?}")
    }

    #[test]
    fn without_a_file_there_is_no_policy() {
        let policy = read(&environment(None)).rules().policy;
        assert_eq!(stands(&policy), stands(&Policy::default()));
    }

    #[test]
    fn a_file_that_is_named_and_missing_or_broken_allows_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("policy.json");
        assert!(stands(&read(&environment(Some(&path))).rules().policy).contains("Unreadable"));
        fs::write(&path, r#"{"version": 1, "lockServer": true}"#).unwrap();
        assert!(stands(&read(&environment(Some(&path))).rules().policy).contains("Unreadable"));
        fs::write(&path, r#"{"version": 1}"#).unwrap();
        assert!(stands(&read(&environment(Some(&path))).rules().policy).contains("Read"));
        assert!(
            stands(&read(&environment(Some(dir.path()))).rules().policy).contains("Unreadable")
        );
    }

    #[test]
    fn certificates_that_are_named_and_cannot_be_used_allow_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let (policy, certificate) = (dir.path().join("policy.json"), dir.path().join("x.pem"));
        for key in ["authorities", "clientCertificate"] {
            let words = serde_json::json!({"version": 1, "lockServers": true, key: certificate});
            fs::write(&policy, words.to_string()).unwrap();
            let reason = || read(&environment(Some(&policy))).0.unwrap_err().to_string();
            assert!(reason().starts_with(key), "{}", reason());
            fs::write(&certificate, "CNRY").unwrap();
            assert!(reason().contains("no certificate") && !reason().contains("CNRY"));
            fs::remove_file(&certificate).unwrap();
            let rules = read(&environment(Some(&policy))).rules();
            assert!(stands(&rules.policy).contains("Unreadable"));
        }
    }

    #[test]
    fn certificates_that_anybody_can_change_are_not_the_owners_word() {
        let policy = || Policy::parse(br#"{"version": 1, "authorities": "/dev/null"}"#);
        let refused = with_credentials(Ok(policy().ok()), |_| Ok(false));
        assert!(matches!(
            refused,
            Err(Unreadable::ForeignFile("authorities"))
        ));
    }

    #[test]
    fn a_policy_says_how_much_is_logged() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("policy.json");
        fs::write(&path, r#"{"version": 1, "logLevel": "warn"}"#).unwrap();
        assert_eq!(read(&environment(Some(&path))).log_level(), Some("warn"));
        assert_eq!(read(&environment(None)).log_level(), None);
    }

    #[test]
    fn a_file_that_anybody_can_write_is_not_the_owners_word() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("policy.json");
        fs::write(&path, r#"{"version": 1}"#).unwrap();
        let refused = read_at(&path, |_| Ok(false));
        assert!(matches!(refused, Err(Unreadable::Foreign)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn who_may_write_is_read_from_the_file() {
        // Linux keeps this file for root and lets anybody write to that one.
        assert!(is_owners(&File::open("/proc/version").unwrap()).unwrap());
        assert!(!is_owners(&File::open("/dev/null").unwrap()).unwrap());
    }
}
