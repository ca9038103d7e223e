//! Who is in the line between here and the server (threat T30): nothing is sent past a certificate that is not right.

use authority::{Authority, Server};
use reqwest::redirect::Policy;
use smart_app_launch::{DiscoveryError, FhirBaseUrl, Http, TransportError, discovery};
use tokio::io::AsyncReadExt as _;

fn client(builder: reqwest::ClientBuilder) -> Http {
    builder
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .build()
        .unwrap()
        .into()
}

async fn asked_by(http: &Http, server: &Server) -> DiscoveryError {
    let base = FhirBaseUrl::parse(&server.fhir_base_url()).unwrap();
    discovery::discover(http, &base).await.unwrap_err()
}

#[tokio::test]
async fn t30_hl7_001_318_nothing_is_sent_past_a_certificate_of_a_stranger_of_another_name_or_of_yesterday()
 {
    let authority = Authority::new();
    let root = reqwest::Certificate::from_der(authority.certificate()).unwrap();
    let trusted = client(reqwest::Client::builder().tls_certs_merge([root]));
    let good = authority.server("localhost", 2020..2100).await;
    let answered = asked_by(&trusted, &good).await;
    assert!(
        matches!(answered, DiscoveryError::ServerFailed { status: 500 }),
        "{answered:?}"
    );
    assert!(good.heard() > 0, "a good certificate is believed");

    let as_shipped = client(reqwest::Client::builder());
    for (why, server, http) in [
        (
            "a stranger's authority",
            authority.server("localhost", 2020..2100).await,
            &as_shipped,
        ),
        (
            "another name",
            authority.server("other.example", 2020..2100).await,
            &trusted,
        ),
        (
            "expired",
            authority.server("localhost", 2020..2021).await,
            &trusted,
        ),
    ] {
        let refused = asked_by(http, &server).await;
        assert!(
            matches!(
                refused,
                DiscoveryError::Unreachable(TransportError::Untrusted(_))
            ),
            "{why}: {refused:?}"
        );
        assert_eq!(server.heard(), 0, "{why}");
    }
}

/// The versions that the first message of this client offers (RFC 8446 §4.1.2, §4.2.1).
async fn versions_offered_by(http: &Http) -> Vec<u16> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let base = FhirBaseUrl::parse(&format!("https://localhost:{port}/fhir")).unwrap();
    let listening = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 5];
        stream.read_exact(&mut head).await.unwrap();
        let mut hello = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
        stream.read_exact(&mut hello).await.unwrap();
        hello
    };
    let (hello, refused) = tokio::join!(listening, discovery::discover(http, &base));
    assert!(matches!(refused, Err(DiscoveryError::Unreachable(_))));
    versions(&hello)
}

fn versions(hello: &[u8]) -> Vec<u16> {
    let pair = |at: usize| u16::from_be_bytes([hello[at], hello[at + 1]]);
    // Type and length, the version of old, the random; then a session, suites and compressions, each with its length.
    let mut at = 4 + 2 + 32;
    at += 1 + usize::from(hello[at]);
    at += 2 + usize::from(pair(at));
    at += 1 + usize::from(hello[at]);
    let end = at + 2 + usize::from(pair(at));
    at += 2;
    let supported_versions = 43;
    while at < end {
        let (kind, length) = (pair(at), usize::from(pair(at + 2)));
        if kind == supported_versions {
            let list = &hello[at + 5..at + 4 + length];
            let versions = list.chunks_exact(2);
            return versions
                .map(|version| u16::from_be_bytes([version[0], version[1]]))
                .collect();
        }
        at += 4 + length;
    }
    Vec::new()
}

#[tokio::test]
async fn hl7_001_318_nothing_older_than_tls_1_2_is_offered() {
    let mut versions = versions_offered_by(&client(reqwest::Client::builder())).await;
    versions.sort_unstable();
    assert_eq!(versions, [0x0303, 0x0304], "TLS 1.2 and 1.3");
}
