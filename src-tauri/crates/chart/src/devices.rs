//! `Device` and its use (FHIR R4 §8.15, §12.2): implants, aids, what measures at home.

use crate::node::{Fields, Node};
use crate::{Coded, Entry, coding, partial_date, pick};

pub(crate) fn read(device: &Fields<'_>, entry: &mut Entry) {
    if entry.resource_type.starts_with("DeviceUs") {
        device_in_use(device, entry);
    } else {
        one_device(device, entry);
    }
}

fn one_device(device: &Fields<'_>, entry: &mut Entry) {
    let kind = coding::coded(device.get("type"));
    let (bare, worded): (Option<Coded>, Option<Coded>) = match kind {
        Some(kind) if kind.is_bare_code => (Some(kind), None),
        kind => (None, kind),
    };
    let given = || name(device).map(pick::in_words);
    entry.title = worded
        .or_else(given)
        .or_else(|| pick::coded(device, &["definition", "model", "modelNumber"]))
        .or(bare);
    let maker = pick::words(device, &["manufacturer", "owner"]);
    let model = pick::words(device, &["model", "modelNumber"]);
    let parts = [name(device), maker, model];
    let parts = parts.map(|part| {
        part.filter(|part| entry.title.as_ref().is_none_or(|title| title.text != *part))
    });
    entry.detail = pick::joined(parts, ", ").or_else(|| coding::all_words(device.get("note")));
    entry.category = coding::code(device.get("category"));
    entry.source = coding::words(device.get("owner"));
    // When it was made says nothing of the patient: a device has no date of its own.
}

/// What its maker or its user calls it: `deviceName` in R4, `name` in R5, the UDI's name in STU3.
fn name(device: &Fields<'_>) -> Option<String> {
    let names = ["deviceName", "name"].iter();
    let mut names = names.flat_map(|name| device.get(name).items()).map(named);
    names
        .find_map(|name| name)
        .or_else(|| coding::words(device.get("udi").get("name")))
}

fn named(node: Node<'_>) -> Option<String> {
    if node.is_object() {
        pick::words(&node.fields(), &["name", "value"])
    } else {
        coding::words(node)
    }
}

fn device_in_use(used: &Fields<'_>, entry: &mut Entry) {
    entry.title = coding::coded(used.get("device"));
    entry.detail = pick::all_words(
        used,
        &[
            "reasonCode",
            "reason",
            "indication",
            "reasonReference",
            "bodySite",
            "note",
        ],
    );
    pick::dates(used, &["timing", "whenUsed"], entry);
    let timed = used.get("timing").get("repeat").get("boundsPeriod");
    let bounds = partial_date::span(timed);
    entry.date = entry
        .date
        .take()
        .or(bounds.start)
        .or_else(|| pick::date(used, &["recordedOn", "dateAsserted"]));
    entry.end = entry.end.take().or(bounds.end);
    entry.source = pick::words(used, &["source", "informationSource"]);
}
