//! What servers send to bring a token, a question or this process elsewhere (threats T19, T22, T26).

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use fhir_client::{FhirClient, FhirError};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::server::{Server, Tokens, answer, bundle, collect, observations, with_header};

/// Ways to write an address that leads to `evil`, or near `own`, of which each is `127.0.0.1:PORT`.
fn addresses(own: &str, evil: &str) -> Vec<String> {
    let (own_port, evil_port) = (
        own.rsplit(':').next().unwrap(),
        evil.rsplit(':').next().unwrap(),
    );
    let starts = ["http:", "HTTP:", "", "https:", "http:http:"];
    let slashes = ["//", "/", "\\\\\\\\", "///", "/\\\\"];
    let users = ["", "127.0.0.1@", "u:p@", "127.0.0.1%2f@"];
    let hosts = [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "0x7f.1",
        "[::1]",
    ];
    let mut addresses = Vec::new();
    for start in starts {
        for slash in slashes {
            for user in users {
                for host in hosts {
                    addresses.push(format!(
                        "{start}{slash}{user}{host}:{evil_port}/fhir/Observation"
                    ));
                    addresses.push(format!(
                        "{start}{slash}{user}{host}:{own_port}@{host}:{evil_port}/fhir/x"
                    ));
                }
            }
        }
    }
    addresses
}

#[tokio::test]
async fn t19_hl7_097_no_generated_next_link_or_redirect_takes_the_token_to_an_evil_host() {
    let evil = Server::start(|_, _| answer(200, bundle(&[666], None))).await;
    let next = Arc::new(Mutex::new(String::new()));
    let (as_link, as_redirect) = (Arc::clone(&next), Arc::clone(&next));
    let linking = Server::start(move |hit, _| {
        let link = as_link.lock().unwrap().clone();
        answer(
            200,
            bundle(
                &[1],
                Some(&link)
                    .filter(|_| hit.path.contains("CNRY"))
                    .map(String::as_str),
            ),
        )
    })
    .await;
    let redirecting = Server::start(move |hit, _| {
        let to = as_redirect.lock().unwrap().replace("\\\\", "\\");
        if hit.path.contains("CNRY") {
            with_header(answer(307, ""), "location", &to)
        } else {
            answer(200, bundle(&[1], None))
        }
    })
    .await;
    let addresses = addresses(&linking.origin, &evil.origin);
    assert!(addresses.len() > 1_000);
    let ((by_link, _), (by_redirect, _)) = (linking.client(), redirecting.client());
    for address in &addresses {
        next.lock().unwrap().clone_from(address);
        collect(&by_link, observations()).await;
        collect(&by_redirect, observations()).await;
    }
    assert_eq!(evil.hits().len(), 0);
    for server in [&linking, &redirecting] {
        assert!(
            server
                .hits()
                .iter()
                .all(|hit| hit.path.starts_with("/fhir"))
        );
        assert!(
            server.hits().len() >= addresses.len(),
            "each was really asked about"
        );
    }
}

/// Writes down every name that somebody wants to know the address of.
#[derive(Clone, Default)]
struct Names(Arc<Mutex<Vec<String>>>, u16);

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        self.0.lock().unwrap().push(name.as_str().to_owned());
        let address = SocketAddr::from(([127, 0, 0, 1], self.1));
        Box::pin(async move { Ok(Box::new(std::iter::once(address)) as Addrs) })
    }
}

#[tokio::test]
async fn t22_no_name_but_the_servers_own_is_ever_looked_up() {
    let links = [
        "http://metadata.internal/fhir/x",
        "//printer.hospital.example/fhir",
        "http://localhost.evil.example/fhir",
        "https://localhost/fhir/x",
        "http://intranet/fhir/x",
        "ldap://directory/fhir",
        "gopher://localhost/fhir",
    ];
    for link in links {
        let server = Server::start(move |_, _| answer(200, bundle(&[1], Some(link)))).await;
        let port = server.origin.rsplit(':').next().unwrap().parse().unwrap();
        let names = Names(Arc::default(), port);
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy();
        let http = http.dns_resolver(Arc::new(names.clone())).build().unwrap();
        let base = format!("http://localhost:{port}/fhir");
        let client = FhirClient::new(&base, http, Arc::new(Tokens::default())).unwrap();
        let (pages, error) = collect(&client, observations()).await;
        assert!(
            matches!(error, Some(FhirError::ForeignAddress)),
            "{link}: {error:?}"
        );
        assert_eq!(pages.len(), 1);
        assert!(
            names
                .0
                .lock()
                .unwrap()
                .iter()
                .all(|name| name == "localhost"),
            "{link}"
        );
        assert!(!names.0.lock().unwrap().is_empty(), "the stub is asked");
    }
}

/// A resource is carried as it was sent and read where it is shown; there, as here, JSON ends at a depth of 128.
#[tokio::test]
async fn t26_nesting_without_end_is_carried_as_text_and_overflows_nothing() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = format!("{}1{}", open.repeat(200_000), close.repeat(200_000));
        let body = format!(
            r#"{{"resourceType":"Bundle","type":"searchset","entry":[{{"resource":{{"resourceType":"Observation","id":"1","x":{deep}}}}}]}}"#
        );
        let server = Server::start(move |_, _| answer(200, body.clone())).await;
        let (pages, _) = collect(&server.client().0, observations()).await;
        let mut resources = pages.iter().flat_map(|page| &page.resources);
        assert!(
            resources.all(
                |resource| serde_json::from_str::<serde_json::Value>(resource.json()).is_err()
            )
        );
    }
}
