//! Documents that hold no secret and nothing of a person, so that they are not sealed: the list of care
//! providers, which is public, and how servers want to be asked.

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use crate::folder::Folder;

/// Larger ones are not kept.
const LARGEST: usize = 48 << 20;

/// A document, and what is needed to ask for it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDocument {
    /// Where it came from.
    pub origin: Origin,
    /// As it came.
    pub body: Vec<u8>,
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Origin {
    /// Its address; `None`: a file of this computer.
    pub address: Option<String>,
    /// `ETag`, as sent.
    pub etag: Option<String>,
    /// When its server last said that this is what there is.
    pub as_of: Timestamp,
}

/// The place of the documents. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub struct Documents {
    folder: Folder,
    plans: Folder,
}

impl Documents {
    /// The places `dir/brands.json` and `dir/plans.json`. Nothing is read yet.
    pub fn open(dir: PathBuf) -> Self {
        Self {
            folder: Folder::new(dir.clone(), "brands", "json"),
            plans: Folder::new(dir, "plans", "json"),
        }
    }

    /// How servers want to be asked, as it was kept.
    pub async fn plans(&self) -> Option<Vec<u8>> {
        contents(self.plans.clone()).await
    }

    /// Keeps how servers want to be asked.
    pub async fn keep_plans(&self, plans: Vec<u8>) -> io::Result<()> {
        replace(self.plans.clone(), plans).await
    }

    /// What is kept; `None` where there is nothing, or nothing that can be read.
    pub async fn read(&self) -> Option<KeptDocument> {
        decode(&contents(self.folder.clone()).await?)
    }

    /// Keeps `document` in place of the one before.
    pub async fn keep(&self, document: KeptDocument) -> io::Result<()> {
        replace(self.folder.clone(), encode(&document)?).await
    }
}

async fn contents(folder: Folder) -> Option<Vec<u8>> {
    let read = spawn_blocking(move || {
        let _lock = folder.lock()?;
        folder.read(&folder.current())
    });
    read.await.ok()?.ok()?
}

async fn replace(folder: Folder, bytes: Vec<u8>) -> io::Result<()> {
    if bytes.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let kept = spawn_blocking(move || {
        let lock = folder.lock()?;
        folder.replace(&lock, &bytes)
    });
    kept.await.map_err(io::Error::other)?
}

/// One line of JSON about it, then the document as it came.
fn encode(document: &KeptDocument) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(&document.origin)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(&document.body);
    Ok(bytes)
}

fn decode(bytes: &[u8]) -> Option<KeptDocument> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at(end);
    Some(KeptDocument {
        origin: serde_json::from_slice(line).ok()?,
        body: rest.get(1..)?.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(body: &[u8]) -> KeptDocument {
        KeptDocument {
            origin: Origin {
                address: Some("https://brands.example/bundle.json".into()),
                etag: Some("W/\"7\"".into()),
                as_of: Timestamp::UNIX_EPOCH,
            },
            body: body.to_vec(),
        }
    }

    #[tokio::test]
    async fn a_document_is_kept_as_it_came_and_another_takes_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let documents = Documents::open(dir.path().into());
        assert_eq!(documents.read().await, None);
        for body in [&b"{\n\"a\": 1}\n"[..], b"\xff\x00\n", b""] {
            documents.keep(document(body)).await.unwrap();
            let again = Documents::open(dir.path().into());
            assert_eq!(again.read().await, Some(document(body)));
        }
    }

    #[tokio::test]
    async fn how_servers_want_to_be_asked_is_kept_beside_and_apart() {
        let dir = tempfile::tempdir().unwrap();
        let documents = Documents::open(dir.path().into());
        assert_eq!(documents.plans().await, None);
        documents.keep(document(b"{}")).await.unwrap();
        for plans in [&b"{\"servers\":[]}"[..], b"", b"\xff\n"] {
            documents.keep_plans(plans.to_vec()).await.unwrap();
            let again = Documents::open(dir.path().into());
            assert_eq!(again.plans().await.as_deref(), Some(plans));
        }
        let large = vec![b' '; LARGEST + 1];
        assert!(documents.keep_plans(large).await.is_err());
        assert_eq!(documents.plans().await.as_deref(), Some(&b"\xff\n"[..]));
        assert_eq!(documents.read().await, Some(document(b"{}")));
    }

    #[tokio::test]
    async fn what_cannot_be_read_counts_as_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let documents = Documents::open(dir.path().into());
        for damaged in [&b""[..], b"{}", b"{}\n{}", b"no\n{}", &[0xff; 64]] {
            std::fs::write(dir.path().join("brands.json"), damaged).unwrap();
            assert_eq!(documents.read().await, None);
        }
        documents.keep(document(b"{}")).await.unwrap();
        assert_eq!(documents.read().await, Some(document(b"{}")));
    }

    #[tokio::test]
    async fn what_is_too_large_is_not_kept_and_costs_nothing_that_is() {
        let dir = tempfile::tempdir().unwrap();
        let documents = Documents::open(dir.path().into());
        documents.keep(document(b"{}")).await.unwrap();
        let large = document(&vec![b' '; LARGEST + 1]);
        assert!(documents.keep(large).await.is_err());
        assert_eq!(documents.read().await, Some(document(b"{}")));
    }
}
