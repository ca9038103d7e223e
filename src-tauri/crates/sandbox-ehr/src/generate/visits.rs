//! Years of visits and hospital stays, until a record has the size that was asked for.

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::analytes::PANELS;
use super::documents::add_note;
use super::institution::{CLINIC, NURSE, PHYSICIAN, ROOM, WARD};
use super::record::{Record, SNOMED, TERMINOLOGY, concept, hl7_concept};
use super::{labs, vitals};

/// The visits begin so long before the anchor.
const HISTORY_DAYS: usize = 12 * 365;
/// The most that one visit writes: encounter, vitals, two panels, note, provenance.
const VISIT: usize = 1 + vitals::SET + 2 * labs::PANEL + 2;
/// Sets of vital signs and panels of a stay of one day.
const STAY_DAY: usize = 6 * vitals::SET + 2 * labs::PANEL;

/// Writes visits, oldest first, then readings from home until `target` resources are written.
pub(crate) fn add_visits(record: &mut Record<'_>, target: usize) {
    let begun = record.written();
    let mut number = 0;
    while record.written() + VISIT < target {
        let progress = (record.written() - begun) * HISTORY_DAYS / (target - begun);
        let days = i32::try_from(HISTORY_DAYS - progress).unwrap_or(0);
        let moment = record.days_before(days.max(1));
        let stay = stay_days(number, target);
        if stay > 0 && record.written() + stay * STAY_DAY + VISIT < target {
            add_stay(record, moment, stay);
        } else {
            add_visit(record, moment, number);
        }
        number += 1;
    }
    let missing = target.saturating_sub(record.written());
    for turn in 0..missing {
        let days = i32::try_from(missing - turn).unwrap_or(1);
        let moment = record.days_before(days);
        vitals::add_home_reading(record, moment, turn);
    }
}

/// Every ninth visit of a large record is a stay; the larger the record, the longer.
fn stay_days(number: usize, target: usize) -> usize {
    let is_stay = number % 9 == 8 && target >= 2_000;
    if is_stay {
        (target / 5_000).clamp(2, 9)
    } else {
        0
    }
}

fn add_visit(record: &mut Record<'_>, moment: DateTime, number: usize) {
    let end = moment.saturating_add(40.minutes());
    let encounter = add_encounter(record, moment, end, &AMBULATORY);
    vitals::add_set(record, moment, &encounter);
    let panels = if number.is_multiple_of(2) {
        2
    } else {
        usize::from(number % 3 == 1)
    };
    for panel in PANELS.iter().cycle().skip(number).take(panels) {
        labs::add_panel(record, moment, &encounter, panel);
    }
    if number % 4 == 1 {
        add_note(
            record,
            moment,
            "Blood pressure discussed. Continue current medication. Review in three months.",
        );
    }
    if number % 10 == 3 {
        add_provenance(record, moment, &encounter);
    }
}

fn add_stay(record: &mut Record<'_>, moment: DateTime, days: usize) {
    let length = i32::try_from(days).unwrap_or(1).days();
    let encounter = add_encounter(record, moment, moment.saturating_add(length), &INPATIENT);
    for four_hours in 0..days * 6 {
        let hours = i32::try_from(four_hours * 4).unwrap_or(0);
        let now = moment.saturating_add(hours.hours());
        vitals::add_set(record, now, &encounter);
        if four_hours % 6 == 0 {
            for panel in PANELS.iter().take(2) {
                labs::add_panel(record, now, &encounter, panel);
            }
        }
    }
    add_note(
        record,
        moment,
        "Admitted with shortness of breath. Improved on treatment. Discharged home.",
    );
}

/// What kind of encounter.
struct Setting {
    class: &'static str,
    kind: (&'static str, &'static str),
    place: &'static str,
}

const AMBULATORY: Setting = Setting {
    class: "AMB",
    kind: ("185349003", "Encounter for check up"),
    place: ROOM,
};
const INPATIENT: Setting = Setting {
    class: "IMP",
    kind: ("32485007", "Hospital admission"),
    place: WARD,
};

fn add_encounter(
    record: &mut Record<'_>,
    start: DateTime,
    end: DateTime,
    setting: &Setting,
) -> String {
    let (code, name) = setting.kind;
    record.add("Encounter", start, json!({
        "status": "finished",
        "class": { "system": format!("{TERMINOLOGY}v3-ActCode"), "code": setting.class },
        "type": [concept(SNOMED, code, name)],
        "subject": record.subject(),
        "participant": [{ "individual": { "reference": PHYSICIAN } }, { "individual": { "reference": NURSE } }],
        "period": { "start": record.instant(start), "end": record.instant(end) },
        "location": [{ "location": { "reference": setting.place } }],
        "serviceProvider": { "reference": CLINIC },
    }))
}

fn add_provenance(record: &mut Record<'_>, moment: DateTime, target: &str) {
    let author: Value = hl7_concept("provenance-participant-type", "author");
    record.add(
        "Provenance",
        moment,
        json!({
            "target": [{ "reference": target }],
            "recorded": record.instant(moment),
            "agent": [{ "type": author, "who": { "reference": PHYSICIAN } }],
        }),
    );
}
