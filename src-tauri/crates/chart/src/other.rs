//! Every resource that has no list of its own, types that do not exist included: the best name and
//! date that can be found. Nothing that arrived is hidden.

use crate::node::{Fields, Node};
use crate::{Coded, Entry, coding, human_name, medications, partial_date};

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
        _ => None,
    }
    .or_else(|| NAMES.iter().find_map(|name| name_in(resource.get(name))));
    entry.category = coding::code(resource.get("category"));
    entry.detail = ["description", "comment", "note", "summary"]
        .iter()
        .find_map(|name| coding::all_words(resource.get(name)))
        .filter(|detail| {
            entry
                .title
                .as_ref()
                .is_none_or(|title| title.text != *detail)
        });
    let span = DATES
        .iter()
        .map(|name| partial_date::choice(resource, name))
        .find(|span| span.start.is_some());
    let span = span.unwrap_or_default();
    entry.date = span.start;
    entry.end = span.end;
    entry.source = [
        "author",
        "requester",
        "performer",
        "recorder",
        "source",
        "practitioner",
        "provider",
    ]
    .iter()
    .find_map(|name| coding::words(resource.get(name)));
}

fn name_in(node: Node<'_>) -> Option<Coded> {
    let in_words = |text: String| Coded {
        text,
        is_bare_code: false,
        code: None,
    };
    coding::coded(node)
        .or_else(|| human_name::line(node).map(in_words))
        .or_else(|| {
            node.get("value")
                .text()
                .map(|text| in_words(text.into_owned()))
        })
}
