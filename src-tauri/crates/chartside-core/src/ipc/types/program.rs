//! The program itself: new versions of it, and how it was started.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// How this installation gets new versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UpdateWay {
    /// The app looks for them and installs what the person takes.
    Itself,
    /// A package manager brings them.
    Packages,
    /// This build has no place to look for them.
    NotConfigured,
    /// The policy of this computer leaves them to whoever runs it.
    Policy,
}

/// How far a new version is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UpdateStage {
    /// Nothing is being done.
    #[default]
    Idle,
    /// The update server is being asked.
    Asking,
    /// It is being fetched.
    Fetching,
    /// It is here and its signature is good: it is installed when the app ends.
    Ready,
}

/// A version that is newer than this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewVersion {
    /// `1.2.3`
    pub version: String,
    /// What is new, as plain text.
    pub notes: Option<String>,
}

/// New versions of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Updates {
    /// How they come.
    pub way: UpdateWay,
    /// How far the offered one is.
    pub stage: UpdateStage,
    /// The one that can be taken.
    pub offered: Option<NewVersion>,
    /// When the update server last answered in this run. RFC 3339, UTC.
    pub asked_at: Option<String>,
    /// Why the last thing that the person asked for did not work.
    pub problem: Option<Problem>,
}

/// When a new version is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UpdateWhen {
    /// As soon as it is here; the app starts again. Not while somebody is signed in.
    Now,
    /// When the person ends the app.
    AtEnd,
}

/// Take the version that is offered.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeUpdate {
    /// When it is installed.
    pub when: UpdateWhen,
}
