//! What of a record goes into a copy.

use chart::{Entry, PartialDate, Section, Standing};

/// What a person chose to take along.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// These sections.
    pub sections: Vec<Section>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: nothing that was over before.
    pub from: Option<String>,
    /// The same: nothing that began after.
    pub to: Option<String>,
    /// What is resolved, stopped or completed, too.
    pub historical: bool,
    /// What is recorded and is not a fact (entered in error, refuted, not done), too.
    pub not_facts: bool,
}

impl Choice {
    /// Whether this entry goes into the copy.
    ///
    /// A date is compared as far as it is known: `2019` is inside every range that touches 2019. What
    /// has no readable date is never left out by a range, and neither is what began before it and goes
    /// on: an allergy of 1990 that still stands is part of this year.
    pub fn takes(&self, entry: &Entry) -> bool {
        self.sections.contains(&entry.section)
            && self.takes_standing(entry.standing)
            && self.takes_time(entry)
    }

    /// `true` where nothing of the chosen sections is left out.
    pub fn is_everything(&self) -> bool {
        self.historical && self.not_facts && self.from.is_none() && self.to.is_none()
    }

    fn takes_standing(&self, standing: Standing) -> bool {
        match standing {
            Standing::Current | Standing::Tentative | Standing::Unknown => true,
            Standing::Historical => self.historical,
            Standing::NotAFact => self.not_facts,
        }
    }

    fn takes_time(&self, entry: &Entry) -> bool {
        let readable = |date: &'_ Option<PartialDate>| {
            let date = date.as_ref().filter(|date| date.is_readable());
            date.map(|date| date.sort.clone())
        };
        let (begun, ended) = (readable(&entry.date), readable(&entry.end));
        let Some(begun_or_ended) = begun.as_ref().or(ended.as_ref()) else {
            return true;
        };
        let from = self
            .from
            .as_deref()
            .filter(|_| !goes_on(entry, ended.as_ref()));
        let last = ended.as_ref().unwrap_or(begun_or_ended);
        from.is_none_or(|from| !is_before(last, from))
            && self
                .to
                .as_deref()
                .is_none_or(|to| begun.as_ref().is_none_or(|begun| !is_before(to, begun)))
    }
}

/// Compared as far as both are known.
fn is_before(one: &str, other: &str) -> bool {
    let known = one.len().min(other.len());
    one.get(..known) < other.get(..known)
}

/// What lasts until it is said to be over, and is not.
fn goes_on(entry: &Entry, ended: Option<&String>) -> bool {
    let lasts = matches!(
        entry.resource_type.as_str(),
        "AllergyIntolerance"
            | "CarePlan"
            | "CareTeam"
            | "Condition"
            | "Coverage"
            | "Device"
            | "DeviceUseStatement"
            | "EpisodeOfCare"
            | "FamilyMemberHistory"
            | "Flag"
            | "Goal"
            | "MedicationOrder"
            | "MedicationRequest"
            | "MedicationStatement"
            | "MedicationUsage"
            | "Patient"
    );
    lasts && ended.is_none() && !matches!(entry.standing, Standing::Historical | Standing::NotAFact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(choice: &Choice, resource: &str) -> bool {
        let entry = chart::read(resource).entry;
        let all = Choice {
            sections: vec![entry.section],
            ..choice.clone()
        };
        all.takes(&entry)
    }

    fn range(from: &str, to: &str) -> Choice {
        let date = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Choice {
            from: date(from),
            to: date(to),
            historical: true,
            ..Choice::default()
        }
    }

    fn observed(date: &str) -> String {
        format!(
            r#"{{"resourceType":"Observation","status":"final","effectiveDateTime":"{date}","code":{{"text":"x"}}}}"#
        )
    }

    #[test]
    fn a_date_is_compared_as_far_as_it_is_known() {
        for (date, from, to, taken) in [
            ("2019", "2019-06-01", "", true),
            ("2019", "", "2019-06-01", true),
            ("2018", "2019-06-01", "", false),
            ("2019-05", "2019-06-01", "", false),
            ("2019-06", "2019-06-01", "2019-06-30", true),
            (
                "2019-06-30T23:59:59+14:00",
                "2019-06-01",
                "2019-06-30",
                true,
            ),
            ("2019-07-01", "2019-06-01", "2019-06-30", false),
            ("2019-07-01", "2019", "2019", true),
            ("yesterday", "2019-06-01", "2019-06-30", true),
        ] {
            let taken_now = takes(&range(from, to), &observed(date));
            assert_eq!(taken_now, taken, "{date} in {from}..{to}");
        }
    }

    #[test]
    fn what_has_no_date_is_not_left_out_by_a_range() {
        let undated = r#"{"resourceType":"Observation","status":"final","code":{"text":"x"}}"#;
        assert!(takes(&range("2019", "2020"), undated));
    }

    #[test]
    fn what_goes_on_is_part_of_every_time_after_its_beginning() {
        let asthma = |status: &str, more: &str| {
            format!(
                r#"{{"resourceType":"Condition","clinicalStatus":{{"coding":[{{"code":"{status}"}}]}},"onsetDateTime":"1990","code":{{"text":"Asthma"}}{more}}}"#
            )
        };
        let now = range("2020", "");
        assert!(takes(&now, &asthma("active", "")));
        assert!(!takes(&now, &asthma("resolved", "")));
        let over = r#","abatementDateTime":"2021""#;
        assert!(takes(&now, &asthma("resolved", over)), "until 2021");
        assert!(!takes(&range("", "1989"), &asthma("active", "")));
    }

    #[test]
    fn history_and_what_is_not_a_fact_go_along_only_when_asked_for() {
        let resolved =
            r#"{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"resolved"}]}}"#;
        let refuted =
            r#"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"refuted"}]}}"#;
        let plain = Choice::default();
        let all = Choice {
            historical: true,
            not_facts: true,
            ..Choice::default()
        };
        assert!(!takes(&plain, resolved) && !takes(&plain, refuted));
        assert!(takes(&all, resolved) && takes(&all, refuted));
        assert!(all.is_everything() && !plain.is_everything());
    }
}
