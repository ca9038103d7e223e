//! Saved servers: what a person or a hospital sets about them, and what a server says about itself.
//! A client secret crosses inwards only: no answer has a field for one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroize;

/// The saved servers, and what can be chosen for one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Servers {
    /// By name; those of the computer's policy first.
    pub servers: Vec<ServerSummary>,
    /// Vendor profiles, by title.
    pub vendors: Vec<VendorSummary>,
    /// `false`: the policy of this computer lets nobody add, change or remove servers.
    pub may_change: bool,
}

/// A saved server.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the server"
)]
pub struct ServerSummary {
    /// Names the server in `Connect.server` and in every command.
    pub server: String,
    /// What it is called.
    pub name: String,
    /// FHIR base URL.
    pub fhir_base_url: String,
    /// Host to show.
    pub host: String,
    /// Client id registered there; `null`: the default one.
    pub client_id: Option<String>,
    /// How the app proves itself there.
    pub authentication: Authentication,
    /// `true`: a client secret is kept for it. It cannot be read back.
    pub has_secret: bool,
    /// `true`: the public key of this installation is registered there.
    pub key_registered: bool,
    /// Scopes to ask for, blank separated; `null`: the safe defaults.
    pub scope: Option<String>,
    /// How the browser hands the answer back.
    pub redirect: RedirectWay,
    /// The https page that hands the answer on, as registered; `null`: there is none.
    pub redirect_uri: Option<String>,
    /// `true`: the authorization request is sent by POST where the server takes that.
    pub authorize_post: bool,
    /// `VendorSummary.vendor` in force.
    pub vendor: String,
    /// `true`: chosen by hand. `false`: found by the address.
    pub vendor_chosen: bool,
    /// The addresses that were agreed to; empty before the first sign-in.
    pub endpoints: Vec<PinnedEndpoint>,
    /// `true`: from the policy of this computer, not to be changed here.
    pub from_policy: bool,
}

/// An address that a server is pinned to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PinnedEndpoint {
    /// `issuer`, `authorize` (origin only) or `token`.
    pub name: String,
    /// The address.
    pub address: String,
}

/// How the app proves itself to a server (SMART App Launch 2.2, client types).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Authentication {
    /// The strongest that the server takes and that is set up here: key pair, then secret, then public.
    #[default]
    Automatic,
    /// Not at all; PKCE only.
    Public,
    /// Client secret by HTTP Basic.
    Symmetric,
    /// Key pair of this installation, RSA with SHA-384.
    AsymmetricRs384,
    /// Key pair of this installation, P-384 with SHA-384.
    AsymmetricEs384,
}

/// How the browser hands the answer back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RedirectWay {
    /// The first that works on this computer and that the server takes.
    #[default]
    Automatic,
    /// `org.chartside.app:/callback`.
    Scheme,
    /// `http://127.0.0.1:{port}`.
    Loopback,
    /// A fixed https page that hands the answer on.
    Https,
    /// The person pastes the address that the browser ended at.
    Paste,
}

/// A vendor profile.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VendorSummary {
    /// Names the profile in `SaveServer.vendor`.
    pub vendor: String,
    /// The vendor's own name.
    pub title: String,
    /// Ways of redirect that the vendor registers.
    pub redirects: Vec<RedirectWay>,
    /// What an administrator has to know, as stable codes.
    pub notes: Vec<String>,
}

/// Add a server, or change one.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveServer {
    /// Which one to change; a new one where absent.
    #[ts(optional)]
    pub server: Option<String>,
    /// What to call it; its host where blank.
    pub name: String,
    /// FHIR base URL.
    pub fhir_base_url: String,
    /// Client id registered there; the default one where absent.
    #[ts(optional)]
    pub client_id: Option<String>,
    /// How to prove oneself there.
    #[serde(default)]
    #[ts(optional, as = "Option<Authentication>")]
    pub authentication: Authentication,
    /// The public key of this installation was registered there.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub key_registered: bool,
    /// Scopes; the safe defaults where absent.
    #[ts(optional)]
    pub scope: Option<String>,
    /// How the browser hands the answer back.
    #[serde(default)]
    #[ts(optional, as = "Option<RedirectWay>")]
    pub redirect: RedirectWay,
    /// An https page that hands the answer on, as registered.
    #[ts(optional)]
    pub redirect_uri: Option<String>,
    /// Send the authorization request by POST where the server takes that.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub authorize_post: bool,
    /// Vendor profile; found by the address where absent.
    #[ts(optional)]
    pub vendor: Option<String>,
}

/// Names a saved server.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServerRef {
    /// From `ServerSummary`.
    pub server: String,
}

/// Keep, replace or forget the client secret of a server.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetClientSecret {
    /// From `ServerSummary`.
    pub server: String,
    /// The secret; blank: forget the one that is kept.
    pub secret: String,
}

impl std::fmt::Debug for SetClientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetClientSecret")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

impl Drop for SetClientSecret {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

/// Ask a server what it supports.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InspectServer {
    /// FHIR base URL as typed or chosen.
    pub fhir_base_url: String,
    /// Vendor profile to read it with; found by the address where absent.
    #[ts(optional)]
    pub vendor: Option<String>,
    /// `true`: ask again even where the answer of a moment ago is known.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub fresh: bool,
}

