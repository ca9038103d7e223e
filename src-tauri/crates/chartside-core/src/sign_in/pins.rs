//! The addresses that a server is pinned to. One that names others may have moved, or may be another
//! one: nothing is sent there before the person has seen both and agrees.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use smart_app_launch::Binding;

use crate::ipc::EndpointChange;

/// Addresses by what they are for.
pub(super) type Endpoints = BTreeMap<String, String>;

/// The addresses that a connection is pinned to. Of the page to sign in on only the origin: its path
/// may differ from one sign-in to the next.
pub(super) fn endpoints(binding: &Binding) -> Endpoints {
    let mut endpoints = Endpoints::from([
        (
            "authorize".to_owned(),
            binding.authorization_endpoint.origin(),
        ),
        (
            "token".to_owned(),
            binding.token_endpoint.as_str().to_owned(),
        ),
    ]);
    endpoints.extend(
        binding
            .issuer
            .clone()
            .map(|issuer| ("issuer".to_owned(), issuer)),
    );
    endpoints
}

/// A sign-in stopped because of other addresses.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) changes: Vec<EndpointChange>,
    /// Names the new addresses, and only these.
    pub(super) confirmation: String,
}

/// What is different from what was pinned. What was not named before and is named now is no change.
pub(super) fn changed(pinned: &Endpoints, now: &Endpoints) -> Option<Changed> {
    let differing = pinned
        .iter()
        .filter(|(name, before)| now.get(*name) != Some(before));
    let changes: Vec<_> = differing
        .map(|(name, before)| EndpointChange {
            name: name.clone(),
            before: Some(before.clone()),
            now: now.get(name).cloned(),
        })
        .collect();
    (!changes.is_empty()).then(|| Changed {
        changes,
        confirmation: confirmation(now),
    })
}

fn confirmation(now: &Endpoints) -> String {
    let mut text = String::new();
    for (name, address) in now {
        // Writing into a `String` cannot fail; no address holds a blank.
        let _ = write!(text, "{name}={address} ");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoints(list: &[(&str, &str)]) -> Endpoints {
        let owned = |(name, address): &(&str, &str)| ((*name).to_owned(), (*address).to_owned());
        list.iter().map(owned).collect()
    }

    #[test]
    fn a_change_names_both_addresses_and_is_confirmed_for_these_only() {
        let before = endpoints(&[("token", "https://a/token"), ("issuer", "https://a")]);
        let now = endpoints(&[("token", "https://b/token"), ("issuer", "https://a")]);
        let other = endpoints(&[("token", "https://c/token"), ("issuer", "https://a")]);
        let first = changed(&before, &now).unwrap();
        assert_eq!(
            first.changes,
            [EndpointChange {
                name: "token".into(),
                before: Some("https://a/token".into()),
                now: Some("https://b/token".into()),
            }]
        );
        let second = changed(&before, &other).unwrap();
        assert_ne!(first.confirmation, second.confirmation);
    }

    #[test]
    fn an_issuer_that_disappears_is_a_change_and_one_that_is_new_is_none() {
        let with = endpoints(&[("issuer", "https://a"), ("token", "https://a/token")]);
        let without = endpoints(&[("token", "https://a/token")]);
        assert!(changed(&with, &without).is_some());
        assert!(changed(&without, &with).is_none());
        assert!(changed(&with, &with).is_none());
    }
}
