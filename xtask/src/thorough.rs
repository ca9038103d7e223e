//! `cargo xtask coverage` and `cargo xtask mutants`: how much of the crates that guard a sign-in is
//! run by their tests, and how many small mistakes in them their tests notice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::run::{cargo, find_program, run};
use crate::workspace;

/// The crates that guard a sign-in.
const CRATES: [&str; 2] = ["session-store", "smart-app-launch"];
/// Lines that have to be run, in a hundred.
const LINES: usize = 95;
/// Mutants that have to be noticed, in a hundred.
const CAUGHT: usize = 90;

/// `done` of `all`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Share {
    done: usize,
    all: usize,
}

impl Share {
    fn reaches(self, hundredths: usize) -> bool {
        self.all > 0 && self.done * 100 >= self.all * hundredths
    }

    /// With one digit after the point, rounded down.
    fn percent(self) -> String {
        let thousandths = self.done * 1_000 / self.all.max(1);
        format!("{}.{} %", thousandths / 10, thousandths % 10)
    }
}

/// Runs the tests of each crate and counts the lines of it, those of tests left out.
pub(crate) fn coverage() -> Result<(), Failure> {
    install("cargo-llvm-cov")?;
    let folder = workspace::target().join("coverage");
    fs::create_dir_all(&folder).map_err(Failure::io("make target/coverage"))?;
    let mut shares = Vec::new();
    for name in CRATES {
        let report = folder.join(format!("{name}.lcov"));
        let mut command = cargo(["llvm-cov", "--lcov", "--package", name]);
        // The child that runs against a limit of file sizes cannot write its own count either.
        command.args(["--failure-mode", "all"]);
        // Fetches the compiler's own llvm-tools where they are missing.
        command.env("CARGO_LLVM_COV_SETUP", "yes");
        run(command.arg("--output-path").arg(&report))?;
        let text = fs::read_to_string(&report).map_err(Failure::io("read the report"))?;
        shares.push((name, lines(name, &text)));
    }
    verdict("lines run", LINES, &shares)
}

/// Changes one thing after another in each crate and counts the changes that its tests notice.
/// `arguments` go to cargo-mutants: `--file` names files, `--shard` takes a part.
pub(crate) fn mutants(arguments: &[String]) -> Result<(), Failure> {
    install("cargo-mutants")?;
    let mut shares = Vec::new();
    for name in CRATES {
        let out = workspace::target().join("mutants").join(name);
        fs::create_dir_all(&out).map_err(Failure::io("make target/mutants"))?;
        let mut command = cargo(["mutants", "--package", name, "--jobs", "1"]);
        command
            .args(["--minimum-test-timeout", "20", "--output"])
            .arg(&out)
            // Not compiled without its feature, so that no test can notice a change of it.
            .args(["--exclude", "**/fuzzing.rs"])
            .args(arguments)
            .args(["--", "--lib", "--tests"])
            // A mutant is noticed by the first cases or not at all.
            .env("PROPTEST_CASES", "64")
            // Most of the time goes into compiling one changed function.
            .env("CARGO_INCREMENTAL", "1");
        // It fails where a mutant was missed, and a few may be.
        let outcome = run(&mut command);
        let found = out.join("mutants.out");
        let count = |verdict: &str| {
            let text = fs::read_to_string(found.join(format!("{verdict}.txt")));
            text.map(|text| text.lines().count())
        };
        let (Ok(caught), Ok(missed), Ok(endless)) =
            (count("caught"), count("missed"), count("timeout"))
        else {
            return outcome;
        };
        let done = caught + endless;
        shares.push((
            name,
            Share {
                done,
                all: done + missed,
            },
        ));
    }
    verdict("mutants caught", CAUGHT, &shares)
}

fn install(tool: &str) -> Result<(), Failure> {
    if find_program(tool).is_some() {
        return Ok(());
    }
    println!("{tool} is not there and is installed first.");
    run(&mut cargo(["install", "--locked", tool]))
}

fn verdict(what: &str, wanted: usize, shares: &[(&str, Share)]) -> Result<(), Failure> {
    let mut red = Vec::new();
    println!();
    for (name, share) in shares {
        let reached = share.reaches(wanted);
        let word = if reached { "ok" } else { "FAILED" };
        let (percent, done, all) = (share.percent(), share.done, share.all);
        println!("{word:8} {name:18} {percent} {what} ({done} of {all}, {wanted} % wanted)");
        if !reached {
            red.push(format!("{name}: {percent} {what}"));
        }
    }
    if red.is_empty() {
        Ok(())
    } else {
        Err(Failure::Command(red.join(", ")))
    }
}

/// The lines of a crate in a report in the format of lcov: a line counts as run if any of its copies was.
fn lines(name: &str, report: &str) -> Share {
    let source = format!("crates/{name}/src/");
    let (mut all, mut done) = (BTreeSet::new(), BTreeSet::new());
    let (mut file, mut end) = (None, u32::MAX);
    let mut ends: BTreeMap<&str, u32> = BTreeMap::new();
    for line in report.lines() {
        if let Some(path) = line.strip_prefix("SF:") {
            file = (path.contains(&source) && !is_of_tests(path)).then_some(path);
            end = *ends.entry(path).or_insert_with(|| end_of_product(path));
        }
        let counted = line.strip_prefix("DA:").and_then(|line| {
            let (number, count) = line.split_once(',')?;
            Some((number.parse::<u32>().ok()?, count != "0"))
        });
        let (Some(file), Some((number, is_run))) = (file, counted) else {
            continue;
        };
        if number < end {
            all.insert((file, number));
            if is_run {
                done.insert((file, number));
            }
        }
    }
    Share {
        done: done.len(),
        all: all.len(),
    }
}

fn is_of_tests(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/faulty.rs")
}

/// The line with which tests begin that stand in the same file.
fn end_of_product(path: &str) -> u32 {
    let text = fs::read_to_string(Path::new(path)).unwrap_or_default();
    let mut lines = (1..).zip(text.lines());
    let tests = lines.find(|(_, line)| line.starts_with("mod tests {"));
    tests.map_or(u32::MAX, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_lines_of_the_crate_and_none_of_its_tests() {
        let report = "SF:/x/crates/session-store/src/a.rs\nDA:1,0\nDA:2,5\nDA:2,0\nDA:3,1\n\
                      end_of_record\nSF:/x/crates/session-store/src/a/tests.rs\nDA:1,0\n\
                      SF:/x/crates/other/src/b.rs\nDA:1,0\n";
        assert_eq!(lines("session-store", report), Share { done: 2, all: 3 });
    }

    #[test]
    fn a_share_is_never_rounded_up_to_what_is_wanted() {
        let share = Share {
            done: 9_499,
            all: 10_000,
        };
        assert_eq!(share.percent(), "94.9 %");
        assert!(!share.reaches(95) && share.reaches(94));
        assert!(!Share::default().reaches(0), "nothing was measured");
    }
}
