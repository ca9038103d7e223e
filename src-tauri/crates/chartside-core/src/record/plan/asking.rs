//! How one type is searched: what a server and its vendor want, as data.

use fhir_client::{ResourceCapability, Search};
use serde::{Deserialize, Serialize};

use super::types::{Need, PlannedType, Values};

/// Resources asked for per page; servers give fewer where they like to. Larger pages save round trips, and
/// make a person wait longer for the first.
const PAGE: u32 = 500;

/// What is known to be wanted for the searches of one type: by the vendor's profile, or learnt from what
/// a server refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct TypeRules {
    /// Parameters that a search is refused without, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) needs: Vec<String>,
    /// Values of such a parameter beside those of the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<String>,
    /// Values of such a parameter that the server refuses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) refused: Vec<String>,
    /// Parameters that the server does not take.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) without: Vec<String>,
    /// Largest page that may be asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page: Option<u32>,
    /// It is read in one: parts of it do not add up to the whole.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) in_one: bool,
    /// It cannot be searched for: it comes with what it is about.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) comes_along: bool,
}

impl TypeRules {
    /// These, and then those.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let joined = |one: &[String], two: &[String]| {
            let mut all: Vec<String> = one.to_vec();
            all.extend(two.iter().filter(|value| !one.contains(value)).cloned());
            all
        };
        Self {
            needs: joined(&self.needs, &other.needs),
            values: joined(&self.values, &other.values),
            refused: joined(&self.refused, &other.refused),
            without: joined(&self.without, &other.without),
            page: [self.page, other.page].into_iter().flatten().min(),
            in_one: self.in_one || other.in_one,
            comes_along: self.comes_along || other.comes_along,
        }
    }
}

/// How one type is searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asking {
    pub(super) planned: PlannedType,
    /// `subject` where the type has no `patient`.
    by_subject: bool,
    /// The medication comes with the entry.
    include: bool,
    /// Provenance comes with the entry.
    reverse_include: bool,
    /// The date of the type, where the server can be asked by it.
    dated: Option<&'static str>,
    /// Permissions that cover only a part: the restrictions, each as pairs.
    pub(super) restrictions: Vec<Vec<(String, String)>>,
    pub(crate) rules: TypeRules,
}

/// One search, and which part of the type it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ask {
    /// The value of an open set that it is restricted to.
    pub(crate) part: Option<String>,
    pub(crate) search: Search,
}

impl Asking {
    /// As the server's own statement says, where it says anything, and as the rules say.
    pub(super) fn new(
        planned: PlannedType,
        offered: Option<&ResourceCapability>,
        rules: TypeRules,
        with_provenance: bool,
    ) -> Self {
        let include = format!("{}:medication", planned.resource_type);
        Self {
            planned,
            by_subject: offered.is_some_and(|offered| {
                let has = |name: &str| offered.search_params.contains(name);
                !has("patient") && has("subject")
            }) || (offered.is_none() && planned.resource_type == "AdverseEvent"),
            include: planned.medication
                && offered.is_none_or(|offered| {
                    let includes = &offered.search_includes;
                    includes.is_empty() || includes.contains("*") || includes.contains(&include)
                }),
            reverse_include: with_provenance
                && offered.is_some_and(|offered| {
                    let includes = &offered.search_reverse_includes;
                    includes.contains("*") || includes.contains("Provenance:target")
                }),
            dated: planned
                .dated
                .filter(|date| offered.is_some_and(|it| it.search_params.contains(*date))),
            restrictions: Vec::new(),
            rules,
        }
    }

