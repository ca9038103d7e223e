//! The list of connections and the list of saved servers: plain JSON without secrets, patients or
//! users.
//!
//! A server is what a person or a hospital sets; a connection is a sign-in that was made there. Every
//! operation takes the folder's lock and reads the file, so that two programs see each other's
//! changes.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::SessionId;
use crate::folder::{Folder, FolderLock};

mod server;

pub use server::Server;

/// A server that was connected to, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Names the connection everywhere.
    pub session: SessionId,
    /// The saved server that it was made with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<SessionId>,
    /// FHIR base URL.
    pub fhir_base_url: String,
    /// Client id registered there.
    pub client_id: String,
    /// Scopes asked for, blank separated.
    pub scope: String,
    /// The server's addresses as first seen (`issuer`, `authorize`, `token`, ...): a change needs
    /// the person's consent.
    #[serde(default)]
    pub endpoints: BTreeMap<String, String>,
    /// When it was first connected.
    pub created: Timestamp,
    /// When it was last used.
    pub last_used: Timestamp,
    /// Fields that a newer version wrote. They are kept.
    #[serde(flatten)]
    pub unknown: BTreeMap<String, serde_json::Value>,
}

/// Why the list was not saved. The change is kept in memory and tried again with the next one.
#[derive(Debug, Error)]
pub enum ConnectionsError {
    /// The disk is full, read-only or failing.
    #[error("the list of connections cannot be stored")]
    StorageFailed(#[source] io::Error),
}

/// The list of connections. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub struct Connections {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    folder: Folder,
    unsaved: Mutex<Changes>,
    started_over: AtomicBool,
}

/// What is to be put in place (or, where `None`, taken out) under each name.
#[derive(Debug, Clone, Default)]
struct Changes {
    connections: BTreeMap<SessionId, Option<Connection>>,
    servers: BTreeMap<SessionId, Option<Server>>,
}

/// The file. Fields that a newer version wrote are kept.
#[derive(Default, Serialize, Deserialize)]
struct ConnectionList {
    connections: Vec<Connection>,
    #[serde(default)]
    servers: Vec<Server>,
    #[serde(flatten)]
    unknown: BTreeMap<String, serde_json::Value>,
}

impl Connections {
    /// Opens `dir/connections.json`. Never fails: a damaged file is moved aside, and where the disk
    /// fails the list is kept in memory.
    pub async fn open(dir: PathBuf) -> Self {
        let connections = Self {
            inner: Arc::new(Inner {
                folder: Folder::new(dir, "connections", "json"),
                unsaved: Mutex::default(),
                started_over: AtomicBool::new(false),
            }),
        };
        connections.list().await;
        connections
    }

    /// All connections, most recently used first.
    pub async fn list(&self) -> Vec<Connection> {
        self.read().await.connections
    }

    /// All saved servers, by name.
    pub async fn servers(&self) -> Vec<Server> {
        self.read().await.servers
    }

    /// The connection of this name.
    pub async fn get(&self, session: SessionId) -> Option<Connection> {
        self.list()
            .await
            .into_iter()
            .find(|connection| connection.session == session)
    }

    /// Adds a connection, in place of one with the same name.
    pub async fn put(&self, connection: Connection) -> Result<(), ConnectionsError> {
        self.change(|changes| {
            let name = connection.session;
            changes.connections.insert(name, Some(connection));
        })
        .await
    }

    /// Forgets a connection.
    pub async fn remove(&self, session: SessionId) -> Result<(), ConnectionsError> {
        self.change(|changes| {
            changes.connections.insert(session, None);
        })
        .await
    }

    /// The saved server of this name.
    pub async fn server(&self, server: SessionId) -> Option<Server> {
        let mut servers = self.servers().await.into_iter();
        servers.find(|known| known.server == server)
    }

    /// Adds a server, in place of one with the same name.
    pub async fn put_server(&self, server: Server) -> Result<(), ConnectionsError> {
        self.change(|changes| {
            changes.servers.insert(server.server, Some(server));
        })
        .await
    }

    /// Forgets a server. Its connections stay.
    pub async fn remove_server(&self, server: SessionId) -> Result<(), ConnectionsError> {
        self.change(|changes| {
            changes.servers.insert(server, None);
        })
        .await
    }

    /// `true`: in this run the file was found damaged and was moved aside.
    pub fn started_over(&self) -> bool {
        self.inner.started_over.load(Ordering::Relaxed)
    }

    async fn read(&self) -> ConnectionList {
        let unsaved = self.inner.unsaved.lock().await;
        let inner = Arc::clone(&self.inner);
        let read = blocking(move || inner.read(&inner.folder.lock()?)).await;
        let mut list = read.unwrap_or_default();
        list.apply(&unsaved);
        list
    }

    async fn change(&self, make: impl FnOnce(&mut Changes)) -> Result<(), ConnectionsError> {
        let mut unsaved = self.inner.unsaved.lock().await;
        make(&mut unsaved);
        let (inner, changes) = (Arc::clone(&self.inner), unsaved.clone());
        let saved = blocking(move || {
            let lock = inner.folder.lock()?;
            let mut list = inner.read(&lock)?;
            list.apply(&changes);
            inner
                .folder
                .replace(&lock, &serde_json::to_vec_pretty(&list)?)
        });
        saved.await.map_err(ConnectionsError::StorageFailed)?;
        *unsaved = Changes::default();
        Ok(())
    }
}

impl Inner {
    /// The current file, else the one before, else an empty list.
    fn read(&self, lock: &FolderLock) -> io::Result<ConnectionList> {
        for path in [self.folder.current(), self.folder.previous()] {
            let Some(bytes) = self.folder.read(&path)? else {
                continue;
            };
            if let Ok(list) = serde_json::from_slice(&bytes) {
                return Ok(list);
            }
            tracing::warn!("the list of connections was damaged and is moved aside");
            self.folder.move_aside(lock, &path)?;
            self.started_over.store(true, Ordering::Relaxed);
        }
        Ok(ConnectionList::default())
    }
}

impl ConnectionList {
    fn apply(&mut self, changes: &Changes) {
        let (connections, servers) = (&changes.connections, &changes.servers);
        self.connections
            .retain(|connection| !connections.contains_key(&connection.session));
        self.connections
            .extend(connections.values().flatten().cloned());
        self.connections
            .sort_by_key(|connection| Reverse(connection.last_used));
        self.servers
            .retain(|server| !servers.contains_key(&server.server));
        self.servers.extend(servers.values().flatten().cloned());
        self.servers
            .sort_by(|one, other| (&one.name, one.server).cmp(&(&other.name, other.server)));
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}

#[cfg(test)]
mod tests;
