//! Which EHR the sandbox plays: one small declarative value, read from JSON.
//!
//! The default is a correct and strict SMART App Launch 2.2 server. Every field is a way in which real servers
//! are known to differ; a profile names only the fields it changes. It never knows how a request is answered.

mod fault;

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::fhir::FhirBehaviour;

pub use fault::{Act, Answer, Endpoint, Fault};

/// How the sandbox behaves.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent way in which servers differ"
)]
pub struct Profile {
    /// How the profile is called.
    pub name: String,
    /// What it is like, in a sentence.
    pub description: String,
    /// How long an access token lives.
    pub token_lifetime_seconds: u32,
    /// How long an authorization code lives.
    pub code_lifetime_seconds: u32,
    /// What a refresh does to the refresh token.
    pub refresh: Refresh,
    /// Whether an authorization request without PKCE is refused.
    pub pkce_required: bool,
    /// Whether `/.well-known/smart-configuration` is there. Without it a client finds the endpoints in `/metadata`.
    pub well_known: bool,
    /// How `client_secret_basic` credentials are read.
    pub basic_encoding: BasicEncoding,
    /// Whether a confidential client may repeat its `client_id` in the body.
    pub confidential_client_id: ConfidentialClientId,
    /// How the answer says how long the token lives.
    pub expires_in: ExpiresIn,
    /// Whether redirects carry `iss` (RFC 9207).
    pub iss_parameter: bool,
    /// Leaves `patient` out of the token response.
    pub omit_patient: bool,
    /// The claim inside the access token that names the patient, where that is a JWT with one.
    pub patient_claim: Option<String>,
    /// Other claims inside the access token, which is a JWT then.
    pub access_token_claims: Map<String, Value>,
    /// Whether `aud` is taken.
    pub audience: Audience,
    /// Beginnings of scopes that make an authorization request fail when they are asked for.
    pub refused_scopes: Vec<String>,
    /// Scopes that are never granted.
    pub withheld_scopes: Vec<String>,
    /// Scopes that are granted without being asked for, as they were ticked at registration.
    pub ticked_scopes: Vec<String>,
    /// Scopes that are granted only where the request says `prompt=consent`.
    pub scopes_by_consent: Vec<String>,
    /// What signs id tokens.
    pub id_token_algorithm: IdTokenAlgorithm,
    /// How the browser is sent back to the application.
    pub redirect: RedirectForm,
    /// Waits this long before a token request is answered.
    pub token_delay_milliseconds: u64,
    /// How wrong the sandbox's clock is.
    pub clock_skew_seconds: i64,
    /// Whether an installation registers its key with its first access token and then signs for tokens (RFC
    /// 7523 §2.1), as Epic's dynamic clients do.
    pub installations: bool,
    /// The Bundle of brands that `/brands.json` answers with; none where absent.
    pub brand_bundle: Option<Value>,
    /// The initial access token that registering by oneself takes; anybody may where there is none.
    pub registration_token: Option<String>,
    /// Members laid over `smart-configuration`; `null` takes one away.
    pub smart_configuration: Map<String, Value>,
    /// Members laid over `openid-configuration`; `null` takes one away.
    pub openid_configuration: Map<String, Value>,
    /// Members laid over every token response; `null` takes one away.
    pub token_response: Map<String, Value>,
    /// Claims laid over every id token; `null` takes one away.
    pub id_token_claims: Map<String, Value>,
    /// What goes wrong, and when.
    pub faults: Vec<Fault>,
    /// How the FHIR server behaves.
    pub fhir: FhirBehaviour,
    /// Resources in the record of the first synthetic patient, as the vendor's sandbox was seen to have them.
    /// In their text `{patient}` is the id of the patient and `{base}` the FHIR base URL.
    pub resources: Vec<Value>,
}

/// What a refresh does to the refresh token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Refresh {
    /// A new one replaces it. Using the old one again after the grace window ends the whole session.
    Rotates {
        /// For how long the old one still works.
        #[serde(default)]
        grace_seconds: u32,
    },
    /// A new one is sent each time and the old ones keep working.
    Reissues,
    /// It stays, and the answer carries none.
    Keeps,
}

/// How `client_secret_basic` credentials are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasicEncoding {
    /// Form-encoded before base64 (RFC 6749 §2.3.1).
    FormEncoded,
    /// As they are (the example of the SMART specification).
    Raw,
}

/// Whether a confidential client may repeat its `client_id` in the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfidentialClientId {
    /// No (SMART requirement 72).
    Refused,
    /// Yes, as the documentation of some vendors shows it.
    Tolerated,
}

/// How `expires_in` is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiresIn {
    /// As a JSON number.
    Number,
    /// As digits in a JSON string.
    Text,
    /// Not at all.
    Absent,
}

/// Whether `aud` is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Wanted, and exactly the FHIR base URL.
    Exact,
    /// A parameter that is not known, and refused.
    Refused,
}

