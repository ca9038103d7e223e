//! The medicines that a medication entry points to, by id (FHIR R4 §2.3.0: relative references are
//! references at the same server). Contained ones and those of other servers are not among them.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PointsToMedicine {
    #[serde(default)]
    medication_reference: Option<Reference>,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(default)]
    reference: Option<String>,
}

/// At most one; none where the entry is written in another way.
pub(crate) fn medications_of(json: &str) -> Option<String> {
    let entry: PointsToMedicine = serde_json::from_str(json).ok()?;
    let reference = entry.medication_reference?.reference?;
    let id = reference.strip_prefix("Medication/")?;
    let id = id.split('/').next().filter(|id| !id.is_empty())?;
    Some(id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_stands_on_the_same_server_only() {
        for (reference, id) in [
            (r#"{"reference":"Medication/m1"}"#, Some("m1")),
            (r#"{"reference":"Medication/m1/_history/2"}"#, Some("m1")),
            (r##"{"reference":"#m1"}"##, None),
            (
                r#"{"reference":"https://other.example/Medication/m1"}"#,
                None,
            ),
            (r#"{"reference":"Substance/m1"}"#, None),
            (r#"{"reference":"Medication/"}"#, None),
            (r#"{"display":"x"}"#, None),
            ("[1]", None),
            ("null", None),
        ] {
            let json = format!(
                r#"{{"resourceType":"MedicationRequest","medicationReference":{reference}}}"#
            );
            assert_eq!(medications_of(&json).as_deref(), id, "{reference}");
        }
    }
}
