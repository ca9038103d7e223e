//! How the values of a row are flagged (FHIR R4 §10.1, `Observation.interpretation`), for counting. Nothing
//! is derived: a value that the source did not flag is not flagged.

use crate::Entry;

/// The gravest flag of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flagged {
    /// None, or one that says that all is well, or one that is not known.
    #[default]
    No,
    /// Out of the ordinary.
    Abnormal,
    /// Somebody must be told.
    Critical,
}

impl Flagged {
    /// That of the value and of its parts.
    pub(crate) fn of(entry: &Entry) -> Flagged {
        let parts = entry.components.iter();
        let values = parts.filter_map(|part| part.value.as_ref());
        let flags = entry.value.iter().chain(values);
        let flags = flags.filter_map(|value| value.flag.as_deref());
        flags.map(Flagged::by).max().unwrap_or_default()
    }

    fn by(flag: &str) -> Flagged {
        match flag {
            "HH" | "LL" | "AA" | "HU" | "LU" => Flagged::Critical,
            "H" | "L" | "A" | "POS" | "R" | "U" | "D" | "<" | ">" => Flagged::Abnormal,
            _ => Flagged::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Flagged;

    #[test]
    fn a_row_is_flagged_as_its_gravest_part_is() {
        let flagged = |json: &str| crate::read(json).flagged;
        let one = |flag: &str| {
            format!(
                r#"{{"resourceType":"Observation","valueQuantity":{{"value":1}},"interpretation":[{{"coding":[{{"code":"{flag}"}}]}}]}}"#
            )
        };
        assert_eq!(flagged(&one("N")), Flagged::No);
        assert_eq!(flagged(&one("H")), Flagged::Abnormal);
        assert_eq!(flagged(&one("LL")), Flagged::Critical);
        let parts = r#"{"resourceType":"Observation","component":[
            {"valueInteger":1,"interpretation":{"text":"H"}},{"valueInteger":2,"interpretation":{"text":"HH"}}]}"#;
        assert_eq!(flagged(parts), Flagged::Critical);
    }
}
