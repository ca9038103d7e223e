//! The desktop shell of Chartside: one window, the system's browser, keyring and links, and a thin
//! adapter from each to `chartside-core`. It adds no logic of its own.

mod arguments;
mod asked_to_end;
mod browser;
mod commands;
mod core;
mod crashes;
mod deep_link;
mod doctor;
mod environment;
mod keyring;
mod link_handler;
mod logging;
mod memory;
mod person_check;
mod policy;
mod program;
mod start_again;
mod system_lock;
mod web_process;
mod window;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use chartside_core::http::{self, Proxies};
use chartside_core::{Clock as _, SystemClock};
use tauri::{App, AppHandle, Builder, Manager as _, RunEvent, Wry};

use crate::arguments::Start;
use crate::core::{Core, Ground};
use crate::crashes::Starts;
use crate::environment::Environment;
use crate::link_handler::SystemHandler;
use crate::policy::Rules;
use crate::program::Installed;

/// The exit code where the arguments are none that are taken.
const NOT_UNDERSTOOD: u8 = 2;

/// Does what the arguments ask for: examines a server, or runs the app until its window is closed.
pub fn run() -> ExitCode {
    let environment = Environment::read();
    let found = policy::read(&environment);
    logging::start(found.log_level().or(environment.log.as_deref()));
    let rules = found.rules();
    match arguments::read(env::args_os().skip(1)) {
        Ok(Start::Window) => run_window(environment, rules),
        Ok(Start::Doctor { address, json }) => {
            let variables = environment::proxy_variables();
            doctor::run(&address, json, variables, rules)
        }
        Err(error) => {
            // Where nobody reads it, the exit code is all there is.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(NOT_UNDERSTOOD)
        }
    }
}

fn run_window(environment: Environment, rules: Rules) -> ExitCode {
    if let Err(error) = environment::leave_dangerous_variables() {
        tracing::error!(%error, "cannot start without the dangerous environment variables");
        return ExitCode::from(2);
    }
    memory::keep_to_ourselves();
    let started_again = environment.started_again;
    let context = tauri::generate_context!();
    let mut builder = Builder::default()
        // First, so that a second start ends before it does anything else.
        .plugin(tauri_plugin_single_instance::init(
            |app, _arguments, _folder| window::raise(app),
        ))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(commands::handler())
        .setup(move |app| set_up(app, &environment, rules));
    if program::is_configured(context.config()) {
        builder = builder.plugin(tauri_plugin_updater::Builder::new().build());
    }
    match builder.build(context) {
        Ok(app) => {
            app.run(|app, event| {
                if matches!(event, RunEvent::Exit) {
                    end(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => give_up(&error, started_again),
    }
}

fn give_up(error: &tauri::Error, started_again: u8) -> ExitCode {
    if start_again::would_help(error, started_again) {
        tracing::warn!("the running app ended before it took the link; starting again");
        let Err(error) = start_again::after_a_pause(started_again);
        tracing::error!(%error, "cannot start again");
    }
    tracing::error!(%error, "the app cannot run");
    ExitCode::FAILURE
}

fn set_up(
    app: &mut App,
    environment: &Environment,
    rules: Rules,
) -> Result<(), Box<dyn std::error::Error>> {
    let core = Core::default();
    app.manage(core.clone());
    deep_link::listen(app.handle(), &core)?;
    system_lock::hear(&core);
    asked_to_end::listen(app.handle());
    let own_dir = environment.data_dir.as_deref();
    let dir = match own_dir {
        Some(own) => own.to_owned(),
        None => app.path().app_local_data_dir()?,
    };
    let starts = Starts::begin(&dir, SystemClock.now());
    let http = http::client_with(Proxies::of_system(), rules.credentials)?;
    let program = Arc::new(Installed::new(app.handle().clone(), http.clone()));
    app.manage(Arc::clone(&program));
    app.manage(starts.clone());
    // A person without a folder for downloads finds copies beside the log.
    let exports = app.path().download_dir();
    let exports = exports.unwrap_or_else(|_| dir.join("exports"));
    let safe_mode = starts.safe_mode;
    core.start(Ground {
        http,
        links: SystemHandler::new(app.handle().clone()),
        program,
        keyring: keyring::source(own_dir),
        settings: Ground::settings(&dir, exports, rules.policy, safe_mode, environment),
        dir,
    });
    window::open(app.handle(), environment)?;
    Ok(())
}

/// The window is closed, or the system asked for the end.
fn end(app: &AppHandle) {
    app.state::<Core>().stop();
    app.state::<Starts>().end_well();
    if app.state::<Arc<Installed<Wry>>>().finish() {
        // Or the next one would hand its start over to this one.
        tauri_plugin_single_instance::destroy(app);
        start_again::anew(app);
    }
}

#[cfg(test)]
mod configuration_tests;
#[cfg(test)]
mod packaging_tests;
