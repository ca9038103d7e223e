//! `AllergyIntolerance` (FHIR R4 §9.1), the statement that there is none included.

use crate::node::{Fields, Node};
use crate::{Entry, coding, partial_date};

pub(crate) fn read(allergy: &Fields<'_>, entry: &mut Entry) {
    let reactions: Vec<Fields<'_>> = allergy
        .get("reaction")
        .items()
        .into_iter()
        .map(Node::fields)
        .collect();
    let substance = || {
        reactions
            .iter()
            .find_map(|reaction| coding::coded(reaction.get("substance")))
    };
    entry.title = coding::coded(allergy.get("code"))
        .or_else(|| coding::coded(allergy.get("substance")))
        .or_else(substance);
    entry.detail = manifestations(&reactions).or_else(|| coding::all_words(allergy.get("note")));
    entry.severity = severity(allergy, &reactions);
    entry.category = coding::code(allergy.get("category"));
    let onset = partial_date::choice(allergy, "onset");
    entry.date = onset
        .start
        .or_else(|| partial_date::date(allergy.get("recordedDate")))
        .or_else(|| partial_date::date(allergy.get("assertedDate")))
        .or_else(|| partial_date::date(allergy.get("lastOccurrence")));
    entry.source =
        coding::words(allergy.get("asserter")).or_else(|| coding::words(allergy.get("recorder")));
}

fn manifestations(reactions: &[Fields<'_>]) -> Option<String> {
    let words = |reaction: &Fields<'_>| {
        coding::all_words(reaction.get("manifestation")).or_else(|| reaction.text("description"))
    };
    let lines: Vec<String> = reactions.iter().filter_map(words).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// The gravest word of criticality and of the reactions, as sent.
fn severity(allergy: &Fields<'_>, reactions: &[Fields<'_>]) -> Option<String> {
    let criticality = coding::code(allergy.get("criticality"));
    let reported = reactions
        .iter()
        .filter_map(|reaction| coding::code(reaction.get("severity")));
    criticality
        .into_iter()
        .chain(reported)
        .max_by_key(|word| gravity(word))
}

fn gravity(word: &str) -> u8 {
    match word.to_ascii_lowercase().as_str() {
        "severe" => 5,
        "high" | "crith" => 4,
        "moderate" => 3,
        "mild" => 2,
        "low" | "critl" => 1,
        _ => 0,
    }
}
