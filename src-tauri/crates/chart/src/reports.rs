//! `DiagnosticReport` (FHIR R4 §10.3).

use crate::node::Fields;
use crate::{Entry, coding, partial_date};

pub(crate) fn read(report: &Fields<'_>, entry: &mut Entry) {
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
