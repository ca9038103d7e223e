//! `Condition` (FHIR R4 §9.2).

use crate::node::Fields;
use crate::{Entry, coding, partial_date, quantity};

pub(crate) fn read(condition: &Fields<'_>, entry: &mut Entry) {
    entry.title = coding::coded(condition.get("code"));
    entry.severity = coding::words(condition.get("severity"));
    entry.category = coding::code(condition.get("category"));
    let onset = partial_date::choice(condition, "onset");
    let abatement = partial_date::choice(condition, "abatement");
    entry.date = onset
        .start
        .or_else(|| partial_date::date(condition.get("recordedDate")))
        .or_else(|| partial_date::date(condition.get("assertedDate")));
    entry.end = abatement.start.or(abatement.end).or(onset.end);
    entry.detail = coding::all_words(condition.get("bodySite"))
        .or_else(|| {
            quantity::line(condition.get("onsetAge"))
                .filter(|_| condition.get("onsetAge").is_object())
        })
        .or_else(|| coding::all_words(condition.get("note")));
    entry.source = coding::words(condition.get("asserter"))
        .or_else(|| coding::words(condition.get("recorder")));
}
