//! The program itself as an administrator starts it: no display, no session bus, no keyring.

#![expect(clippy::unwrap_used, reason = "a test ends where it is surprised")]

use std::process::{Command, Output};

use sandbox_ehr::{Sandbox, SandboxConfig};
use serde_json::Value;

/// Nothing of this session is left but the search path. The system's TLS certificates have a usual place.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chartside"));
    command.env_clear();
    for name in ["PATH", "SystemRoot", "LD_LIBRARY_PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

fn ended(mut command: Command) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

fn with(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = program();
    command.args(arguments);
    ended(command)
}

/// The sandbox and what keeps it running.
fn sandbox() -> (tokio::runtime::Runtime, Sandbox) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let sandbox = runtime.block_on(Sandbox::start(SandboxConfig::default()));
    (runtime, sandbox.unwrap())
}

#[test]
fn a_good_server_is_zero_and_text_and_json_are_on_standard_output() {
    let (_runtime, sandbox) = sandbox();
    let address = sandbox.fhir_base_url();
    let (code, text, _) = with(&["doctor", &address]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("A sign-in can be begun."), "{text}");

    let (code, json, _) = with(&["doctor", &address, "--json"]);
    assert_eq!(code, Some(0));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["usable"], true);
    assert_eq!(json["address"], address.as_str());
}

#[test]
fn no_smart_server_is_one_and_says_why() {
    let (_runtime, sandbox) = sandbox();
    let address = format!("{}/elsewhere", sandbox.base_url());
    let (code, json, _) = with(&["doctor", "--json", &address]);
    assert_eq!(code, Some(1));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["obstacle"], "not-smart");
}

#[test]
fn a_proxy_that_is_set_is_named_without_its_password_and_not_asked_for_this_computer() {
    let (_runtime, sandbox) = sandbox();
    let mut command = program();
    // Nobody listens at port 9 (discard): a request through it would fail.
    command
        .env("ALL_PROXY", "http://user:CNRY-secret@127.0.0.1:9")
        .args(["doctor", &sandbox.fhir_base_url(), "--json"]);
    let (code, json, log) = ended(command);
    assert_eq!(code, Some(0), "{json}");
    assert!(!json.contains("CNRY") && !log.contains("CNRY"));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["proxy"]["used"], Value::Null);
    assert_eq!(json["proxy"]["variables"], serde_json::json!(["ALL_PROXY"]));
}

#[test]
fn t7_what_is_not_understood_is_two_one_sentence_and_not_repeated() {
    for arguments in [
        &["--help"][..],
        &["doctor"],
        &["--gtk-module=CNRY-secret"],
        &["org.chartside.app:/callback?code=CNRY-secret", "--flag"],
        &["https://ehr.example/CNRY-secret"],
    ] {
        let (code, said, refused) = with(arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert_eq!(
            (said.as_str(), refused.lines().count()),
            ("", 1),
            "{refused}"
        );
        assert!(!refused.contains("CNRY"), "{refused}");
    }
}

#[test]
fn an_address_with_a_password_is_one_and_not_repeated() {
    let (code, said, log) = with(&["doctor", "https://user:CNRY-secret@ehr.example/fhir"]);
    assert_eq!(code, Some(1));
    assert!(
        !said.contains("CNRY") && !log.contains("CNRY"),
        "{said}{log}"
    );
}
