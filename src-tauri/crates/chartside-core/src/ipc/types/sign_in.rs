//! Signing in and out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EndpointChange, RedirectWay};
use crate::problem::Problem;

/// Begin a sign-in.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Connect {
    /// FHIR base URL as typed or chosen. Ignored when `launch`, `session` or `server` is given.
    pub fhir_base_url: String,
    /// A saved server, one of `Servers.servers`.
    #[ts(optional)]
    pub server: Option<String>,
    /// Client id registered with that server; the saved or the default one where absent.
    #[ts(optional)]
    pub client_id: Option<String>,
    /// Scopes, blank separated; the saved or the default ones where absent.
    #[ts(optional)]
    pub scope: Option<String>,
    /// Accept this EHR launch, one of `Overview.launches`.
    #[ts(optional)]
    pub launch: Option<String>,
    /// Sign in again for this connection; what it showed stays.
    #[ts(optional)]
    pub session: Option<String>,
    /// How the browser is to come back, one of `SignInEvent::WaysOffered.ways`; as saved where absent. It
    /// is remembered once it has worked.
    #[ts(optional)]
    pub way: Option<RedirectWay>,
    /// Ask for everything again, also where the server remembers what was allowed (`prompt=consent`, OpenID
    /// Connect Core §3.1.2.1).
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub ask_again: bool,
    /// `SignInEvent::EndpointsChanged.confirmation`: the person has seen the new addresses and agrees.
    #[ts(optional)]
    pub confirmation: Option<String>,
}

/// An EHR asks to open the app. Nothing has been sent to it yet.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LaunchRequest {
    /// Names the request in `Connect.launch`.
    pub launch: String,
    /// FHIR base URL of the EHR, as it named itself.
    pub fhir_base_url: String,
    /// Its host in full, in ASCII form.
    pub host: String,
    /// `true` where the person connected to this server before.
    pub known: bool,
}

/// Names an EHR launch.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LaunchRef {
    /// From `LaunchRequest`.
    pub launch: String,
}

/// How a sign-in goes on. The stream ends after `Connected` or `Failed`.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum SignInEvent {
    /// First event; the name is used by the other commands.
    Started {
        /// Names this sign-in.
        sign_in: String,
    },
    /// The sign-in reached a step.
    Step {
        /// Which one.
        step: SignInStep,
    },
    /// The server does not conform in some way that does not stop the sign-in.
    Warned {
        /// Stable codes, for example `missing-code-challenge-methods`.
        warnings: Vec<String>,
    },
    /// How the browser is to come back. Sent before the step `WaitingForBrowser`.
    ComesBack {
        /// Never `automatic`.
        way: RedirectWay,
    },
    /// The browser could not come back as it should have: it was not opened. `Failed` follows; the
    /// person may connect again with one of these as `Connect.way`.
    WaysOffered {
        /// The best first.
        ways: Vec<RedirectWay>,
    },
    /// The browser could not be opened: the person can copy the link.
    BrowserUnavailable {
        /// Why.
        problem: Problem,
    },
    /// The server names other addresses than before: nothing was sent to them. `Failed` follows; the
    /// person may agree by connecting again with `confirmation`.
    EndpointsChanged {
        /// What changed.
        changes: Vec<EndpointChange>,
        /// Names exactly these addresses in `Connect.confirmation`.
        confirmation: String,
    },
    /// Signed in.
    Connected {
        /// The session.
        session: SessionSummary,
    },
    /// Not signed in. Everything typed is still valid.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// The steps a person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SignInStep {
    /// Discovery.
    CheckingServer,
    /// The authorization page is open in the system browser.
    WaitingForBrowser,
    /// The link came back; the code is exchanged.
    ReceivingPermission,
    /// Tokens are sealed; the record is opened.
    OpeningRecord,
}

/// Names a sign-in.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignInRef {
    /// From `SignInEvent::Started`.
    pub sign_in: String,
}

/// The authorization link, for a person whose browser did not open. It holds no secret: the code
/// verifier never leaves the core.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuthorizeLink {
    /// The URL.
    pub url: String,
}

/// The address that the browser could not hand back, pasted by the person.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastedRedirect {
    /// As pasted.
    pub text: String,
}

impl std::fmt::Debug for PastedRedirect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // It holds an authorization code.
        f.write_str("PastedRedirect([redacted])")
    }
}

/// Names a session.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionRef {
    /// The connection's name.
    pub session: String,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignedInAs {
    /// As the server writes it; `null` where it does not say, or lets nobody read it.
    pub name: Option<String>,
}

/// What a signed-in session is.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each answers one question of a screen"
)]
pub struct SessionSummary {
    /// Names it in every command.
    pub session: String,
    /// FHIR base URL.
    pub fhir_base_url: String,
    /// Host to show.
    pub host: String,
    /// Scopes granted.
    pub granted: Vec<String>,
    /// Scopes asked for and not granted.
    pub not_granted: Vec<String>,
    /// `true`: a refresh token was granted, so that it can outlive this run.
    pub stays_signed_in: bool,
    /// `true` where the server asks for (or does not waive) a patient banner.
    pub need_patient_banner: bool,
    /// `true`: a patient is in context, whose record the session names. `false`: the person chooses.
    pub has_patient: bool,
    /// The visit that the patient in context is seen for: the key of its entry, `Encounter/id`.
    pub visit: Option<String>,
    /// `true`: what was granted lets the person look for patients.
    pub finds_patients: bool,
    /// As whom the person reads, where that was proved.
    pub reads_as: Option<ReadsAs>,
}

/// As whom a person reads (`fhirUser`, SMART App Launch 2.2, "Scopes for requesting identity data").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ReadsAs {
    /// Their own record, or that of somebody they care for.
    Patient,
    /// Somebody who treats patients.
    Clinician,
}

impl ReadsAs {
    /// By the type of the `fhirUser`.
    pub(crate) fn of(fhir_user: Option<&str>) -> Option<Self> {
        match fhir_user? {
            "Patient" | "RelatedPerson" => Some(Self::Patient),
            "Practitioner" | "PractitionerRole" => Some(Self::Clinician),
            _ => None,
        }
    }
}

/// How a sign-out ended. The secrets on this computer are gone in every case.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignedOut {
    /// `true`: the server confirmed that the tokens are dead; `false`: it was not asked or did not.
    pub revoked: bool,
}
