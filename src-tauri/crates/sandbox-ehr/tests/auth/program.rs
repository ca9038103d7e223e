//! The program: what it says on its command line.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::person::http;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_sandbox-ehr"))
}

#[tokio::test]
async fn it_says_where_it_is_and_serves_there() {
    let mut child = program()
        .args(["--port", "0", "--generate", "200"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let first = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .next()
        .unwrap()
        .unwrap();
    let base = first
        .split_whitespace()
        .find(|word| word.starts_with("http://127.0.0.1:"))
        .unwrap();
    let answer = http()
        .get(format!("{base}/.well-known/smart-configuration"))
        .send()
        .await;
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first.starts_with("FHIR base URL"), "{first}");
    assert_eq!(answer.unwrap().status(), 200);
}

#[test]
fn it_lists_its_profiles() {
    let output = program().arg("--list-profiles").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for name in ["default", "oracle-health", "greenway-like"] {
        assert!(text.lines().any(|line| line.starts_with(name)), "{text}");
    }
}

#[test]
fn it_refuses_what_it_does_not_understand() {
    for arguments in [
        &["--prot", "1"][..],
        &["--port"],
        &["--port", "x"],
        &["--profile", "no-such-profile"],
    ] {
        let output = program().args(arguments).output().unwrap();
        assert_eq!(
            (output.status.code(), output.stdout.len()),
            (Some(1), 0),
            "{arguments:?}"
        );
        assert!(output.stderr.starts_with(b"sandbox-ehr: "), "{arguments:?}");
    }
}
