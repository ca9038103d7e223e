//! `fhirUser`: which resource is the person who signed in.

use std::fmt;

use url::Url;

use crate::base_url::FhirBaseUrl;
use crate::launch_context::LogicalId;

const TYPES: [&str; 5] = [
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "RelatedPerson",
    "Person",
];

/// The resource of the signed-in person. `Debug` says only what kind.
#[derive(Clone, PartialEq, Eq)]
pub struct FhirUser {
    /// `Patient`, `Practitioner`, `PractitionerRole`, `RelatedPerson` or `Person`.
    pub resource_type: &'static str,
    /// Its id.
    pub id: LogicalId,
    /// `true` where it is on the FHIR server of this session, so that it can be read with its token.
    pub is_on_this_server: bool,
}

impl FhirUser {
    /// Reads an absolute URL, or one relative to the FHIR base.
    pub fn parse(text: &str, base: &FhirBaseUrl) -> Option<Self> {
        let home = base.join("");
        let url = home.join(text).ok()?;
        let mut segments = url.path_segments()?.rev();
        let (id, resource_type) = (segments.next()?, segments.next()?);
        let resource_type = TYPES.into_iter().find(|known| *known == resource_type)?;
        let is_plain = url.query().is_none() && url.fragment().is_none();
        let id = LogicalId::parse(id).filter(|_| is_plain)?;
        Some(Self {
            resource_type,
            is_on_this_server: url == expected(&home, resource_type, &id)?,
            id,
        })
    }

    /// `Type/id`, to read from the FHIR server of the session.
    pub fn reference(&self) -> String {
        format!("{}/{}", self.resource_type, self.id.as_str())
    }
}

fn expected(home: &Url, resource_type: &str, id: &LogicalId) -> Option<Url> {
    home.join(&format!("{resource_type}/{}", id.as_str())).ok()
}

impl fmt::Debug for FhirUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FhirUser({}/[redacted])", self.resource_type)
    }
}
