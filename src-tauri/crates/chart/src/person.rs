//! What a person who signed in is called: `Patient`, `Practitioner`, `RelatedPerson` and `Person` have a
//! `name`, a `PractitionerRole` points to who has it (FHIR R4 §8).

use crate::human_name;
use crate::node::Fields;

/// The name of a person in one line; `None` where the text is no person or has no name.
pub fn person_name(raw: &str) -> Option<String> {
    let person = Fields::parse(raw)?;
    match person.get("resourceType").text()?.as_ref() {
        "Patient" | "Practitioner" | "RelatedPerson" | "Person" => {
            human_name::line(person.get("name"))
        }
        "PractitionerRole" => person.get("practitioner").fields().text("display"),
        _ => None,
    }
}

/// Whose role a `PractitionerRole` is, as it is written: a reference that is read next where the role
/// itself names nobody.
pub fn role_holder(raw: &str) -> Option<String> {
    let role = Fields::parse(raw)?;
    let is_role = role.get("resourceType").text()?.as_ref() == "PractitionerRole";
    is_role.then(|| role.get("practitioner").fields().text("reference"))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_called_by_their_name_and_a_role_by_whose_it_is() {
        let named = |kind: &str| {
            format!(
                r#"{{"resourceType":"{kind}","name":[{{"prefix":["Dr."],"family":"Okafor"}}]}}"#
            )
        };
        assert_eq!(
            person_name(&named("Practitioner")).as_deref(),
            Some("Dr. Okafor")
        );
        assert_eq!(person_name(&named("Organization")), None);
        let role = r#"{"resourceType":"PractitionerRole","practitioner":{"display":"Ada Okafor"}}"#;
        assert_eq!(person_name(role).as_deref(), Some("Ada Okafor"));
        assert_eq!(person_name(r#"{"resourceType":"Person"}"#), None);
        let role =
            r#"{"resourceType":"PractitionerRole","practitioner":{"reference":"Practitioner/a"}}"#;
        assert_eq!(person_name(role), None);
        assert_eq!(role_holder(role).as_deref(), Some("Practitioner/a"));
        let other = r#"{"resourceType":"Encounter","practitioner":{"reference":"Practitioner/a"}}"#;
        assert_eq!(role_holder(other), None);
    }
}
