//! The values of search parameters, from text.

use super::{Include, TokenPattern};
use crate::fhir::date::{Interval, Prefix};
use crate::fhir::failure::Failure;
use crate::fhir::parameter::{Kind, Parameter, SUBJECT};

impl TokenPattern {
    pub(super) fn parse(value: &str) -> Self {
        let owned = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        match value.split_once('|') {
            None => Self {
                system: None,
                code: owned(value),
            },
            Some((system, code)) => Self {
                system: Some(system.to_owned()),
                code: owned(code),
            },
        }
    }
}

pub(super) fn parse_count(value: &str) -> Result<usize, Failure> {
    value
        .parse()
        .map_err(|_| Failure::invalid("_count is not a number"))
}

pub(super) fn one_of<'v>(name: &str, value: &'v str, allowed: &[&str]) -> Result<&'v str, Failure> {
    let known = allowed.contains(&value).then_some(value);
    known.ok_or_else(|| Failure::invalid(format!("{name} must be one of {}", allowed.join(", "))))
}

pub(super) fn parse_dates(
    name: &str,
    values: &[String],
) -> Result<Vec<(Prefix, Interval)>, Failure> {
    values
        .iter()
        .map(|value| {
            let (prefix, date) = Prefix::split(value);
            // A `+` of a zone that was not escaped arrives as a space.
            let date = date.replace(' ', "+");
            let interval = Interval::parse(&date)
                .ok_or_else(|| Failure::invalid(format!("{name} is not a date")))?;
            Ok((prefix, interval))
        })
        .collect()
}

pub(super) fn parse_include(name: &str, value: &str) -> Result<Include, Failure> {
    let refuse = || Failure::invalid(format!("{name}={value} is not supported"));
    let mut parts = value.split(':');
    let (source, parameter) = parts.next().zip(parts.next()).ok_or_else(refuse)?;
    let parameter = match parameter {
        "patient" | "subject" => Some(SUBJECT),
        _ => Parameter::named(source, parameter)
            .filter(|parameter| parameter.kind == Kind::Reference),
    };
    Ok(Include {
        source: source.to_owned(),
        parameter: parameter.ok_or_else(refuse)?,
        target: parts.next().map(str::to_owned),
    })
}

pub(super) fn patient_id(value: &str) -> String {
    let id = value.rsplit_once("Patient/").map_or(value, |(_, id)| id);
    id.to_owned()
}

/// Splits at commas that are not escaped (FHIR R4 §3.1.1.4.15); empty values are no values.
pub(super) fn split_values(value: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        let literal = match character {
            ',' => {
                values.push(String::new());
                continue;
            }
            '\\' => characters.next().unwrap_or('\\'),
            other => other,
        };
        if let Some(last) = values.last_mut() {
            last.push(literal);
        }
    }
    values.retain(|value| !value.is_empty());
    values
}
