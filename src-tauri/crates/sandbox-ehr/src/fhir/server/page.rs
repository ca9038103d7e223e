//! One page of a search: the resources, the links, the total, the remarks.

use axum::http::HeaderMap;
use serde_json::Value;

use super::Server;
use crate::fhir::failure::outcome;
use crate::fhir::query::Query;
use crate::fhir::resource::Resource;
use crate::fhir::search::{included, is_within};
use crate::fhir::searchset::{CURSOR, Cursor, Searchset};
use crate::fhir::store::Position;
use crate::gate::Interaction;

impl Server {
    pub(super) fn page(
        &self,
        headers: &HeaderMap,
        query: &Query,
        found: &[Position],
        offset: usize,
        size: usize,
    ) -> Searchset<'_> {
        let page: Vec<Position> = found.iter().skip(offset).take(size).copied().collect();
        let is_last = offset + page.len() >= found.len();
        let included = included(&self.store, query, &page);
        let may_read = |resource: &&Resource| self.may_include(headers, resource);
        Searchset {
            total: (self.behaviour.total && query.wants_total)
                .then(|| self.stated_total(found.len(), page.len())),
            self_link: self.self_link(query),
            next_link: self
                .next_offset(
                    (offset + size).saturating_sub(overlap(self.behaviour.overlap, size)),
                    is_last,
                )
                .map(|offset| self.next_link(query, offset)),
            matches: page
                .iter()
                .filter_map(|position| self.store.at(*position))
                .collect(),
            included: included
                .iter()
                .filter_map(|position| self.store.at(*position))
                .filter(may_read)
                .collect(),
            outcomes: self.outcomes(query),
        }
    }

    /// An included resource is disclosed as if it had been read: its type must be granted too.
    fn may_include(&self, headers: &HeaderMap, resource: &Resource) -> bool {
        self.admit(headers, &resource.resource_type, Interaction::Read)
            .is_ok_and(|grant| {
                resource.is_visible_to(grant.patient.as_deref()) && is_within(resource, &grant.only)
            })
    }

    fn stated_total(&self, total: usize, page: usize) -> usize {
        if self.behaviour.page_total {
            page
        } else if self.behaviour.understate_total {
            total / 2
        } else {
            total
        }
    }

    fn next_offset(&self, after_page: usize, is_last: bool) -> Option<usize> {
        if self.behaviour.cyclic_next {
            return Some(0);
        }
        (!is_last).then_some(after_page)
    }

    pub(super) fn self_link(&self, query: &Query) -> String {
        let separator = if query.text.is_empty() { "" } else { "?" };
        format!(
            "{}/{}{separator}{}",
            self.base_url, query.resource_type, query.text
        )
    }

    fn next_link(&self, query: &Query, offset: usize) -> String {
        let cursor = Cursor {
            resource_type: query.resource_type.clone(),
            query: query.text.clone(),
            offset,
        };
        let tail = format!("{}?{CURSOR}={}", query.resource_type, cursor.encode());
        if self.behaviour.relative_next {
            return tail;
        }
        match &self.behaviour.next_origin {
            Some(origin) => format!("{origin}/fhir/{tail}"),
            None => format!("{}/{tail}", self.base_url),
        }
    }

    fn outcomes(&self, query: &Query) -> Vec<Value> {
        let ignored = query.unknown.iter().map(|name| {
            outcome(
                "warning",
                "not-supported",
                &format!("the parameter {name} is not known and was ignored"),
            )
        });
        let own = self
            .behaviour
            .outcome_entry
            .iter()
            .map(|text| outcome("warning", "informational", text));
        ignored.chain(own).collect()
    }
}

/// Never so much that a page brings nothing new.
fn overlap(wanted: usize, size: usize) -> usize {
    wanted.min(size.saturating_sub(1))
}
