//! Who cares for the patient, to what end, and who pays.

use std::collections::HashMap;

use jiff::ToSpan;
use serde_json::json;

use super::institution::{CLINIC, NURSE, PAYER, PHYSICIAN};
use super::record::{Record, SNOMED, concept, hl7_concept};

/// Care team, goals, plan, coverage, and who recorded the diagnoses.
pub(crate) fn add_care(record: &mut Record<'_>, conditions: &HashMap<&'static str, String>) {
    let moment = record.days_before(120);
    let team = record.add("CareTeam", moment, json!({
        "status": "active",
        "name": "Primary care team",
        "subject": record.subject(),
        "participant": [{ "member": { "reference": PHYSICIAN } }, { "member": { "reference": NURSE } }],
        "managingOrganization": [{ "reference": CLINIC }],
    }));
    let goals: Vec<_> = [("Hemoglobin A1c below 7 %", "active"), ("Walk 30 minutes a day", "completed")]
        .map(|(text, status)| {
            let goal = json!({
                "lifecycleStatus": status,
                "description": { "text": text },
                "subject": record.subject(),
                "startDate": moment.strftime("%Y-%m-%d").to_string(),
                "target": [{ "dueDate": moment.saturating_add(1.year()).strftime("%Y-%m-%d").to_string() }],
            });
            json!({ "reference": record.add("Goal", moment, goal) })
        })
        .into();
    record.add("CarePlan", moment, json!({
        "status": "active",
        "intent": "plan",
        "category": [concept(SNOMED, "698360004", "Diabetes self management plan")],
        "title": "Diabetes and blood pressure",
        "subject": record.subject(),
        "period": { "start": record.instant(moment) },
        "careTeam": [{ "reference": team }],
        "addresses": conditions.get("44054006").iter().map(|it| json!({ "reference": it })).collect::<Vec<_>>(),
        "goal": goals,
    }));
    record.add(
        "Coverage",
        moment,
        json!({
            "status": "active",
            "beneficiary": record.subject(),
            "payor": [{ "reference": PAYER }],
            "period": { "start": "2020" },
        }),
    );
    let mut recorded: Vec<&String> = conditions.values().collect();
    recorded.sort_unstable();
    record.add("Provenance", moment, json!({
        "target": recorded.iter().map(|it| json!({ "reference": it })).collect::<Vec<_>>(),
        "recorded": record.instant(moment),
        "agent": [{ "type": hl7_concept("provenance-participant-type", "author"), "who": { "reference": PHYSICIAN } }],
    }));
}
