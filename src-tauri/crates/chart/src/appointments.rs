//! `Appointment` (FHIR R4 §8.9): when, what for, with whom.

use crate::node::Fields;
use crate::{Entry, coding, partial_date, pick};

pub(crate) fn read(appointment: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(
        appointment,
        &[
            "serviceType",
            "appointmentType",
            "specialty",
            "description",
            "serviceCategory",
        ],
    );
    entry.category = coding::code(appointment.get("appointmentType"));
    entry.detail = pick::all_words(
        appointment,
        &[
            "cancelationReason",
            "reasonCode",
            "reason",
            "reasonReference",
            "description",
            "patientInstruction",
        ],
    )
    .filter(|words| {
        let title = entry.title.as_ref();
        title.is_none_or(|title| title.text != *words)
    });
    // `start` and `end` stand beside each other here, not in a period.
    entry.date = partial_date::date(appointment.get("start"))
        .or_else(|| pick::span(appointment, &["requestedPeriod"]).start);
    entry.end = partial_date::date(appointment.get("end"));
    entry.source = with_whom(appointment);
}

/// Everybody who takes part but the patient.
fn with_whom(appointment: &Fields<'_>) -> Option<String> {
    let actors = appointment.get("participant").items().into_iter();
    let actors = actors.map(|one| one.get("actor")).filter(|actor| {
        let reference = actor.get("reference").text().unwrap_or_default();
        !reference.contains("Patient/")
    });
    pick::joined(actors.map(coding::words), "; ")
}
