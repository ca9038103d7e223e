//! Links that the operating system hands over. They hold authorization codes and come from anybody:
//! they go to the core as they are, are not read here and never logged.

use tauri::{AppHandle, async_runtime};
use tauri_plugin_deep_link::{DeepLinkExt as _, Error};
use url::Url;

use crate::core::Core;
use crate::window;

/// A link that says nothing.
const NOTHING: &str = "org.chartside.app:";

/// Passes on the link that started the app, if one did, and all that follow.
pub(crate) fn listen(app: &AppHandle, core: &Core) -> Result<(), Error> {
    register(app);
    if let Some(links) = app.deep_link().get_current()? {
        pass_on(app, core, links);
    }
    let (core, handle) = (core.clone(), app.clone());
    app.deep_link().on_open_url(move |event| {
        let links = event.urls();
        if links.iter().any(|link| link.as_str() != NOTHING) {
            window::raise(&handle);
            pass_on(&handle, &core, links);
        }
    });
    Ok(())
}

fn pass_on(app: &AppHandle, core: &Core, links: Vec<Url>) {
    for link in links {
        let core = core.clone();
        async_runtime::spawn(async move { core.app().await.redirect(link.into()).await });
    }
    // Not from here: the plugin holds its lock while it hands links over.
    let app = app.clone();
    async_runtime::spawn(async move { forget_last(&app) });
}

/// The plugin keeps the last link for those who ask later. It may hold a code, which must not stay in
/// memory, so another one takes its place.
fn forget_last(app: &AppHandle) {
    let arguments = ["chartside", NOTHING];
    app.deep_link().handle_cli_arguments(arguments.into_iter());
}

/// An installed package registers the scheme itself; a build from source has nobody who would.
#[cfg(debug_assertions)]
fn register(app: &AppHandle) {
    if app.deep_link().register_all().is_err() {
        tracing::warn!("the scheme of the links cannot be registered: sign-in will not come back");
    }
}

#[cfg(not(debug_assertions))]
fn register(_app: &AppHandle) {}
