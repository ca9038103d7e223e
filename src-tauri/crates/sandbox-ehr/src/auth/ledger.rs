//! Everything that was issued: launches, running interactions, permissions, codes and tokens.
//!
//! A [`Permission`] is what a person allowed once. Codes and tokens only point to it, so that taking it back takes
//! back everything that came of it.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use super::interaction::Interaction;
use super::launch::LaunchContext;
use super::scope::Scope;
use super::user::User;

/// Names a [`Permission`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PermissionId(pub(crate) u64);

/// What a person allowed a client to do.
#[derive(Debug, Clone)]
pub(crate) struct Permission {
    pub(crate) client_id: String,
    pub(crate) user: User,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) context: LaunchContext,
    pub(crate) nonce: Option<String>,
    pub(crate) given_at: Timestamp,
    /// The user's session at the EHR has ended: `online_access` ends with it.
    pub(crate) session_ended: bool,
    pub(crate) revoked: bool,
}

/// An authorization code and what its exchange must match.
#[derive(Clone)]
pub(crate) struct IssuedCode {
    pub(crate) permission: PermissionId,
    pub(crate) redirect_uri: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) expires_at: Timestamp,
    pub(crate) used: bool,
}

/// An access token.
#[derive(Clone)]
pub(crate) struct AccessToken {
    pub(crate) permission: PermissionId,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) revoked: bool,
}

/// A refresh token.
#[derive(Clone)]
pub(crate) struct RefreshToken {
    pub(crate) permission: PermissionId,
    /// When a newer one took its place.
    pub(crate) replaced_at: Option<Timestamp>,
    pub(crate) revoked: bool,
}

/// Everything that was issued.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) interactions: HashMap<String, Interaction>,
    pub(crate) finished: HashSet<String>,
    pub(crate) launches: HashMap<String, IssuedLaunch>,
    pub(crate) permissions: HashMap<PermissionId, Permission>,
    pub(crate) codes: HashMap<String, IssuedCode>,
    pub(crate) access_tokens: HashMap<String, AccessToken>,
    pub(crate) refresh_tokens: HashMap<String, RefreshToken>,
    /// Client assertions that were used: client id and `jti`.
    pub(crate) assertions: HashSet<(String, String)>,
    /// What was allowed to whom an installation's key stands for, by client id.
    pub(crate) installations: HashMap<String, PermissionId>,
    /// Sessions of the page where people see and take back what they allowed.
    pub(crate) managers: HashMap<String, User>,
}

/// A `launch` value that was handed out.
#[derive(Debug, Clone)]
pub(crate) struct IssuedLaunch {
    pub(crate) context: LaunchContext,
    pub(crate) expires_at: Timestamp,
    pub(crate) used: bool,
}

impl Ledger {
    /// Writes down what a person allowed.
    pub(crate) fn permit(&mut self, permission: Permission) -> PermissionId {
        let id = PermissionId(self.permissions.len() as u64);
        self.permissions.insert(id, permission);
        id
    }

    /// The permission, unless it was taken back.
    pub(crate) fn permission(&self, id: PermissionId) -> Option<&Permission> {
        self.permissions
            .get(&id)
            .filter(|permission| !permission.revoked)
    }

    /// Takes back a permission and with it every code and token.
    pub(crate) fn revoke(&mut self, id: PermissionId) {
        if let Some(permission) = self.permissions.get_mut(&id) {
            permission.revoked = true;
        }
    }

    /// The access token with its permission, when it may be used.
    pub(crate) fn live_access_token(
        &self,
        value: &str,
        now: Timestamp,
    ) -> Result<(&AccessToken, &Permission), &str> {
        let token = self
            .access_tokens
            .get(value)
            .ok_or("this server did not issue that access token")?;
        let permission = self
            .permission(token.permission)
            .ok_or("the access token was revoked")?;
        if token.revoked {
            return Err("the access token was revoked");
        }
        if token.expires_at <= now {
            return Err("the access token has expired");
        }
        Ok((token, permission))
    }
}

/// `from` and so many seconds later.
pub(crate) fn after(from: Timestamp, seconds: u32) -> Timestamp {
    from.saturating_add(SignedDuration::from_secs(i64::from(seconds)))
        .unwrap_or(from)
}
