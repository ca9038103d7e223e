//! `CareTeam` and `RelatedPerson` (FHIR R4 §9.11, §8.3): who looks after the patient, and who is close.

use crate::node::{Fields, Node};
use crate::{Entry, coding, pick};

pub(crate) fn read(team: &Fields<'_>, entry: &mut Entry) {
    if entry.resource_type == "RelatedPerson" {
        related_person(team, entry);
    } else {
        care_team(team, entry);
    }
    pick::dates(team, &["period"], entry);
}

fn care_team(team: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(team, &["name", "category", "reasonCode"]);
    entry.category = coding::code(team.get("category"));
    let members = team
        .get("participant")
        .items()
        .into_iter()
        .map(Node::fields);
    let members = pick::joined(members.map(|one| member(&one)), "; ");
    entry.detail = members.or_else(|| coding::all_words(team.get("note")));
    entry.source = coding::words(team.get("managingOrganization"));
}

/// Who somebody is, and as what they take part.
fn member(participant: &Fields<'_>) -> Option<String> {
    let role = coding::words(participant.get("role"));
    let who = coding::words(participant.get("member"));
    match (who, role) {
        (Some(who), Some(role)) => Some(format!("{who} ({role})")),
        (who, role) => who.or(role),
    }
}

fn related_person(person: &Fields<'_>, entry: &mut Entry) {
    let relationship = coding::all_words(person.get("relationship"));
    entry.title =
        pick::person(person.get("name")).or_else(|| coding::coded(person.get("relationship")));
    let mut ways = person.get("telecom").items().into_iter();
    let reached = ways.find_map(|one| one.get("value").text().map(Into::into));
    entry.detail = pick::joined([relationship, reached], ", ");
}
