//! Whose document it is: a name and a birth date, and whether they are another's.

use serde::Serialize;
use ts_rs::TS;

/// A person as a document names them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Family name.
    pub family: Option<String>,
    /// Given names joined by a space.
    pub given: Option<String>,
    /// The name where it is not split.
    pub text: Option<String>,
    /// ISO 8601, as precise as it was sent.
    pub birth_date: Option<String>,
    /// As sent.
    pub gender: Option<String>,
}

/// What differs between two persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Difference {
    /// The family name.
    FamilyName,
    /// The first of the given names.
    GivenName,
    /// The birth date.
    BirthDate,
}

/// What tells two persons apart. What one of them does not say is no difference.
pub fn differences(one: &Person, other: &Person) -> Vec<Difference> {
    let mut found = Vec::new();
    if differ(one.family.as_deref(), other.family.as_deref(), letters) {
        found.push(Difference::FamilyName);
    }
    let first = |name: &str| letters(name.split_whitespace().next().unwrap_or_default());
    if differ(one.given.as_deref(), other.given.as_deref(), first) {
        found.push(Difference::GivenName);
    }
    let dates = (one.birth_date.as_deref(), other.birth_date.as_deref());
    if let (Some(one), Some(other)) = dates {
        // A year says nothing about a day.
        let length = one.len().min(other.len()).min(10);
        if one.get(..length) != other.get(..length) {
            found.push(Difference::BirthDate);
        }
    }
    found
}

fn differ(one: Option<&str>, other: Option<&str>, read: impl Fn(&str) -> String) -> bool {
    let (Some(one), Some(other)) = (one.map(&read), other.map(&read)) else {
        return false;
    };
    !one.is_empty() && !other.is_empty() && one != other
}

/// Without case, blanks, hyphens and apostrophes, in which systems differ.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(family: &str, given: &str, birth_date: &str) -> Person {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Person {
            family: some(family),
            given: some(given),
            birth_date: some(birth_date),
            ..Person::default()
        }
    }

    #[test]
    fn another_name_or_birth_date_is_another_person_and_a_missing_one_is_not() {
        let record = person("O'Brien-Smith", "Anna Maria", "1961-02-03");
        assert!(
            differences(&record, &person("OBRIEN SMITH", "anna", "1961-02-03T00:00")).is_empty()
        );
        assert!(differences(&record, &person("", "", "1961")).is_empty());
        assert_eq!(
            differences(&record, &person("Jones", "Bea", "1961-03-02")),
            [
                Difference::FamilyName,
                Difference::GivenName,
                Difference::BirthDate
            ]
        );
        assert_eq!(
            differences(&record, &person("", "", "1962")),
            [Difference::BirthDate]
        );
    }
}
