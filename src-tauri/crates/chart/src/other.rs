//! Every resource that has no list of its own, types that do not exist included: the best name and
//! date that can be found. Nothing that arrived is hidden.

use crate::node::{Fields, Node};
use crate::{Coded, Entry, coding, medications, pick};

/// Where a name may stand, best first.
const NAMES: &[&str] = &[
    "code",
    "vaccineCode",
    "name",
    "deviceName",
    "title",
    "label",
    "display",
    "description",
    "type",
    "serviceType",
    "activity",
    "relationship",
    "productOrService",
    "category",
    "class",
    "topic",
    "reasonCode",
    "summary",
    "text",
    "device",
    "method",
    "event",
    "reason",
    "focus",
    "questionnaire",
    "contentType",
    "identifier",
];

/// Where a date may stand, the clinically relevant one first.
const DATES: &[&str] = &[
    "effective",
    "occurrence",
    "performed",
    "period",
    "start",
    "date",
    "billablePeriod",
    "servicedPeriod",
    "onset",
    "recordedDate",
    "authoredOn",
    "authored",
    "created",
    "dateTime",
    "started",
    "sent",
    "recorded",
    "issued",
    "startDate",
    "statusDate",
    "collection",
];

pub(crate) fn read(resource: &Fields<'_>, entry: &mut Entry) {
    entry.title = match entry.resource_type.as_str() {
        "Medication" => medications::name(resource),
        "Provenance" => pick::coded(&resource.get("agent").fields(), &["who", "type", "role"]),
        _ => None,
    }
    .or_else(|| NAMES.iter().find_map(|name| name_in(resource.get(name))));
    entry.category = coding::code(resource.get("category"));
    entry.detail = pick::all_words(resource, &["description", "comment", "note", "summary"])
        .filter(|detail| {
            entry
                .title
                .as_ref()
                .is_none_or(|title| title.text != *detail)
        });
    pick::dates(resource, DATES, entry);
    entry.source = pick::words(
        resource,
        &[
            "author",
            "requester",
            "performer",
            "recorder",
            "source",
            "practitioner",
            "provider",
        ],
    );
}

fn name_in(node: Node<'_>) -> Option<Coded> {
    coding::coded(node)
        .or_else(|| pick::person(node))
        .or_else(|| Some(pick::in_words(node.get("value").text()?.into_owned())))
}
