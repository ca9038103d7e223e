//! A small reproducible random source (SplitMix64): the same seed gives the same patients on every machine.

/// Not for secrets.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = u64::from(high.abs_diff(low)) + 1;
        let step = i32::try_from(self.next() % width).unwrap_or(0);
        low.min(high).saturating_add(step)
    }

    /// Around zero, within `spread`, the middle more often than the ends.
    pub(crate) fn around(&mut self, spread: i32) -> i32 {
        let half = spread / 2;
        self.between(-half, half) + self.between(half - spread, spread - half)
    }

    /// True in so many of a hundred cases.
    pub(crate) fn percent(&mut self, share: i32) -> bool {
        self.between(1, 100) <= share
    }
}
