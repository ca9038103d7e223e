//! Who signs in. There is no registry of users: any name with the password `demo` is a practitioner, and a name
//! that is the id of a patient is that patient.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::fhir::PatientCard;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "demo";

/// The practitioner whom the pages suggest, and who is signed in at the EHR launcher.
pub(crate) const CLINICIAN: &str = "clinician";

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct User {
    /// The name typed in.
    pub(crate) name: String,
    /// `sub`: stable, and not the name.
    pub(crate) subject: String,
    /// `fhirUser`, relative to the FHIR base: the resource that describes them.
    pub(crate) reference: String,
    /// The record that is their own, when they are a patient.
    pub(crate) own_record: Option<String>,
}

impl User {
    /// The person of that name, when the password is right.
    pub(crate) fn sign_in(name: &str, password: &str, patients: &[PatientCard]) -> Option<Self> {
        let name = name.trim();
        (!name.is_empty() && password == PASSWORD).then(|| Self::named(name, patients))
    }

    /// The person of that name.
    pub(crate) fn named(name: &str, patients: &[PatientCard]) -> Self {
        let own_record = patients
            .iter()
            .find(|patient| patient.id == name)
            .map(|patient| patient.id.clone());
        let reference = own_record.as_ref().map_or_else(
            || format!("Practitioner/{}", resource_id(name)),
            |id| format!("Patient/{id}"),
        );
        let hash = digest::digest(&digest::SHA256, format!("user:{name}").as_bytes());
        let subject = URL_SAFE_NO_PAD.encode(hash);
        Self {
            name: name.to_owned(),
            subject,
            reference,
            own_record,
        }
    }
}

/// The name as a FHIR id: what an id may not contain becomes `-`.
fn resource_id(name: &str) -> String {
    let keep = |c: char| {
        if c.is_ascii_alphanumeric() || c == '.' {
            c
        } else {
            '-'
        }
    };
    name.chars().map(keep).take(64).collect()
}
