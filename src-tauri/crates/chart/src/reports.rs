//! `DiagnosticReport` and `ImagingStudy` (FHIR R4 §10.3, §10.6).

use crate::node::Fields;
use crate::{Entry, coding, partial_date, pick};

pub(crate) fn read(report: &Fields<'_>, entry: &mut Entry) {
    if entry.resource_type == "ImagingStudy" {
        imaging_study(report, entry);
    } else {
        diagnostic_report(report, entry);
    }
}

fn imaging_study(study: &Fields<'_>, entry: &mut Entry) {
    let series = study.get("series").fields();
    entry.title = pick::coded(study, &["description", "procedureCode", "procedure"])
        .or_else(|| pick::coded(&series, &["description"]))
        .or_else(|| pick::coded(study, &["modality", "modalityList"]))
        .or_else(|| pick::coded(&series, &["modality"]));
    let modality = pick::all_words(study, &["modality", "modalityList"])
        .or_else(|| coding::words(series.get("modality")));
    let site = coding::words(series.get("bodySite"));
    let reason = pick::all_words(study, &["reasonCode", "reason", "note"]);
    entry.detail = pick::joined([modality, site, reason], ", ").filter(|words| {
        entry
            .title
            .as_ref()
            .is_none_or(|title| title.text != *words)
    });
    entry.category = coding::code(series.get("modality"));
    pick::dates(study, &["started"], entry);
    entry.source = pick::words(study, &["interpreter", "referrer", "location"]);
}

fn diagnostic_report(report: &Fields<'_>, entry: &mut Entry) {
    entry.title = coding::coded(report.get("code"));
    entry.category = coding::code(report.get("category"));
    entry.detail = report
        .text("conclusion")
        .or_else(|| coding::all_words(report.get("conclusionCode")))
        .or_else(|| coding::all_words(report.get("codedDiagnosis")));
    let effective = partial_date::choice(report, "effective");
    // A report is an event of its own: when it was released is a date of it.
    entry.date = effective
        .start
        .or_else(|| partial_date::date(report.get("issued")));
    entry.end = effective.end;
    entry.source = coding::words(report.get("performer"))
        .or_else(|| coding::words(report.get("performer").get("actor")))
        .or_else(|| coding::words(report.get("resultsInterpreter")));
}
