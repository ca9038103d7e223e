//! The environment of the process: what Chartside reads of it, and what it refuses to start with.

use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;

use crate::start_again;

/// What the environment says. It is read here and nowhere else.
pub(crate) struct Environment {
    /// `CHARTSIDE_DEMO_SERVER`: FHIR base URL of a sandbox to offer.
    pub(crate) demo_server: Option<String>,
    /// `CHARTSIDE_DATA_DIR`: keep everything there instead of in the platform's folder.
    pub(crate) data_dir: Option<PathBuf>,
    /// `CHARTSIDE_POLICY`: a policy file to follow where the computer has none.
    pub(crate) policy: Option<PathBuf>,
    /// `CHARTSIDE_LOG`: a `tracing` filter.
    pub(crate) log: Option<String>,
    /// `TAURI_WEBVIEW_AUTOMATION`: a WebDriver drives the window.
    pub(crate) automation: bool,
    /// `CHARTSIDE_STARTED_AGAIN`: how often this start has already begun again.
    pub(crate) started_again: u8,
}

impl Environment {
    pub(crate) fn read() -> Self {
        let text = |name| {
            env::var_os(name)?
                .into_string()
                .ok()
                .filter(|text| !text.is_empty())
        };
        let path = |name| {
            env::var_os(name)
                .filter(|path| !path.is_empty())
                .map(PathBuf::from)
        };
        Self {
            demo_server: text("CHARTSIDE_DEMO_SERVER"),
            data_dir: path("CHARTSIDE_DATA_DIR"),
            policy: path("CHARTSIDE_POLICY"),
            log: text("CHARTSIDE_LOG"),
            automation: is_automated(),
            started_again: start_again::so_far(text(start_again::COUNT).as_deref()),
        }
    }
}

/// Starts the program again without the variables that load code into the webview or open it to a
/// debugger, where any is set. A link or another app must not be able to set them for us; a person
/// who means to drive the window sets `TAURI_WEBVIEW_AUTOMATION`, which WebDriver does.
pub(crate) fn leave_dangerous_variables() -> io::Result<()> {
    let automated = is_automated();
    let found: Vec<_> = env::vars_os()
        .map(|(name, _)| name)
        .filter(|name| is_dangerous(name, automated))
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    tracing::warn!(
        count = found.len(),
        "starting again without dangerous environment variables"
    );
    let mut again = start_again::command()?;
    for name in found {
        again.env_remove(name);
    }
    match start_again::replace_process(again)? {}
}

/// The names of the variables about proxies that are set. What is in them may hold a password.
pub(crate) fn proxy_variables() -> Vec<String> {
    let names = chartside_core::http::PROXY_VARIABLES.into_iter();
    let set = names.filter(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    set.map(str::to_owned).collect()
}

fn is_automated() -> bool {
    env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some_and(|value| value == "true")
}

fn is_dangerous(name: &OsStr, automated: bool) -> bool {
    let Some(name) = name.to_str() else {
        return false;
    };
    // WebKitWebDriver itself sets the address of the inspector.
    let inspector = name.starts_with("WEBKIT_INSPECTOR_") && !automated;
    inspector || name.starts_with("WEBVIEW2_") || ["GTK_MODULES", "GTK3_MODULES"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_that_open_the_webview_are_dangerous() {
        for name in [
            "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
            "WEBVIEW2_USER_DATA_FOLDER",
            "GTK_MODULES",
        ] {
            assert!(
                is_dangerous(name.as_ref(), false) && is_dangerous(name.as_ref(), true),
                "{name}"
            );
        }
        for name in [
            "PATH",
            "HOME",
            "DISPLAY",
            "GDK_BACKEND",
            "CHARTSIDE_LOG",
            "LIBGL_ALWAYS_SOFTWARE",
        ] {
            assert!(!is_dangerous(name.as_ref(), false), "{name}");
        }
    }

    #[test]
    fn the_inspector_is_left_to_a_webdriver_only() {
        assert!(is_dangerous("WEBKIT_INSPECTOR_SERVER".as_ref(), false));
        assert!(!is_dangerous("WEBKIT_INSPECTOR_SERVER".as_ref(), true));
    }
}
