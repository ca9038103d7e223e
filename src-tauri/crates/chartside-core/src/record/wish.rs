//! How much of a record a load fetches.

use super::loading::StoppedTypes;
use super::plan::{Decision, MEDICATION, PlannedType};
use super::progress::Progress;

/// How much of a record a load fetches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wish {
    /// All of it, of types that are known only what changed.
    Changes,
    /// All of it, whatever is known.
    Everything,
    /// One type, after everything else was loaded. What was stopped at a limit goes on from there.
    Part(String),
    /// What the last load did not get for want of a network.
    Unreached,
}

impl Wish {
    /// The types to fetch again, after a load that came so far. `None`: all of them.
    pub(super) fn again(
        &self,
        reached: Option<Progress>,
        mut stopped: StoppedTypes,
    ) -> Option<Again> {
        let reached = reached?;
        let kinds = match self {
            Self::Changes | Self::Everything => return None,
            Self::Part(kind) => vec![kind.clone()],
            Self::Unreached => reached.unreached(),
        };
        stopped.retain(|stopped, _| kinds.iter().any(|kind| kind == stopped));
        (!kinds.is_empty()).then_some(Again {
            kinds,
            reached,
            stopped,
        })
    }
}

/// Some types again, after an earlier load.
#[derive(Debug)]
pub(super) struct Again {
    kinds: Vec<String>,
    pub(super) reached: Progress,
    pub(super) stopped: StoppedTypes,
}

impl Again {
    /// Whether a type is fetched again. Medicines come with what points to them.
    pub(super) fn is_about(&self, (planned, decision): &(PlannedType, Decision)) -> bool {
        let names = |name: &str| self.kinds.iter().any(|kind| kind == name);
        let goes_on = self.stopped.contains_key(MEDICATION.resource_type);
        names(planned.resource_type)
            || (planned.medication
                && names(MEDICATION.resource_type)
                && !goes_on
                && matches!(decision, Decision::Fetch(_)))
    }
}
