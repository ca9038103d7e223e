//! `Quantity` and its relatives (FHIR R4 §2.24.0.9, §2.24.0.11): digits as sent, comparator, unit.
//! Must never know: conversion between units, rounding, locale.

use crate::node::{Fields, Node};
use crate::{Value, coding, pick};

/// A value and what tells its unit from another.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) value: Value,
    /// The unit's code (UCUM mostly), else its words: equal units compare equal.
    pub(crate) unit_key: Option<String>,
}

impl Measured {
    /// Words or bare digits without a unit.
    pub(crate) fn words(text: String, number: Option<f64>) -> Self {
        let value = Value {
            text,
            number,
            comparator: None,
            unit: None,
            unit_code: None,
            flag: None,
            range: None,
        };
        Measured {
            value,
            unit_key: None,
        }
    }
}

/// A quantity; `None` where it has no value. A string in its place is kept as words.
pub(crate) fn quantity(node: Node<'_>) -> Option<Measured> {
    if !node.is_object() {
        return node
            .text()
            .map(|text| Measured::words(text.into_owned(), None));
    }
    let fields = node.fields();
    let mut measured = Measured::words(fields.text("value")?, None);
    measured.value.number = finite(&measured.value.text);
    measured.value.comparator = fields.text("comparator");
    measured.value.unit = unit(&fields);
    measured.value.unit_code = ucum_code(&fields);
    measured.unit_key = fields.text("code").or_else(|| measured.value.unit.clone());
    Some(measured)
}

fn unit(quantity: &Fields<'_>) -> Option<String> {
    // `units` was its name in DSTU2; `currency` stands in Money.
    ["unit", "code", "units", "currency"]
        .iter()
        .find_map(|name| quantity.text(name))
}

/// The code, but for one that the source says is of another system than UCUM.
fn ucum_code(quantity: &Fields<'_>) -> Option<String> {
    let system = quantity.text("system");
    let is_ucum = system.is_none_or(|system| system == "http://unitsofmeasure.org");
    quantity.text("code").filter(|_| is_ucum)
}

/// The number for a chart. Never for display, and never infinite.
pub(crate) fn finite(digits: &str) -> Option<f64> {
    let is_numeral = digits.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|number: &f64| is_numeral && number.is_finite())
}

/// A quantity in one line: comparator, digits, unit.
pub(crate) fn line(node: Node<'_>) -> Option<String> {
    Some(quantity(node)?.value.in_one_line())
}

impl Value {
    /// Comparator, digits and unit, as sent.
    pub(crate) fn in_one_line(&self) -> String {
        let Value {
            text,
            comparator,
            unit,
            ..
        } = self;
        let unit = unit
            .as_ref()
            .map(|unit| format!(" {unit}"))
            .unwrap_or_default();
        format!("{}{text}{unit}", comparator.as_deref().unwrap_or_default())
    }
}

/// A quantity, a range, a ratio, a moment or words, in one line as sent.
pub(crate) fn any(node: Node<'_>) -> Option<String> {
    let node = node.first();
    if !node.is_object() {
        return node.text().map(Into::into);
    }
    let fields = node.fields();
    let measured = if fields.get("value").is_absent() {
        range(&fields).or_else(|| ratio(&fields))
    } else {
        quantity(node)
    };
    measured
        .map(|measured| measured.value.in_one_line())
        .or_else(|| coding::words(node))
        .or_else(|| {
            let ends = [fields.text("start"), fields.text("end")];
            pick::joined(ends, " – ")
        })
}

/// `Range`: both bounds joined, one bound with its direction, the unit of the first that has one.
pub(crate) fn range(fields: &Fields<'_>) -> Option<Measured> {
    let low = quantity(fields.get("low"));
    let high = quantity(fields.get("high"));
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        (Some(only), None) => return Some(with_comparator(only, ">=")),
        (None, Some(only)) => return Some(with_comparator(only, "<=")),
        (None, None) => return None,
    };
    let text = if low.value.unit == high.value.unit || low.value.unit.is_none() {
        format!("{} – {}", low.value.text, high.value.text)
    } else {
        return Some(Measured::words(
            format!(
                "{} – {}",
                line(fields.get("low"))?,
                line(fields.get("high"))?
            ),
            None,
        ));
    };
    let mut joined = Measured::words(text, None);
    joined.value.unit = high.value.unit;
    joined.unit_key = high.unit_key;
    Some(joined)
}

fn with_comparator(mut bound: Measured, comparator: &str) -> Measured {
    bound
        .value
        .comparator
        .get_or_insert_with(|| comparator.to_owned());
    // A bound is not a measured point.
    bound.value.number = None;
    bound
}

/// `Ratio`: a titre `1:128` where neither side has a unit, else `5 mg / 2 mL`.
pub(crate) fn ratio(fields: &Fields<'_>) -> Option<Measured> {
    let numerator = quantity(fields.get("numerator"));
    let denominator = quantity(fields.get("denominator"));
    let has_unit =
        |side: &Option<Measured>| side.as_ref().is_some_and(|side| side.value.unit.is_some());
    let separator = if has_unit(&numerator) || has_unit(&denominator) {
        " / "
    } else {
        ":"
    };
    let sides = [
        line(fields.get("numerator")),
        line(fields.get("denominator")),
    ];
    let sides: Vec<String> = sides.into_iter().flatten().collect();
    (!sides.is_empty()).then(|| Measured::words(sides.join(separator), None))
}
