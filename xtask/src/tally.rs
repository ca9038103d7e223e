//! Counts tests in what the test runners print.

/// How many tests ran.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) ignored: u32,
}

impl Tally {
    /// Adds what `line` reports, if it is the last line of a run of cargo's or vitest's.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim_start();
        if line.starts_with("test result:") || line.starts_with("Tests ") {
            self.passed += before("passed", line);
            self.failed += before("failed", line);
            self.ignored += before("ignored", line) + before("skipped", line);
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

/// The number that stands before `word`.
fn before(word: &str, line: &str) -> u32 {
    let words: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let pair = words.windows(2).find(|pair| pair.last() == Some(&word));
    pair.and_then(|pair| pair.first()?.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_cargo_reports() {
        let mut tally = Tally::default();
        tally.read(
            "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out",
        );
        tally.read("test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; finished in 1.3s");
        assert_eq!(
            tally,
            Tally {
                passed: 14,
                failed: 3,
                ignored: 1
            }
        );
    }

    #[test]
    fn counts_what_vitest_reports() {
        let mut tally = Tally::default();
        tally.read(" Test Files  9 passed (9)");
        tally.read("      Tests  2 failed | 150 passed | 1 skipped (153)");
        assert_eq!(
            tally,
            Tally {
                passed: 150,
                failed: 2,
                ignored: 1
            }
        );
    }

    #[test]
    fn reads_nothing_into_other_lines() {
        let mut tally = Tally::default();
        tally.read("test rejects_7_passed ... ok, 7 passed");
        assert_eq!(tally, Tally::default());
    }
}
