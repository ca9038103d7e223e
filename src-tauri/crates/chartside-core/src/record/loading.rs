//! What a load has brought so far, and what that makes of the record.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chart::Section;
use chart_store::{ChartStore, is_of_type};
use fhir_client::{Page, Resource};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::fetch::{Step, Stopped};
use super::gap::Gap;
use super::kept::section_state;
use super::plan::{Decision, MEDICATION, PlannedType, TypeRules, planned_type};
use super::progress::Progress;
use super::syncing::{Ended, Syncing};
use crate::ipc::SectionState;
use crate::problem::{Problem, ProblemCode};

/// What a load has brought so far.
pub(super) struct Loading {
    pub(super) store: Arc<ChartStore>,
    pub(super) planned: Vec<(PlannedType, Decision)>,
    /// Some types again, after an earlier load.
    pub(super) is_part: bool,
    /// Everything is asked for, whatever is known.
    pub(super) is_anew: bool,
    pub(super) progress: Progress,
    pub(super) syncing: Syncing,
    /// Types of which only what changed is asked for.
    pub(super) renewing: HashSet<&'static str>,
    /// Keys of everything that this load brought.
    pub(super) seen: HashSet<Arc<str>>,
    /// How the server wants to be asked.
    pub(super) lessons: BTreeMap<String, TypeRules>,
    /// What was stopped at a limit before, and goes on.
    pub(super) goes_on: StoppedTypes,
    /// What was stopped now.
    pub(super) stopped: StoppedTypes,
    pub(super) began: Timestamp,
}

/// Where types go on that were stopped, and what came of them.
pub(crate) type StoppedTypes = HashMap<&'static str, StoppedType>;

/// Where a type goes on that was stopped, and what came of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct StoppedType {
    pub(super) places: Vec<Stopped>,
    pub(super) seen: HashSet<Arc<str>>,
}

impl Loading {
    /// What is no longer granted is no longer shown.
    pub(super) fn new(
        store: Arc<ChartStore>,
        planned: Vec<(PlannedType, Decision)>,
        mut progress: Progress,
        began: Timestamp,
    ) -> Self {
        let before = store.sync_state();
        for (planned, decision) in &planned {
            let kind = planned.resource_type;
            if matches!(decision, Decision::NotGranted) {
                store.withhold_type(kind);
            } else if let Some(search) = before.searches.get(kind) {
                progress.holds(kind, search.as_of);
            }
        }
        let of = |wanted: bool| {
            let is_wanted =
                move |decision: &Decision| matches!(decision, Decision::Fetch(_)) == wanted;
            let planned = planned
                .iter()
                .filter(move |(_, decision)| is_wanted(decision));
            planned.map(|(planned, _)| planned.resource_type)
        };
        let lacking = of(false).flat_map(|kind| {
            let reasons = progress.reasons(kind);
            reasons.into_iter().map(move |reason| (kind, reason))
        });
        let syncing = Syncing::begin(before, of(true), lacking, began);
        Self {
            store,
            planned,
            is_part: false,
            is_anew: false,
            progress,
            syncing,
            renewing: HashSet::new(),
            seen: HashSet::new(),
            lessons: BTreeMap::new(),
            goes_on: StoppedTypes::new(),
            stopped: StoppedTypes::new(),
            began,
        }
    }

    /// From the birth of the patient, as far as it is known, to tomorrow: most of a record lies between.
    pub(super) fn life(&self) -> (Date, Date) {
        let now = self.began.to_zoned(TimeZone::UTC).date();
        let born = self.store.banner().and_then(|banner| banner.birth_date);
        let year = born.and_then(|born| born.raw.get(..4)?.parse().ok());
        let of_year = |year| Date::new(year, 1, 1).ok();
        let first = year.and_then(of_year).unwrap_or(date(1970, 1, 1));
        (first, now.tomorrow().unwrap_or(now))
    }

    /// From which instant on the changes of a type are asked for. `None`: all of it is.
    pub(super) fn since(&self, kind: &str) -> Option<Timestamp> {
        self.syncing.since(kind).filter(|_| !self.is_anew)
    }

