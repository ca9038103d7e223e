//! How far each FHIR type of a plan is, and what that makes of each section.
//!
//! The law of this module: a section is `Complete` only when every one of its types was read to the
//! last page, without a remark of the server and without falling short of the server's own count.

use std::collections::BTreeSet;

use chart::Section;
use chart_store::SyncState;
use jiff::Timestamp;

use super::gap::Gap;
use super::plan::{Decision, PlannedType, planned_type};
use crate::ipc::{SectionCounts, SectionProblem, SectionProgress, SectionState};
use crate::problem::{Problem, ProblemCode};

/// The state of a whole plan.
#[derive(Debug, Clone)]
pub(crate) struct Progress {
    types: Vec<TypeProgress>,
}

#[derive(Debug, Clone)]
struct TypeProgress {
    planned: PlannedType,
    ended: bool,
    /// Something of it was delivered, be it an empty list.
    delivered: bool,
    matches: u32,
    expected: Option<u32>,
    gaps: Vec<Gap>,
    /// When the rows that are here were read, where this load has not read them.
    kept: Option<Timestamp>,
    /// Only what changed is asked for: its counts say nothing of the whole.
    renews: bool,
}

impl Progress {
    pub(crate) fn new(plan: &[(PlannedType, Decision)]) -> Self {
        let types = plan
            .iter()
            .map(|(planned, decision)| TypeProgress::new(*planned, decision));
        Self {
            types: types.collect(),
        }
    }

    /// What is known of a record that was kept, before anything is asked.
    pub(crate) fn kept(sync: &SyncState, has_rows: impl Fn(&str) -> bool) -> Self {
        let kinds = sync.searches.keys().chain(sync.problems.keys());
        let kinds: BTreeSet<&str> = kinds.map(String::as_str).collect();
        let types = kinds.into_iter().filter_map(planned_type).map(|planned| {
            let search = sync.searches.get(planned.resource_type);
            let names = sync.problems.get(planned.resource_type);
            let reasons = names.into_iter().flatten();
            let mut kind = TypeProgress::new(planned, &Decision::ComesAlong);
            kind.expected = None;
            kind.delivered = search.is_some() || has_rows(planned.resource_type);
            kind.kept = search.map(|search| search.as_of);
            kind.gaps = reasons.map(|reason| Gap::of_kept(reason)).collect();
            if !search.is_some_and(|search| search.whole) && kind.gaps.is_empty() {
                kind.lacks(Gap::of(Problem::new(ProblemCode::LoadInterrupted)));
            }
            kind
        });
        Self {
            types: types.collect(),
        }
    }

    /// Rows of a type are here that this load has not read yet.
    pub(crate) fn holds(&mut self, resource_type: &str, as_of: Timestamp) {
        if let Some(kind) = self.of(resource_type) {
            kind.kept = Some(as_of);
        }
    }

    /// Only what changed of a type is asked for.
    pub(crate) fn renews(&mut self, resource_type: &str) {
        if let Some(kind) = self.of(resource_type) {
            kind.renews = true;
        }
    }

    /// All of a type is asked for after all: what came so far counts no more.
    pub(crate) fn anew(&mut self, resource_type: &str) {
        if let Some(kind) = self.of(resource_type) {
            *kind = TypeProgress {
                ended: false,
                delivered: false,
                matches: 0,
                expected: None,
                gaps: Vec::new(),
                renews: false,
                ..kind.clone()
            };
        }
    }

    /// Fewer came than the server said there are.
    pub(crate) fn falls_short(&self, resource_type: &str) -> bool {
        let mut types = self.types.iter();
        let kind = types.find(|kind| kind.planned.resource_type == resource_type);
        kind.is_some_and(|kind| kind.expected.is_some_and(|total| kind.matches < total))
    }

    /// Why something of a type is missing, as it is kept.
    pub(crate) fn reasons(&self, resource_type: &str) -> Vec<String> {
        let types = self.types.iter();
        let of_type = types.filter(|kind| kind.planned.resource_type == resource_type);
        of_type
            .flat_map(|kind| kind.gaps.iter().map(Gap::kept))
            .collect()
    }

