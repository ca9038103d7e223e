//! `Immunization` (FHIR R4 §11.6).

use crate::node::Fields;
use crate::{Entry, coding, partial_date, quantity};

pub(crate) fn read(immunization: &Fields<'_>, entry: &mut Entry) {
    entry.title = coding::coded(immunization.get("vaccineCode"));
    let why_not = coding::words(immunization.get("statusReason"));
    let dose = quantity::line(immunization.get("doseQuantity"));
    let route = coding::words(immunization.get("route"));
    let site = coding::words(immunization.get("site"));
    let parts: Vec<String> = [why_not, dose, route, site].into_iter().flatten().collect();
    entry.detail = (!parts.is_empty())
        .then(|| parts.join(", "))
        .or_else(|| coding::all_words(immunization.get("note")));
    entry.date = partial_date::choice(immunization, "occurrence")
        .start
        .or_else(|| partial_date::date(immunization.get("date")));
    entry.source = coding::words(immunization.get("performer").get("actor"))
        .or_else(|| coding::words(immunization.get("location")));
}
