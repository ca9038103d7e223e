//! `cargo xtask simulate-fleet [--json] [--desktops N] [--people-within SECONDS]`.

#![expect(
    clippy::print_stdout,
    reason = "printing figures is what this program is for"
)]

use std::process::ExitCode;
use std::time::Duration;

use fleet::{Outcome, PEAK_GOAL, Phase, Policy, Setting, simulate};
use serde_json::{Map, Value, json};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (setting, as_json) = match read(&arguments) {
        Ok(read) => read,
        Err(reason) => {
            println!("simulate-fleet: {reason}");
            return ExitCode::FAILURE;
        }
    };
    let usual = simulate(&setting, Policy::Usual);
    let ours = simulate(&setting, Policy::Ours);
    if as_json {
        println!("{}", as_object(&setting, &usual, &ours));
    } else {
        print(&setting, &usual, &ours);
    }
    let is_reached = worst_ratio(&usual, &ours) <= PEAK_GOAL && ours.lost_sessions == 0;
    if is_reached {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn read(arguments: &[String]) -> Result<(Setting, bool), String> {
    let (mut desktops, mut within, mut as_json) = (10_000, None, false);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let number = arguments.next().and_then(|text| text.parse::<u32>().ok());
            let number = number.filter(|number| *number > 0);
            number.ok_or_else(|| format!("{argument} wants a number above 0"))
        };
        match argument.as_str() {
            "--json" => as_json = true,
            "--desktops" => desktops = number()?,
            "--people-within" => within = Some(Duration::from_secs(number()?.into())),
            other => return Err(format!("there is no {other}")),
        }
    }
    let mut setting = Setting::of(desktops);
    setting.people_within = within.unwrap_or(setting.people_within);
    Ok((setting, as_json))
}

/// Of the peaks of one phase.
fn ratio(usual: &Outcome, ours: &Outcome, phase: Phase) -> f64 {
    let peak = |outcome: &Outcome| f64::from(outcome.phase(phase).peak_per_second);
    peak(ours) / peak(usual).max(1.0)
}

fn worst_ratio(usual: &Outcome, ours: &Outcome) -> f64 {
    let ratios = Phase::ALL.map(|phase| ratio(usual, ours, phase));
    ratios.into_iter().fold(0.0, f64::max)
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn as_object(setting: &Setting, usual: &Outcome, ours: &Outcome) -> Value {
    let mut object = Map::new();
    object.insert("desktops".to_owned(), json!(setting.desktops));
    object.insert("usual".to_owned(), of_policy(usual));
    object.insert("ours".to_owned(), of_policy(ours));
    for phase in Phase::ALL {
        let key = format!("{}_peak_ratio", phase.key());
        object.insert(key, json!(rounded(ratio(usual, ours, phase))));
    }
    let worst = rounded(worst_ratio(usual, ours));
    object.insert("fleet_peak_ratio".to_owned(), json!(worst));
    Value::Object(object)
}

fn of_policy(outcome: &Outcome) -> Value {
    let mut object = Map::new();
    for phase in Phase::ALL {
        let key = |name: &str| format!("{}_{name}", phase.key());
        let of = outcome.phase(phase);
        object.insert(key("peak_per_second"), json!(of.peak_per_second));
        object.insert(key("requests"), json!(of.requests));
        if matches!(phase, Phase::Busy | Phase::Outage) {
            object.insert(key("unserved"), json!(of.unserved));
            object.insert(key("recovered_after_s"), json!(of.recovered_after));
        }
    }
    let per_hour = rounded(outcome.requests_per_desktop_hour());
    object.insert("requests_per_desktop_hour".to_owned(), json!(per_hour));
    object.insert("lost_sessions".to_owned(), json!(outcome.lost_sessions));
    object.insert("answers_lost".to_owned(), json!(outcome.answers_lost));
    object.insert("wants".to_owned(), json!(outcome.wants));
    Value::Object(object)
}

fn print(setting: &Setting, usual: &Outcome, ours: &Outcome) {
    println!("{} desktops, 8:00 to 12:00", setting.desktops);
    println!("{:<44} {:>10} {:>10} {:>6}", "", "usual", "ours", "ratio");
    for phase in Phase::ALL {
        let peak = |outcome: &Outcome| outcome.phase(phase).peak_per_second;
        let title = format!("{}: most token requests a second", phase.key());
        let ratio = ratio(usual, ours, phase);
        println!(
            "{title:<44} {:>10} {:>10} {ratio:>6.2}",
            peak(usual),
            peak(ours)
        );
    }
    for phase in [Phase::Busy, Phase::Outage] {
        let after = |outcome: &Outcome| outcome.phase(phase).recovered_after;
        let title = format!("{}: seconds until nobody goes without", phase.key());
        println!("{title:<44} {:>10} {:>10}", after(usual), after(ours));
    }
    for phase in Phase::ALL {
        let unserved = |outcome: &Outcome| outcome.phase(phase).unserved;
        let title = format!("{}: wants without a token", phase.key());
        println!("{title:<44} {:>10} {:>10}", unserved(usual), unserved(ours));
    }
    let (before, after) = (
        usual.requests_per_desktop_hour(),
        ours.requests_per_desktop_hour(),
    );
    println!(
        "{:<44} {before:>10.1} {after:>10.1}",
        "token requests a desktop and hour"
    );
    for (title, of) in [
        ("lost sessions", [usual.lost_sessions, ours.lost_sessions]),
        (
            "answers that the network lost",
            [usual.answers_lost, ours.answers_lost],
        ),
        ("wants", [usual.wants, ours.wants]),
    ] {
        let [usual, ours] = of;
        println!("{title:<44} {usual:>10} {ours:>10}");
    }
}
