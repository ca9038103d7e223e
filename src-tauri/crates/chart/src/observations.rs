//! `Observation` (FHIR R4 §10.1): value[x] of every type, components, reference range, flag.
//!
//! Nothing is derived: no flag where the source sent none, no unit where it sent none.

use crate::node::{Fields, Node};
use crate::quantity::{self, Measured};
use crate::{
    Component, Entry, Section, Warning, absent_reason, coding, partial_date, reference_range,
};

pub(crate) fn read(observation: &Fields<'_>, entry: &mut Entry) {
    entry.title = coding::coded(observation.get("code"));
    entry.section = section(observation);
    entry.category = coding::code(observation.get("category"));
    let effective = partial_date::choice(observation, "effective");
    entry.date = effective.start;
    entry.end = effective.end;
    entry.source = coding::words(observation.get("performer"));

    let measured = value(observation, &mut entry.warnings);
    let mut unit_key = measured
        .as_ref()
        .and_then(|measured| measured.unit_key.clone());
    entry.value = measured.map(|measured| measured.value);
    for part in observation.get("component").items() {
        let (component, component_unit) = component(&part.fields(), &mut entry.warnings);
        if entry.value.is_none() && unit_key.is_none() {
            unit_key = component_unit;
        }
        entry.components.push(component);
    }
    entry.analyte = analyte(observation, entry, unit_key);
    entry.detail = absent_reason(observation)
        .or_else(|| coding::all_words(observation.get("note")))
        .or_else(|| observation.text("comment"))
        .or_else(|| observation.text("comments"));
}

/// By its categories; by its code only where the source sent no category at all.
fn section(observation: &Fields<'_>) -> Section {
    let categories = coding::codes(observation.get("category"));
    let sections = || {
        categories
            .iter()
            .filter_map(|code| section_of_category(code))
    };
    // A social finding of a survey is a social finding.
    sections()
        .min_by_key(|section| (*section == Section::Assessments, *section))
        .unwrap_or_else(|| {
            if categories.is_empty() {
                section_of_code(observation)
            } else {
                Section::Results
            }
        })
}

fn section_of_category(code: &str) -> Option<Section> {
    Some(match code.to_ascii_lowercase().as_str() {
        "vital-signs" | "vital signs" => Section::Vitals,
        "social-history" | "social history" | "sdoh" => Section::SocialHistory,
        "survey"
        | "functional-status"
        | "disability-status"
        | "cognitive-status"
        | "treatment-intervention-preference"
        | "care-experience-preference" => Section::Assessments,
        _ => return None,
    })
}

/// LOINC codes of the vital signs of FHIR R4 (§10.1.9), and of smoking and drinking.
fn section_of_code(observation: &Fields<'_>) -> Section {
    let codes = coding::qualified_codes(observation.get("code"));
    let loinc = codes
        .iter()
        .filter_map(|code| code.strip_prefix("http://loinc.org|"));
    let sections = loinc.filter_map(|code| match code {
        "85353-1" | "9279-1" | "8867-4" | "2708-6" | "59408-5" | "8310-5" | "8302-2" | "9843-4"
        | "29463-7" | "39156-5" | "85354-9" | "8480-6" | "8462-4" => Some(Section::Vitals),
        "72166-2" | "74013-4" | "11367-0" => Some(Section::SocialHistory),
        _ => None,
    });
    sections.min().unwrap_or(Section::Results)
}

fn component(part: &Fields<'_>, warnings: &mut Vec<Warning>) -> (Component, Option<String>) {
    let measured = value(part, warnings);
    let unit_key = measured
        .as_ref()
        .and_then(|measured| measured.unit_key.clone());
    let component = Component {
        title: coding::coded(part.get("code")),
        value: measured.map(|measured| measured.value),
    };
    (component, unit_key)
}

/// value[x] with its flag and range. Says in `warnings` what a reader must know of it.
fn value(owner: &Fields<'_>, warnings: &mut Vec<Warning>) -> Option<Measured> {
    let sent: Vec<(&str, Node<'_>)> = owner
        .choices("value")
        .map(|(kind, node)| (kind, node.first()))
        .collect();
    let mut readable = sent
        .iter()
        .filter_map(|(kind, node)| Some((*kind, read_value(*node)?)));
    let measured = readable.next();
    let hides = |(_, node): &(&str, Node<'_>)| node.is_object() && !has_absent_reason(*node);
    if readable.next().is_some() || (measured.is_none() && sent.iter().any(hides)) {
        warn(warnings, Warning::Malformed);
    }
    let gives_reason = sent.iter().any(|(_, node)| has_absent_reason(*node));
    if !owner.get("dataAbsentReason").is_absent() || (measured.is_none() && gives_reason) {
        warn(warnings, Warning::DataAbsent);
    }
    let (kind, mut measured) = measured?;
    let is_numeral = quantity::finite(&measured.value.text).is_some();
    if kind.ends_with("Quantity") && is_numeral && measured.value.unit.is_none() {
        warn(warnings, Warning::MissingUnit);
    }
    measured.value.flag = coding::code(owner.get("interpretation"));
    measured.value.range = reference_range::reference_range(owner.get("referenceRange"), &measured);
    Some(measured)
}

fn warn(warnings: &mut Vec<Warning>, warning: Warning) {
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
}

/// By the shape of what was sent, not by the name of the element: servers send one for the other.
fn read_value(node: Node<'_>) -> Option<Measured> {
    if !node.is_object() {
        let text = node.text()?.into_owned();
        let number = if node.is_number() {
            quantity::finite(&text)
        } else {
            None
        };
        return Some(Measured::words(text, number));
    }
    let fields = node.fields();
    let has = |name: &str| !fields.get(name).is_absent();
    if has("value") {
        quantity::quantity(node)
    } else if has("numerator") || has("denominator") {
        quantity::ratio(&fields)
    } else if has("low") || has("high") {
        quantity::range(&fields)
    } else {
        in_words(node, &fields)
    }
}

fn in_words(node: Node<'_>, fields: &Fields<'_>) -> Option<Measured> {
    let ends: Vec<String> = [fields.text("start"), fields.text("end")]
        .into_iter()
        .flatten()
        .collect();
    let named = ["data", "title", "url", "contentType", "reference"];
    let text = if ends.is_empty() {
        coding::words(node).or_else(|| named.iter().find_map(|name| fields.text(name)))?
    } else {
        ends.join(" – ")
    };
    Some(Measured::words(text, None))
}

fn has_absent_reason(node: Node<'_>) -> bool {
    absent_reason::extension(node).is_some()
}

/// Why there is no value, in the source's words, of the observation or of its first component.
fn absent_reason(observation: &Fields<'_>) -> Option<String> {
    let of_value = || {
        let sent = observation.choices("value").map(|(_, node)| node);
        sent.into_iter().find_map(absent_reason::extension)
    };
    let of_component = || {
        let parts = observation.get("component").items().into_iter();
        parts
            .into_iter()
            .find_map(|part| coding::words(part.get("dataAbsentReason")))
    };
    coding::words(observation.get("dataAbsentReason"))
        .or_else(of_value)
        .or_else(of_component)
}

/// `system|code|unit` of the first coding, `|words|unit` where there is no code.
fn analyte(observation: &Fields<'_>, entry: &Entry, unit_key: Option<String>) -> Option<String> {
    let code = coding::qualified_codes(observation.get("code"))
        .into_iter()
        .next();
    let code = code.or_else(|| entry.title.as_ref().map(|title| format!("|{}", title.text)))?;
    Some(format!("{code}|{}", unit_key.unwrap_or_default()))
}
