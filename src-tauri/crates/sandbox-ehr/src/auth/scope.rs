//! Scopes as they are written (SMART App Launch 2.2 §Scopes and Launch Context): the v1 and v2 grammar of
//! resource scopes, the launch context scopes, and the few plain ones.
//!
//! A scope keeps the text it was written with, because the answer must name scopes as they were asked. This
//! module never knows what a token is.

use std::fmt;

/// One scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// `openid`
    OpenId,
    /// `fhirUser`
    FhirUser,
    /// `profile`
    Profile,
    /// `online_access`
    OnlineAccess,
    /// `offline_access`
    OfflineAccess,
    /// `launch`
    Launch,
    /// `launch/patient`, `launch/encounter`, `launch/imagingstudy?role=...`
    LaunchContext(LaunchContextScope),
    /// `patient/Observation.rs`
    Resource(ResourceScope),
}

/// A request for one resource of launch context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaunchContextScope {
    /// The resource type in lower case, as scopes write it.
    pub resource: String,
    /// The role, when one is asked for.
    pub role: Option<String>,
}

/// A permission on resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceScope {
    /// Whose data.
    pub level: Level,
    /// The resource type; `None` is `*`.
    pub resource: Option<String>,
    /// What may be done.
    pub interactions: Interactions,
    /// The search parameters after `?`, when the scope is narrowed by them.
    pub filter: Option<String>,
    text: String,
}

/// Whose data a resource scope speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The patient in context.
    Patient,
    /// Whatever the user may see.
    User,
    /// Whatever the client may see without a user.
    System,
}

/// A set of `c`, `r`, `u`, `d`, `s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interactions(u8);

/// Why a scope is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{scope}` is not a SMART scope: {reason}")]
pub struct ScopeError {
    scope: String,
    reason: &'static str,
}

const LETTERS: &str = "cruds";

impl Interactions {
    /// Create.
    pub const CREATE: Self = Self(1);
    /// Read (of an instance).
    pub const READ: Self = Self(2);
    /// Update.
    pub const UPDATE: Self = Self(4);
    /// Delete.
    pub const DELETE: Self = Self(8);
    /// Search (and other type-level reads).
    pub const SEARCH: Self = Self(16);

    /// Everything in either.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is in here.
    pub const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The suffix of a scope. v1 words map as the specification says: `read` is `rs`, `write` is `cud`.
    fn parse(suffix: &str) -> Result<Self, &'static str> {
        match suffix {
            "" => return Err("it names no interaction"),
            "read" => return Ok(Self::READ.and(Self::SEARCH)),
            "write" => return Ok(Self::CREATE.and(Self::UPDATE).and(Self::DELETE)),
            "*" => return Ok(Self(31)),
            _ => {}
        }
        let mut set = 0_u8;
        for letter in suffix.chars() {
            let Some(position) = LETTERS.find(letter) else {
                return Err("the interactions are letters of `cruds`, or `read`, `write`, `*`");
            };
            let bit = 1 << position;
            if set >= bit {
                return Err("the letters of `cruds` come in that order and once each");
            }
            set |= bit;
        }
        Ok(Self(set))
    }
}

impl Scope {
    /// Reads one scope.
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        let wrong = |reason| ScopeError {
            scope: text.to_owned(),
            reason,
        };
        match text {
            "openid" => return Ok(Self::OpenId),
            "fhirUser" => return Ok(Self::FhirUser),
            "profile" => return Ok(Self::Profile),
            "online_access" => return Ok(Self::OnlineAccess),
            "offline_access" => return Ok(Self::OfflineAccess),
            "launch" => return Ok(Self::Launch),
            _ => {}
        }
        let (prefix, rest) = text
            .split_once('/')
            .ok_or_else(|| wrong("it is not one this server knows"))?;
        let level = match prefix {
            "launch" => {
                return LaunchContextScope::parse(rest)
                    .map(Self::LaunchContext)
                    .map_err(wrong);
            }
            "patient" => Level::Patient,
            "user" => Level::User,
            "system" => Level::System,
            _ => {
                return Err(wrong(
                    "it starts with none of `patient/`, `user/`, `system/`, `launch/`",
                ));
            }
        };
        ResourceScope::parse(level, rest, text)
            .map(Self::Resource)
            .map_err(wrong)
    }

    /// Reads the value of a `scope` parameter: scopes separated by single spaces (RFC 6749 §3.3).
    pub fn parse_all(text: &str) -> Result<Vec<Self>, ScopeError> {
        text.split(' ').map(Self::parse).collect()
    }

    /// Whether whoever holds `self` may be given `other` (SMART App Launch 2.2: a refresh asks for the same or a
    /// subset).
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Resource(ours), Self::Resource(theirs)) => ours.covers(theirs),
            _ => self == other,
        }
    }
}

