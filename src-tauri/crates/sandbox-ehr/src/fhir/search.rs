//! Which resources answer a search, in which order, and what is included beside them.

use std::cmp::Ordering;

use serde_json::Value;

use super::date::{Interval, Prefix};
use super::index::{Index, Token, elements, relative};
use super::parameter::Parameter;
use super::query::{Filter, Include, Query, SortBy, SortKey, TokenPattern};
use super::resource::Resource;
use super::store::{FhirStore, Position};

/// Every match of a search that a token for `patient` may see (`None`: every patient), in order.
pub(crate) fn matches(
    store: &FhirStore,
    query: &Query,
    patient: Option<&str>,
    only: &[String],
) -> Vec<Position> {
    let mut found: Vec<(Position, &Resource)> = store
        .of_type(&query.resource_type)
        .filter(|(_, resource)| resource.is_visible_to(patient))
        .filter(|(_, resource)| query.filters.iter().all(|filter| admits(filter, resource)))
        .filter(|(_, resource)| is_within(resource, only))
        .collect();
    if !query.sort.is_empty() {
        found.sort_by(|(_, left), (_, right)| compare(&query.sort, left, right));
    }
    found.into_iter().map(|(position, _)| position).collect()
}

/// Whether a resource matches one of the restrictions of a permission (SMART App Launch 2.2, scopes with
/// search parameters). One that this server does not understand permits nothing.
pub(crate) fn is_within(resource: &Resource, only: &[String]) -> bool {
    let admitted = |restriction: &String| {
        Query::parse(&resource.resource_type, restriction).is_ok_and(|query| {
            query.unknown.is_empty() && query.filters.iter().all(|filter| admits(filter, resource))
        })
    };
    only.is_empty() || only.iter().any(admitted)
}

fn admits(filter: &Filter, resource: &Resource) -> bool {
    let Some(index) = &resource.index else {
        return false;
    };
    match filter {
        Filter::Patient(ids) => ids.iter().any(|id| resource.is_owned_by(id)),
        Filter::Id(ids) => ids.iter().any(|id| **id == *resource.id),
        Filter::LastUpdated(dates) => resource
            .last_updated
            .is_some_and(|found| any_admits(dates, found)),
        Filter::Token(name, patterns) => {
            let mut tokens = named(&index.tokens, name);
            tokens.any(|token| patterns.iter().any(|pattern| pattern.admits(token)))
        }
        Filter::Date(name, dates) => {
            named(&index.dates, name).any(|found| any_admits(dates, *found))
        }
        Filter::Text(name, starts) => {
            let mut texts = named(&index.texts, name);
            texts.any(|text| {
                starts.iter().any(|start| {
                    text.split(' ').any(|word| word.starts_with(start.as_str()))
                        || text.starts_with(start.as_str())
                })
            })
        }
        Filter::Reference(parameter, values) => refers(resource, index, parameter, values),
        Filter::Undated(name, missing) => named(&index.dates, name).next().is_none() == *missing,
    }
}

fn named<'i, T>(entries: &'i [(&'static str, T)], name: &'i str) -> impl Iterator<Item = &'i T> {
    entries
        .iter()
        .filter(move |(entry, _)| *entry == name)
        .map(|(_, value)| value)
}

fn any_admits(searched: &[(Prefix, Interval)], found: Interval) -> bool {
    searched
        .iter()
        .any(|(prefix, interval)| prefix.admits(*interval, found))
}

impl TokenPattern {
    /// A bare `code` element has its system implied by its value set, so any system may be named for it.
    fn admits(&self, token: &Token) -> bool {
        let system_fits = match (self.system.as_deref(), token.system.as_deref()) {
            (None, _) | (Some(_), None) => true,
            (Some(wanted), Some(found)) => wanted == found,
        };
        system_fits && self.code.as_deref().is_none_or(|code| *code == *token.code)
    }
}