    /// The types of which something did not come because nobody was reached.
    pub(crate) fn unreached(&self) -> Vec<String> {
        let lacks = |kind: &&TypeProgress| {
            let mut gaps = kind.gaps.iter();
            gaps.any(|gap| gap.code() == ProblemCode::ServerUnreachable)
        };
        let types = self.types.iter().filter(lacks);
        types
            .map(|kind| kind.planned.resource_type.to_owned())
            .collect()
    }

    /// When the oldest rows were read that no load has read since.
    pub(crate) fn oldest(&self) -> Option<Timestamp> {
        self.types.iter().filter_map(|kind| kind.kept).min()
    }

    /// A page arrived with this many matches (included resources aside).
    pub(crate) fn page(&mut self, resource_type: &str, matches: u32, total: Option<u32>) {
        if let Some(kind) = self.of(resource_type) {
            kind.delivered = true;
            kind.matches = kind.matches.saturating_add(matches);
            // Some servers give the size of the page as the total: more may come, never fewer.
            kind.expected = kind.expected.max(total);
        }
    }

    /// Something is missing or may be; what arrived stays.
    pub(crate) fn remark(&mut self, resource_type: &str, gap: Gap) {
        if let Some(kind) = self.of(resource_type) {
            kind.lacks(gap);
        }
    }

    /// One type is asked for again; the rest stays as it was.
    pub(crate) fn again(&mut self, resource_type: &str, decision: &Decision) {
        if let Some(kind) = self.of(resource_type) {
            *kind = TypeProgress::new(kind.planned, decision);
        }
    }

    /// What was stopped at a limit goes on; what came before counts.
    pub(crate) fn goes_on(&mut self, resource_type: &str) {
        if let Some(kind) = self.of(resource_type) {
            kind.ended = false;
            kind.gaps
                .retain(|gap| gap.code() != ProblemCode::StoppedAtLimit);
        }
    }

    /// The last page was read, or nothing more will come.
    pub(crate) fn end(&mut self, resource_type: &str) {
        if let Some(kind) = self.of(resource_type) {
            kind.ended = true;
            let short = kind
                .expected
                .map_or(0, |total| total.saturating_sub(kind.matches));
            if kind.gaps.is_empty() && short > 0 {
                let gap = Gap::of(Problem::new(ProblemCode::CountMismatch));
                kind.lacks(gap.counting(short as usize));
            }
            if kind.gaps.is_empty() {
                kind.kept = None;
            }
        }
    }

    /// Gives up everything that has not ended, and says what that is.
    pub(crate) fn end_all(&mut self, problem: &Problem) -> Vec<&'static str> {
        let mut given_up = Vec::new();
        for kind in self.types.iter_mut().filter(|kind| !kind.ended) {
            kind.ended = true;
            kind.lacks(Gap::of(problem.clone()));
            given_up.push(kind.planned.resource_type);
        }
        given_up
    }

    /// `true` when nothing is missing of what the server offers.
    pub(crate) fn is_complete(&self) -> bool {
        !self.types.is_empty() && self.types.iter().all(TypeProgress::is_whole)
    }

    /// `true` when everything that the server has of a type was read.
    pub(crate) fn is_whole(&self, resource_type: &str) -> bool {
        let mut types = self.types.iter();
        types.any(|kind| kind.planned.resource_type == resource_type && kind.is_whole())
    }

    /// What a screen shows of one section.
    pub(crate) fn section(
        &self,
        section: Section,
        counts: SectionCounts,
        revision: u32,
    ) -> SectionState {
        let types = || self.types_of(section);
        SectionState {
            section,
            progress: progress_of(&types()),
            counts,
            expected: expected_of(types()),
            problems: types().flat_map(TypeProgress::lines).collect(),
            revision,
            as_of: types()
                .filter_map(|kind| kind.kept)
                .min()
                .map(|as_of| as_of.to_string()),
            news: None,
        }
    }

    fn types_of(&self, section: Section) -> impl Iterator<Item = &TypeProgress> + Clone {
        let of_section = move |kind: &&TypeProgress| kind.planned.sections.contains(&section);
        self.types.iter().filter(of_section)
    }

    fn of(&mut self, resource_type: &str) -> Option<&mut TypeProgress> {
        self.types
            .iter_mut()
            .find(|kind| kind.planned.resource_type == resource_type)
    }
}

