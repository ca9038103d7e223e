//! `(patient|user|system)/(Type|*).c?r?u?d?s?(?query)`, and `.read`, `.write`, `.*` of version 1.

use std::fmt;

use super::ScopeError;

/// Whose data a scope is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScopeContext {
    /// One patient's.
    Patient,
    /// What the signed-in person may see.
    User,
    /// What the app itself may see (Backend Services).
    System,
}

impl ScopeContext {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "patient" => Some(Self::Patient),
            "user" => Some(Self::User),
            "system" => Some(Self::System),
            _ => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::User => "user",
            Self::System => "system",
        }
    }
}

/// A set of `c`, `r`, `u`, `d` and `s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Permissions(u8);

const LETTERS: [(char, u8); 5] = [('c', 1), ('r', 2), ('u', 4), ('d', 8), ('s', 16)];

impl Permissions {
    /// `read` of version 1: `rs`.
    pub const READ: Self = Self(2 | 16);
    /// `write` of version 1: `cud`.
    pub const WRITE: Self = Self(1 | 4 | 8);
    /// `*` of version 1: `cruds`.
    pub const ALL: Self = Self(31);

    /// Reads letters in the order `cruds`, at least one.
    fn parse(text: &str) -> Option<Self> {
        let mut rest = text;
        let mut bits = 0;
        for (letter, bit) in LETTERS {
            if let Some(after) = rest.strip_prefix(letter) {
                (rest, bits) = (after, bits | bit);
            }
        }
        (rest.is_empty() && bits != 0).then_some(Self(bits))
    }

    /// `true` where every permission of `other` is among these.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These and those.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const NONE: Self = Self(0);
}

impl fmt::Display for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        LETTERS
            .iter()
            .filter(|(_, bit)| self.0 & bit != 0)
            .try_for_each(|(letter, _)| write!(f, "{letter}"))
    }
}

/// Which grammar a scope is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Grammar {
    Version1,
    Version2,
}

/// A scope on clinical data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClinicalScope {
    context: ScopeContext,
    /// `None` is `*`.
    resource: Option<String>,
    permissions: Permissions,
    query: Vec<String>,
    grammar: Grammar,
}

impl ClinicalScope {
    /// Reads what follows `patient/`.
    pub(super) fn parse(context: ScopeContext, rest: &str) -> Result<Self, ScopeError> {
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, parse_query(query)?),
            None => (rest, Vec::new()),
        };
        let (resource, permissions) = path.split_once('.').ok_or(ScopeError::Permissions)?;
        let (permissions, grammar) = parse_permissions(permissions)?;
        if grammar == Grammar::Version1 && !query.is_empty() {
            return Err(ScopeError::Query);
        }
        Ok(Self {
            context,
            resource: parse_resource(resource)?,
            permissions,
            query,
            grammar,
        })
    }

    /// Whose data.
    pub fn context(&self) -> ScopeContext {
        self.context
    }

    /// Resource type; `None` for all of them.
    pub fn resource(&self) -> Option<&str> {
        self.resource.as_deref()
    }

    /// What may be done.
    pub fn permissions(&self) -> Permissions {
        self.permissions
    }

    /// Search restriction, as `name=value` pairs; empty for none.
    pub fn query(&self) -> &[String] {
        &self.query
    }

    /// `true` where everything that `other` names is named here too, permissions aside.
    pub(super) fn spans(&self, other: &Self) -> bool {
        self.context == other.context
            && (self.resource.is_none() || self.resource == other.resource)
            && self.query.iter().all(|pair| other.query.contains(pair))
    }

    /// Both in one, where only their permissions differ.
    pub(super) fn merged(&self, other: &Self) -> Option<Self> {
        let permissions = self.permissions.union(other.permissions);
        let merged = Self {
            permissions,
            ..self.clone()
        };
        let same = Self {
            permissions,
            ..other.clone()
        } == merged;
        same.then_some(merged)
    }

    /// The same in the grammar of version 1, which can only say more, never less.
    pub(super) fn in_version_1(&self) -> Self {
        let permissions = [Permissions::READ, Permissions::WRITE]
            .into_iter()
            .find(|permissions| permissions.contains(self.permissions))
            .unwrap_or(Permissions::ALL);
        Self {
            permissions,
            query: Vec::new(),
            grammar: Grammar::Version1,
            ..self.clone()
        }
    }
}

fn parse_permissions(text: &str) -> Result<(Permissions, Grammar), ScopeError> {
    match text {
        "read" => Ok((Permissions::READ, Grammar::Version1)),
        "write" => Ok((Permissions::WRITE, Grammar::Version1)),
        "*" => Ok((Permissions::ALL, Grammar::Version1)),
        letters => match Permissions::parse(letters) {
            Some(permissions) => Ok((permissions, Grammar::Version2)),
            None => Err(ScopeError::Permissions),
        },
    }
}

fn parse_resource(text: &str) -> Result<Option<String>, ScopeError> {
    let is_type = text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|b| b.is_ascii_alphanumeric());
    match text {
        "*" => Ok(None),
        name if is_type && name.len() <= 64 => Ok(Some(name.to_owned())),
        _ => Err(ScopeError::Resource),
    }
}

fn parse_query(text: &str) -> Result<Vec<String>, ScopeError> {
    let is_pair = |pair: &str| matches!(pair.split_once('='), Some((name, value)) if !name.is_empty() && !value.is_empty());
    text.split('&')
        .map(|pair| {
            if is_pair(pair) {
                Ok(pair.to_owned())
            } else {
                Err(ScopeError::Query)
            }
        })
        .collect()
}

impl fmt::Display for ClinicalScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}/{}.",
            self.context.as_str(),
            self.resource.as_deref().unwrap_or("*")
        )?;
        match (self.grammar, self.permissions) {
            (Grammar::Version1, Permissions::READ) => f.write_str("read")?,
            (Grammar::Version1, Permissions::WRITE) => f.write_str("write")?,
            (Grammar::Version1, _) => f.write_str("*")?,
            (Grammar::Version2, permissions) => permissions.fmt(f)?,
        }
        if self.query.is_empty() {
            Ok(())
        } else {
            write!(f, "?{}", self.query.join("&"))
        }
    }
}
