//! Names of records: the session's own where the server put a patient in context, one of its own for each
//! patient that was chosen in the session. A name belongs to one patient for good, and says nothing of it.

use std::fmt;

use session_store::SessionId;

use crate::problem::{Problem, ProblemCode};

/// Names one patient's record in one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RecordId {
    session: SessionId,
    /// Random, so that two programs never give the same name to two patients.
    chosen: Option<SessionId>,
}

impl RecordId {
    /// The record of the patient in context.
    pub(crate) const fn in_context(session: SessionId) -> Self {
        let chosen = None;
        Self { session, chosen }
    }

    /// The record of a patient that was chosen.
    pub(crate) const fn chosen(session: SessionId, name: SessionId) -> Self {
        let chosen = Some(name);
        Self { session, chosen }
    }

    /// Reads what `Display` wrote.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        let part =
            |text| SessionId::parse(text).map_err(|_| Problem::new(ProblemCode::SessionUnknown));
        let (session, chosen) = match text.split_once('.') {
            Some((session, chosen)) => (session, Some(part(chosen)?)),
            None => (text, None),
        };
        let session = part(session)?;
        Ok(Self { session, chosen })
    }

    /// The session that it is read in.
    pub(crate) const fn session(self) -> SessionId {
        self.session
    }

    /// The name of the choice.
    pub(crate) const fn choice(self) -> Option<SessionId> {
        self.chosen
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.chosen {
            Some(chosen) => write!(f, "{}.{chosen}", self.session),
            None => self.session.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reads_back_every_name_it_writes(session: [u8; 16], chosen: Option<[u8; 16]>) {
            let session = SessionId::from_bytes(session);
            let id = match chosen {
                Some(name) => RecordId::chosen(session, SessionId::from_bytes(name)),
                None => RecordId::in_context(session),
            };
            prop_assert_eq!(RecordId::parse(&id.to_string()).unwrap(), id);
        }

        #[test]
        fn accepts_one_spelling_only(text in "\\PC{0,60}|[A-Za-z0-9_-]{22}[.]?[A-Za-z0-9_-]{0,22}") {
            if let Ok(id) = RecordId::parse(&text) {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
