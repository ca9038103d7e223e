//! The person's own browser. The address comes from a server, and what the operating system opens it
//! with depends on how it begins: only what is known to be a web page goes there (CVE-2025-6514).

use chartside_core::{Browser, BrowserUnavailable};
use futures_util::future::BoxFuture;
use tauri::async_runtime;
use url::{Host, Url};

/// Opens pages with the operating system's opener.
pub(crate) struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<(), BrowserUnavailable>> {
        Box::pin(async move {
            if !is_web_page(url) {
                tracing::error!("refused to open an address that is not a web page");
                return Err(BrowserUnavailable);
            }
            let url = url.to_string();
            // It waits a moment for each opener to fail.
            let opened = async_runtime::spawn_blocking(move || {
                tauri_plugin_opener::open_url(url, None::<&str>).is_ok()
            });
            if matches!(opened.await, Ok(true)) {
                Ok(())
            } else {
                Err(BrowserUnavailable)
            }
        })
    }
}

/// `https`, or `http` on this computer; a host, no user name; nothing that a shell or a launcher of
/// the operating system could take for something else.
fn is_web_page(url: &Url) -> bool {
    let scheme = match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    };
    let user = !url.username().is_empty() || url.password().is_some();
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'`<>\\^{|}".contains(&byte);
    scheme && url.has_host() && !user && url.as_str().bytes().all(plain)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(text: &str) -> bool {
        Url::parse(text).is_ok_and(|url| is_web_page(&url))
    }

    #[test]
    fn opens_web_pages() {
        for text in [
            "https://ehr.example/authorize?response_type=code&scope=launch%2Fpatient+patient%2F*.rs",
            "https://ehr.example:8443/a/b;c=d?aud=https://ehr.example/fhir",
            "http://127.0.0.1:9000/authorize",
            "http://[::1]:9000/authorize",
            "http://localhost/authorize",
        ] {
            assert!(accepts(text), "{text}");
        }
    }

    #[test]
    fn opens_nothing_else() {
        for text in [
            "http://ehr.example/authorize",
            "http://localhost.evil.example/",
            "http://127.0.0.1.evil.example/",
            "file:///etc/passwd",
            "ms-msdt:/id",
            "javascript:alert(1)",
            "data:text/html,x",
            "org.chartside.app:/callback?code=1",
            "https://user@ehr.example/",
            "https://:secret@ehr.example/",
            "https://ehr.example/?a=`calc`",
            "https://ehr.example/?a={x}|y^z",
            "https://ehr.example/it's",
            "--upload-pack=x",
            r"\\host\share",
        ] {
            assert!(!accepts(text), "{text}");
        }
    }
}
