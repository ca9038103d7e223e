//! Requests for something to be done (FHIR R4 §12): `ServiceRequest`, `DeviceRequest`,
//! `VisionPrescription`, `Task` and what they were called before.

use crate::node::Fields;
use crate::{Entry, coding, partial_date, pick};

pub(crate) fn read(order: &Fields<'_>, entry: &mut Entry) {
    entry.title = order
        .choices("code")
        .find_map(|(_, node)| coding::coded(node))
        .or_else(|| {
            pick::coded(
                order,
                &["type", "item", "service", "description", "category"],
            )
        })
        .or_else(|| {
            let supply = order.get("suppliedItem").fields();
            supply
                .choices("item")
                .find_map(|(_, node)| coding::coded(node))
        })
        .or_else(|| coding::coded(order.get("lensSpecification").get("product")));
    entry.category = coding::code(order.get("category"));
    entry.detail = pick::all_words(
        order,
        &[
            "statusReason",
            "reasonCode",
            "reason",
            "reasonReference",
            "bodySite",
            "patientInstruction",
            "description",
            "note",
        ],
    )
    .filter(|words| {
        let title = entry.title.as_ref();
        title.is_none_or(|title| title.text != *words)
    });
    let span = partial_date::choice(order, "occurrence");
    entry.date = span.start.or_else(|| {
        let names = ["authoredOn", "dateWritten", "created", "orderedOn", "date"];
        pick::date(order, &names)
    });
    entry.end = span.end;
    entry.source = coding::words(order.get("requester"))
        .or_else(|| coding::words(order.get("requester").get("agent")))
        .or_else(|| {
            pick::words(
                order,
                &["prescriber", "orderer", "owner", "performer", "supplier"],
            )
        });
}
