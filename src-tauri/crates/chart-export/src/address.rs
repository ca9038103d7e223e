//! Where a resource is at its server, and which of the record's resources a reference names.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::uuid::urn;

/// A logical id is letters, digits, `-` and `.`; one that is not is still written as part of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Gives each resource of a copy its `fullUrl`.
#[derive(Debug)]
pub(crate) struct Addresses<'a> {
    base: &'a str,
    document: [u8; 16],
    made: u32,
    known: HashMap<String, String>,
}

impl<'a> Addresses<'a> {
    pub(crate) fn new(base: &'a str, document: [u8; 16]) -> Self {
        Self {
            base: base.trim_end_matches('/'),
            document,
            made: 0,
            known: HashMap::new(),
        }
    }

    /// A name that nothing has yet.
    pub(crate) fn new_name(&mut self) -> String {
        self.made += 1;
        urn(self.document, self.made)
    }

    /// The address of the resource with this key: at its server, else a name that is made here once.
    pub(crate) fn of(&mut self, key: &str) -> String {
        if let Some(known) = self.known.get(key) {
            return known.clone();
        }
        let address = match key.split_once('/') {
            // Keys of resources without an id, and without a type.
            Some((kind, id)) if !kind.is_empty() && !id.starts_with('#') => {
                let segment = |text| utf8_percent_encode(text, SEGMENT);
                format!("{}/{}/{}", self.base, segment(kind), segment(id))
            }
            Some(_) | None => self.new_name(),
        };
        self.known.insert(key.to_owned(), address.clone());
        address
    }
}

/// The key of the resource that a reference names, where it is one of this server's.
pub(crate) fn key_of(reference: &str, base: &str) -> Option<String> {
    let base = base.trim_end_matches('/');
    let relative = match reference.strip_prefix(base) {
        Some(rest) => rest.strip_prefix('/')?,
        None if reference.contains(':') || reference.starts_with(['#', '/']) => return None,
        None => reference,
    };
    let mut segments = relative.split('/');
    let (kind, id) = (segments.next()?, segments.next()?);
    let is_version = matches!(
        (segments.next(), segments.next(), segments.next()),
        (None, None, None) | (Some("_history"), Some(_), None)
    );
    let id = id.split(['?', '#', '|']).next()?;
    (is_version && !kind.is_empty() && !id.is_empty()).then(|| format!("{kind}/{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_resource_that_a_reference_names() {
        let base = "https://ehr.example/fhir";
        for (reference, key) in [
            ("Medication/1", Some("Medication/1")),
            ("Medication/1/_history/3", Some("Medication/1")),
            (
                "https://ehr.example/fhir/Medication/1",
                Some("Medication/1"),
            ),
            ("https://ehr.example/fhir2/Medication/1", None),
            ("https://other.example/fhir/Medication/1", None),
            ("urn:uuid:1", None),
            ("#1", None),
            ("Medication", None),
            ("Medication?identifier=1", None),
            ("a/b/c", None),
            ("", None),
        ] {
            assert_eq!(key_of(reference, base).as_deref(), key, "{reference}");
        }
    }

    #[test]
    fn what_has_no_address_at_the_server_gets_one_name() {
        let mut addresses = Addresses::new("https://ehr.example/fhir/", [1; 16]);
        assert_eq!(
            addresses.of("Condition/1"),
            "https://ehr.example/fhir/Condition/1"
        );
        assert_eq!(
            addresses.of("Condition/a b/c"),
            "https://ehr.example/fhir/Condition/a%20b%2Fc"
        );
        let made = addresses.of("Condition/#1");
        assert!(made.starts_with("urn:uuid:"));
        assert_eq!(addresses.of("Condition/#1"), made);
        assert_ne!(addresses.of("Condition/#2"), made);
    }
}
