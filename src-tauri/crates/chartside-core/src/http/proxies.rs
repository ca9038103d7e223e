//! Which proxy stands between this computer and an address: what the environment says, else the system.
//!
//! Asked of the same code that reqwest asks. One rule is added: what is on this computer is never
//! asked through a proxy, because it is asked without TLS and the proxy would read every token.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use smart_app_launch::is_loopback;
use url::Url;

/// Variables that say which proxy is used, and for what none is.
pub const VARIABLES: [&str; 8] = [
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// The proxies of this computer. They may hold a password: nothing here prints one.
#[derive(Clone)]
pub struct Proxies {
    matcher: Arc<Matcher>,
}

impl Proxies {
    /// As the environment says; where it says nothing, as the settings of Windows or macOS say.
    pub fn of_system() -> Self {
        Self {
            matcher: Arc::new(Matcher::from_system()),
        }
    }

    /// This proxy for everything but what the list of `NO_PROXY` names.
    pub fn all(proxy: &str, except: &str) -> Self {
        let matcher = Matcher::builder().all(proxy).no(except);
        Self {
            matcher: Arc::new(matcher.build()),
        }
    }

    /// Where the proxy for this address is, without what it wants to know first; `None`: none is used.
    pub fn shown(&self, address: &Url) -> Option<String> {
        let proxy = self.intercept(address)?;
        let uri = proxy.uri();
        Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?))
    }

    /// The proxy for this address, with its user name and password.
    pub(super) fn of_address(&self, address: &Url) -> Option<Url> {
        let proxy = self.intercept(address)?;
        let mut url = Url::parse(&proxy.uri().to_string()).ok()?;
        if let Some((user, password)) = credentials(&proxy) {
            url.set_username(&user).ok()?;
            url.set_password(Some(&password)).ok()?;
        }
        Some(url)
    }

    fn intercept(&self, address: &Url) -> Option<Intercept> {
        if is_loopback(address) {
            return None;
        }
        let address = address.as_str().parse().ok()?;
        self.matcher.intercept(&address)
    }
}

fn credentials(proxy: &Intercept) -> Option<(String, String)> {
    let encoded = proxy.basic_auth()?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proxies")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn the_password_of_a_proxy_is_used_and_never_shown() {
        let proxies = Proxies::all("http://us%40er:s%3Acret@proxy.example:3128", "");
        let server = url("https://ehr.example/fhir");
        assert_eq!(
            proxies.shown(&server).as_deref(),
            Some("http://proxy.example:3128")
        );
        let used = proxies.of_address(&server).unwrap();
        assert_eq!(used.as_str(), "http://us%40er:s%3Acret@proxy.example:3128/");
        assert_eq!(format!("{proxies:?}"), "Proxies");
    }

    #[test]
    fn what_is_on_this_computer_or_excepted_is_asked_without_a_proxy() {
        let proxies = Proxies::all("http://proxy.example:3128", "inside.example,10.0.0.0/8");
        for address in [
            "http://127.0.0.1:9000/fhir",
            "http://127.8.9.1/fhir",
            "http://localhost/fhir",
            "http://[::1]:9000/fhir",
            "https://localhost/fhir",
            "https://inside.example/fhir",
            "https://ehr.inside.example/fhir",
            "https://10.1.2.3/fhir",
        ] {
            assert_eq!(proxies.shown(&url(address)), None, "{address}");
            assert_eq!(proxies.of_address(&url(address)), None, "{address}");
        }
        for address in [
            "https://notinside.example/",
            "https://localhost.evil.example/",
        ] {
            assert!(proxies.shown(&url(address)).is_some(), "{address}");
        }
    }
}
