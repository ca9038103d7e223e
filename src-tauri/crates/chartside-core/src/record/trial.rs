//! Finding out how a server wants one type to be asked for, from what it refuses.
//!
//! A server's own words lead where they name a parameter; else what some server is known to want is
//! tried in the order of the table, at most a few requests. What helped is a lesson for the next load.

use fhir_client::{FhirError, Remark};

use super::learnt::is_fit_to_keep;
use super::plan::{Asking, TypeRules};

/// Changes tried for one type.
const MOST: u32 = 6;
/// Pages that more and more servers take.
const SMALLER_PAGES: [u32; 2] = [200, 50];

/// One type while it is found out how to ask for it.
#[derive(Debug)]
pub(crate) struct Trial {
    asking: Asking,
    /// To go back to where a guess does not help.
    before_guess: Option<Asking>,
    /// Guesses that did not help.
    failed: Vec<TypeRules>,
    known: TypeRules,
    first: Option<FhirError>,
    changes: u32,
}

/// What follows from a refusal.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Ask anew, in another way.
    Anew,
    /// This part cannot be had; others may.
    Part(FhirError),
    /// Nothing can be had, and this is why.
    Nothing(FhirError),
}

impl Trial {
    pub(crate) fn new(asking: Asking) -> Self {
        Self {
            known: asking.rules.clone(),
            asking,
            before_guess: None,
            failed: Vec::new(),
            first: None,
            changes: 0,
        }
    }

    pub(crate) fn asking(&self) -> &Asking {
        &self.asking
    }

    /// Takes in that the first search was refused before its first page.
    pub(crate) fn refused(&mut self, error: FhirError, is_part: bool) -> Verdict {
        let guess = self.before_guess.take();
        let was_guess = guess.is_some();
        if let Some(before) = guess {
            self.failed
                .push(std::mem::replace(&mut self.asking, before).rules);
        }
        self.changes += 1;
        let change = self.change(&error).filter(|_| self.changes <= MOST);
        let Some(Change { rules, is_guess }) = change else {
            return if is_part && !was_guess {
                Verdict::Part(error)
            } else {
                Verdict::Nothing(self.first.take().unwrap_or(error))
            };
        };
        if is_guess {
            self.before_guess = Some(self.asking.clone());
        }
        self.asking.rules = rules;
        self.first.get_or_insert(error);
        Verdict::Anew
    }

    /// A search was answered: what was guessed is right.
    pub(crate) fn answered(&mut self) {
        self.before_guess = None;
        self.first = None;
    }

    /// The server does not take this parameter, and says so beside its answer.
    pub(crate) fn ignores(&mut self, parameter: &str) {
        let rules = &mut self.asking.rules;
        if !rules.without.iter().any(|name| name == parameter) {
            rules.without.push(parameter.to_owned());
        }
    }

    /// Parts of the type do not add up.
    pub(crate) fn reads_in_one(&mut self) {
        self.asking.rules.in_one = true;
    }

    /// The server refuses this value.
    pub(crate) fn refuses_value(&mut self, value: &str) {
        self.asking.rules.refused.push(value.to_owned());
    }

    /// Values that are not asked for, because they were refused before.
    pub(crate) fn refused_before(&self) -> &[String] {
        &self.known.refused
    }

    /// What is known now and was not before.
    pub(crate) fn lesson(&self) -> Option<TypeRules> {
        let rules = &self.asking.rules;
        (*rules != self.known && is_fit_to_keep(rules)).then(|| rules.clone())
    }

    fn change(&self, error: &FhirError) -> Option<Change> {
        let words = words_of(error)?;
        let named = self.named(&words).into_iter().map(Change::told);
        let guessed = self.guesses(error).into_iter().map(Change::guess);
        named.chain(guessed).find(|change| {
            change.rules != self.asking.rules && !self.failed.contains(&change.rules)
        })
    }

    /// What the server's words name.
    fn named(&self, words: &str) -> Vec<TypeRules> {
        let mut changes = Vec::new();
        for parameter in self.asking.optional() {
            if !names(words, parameter) {
                continue;
            }
            if parameter == "_count" {
                changes.push(self.with_page(words));
            }
            changes.push(self.without(&[parameter]));
        }
        let needs = self.asking.missing_needs();
        changes.extend(
            needs
                .filter(|need| names(words, need.parameter))
                .map(|need| self.with(need.parameter)),
        );
        changes
    }

