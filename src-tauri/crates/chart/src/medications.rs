//! `MedicationRequest`, `MedicationStatement`, `MedicationAdministration`, `MedicationDispense`
//! (FHIR R4 §11): which medicine, how it is taken, since when.

use crate::node::{Fields, Node};
use crate::{Coded, Entry, coding, partial_date, pick, quantity, rules};

pub(crate) fn read(medication: &Fields<'_>, entry: &mut Entry) {
    entry.title = title(medication);
    match dosage(medication) {
        Some((line, is_composed)) => {
            entry.detail = Some(line);
            if is_composed {
                rules::note(&mut entry.rules, rules::COMPOSED_DOSAGE);
            }
        }
        None => entry.detail = coding::all_words(medication.get("note")),
    }
    entry.category = coding::code(medication.get("category"));
    let effective = partial_date::choice(medication, "effective");
    let occurred = partial_date::choice(medication, "occurrence");
    entry.date = [effective.start, occurred.start]
        .into_iter()
        .flatten()
        .next()
        .or_else(|| {
            let names = [
                "authoredOn",
                "dateWritten",
                "whenHandedOver",
                "whenPrepared",
                "dateAsserted",
            ];
            names
                .iter()
                .find_map(|name| partial_date::date(medication.get(name)))
        });
    entry.end = effective.end.or(occurred.end);
    entry.source = [
        "requester",
        "prescriber",
        "informationSource",
        "performer",
        "recorder",
    ]
    .iter()
    .find_map(|name| who(medication.get(name)));
}

/// `requester` is a reference in R4, a backbone element with `agent` in STU3; `performer` has `actor`.
fn who(node: Node<'_>) -> Option<String> {
    coding::words(node)
        .or_else(|| coding::words(node.get("actor")))
        .or_else(|| coding::words(node.get("agent")))
}

fn title(medication: &Fields<'_>) -> Option<Coded> {
    let (concept, reference) = (
        medication.get("medicationCodeableConcept"),
        medication.get("medicationReference"),
    );
    coding::coded(concept)
        .or_else(|| contained(medication, reference))
        .or_else(|| coding::coded(reference))
        .or_else(|| contained(medication, medication.get("medication")))
        .or_else(|| contained(medication, medication.get("medication").get("reference")))
        .or_else(|| coding::coded(medication.get("medication")))
}

/// The medicine that travels inside this resource under `#id`.
fn contained(medication: &Fields<'_>, reference: Node<'_>) -> Option<Coded> {
    let reference = reference.get("reference").text()?;
    let id = reference.strip_prefix('#')?;
    let held = medication
        .get("contained")
        .items()
        .into_iter()
        .map(Node::fields);
    held.into_iter()
        .find(|held| held.get("id").text().as_deref() == Some(id))
        .and_then(|held| name(&held))
}

/// What a `Medication` resource is called: its code, else its ingredients.
pub(crate) fn name(medication: &Fields<'_>) -> Option<Coded> {
    coding::coded(medication.get("code")).or_else(|| {
        let ingredients = medication
            .get("ingredient")
            .items()
            .into_iter()
            .map(Node::fields);
        let items: Vec<Coded> = ingredients
            .filter_map(|one| {
                one.choices("item")
                    .find_map(|(_, item)| coding::coded(item))
            })
            .collect();
        let text = items
            .iter()
            .map(|item| item.text.as_str())
            .collect::<Vec<_>>()
            .join("; ");
        (!text.is_empty()).then(|| pick::in_words(text))
    })
}

/// The `medicationReference` that has to be looked up elsewhere.
pub(crate) fn reference(medication: &Fields<'_>) -> Option<String> {
    let in_r4 = medication
        .get("medicationReference")
        .get("reference")
        .text();
    let in_r5 = || {
        medication
            .get("medication")
            .get("reference")
            .get("reference")
            .text()
    };
    let reference = in_r4.or_else(in_r5)?;
    (!reference.starts_with('#')).then(|| reference.into_owned())
}

/// The dosage in the source's words; where it has none, put together from its parts. `true`: put together.
fn dosage(medication: &Fields<'_>) -> Option<(String, bool)> {
    let dosages: Vec<Node<'_>> = ["dosageInstruction", "dosage"]
        .iter()
        .flat_map(|name| medication.get(name).items())
        .collect();
    let mut is_composed = false;
    let lines = dosages.into_iter().map(|dosage| {
        if !dosage.is_object() {
            return coding::words(dosage);
        }
        let dosage = dosage.fields();
        let in_words = words_of(&dosage);
        is_composed |= in_words.is_none();
        in_words.or_else(|| composed(&dosage))
    });
    let line = pick::joined(lines, "; ")?;
    Some((line, is_composed))
}

/// One dosage in one line.
pub(crate) fn one_dosage(dosage: &Fields<'_>) -> Option<String> {
    words_of(dosage).or_else(|| composed(dosage))
}

fn words_of(dosage: &Fields<'_>) -> Option<String> {
    dosage
        .text("text")
        .or_else(|| dosage.text("patientInstruction"))
}

/// Dose, rate, way, timing and conditions, each as sent.
fn composed(dosage: &Fields<'_>) -> Option<String> {
    let rated = dosage.get("doseAndRate").fields();
    let amount = |stem: &str| {
        let own = dosage.choices(stem).map(|(_, node)| node);
        let own: Vec<Node<'_>> = rated
            .choices(stem)
            .map(|(_, node)| node)
            .chain(own)
            .collect();
        own.into_iter().find_map(quantity::any)
    };
    let timing = dosage.get("timing").fields();
    let parts = [
        amount("dose"),
        amount("rate"),
        coding::words(dosage.get("route")),
        coding::words(dosage.get("site")),
        coding::words(timing.get("code")),
        repeat(&timing.get("repeat").fields()),
        as_needed(dosage),
        pick::all_words(dosage, &["additionalInstruction", "additionalInstructions"]),
        quantity::any(dosage.get("maxDosePerPeriod")).map(|most| format!("max {most}")),
    ];
    pick::joined(parts, ", ")
}

/// `2 / 1 d`: so often in so long, with the codes that were sent.
fn repeat(repeat: &Fields<'_>) -> Option<String> {
    let often = |most: &str, least: &str| match (repeat.text(least), repeat.text(most)) {
        (Some(least), Some(most)) => Some(format!("{least}–{most}")),
        (least, most) => least.or(most),
    };
    let unit = repeat
        .text("periodUnit")
        .or_else(|| repeat.text("periodUnits"));
    let period = often("periodMax", "period").map(|period| {
        format!("{period} {}", unit.unwrap_or_default())
            .trim_end()
            .to_owned()
    });
    let rate = match (often("frequencyMax", "frequency"), period) {
        (Some(frequency), Some(period)) => Some(format!("{frequency} / {period}")),
        (Some(frequency), None) => Some(format!("{frequency} ×")),
        (None, Some(period)) => Some(format!("1 / {period}")),
        (None, None) => None,
    };
    let days = coding::all_words(repeat.get("dayOfWeek"));
    let times = coding::all_words(repeat.get("timeOfDay"));
    let when = coding::all_words(repeat.get("when"));
    pick::joined([rate, days, times, when], ", ")
}

fn as_needed(dosage: &Fields<'_>) -> Option<String> {
    if let Some(what_for) = coding::words(dosage.get("asNeededCodeableConcept"))
        .or_else(|| coding::words(dosage.get("asNeededFor")))
    {
        return Some(format!("PRN: {what_for}"));
    }
    dosage
        .get("asNeededBoolean")
        .is_true()
        .then(|| "PRN".to_owned())
}
