//! What a status code means for a reader: the one table behind every list, `docs/display-rules.md`.
//!
//! A status is a modifier element (FHIR R4 §2.1.0.6.1): a resource may not be read without it. Must
//! never know: words for people, colours, sections.

use std::borrow::Cow;

use crate::node::Fields;
use crate::rules::Element::{self, Clinical, Intent, Negation, Status, Verification};
use crate::rules::{self, RuleId, StatusRule, status_rules};
use crate::{Standing, coding};

/// The status elements of one resource as sent, and how far they let it be a fact.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) status: Option<String>,
    pub(crate) verification: Option<String>,
    pub(crate) standing: Standing,
    /// The rules that spoke, the decisive one first.
    pub(crate) rules: Vec<RuleId>,
}

/// Types that have no status in any version of FHIR that counts here: nothing is missing.
const WITHOUT_STATUS: [&str; 3] = [
    "ImmunizationRecommendation",
    "AdverseEvent",
    "RelatedPerson",
];

/// Where the status elements stand.
const SOURCES: [(Element, &str); 6] = [
    (Status, "status"),
    (Status, "lifecycleStatus"),
    (Status, "docStatus"),
    (Clinical, "clinicalStatus"),
    (Verification, "verificationStatus"),
    (Intent, "intent"),
];

/// One code as sent and what it means.
struct Word<'a> {
    element: Element,
    code: Cow<'a, str>,
    standing: Standing,
    rule: &'static str,
}

/// Reads every status element of a resource and lets the gravest word count.
pub(crate) fn judge(resource_type: &str, resource: &Fields<'_>) -> Judgement {
    let mut words: Vec<Word<'_>> = Vec::new();
    for (element, name) in SOURCES {
        let codes = coding::codes(resource.get(name)).into_iter();
        words.extend(codes.filter_map(|code| word(resource_type, element, code)));
    }
    let negations = negations(resource).map(Cow::Borrowed);
    words.extend(negations.filter_map(|name| word(resource_type, Negation, name)));

    if words.is_empty() {
        return without_status(resource_type, resource);
    }
    // Stable: of equally grave words the first in the order of the elements counts.
    words.sort_by_key(|word| gravity(word.standing));

    let code = |wanted: &[Element]| {
        let word = words.iter().find(|word| wanted.contains(&word.element))?;
        Some(word.code.to_string())
    };
    let mut rules = Vec::new();
    for word in &words {
        rules::note(&mut rules, word.rule);
    }
    Judgement {
        status: code(&[Clinical, Status]),
        verification: code(&[Verification, Intent, Negation]),
        standing: words
            .first()
            .map_or(Standing::Unknown, |word| word.standing),
        rules,
    }
}

/// `active` stands in for a status where there is none; some types have neither.
fn without_status(resource_type: &str, resource: &Fields<'_>) -> Judgement {
    let active = resource.get("active");
    let (standing, rule) = if active.is_false() {
        (Standing::Historical, rules::INACTIVE_FLAG)
    } else if active.is_true() || WITHOUT_STATUS.contains(&resource_type) {
        (Standing::Current, rules::STATUS_NOT_IN_FHIR)
    } else {
        (Standing::Unknown, rules::STATUS_MISSING)
    };
    Judgement {
        status: active.is_false().then(|| "inactive".to_owned()),
        verification: None,
        standing,
        rules: vec![RuleId::Borrowed(rule)],
    }
}

fn word<'a>(resource_type: &str, element: Element, code: Cow<'a, str>) -> Option<Word<'a>> {
    let known = rule_for(resource_type, element, &code);
    // `intent` is no status: most of its codes (`order`) take nothing away.
    let (rule, standing) = if element == Intent {
        known?
    } else {
        known.unwrap_or((rules::STATUS_MISSING, Standing::Unknown))
    };
    Some(Word {
        element,
        code,
        standing,
        rule,
    })
}

