//! The diagnosis as lines for a terminal, and as JSON.

use std::fmt::Write as _;

use super::{Diagnosis, Obstacle, PolicyFinding, ProxyFinding, ServerFinding, SupportFinding, Tls};
use crate::ipc::{Authentication, ClientType, LaunchModes};

impl Diagnosis {
    /// Lines for a person. Ends with a line break.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        if let Some(address) = &self.address {
            line(&mut text, "Server", address);
        }
        let verdict = self
            .obstacle
            .map_or("A sign-in can be begun.", Obstacle::sentence);
        line(&mut text, "Result", verdict);
        line(&mut text, "TLS", self.tls.sentence());
        line(&mut text, "Proxy", &self.proxy.sentence());
        line(&mut text, "Policy", &self.policy.sentence());
        if let Some(server) = &self.server {
            server.describe(&mut text);
        }
        text
    }

    /// One JSON object; its keys are documented in `docs/doctor.md`.
    ///
    /// # Errors
    /// None that is known: every key is text.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|json| json + "\n")
    }
}

fn line(text: &mut String, name: &str, what: &str) {
    let _ = writeln!(text, "{name:<14}{what}");
}

/// The name once, and each entry on a line of its own.
fn lines(text: &mut String, name: &str, entries: impl IntoIterator<Item = String>) {
    let mut name = name;
    for entry in entries {
        line(text, name, &entry);
        name = "";
    }
    if !name.is_empty() {
        line(text, name, "none");
    }
}

impl ServerFinding {
    fn describe(&self, text: &mut String) {
        line(text, "Found in", self.discovery);
        line(text, "Vendor", &self.vendor);
        line(
            text,
            "Issuer",
            self.issuer.as_deref().unwrap_or("none named"),
        );
        let endpoints = self.endpoints.iter().map(|endpoint| {
            let address = endpoint.address.as_deref().unwrap_or("cannot be used");
            format!("{}: {address}", endpoint.name)
        });
        lines(text, "Addresses", endpoints);
        lines(text, "Supports", self.supports.iter().filter_map(support));
        lines(text, "Launches", launches(self.launches));
        lines(
            text,
            "Client types",
            self.client_types.iter().map(client_type),
        );
        lines(text, "Capabilities", self.capabilities.iter().cloned());
        let warnings = self.warnings.iter().map(|warning| match &warning.member {
            Some(member) => format!("{}: {member}", warning.code),
            None => warning.code.clone(),
        });
        lines(text, "Warnings", warnings);
    }
}

/// `None`: there is no sign of it.
fn support(found: &SupportFinding) -> Option<String> {
    let doubt = match (found.listed, found.fields) {
        (true, true) => "",
        (true, false) => " (listed, but what it needs is missing)",
        // Every server with the two addresses has the fields of most.
        (false, _) => return None,
    };
    Some(format!("{}{doubt}", found.capability))
}

fn launches(modes: LaunchModes) -> Vec<String> {
    let named = [
        (modes.standalone, "standalone"),
        (modes.ehr, "EHR"),
        (
            modes.patient_standalone,
            "patient, standalone (whole capability set)",
        ),
        (modes.patient_ehr, "patient, EHR (whole capability set)"),
        (
            modes.clinician_standalone,
            "clinician, standalone (whole capability set)",
        ),
        (modes.clinician_ehr, "clinician, EHR (whole capability set)"),
        (modes.authorize_post, "authorization requests by POST"),
    ];
    let offered = named.into_iter().filter(|(offered, _)| *offered);
    offered.map(|(_, name)| name.to_owned()).collect()
}

fn client_type(taken: &ClientType) -> String {
    let name = match taken.authentication {
        Authentication::Automatic => "automatic",
        Authentication::Public => "public",
        Authentication::Symmetric => "client secret",
        Authentication::AsymmetricRs384 => "key pair, RS384",
        Authentication::AsymmetricEs384 => "key pair, ES384",
    };
    let doubt = if taken.confirmed {
        ""
    } else {
        " (the server does not say so in both places)"
    };
    format!("{name}{doubt}")
}

impl PolicyFinding {
    fn sentence(&self) -> String {
        match (&self.unreadable, self.present) {
            (Some(reason), _) => format!("cannot be read: {reason}"),
            (None, true) => "in force".to_owned(),
            (None, false) => "none on this computer".to_owned(),
        }
    }
}

impl ProxyFinding {
    fn sentence(&self) -> String {
        let used = self.used.as_deref().unwrap_or("none for this address");
        if self.variables.is_empty() {
            return used.to_owned();
        }
        format!("{used} (set: {})", self.variables.join(", "))
    }
}

impl Tls {
    /// In plain words.
    fn sentence(self) -> &'static str {
        match self {
            Self::Accepted => "https, and the certificate is accepted.",
            Self::NotNeeded => "None: the server is on this computer.",
            Self::NotTested => "Not tested: it did not come to that.",
            Self::NotSpoken => "What answers there does not speak TLS. Is the port right?",
            Self::CertificateExpired => {
                "The certificate has expired. Check this computer's clock, then tell the server's support."
            }
            Self::CertificateNotYetValid => {
                "The certificate is not valid yet. Check this computer's clock."
            }
            Self::CertificateOtherName => {
                "The certificate is for another name. Check the address, letter by letter."
            }
            Self::CertificateUnknownAuthority => {
                "The certificate is signed by an authority that this computer does not trust. On a hospital network, install the authority's certificate."
            }
            Self::CertificateRevoked => "The certificate was revoked. Do not go on.",
            Self::CertificateRefused => "The certificate is not accepted.",
        }
    }
}

impl Obstacle {
    /// In plain words.
    fn sentence(self) -> &'static str {
        match self {
            Self::AddressInvalid => "No sign-in: this is not a web address.",
            Self::AddressInsecure => "No sign-in: http is for this computer only, use https.",
            Self::AddressHasUser => {
                "No sign-in: an address must not contain a user name or password."
            }
            Self::AddressHasQuery => {
                "No sign-in: the address of a FHIR server has no query and no fragment."
            }
            Self::PolicyUnreadable => {
                "No sign-in: the policy of this computer cannot be read, so no server may be used."
            }
            Self::ServerNotAllowed => {
                "No sign-in: the policy of this computer does not allow this server."
            }
            Self::Unreachable => "No sign-in: the server cannot be reached.",
            Self::ProxySignInNeeded => {
                "No sign-in: the proxy wants a user name and password, or refuses those it was given."
            }
            Self::TlsRefused => "No sign-in: the server cannot prove who it is.",
            Self::AnswerLost => "No sign-in: the server's answer did not arrive.",
            Self::Redirected => {
                "No sign-in: the server sends us to another address, which is not followed."
            }
            Self::AnswerTooLarge => "No sign-in: the answer is too large to be metadata.",
            Self::ServerBusy => "No sign-in now: the server is busy. Try again later.",
            Self::ServerFailed => "No sign-in: the server failed.",
            Self::WebPage => "No sign-in: a web page answers there, not a FHIR server.",
            Self::NotSmart => "No sign-in: there is no SMART on FHIR server at this address.",
            Self::NoSignIn => "No sign-in: this FHIR server offers none.",
            Self::NoEndpoint => {
                "No sign-in: the server names no page to sign in on, or no token endpoint."
            }
            Self::EndpointUnusable => {
                "No sign-in: the server's sign-in addresses are not https, or not usable."
            }
            Self::NoPkce => "No sign-in: the server says that it does not support PKCE with S256.",
            Self::NoClientType => "No sign-in: the server takes no client type that Chartside has.",
        }
    }
}