    /// Takes one step in; gives the sections that changed.
    pub(super) fn take(&mut self, step: Step) -> Vec<SectionState> {
        match step {
            Step::Page(kind, page) => {
                let mut changed = self.page(kind, &page);
                changed.extend(sections_of(kind));
                self.states(changed)
            }
            Step::Renewing(kind) => {
                self.renewing.insert(kind);
                self.progress.renews(kind);
                Vec::new()
            }
            Step::Compare { kind, count, fits } => {
                let here = self.store.count_of_type(kind) as u64;
                // Who does not wait for the answer any more was ended.
                let _ = fits.send(here == count && !self.progress.falls_short(kind));
                Vec::new()
            }
            Step::Anew { kind, can_renew } => {
                self.renewing.remove(kind);
                self.seen.retain(|key| !is_of_type(key, kind));
                self.progress.anew(kind);
                self.syncing.anew(kind, can_renew);
                self.states(sections_of(kind))
            }
            Step::Along(resource) => {
                let applied = self.store.apply([resource.json()]);
                self.states(applied.sections)
            }
            Step::Missing(kind, gap) => {
                self.progress.remark(kind, gap);
                self.states(sections_of(kind))
            }
            Step::Learnt(kind, rules) => {
                self.lessons.insert(kind.to_owned(), rules);
                Vec::new()
            }
            Step::Stopped(kind, place) => {
                self.stopped.entry(kind).or_default().places.push(place);
                Vec::new()
            }
            // It has no search of its own that says what is gone.
            Step::End(kind) if kind == MEDICATION.resource_type => {
                self.progress.end(kind);
                self.states(sections_of(kind))
            }
            Step::End(kind) => {
                self.progress.end(kind);
                let mut changed = self.take_out_what_is_gone(kind);
                self.note_end(kind);
                changed.extend(sections_of(kind));
                self.states(changed)
            }
            Step::SessionEnded(problem) => {
                for kind in self.progress.end_all(&problem) {
                    self.note_end(kind);
                }
                self.sections()
            }
        }
    }

    fn note_end(&mut self, kind: &'static str) {
        let ended = match (self.progress.is_whole(kind), self.renewing.contains(kind)) {
            (false, _) => Ended::Short,
            (true, true) => Ended::Renewed,
            (true, false) => Ended::Whole,
        };
        self.syncing.end(kind, ended, self.progress.reasons(kind));
    }

    /// The load ended. `true`: nothing is missing; and nothing is older than this.
    pub(super) fn finish(&mut self) -> (bool, Timestamp) {
        let complete = self.progress.is_complete();
        for (kind, stopped) in &mut self.stopped {
            let seen = self.seen.iter().filter(|key| is_of_type(key, kind));
            stopped.seen = seen.cloned().collect();
        }
        // It is never searched for, so no search of its own ends with what is missing of it.
        let medicines = MEDICATION.resource_type;
        self.syncing
            .note(medicines, self.progress.reasons(medicines));
        let as_of = self.syncing.finish(complete, self.progress.oldest());
        self.store.set_sync_state(self.syncing.state());
        (complete, as_of)
    }

    /// Only a list that is known to be whole says that what it lacks is gone.
    fn take_out_what_is_gone(&self, kind: &str) -> Vec<Section> {
        if self.progress.is_whole(kind) && !self.renewing.contains(kind) {
            self.store.retain_type(kind, &self.seen)
        } else {
            Vec::new()
        }
    }

    fn page(&mut self, kind: &'static str, page: &Page) -> Vec<Section> {
        let matches = page
            .resources
            .iter()
            .filter(|resource| !resource.is_included())
            .count();
        // What came twice was counted by the server too.
        let matches = matches.saturating_add(page.skipped.repeated as usize);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let total = page
            .total
            .map(|total| u32::try_from(total).unwrap_or(u32::MAX));
        self.progress.page(kind, count(matches), total);
        for remark in &page.remarks {
            let words = Some(remark.text.clone());
            let problem = Problem::new(ProblemCode::ServerRemark).with_server_message(words);
            self.progress.remark(kind, Gap::of(problem));
        }
        let applied = self.store.apply(page.resources.iter().map(Resource::json));
        self.syncing.page(kind, &applied);
        self.seen.extend(applied.keys);
        let lacking = [
            (
                ProblemCode::EntriesUnreadable,
                page.skipped.unreadable as usize,
            ),
            (ProblemCode::OtherPatient, applied.foreign),
            (ProblemCode::StoppedAtLimit, applied.refused),
        ];
        for (code, count) in lacking.into_iter().filter(|(_, count)| *count > 0) {
            let gap = Gap::of(Problem::new(code)).counting(count);
            self.progress.remark(kind, gap);
        }
        applied.sections
    }

    fn states(&self, changed: impl IntoIterator<Item = Section>) -> Vec<SectionState> {
        let mut changed: Vec<Section> = changed.into_iter().collect();
        changed.sort_unstable();
        changed.dedup();
        changed
            .into_iter()
            .map(|section| self.state(section))
            .collect()
    }

    pub(super) fn sections(&self) -> Vec<SectionState> {
        Section::ALL
            .iter()
            .map(|section| self.state(*section))
            .collect()
    }

    fn state(&self, section: Section) -> SectionState {
        section_state(&self.store, &self.progress, section)
    }
}

fn sections_of(resource_type: &str) -> Vec<Section> {
    let planned = planned_type(resource_type);
    planned
        .map(|planned| planned.sections.to_vec())
        .unwrap_or_default()
}
