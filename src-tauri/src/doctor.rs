//! `chartside doctor`: examines a server without a window, a keyring or a running app, and prints what
//! was found.

use std::io::{self, Write as _};
use std::process::ExitCode;

use chartside_core::doctor::{Surroundings, examine};
use chartside_core::http::{self, Proxies};
use chartside_core::{Clock as _, SystemClock};

use crate::policy::Rules;

/// A sign-in is not possible.
const NOT_USABLE: u8 = 1;
/// The examination could not be made.
const NOT_MADE: u8 = 2;

/// Examines the server at this address. `variables` are the names of the proxy variables that are set.
pub(crate) fn run(address: &str, json: bool, variables: Vec<String>, rules: Rules) -> ExitCode {
    match examined(address, json, variables, rules) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(NOT_USABLE),
        Err(error) => {
            tracing::error!(%error, "the examination could not be made");
            ExitCode::from(NOT_MADE)
        }
    }
}

fn examined(address: &str, json: bool, variables: Vec<String>, rules: Rules) -> io::Result<bool> {
    let proxies = Proxies::of_system();
    let surroundings = Surroundings {
        http: http::client_with(proxies.clone(), rules.credentials)
            .map_err(io::Error::other)?
            .client(),
        proxies,
        variables,
        policy: rules.policy,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let found = runtime.block_on(examine(&surroundings, address, SystemClock.now()));
    let said = if json {
        found.to_json()?
    } else {
        found.to_text()
    };
    let mut output = io::stdout().lock();
    output.write_all(said.as_bytes())?;
    output.flush()?;
    Ok(found.usable)
}
