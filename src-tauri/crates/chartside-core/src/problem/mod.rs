//! The only place where an internal error becomes something a person can act on.
//!
//! A `Problem` is a stable code, whether trying again can help, and a reference that also stands in
//! the log line. The words are in the screens' language files, keyed by the code.

mod from;

use std::fmt::Write as _;

use serde::Serialize;
use ts_rs::TS;

/// What went wrong, in a form that a screen can put into words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Stable code; the screens hold a sentence and an action for each.
    pub code: ProblemCode,
    /// `true` where doing the same again may work.
    pub retryable: bool,
    /// Eight characters that also stand in the log, to read out on the phone.
    pub reference: String,
    /// The server's own words, plain text of at most 300 characters, where it gave any.
    pub server_message: Option<String>,
}

impl Problem {
    /// A problem of this kind, with a reference of its own.
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            retryable: code.may_pass(),
            reference: reference(),
            server_message: None,
        }
    }

    /// Adds the server's own words. They must be plain text of at most 300 characters already.
    #[must_use]
    pub fn with_server_message(mut self, words: Option<String>) -> Self {
        self.server_message = words.filter(|words| !words.is_empty());
        self
    }

    /// The same under a code that fits better where it is shown.
    #[must_use]
    pub(crate) fn recoded(mut self, code: ProblemCode) -> Self {
        self.code = code;
        self.retryable = code.may_pass();
        self
    }

    /// Writes the reference, so that a call for support can find this line. `cause` must hold no
    /// secret, no address and nothing of a patient: the error enums of our crates do not.
    #[must_use]
    pub fn logged(self, cause: &dyn std::error::Error) -> Self {
        tracing::warn!(reference = %self.reference, problem = ?self.code, %cause, "problem");
        self
    }

    /// `true` where only a new sign-in can help.
    pub(crate) fn ends_session(&self) -> bool {
        matches!(
            self.code,
            ProblemCode::SessionEnded
                | ProblemCode::EhrSessionEnded
                | ProblemCode::RenewalInterrupted
                | ProblemCode::PatientChanged
                | ProblemCode::UserChanged
        )
    }

    /// Alike but for the reference.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.code == other.code && self.server_message == other.server_message
    }
}

/// Eight hexadecimal digits; zeros where the system gives no random bytes.
fn reference() -> String {
    let mut bytes = [0_u8; 4];
    if getrandom::fill(&mut bytes).is_err() {
        bytes = [0; 4];
    }
    bytes
        .iter()
        .fold(String::with_capacity(8), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

impl ProblemCode {
    /// `true` where doing the same again may work without changing anything first.
    const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::ServerUnreachable
                | Self::ProxySignInNeeded
                | Self::BrowserUnavailable
                | Self::LinkHandlerMissing
                | Self::LoopbackUnavailable
                | Self::SignInCancelled
                | Self::SignInTimedOut
                | Self::ConsentDenied
                | Self::LinkExpired
                | Self::ServerBusy
                | Self::ServerFailed
                | Self::CountMismatch
                | Self::PagingEndless
                | Self::LoadInterrupted
                | Self::KeyringLocked
                | Self::KeyringMissing
                | Self::KeyringSilent
                | Self::KeyringEntryLost
                | Self::StorageFailed
                | Self::UnlockRefused
                | Self::ActivityLogFailed
                | Self::ExportFailed
                | Self::DocumentNotSaved
                | Self::UpdateUnreachable
        )
    }
}

impl ProblemCode {
    /// The code as it is shown and written: `not-granted`.
    pub(crate) fn kebab(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(code)) => code,
            // No code is written as anything else.
            Ok(_) | Err(_) => String::new(),
        }
    }
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $code:ident,)*) => {
        /// Every code there is. Only what a screen acts on or words differently has a code of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum ProblemCode { $($(#[$doc])* $code,)* }

        impl ProblemCode {
            /// All codes, for tests that every language has words for each.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The code of this name.
            pub(crate) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// The name of the variant.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$code => stringify!($code),)* }
            }
        }
    };
}

