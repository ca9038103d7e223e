//! A set of scopes: what is asked for, what was granted, and the difference.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::clinical::Permissions;
use super::{ClinicalScope, Scope, ScopeError};

/// Most scopes that are read of one answer.
const MOST: usize = 1_000;

/// Scopes in the order they were written, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScopeSet(Vec<Scope>);

impl ScopeSet {
    /// Reads scopes that this app asks for; one that is not well formed is an error.
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        text.split_ascii_whitespace().map(Scope::parse).collect()
    }

    /// Reads scopes that a server granted; one that is not well formed is kept and allows nothing.
    pub fn from_server(text: &str) -> Self {
        let read =
            |text: &str| Scope::parse(text).unwrap_or_else(|_| Scope::Other(text.to_owned()));
        text.split_ascii_whitespace().take(MOST).map(read).collect()
    }

    /// The scopes in order.
    pub fn iter(&self) -> impl Iterator<Item = &Scope> {
        self.0.iter()
    }

    /// `true` for the empty set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many scopes there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// `true` where exactly this scope is in the set.
    pub fn contains(&self, scope: &Scope) -> bool {
        self.0.contains(scope)
    }

    /// `true` where everything that `scope` allows is allowed by the scopes of this set together.
    pub fn covers(&self, scope: &Scope) -> bool {
        if let Scope::Clinical(wanted) = scope {
            self.permissions_on(wanted).contains(wanted.permissions())
        } else {
            self.contains(scope)
        }
    }

    /// Which of these scopes `granted` does not cover.
    #[must_use]
    pub fn missing_from(&self, granted: &Self) -> Self {
        self.iter()
            .filter(|scope| !granted.covers(scope))
            .cloned()
            .collect()
    }

    /// The shortest set that allows the same (HL7 #131).
    #[must_use]
    pub fn minimise(&self) -> Self {
        let merged = self.iter().fold(Self::default(), |mut merged, scope| {
            let joined = merged
                .0
                .iter_mut()
                .find_map(|have| Some((joined(have, scope)?, have)));
            match joined {
                Some((scope, have)) => *have = scope,
                None => merged.0.push(scope.clone()),
            }
            merged
        });
        let mut kept = merged.clone();
        for scope in merged.iter() {
            let others: Self = kept
                .iter()
                .filter(|other| *other != scope)
                .cloned()
                .collect();
            if others.covers(scope) {
                kept = others;
            }
        }
        kept
    }

    /// The same for a server without `permission-v2`.
    #[must_use]
    pub fn in_version_1(&self) -> Self {
        let rewritten = |scope: &Scope| match scope.clinical() {
            Some(clinical) => Scope::Clinical(clinical.in_version_1()),
            None => scope.clone(),
        };
        self.iter().map(rewritten).collect::<Self>().minimise()
    }

    /// What the clinical scopes together allow on what `wanted` is about.
    fn permissions_on(&self, wanted: &ClinicalScope) -> Permissions {
        let clinical = self.iter().filter_map(Scope::clinical);
        let spanning = clinical
            .filter(|have| have.spans(wanted))
            .map(ClinicalScope::permissions);
        spanning.fold(Permissions::NONE, Permissions::union)
    }
}

fn joined(have: &Scope, scope: &Scope) -> Option<Scope> {
    have.clinical()?
        .merged(scope.clinical()?)
        .map(Scope::Clinical)
}

impl FromIterator<Scope> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Self::default(), |mut set, scope| {
            if !set.contains(&scope) {
                set.0.push(scope);
            }
            set
        })
    }
}

impl fmt::Display for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, scope) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{scope}")?;
        }
        Ok(())
    }
}

impl Serialize for ScopeSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ScopeSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from_server(&String::deserialize(deserializer)?))
    }
}
