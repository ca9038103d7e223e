//! The one window. It shows the screens that are compiled in and can go nowhere else.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder};

use crate::environment::Environment;
use crate::web_process;

const LABEL: &str = "main";

/// Opens the window.
pub(crate) fn open(app: &AppHandle, environment: &Environment) -> tauri::Result<()> {
    // `tauri dev` serves the screens itself.
    let dev_server = app
        .config()
        .build
        .dev_url
        .clone()
        .filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        // Whoever looks at the screen from afar, or at a list of windows, reads nothing of a patient.
        .title("Chartside")
        .inner_size(1280.0, 860.0)
        .min_inner_size(720.0, 560.0)
        .devtools(cfg!(debug_assertions))
        // Nothing of a record may reach the webview's caches on disk. A WebDriver cannot drive such
        // a window on Linux.
        .incognito(!environment.automation)
        .browser_extensions_enabled(false)
        .general_autofill_enabled(false)
        .on_navigation(move |url| is_own_page(url, dev_server.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    web_process::watch(&window)
}

/// Brings the window before the person.
pub(crate) fn raise(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    let raised = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(error) = raised {
        tracing::warn!(%error, "the window cannot be raised");
    }
}

/// The origin of the screens: `tauri://localhost`, on Windows `http(s)://tauri.localhost`.
fn is_own_page(url: &Url, dev_server: Option<&Url>) -> bool {
    if let Some(dev_server) = dev_server {
        return url.origin() == dev_server.origin();
    }
    let own = if cfg!(windows) {
        ["http", "https"].contains(&url.scheme()) && url.host_str() == Some("tauri.localhost")
    } else {
        url.scheme() == "tauri" && url.host_str() == Some("localhost")
    };
    own && url.port().is_none() && url.username().is_empty() && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes_to(text: &str, dev_server: Option<&str>) -> bool {
        let dev_server = dev_server.map(|text| Url::parse(text).unwrap());
        is_own_page(&Url::parse(text).unwrap(), dev_server.as_ref())
    }

    #[cfg(not(windows))]
    #[test]
    fn stays_on_its_own_pages() {
        assert!(goes_to("tauri://localhost/", None));
        assert!(goes_to("tauri://localhost/index.html#/record", None));
        assert!(goes_to("tauri://localhost/recovery.html", None));
        for text in [
            "https://tauri.localhost/",
            "http://localhost:5173/",
            "tauri://evil.example/",
            "tauri://localhost:80/",
            "tauri://localhost@evil.example/",
            "https://evil.example/?tauri://localhost",
            "about:blank",
            "data:text/html,x",
            "blob:tauri://localhost/1",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ] {
            assert!(!goes_to(text, None), "{text}");
        }
    }

    #[test]
    fn goes_to_the_development_server_only_while_there_is_one() {
        let server = Some("http://localhost:5173");
        assert!(goes_to("http://localhost:5173/src/main.tsx", server));
        assert!(!goes_to("http://localhost:5174/", server));
        assert!(!goes_to("http://localhost:5173/", None));
    }
}
