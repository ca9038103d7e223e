//! `Flag`, `DetectedIssue` and `AdverseEvent` (FHIR R4 §9.10, §9.6, §9.7): what a reader must know before
//! acting.

use crate::node::Fields;
use crate::{Entry, coding, pick};

pub(crate) fn read(alert: &Fields<'_>, entry: &mut Entry) {
    match entry.resource_type.as_str() {
        "DetectedIssue" => detected_issue(alert, entry),
        "AdverseEvent" => adverse_event(alert, entry),
        _ => flag(alert, entry),
    }
    entry.category = coding::code(alert.get("category"));
}

fn flag(flag: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(flag, &["code", "category"]);
    entry.detail = coding::all_words(flag.get("category")).filter(|kind| {
        let title = entry.title.as_ref();
        title.is_none_or(|title| title.text != *kind)
    });
    pick::dates(flag, &["period"], entry);
    entry.source = coding::words(flag.get("author"));
}

fn detected_issue(issue: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(issue, &["code", "category", "detail"]);
    entry.severity = coding::code(issue.get("severity"));
    entry.detail = issue
        .text("detail")
        .or_else(|| coding::all_words(issue.get("implicated")));
    pick::dates(issue, &["identified", "date"], entry);
    entry.source = coding::words(issue.get("author"));
}

fn adverse_event(event: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(event, &["event", "code", "type", "description", "category"]);
    entry.severity = pick::words(event, &["severity", "seriousness"]);
    let suspects = event.get("suspectEntity").items().into_iter();
    let suspected = pick::joined(suspects.map(|one| coding::words(one.get("instance"))), "; ");
    entry.detail = event
        .text("description")
        .filter(|words| {
            let title = entry.title.as_ref();
            title.is_none_or(|title| title.text != *words)
        })
        .or(suspected)
        .or_else(|| coding::words(event.get("outcome")));
    pick::dates(
        event,
        &["occurrence", "date", "detected", "recordedDate"],
        entry,
    );
    entry.source = pick::words(event, &["recorder", "contributor"]);
}
