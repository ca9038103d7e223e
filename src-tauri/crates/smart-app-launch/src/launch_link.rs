//! The link by which an EHR starts the app: `org.chartside.app:/launch?iss=…&launch=…`.
//!
//! SMART App Launch 2.2, "Launch App: EHR Launch". Any web page can open it, so reading it does
//! nothing: the caller asks the person before it talks to `iss`.

use std::fmt;

use crate::authorization::Launch;
use crate::base_url::{BaseUrlError, FhirBaseUrl};
use crate::query::{self, LONGEST_LINK, Query};

/// A launch from an EHR.
pub struct LaunchLink {
    /// The EHR's FHIR server, byte for byte as sent.
    pub iss: FhirBaseUrl,
    launch: String,
}

/// Why a link starts nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LaunchLinkError {
    /// Another address than this app's launch address.
    #[error("not this app's launch link")]
    Foreign,
    /// Too long, a name twice, broken escapes, or `iss` or `launch` missing.
    #[error("the launch link is malformed")]
    Malformed,
    /// `iss` is not the address of a FHIR server that may be used.
    #[error("the launch link names no FHIR server that may be used")]
    Issuer(#[source] BaseUrlError),
}

impl LaunchLink {
    /// Reads a link that came to `launch_uri`, such as `org.chartside.app:/launch`.
    pub fn parse(link: &str, launch_uri: &str) -> Result<Self, LaunchLinkError> {
        if link.len() > LONGEST_LINK {
            return Err(LaunchLinkError::Malformed);
        }
        let query = query::of_link(link, launch_uri).ok_or(LaunchLinkError::Foreign)?;
        let mut query = Query::parse(query).map_err(|_| LaunchLinkError::Malformed)?;
        let iss = query.take("iss").ok_or(LaunchLinkError::Malformed)?;
        let launch = query.take("launch").ok_or(LaunchLinkError::Malformed)?;
        let iss = FhirBaseUrl::parse_exact(&iss).map_err(LaunchLinkError::Issuer)?;
        Ok(Self { iss, launch })
    }

    /// The launch to begin a sign-in with.
    pub fn into_launch(self) -> Launch {
        Launch::Ehr {
            launch: self.launch,
        }
    }
}

impl fmt::Debug for LaunchLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LaunchLink")
            .field("iss", &self.iss)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
