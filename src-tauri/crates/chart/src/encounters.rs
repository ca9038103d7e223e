//! `Encounter` and `EpisodeOfCare` (FHIR R4 §8.11, §8.12).

use crate::node::Fields;
use crate::{Entry, coding, partial_date, pick};

pub(crate) fn read(encounter: &Fields<'_>, entry: &mut Entry) {
    if entry.resource_type == "EpisodeOfCare" {
        episode(encounter, entry);
    } else {
        visit(encounter, entry);
    }
}

fn episode(episode: &Fields<'_>, entry: &mut Entry) {
    entry.title = coding::coded(episode.get("type"))
        .or_else(|| coding::coded(episode.get("diagnosis").get("condition")));
    let diagnoses = episode.get("diagnosis").items().into_iter();
    entry.detail = pick::joined(
        diagnoses.map(|one| coding::words(one.get("condition"))),
        "; ",
    );
    pick::dates(episode, &["period"], entry);
    entry.source = pick::words(episode, &["careManager", "managingOrganization"]);
}

fn visit(encounter: &Fields<'_>, entry: &mut Entry) {
    entry.title = ["type", "serviceType", "class"]
        .iter()
        .find_map(|name| coding::coded(encounter.get(name)));
    entry.category = coding::code(encounter.get("class"));
    entry.detail = ["reasonCode", "reason", "reasonReference"]
        .iter()
        .find_map(|name| coding::all_words(encounter.get(name)));
    let in_r4 = partial_date::span(encounter.get("period"));
    let in_r5 = partial_date::span(encounter.get("actualPeriod"));
    entry.date = in_r4.start.or(in_r5.start);
    entry.end = in_r4.end.or(in_r5.end);
    let participants = encounter.get("participant").items();
    entry.source = participants
        .into_iter()
        .find_map(|one| {
            coding::words(one.get("individual")).or_else(|| coding::words(one.get("actor")))
        })
        .or_else(|| coding::words(encounter.get("serviceProvider")))
        .or_else(|| coding::words(encounter.get("location").get("location")));
}
