//! What a computer's owner gives it: authorities that it believes, and a certificate that it shows.

use authority::{Authority, pem};
use chartside_core::http::{Credentials, CredentialsError, Proxies, client_with};

/// Whether a client with these gets as far as being heard by the server.
async fn is_heard(credentials: Credentials, server: &authority::Server) -> bool {
    let before = server.heard();
    let client = client_with(Proxies::all("", ""), credentials).unwrap();
    let _ = client.client().get(server.fhir_base_url()).send().await;
    server.heard() > before
}

fn believing(authority: &Authority) -> Credentials {
    let authorities = pem("CERTIFICATE", authority.certificate());
    Credentials::default()
        .believing(authorities.as_bytes())
        .unwrap()
}

#[tokio::test]
async fn an_authority_of_the_owner_is_believed_beside_those_of_the_system() {
    let authority = Authority::new();
    let server = authority.server("localhost", 2020..2100).await;
    assert!(!is_heard(Credentials::default(), &server).await);
    assert!(!is_heard(believing(&Authority::new()), &server).await);
    assert!(is_heard(believing(&authority), &server).await);
}

#[tokio::test]
async fn a_server_that_asks_who_comes_is_shown_the_certificate() {
    let authority = Authority::new();
    let server = authority.server_for_the_known().await;
    let of_ours = authority.sign("chartside", 2020..2100);
    let of_others = Authority::new().sign("chartside", 2020..2100);
    assert!(!is_heard(believing(&authority), &server).await);
    for (shown, heard) in [(of_ours, true), (of_others, false)] {
        let file = shown.certificate_pem() + &shown.key_pem();
        let credentials = believing(&authority).showing(file.as_bytes()).unwrap();
        assert_eq!(is_heard(credentials, &server).await, heard);
    }
}

#[test]
fn what_is_no_certificate_is_refused_and_nothing_of_it_is_repeated() {
    let authority = Authority::new();
    let (one, other) = (
        authority.sign("one", 2020..2100),
        authority.sign("other", 2020..2100),
    );
    let showing = |text: String| Credentials::default().showing(text.as_bytes());
    for text in [
        String::new(),
        "CNRY".to_owned(),
        one.certificate_pem(),
        one.key_pem(),
        one.certificate_pem() + &other.key_pem(),
        pem("CERTIFICATE", b"CNRY") + &one.key_pem(),
    ] {
        assert_eq!(showing(text).unwrap_err(), CredentialsError::Identity);
    }
    for text in ["", "CNRY", &pem("CERTIFICATE", b"CNRY"), &one.key_pem()] {
        let refused = Credentials::default().believing(text.as_bytes());
        assert_eq!(
            refused.unwrap_err(),
            CredentialsError::Authorities,
            "{text}"
        );
    }
    let key = one.key_pem();
    let kept = showing(one.certificate_pem() + &key).unwrap();
    assert!(!format!("{kept:?}").contains(key.lines().nth(1).unwrap()));
}