/// Names of the negating flags that are set.
fn negations(resource: &Fields<'_>) -> impl Iterator<Item = &'static str> {
    let rules = status_rules().map(|(_, rule)| rule);
    rules
        .filter(|rule| rule.element == Negation)
        .flat_map(StatusRule::codes)
        .filter(|name| resource.get(name).is_true())
}

/// What not to believe comes first, then what is over, then what cannot be told.
fn gravity(standing: Standing) -> u8 {
    match standing {
        Standing::NotAFact => 0,
        Standing::Historical => 1,
        Standing::Unknown => 2,
        Standing::Tentative => 3,
        Standing::Current => 4,
    }
}

fn rule_for(resource_type: &str, element: Element, code: &str) -> Option<(&'static str, Standing)> {
    let code = if element == Negation {
        Cow::Borrowed(code)
    } else {
        normal_form(code)
    };
    let (rule, status) =
        status_rules().find(|(_, status)| status.fits(resource_type, element, &code))?;
    Some((rule.id, status.standing))
}

/// `Entered in Error`, `ENTERED_IN_ERROR` and `entered-in-error` are one code: a vendor's spelling must
/// not make an error look like a fact.
fn normal_form(code: &str) -> Cow<'_, str> {
    let is_normal = code
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_normal {
        return Cow::Borrowed(code);
    }
    Cow::Owned(code.trim().to_lowercase().replace([' ', '_'], "-"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::Standing::{Current, Historical, NotAFact, Tentative};
    use crate::rules::{RULES, Rule};

    fn standing(json: &str) -> Standing {
        let fields = Fields::parse(json).unwrap();
        judge(&fields.text("resourceType").unwrap_or_default(), &fields).standing
    }

    #[test]
    fn every_code_of_the_table_means_what_the_table_says() {
        for (rule, status) in status_rules() {
            let types = if status.types.is_empty() {
                &["Basic"]
            } else {
                status.types
            };
            for (resource_type, code) in types
                .iter()
                .flat_map(|kind| status.codes().map(move |code| (kind, code)))
            {
                assert_eq!(
                    rule_for(resource_type, status.element, code),
                    Some((rule.id, status.standing)),
                    "{resource_type} {code}",
                );
            }
        }
    }

    #[test]
    fn rule_ids_and_names_are_unique() {
        let words = |word: fn(&Rule) -> &'static str| {
            let words: HashSet<_> = RULES.iter().map(word).collect();
            words.len()
        };
        assert_eq!(
            (words(|rule| rule.id), words(|rule| rule.name)),
            (RULES.len(), RULES.len())
        );
    }

    #[test]
    fn an_error_is_an_error_in_every_spelling_and_type() {
        for kind in [
            "Observation",
            "Condition",
            "MedicationRequest",
            "VendorThing",
            "Encounter",
            "DocumentReference",
        ] {
            for spelling in [
                "entered-in-error",
                "Entered-In-Error",
                "ENTERED_IN_ERROR",
                "entered in error",
            ] {
                assert_eq!(
                    standing(&format!(
                        r#"{{"resourceType":"{kind}","status":"{spelling}"}}"#
                    )),
                    NotAFact
                );
                let concept = format!(
                    r#"{{"resourceType":"{kind}","clinicalStatus":{{"coding":[{{"code":"active"}}]}},"verificationStatus":{{"coding":[{{"code":"x"}},{{"code":"{spelling}"}}]}}}}"#
                );
                assert_eq!(standing(&concept), NotAFact);
            }
        }
    }

    #[test]
    fn completed_is_current_for_events_and_over_for_medicines() {
        assert_eq!(
            standing(r#"{"resourceType":"Procedure","status":"completed"}"#),
            Current
        );
        assert_eq!(
            standing(r#"{"resourceType":"MedicationRequest","status":"completed"}"#),
            Historical
        );
        assert_eq!(
            standing(r#"{"resourceType":"CarePlan","status":"completed"}"#),
            Historical
        );
    }

    #[test]
    fn what_is_over_stays_over_when_it_was_never_confirmed() {
        assert_eq!(
            standing(
                r#"{"resourceType":"Condition","clinicalStatus":"resolved","verificationStatus":"provisional"}"#
            ),
            Historical
        );
        assert_eq!(
            standing(
                r#"{"resourceType":"Condition","clinicalStatus":"active","verificationStatus":"provisional"}"#
            ),
            Tentative
        );
        assert_eq!(
            standing(
                r#"{"resourceType":"Condition","clinicalStatus":"active","verificationStatus":"vendor-word"}"#
            ),
            Standing::Unknown
        );
    }

    #[test]
    fn an_order_not_to_give_is_no_medicine() {
        assert_eq!(
            standing(
                r#"{"resourceType":"MedicationRequest","status":"active","doNotPerform":true}"#
            ),
            NotAFact
        );
        assert_eq!(
            standing(
                r#"{"resourceType":"MedicationRequest","status":"active","doNotPerform":false,"intent":"order"}"#
            ),
            Current
        );
        assert_eq!(
            standing(
                r#"{"resourceType":"MedicationRequest","status":"active","intent":"proposal"}"#
            ),
            Tentative
        );
    }

    #[test]
    fn nothing_sent_and_nothing_known_are_unknown() {
        assert_eq!(
            standing(r#"{"resourceType":"Observation"}"#),
            Standing::Unknown
        );
        assert_eq!(
            standing(r#"{"resourceType":"Observation","status":"unknown"}"#),
            Standing::Unknown
        );
        assert_eq!(
            standing(r#"{"resourceType":"Observation","status":{"coding":[]}}"#),
            Standing::Unknown
        );
    }
}
