//! A search request, read and checked (FHIR R4 §3.1.1).

mod values;

use url::form_urlencoded;

use crate::fhir::date::{Interval, Prefix};
use crate::fhir::failure::Failure;
use crate::fhir::parameter::{Kind, Parameter};
use values::{one_of, parse_count, parse_dates, parse_include, patient_id, split_values};

/// A search of one type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) resource_type: String,
    /// The parameters as received, for the `self` link and for the cursor.
    pub(crate) text: String,
    /// All of them must hold.
    pub(crate) filters: Vec<Filter>,
    pub(crate) sort: Vec<SortKey>,
    /// The page size that was asked for.
    pub(crate) count: Option<usize>,
    pub(crate) includes: Vec<Include>,
    pub(crate) reverse_includes: Vec<Include>,
    /// `_summary=count`: no entries at all.
    pub(crate) only_count: bool,
    /// `_total=none` turns it off.
    pub(crate) wants_total: bool,
    /// Parameters that this server does not know.
    pub(crate) unknown: Vec<String>,
}

/// One parameter; any of its comma-separated values may match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Filter {
    Patient(Vec<String>),
    Id(Vec<String>),
    LastUpdated(Vec<(Prefix, Interval)>),
    Token(&'static str, Vec<TokenPattern>),
    Date(&'static str, Vec<(Prefix, Interval)>),
    Text(&'static str, Vec<String>),
    Reference(&'static Parameter, Vec<String>),
    /// Whether there is no date of this name.
    Undated(&'static str, bool),
}

/// `code`, `system|code`, `|code` or `system|`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TokenPattern {
    /// `None`: any system. `Some("")`: no system.
    pub(crate) system: Option<String>,
    /// `None`: any code.
    pub(crate) code: Option<String>,
}

/// One key of `_sort`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SortKey {
    pub(crate) by: SortBy,
    pub(crate) descending: bool,
}

/// What results can be sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SortBy {
    Id,
    LastUpdated,
    Date(&'static str),
    Token(&'static str),
    Text(&'static str),
}

/// `MedicationRequest:medication`: the type that refers and the parameter by which it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Include {
    pub(crate) source: String,
    pub(crate) parameter: &'static Parameter,
    pub(crate) target: Option<String>,
}

/// Parameters that say how to answer rather than what to find, and are checked elsewhere.
const ELSEWHERE: [&str; 2] = ["_format", "_pretty"];

impl Query {
    /// Reads a query string. Unknown parameters are collected, malformed ones refused.
    pub(crate) fn parse(resource_type: &str, text: &str) -> Result<Self, Failure> {
        let mut query = Self {
            resource_type: resource_type.to_owned(),
            text: text.to_owned(),
            filters: Vec::new(),
            sort: Vec::new(),
            count: None,
            includes: Vec::new(),
            reverse_includes: Vec::new(),
            only_count: false,
            wants_total: true,
            unknown: Vec::new(),
        };
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            query.add(&name, &value)?;
        }
        Ok(query)
    }

    fn add(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        match name {
            "_count" => self.count = Some(parse_count(value)?),
            "_total" => {
                self.wants_total =
                    one_of(name, value, &["none", "estimate", "accurate"])? != "none";
            }
            "_summary" => {
                let modes = ["count", "true", "false", "text", "data"];
                self.only_count = one_of(name, value, &modes)? == "count";
            }
            "_sort" => self.sort = self.parse_sort(value)?,
            "_include" | "_include:iterate" => self.includes.push(parse_include(name, value)?),
            "_revinclude" | "_revinclude:iterate" => {
                self.reverse_includes.push(parse_include(name, value)?);
            }
            _ if ELSEWHERE.contains(&name) => {}
            _ => match self.parse_filter(name, value)? {
                Some(filter) => self.filters.push(filter),
                None => self.unknown.push(name.to_owned()),
            },
        }
        Ok(())
    }

    fn parse_filter(&self, name: &str, value: &str) -> Result<Option<Filter>, Failure> {
        let (base, modifier) = name
            .split_once(':')
            .map_or((name, None), |(base, modifier)| (base, Some(modifier)));
        let values = split_values(value);
        if values.is_empty() {
            return Err(Failure::invalid(format!("{name} has no value")));
        }
        let known = matches!(base, "_id" | "_lastUpdated" | "patient" | "subject");
        let parameter = Parameter::named(&self.resource_type, base);
        let allowed_modifier = match modifier {
            None => true,
            Some("Patient") => matches!(base, "patient" | "subject"),
            Some("missing") => parameter.is_some_and(|each| each.kind == Kind::Date),
            Some(_) => false,
        };
        if !allowed_modifier && (known || parameter.is_some()) {
            return Err(Failure::invalid(format!(
                "{name}: this modifier is not supported"
            )));
        }
        if let (Some("missing"), Some(parameter)) = (modifier, parameter) {
            let missing = one_of(name, value, &["true", "false"])? == "true";
            return Ok(Some(Filter::Undated(parameter.name, missing)));
        }
        Ok(match (base, parameter) {
            ("patient" | "subject", _) => Some(Filter::Patient(
                values.iter().map(|value| patient_id(value)).collect(),
            )),
            ("_id", _) => Some(Filter::Id(values)),
            ("_lastUpdated", _) => Some(Filter::LastUpdated(parse_dates(name, &values)?)),
            (_, Some(parameter)) => Some(filter(parameter, values)?),
            (_, None) => None,
        })
    }

    fn parse_sort(&self, value: &str) -> Result<Vec<SortKey>, Failure> {
        let keys = split_values(value);
        keys.iter()
            .map(|key| {
                let name = key.strip_prefix('-').unwrap_or(key);
                let by = sort_by(&self.resource_type, name)
                    .ok_or_else(|| Failure::invalid(format!("_sort: cannot sort by {name}")))?;
                Ok(SortKey {
                    by,
                    descending: key.starts_with('-'),
                })
            })
            .collect()
    }

    /// The same query without what was asked of these dates.
    pub(crate) fn ignoring(mut self, names: &[String]) -> Self {
        self.filters.retain(|filter| match filter {
            Filter::Date(name, _) | Filter::Undated(name, _) => {
                !names.iter().any(|ignored| ignored == name)
            }
            Filter::Patient(_)
            | Filter::Id(_)
            | Filter::LastUpdated(_)
            | Filter::Token(..)
            | Filter::Text(..)
            | Filter::Reference(..) => true,
        });
        self
    }

    /// Whether a parameter of this name was sent, with or without a modifier.
    pub(crate) fn has(&self, name: &str) -> bool {
        form_urlencoded::parse(self.text.as_bytes())
            .any(|(sent, _)| sent.split(':').next() == Some(name))
    }

    /// A value of `category` that is not among these.
    pub(crate) fn category_beyond(&self, known: &[String]) -> Option<String> {
        form_urlencoded::parse(self.text.as_bytes())
            .filter(|(sent, _)| sent == "category")
            .flat_map(|(_, value)| split_values(&value))
            .find(|value| {
                let code = value.rsplit('|').next().unwrap_or(value);
                !known.iter().any(|known| known == code)
            })
    }

    /// The patients that the search is limited to.
    pub(crate) fn patients(&self) -> impl Iterator<Item = &str> {
        let named = self.filters.iter().filter_map(|filter| match filter {
            Filter::Patient(ids) => Some(ids),
            Filter::Id(ids) if self.resource_type == "Patient" => Some(ids),
            Filter::Id(_)
            | Filter::LastUpdated(_)
            | Filter::Token(..)
            | Filter::Date(..)
            | Filter::Text(..)
            | Filter::Reference(..)
            | Filter::Undated(..) => None,
        });
        named.flatten().map(String::as_str)
    }
}

fn filter(parameter: &'static Parameter, values: Vec<String>) -> Result<Filter, Failure> {
    let name = parameter.name;
    Ok(match parameter.kind {
        Kind::Token => Filter::Token(
            name,
            values
                .iter()
                .map(|value| TokenPattern::parse(value))
                .collect(),
        ),
        Kind::Date => Filter::Date(name, parse_dates(name, &values)?),
        Kind::Text => Filter::Text(
            name,
            values.iter().map(|value| value.to_lowercase()).collect(),
        ),
        Kind::Reference => Filter::Reference(parameter, values),
    })
}

fn sort_by(resource_type: &str, name: &str) -> Option<SortBy> {
    match name {
        "_id" => return Some(SortBy::Id),
        "_lastUpdated" => return Some(SortBy::LastUpdated),
        _ => {}
    }
    let parameter = Parameter::named(resource_type, name)?;
    match parameter.kind {
        Kind::Date => Some(SortBy::Date(parameter.name)),
        Kind::Token => Some(SortBy::Token(parameter.name)),
        Kind::Text => Some(SortBy::Text(parameter.name)),
        Kind::Reference => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_unless_escaped() {
        assert_eq!(split_values(r"a,b\,c,,d\\"), ["a", "b,c", r"d\"]);
        assert!(split_values(",").is_empty());
    }

    #[test]
    fn malformed_parameters_are_refused_and_unknown_ones_collected() {
        for malformed in [
            "_count=x",
            "_count=-1",
            "date=yesterday",
            "_total=maybe",
            "_sort=colour",
            "_include=Observation",
            "code:in=x",
            "_lastUpdated=gx",
            "code=",
            "subject:Group=1",
        ] {
            assert!(
                Query::parse("Observation", malformed).is_err(),
                "{malformed}"
            );
        }
        let query = Query::parse("Observation", "code=a&colour=red&patient.name=x").unwrap();
        assert_eq!(query.unknown, ["colour", "patient.name"]);
    }

    #[test]
    fn a_patient_may_be_named_in_four_ways() {
        for sent in [
            "patient=1",
            "subject=Patient/1",
            "subject:Patient=1",
            "patient=http%3A%2F%2Fa%2FPatient%2F1",
        ] {
            let query = Query::parse("Observation", sent).unwrap();
            assert_eq!(query.patients().collect::<Vec<_>>(), ["1"], "{sent}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics_on_any_query_string(text in "\\PC{0,60}", name in "[_a-z:-]{1,16}", value in "\\PC{0,20}") {
            let _ = Query::parse("Observation", &text);
            let _ = Query::parse("Condition", &format!("{name}={value}"));
        }
    }
}
