//! A certificate authority that nobody but a test believes in, and https servers that show what it
//! signed (threat T30).
//!
//! Must never use a crate of the client.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test ends where its world cannot be made"
)]

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

const ANSWER: &str =
    "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// The authority.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

impl Authority {
    /// A new one.
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self {
            issuer: Issuer::new(params, key),
            certificate,
        }
    }

    /// What whoever believes in it has, as DER.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// A server on loopback that shows a certificate for this name, valid from the first day of one year
    /// to the first day of another, and answers every request with 500. To be called in a tokio runtime.
    pub async fn server(&self, name: &str, years: Range<i32>) -> Server {
        let shown = self.sign(name, years);
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![shown.certificate.clone()], shown.key());
        Server::start(TlsAcceptor::from(Arc::new(config.unwrap()))).await
    }

    /// A server of this kind that lets in only who shows a certificate of this authority.
    pub async fn server_for_the_known(&self) -> Server {
        let shown = self.sign("localhost", 2020..2100);
        let mut believed = RootCertStore::empty();
        believed.add(self.certificate.clone()).unwrap();
        let verifier = WebPkiClientVerifier::builder(Arc::new(believed)).build();
        let config = ServerConfig::builder().with_client_cert_verifier(verifier.unwrap());
        let config = config.with_single_cert(vec![shown.certificate.clone()], shown.key());
        Server::start(TlsAcceptor::from(Arc::new(config.unwrap()))).await
    }

    /// A certificate and its key.
    pub fn sign(&self, name: &str, years: Range<i32>) -> Signed {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(years.start, 1, 1);
        params.not_after = date_time_ymd(years.end, 1, 1);
        let key = KeyPair::generate().unwrap();
        Signed {
            certificate: params.signed_by(&key, &self.issuer).unwrap().der().clone(),
            key,
        }
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authority")
    }
}

/// A certificate that an authority signed.
#[derive(Debug)]
pub struct Signed {
    certificate: CertificateDer<'static>,
    key: KeyPair,
}

impl Signed {
    /// The certificate, as PEM.
    pub fn certificate_pem(&self) -> String {
        pem("CERTIFICATE", &self.certificate)
    }

    /// The private key, as PEM.
    pub fn key_pem(&self) -> String {
        pem("PRIVATE KEY", &self.key.serialize_der())
    }

    fn key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::try_from(self.key.serialize_der()).unwrap()
    }
}

/// RFC 7468.
pub fn pem(label: &str, der: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(der);
    format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
}

/// An https server.
#[derive(Debug)]
pub struct Server {
    port: u16,
    heard: Arc<AtomicUsize>,
}

impl Server {
    async fn start(acceptor: TlsAcceptor) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(acceptor.clone(), stream, Arc::clone(&counter)));
            }
        });
        Self { port, heard }
    }

    /// A FHIR base URL there.
    pub fn fhir_base_url(&self) -> String {
        format!("https://localhost:{}/fhir", self.port)
    }

    /// Bytes of requests that it has read so far.
    pub fn heard(&self) -> usize {
        self.heard.load(Ordering::SeqCst)
    }
}

async fn answer(acceptor: TlsAcceptor, stream: TcpStream, heard: Arc<AtomicUsize>) {
    // Whoever does not believe the certificate ends here.
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return;
    };
    let mut request = [0; 4096];
    let read = stream.read(&mut request).await.unwrap_or(0);
    heard.fetch_add(read, Ordering::SeqCst);
    let _ = stream.write_all(ANSWER.as_bytes()).await;
    let _ = stream.shutdown().await;
}