/// What signs id tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum IdTokenAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
    /// ECDSA with P-256 and SHA-256.
    #[serde(rename = "ES256")]
    Es256,
}

/// How the browser is sent back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedirectForm {
    /// 302 with `Location`.
    Location,
    /// A page that goes there by itself and has a link for those whom it did not take.
    Page,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            name: "default".to_owned(),
            description: "A correct and strict SMART App Launch 2.2 server".to_owned(),
            token_lifetime_seconds: 3600,
            code_lifetime_seconds: 60,
            refresh: Refresh::Rotates { grace_seconds: 0 },
            pkce_required: true,
            well_known: true,
            basic_encoding: BasicEncoding::FormEncoded,
            confidential_client_id: ConfidentialClientId::Refused,
            expires_in: ExpiresIn::Number,
            iss_parameter: true,
            omit_patient: false,
            patient_claim: None,
            access_token_claims: Map::new(),
            audience: Audience::Exact,
            refused_scopes: Vec::new(),
            withheld_scopes: Vec::new(),
            ticked_scopes: Vec::new(),
            scopes_by_consent: Vec::new(),
            id_token_algorithm: IdTokenAlgorithm::Rs256,
            redirect: RedirectForm::Location,
            token_delay_milliseconds: 0,
            clock_skew_seconds: 0,
            installations: false,
            brand_bundle: None,
            registration_token: None,
            smart_configuration: Map::new(),
            openid_configuration: Map::new(),
            token_response: Map::new(),
            id_token_claims: Map::new(),
            faults: Vec::new(),
            fhir: FhirBehaviour::default(),
            resources: Vec::new(),
        }
    }
}

/// A profile could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Neither the name of a built-in profile nor a file.
    #[error("`{0}` is neither a built-in profile nor a file that can be read")]
    NotFound(String, #[source] std::io::Error),
    /// The JSON is not a profile.
    #[error("`{0}` is not a profile")]
    Invalid(String, #[source] serde_json::Error),
}

const BUILT_IN: [(&str, &str); 24] = [
    ("default", include_str!("profiles/default.json")),
    ("oracle-health", include_str!("profiles/oracle-health.json")),
    ("greenway-like", include_str!("profiles/greenway-like.json")),
    (
        "smart-health-it",
        include_str!("profiles/smart-health-it.json"),
    ),
    ("epic", include_str!("profiles/epic.json")),
    ("athenahealth", include_str!("profiles/athenahealth.json")),
    ("nextgen", include_str!("profiles/nextgen.json")),
    (
        "eclinicalworks",
        include_str!("profiles/eclinicalworks.json"),
    ),
    ("veradigm", include_str!("profiles/veradigm.json")),
    ("va", include_str!("profiles/va.json")),
    ("meditech", include_str!("profiles/meditech.json")),
    (
        "athenahealth-record",
        include_str!("profiles/records/athenahealth.json"),
    ),
    (
        "humana-record",
        include_str!("profiles/records/humana.json"),
    ),
    (
        "healthit-record",
        include_str!("profiles/records/healthit.json"),
    ),
    (
        "careevolution-record",
        include_str!("profiles/records/careevolution.json"),
    ),
    (
        "medhost-record",
        include_str!("profiles/records/medhost.json"),
    ),
    ("epic-record", include_str!("profiles/records/epic.json")),
    (
        "eclinicalworks-record",
        include_str!("profiles/records/eclinicalworks.json"),
    ),
    (
        "nextgen-record",
        include_str!("profiles/records/nextgen.json"),
    ),
    (
        "chbase-record",
        include_str!("profiles/records/chbase.json"),
    ),
    (
        "kaiser-record",
        include_str!("profiles/records/kaiser.json"),
    ),
    (
        "drchrono-record",
        include_str!("profiles/records/drchrono.json"),
    ),
    (
        "oracle-health-record",
        include_str!("profiles/records/oracle-health.json"),
    ),
    ("va-record", include_str!("profiles/records/va.json")),
];

impl Profile {
    /// The profiles that are compiled in.
    pub fn built_in() -> impl Iterator<Item = Self> {
        BUILT_IN
            .iter()
            .filter_map(|(_, json)| serde_json::from_str(json).ok())
    }

    /// A built-in profile by name, else the file at that path.
    pub fn find(name_or_path: &str) -> Result<Self, ProfileError> {
        let invalid = |error| ProfileError::Invalid(name_or_path.to_owned(), error);
        if let Some((_, json)) = BUILT_IN.iter().find(|(name, _)| *name == name_or_path) {
            return serde_json::from_str(json).map_err(invalid);
        }
        let path: PathBuf = Path::new(name_or_path).to_owned();
        let json = std::fs::read_to_string(path)
            .map_err(|error| ProfileError::NotFound(name_or_path.to_owned(), error))?;
        serde_json::from_str(&json).map_err(invalid)
    }
}
