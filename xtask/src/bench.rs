//! `cargo xtask bench`.

use crate::failure::Failure;
use crate::run::{cargo, run};
use crate::{packages, screens};

/// Benchmarks that need no window.
const WITHOUT_THE_APP: [&str; 3] = ["load", "reopen", "query"];

pub(crate) fn bench(arguments: &[String]) -> Result<(), Failure> {
    if needs_the_app(arguments) {
        packages::ready_to_walk()?;
        screens::ready_to_embed()?;
        let apps = ["--bin", "chartside", "--example", "minimal"];
        run(cargo(["build", "--quiet", "--release"]).args(apps))?;
    }
    run(cargo(["run", "--quiet", "--release", "--package", "bench", "--"]).args(arguments))
}

fn needs_the_app(arguments: &[String]) -> bool {
    let mut names = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"))
        .peekable();
    names.peek().is_none() || names.any(|name| !WITHOUT_THE_APP.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_window_is_measured_without_building_the_app() {
        let needs = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            needs_the_app(&names)
        };
        assert!(!needs(&["--json", "reopen", "query"]));
        assert!(needs(&["--json"]) && needs(&["query", "start"]));
    }
}
