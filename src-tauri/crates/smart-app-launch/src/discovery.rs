//! Finding out how to sign in to a FHIR server.
//!
//! SMART App Launch 2.2, "Retrieve .well-known/smart-configuration". The CapabilityStatement is asked
//! only where the server says 404 or 410: a document that is there and broken must not lead to weaker
//! metadata (downgrade).

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{Method, Request, StatusCode};

use crate::base_url::FhirBaseUrl;
use crate::capability_statement::{self, LegacyMetadata};
use crate::configuration::SmartConfiguration;
use crate::conformance::ConformanceWarning;
use crate::endpoint::DeclaredEndpoint;
use crate::exchange::Purpose;
use crate::http::Http;
use crate::transport::{self, Answer, TransportError};

/// Longest time one document may take.
const LIMIT: Duration = Duration::from_secs(10);

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovery {
    /// How to sign in.
    pub configuration: SmartConfiguration,
    /// Where that was said.
    pub source: Source,
    /// What the server gets wrong; none of it stops a sign-in by itself.
    pub warnings: Vec<ConformanceWarning>,
    /// The time by the server's clock, for [`crate::ClockSkew::learnt`].
    pub server_date: Option<Timestamp>,
}

/// The document that the addresses come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// `.well-known/smart-configuration`.
    WellKnown,
    /// `oauth-uris` in `/metadata`.
    CapabilityStatement,
}

/// Why it is not known how to sign in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoveryError {
    /// No answer, or none that can be used: see the source.
    #[error("the server cannot be asked")]
    Unreachable(#[source] TransportError),
    /// The server failed or is busy; trying again may help.
    #[error("the server failed with status {status}")]
    ServerFailed {
        /// HTTP status.
        status: u16,
    },
    /// A web page came instead: a sign-in page of the network, or a web site.
    #[error("a web page answered, no FHIR server")]
    WebPage,
    /// Something answers there, but no server that offers SMART.
    #[error("there is no SMART on FHIR server at this address")]
    NotSmart,
    /// A FHIR server that needs, or offers, no sign-in.
    #[error("the FHIR server offers no sign-in")]
    NoSignIn,
}

/// Asks the FHIR server at `base` how to sign in.
pub async fn discover(http: &Http, base: &FhirBaseUrl) -> Result<Discovery, DiscoveryError> {
    let answer = get(http, base, &WELL_KNOWN).await?;
    match answer.status {
        StatusCode::NOT_FOUND | StatusCode::GONE => {}
        status => {
            check_status(status)?;
            return well_known(base, &answer);
        }
    }
    let answer = get(http, base, &METADATA).await?;
    check_status(answer.status)?;
    legacy(base, &answer)
}

/// A document beside the FHIR resources.
struct Document {
    purpose: Purpose,
    path: &'static str,
    accept: &'static str,
}

const WELL_KNOWN: Document = Document {
    purpose: Purpose::SmartConfiguration,
    path: ".well-known/smart-configuration",
    accept: "application/json",
};
const METADATA: Document = Document {
    purpose: Purpose::CapabilityStatement,
    path: "metadata",
    accept: "application/fhir+json, application/json;q=0.9",
};

async fn get(
    http: &Http,
    base: &FhirBaseUrl,
    document: &Document,
) -> Result<Answer, DiscoveryError> {
    let mut request = Request::new(Method::GET, base.join(document.path));
    request
        .headers_mut()
        .insert(ACCEPT, HeaderValue::from_static(document.accept));
    transport::send(http, document.purpose, request, LIMIT)
        .await
        .map_err(DiscoveryError::Unreachable)
}

fn check_status(status: StatusCode) -> Result<(), DiscoveryError> {
    match status {
        StatusCode::OK => Ok(()),
        status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            Err(DiscoveryError::ServerFailed {
                status: status.as_u16(),
            })
        }
        _ => Err(DiscoveryError::NotSmart),
    }
}

fn well_known(base: &FhirBaseUrl, answer: &Answer) -> Result<Discovery, DiscoveryError> {
    let configuration =
        SmartConfiguration::parse(base, &answer.body).ok_or_else(|| no_metadata(answer))?;
    let says_nothing = configuration.token_endpoint == DeclaredEndpoint::Absent
        && configuration.authorization_endpoint == DeclaredEndpoint::Absent
        && configuration.capabilities.is_none();
    if says_nothing {
        return Err(DiscoveryError::NotSmart);
    }
    let mut warnings = configuration.check();
    if !answer
        .media_type()
        .is_some_and(|media_type| is_json(&media_type))
    {
        warnings.push(ConformanceWarning::ContentType);
    }
    Ok(Discovery {
        configuration,
        source: Source::WellKnown,
        warnings,
        server_date: answer.date(),
    })
}

fn legacy(base: &FhirBaseUrl, answer: &Answer) -> Result<Discovery, DiscoveryError> {
    match capability_statement::parse(base, &answer.body) {
        LegacyMetadata::OauthUris(configuration) => Ok(Discovery {
            configuration: *configuration,
            source: Source::CapabilityStatement,
            warnings: vec![ConformanceWarning::LegacyMetadata],
            server_date: answer.date(),
        }),
        LegacyMetadata::Open => Err(DiscoveryError::NoSignIn),
        LegacyMetadata::NotFhir => Err(no_metadata(answer)),
    }
}

fn no_metadata(answer: &Answer) -> DiscoveryError {
    let is_page = answer
        .media_type()
        .is_some_and(|media_type| media_type.contains("html"))
        || answer.body.trim_ascii_start().starts_with(b"<!")
        || answer.body.trim_ascii_start().starts_with(b"<html");
    if is_page {
        DiscoveryError::WebPage
    } else {
        DiscoveryError::NotSmart
    }
}

fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json")
}
