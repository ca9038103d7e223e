//! How far each record was read: what a copy says about itself.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chart::Section;
use chart_export::Gap;

use crate::ipc::{RecordEvent, SectionProgress, SectionState};
use crate::record::RecordId;

/// What the loads told the screens last.
#[derive(Debug, Default)]
pub(crate) struct Known {
    records: Mutex<HashMap<RecordId, Extent>>,
}

/// How far one record was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Extent {
    pub(super) sections: Vec<SectionState>,
    pub(super) as_of: Option<String>,
}

impl Known {
    /// Notes what a load told.
    pub(crate) fn hear(&self, record: RecordId, event: &RecordEvent) {
        let mut records = self.lock();
        let extent = records.entry(record).or_default();
        if let RecordEvent::Planned { sections, .. } = event {
            *extent = Extent {
                sections: sections.clone(),
                as_of: None,
            };
        } else if let RecordEvent::Kept {
            sections, as_of, ..
        } = event
        {
            // A copy of what was kept is as old as that.
            *extent = Extent {
                sections: sections.clone(),
                as_of: as_of.clone(),
            };
        } else if let RecordEvent::Section { state } = event {
            let mut held = extent.sections.iter_mut();
            match held.find(|held| held.section == state.section) {
                Some(held) => held.clone_from(state),
                None => extent.sections.push(state.clone()),
            }
        } else if let RecordEvent::Finished { as_of, .. } = event {
            extent.as_of = Some(as_of.clone());
        }
    }

    /// Forgets what was told of records that are closed.
    pub(crate) fn keep(&self, is_open: impl Fn(RecordId) -> bool) {
        self.lock().retain(|record, _| is_open(*record));
    }

    pub(super) fn of(&self, record: RecordId) -> Extent {
        self.lock().get(&record).cloned().unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RecordId, Extent>> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Extent {
    pub(super) fn of(&self, section: Section) -> Option<&SectionState> {
        self.sections.iter().find(|state| state.section == section)
    }

    /// What is missing of these sections. Only a section that is complete misses nothing.
    pub(super) fn gaps(&self, sections: &[Section]) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for section in sections {
            let gap = |resource_type, code: &str| Gap {
                section: *section,
                resource_type,
                code: code.to_owned(),
            };
            let Some(state) = self.of(*section) else {
                gaps.push(gap(None, "unknown"));
                continue;
            };
            let before = gaps.len();
            gaps.extend(
                state
                    .problems
                    .iter()
                    .map(|line| gap(Some(line.resource_type.clone()), &line.problem.code.kebab())),
            );
            match state.progress {
                SectionProgress::Complete => gaps.truncate(before),
                SectionProgress::Loading => gaps.push(gap(None, "loading")),
                SectionProgress::Incomplete | SectionProgress::NotAvailable => {
                    if gaps.len() == before {
                        gaps.push(gap(None, "unknown"));
                    }
                }
            }
        }
        gaps
    }
}

#[cfg(test)]
mod tests {
    use session_store::SessionId;

    use super::*;
    use crate::ipc::{SectionCounts, SectionProblem};
    use crate::problem::{Problem, ProblemCode};

    fn state(progress: SectionProgress, codes: &[ProblemCode]) -> SectionState {
        let problem = |code: &ProblemCode| SectionProblem {
            resource_type: "Condition".to_owned(),
            problem: Problem::new(*code),
            count: None,
            parts: Vec::new(),
        };
        SectionState {
            section: Section::Problems,
            progress,
            counts: SectionCounts::default(),
            expected: None,
            problems: codes.iter().map(problem).collect(),
            revision: 0,
            as_of: None,
            news: None,
        }
    }

    fn gaps(state: SectionState) -> Vec<(Option<String>, String)> {
        let known = Known::default();
        let record = RecordId::in_context(SessionId::from_bytes([1; 16]));
        known.hear(record, &RecordEvent::Section { state });
        let gaps = known.of(record).gaps(&[Section::Problems]);
        let gaps = gaps.into_iter().map(|gap| (gap.resource_type, gap.code));
        gaps.collect()
    }

    #[test]
    fn only_a_complete_section_misses_nothing() {
        let of_condition = |code: &str| (Some("Condition".to_owned()), code.to_owned());
        let of_nobody_knows = |code: &str| (None, code.to_owned());
        assert_eq!(gaps(state(SectionProgress::Complete, &[])), []);
        assert_eq!(
            gaps(state(
                SectionProgress::Incomplete,
                &[ProblemCode::CountMismatch]
            )),
            [of_condition("count-mismatch")]
        );
        assert_eq!(
            gaps(state(
                SectionProgress::NotAvailable,
                &[ProblemCode::NotGranted]
            )),
            [of_condition("not-granted")]
        );
        assert_eq!(
            gaps(state(SectionProgress::Loading, &[])),
            [of_nobody_knows("loading")]
        );
        assert_eq!(
            gaps(state(SectionProgress::NotAvailable, &[])),
            [of_nobody_knows("unknown")]
        );
        let never_heard_of = Extent::default().gaps(&[Section::Problems]);
        assert_eq!(never_heard_of[0].code, "unknown");
    }

    #[test]
    fn of_a_record_that_is_closed_nothing_is_known() {
        let known = Known::default();
        let record = RecordId::in_context(SessionId::from_bytes([1; 16]));
        let state = state(SectionProgress::Complete, &[]);
        known.hear(record, &RecordEvent::Section { state });
        known.keep(|_| true);
        assert_eq!(known.of(record).sections.len(), 1);
        known.keep(|_| false);
        assert!(known.of(record).sections.is_empty());
    }
}