impl TypeProgress {
    fn new(planned: PlannedType, decision: &Decision) -> Self {
        let problem = match decision {
            Decision::Fetch(_) | Decision::ComesAlong => None,
            Decision::NotGranted => Some(ProblemCode::NotGranted),
            Decision::NotOffered => Some(ProblemCode::NotSupported),
            Decision::NotAskedFor => Some(ProblemCode::NotAskedFor),
        };
        Self {
            planned,
            ended: !matches!(decision, Decision::Fetch(_)),
            delivered: false,
            matches: 0,
            // Nobody counts what comes along.
            expected: matches!(decision, Decision::ComesAlong).then_some(0),
            gaps: problem.map(Problem::new).map(Gap::of).into_iter().collect(),
            kept: None,
            renews: false,
        }
    }

    fn lacks(&mut self, gap: Gap) {
        if !self.gaps.iter_mut().any(|known| known.joins(&gap)) {
            self.gaps.push(gap);
        }
    }

    fn is_whole(&self) -> bool {
        self.ended && self.gaps.is_empty()
    }

    fn lines(&self) -> impl Iterator<Item = SectionProblem> {
        let kind = self.planned.resource_type;
        self.gaps.iter().map(move |gap| gap.line(kind))
    }
}

fn progress_of<'a>(types: &(impl Iterator<Item = &'a TypeProgress> + Clone)) -> SectionProgress {
    if types.clone().any(|kind| !kind.ended) {
        SectionProgress::Loading
    } else if types.clone().next().is_none() {
        // Nobody was asked, so nobody knows.
        SectionProgress::NotAvailable
    } else if types.clone().all(TypeProgress::is_whole) {
        SectionProgress::Complete
    } else if types.clone().any(|kind| kind.delivered) {
        SectionProgress::Incomplete
    } else {
        SectionProgress::NotAvailable
    }
}

