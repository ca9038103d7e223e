//! Connections that are open before they are needed: while a person is in the browser, names, TCP and TLS of
//! the hosts that come next are done.
//!
//! Nothing is asked for and nothing is told: no path, no query, no token, no cookie. It goes the way of every
//! other request, through the same proxy and with the same certificates, and what comes of it does not matter.

use std::collections::BTreeSet;
use std::time::Duration;

use url::Url;

/// Longer than this is no help.
const LONGEST: Duration = Duration::from_secs(10);

/// Opens a connection to each host of these addresses. To be called inside a tokio runtime.
pub(crate) fn open_ahead(http: &reqwest::Client, addresses: [&str; 2]) {
    for origin in origins(addresses) {
        let answer = http.head(origin).timeout(LONGEST).send();
        tokio::spawn(async move { drop(answer.await) });
    }
}

/// Scheme, host and port of each, once.
fn origins(addresses: [&str; 2]) -> BTreeSet<String> {
    let addresses = addresses.into_iter().filter_map(|one| Url::parse(one).ok());
    addresses
        .map(|address| address.origin().ascii_serialization())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_host_is_named_and_each_once() {
        let told = |one, two| origins([one, two]).into_iter().collect::<Vec<_>>();
        assert_eq!(
            told("https://a/tenant-7/fhir", "https://a:443/token?x=y"),
            ["https://a"]
        );
        assert_eq!(
            told("https://a/fhir", "https://b:8443/token"),
            ["https://a", "https://b:8443"]
        );
    }
}