problem_codes! {
    /// What was typed is not a web address.
    AddressInvalid,
    /// `http:` outside of this computer.
    AddressInsecure,
    /// No answer: name not found, refused, timed out, offline.
    ServerUnreachable,
    /// The proxy on the way wants a user name and password, or refuses those it was given.
    ProxySignInNeeded,
    /// TLS certificate not trusted, expired or for another name.
    TlsUntrusted,
    /// A web server, but no FHIR server that offers SMART.
    NotSmart,
    /// The server's sign-in addresses are missing, insecure or unusable.
    EndpointUnusable,
    /// The server's sign-in addresses are not the ones used before.
    EndpointChanged,
    /// The server asks for a kind of app registration that this connection does not have.
    RegistrationUnsupported,
    /// The server does not let apps register themselves.
    RegistrationNotOffered,
    /// The server lets an app register itself only with an access token that it gave out for that.
    RegistrationTokenNeeded,
    /// The server did not register the app.
    RegistrationRefused,
    /// The server registered something else than was asked for, or said nothing that can be used.
    RegistrationUnusable,
    /// This computer has a policy about servers, and it cannot be read.
    PolicyUnreadable,
    /// The policy of this computer does not allow this server.
    ServerNotAllowed,
    /// The policy of this computer sets this; it is not changed here.
    SetByPolicy,
    /// No such saved server.
    ServerUnknown,
    /// What was typed is no client id.
    ClientIdInvalid,
    /// What was typed is no client secret.
    ClientSecretInvalid,
    /// This server is set up with a client secret or key, and it is not in the vault.
    ClientCredentialMissing,
    /// What was given is no list of care providers.
    BrandsUnreadable,
    /// The scopes that were typed are not scopes.
    ScopeInvalid,
    /// No browser could be started.
    BrowserUnavailable,
    /// Nothing on this computer hands this app's links to it.
    LinkHandlerMissing,
    /// This computer gives no port of 127.0.0.1.
    LoopbackUnavailable,
    /// What was typed is no address that a browser can come back by.
    RedirectUriInvalid,
    /// The person cancelled here.
    SignInCancelled,
    /// Nothing came back within ten minutes.
    SignInTimedOut,
    /// The person or the server said no.
    ConsentDenied,
    /// The link came back after its time, or belongs to no sign-in known here.
    LinkExpired,
    /// The link was used before.
    LinkReused,
    /// Not a sign-in link, or one that was tampered with.
    LinkForeign,
    /// The answer came from another authorization server than the one asked.
    IssuerMismatch,
    /// The server refused the request as malformed or not allowed.
    ServerRefused,
    /// The server does not know this app (`invalid_client`, `unauthorized_client`).
    ClientUnknown,
    /// The code or refresh token is no longer accepted (`invalid_grant`).
    GrantRefused,
    /// The server's answer to the token request cannot be used.
    TokenUnusable,
    /// The id token does not prove who signed in.
    IdentityUnproven,
    /// The server named no patient.
    PatientMissing,
    /// The server named another patient than before.
    PatientChanged,
    /// Somebody else signed in than before.
    UserChanged,
    /// Entries of another patient came with this record; they were left out.
    OtherPatient,
    /// The session ended; sign in again.
    SessionEnded,
    /// The session in the EHR ended, and this one with it (`online_access`).
    EhrSessionEnded,
    /// An earlier renewal of the session was cut off: the app or the connection ended before the answer
    /// was sealed, and the server no longer takes the token of before.
    RenewalInterrupted,
    /// No such session here.
    SessionUnknown,
    /// The server is busy (429, 503).
    ServerBusy,
    /// The server failed (5xx).
    ServerFailed,
    /// The person may not see this (403).
    NotPermitted,
    /// The permission was not asked for or not granted.
    NotGranted,
    /// The server offers this, and the app does not ask for it.
    NotAskedFor,
    /// The server does not offer this (404, 405, 501 or not in its CapabilityStatement).
    NotSupported,
    /// The answer is not FHIR.
    NotFhir,
    /// The answer is too large.
    TooLarge,
    /// The server sent a link to another place; it was not followed.
    ForeignAddress,
    /// The list of pages leads back to itself.
    PagingEndless,
    /// More pages or resources than one list can honestly have: given up there.
    StoppedAtLimit,
    /// Entries of a list that are no resources, or that hold none.
    EntriesUnreadable,
    /// Fewer resources came than the server says there are.
    CountMismatch,
    /// An earlier load ended before this was read to its end.
    LoadInterrupted,
    /// The server added a remark to its answer.
    ServerRemark,
    /// The server gives this only by category; there may be categories that were not asked for.
    CategoriesOnly,
    /// The permission covers only a part of these (`?category=` in a scope).
    PermissionNarrowed,
    /// One part was asked for and the server refuses just that part.
    PartRefused,
    /// The server had it and has it no more (410): deleted, or merged into another.
    ResourceGone,
    /// The store of tokens holds nothing that opens this session: sign in.
    SignInNeeded,
    /// Nothing was given to look for a patient by.
    SearchEmpty,
    /// No such resource in this record.
    ResourceUnknown,
    /// The document is not where the record says that it is.
    DocumentGone,
    /// The document is damaged: its bytes cannot be decoded.
    DocumentUnreadable,
    /// The document, or a copy, cannot be written to the folder for downloads.
    DocumentNotSaved,
    /// The system's keychain is locked.
    KeyringLocked,
    /// There is no keychain on this computer.
    KeyringMissing,
    /// The keychain does not answer.
    KeyringSilent,
    /// The key of the sealed sign-ins is gone from the keychain.
    KeyringEntryLost,
    /// The sealed sign-ins cannot be read.
    VaultDamaged,
    /// The sealed sign-ins were written by a newer version.
    VaultNewer,
    /// The sign-in cannot be saved: disk full, read-only or not allowed.
    StorageFailed,
    /// The app is locked.
    Locked,
    /// The system did not confirm who is there.
    UnlockRefused,
    /// This computer cannot ask who is there, and its policy demands it.
    UnlockUnavailable,
    /// The server does not tell this app what it knows of a token.
    IntrospectionRefused,
    /// The activity log cannot be read, written or exported.
    ActivityLogFailed,
    /// The policy of this computer allows no copies of a record.
    ExportNotAllowed,
    /// What was given as the beginning or the end of a time is no date.
    ExportRangeInvalid,
    /// The copy was given up before it was whole.
    ExportCancelled,
    /// A copy cannot be written: disk full, read-only or not allowed.
    ExportFailed,
    /// No such sign-in, refresh or sign-out is remembered.
    FlowUnknown,
    /// The update server gave no answer that can be used.
    UpdateUnreachable,
    /// The new version is not what was signed as it: nothing of it was installed.
    UpdateRefused,
    /// Somebody is signed in: a new version is not installed now.
    UpdateInSession,
    /// A fault of the app itself.
    Internal,
}