    /// What is tried where the words name nothing.
    fn guesses(&self, error: &FhirError) -> Vec<TypeRules> {
        let included = ["_revinclude", "_include"];
        let sends_included = self.asking.optional().any(|name| included.contains(&name));
        let needs = self
            .asking
            .missing_needs()
            .map(|need| self.with(need.parameter));
        let mut changes: Vec<TypeRules> = needs.collect();
        // A refusal for want of a parameter can look like any other: 403 (athenahealth), 404 (NextGen). For
        // these the first guess is worth a request, more are not.
        if matches!(
            error,
            FhirError::Forbidden { .. } | FhirError::NotSupported { .. }
        ) {
            changes.truncate(1);
            return changes;
        }
        if sends_included {
            changes.insert(0, self.without(&included));
        }
        changes.push(self.without(&["_revinclude", "_include", "_count"]));
        changes
    }

    fn with(&self, need: &str) -> TypeRules {
        let mut rules = self.asking.rules.clone();
        rules.needs.push(need.to_owned());
        rules
    }

    fn without(&self, parameters: &[&'static str]) -> TypeRules {
        let mut rules = self.asking.rules.clone();
        let sent = self
            .asking
            .optional()
            .filter(|name| parameters.contains(name));
        rules.without.extend(sent.map(str::to_owned));
        rules
    }

    /// A smaller page: what the words say is the most, else one that every server takes.
    fn with_page(&self, words: &str) -> TypeRules {
        let now = self.asking.count().unwrap_or_default();
        let numbers = words.split(|c: char| !c.is_ascii_digit());
        let said = numbers.filter_map(|number| number.parse().ok());
        let smaller = said.filter(|number| (10..now).contains(number)).max();
        let mut rules = self.asking.rules.clone();
        if let Some(page) = smaller.or(SMALLER_PAGES.into_iter().find(|page| *page < now)) {
            rules.page = Some(page);
        }
        rules
    }
}

struct Change {
    rules: TypeRules,
    is_guess: bool,
}

impl Change {
    const fn told(rules: TypeRules) -> Self {
        Self {
            rules,
            is_guess: false,
        }
    }

    const fn guess(rules: TypeRules) -> Self {
        Self {
            rules,
            is_guess: true,
        }
    }
}

/// The words of an error that can be about how a search was asked, if it has any. `None`: it is about
/// something else.
fn words_of(error: &FhirError) -> Option<String> {
    match error {
        FhirError::BadRequest { remark }
        | FhirError::Forbidden { remark }
        | FhirError::NotSupported { remark }
        // DrChrono answers so to a parameter that it does not know.
        | FhirError::ServerFailed { status: 500, remark } => Some(said(remark.as_ref())),
        FhirError::InvalidName
        | FhirError::ForeignAddress
        | FhirError::RedirectsEndless
        | FhirError::Authorize(_)
        | FhirError::Unauthorized { .. }
        | FhirError::Gone { .. }
        | FhirError::Busy { .. }
        | FhirError::ServerFailed { .. }
        | FhirError::Unreachable(_)
        | FhirError::TimedOut
        | FhirError::Truncated
        | FhirError::NotFhir { .. }
        | FhirError::TooLarge
        | FhirError::PagingEndless
        | FhirError::StoppedAt { .. } => None,
    }
}

fn said(remark: Option<&Remark>) -> String {
    remark.map_or_else(String::new, |remark| remark.text.to_lowercase())
}

/// Whether a remark beside an answer is only about a parameter that the answer does not depend on.
pub(crate) fn ignored_parameter(asking: &Asking, remark: &Remark) -> Option<&'static str> {
    let words = remark.text.to_lowercase();
    let is_refusal = [
        "not ",
        "ignor",
        "unknown",
        "unsupported",
        "invalid",
        "unrecogni",
    ];
    let is_refusal = is_refusal.iter().any(|word| words.contains(word));
    asking
        .optional()
        .find(|parameter| is_refusal && names(&words, parameter))
}

/// The name as a word of its own: `_include` does not stand in `_revinclude`, `date` not in `update`.
fn names(words: &str, parameter: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    words.match_indices(parameter).any(|(place, _)| {
        let before = words.get(..place).and_then(|text| text.chars().next_back());
        let after = words
            .get(place + parameter.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}
