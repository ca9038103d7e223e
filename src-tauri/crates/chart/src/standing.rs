//! What a status code means for a reader: the one table behind every list, `docs/display-rules.md`.
//!
//! A status is a modifier element (FHIR R4 §2.1.0.6.1): a resource may not be read without it. Must
//! never know: words for people, colours, sections.

use std::borrow::Cow;

use crate::node::Fields;
use crate::rules::Element::{self, Clinical, Intent, Negation, Status, Verification};
use crate::rules::{RULES, Rule};
use crate::{Standing, coding};

/// The status elements of one resource as sent, and how far they let it be a fact.
#[derive(Debug)]
pub(crate) struct Judgement {
    pub(crate) status: Option<String>,
    pub(crate) verification: Option<String>,
    pub(crate) standing: Standing,
}

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

    let gravest = |wanted: &[Element]| {
        let wanted = words.iter().filter(|word| wanted.contains(&word.element));
        wanted.min_by_key(|word| gravity(word.standing))
    };
    let code = |wanted: &[Element]| gravest(wanted).map(|word| word.code.to_string());
    let all = [Status, Clinical, Verification, Intent, Negation];
    Judgement {
        status: code(&[Clinical, Status]),
        verification: code(&[Verification, Intent, Negation]),
        standing: gravest(&all).map_or(Standing::Unknown, |word| word.standing),
    }
}

fn word<'a>(resource_type: &str, element: Element, code: Cow<'a, str>) -> Option<Word<'a>> {
    let known = standing_of(resource_type, element, &code);
    // `intent` is no status: most of its codes (`order`) take nothing away.
    let standing = if element == Intent {
        known?
    } else {
        known.unwrap_or(Standing::Unknown)
    };
    Some(Word {
        element,
        code,
        standing,
    })
}

/// Names of the negating flags that are set.
fn negations(resource: &Fields<'_>) -> impl Iterator<Item = &'static str> {
    let rules = RULES.iter().filter(|rule| rule.element == Negation);
    rules
        .flat_map(Rule::codes)
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

fn standing_of(resource_type: &str, element: Element, code: &str) -> Option<Standing> {
    let code = if element == Negation {
        Cow::Borrowed(code)
    } else {
        normal_form(code)
    };
    let rule = RULES
        .iter()
        .find(|rule| rule.fits(resource_type, element, &code))?;
    Some(rule.standing)
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
    use super::*;
    use crate::Standing::{Current, Historical, NotAFact, Tentative};

    fn standing(json: &str) -> Standing {
        let fields = Fields::parse(json).unwrap();
        judge(&fields.text("resourceType").unwrap_or_default(), &fields).standing
    }

    #[test]
    fn every_code_of_the_table_means_what_the_table_says() {
        for rule in RULES {
            let types = if rule.types.is_empty() {
                &["Basic"]
            } else {
                rule.types
            };
            for (resource_type, code) in types
                .iter()
                .flat_map(|kind| rule.codes().map(move |code| (kind, code)))
            {
                assert_eq!(
                    standing_of(resource_type, rule.element, code),
                    Some(rule.standing),
                    "{} {resource_type} {code}",
                    rule.id
                );
            }
        }
    }

    #[test]
    fn rule_ids_are_unique() {
        let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
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
