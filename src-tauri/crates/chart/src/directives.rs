//! `Consent` (FHIR R4 §6.2): what the patient agreed to or refused, advance directives among them.

use crate::node::Fields;
use crate::{Entry, coding, pick};

pub(crate) fn read(consent: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(consent, &["category", "scope"]);
    entry.category =
        coding::code(consent.get("scope")).or_else(|| coding::code(consent.get("category")));
    let provision = consent.get("provision").fields();
    let kind =
        coding::words(provision.get("type")).or_else(|| coding::words(consent.get("decision")));
    let codes = pick::all_words(&provision, &["code", "purpose", "action"]);
    entry.detail = pick::joined([kind, codes], ", ")
        .or_else(|| pick::words(consent, &["policyRule", "policyText"]))
        .or_else(|| coding::words(consent.get("sourceAttachment").get("title")));
    entry.date = pick::date(consent, &["dateTime", "date"]);
    let period = pick::span(consent, &["period"]);
    let provided = pick::span(&provision, &["period"]);
    entry.date = entry.date.take().or(period.start).or(provided.start);
    entry.end = period.end.or(provided.end);
    entry.source = pick::words(
        consent,
        &["performer", "grantor", "organization", "controller"],
    );
}
