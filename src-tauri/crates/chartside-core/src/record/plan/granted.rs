//! What the scopes allow on one type: SMART App Launch 2.2, "Finer-grained resource constraints using
//! search parameters".

use smart_app_launch::{ClinicalScope, Scope, ScopeSet};

/// What the scopes allow on one type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Granted {
    Whole,
    /// Only what matches one of these restrictions, each as pairs of name and value.
    Parts(Vec<Vec<(String, String)>>),
    Nothing,
}

impl Granted {
    pub(super) fn on(granted: &ScopeSet, contexts: &[&str], resource_type: &str) -> Self {
        let wanted = contexts
            .iter()
            .filter_map(|context| Scope::parse(&format!("{context}/{resource_type}.s")).ok());
        let wanted: Vec<Scope> = wanted.collect();
        if wanted.iter().any(|scope| granted.covers(scope)) {
            return Self::Whole;
        }
        let mut parts: Vec<_> = granted
            .iter()
            .filter_map(Scope::clinical)
            .filter(|scope| may_search(scope, &wanted))
            .map(|scope| {
                scope
                    .query()
                    .iter()
                    .filter_map(|pair| decoded(pair))
                    .collect()
            })
            .collect();
        parts.sort();
        parts.dedup();
        if parts.is_empty() {
            Self::Nothing
        } else {
            Self::Parts(parts)
        }
    }
}

/// `true` where the scope is about the same as one of these, restrictions aside.
fn may_search(scope: &ClinicalScope, wanted: &[Scope]) -> bool {
    let mut wanted = wanted.iter().filter_map(Scope::clinical);
    wanted.any(|wanted| {
        scope.context() == wanted.context()
            && (scope.resource().is_none() || scope.resource() == wanted.resource())
            && scope.permissions().contains(wanted.permissions())
    })
}

/// A pair as it stands in the scope, which is written like a query.
fn decoded(pair: &str) -> Option<(String, String)> {
    url::form_urlencoded::parse(pair.as_bytes())
        .next()
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
}
