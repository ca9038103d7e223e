//! What a resource can be found by: its search values, its references, and the patients it is about.
//!
//! Reads whatever shape it meets: one or many where the specification says the other, a missing or mistyped
//! element is simply not indexed. The JSON that is served is never built from here.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use super::compartment;
use super::date::Interval;
use super::parameter::{Kind, Parameter};

/// A code with its system, or an identifier with its.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) system: Option<Arc<str>>,
    pub(crate) code: Arc<str>,
}

/// Everything the server knows about a resource beside its JSON.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pub(crate) tokens: Vec<(&'static str, Token)>,
    pub(crate) dates: Vec<(&'static str, Interval)>,
    pub(crate) texts: Vec<(&'static str, Arc<str>)>,
    /// Every reference in the resource as `Type/id`, contained and logical ones left out.
    pub(crate) references: Vec<Arc<str>>,
    /// The ids of the patients the resource is about.
    pub(crate) about: Vec<Arc<str>>,
}

/// Builds indexes: keeps one copy of each code and system, however many resources carry it.
#[derive(Debug, Default)]
pub(crate) struct Indexer {
    texts: HashSet<Arc<str>>,
    parameters: HashMap<String, Vec<&'static Parameter>>,
}

impl Indexer {
    /// Reads the search values of a resource.
    pub(crate) fn index(&mut self, resource_type: &str, id: &str, resource: &Value) -> Index {
        let mut index = Index::default();
        for parameter in self.parameters_of(resource_type) {
            for element in parameter.paths().flat_map(|path| elements(resource, path)) {
                index.add(parameter, element, self);
            }
        }
        collect_references(resource, &mut |reference| {
            if let Some(target) = relative(reference) {
                index.references.push(self.intern(target));
            }
        });
        let about = compartment::about(resource_type, id, resource);
        index.about = about.iter().map(|patient| self.intern(patient)).collect();
        index
    }

    fn parameters_of(&mut self, resource_type: &str) -> Vec<&'static Parameter> {
        if let Some(known) = self.parameters.get(resource_type) {
            return known.clone();
        }
        let parameters: Vec<_> = Parameter::of(resource_type).collect();
        self.parameters
            .insert(resource_type.to_owned(), parameters.clone());
        parameters
    }

    fn intern(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.texts.insert(Arc::clone(&new));
        new
    }
}

impl Index {
    fn add(&mut self, parameter: &Parameter, element: &Value, indexer: &mut Indexer) {
        let name = parameter.name;
        match parameter.kind {
            Kind::Token => self.add_tokens(name, element, indexer),
            Kind::Date => self
                .dates
                .extend(interval(element).map(|interval| (name, interval))),
            Kind::Text => {
                let text = element
                    .as_str()
                    .map(|text| indexer.intern(&text.to_lowercase()));
                self.texts.extend(text.map(|text| (name, text)));
            }
            // Looked up in `references` and checked against the JSON where a search asks for it.
            Kind::Reference => {}
        }
    }

    fn add_tokens(&mut self, name: &'static str, element: &Value, indexer: &mut Indexer) {
        for coding in elements(element, "coding") {
            self.add_tokens(name, coding, indexer);
        }
        let code = ["code", "value"]
            .iter()
            .find_map(|key| element.get(key)?.as_str());
        let bare = element.as_str().or_else(|| {
            element
                .as_bool()
                .map(|on| if on { "true" } else { "false" })
        });
        if let Some(code) = code.or(bare) {
            let system = element.get("system").and_then(Value::as_str);
            let token = Token {
                system: system.map(|system| indexer.intern(system)),
                code: indexer.intern(code),
            };
            self.tokens.push((name, token));
        }
    }
}

fn interval(element: &Value) -> Option<Interval> {
    if let Some(text) = element.as_str() {
        return Interval::parse(text);
    }
    let end_at = |key: &str| {
        element
            .get(key)
            .and_then(Value::as_str)
            .and_then(Interval::parse)
    };
    let (start, end) = (end_at("start"), end_at("end"));
    (start.is_some() || end.is_some()).then(|| Interval::period(start, end))
}

/// The elements at a dotted path; arrays are entered on the way and at the end.
pub(crate) fn elements<'v>(value: &'v Value, path: &str) -> Vec<&'v Value> {
    let mut found = flat(value);
    for key in path.split('.') {
        found = found
            .into_iter()
            .filter_map(|value| value.get(key))
            .flat_map(flat)
            .collect();
    }
    found
}

fn flat(value: &Value) -> Vec<&Value> {
    value
        .as_array()
        .map_or_else(|| vec![value], |items| items.iter().collect())
}

/// Calls `found` with every `reference`, and with every `url` that names a `Binary`.
fn collect_references(value: &Value, found: &mut impl FnMut(&str)) {
    if let Some(object) = value.as_object() {
        for (key, member) in object {
            match member.as_str() {
                Some(text) if key == "reference" => found(text),
                Some(text) if key == "url" && text.contains("Binary/") => found(text),
                _ => collect_references(member, found),
            }
        }
    }
    for item in value.as_array().into_iter().flatten() {
        collect_references(item, found);
    }
}

/// The `Type/id` at the end of a relative or absolute reference.
pub(crate) fn relative(reference: &str) -> Option<&str> {
    let reference = reference.split("/_history/").next()?;
    if reference.starts_with(['#', '?']) || reference.starts_with("urn:") || reference.contains('?')
    {
        return None;
    }
    let (head, id) = reference.rsplit_once('/')?;
    let resource_type = head.rsplit('/').next()?;
    let typed = resource_type.starts_with(|first: char| first.is_ascii_uppercase());
    if !typed || id.is_empty() {
        return None;
    }
    reference.get(head.len() - resource_type.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_reduced_to_type_and_id() {
        assert_eq!(relative("Patient/1"), Some("Patient/1"));
        assert_eq!(
            relative("https://a.example/fhir/Patient/1/_history/3"),
            Some("Patient/1")
        );
        for not_a_resource in [
            "#m",
            "urn:uuid:1",
            "Practitioner?identifier=a|b",
            "x",
            "",
            "a/b",
            "Patient/",
        ] {
            assert_eq!(relative(not_a_resource), None, "{not_a_resource}");
        }
    }

    #[test]
    fn wrong_shapes_are_read_as_far_as_they_go() {
        let resource = serde_json::json!({
            "code": [{"coding": {"system": "s", "code": "c"}}], "category": {"text": "lab"}, "status": null,
            "subject": [{"reference": "Patient/p"}], "effectiveDateTime": 7, "issued": "",
        });
        let index = Indexer::default().index("Observation", "o", &resource);
        let token = Token {
            system: Some("s".into()),
            code: "c".into(),
        };
        assert_eq!(index.tokens, [("code", token)]);
        assert_eq!(index.about, ["p".into()]);
        assert!(index.dates.is_empty());
    }
}