impl LaunchContextScope {
    fn parse(rest: &str) -> Result<Self, &'static str> {
        let (resource, role) = match rest.split_once('?') {
            None => (rest, None),
            Some((resource, query)) => {
                let role = query
                    .strip_prefix("role=")
                    .ok_or("only `?role=` may follow a launch context")?;
                if role.is_empty() || role.contains('&') {
                    return Err("it needs exactly one role after `?role=`");
                }
                (resource, Some(role.to_owned()))
            }
        };
        if resource.is_empty() || !resource.chars().all(|c| c.is_ascii_lowercase()) {
            return Err("a launch context names a resource type in lower case");
        }
        Ok(Self {
            resource: resource.to_owned(),
            role,
        })
    }
}

impl ResourceScope {
    fn parse(level: Level, rest: &str, text: &str) -> Result<Self, &'static str> {
        let (permission, filter) = match rest.split_once('?') {
            None => (rest, None),
            Some((permission, filter)) => (permission, Some(filter)),
        };
        let (resource, suffix) = permission
            .split_once('.')
            .ok_or("a `.` must stand between the resource type and the interactions")?;
        let resource = match resource {
            "*" => None,
            name if is_type_name(name) => Some(name.to_owned()),
            _ => return Err("the resource type is neither `*` nor a type name"),
        };
        let interactions = Interactions::parse(suffix)?;
        if let Some(filter) = filter {
            if matches!(suffix, "read" | "write" | "*") {
                return Err("search parameters only follow the v2 letters `cruds`");
            }
            check_filter(filter)?;
        }
        Ok(Self {
            level,
            resource,
            interactions,
            filter: filter.map(str::to_owned),
            text: text.to_owned(),
        })
    }

    /// Whether this scope permits everything that `other` permits.
    pub fn covers(&self, other: &Self) -> bool {
        self.level == other.level
            && (self.resource.is_none() || self.resource == other.resource)
            && self.interactions.covers(other.interactions)
            && (self.filter.is_none() || self.filter == other.filter)
    }

    /// Whether this scope speaks of resources of this type.
    pub fn is_about(&self, resource_type: &str) -> bool {
        self.resource
            .as_deref()
            .is_none_or(|resource| resource == resource_type)
    }
}

fn is_type_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphabetic())
}

fn check_filter(filter: &str) -> Result<(), &'static str> {
    let is_pair = |pair: &str| {
        pair.split_once('=')
            .is_some_and(|(name, value)| !name.is_empty() && !value.is_empty())
    };
    if filter.split('&').all(is_pair) {
        Ok(())
    } else {
        Err("after `?` come `name=value` pairs joined by `&`")
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenId => f.write_str("openid"),
            Self::FhirUser => f.write_str("fhirUser"),
            Self::Profile => f.write_str("profile"),
            Self::OnlineAccess => f.write_str("online_access"),
            Self::OfflineAccess => f.write_str("offline_access"),
            Self::Launch => f.write_str("launch"),
            Self::LaunchContext(LaunchContextScope {
                resource,
                role: None,
            }) => write!(f, "launch/{resource}"),
            Self::LaunchContext(LaunchContextScope {
                resource,
                role: Some(role),
            }) => {
                write!(f, "launch/{resource}?role={role}")
            }
            Self::Resource(scope) => f.write_str(&scope.text),
        }
    }
}

/// The value of a `scope` parameter.
pub fn join(scopes: &[Scope]) -> String {
    scopes
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}
