//! The first screen, and what happens without being asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LaunchRequest, LockReason, LockState, SessionSummary, Updates};
use crate::problem::Problem;

/// Everything the first screen needs, in one answer.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// Version of the app.
    pub version: String,
    /// The redirect URI to register with a server.
    pub redirect_uri: String,
    /// Whether the app is locked. While it is, the lists below are empty.
    pub lock: LockState,
    /// Known connections, most recently used first.
    pub connections: Vec<ConnectionSummary>,
    /// Where secrets are kept on this computer.
    pub custody: Custody,
    /// A sandbox to try, in runs that have one.
    pub demo: Option<DemoServer>,
    /// EHR launches that wait for a decision.
    pub launches: Vec<LaunchRequest>,
    /// What the owner of this computer decided about servers.
    pub policy: PolicySummary,
    /// New versions of the app.
    pub updates: Updates,
    /// `true`: the app came to a bad end again and again, and opens nothing of what is kept.
    pub safe_mode: bool,
}

/// The policy of this computer about servers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicySummary {
    /// `true`: there is one, and it is followed.
    pub in_force: bool,
    /// There is one that cannot be read: no server may be used.
    pub problem: Option<Problem>,
    /// `false`: nobody adds, changes or removes servers here.
    pub may_change: bool,
    /// The servers that are there from the start, in the order of the policy.
    pub servers: Vec<PolicyServer>,
}

/// A server that is there from the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyServer {
    /// Names the server in `Connect.server`.
    pub server: String,
    /// What it is called.
    pub name: String,
    /// Host to show.
    pub host: String,
}

/// A sandbox that runs beside the app.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DemoServer {
    /// FHIR base URL of the sandbox.
    pub fhir_base_url: String,
}

/// One server and person that was connected before.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionSummary {
    /// Names the connection in every command.
    pub session: String,
    /// FHIR base URL as the person gave it.
    pub fhir_base_url: String,
    /// Host to show.
    pub host: String,
    /// Patient as last shown, from sealed storage; absent when the vault cannot be opened.
    pub patient: Option<String>,
    /// `true`: no patient is in context, and the person chooses.
    pub chooses_patient: bool,
    /// `true`: opens without signing in again, as far as is known here.
    pub signed_in: bool,
    /// RFC 3339, UTC.
    pub last_used: String,
}

/// Where secrets are kept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Custody {
    /// `true`: sealed on disk, the key in the system's keychain. `false`: memory only.
    pub persistent: bool,
    /// Why not, where it is memory only. With `persistent`: `vault-damaged` where the sealed sign-ins of
    /// before are lost and a new vault was begun in this run.
    pub problem: Option<Problem>,
}

/// What happens without being asked for.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum AppEvent {
    /// An EHR asks to open the app: show who asks, and let the person decide.
    LaunchRequested {
        /// The request.
        request: LaunchRequest,
    },
    /// A link arrived that belongs to no sign-in (old, used, forged).
    LinkRefused {
        /// Why.
        problem: Problem,
    },
    /// A sign-in that was begun before the app was closed has come back and is complete.
    SignedIn {
        /// The session.
        session: SessionSummary,
    },
    /// A session ended at the server. What it showed stays readable; signing in again keeps the page.
    SessionEnded {
        /// Which.
        session: String,
        /// Why.
        problem: Problem,
    },
    /// The server of a record that awaited the network can be reached: the load goes on.
    NetworkBack {
        /// Which record.
        record: String,
    },
    /// Storage of secrets changed.
    CustodyChanged {
        /// How it is now.
        custody: Custody,
    },
    /// The app is locked: nothing of a record may be on screen any more.
    Locked {
        /// Why.
        reason: LockReason,
    },
    /// The person is back, and so is what was on screen.
    Unlocked,
    /// Nobody did anything for a while: the app locks soon.
    LockingSoon {
        /// After this many seconds.
        seconds: u32,
    },
    /// Somebody is there after all.
    LockPutOff,
    /// This computer's clock and a server's are more than five minutes apart.
    ClockOff {
        /// By how much this computer's clock is ahead of the server's.
        seconds: i32,
    },
    /// There is news of new versions of the app.
    UpdatesChanged {
        /// How it is now.
        updates: Updates,
    },
    /// Some events were missed: ask for the overview again.
    Missed,
}

/// A moment that a benchmark wants to know of.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// `interactive`, `banner`, `record-complete`.
    pub name: String,
}
