//! Looking for a patient in a session that may read more than one.

use chart::PatientMatch;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// Whom to look for. What is blank is not asked; something has to be given.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PatientSearch {
    /// The session to look with.
    pub session: String,
    /// Parts of the name, in any order.
    #[serde(default)]
    pub name: String,
    /// ISO date, as precise as it is known.
    #[serde(default)]
    pub birth_date: String,
    /// A medical record number or another identifier.
    #[serde(default)]
    pub identifier: String,
}

impl std::fmt::Debug for PatientSearch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // It names a patient.
        f.write_str("PatientSearch([redacted])")
    }
}

/// The patients that were found, in the order of the server.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Patients {
    /// Each of them is another record at the server, however alike they look.
    pub patients: Vec<PatientMatch>,
    /// `true`: there are more than are given here.
    pub more: bool,
    /// Why some of them may be missing.
    pub problems: Vec<Problem>,
}

/// Names a patient that was found.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PatientRef {
    /// The session to read with.
    pub session: String,
    /// `PatientBanner.id` of the patient.
    pub patient: String,
}

impl std::fmt::Debug for PatientRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PatientRef([redacted])")
    }
}

/// The record of a patient has a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PatientOpened {
    /// Names it in the commands about records. It is this patient's for good.
    pub record: String,
}

/// A patient that was opened in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentPatient {
    /// As `PatientOpened.record`.
    pub record: String,
    /// As last shown; `null` where the record was never read.
    pub label: Option<String>,
}

/// The patients that were opened in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentPatients {
    /// The last one first.
    pub patients: Vec<RecentPatient>,
}
