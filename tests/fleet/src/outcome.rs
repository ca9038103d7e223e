//! What is counted.

use crate::morning::{END, Phase};
use crate::{SECOND, Time};

/// What came of one part of the morning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PhaseOutcome {
    /// Most token requests that reached the server in one second.
    pub peak_per_second: u32,
    /// Token requests that reached the server.
    pub requests: u64,
    /// Times that somebody wanted something and got nothing, because there was no token.
    pub unserved: u64,
    /// How long after the fault somebody got nothing for the last time, in seconds.
    pub recovered_after: Time,
}

/// What came of the morning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    desktops: u32,
    phases: [PhaseOutcome; 4],
    /// Sessions that a person has to sign in to again.
    pub lost_sessions: u64,
    /// Answers that the server gave and the network lost. A server that takes no refresh token twice has
    /// ended as many sessions.
    pub answers_lost: u64,
    /// Times that somebody wanted something.
    pub wants: u64,
    second: Time,
    in_second: u32,
}

impl Outcome {
    pub(crate) fn new(desktops: u32) -> Self {
        Self {
            desktops,
            phases: Default::default(),
            lost_sessions: 0,
            answers_lost: 0,
            wants: 0,
            second: 0,
            in_second: 0,
        }
    }

    /// What came of one part.
    pub fn phase(&self, phase: Phase) -> PhaseOutcome {
        let [resume, expiry, busy, outage] = self.phases;
        match phase {
            Phase::Resume => resume,
            Phase::Expiry => expiry,
            Phase::Busy => busy,
            Phase::Outage => outage,
        }
    }

    fn phase_mut(&mut self, phase: Phase) -> &mut PhaseOutcome {
        let [resume, expiry, busy, outage] = &mut self.phases;
        match phase {
            Phase::Resume => resume,
            Phase::Expiry => expiry,
            Phase::Busy => busy,
            Phase::Outage => outage,
        }
    }

    /// Most token requests in one second of the whole morning.
    pub fn peak_per_second(&self) -> u32 {
        let peaks = self.phases.iter().map(|phase| phase.peak_per_second);
        peaks.max().unwrap_or_default()
    }

    /// Token requests that reached the server, for each desktop and hour.
    #[expect(clippy::cast_precision_loss, reason = "counts of a morning")]
    pub fn requests_per_desktop_hour(&self) -> f64 {
        let requests: u64 = self.phases.iter().map(|phase| phase.requests).sum();
        let hours = (END / SECOND) as f64 / 3_600.0;
        requests as f64 / f64::from(self.desktops) / hours
    }

    /// A request reaches the server. They come in the order of time.
    pub(crate) fn reached(&mut self, now: Time) {
        if self.second != now / SECOND {
            (self.second, self.in_second) = (now / SECOND, 0);
        }
        self.in_second += 1;
        let in_second = self.in_second;
        let phase = self.phase_mut(Phase::at(now));
        phase.requests += 1;
        phase.peak_per_second = phase.peak_per_second.max(in_second);
    }

    /// Somebody wanted something and got nothing.
    pub(crate) fn unserved(&mut self, now: Time) {
        let phase = Phase::at(now);
        let since = phase.mended_at().and_then(|at| now.checked_sub(at));
        let outcome = self.phase_mut(phase);
        outcome.unserved += 1;
        if let Some(since) = since {
            outcome.recovered_after = since.div_ceil(SECOND);
        }
    }
}
