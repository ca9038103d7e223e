//! Who opens the links of this app's own scheme: asked of the operating system, before a person is sent
//! to a page whose answer could not come back.

use chartside_core::{LinkHandler, Reach};
use futures_util::future::BoxFuture;
use tauri::{AppHandle, async_runtime};

const SCHEME: &str = "org.chartside.app";

/// Asks the operating system.
pub(crate) struct SystemHandler {
    #[cfg_attr(
        not(windows),
        expect(dead_code, reason = "only the registry is asked through the plugin")
    )]
    app: AppHandle,
}

impl SystemHandler {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app }
    }
}

impl LinkHandler for SystemHandler {
    fn reach(&self) -> BoxFuture<'_, Reach> {
        #[cfg(windows)]
        let asked = {
            let app = self.app.clone();
            move || of_registry(&app)
        };
        #[cfg(target_os = "linux")]
        let asked = of_desktop;
        // The bundle itself says so on macOS.
        #[cfg(not(any(windows, target_os = "linux")))]
        let asked = || Reach::Unknown;
        Box::pin(async move {
            // It runs a program, or reads the registry.
            let reach = async_runtime::spawn_blocking(asked).await;
            reach.unwrap_or(Reach::Unknown)
        })
    }
}

#[cfg(windows)]
fn of_registry(app: &AppHandle) -> Reach {
    use tauri_plugin_deep_link::DeepLinkExt as _;
    match app.deep_link().is_registered(SCHEME) {
        Ok(true) => Reach::Here,
        Ok(false) => Reach::Nowhere,
        Err(_) => Reach::Unknown,
    }
}

/// The plugin knows only the desktop entry that a build from source writes for itself, and not that of
/// a package: so the desktop is asked here.
#[cfg(target_os = "linux")]
fn of_desktop() -> Reach {
    let kind = format!("x-scheme-handler/{SCHEME}");
    let asked = std::process::Command::new("xdg-mime")
        .args(["query", "default", &kind])
        .stdin(std::process::Stdio::null())
        .output();
    match asked {
        Ok(said) if said.status.success() => of_entry(&String::from_utf8_lossy(&said.stdout)),
        // xdg-utils: an action failed, which is how newer ones say that there is none.
        Ok(said) if said.status.code() == Some(4) => Reach::Nowhere,
        Ok(_) | Err(_) => Reach::Unknown,
    }
}

/// `Chartside.desktop` of a package, `chartside-handler.desktop` of a build from source, or an entry
/// that a distribution named after the identifier.
#[cfg(target_os = "linux")]
fn of_entry(said: &str) -> Reach {
    let entry = said.lines().next().unwrap_or_default().trim();
    if entry.to_ascii_lowercase().contains("chartside") {
        Reach::Here
    } else {
        Reach::Nowhere
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_entry_of_a_package_and_that_of_a_build_from_source_are_this_app() {
        for entry in [
            "Chartside.desktop\n",
            "chartside-handler.desktop",
            "org.chartside.app.desktop\n",
        ] {
            assert_eq!(of_entry(entry), Reach::Here, "{entry}");
        }
        for entry in ["", "\n", "firefox.desktop\n"] {
            assert_eq!(of_entry(entry), Reach::Nowhere, "{entry}");
        }
    }
}
