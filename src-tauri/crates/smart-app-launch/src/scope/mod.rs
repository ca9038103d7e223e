//! SMART scopes, in the grammar of version 1 and of version 2 ("Scopes and Launch Context").
//!
//! `parse` then print gives the same text. What a scope allows is a set of five permissions on one
//! resource type or all, so that `patient/*.read` and `patient/Observation.rs` can be compared.

mod clinical;
mod set;

use std::fmt;

pub use clinical::{ClinicalScope, Permissions, ScopeContext};
pub use set::ScopeSet;

/// Longest scope that is read.
const LONGEST: usize = 512;

/// One scope.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Scope {
    /// `patient/…`, `user/…` or `system/…`.
    Clinical(ClinicalScope),
    /// `launch`: the EHR's launch context.
    Launch,
    /// `launch/patient`, `launch/encounter`, …: context that a standalone launch asks for.
    LaunchContext {
        /// Resource type in lower case.
        resource: String,
        /// `?role=`.
        role: Option<String>,
    },
    /// `openid`.
    OpenId,
    /// `fhirUser`.
    FhirUser,
    /// `profile`, of SMART 1.
    Profile,
    /// `offline_access`.
    OfflineAccess,
    /// `online_access`.
    OnlineAccess,
    /// Anything else a server may have.
    Other(String),
}

/// Why a text is not a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// Empty, longer than 512 characters, or with a character that RFC 6749 §3.3 does not allow.
    #[error("not a scope")]
    Malformed,
    /// A resource type that is not one.
    #[error("not a resource type")]
    Resource,
    /// Permissions that are empty, repeated, unknown or out of the order `cruds`.
    #[error("not a set of permissions in the order c r u d s")]
    Permissions,
    /// A search restriction that is not `name=value(&name=value)*`, or one on a version 1 scope.
    #[error("not a search restriction")]
    Query,
}

impl Scope {
    /// Reads one scope.
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        if text.is_empty() || text.len() > LONGEST || !text.bytes().all(is_scope_byte) {
            return Err(ScopeError::Malformed);
        }
        match text {
            "launch" => Ok(Self::Launch),
            "openid" => Ok(Self::OpenId),
            "fhirUser" => Ok(Self::FhirUser),
            "profile" => Ok(Self::Profile),
            "offline_access" => Ok(Self::OfflineAccess),
            "online_access" => Ok(Self::OnlineAccess),
            _ => Self::parse_structured(text),
        }
    }

    /// The scope on clinical data, where it is one.
    pub fn clinical(&self) -> Option<&ClinicalScope> {
        if let Self::Clinical(clinical) = self {
            Some(clinical)
        } else {
            None
        }
    }

    fn parse_structured(text: &str) -> Result<Self, ScopeError> {
        match text.split_once('/') {
            Some(("launch", rest)) => launch_context(rest),
            Some((context, rest)) => match ScopeContext::parse(context) {
                Some(context) => ClinicalScope::parse(context, rest).map(Self::Clinical),
                None => Ok(Self::Other(text.to_owned())),
            },
            None => Ok(Self::Other(text.to_owned())),
        }
    }
}

/// `scope-token` of RFC 6749 §3.3.
fn is_scope_byte(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E)
}

fn launch_context(rest: &str) -> Result<Scope, ScopeError> {
    let (resource, role) = match rest.split_once('?') {
        None => (rest, None),
        Some((resource, query)) => {
            let role = query
                .strip_prefix("role=")
                .filter(|role| !role.is_empty() && !role.contains('&'));
            (resource, Some(role.ok_or(ScopeError::Query)?.to_owned()))
        }
    };
    if resource.is_empty() || !resource.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(ScopeError::Resource);
    }
    Ok(Scope::LaunchContext {
        resource: resource.to_owned(),
        role,
    })
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clinical(scope) => scope.fmt(f),
            Self::Launch => f.write_str("launch"),
            Self::LaunchContext {
                resource,
                role: None,
            } => write!(f, "launch/{resource}"),
            Self::LaunchContext {
                resource,
                role: Some(role),
            } => write!(f, "launch/{resource}?role={role}"),
            Self::OpenId => f.write_str("openid"),
            Self::FhirUser => f.write_str("fhirUser"),
            Self::Profile => f.write_str("profile"),
            Self::OfflineAccess => f.write_str("offline_access"),
            Self::OnlineAccess => f.write_str("online_access"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, ScopeError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests;
