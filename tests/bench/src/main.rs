//! `cargo xtask bench [--json] [NAME...]`: what a person waits for, beside what the machine could do
//! at best, in one run. Medians; the load of the machine is printed beside them. A figure of another
//! run or another machine is not comparable; a ratio of one run is.

#![expect(
    clippy::print_stdout,
    reason = "printing figures is what this program is for"
)]

mod callback;
mod figure;
mod load;
mod query;
mod record;
mod reopen;
mod start;

use std::path::PathBuf;
use std::process::ExitCode;

use figure::Figure;
use serde_json::{Map, Value, json};

type Failure = Box<dyn std::error::Error>;

const NAMES: [&str; 5] = ["load", "reopen", "query", "start", "callback"];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let as_json = arguments.iter().any(|argument| argument == "--json");
    let wanted: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|a| *a != "--json")
        .collect();
    if let Some(unknown) = wanted.iter().find(|name| !NAMES.contains(name)) {
        return Err(format!("no benchmark {unknown}; there are {}", NAMES.join(", ")).into());
    }
    let wants = |name: &str| wanted.is_empty() || wanted.contains(&name);
    let mut figures = Vec::new();
    if wants("load") {
        figures.extend(load::measure()?);
    }
    if wants("reopen") {
        figures.extend(reopen::measure()?);
    }
    if wants("query") {
        figures.extend(query::measure()?);
    }
    if wants("start") {
        figures.extend(start::measure(
            &binary("chartside"),
            &binary("examples/minimal"),
        )?);
    }
    if wants("callback") {
        figures.extend(callback::measure(&binary("chartside"))?);
    }
    if as_json {
        println!("{}", as_object(&figures));
    } else {
        figure::print(&figures, &load_average());
    }
    Ok(())
}

fn as_object(figures: &[Figure]) -> Value {
    let mut object: Map<String, Value> = figures
        .iter()
        .map(|figure| (figure.key.clone(), figure.value()))
        .collect();
    object.insert("load_average".to_owned(), json!(load_average()));
    Value::Object(object)
}

/// The release build stands beside this program.
fn binary(name: &str) -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    own.parent()
        .map(|folder| folder.join(name))
        .unwrap_or_default()
}

/// Of the last minute.
fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}