/// Known only when every type of the section has a count.
fn expected_of<'a>(mut types: impl Iterator<Item = &'a TypeProgress>) -> Option<u32> {
    types.try_fold(0_u32, |sum, kind| {
        let expected = kind.expected.filter(|_| !kind.renews)?;
        Some(sum.saturating_add(expected))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use smart_app_launch::ScopeSet;

    use super::super::plan::{Known, RecordRules, plan};
    use super::*;

    fn whole_plan() -> Vec<(PlannedType, Decision)> {
        plan(Known {
            granted: &ScopeSet::from_server("patient/*.rs"),
            contexts: &["patient"],
            capabilities: None,
            vendor: &RecordRules::default(),
            learnt: &BTreeMap::new(),
        })
    }

    fn gap(code: ProblemCode) -> Gap {
        Gap::of(Problem::new(code))
    }

    fn state(progress: &Progress, section: Section) -> SectionState {
        progress.section(section, SectionCounts::default(), 0)
    }

    #[test]
    fn a_section_is_complete_only_when_all_its_types_ended() {
        let mut progress = Progress::new(&whole_plan());
        assert_eq!(
            state(&progress, Section::Problems).progress,
            SectionProgress::Loading
        );
        progress.page("Condition", 2, Some(2));
        progress.end("Condition");
        assert_eq!(
            state(&progress, Section::Problems).progress,
            SectionProgress::Complete
        );
        progress.page("MedicationRequest", 0, Some(0));
        progress.end("MedicationRequest");
        assert_eq!(
            state(&progress, Section::Medications).progress,
            SectionProgress::Loading
        );
    }

    #[test]
    fn fewer_than_the_server_counted_is_incomplete() {
        let mut progress = Progress::new(&whole_plan());
        progress.page("Condition", 2, Some(5));
        progress.end("Condition");
        let state = state(&progress, Section::Problems);
        assert_eq!(state.progress, SectionProgress::Incomplete);
        assert_eq!(state.problems[0].problem.code, ProblemCode::CountMismatch);
        assert_eq!(state.problems[0].count, Some(3));
    }

    #[test]
    fn the_size_of_a_page_given_as_the_total_is_not_a_shortage() {
        let mut progress = Progress::new(&whole_plan());
        progress.page("Condition", 50, Some(50));
        progress.page("Condition", 38, Some(38));
        progress.end("Condition");
        assert_eq!(
            state(&progress, Section::Problems).progress,
            SectionProgress::Complete
        );
    }

    #[test]
    fn a_remark_makes_a_section_incomplete_and_is_said_once() {
        let mut progress = Progress::new(&whole_plan());
        progress.page("Condition", 1, None);
        for _ in 0..3 {
            progress.remark("Condition", gap(ProblemCode::ServerRemark));
        }
        progress.end("Condition");
        let state = state(&progress, Section::Problems);
        assert_eq!(state.progress, SectionProgress::Incomplete);
        assert_eq!(state.problems.len(), 1);
    }

    #[test]
    fn gaps_of_one_reason_are_counted_together() {
        let mut progress = Progress::new(&whole_plan());
        for part in ["a", "b", "a"] {
            let gap = gap(ProblemCode::OtherPatient).counting(2);
            progress.remark("Condition", gap.about(vec![part.to_owned()]));
        }
        let state = state(&progress, Section::Problems);
        assert_eq!(state.problems.len(), 1);
        assert_eq!(state.problems[0].count, Some(6));
        assert_eq!(state.problems[0].parts, ["a", "b"]);
    }

    #[test]
    fn a_type_that_is_asked_for_again_begins_anew_and_the_others_stay() {
        let plan = whole_plan();
        let mut progress = Progress::new(&plan);
        for kind in ["Condition", "AllergyIntolerance"] {
            progress.remark(kind, gap(ProblemCode::ServerFailed));
            progress.end(kind);
        }
        let condition = plan
            .iter()
            .find(|(planned, _)| planned.resource_type == "Condition");
        progress.again("Condition", &condition.unwrap().1);
        progress.page("Condition", 0, Some(0));
        progress.end("Condition");
        assert_eq!(
            state(&progress, Section::Problems).progress,
            SectionProgress::Complete
        );
        assert_eq!(
            state(&progress, Section::Allergies).progress,
            SectionProgress::NotAvailable
        );
    }

    #[test]
    fn a_medicine_that_is_missing_is_said_where_medicines_are() {
        let mut progress = Progress::new(&whole_plan());
        progress.remark("Medication", gap(ProblemCode::NotGranted).counting(2));
        let state = state(&progress, Section::Medications);
        assert_eq!(state.problems[0].resource_type, "Medication");
    }

    #[test]
    fn nothing_delivered_is_not_available_and_never_an_empty_list() {
        let mut progress = Progress::new(&whole_plan());
        progress.remark("Condition", gap(ProblemCode::NotPermitted));
        progress.end("Condition");
        assert_eq!(
            state(&progress, Section::Problems).progress,
            SectionProgress::NotAvailable
        );
        assert!(!progress.is_complete());
    }

    #[test]
    fn a_section_that_nobody_was_asked_about_is_not_available() {
        let progress = Progress::new(&[]);
        let state = state(&progress, Section::Other);
        assert_eq!(state.progress, SectionProgress::NotAvailable);
        assert!(!progress.is_complete());
    }

    #[test]
    fn giving_up_names_the_reason_on_what_had_not_ended() {
        let mut progress = Progress::new(&whole_plan());
        progress.page("Condition", 1, Some(1));
        progress.end("Condition");
        progress.end_all(&Problem::new(ProblemCode::SessionEnded));
        assert_eq!(
            state(&progress, Section::Problems).progress,
            SectionProgress::Complete
        );
        assert_eq!(
            state(&progress, Section::Allergies).progress,
            SectionProgress::NotAvailable
        );
    }
}