/// What a server says about signing in to it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServerInspection {
    /// FHIR base URL as it will be used.
    pub fhir_base_url: String,
    /// Host to show.
    pub host: String,
    /// RFC 3339, UTC: when it was asked.
    pub asked_at: String,
    /// `true`: the addresses come from the CapabilityStatement, there is no smart-configuration.
    pub legacy: bool,
    /// OpenID issuer, where it names one.
    pub issuer: Option<String>,
    /// The addresses that it names.
    pub endpoints: Vec<ServerEndpoint>,
    /// `capabilities` as sent.
    pub capabilities: Vec<String>,
    /// What can be done there with this app.
    pub launches: LaunchModes,
    /// Client types, the strongest first.
    pub client_types: Vec<ClientType>,
    /// `code_challenge_methods_supported` has `S256`, or says nothing.
    pub pkce: bool,
    /// Grammars of scopes: `v1`, `v2`.
    pub scope_grammars: Vec<String>,
    /// `scopes_supported` as sent; empty where it does not say.
    pub scopes_supported: Vec<String>,
    /// What is not as the specification wants it.
    pub warnings: Vec<ServerWarning>,
    /// `VendorSummary.vendor` that fits.
    pub vendor: String,
    /// What to begin with.
    pub suggested: SuggestedSettings,
    /// `true`: the app can register itself there (RFC 7591).
    pub can_register: bool,
    /// Where a person manages what apps may see.
    pub management_endpoint: Option<String>,
    /// User-access Brands Bundle that it names.
    pub brand_bundle: Option<String>,
    /// What the server calls itself there, its main name first.
    pub brands: Vec<Brand>,
}

/// Open the page on which a person manages what apps may see there.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManageAccess {
    /// FHIR base URL of the server.
    pub fhir_base_url: String,
}

/// An address that a server names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServerEndpoint {
    /// Member of smart-configuration, for example `token_endpoint`.
    pub name: String,
    /// The address; `null` where it cannot be used.
    pub address: Option<String>,
}

/// How the app can be started with a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a capability that a server has or has not"
)]
pub struct LaunchModes {
    /// From within the EHR.
    pub ehr: bool,
    /// By itself.
    pub standalone: bool,
    /// The capability set of a patient who opens the app.
    pub patient_standalone: bool,
    /// The capability set of a patient who opens the app from a portal.
    pub patient_ehr: bool,
    /// The capability set of a clinician who opens the app.
    pub clinician_standalone: bool,
    /// The capability set of a clinician who opens the app from the EHR.
    pub clinician_ehr: bool,
    /// The authorization request can be sent by POST.
    pub authorize_post: bool,
}

/// A client type that a server takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientType {
    /// Which.
    pub authentication: Authentication,
    /// `true` where capabilities **and** fields say so; `false` where only one of them does.
    pub confirmed: bool,
}

/// Something in a server's metadata that is not as the specification wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServerWarning {
    /// Stable code, for example `required-member-missing`.
    pub code: String,
    /// The member that it is about.
    pub member: Option<String>,
}

/// Settings to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SuggestedSettings {
    /// Client type; `null` where the server takes none that this app has.
    pub authentication: Option<Authentication>,
    /// Scopes of a sign-in from here.
    pub scope: String,
    /// How the browser hands the answer back.
    pub redirect: RedirectWay,
    /// Client id that open sandboxes take.
    pub client_id: String,
}

/// Public servers to try.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Presets {
    /// By name.
    pub presets: Vec<Preset>,
}

/// A public server to try.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Preset {
    /// What it is called.
    pub name: String,
    /// FHIR base URL.
    pub fhir_base_url: String,
    /// `VendorSummary.vendor`.
    pub vendor: String,
    /// `true`: takes any client id, no registration is needed.
    pub open: bool,
    /// Page on which an app is registered.
    pub registration_page: Option<String>,
}

/// Fill the directory of care providers.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum BrandSource {
    /// A User-access Brands Bundle at this address.
    Address {
        /// Where it is.
        url: String,
    },
    /// A User-access Brands Bundle from a file.
    Text {
        /// Its JSON.
        json: String,
    },
}

/// Look for a care provider, without the network.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BrandSearch {
    /// Words of a name, an alias or a place.
    pub words: String,
    /// At most so many, at most 100.
    pub count: u32,
}

/// Care providers that were found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Brands {
    /// Providers in the directory.
    pub known: u32,
    /// Entries of the last Bundle that could not be read.
    pub skipped: u32,
    /// RFC 3339, UTC: when this was last known to be what there is.
    pub as_of: Option<String>,
    /// Where the directory came from, to ask there again; `null`: from a file.
    pub address: Option<String>,
    /// The best first.
    pub brands: Vec<Brand>,
}

/// A care provider and its server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Brand {
    /// Its name.
    pub name: String,
    /// Other names, and those of the organisation it is part of.
    pub aliases: Vec<String>,
    /// City and state, where given.
    pub place: Option<String>,
    /// FHIR base URL.
    pub fhir_base_url: String,
    /// Name of the portal that patients know.
    pub portal: Option<String>,
}

/// A server names other addresses than those that were agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EndpointChange {
    /// `issuer`, `authorize` (origin only) or `token`.
    pub name: String,
    /// As agreed to.
    pub before: Option<String>,
    /// As the server says now.
    pub now: Option<String>,
}
