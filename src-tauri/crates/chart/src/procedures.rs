//! `Procedure` (FHIR R4 §9.3).

use crate::node::Fields;
use crate::{Entry, coding, partial_date};

pub(crate) fn read(procedure: &Fields<'_>, entry: &mut Entry) {
    entry.title = coding::coded(procedure.get("code"));
    entry.category = coding::code(procedure.get("category"));
    entry.detail = [
        "statusReason",
        "reasonCode",
        "reasonReference",
        "bodySite",
        "outcome",
        "note",
    ]
    .iter()
    .find_map(|name| coding::all_words(procedure.get(name)));
    let performed = partial_date::choice(procedure, "performed");
    let occurred = partial_date::choice(procedure, "occurrence");
    entry.date = performed.start.or(occurred.start);
    entry.end = performed.end.or(occurred.end);
    entry.source = coding::words(procedure.get("performer").get("actor"))
        .or_else(|| coding::words(procedure.get("asserter")))
        .or_else(|| coding::words(procedure.get("recorder")));
}