    /// The date by which a long list may be fetched in parts.
    pub(crate) fn dated(&self) -> Option<&'static str> {
        self.dated
            .filter(|date| !self.rules.in_one && self.takes(date))
    }

    /// The searches of which the type consists.
    pub(crate) fn asks(&self, patient: &str) -> Vec<Ask> {
        if !self.restrictions.is_empty() {
            let restricted = |pairs: &Vec<(String, String)>| {
                let search = self.base(patient);
                let search = pairs.iter().fold(search, |search, (name, value)| {
                    search.param(name.as_str(), value.as_str())
                });
                let part = pairs.iter().map(|(_, value)| code(value).to_owned());
                Ask {
                    part: Some(part.collect::<Vec<_>>().join(" ")),
                    search: self.finished(search),
                }
            };
            return self.restrictions.iter().map(restricted).collect();
        }
        let base = self
            .whole()
            .fold(self.base(patient), |search, (name, value)| {
                search.param(name, value)
            });
        let Some((parameter, values)) = self.split() else {
            let search = self.finished(base);
            return vec![Ask { part: None, search }];
        };
        let part = |value: String| Ask {
            search: self.finished(base.clone().param(parameter, value.as_str())),
            part: Some(value),
        };
        values.into_iter().map(part).collect()
    }

    /// The search of which the type consists, where one is all and nothing else is fetched along with it.
    pub(crate) fn only_search(&self, patient: &str) -> Option<Search> {
        let brings_more =
            self.planned.medication || self.sends_include() || self.sends_reverse_include();
        let is_whole = self.restrictions.is_empty() && self.split().is_none();
        let ask = self.asks(patient).into_iter().next()?;
        (is_whole && !brings_more).then_some(ask.search)
    }

    /// The values that the type is asked for by, where there may be others.
    pub(crate) fn split(&self) -> Option<(&'static str, Vec<String>)> {
        let (need, values) = self.needed().find_map(|need| match need.values {
            Values::Each(values) => Some((need, values)),
            Values::All(_) => None,
        })?;
        let known = values.iter().map(|value| (*value).to_owned());
        let mut all: Vec<String> = known.collect();
        all.extend(self.rules.values.iter().cloned());
        all.retain(|value| !self.rules.refused.contains(value));
        Some((need.parameter, all))
    }

    /// What the permission is restricted to, as codes.
    pub(crate) fn narrowed_to(&self) -> Vec<String> {
        let pairs = self.restrictions.iter().flatten();
        pairs.map(|(_, value)| code(value).to_owned()).collect()
    }

    /// What a server could insist on that is not sent yet.
    pub(crate) fn missing_needs(&self) -> impl Iterator<Item = &'static Need> + use<> {
        let sent = self.rules.needs.clone();
        let is_narrowed = !self.restrictions.is_empty();
        let needs = self.planned.needs.iter();
        needs.filter(move |need| !is_narrowed && !sent.iter().any(|name| name == need.parameter))
    }

    /// Parameters that are sent and that the answer does not depend on.
    pub(crate) fn optional(&self) -> impl Iterator<Item = &'static str> + use<> {
        let sent = [
            ("_revinclude", self.sends_reverse_include()),
            ("_include", self.sends_include()),
            ("_count", self.count().is_some()),
        ];
        sent.into_iter()
            .filter_map(|(name, is_sent)| is_sent.then_some(name))
    }

    /// Resources asked for per page.
    pub(crate) fn count(&self) -> Option<u32> {
        let page = self.rules.page.unwrap_or(PAGE).min(PAGE);
        self.takes("_count").then_some(page)
    }

    fn sends_include(&self) -> bool {
        self.include && self.takes("_include")
    }

    fn sends_reverse_include(&self) -> bool {
        self.reverse_include && self.takes("_revinclude")
    }

    fn takes(&self, parameter: &str) -> bool {
        !self.rules.without.iter().any(|name| name == parameter)
    }

    fn needed(&self) -> impl Iterator<Item = &'static Need> {
        let is_needed = |need: &&Need| self.rules.needs.iter().any(|name| name == need.parameter);
        self.planned.needs.iter().filter(is_needed)
    }

    /// Parameters that every resource of the type matches.
    fn whole(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.needed().filter_map(|need| match need.values {
            Values::All(value) => Some((need.parameter, value)),
            Values::Each(_) => None,
        })
    }

    fn base(&self, patient: &str) -> Search {
        let search = Search::of(self.planned.resource_type);
        if self.by_subject {
            search.param("subject", format!("Patient/{patient}"))
        } else {
            search.patient(patient)
        }
    }

    fn finished(&self, search: Search) -> Search {
        let kind = self.planned.resource_type;
        let mut search = search;
        if self.sends_include() {
            search = search.param("_include", format!("{kind}:medication"));
        }
        if self.sends_reverse_include() {
            search = search.param("_revinclude", "Provenance:target");
        }
        self.count().into_iter().fold(search, Search::count)
    }
}

/// The code of a token `system|code`.
fn code(token: &str) -> &str {
    token.rsplit('|').next().unwrap_or(token)
}
