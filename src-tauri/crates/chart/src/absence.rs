//! Codes that say that there is none: "no known allergy" and its kin.
//!
//! A statement of absence is not an allergy, and an empty list is not a statement of absence. Codes of
//! SNOMED CT and of the IPS code system `absent-unknown-uv-ips`. Must never know: words.

const SNOMED: &str = "http://snomed.info/sct";

/// `true` where one of the `system|code` says that the patient has none of what the list is for.
pub(crate) fn is_absence(qualified_codes: &[String]) -> bool {
    qualified_codes
        .iter()
        .filter_map(|qualified| qualified.split_once('|'))
        .any(|(system, code)| {
            // `no-allergy-info` says that nothing is known: that is not absence.
            let is_ips_absence = system.contains("absent-unknown") && code.starts_with("no-known-");
            is_ips_absence || (system == SNOMED && is_snomed_absence(code))
        })
}

/// No known allergy (two concepts), drug, environmental, food, insect, latex (two) or animal allergy;
/// no current problems or disability; no known medications.
fn is_snomed_absence(code: &str) -> bool {
    matches!(
        code,
        "716186003"
            | "160244002"
            | "409137002"
            | "428607008"
            | "429625007"
            | "428197003"
            | "1003774007"
            | "716184000"
            | "716220001"
            | "160245001"
            | "787481004"
    )
}

#[cfg(test)]
mod tests {
    use crate::read;

    #[test]
    fn tells_none_known_from_nothing_known_and_from_an_allergy() {
        for (system, code, expected) in [
            ("http://snomed.info/sct", "716186003", true),
            ("http://snomed.info/sct", "409137002", true),
            (
                "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips",
                "no-known-food-allergies",
                true,
            ),
            (
                "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips",
                "no-allergy-info",
                false,
            ),
            ("http://snomed.info/sct", "91936005", false),
            ("http://vendor.example", "716186003", false),
        ] {
            let raw = format!(
                r#"{{"resourceType":"AllergyIntolerance","code":{{"coding":[{{"code":"x"}},{{"system":"{system}","code":"{code}"}}]}}}}"#
            );
            assert_eq!(read(&raw).entry.absence, expected, "{system}|{code}");
        }
        let medicines = r#"{"resourceType":"MedicationStatement","medicationCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"787481004"}]}}"#;
        assert!(read(medicines).entry.absence);
    }
}
