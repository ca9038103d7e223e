//! One thing that is noted, as its place in the program knows it.

use audit_trail::{DigestKey, Entry, Origin, Outcome, Word};
use jiff::Timestamp;
use url::Url;

use crate::problem::{Problem, ProblemCode};
use crate::record::Whose;
use crate::session::OpenSession;

/// What is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    AppStarted,
    AppStopped,
    /// A sign-in was begun.
    SignInStarted,
    /// A sign-in ended, well or not.
    SignIn,
    LaunchReceived,
    LaunchDismissed,
    TokenRenewed,
    /// The server ended a session.
    SessionEnded,
    SignedOut,
    ConnectionForgotten,
    /// What was kept of a patient was destroyed.
    PatientForgotten,
    RecordOpened,
    /// Fetched once more while it was on screen.
    RecordLoadedAgain,
    RecordClosed,
    SectionViewed,
    EntryViewed,
    DocumentOpened,
    DocumentSaved,
    Printed,
    /// A copy of the record was written to files, or was not.
    RecordExported,
    ServerSaved,
    ServerRemoved,
    Locked,
    Unlocked,
    UnlockRefused,
    VaultReset,
    LogExported,
    /// A log that was changed or cut was exported and set aside.
    LogAcknowledged,
    /// More happened than could be written.
    EntriesLost,
}

impl What {
    /// The name in the log. It never changes.
    pub(super) fn word(self) -> Word {
        Word::of(match self {
            Self::AppStarted => "app-started",
            Self::AppStopped => "app-stopped",
            Self::SignInStarted => "sign-in-started",
            Self::SignIn => "sign-in",
            Self::LaunchReceived => "launch-received",
            Self::LaunchDismissed => "launch-dismissed",
            Self::TokenRenewed => "token-renewed",
            Self::SessionEnded => "session-ended",
            Self::SignedOut => "signed-out",
            Self::ConnectionForgotten => "connection-forgotten",
            Self::PatientForgotten => "patient-forgotten",
            Self::RecordOpened => "record-opened",
            Self::RecordLoadedAgain => "record-loaded-again",
            Self::RecordClosed => "record-closed",
            Self::SectionViewed => "section-viewed",
            Self::EntryViewed => "entry-viewed",
            Self::DocumentOpened => "document-opened",
            Self::DocumentSaved => "document-saved",
            Self::Printed => "printed",
            Self::RecordExported => "record-exported",
            Self::ServerSaved => "server-saved",
            Self::ServerRemoved => "server-removed",
            Self::Locked => "locked",
            Self::Unlocked => "unlocked",
            Self::UnlockRefused => "unlock-refused",
            Self::VaultReset => "vault-reset",
            Self::LogExported => "log-exported",
            Self::LogAcknowledged => "log-acknowledged",
            Self::EntriesLost => "entries-lost",
        })
    }
}

/// One thing that is noted.
#[derive(Clone)]
pub(crate) struct Noted {
    what: What,
    outcome: Outcome,
    code: Option<Word>,
    detail: Option<Word>,
    server: Option<Server>,
    patient: Option<String>,
    user: Option<String>,
}

#[derive(Clone)]
struct Server {
    /// Identifiers mean something only under this address.
    base: String,
    origin: Origin,
}

impl std::fmt::Debug for Noted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Noted").field(&self.what).finish()
    }
}

impl Noted {
    pub(crate) fn new(what: What) -> Self {
        Self {
            what,
            outcome: Outcome::Done,
            code: None,
            detail: None,
            server: None,
            patient: None,
            user: None,
        }
    }

    /// `true`: from here on nobody is there.
    pub(super) fn is_lock(&self) -> bool {
        self.what == What::Locked
    }

    /// The same, but something else was done.
    pub(super) fn but(&self, what: What) -> Self {
        Self {
            what,
            ..self.clone()
        }
    }

    /// It was done to this, by kind.
    pub(super) fn detail(mut self, kind: &'static str) -> Self {
        self.detail = Some(Word::of(kind));
        self
    }

    /// It was done with the server of this FHIR base URL.
    pub(crate) fn at(mut self, base: &str) -> Self {
        let origin = Url::parse(base).ok().and_then(|base| Origin::of(&base));
        self.server = origin.map(|origin| Server {
            base: base.to_owned(),
            origin,
        });
        self
    }

    /// It was done in this session.
    pub(crate) fn of(self, opened: &OpenSession) -> Self {
        let user = opened.fhir_user();
        let mut noted = self.at(opened.fhir_base_url());
        noted.patient = opened.patient().map(str::to_owned);
        noted.user = user.map(|(kind, id)| format!("{kind}/{id}"));
        noted
    }

    /// It was done with this record.
    pub(crate) fn about(self, whose: &Whose) -> Self {
        let mut noted = self.at(&whose.fhir_base_url);
        noted.patient = Some(whose.patient.clone());
        let user = whose.fhir_user.as_ref();
        noted.user = user.map(|(kind, id)| format!("{kind}/{id}"));
        noted
    }

    /// Nobody knows whose record it was about.
    pub(crate) fn about_nobody(mut self) -> Self {
        self.patient = None;
        self
    }

    /// It was not done.
    pub(crate) fn because(mut self, problem: &Problem) -> Self {
        self.outcome = outcome(problem.code);
        self.code = Some(Word::kebab(problem.code.name()));
        self
    }

    /// It was done, or not.
    pub(crate) fn ended<T>(self, outcome: &Result<T, Problem>) -> Self {
        match outcome {
            Ok(_) => self,
            Err(problem) => self.because(problem),
        }
    }

    pub(super) fn coded(mut self, code: &'static str) -> Self {
        self.code = Some(Word::of(code));
        self
    }

    /// As it is written: identifiers become digests. Without a key they are left out.
    pub(super) fn entry(self, at: Timestamp, key: Option<&DigestKey>) -> Entry {
        let base = self.server.as_ref().map(|server| server.base.as_str());
        let digest =
            |kind, id: Option<String>| Some(key?.pseudonym(kind, base.unwrap_or_default(), &id?));
        let mut entry = Entry::new(at, self.what.word(), self.outcome);
        entry.patient = digest("patient", self.patient);
        entry.user = digest("user", self.user);
        entry.code = self.code;
        entry.detail = self.detail;
        entry.server = self.server.map(|server| server.origin);
        entry
    }
}

fn outcome(code: ProblemCode) -> Outcome {
    let refused = matches!(
        code,
        ProblemCode::ServerNotAllowed
            | ProblemCode::PolicyUnreadable
            | ProblemCode::SetByPolicy
            | ProblemCode::ExportNotAllowed
            | ProblemCode::ConsentDenied
            | ProblemCode::NotPermitted
            | ProblemCode::UnlockRefused
            | ProblemCode::UnlockUnavailable
    );
    if refused {
        Outcome::Refused
    } else if matches!(
        code,
        ProblemCode::SignInCancelled | ProblemCode::ExportCancelled
    ) {
        Outcome::Cancelled
    } else {
        Outcome::Failed
    }
}
