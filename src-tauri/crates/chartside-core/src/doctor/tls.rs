//! What is known about TLS after one attempt to talk to a server.

use serde::Serialize;
use smart_app_launch::{DiscoveryError, FhirBaseUrl, TransportError};

use crate::http::said;

/// The line to a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tls {
    /// https, and the certificate is accepted.
    Accepted,
    /// http on this computer: there is no line that others could listen to.
    NotNeeded,
    /// It did not come to that.
    NotTested,
    /// Something answers that does not speak TLS.
    NotSpoken,
    /// The certificate's time is over.
    CertificateExpired,
    /// The certificate's time has not begun, or this computer's clock is wrong.
    CertificateNotYetValid,
    /// The certificate is for another name.
    CertificateOtherName,
    /// The certificate is signed by nobody whom this computer trusts.
    CertificateUnknownAuthority,
    /// The certificate was taken back.
    CertificateRevoked,
    /// The certificate is not accepted for another reason.
    CertificateRefused,
}

impl Tls {
    pub(super) fn found(base: &FhirBaseUrl, error: Option<&DiscoveryError>) -> Self {
        if base.url().scheme() == "http" {
            return Self::NotNeeded;
        }
        match error {
            Some(DiscoveryError::Unreachable(TransportError::Untrusted(error))) => {
                Self::refused(&said(error))
            }
            Some(DiscoveryError::Unreachable(TransportError::NotSent(error))) => {
                // What rustls says about bytes that are no TLS.
                let spoken = !said(error).contains("invalidcontenttype");
                if spoken {
                    Self::NotTested
                } else {
                    Self::NotSpoken
                }
            }
            Some(DiscoveryError::Unreachable(
                TransportError::AnswerLost(_) | TransportError::NotRequestable,
            )) => Self::NotTested,
            Some(_) | None => Self::Accepted,
        }
    }

    /// rustls names the reason in words that differ a little between platforms.
    fn refused(said: &str) -> Self {
        let reasons = [
            ("notvalidyet", Self::CertificateNotYetValid),
            ("expired", Self::CertificateExpired),
            ("notvalidforname", Self::CertificateOtherName),
            ("unknownissuer", Self::CertificateUnknownAuthority),
            ("unknownca", Self::CertificateUnknownAuthority),
            ("revoked", Self::CertificateRevoked),
        ];
        let named = reasons.into_iter().find(|(word, _)| said.contains(word));
        named.map_or(Self::CertificateRefused, |(_, tls)| tls)
    }
}