/// `values` are `Type/id` or `id`. The index says quickly who cannot match; the JSON says by which element.
fn refers(resource: &Resource, index: &Index, parameter: &Parameter, values: &[String]) -> bool {
    let is_wanted = |reference: &str| {
        let id = reference.rsplit('/').next();
        values.iter().any(|value| {
            relative(value).unwrap_or(value) == reference || Some(value.as_str()) == id
        })
    };
    index
        .references
        .iter()
        .any(|reference| is_wanted(reference))
        && targets(resource, parameter)
            .iter()
            .any(|reference| is_wanted(reference))
}

/// Where a reference parameter of a resource points, as `Type/id`.
fn targets(resource: &Resource, parameter: &Parameter) -> Vec<String> {
    let json: Value = serde_json::from_str(&resource.json).unwrap_or_default();
    let references = parameter.paths().flat_map(|path| elements(&json, path));
    references
        .filter_map(|element| Some(relative(element.get("reference")?.as_str()?)?.to_owned()))
        .collect()
}

/// Resources without a value come last, whichever way the rest is sorted; equal ones keep their order.
fn compare(keys: &[SortKey], left: &Resource, right: &Resource) -> Ordering {
    keys.iter()
        .map(|key| compare_by(key, left, right))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

fn compare_by(key: &SortKey, left: &Resource, right: &Resource) -> Ordering {
    fn ordered<T: Ord>(descending: bool, left: Option<T>, right: Option<T>) -> Ordering {
        match (left, right) {
            (Some(left), Some(right)) if descending => right.cmp(&left),
            (Some(left), Some(right)) => left.cmp(&right),
            (left, right) => left.is_none().cmp(&right.is_none()),
        }
    }
    fn first<'r, T>(
        resource: &'r Resource,
        of: impl Fn(&'r Index) -> &'r [(&'static str, T)],
        name: &'r str,
    ) -> Option<&'r T> {
        named(of(resource.index.as_ref()?), name).next()
    }
    let date = |resource: &Resource, name| {
        first(resource, |index| &index.dates, name).map(|date| date.start)
    };
    match &key.by {
        SortBy::Id => ordered(key.descending, Some(&left.id), Some(&right.id)),
        SortBy::LastUpdated => {
            let updated = |resource: &Resource| resource.last_updated.map(|updated| updated.start);
            ordered(key.descending, updated(left), updated(right))
        }
        SortBy::Date(name) => ordered(key.descending, date(left, name), date(right, name)),
        SortBy::Token(name) => {
            let code =
                |resource| first(resource, |index| &index.tokens, name).map(|token| &token.code);
            ordered(key.descending, code(left), code(right))
        }
        SortBy::Text(name) => {
            let text = |resource| first(resource, |index| &index.texts, name);
            ordered(key.descending, text(left), text(right))
        }
    }
}

/// What `_include` and `_revinclude` add to a page: each resource once, none of the page itself.
pub(crate) fn included(store: &FhirStore, query: &Query, page: &[Position]) -> Vec<Position> {
    let mut added: Vec<Position> = Vec::new();
    let mut add = |position: Position| {
        if !page.contains(&position) && !added.contains(&position) {
            added.push(position);
        }
    };
    for resource in page.iter().filter_map(|position| store.at(*position)) {
        for include in query
            .includes
            .iter()
            .filter(|include| *include.source == *resource.resource_type)
        {
            let targets = targets(resource, include.parameter);
            let wanted = targets.iter().filter(|key| include.wants(key));
            wanted
                .filter_map(|key| store.find(key))
                .for_each(|(position, _)| add(position));
        }
        let key = resource.key();
        for include in &query.reverse_includes {
            let referrers = store
                .referrers(&key)
                .filter(|(_, referrer)| *include.source == *referrer.resource_type);
            let referrers = referrers
                .filter(|(_, referrer)| targets(referrer, include.parameter).contains(&key));
            referrers.for_each(|(position, _)| add(position));
        }
    }
    added
}

impl Include {
    fn wants(&self, key: &str) -> bool {
        self.target
            .as_ref()
            .is_none_or(|target| key.split('/').next() == Some(target))
    }
}
