//! `cargo xtask fuzz`: libFuzzer on the stable compiler, a minute for each target.
//!
//! What it comes across is kept in `target/fuzz`, from where it goes on the next time. An input that
//! breaks a law is written to `tests/fuzz/corpus`, so that it is a failing test at once.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::run::{answer, cargo, find_program, run};
use crate::workspace;

const SECONDS: u32 = 60;
/// Longest input: a token response may be long, and nothing deeper is reached by more.
const LONGEST: u32 = 16_384;
/// What `cargo fuzz` adds on the nightly compiler, without its sanitizer.
const COVERAGE: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Clink-dead-code",
    "--cfg=fuzzing",
];

pub(crate) fn fuzz(arguments: &[String]) -> Result<(), Failure> {
    let (targets, seconds) = read(arguments)?;
    if find_program("c++").is_none() {
        let advice = "libFuzzer is compiled from C++: install a C++ compiler (Debian: g++).";
        return Err(Failure::Advice(advice.to_owned()));
    }
    let program = build()?;
    let mut red = Vec::new();
    for target in targets {
        if run(&mut session(&program, &target, seconds)?).is_err() {
            red.push(target);
        }
    }
    if red.is_empty() {
        Ok(())
    } else {
        Err(Failure::Command(format!("fuzz {}", red.join(", "))))
    }
}

/// Names of targets are names of folders.
fn targets() -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(corpus()).map_err(Failure::io("read tests/fuzz/corpus"))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn read(arguments: &[String]) -> Result<(Vec<String>, u32), Failure> {
    let known = targets()?;
    let (mut named, mut seconds) = (Vec::new(), SECONDS);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--seconds" {
            let number = rest.next().and_then(|number| number.parse().ok());
            seconds = number.ok_or_else(|| Failure::Advice("--seconds takes a number".into()))?;
        } else if known.contains(argument) {
            named.push(argument.clone());
        } else {
            let known = known.join(", ");
            let advice = format!("There is no target {argument:?}. There are {known}.");
            return Err(Failure::Advice(advice));
        }
    }
    Ok((if named.is_empty() { known } else { named }, seconds))
}

/// With `--target`, or the flags would go to build scripts, too.
fn build() -> Result<PathBuf, Failure> {
    let version = answer(Command::new("rustc").args(["--version", "--verbose"]));
    let version = version.unwrap_or_default();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| Failure::Advice("rustc does not say its host".into()))?;
    let folder = workspace::target().join("fuzz");
    let mut command = cargo(["build", "--quiet", "--release", "--target", host]);
    command
        .args(["--manifest-path", "tests/fuzz/libfuzzer/Cargo.toml"])
        .env("CARGO_TARGET_DIR", &folder)
        .env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}"));
    run(&mut command)?;
    Ok(folder.join(host).join("release/libfuzzer"))
}

fn session(program: &PathBuf, target: &str, seconds: u32) -> Result<Command, Failure> {
    let found = workspace::target().join("fuzz/corpus").join(target);
    fs::create_dir_all(&found).map_err(Failure::io("make target/fuzz/corpus"))?;
    let kept = corpus().join(target);
    let mut command = Command::new(program);
    command
        .env("CHARTSIDE_FUZZ_TARGET", target)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .arg(format!("-artifact_prefix={}/", kept.display()))
        .args([
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-verbosity=0",
            "-print_final_stats=1",
        ])
        .args([&found, &kept]);
    Ok(command)
}

fn corpus() -> PathBuf {
    workspace::root().join("tests/fuzz/corpus")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn all_targets_for_a_minute_unless_told_otherwise() {
        let (all, seconds) = read(&[]).unwrap();
        assert_eq!((all, seconds), (targets().unwrap(), SECONDS));
        let one = read(&words(&["scope", "--seconds", "5"])).unwrap();
        assert_eq!(one, (words(&["scope"]), 5));
    }

    #[test]
    fn a_target_that_is_not_there_and_a_time_that_is_none_are_said() {
        assert!(read(&words(&["nothing"])).is_err());
        assert!(read(&words(&["--seconds"])).is_err());
        assert!(read(&words(&["--seconds", "soon"])).is_err());
    }
}
