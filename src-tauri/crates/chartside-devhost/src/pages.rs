//! The built screens as files, with the token of this run written into the page.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

/// The app's own configuration, for its Content Security Policy.
const CONFIGURATION: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../tauri.conf.json"
));

const HEADERS: [(HeaderName, &str); 3] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
];

const HTML: &str = "text/html; charset=utf-8";

const NOT_BUILT: &str = "The screens are not built. Run `npm ci` and `npm run build` in ui/.\n";

/// The built screens.
#[derive(Debug, Clone)]
pub(crate) struct Pages {
    dir: Arc<Path>,
    token: Arc<str>,
    policy: Arc<str>,
}

pub(crate) async fn file(State(pages): State<Pages>, uri: Uri) -> Response {
    let path = if uri.path() == "/" {
        "/index.html"
    } else {
        uri.path()
    };
    let Some(file) = inside(&pages.dir, path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tokio::fs::read(&file).await {
        Ok(bytes) => pages.serve(&file, bytes),
        Err(_) if path == "/index.html" => {
            (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response()
        }
        // Every browser asks for it, and a 404 stands in its console.
        Err(_) if path == "/favicon.ico" => StatusCode::NO_CONTENT.into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

impl Pages {
    /// The files of `dir`, marked with `token`.
    pub(crate) fn new(dir: &Path, token: &str) -> Self {
        Self {
            dir: dir.into(),
            token: token.into(),
            policy: policy(CONFIGURATION).into(),
        }
    }

    fn serve(&self, file: &Path, bytes: Vec<u8>) -> Response {
        let kind = content_type(file);
        let body = if kind == HTML {
            self.marked(&bytes)
        } else {
            bytes
        };
        let own = [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_SECURITY_POLICY, &*self.policy),
        ];
        (HEADERS, own, body).into_response()
    }

    /// The token goes into the page, where only the page itself can read it.
    fn marked(&self, html: &[u8]) -> Vec<u8> {
        let meta = format!(
            "<head><meta name=\"devhost-token\" content=\"{}\">",
            self.token
        );
        String::from_utf8_lossy(html)
            .replacen("<head>", &meta, 1)
            .into_bytes()
    }
}

/// The app's Content Security Policy, so that a test here sees what the webview would refuse; the
/// core is reached over HTTP here.
fn policy(configuration: &str) -> String {
    let configuration: Value = serde_json::from_str(configuration).unwrap_or_default();
    let directives = configuration
        .pointer("/app/security/csp")
        .and_then(Value::as_object);
    let others = directives
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "connect-src");
    let others =
        others.map(|(name, sources)| format!("{name} {}; ", sources.as_str().unwrap_or("'none'")));
    others.collect::<String>() + "connect-src 'self'"
}

/// The file of a path that has plain names only.
fn inside(dir: &Path, path: &str) -> Option<PathBuf> {
    let names = path.strip_prefix('/')?.split('/');
    names.into_iter().try_fold(dir.to_owned(), |dir, name| {
        is_plain(name).then(|| dir.join(name))
    })
}

fn is_plain(name: &str) -> bool {
    let is_ordinary = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !name.is_empty() && !name.starts_with('.') && name.chars().all(is_ordinary)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => HTML,
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_to_the_policy_of_the_app() {
        let policy = policy(CONFIGURATION);
        for directive in [
            "default-src 'none'; ",
            "script-src 'self'; ",
            "connect-src 'self'",
            "object-src 'none'; ",
        ] {
            assert!(policy.contains(directive), "{policy}");
        }
        assert!(
            !policy.contains("ipc:") && !policy.contains("unsafe"),
            "{policy}"
        );
    }

    #[test]
    fn stays_inside_of_the_folder() {
        let dir = Path::new("/ui");
        assert_eq!(
            inside(dir, "/assets/index-a_b.js"),
            Some(PathBuf::from("/ui/assets/index-a_b.js"))
        );
        for path in [
            "",
            "x",
            "/",
            "/..",
            "/../x",
            "/a/../../x",
            "/.git/config",
            "/a//b",
            "/%2e%2e/x",
            "/a\\..\\b",
            "/c:x",
        ] {
            assert_eq!(inside(dir, path), None, "{path}");
        }
    }
}
