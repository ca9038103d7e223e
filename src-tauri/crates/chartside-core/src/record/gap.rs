//! Something of a type that a person does not see, or may not see all of.

use crate::ipc::SectionProblem;
use crate::problem::{Problem, ProblemCode};

/// What is missing, why, and how much of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gap {
    problem: Problem,
    count: Option<u32>,
    parts: Vec<String>,
}

impl Gap {
    pub(crate) fn of(problem: Problem) -> Self {
        Self {
            problem,
            count: None,
            parts: Vec::new(),
        }
    }

    /// Why.
    pub(crate) fn code(&self) -> ProblemCode {
        self.problem.code
    }

    /// As it is kept with the record: why, and how much of it where that is known.
    pub(crate) fn kept(&self) -> String {
        let name = self.problem.code.name();
        match self.count {
            Some(count) => format!("{name} {count}"),
            None => name.to_owned(),
        }
    }

    /// As it was kept. What a later version kept is at least said to be missing.
    pub(crate) fn of_kept(kept: &str) -> Self {
        let (name, count) = kept.split_once(' ').unwrap_or((kept, ""));
        let code = ProblemCode::named(name).unwrap_or(ProblemCode::LoadInterrupted);
        Self {
            count: count.parse().ok(),
            ..Self::of(Problem::new(code))
        }
    }

    /// How many resources it is about.
    #[must_use]
    pub(crate) fn counting(mut self, resources: usize) -> Self {
        self.count = Some(u32::try_from(resources).unwrap_or(u32::MAX));
        self
    }

    /// Which parts of the type it is about.
    #[must_use]
    pub(crate) fn about(mut self, parts: Vec<String>) -> Self {
        self.parts = parts;
        self
    }

    /// `true` where both are one line for a person; this one then speaks for both.
    pub(crate) fn joins(&mut self, other: &Self) -> bool {
        if !self.problem.says_the_same(&other.problem) {
            return false;
        }
        self.count = match (self.count, other.count) {
            (Some(one), Some(two)) => Some(one.saturating_add(two)),
            (one, two) => one.or(two),
        };
        for part in &other.parts {
            if !self.parts.contains(part) {
                self.parts.push(part.clone());
            }
        }
        true
    }

    /// What a screen shows of it.
    pub(crate) fn line(&self, resource_type: &str) -> SectionProblem {
        SectionProblem {
            resource_type: resource_type.to_owned(),
            problem: self.problem.clone(),
            count: self.count,
            parts: self.parts.clone(),
        }
    }
}
