//! The desktop shell of Chartside: one window, the system's browser, keyring and links, and a thin
//! adapter from each to `chartside-core`. It adds no logic of its own.

mod arguments;
mod browser;
mod commands;
mod core;
mod deep_link;
mod doctor;
mod environment;
mod keyring;
mod link_handler;
mod logging;
mod memory;
mod person_check;
mod policy;
mod start_again;
mod system_lock;
mod web_process;
mod window;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use tauri::{App, Builder, Manager as _, RunEvent};

use crate::arguments::Start;
use crate::core::Core;
use crate::environment::Environment;
use crate::link_handler::SystemHandler;

/// The exit code where the arguments are none that are taken.
const NOT_UNDERSTOOD: u8 = 2;

/// Does what the arguments ask for: examines a server, or runs the app until its window is closed.
pub fn run() -> ExitCode {
    let environment = Environment::read();
    logging::start(environment.log.as_deref());
    match arguments::read(env::args_os().skip(1)) {
        Ok(Start::Window) => run_window(environment),
        Ok(Start::Doctor { address, json }) => {
            let variables = environment::proxy_variables();
            doctor::run(&address, json, variables, policy::read(&environment))
        }
        Err(error) => {
            // Where nobody reads it, the exit code is all there is.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(NOT_UNDERSTOOD)
        }
    }
}

fn run_window(environment: Environment) -> ExitCode {
    if let Err(error) = environment::leave_dangerous_variables() {
        tracing::error!(%error, "cannot start without the dangerous environment variables");
        return ExitCode::from(2);
    }
    memory::keep_to_ourselves();
    let started_again = environment.started_again;
    let app = Builder::default()
        // First, so that a second start ends before it does anything else.
        .plugin(tauri_plugin_single_instance::init(
            |app, _arguments, _folder| window::raise(app),
        ))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(commands::handler())
        .setup(move |app| set_up(app, &environment));
    match app.build(tauri::generate_context!()) {
        Ok(app) => {
            app.run(|app, event| {
                if matches!(event, RunEvent::Exit) {
                    app.state::<Core>().stop();
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

fn set_up(app: &mut App, environment: &Environment) -> Result<(), Box<dyn std::error::Error>> {
    let core = Core::default();
    app.manage(core.clone());
    deep_link::listen(app.handle(), &core)?;
    system_lock::hear(&core);
    let dir = app.path().app_local_data_dir()?;
    // A person without a folder for downloads finds copies beside the log.
    let exports = app
        .path()
        .download_dir()
        .unwrap_or_else(|_| dir.join("exports"));
    core.start(
        chartside_core::http::client()?,
        SystemHandler::new(app.handle().clone()),
        &dir,
        exports,
        environment,
    );
    window::open(app.handle(), environment)?;
    Ok(())
}

#[cfg(test)]
mod configuration_tests;
#[cfg(test)]
mod packaging_tests;
