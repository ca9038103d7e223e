//! From a session that may read more than one patient to the record of one of them.
//!
//! What is looked for is patient data: it is not logged and not kept. Whom the person chooses is kept with
//! the session, under a name that is this patient's for good.

use chart::PatientMatch;
use fhir_client::{FhirClient, FhirError, Page, Resource, Search};
use futures_util::{StreamExt as _, pin_mut};
use smart_app_launch::LogicalId;

use super::RecordId;
use crate::app::{App, session_id};
use crate::ipc::{
    PatientOpened, PatientRef, PatientSearch, Patients, RecentPatient, RecentPatients, SessionRef,
};
use crate::problem::{Problem, ProblemCode};
use crate::session::{OpenSession, finds_patients};

/// Patients that a search gives: of more than that, nobody finds the right one by reading.
const MOST: usize = 50;

/// The commands.
impl App {
    /// Look for patients.
    pub async fn find_patients(&self, query: PatientSearch) -> Result<Patients, Problem> {
        let session = self.session_that_finds(&query.session).await?;
        let search = search(&query).ok_or_else(|| Problem::new(ProblemCode::SearchEmpty))?;
        let client = self.fhir_client(&session).await?;
        // Names in addresses are logged on the way. A server that takes no form is asked the usual way.
        let found = match find(&client, search.clone().by_form()).await {
            Err(FhirError::NotSupported { .. } | FhirError::BadRequest { .. }) => {
                find(&client, search).await
            }
            found => found,
        };
        let found = found.map_err(|error| Problem::from(&error).logged(&error))?;
        Ok(found.into())
    }

    /// Name the record of a patient.
    pub async fn open_patient(&self, patient: PatientRef) -> Result<PatientOpened, Problem> {
        let session = self.session_that_finds(&patient.session).await?;
        let id = LogicalId::parse(&patient.patient)
            .ok_or_else(|| Problem::new(ProblemCode::ResourceUnknown))?;
        let record = if session.patient() == Some(id.as_str()) {
            RecordId::in_context(session.id())
        } else {
            RecordId::chosen(session.id(), session.choose(id.as_str()).await?)
        };
        Ok(PatientOpened {
            record: record.to_string(),
        })
    }

    /// The patients that were opened.
    pub async fn recent_patients(&self, session: SessionRef) -> Result<RecentPatients, Problem> {
        let session = self.open_session(session_id(&session.session)?).await?;
        let chosen = session.all_chosen().await;
        let patients = chosen.into_iter().map(|chosen| RecentPatient {
            record: RecordId::chosen(session.id(), chosen.name).to_string(),
            label: chosen.label,
        });
        Ok(RecentPatients {
            patients: patients.collect(),
        })
    }

    async fn session_that_finds(&self, name: &str) -> Result<OpenSession, Problem> {
        let session = self.open_session(session_id(name)?).await?;
        if finds_patients(&session.granted()) {
            Ok(session)
        } else {
            Err(Problem::new(ProblemCode::NotGranted))
        }
    }
}

async fn find(client: &FhirClient, search: Search) -> Result<Found, FhirError> {
    let pages = client.search(search);
    pin_mut!(pages);
    let mut found = Found::default();
    while !found.more
        && let Some(page) = pages.next().await
    {
        found.take(page)?;
    }
    Ok(found)
}

/// Every word of the name has to be there (FHIR R4 §3.1.1.1: a parameter twice means "and").
fn search(query: &PatientSearch) -> Option<Search> {
    let words = query.name.split([' ', ',', '\t']);
    let words = words.filter(|word| !word.is_empty());
    let names = words.map(|word| ("name", word));
    let others = [
        ("birthdate", query.birth_date.trim()),
        ("identifier", query.identifier.trim()),
    ];
    let others = others.into_iter().filter(|(_, value)| !value.is_empty());
    let mut asked = names.chain(others).peekable();
    asked.peek()?;
    let search = asked.fold(Search::of("Patient"), |search, (name, value)| {
        search.param(name, escaped(value))
    });
    let count = u32::try_from(MOST).unwrap_or(u32::MAX);
    Some(search.count(count))
}

/// What separates values in a search is written with a backslash before it (FHIR R4 §3.1.1.4.0.1).
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for one in value.chars() {
        if matches!(one, '\\' | ',' | '$' | '|') {
            text.push('\\');
        }
        text.push(one);
    }
    text
}

#[derive(Default)]
struct Found {
    patients: Vec<PatientMatch>,
    more: bool,
    problems: Vec<Problem>,
}

impl Found {
    /// The first page that fails is the answer; one after it leaves what came before.
    fn take(&mut self, page: Result<Page, FhirError>) -> Result<(), FhirError> {
        let page = match page {
            Ok(page) => page,
            Err(error) if self.patients.is_empty() => return Err(error),
            Err(error) => {
                self.problems.push(Problem::from(&error).logged(&error));
                return Ok(());
            }
        };
        if page.skipped.unreadable > 0 {
            self.remark(Problem::new(ProblemCode::NotFhir));
        }
        for remark in &page.remarks {
            let words = Some(remark.text.clone());
            self.remark(Problem::new(ProblemCode::ServerRemark).with_server_message(words));
        }
        for patient in page.resources.iter().filter_map(read) {
            if self.patients.len() < MOST {
                self.patients.push(patient);
            } else {
                self.more = true;
            }
        }
        Ok(())
    }

    fn remark(&mut self, problem: Problem) {
        if !self
            .problems
            .iter()
            .any(|known| known.says_the_same(&problem))
        {
            self.problems.push(problem);
        }
    }
}

/// A patient without an id cannot be opened.
fn read(resource: &Resource) -> Option<PatientMatch> {
    let found = PatientMatch::read(resource.json())?;
    (!found.patient.id.is_empty()).then_some(found)
}

impl From<Found> for Patients {
    fn from(found: Found) -> Self {
        Self {
            patients: found.patients,
            more: found.more,
            problems: found.problems,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(name: &str, birth_date: &str, identifier: &str) -> PatientSearch {
        PatientSearch {
            session: String::new(),
            name: name.to_owned(),
            birth_date: birth_date.to_owned(),
            identifier: identifier.to_owned(),
        }
    }

    #[test]
    fn every_word_of_the_name_is_asked_for_and_what_is_blank_is_not() {
        let expected = Search::of("Patient")
            .param("name", "SMITH")
            .param("name", "Anna")
            .param("birthdate", "1961-02-03")
            .count(50);
        assert_eq!(
            search(&query("SMITH,  Anna ", " 1961-02-03", "")),
            Some(expected)
        );
        assert_eq!(search(&query(" , ", "", " ")), None);
    }

    #[test]
    fn what_separates_values_is_part_of_the_value() {
        let expected = Search::of("Patient")
            .param("identifier", r"a\,b\|c\$d\\e")
            .count(50);
        assert_eq!(search(&query("", "", r"a,b|c$d\e")), Some(expected));
    }
}
