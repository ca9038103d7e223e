//! The record on disk: sealed pages one after the other, and a manifest that says how far they count.
//!
//! ```text
//! pages-<id>  frame*           frame = length 4 | nonce 12 | ciphertext | tag 16
//! manifest    magic 8 | version 2 | id 16 | nonce 12 | ciphertext | tag 16
//! index       id 16 | nonce 12 | ciphertext | tag 16
//! ```
//! A page's place in the log is authenticated with it, and the manifest holds the chain of all pages'
//! tags: a page that was dropped, moved, repeated or put back to another version is noticed. Pages are
//! made durable before the manifest that counts them takes its name, so that at every moment the disk
//! holds one whole state. What lies beyond the manifest was never said to be saved, and is cut off.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::sync::Arc;

use aws_lc_rs::digest;
use chart::Section;
use serde::{Deserialize, Serialize};

use crate::disk::Disk;
use crate::index::Covered;
use crate::key::{Partition, RecordKey, hex};
use crate::page::{pack, unpack};
use crate::seal::{Cipher, FileId, Kind, SealFailed, VERSION};
use crate::sync::SyncState;

const MAGIC: &[u8; 8] = b"CHRTREC\n";
const MANIFEST: &str = "manifest";
const INDEX: &str = "index";
const NEW: &str = ".new";

/// What the record may take on disk, unless the caller gives it less.
const LARGEST: u64 = 1 << 30;

/// Pages that are read again in no time. Few in tests, so that their faults meet indexes, too.
const INDEXED_FROM: u64 = if cfg!(test) { 4 } else { 256 };

/// Why the disk does not hold the record.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LogError {
    #[error("the record cannot be written or read")]
    Io(#[from] io::Error),
    #[error("the record is too large to be kept")]
    TooLarge,
    #[error("the record cannot be sealed")]
    Seal(#[from] SealFailed),
}

/// Why what lies on the disk is not this record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unusable {
    Damaged,
    OtherVersion,
}

/// Everything beside the pages, sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Manifest {
    pages: u64,
    bytes: u64,
    segment: FileId,
    chain: [u8; 32],
    state: State,
}

/// What a record is beside its resources.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct State {
    #[serde(flatten)]
    pub(crate) visit: Visit,
    pub(crate) sync: SyncState,
}

/// The visit in which a record was saved.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Visit {
    #[serde(rename = "visit")]
    pub(crate) number: u32,
    /// As [`crate::ChartStore`] has it.
    #[serde(default)]
    pub(crate) known: HashSet<String>,
    /// How many resources of each section the server took away.
    #[serde(default)]
    pub(crate) removed: BTreeMap<Section, u32>,
}

/// The log of one record, open for appending.
#[derive(Debug)]
pub(crate) struct Log {
    disk: Box<dyn Disk>,
    key: RecordKey,
    partition: Partition,
    /// `None`: the next commit begins a new file.
    segment: Option<Segment>,
    /// Pages that the index on disk covers.
    indexed: Option<u64>,
    /// There is no room for this record, and there will be none.
    full: bool,
    largest: u64,
}

#[derive(Debug)]
struct Segment {
    id: FileId,
    cipher: Cipher,
    end: Covered,
    bytes: u64,
}

/// What a log held when it was opened.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) state: State,
    pub(crate) pages: Vec<Arc<[u8]>>,
    /// The index, opened, and the number of pages it covers.
    pub(crate) index: Option<(Vec<u8>, usize)>,
}

impl Log {
    pub(crate) fn new(disk: Box<dyn Disk>, key: RecordKey, partition: Partition) -> Self {
        Self {
            disk,
            key,
            partition,
            segment: None,
            indexed: None,
            full: false,
            largest: LARGEST,
        }
    }

    /// Reads everything. `Ok(Ok(None))`: there is nothing yet.
    pub(crate) fn open(&mut self) -> Result<Result<Option<Held>, Unusable>, LogError> {
        let Some(file) = self.disk.read(MANIFEST)? else {
            return Ok(Ok(None));
        };
        let manifest = match self.open_manifest(&file)? {
            Ok(manifest) => manifest,
            Err(unusable) => return Ok(Err(unusable)),
        };
        let Some(file) = self.disk.read(&segment_name(manifest.segment))? else {
            return Ok(Err(Unusable::Damaged));
        };
        let cipher = self.cipher(Kind::Page, manifest.segment)?;
        let Some((pages, chains)) = open_pages(&cipher, &file, &manifest) else {
            return Ok(Err(Unusable::Damaged));
        };
        let index = self.open_index(&chains)?;
        self.indexed = index.as_ref().map(|(_, pages)| *pages as u64);
        self.segment = Some(Segment {
            id: manifest.segment,
            cipher,
            end: Covered {
                pages: manifest.pages,
                chain: manifest.chain,
            },
            bytes: manifest.bytes,
        });
        self.tidy();
        Ok(Ok(Some(Held {
            state: manifest.state,
            pages,
            index,
        })))
    }

    fn open_manifest(&self, file: &[u8]) -> Result<Result<Manifest, Unusable>, LogError> {
        let Some(rest) = file.strip_prefix(MAGIC.as_slice()) else {
            return Ok(Err(Unusable::Damaged));
        };
        let Some((version, rest)) = rest.split_first_chunk() else {
            return Ok(Err(Unusable::Damaged));
        };
        if u16::from_be_bytes(*version) != VERSION {
            return Ok(Err(Unusable::OtherVersion));
        }
        let plain = self.open_whole(Kind::Manifest, rest)?;
        let manifest = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
        Ok(manifest.ok_or(Unusable::Damaged))
    }

    /// The index, where it covers the beginning of these pages.
    fn open_index(&self, chains: &[[u8; 32]]) -> Result<Option<(Vec<u8>, usize)>, LogError> {
        let Some(file) = self.disk.read(INDEX)? else {
            return Ok(None);
        };
        let packed = self.open_whole(Kind::Index, &file)?;
        let Some(index) = packed.and_then(|packed| unpack(&packed)) else {
            return Ok(None);
        };
        let covered = crate::index::covered(&index);
        Ok(covered.and_then(|covered| {
            let pages = usize::try_from(covered.pages).ok()?;
            (chains.get(pages)? == &covered.chain).then_some((index, pages))
        }))
    }

    fn open_whole(&self, kind: Kind, file: &[u8]) -> Result<Option<Vec<u8>>, LogError> {
        let Some((id, sealed)) = file.split_first_chunk() else {
            return Ok(None);
        };
        Ok(self.cipher(kind, *id)?.open(0, sealed))
    }

    /// Appends pages and makes them count. After an error nothing of it counts, and the next commit
    /// begins a new file: give it all pages, as [`Log::committed`] says.
    pub(crate) fn commit(&mut self, pages: &[Arc<[u8]>], state: &State) -> Result<(), LogError> {
        if self.full {
            return Err(LogError::TooLarge);
        }
        let (mut segment, is_new) = match self.segment.take() {
            Some(segment) => (segment, false),
            None => (self.begin()?, true),
        };
        let written = self
            .append(&mut segment, pages)
            .and_then(|()| self.write_manifest(&segment, state));
        if let Err(error) = written {
            self.full = matches!(error, LogError::TooLarge);
            return Err(error);
        }
        self.segment = Some(segment);
        if is_new {
            self.indexed = None;
            self.tidy();
        }
        Ok(())
    }

    /// What the record may take on disk.
    pub(crate) fn limit(&mut self, bytes: u64) {
        self.largest = bytes.min(LARGEST);
    }

    /// Pages that are on disk already. Zero: the next commit takes all pages.
    pub(crate) fn committed(&self) -> u64 {
        self.segment.as_ref().map_or(0, |segment| segment.end.pages)
    }

    /// The next commit writes everything into a new file.
    pub(crate) fn start_over(&mut self) {
        self.segment = None;
    }

    fn begin(&self) -> Result<Segment, LogError> {
        let id = random_id()?;
        Ok(Segment {
            id,
            cipher: self.cipher(Kind::Page, id)?,
            end: Covered {
                pages: 0,
                chain: [0; 32],
            },
            bytes: 0,
        })
    }

    fn append(&self, segment: &mut Segment, pages: &[Arc<[u8]>]) -> Result<(), LogError> {
        if pages.is_empty() && segment.bytes > 0 {
            return Ok(());
        }
        let mut frames = Vec::new();
        for page in pages {
            let sealed = segment.cipher.seal(segment.end.pages, page)?;
            let length = u32::try_from(sealed.len()).map_err(|_| LogError::TooLarge)?;
            frames.extend_from_slice(&length.to_be_bytes());
            segment.end = segment.end.after(&sealed);
            frames.extend_from_slice(&sealed);
        }
        let bytes = segment.bytes + frames.len() as u64;
        if bytes > self.largest {
            return Err(LogError::TooLarge);
        }
        let name = segment_name(segment.id);
        self.disk.write(&name, segment.bytes, &frames)?;
        self.disk.sync(&name)?;
        if segment.bytes == 0 {
            // Before a manifest names it.
            self.disk.sync_names()?;
        }
        segment.bytes = bytes;
        Ok(())
    }

    fn write_manifest(&self, segment: &Segment, state: &State) -> Result<(), LogError> {
        let manifest = Manifest {
            pages: segment.end.pages,
            bytes: segment.bytes,
            segment: segment.id,
            chain: segment.end.chain,
            state: state.clone(),
        };
        let plain = serde_json::to_vec(&manifest).map_err(|_| LogError::TooLarge)?;
        let mut file = [MAGIC.as_slice(), &VERSION.to_be_bytes()].concat();
        file.extend(self.seal_whole(Kind::Manifest, &plain)?);
        self.replace(MANIFEST, &file)
    }

    /// Writes the index of the pages that are on disk.
    pub(crate) fn write_index(&mut self, index: &[u8]) -> Result<(), LogError> {
        let file = self.seal_whole(Kind::Index, &pack(index))?;
        self.replace(INDEX, &file)?;
        self.indexed = self.end().map(|end| end.pages);
        Ok(())
    }

    /// `true` where the index on disk covers less than half of a record that takes a while to read: a load
    /// that is cut off has then not to be read again from its beginning. Twice as many pages each time:
    /// all indexes of a load together cost no more than two of its last.
    pub(crate) fn is_far_beyond_index(&self) -> bool {
        let indexed = self.indexed.unwrap_or_default();
        self.committed() >= INDEXED_FROM.max(indexed.saturating_mul(2))
    }

    /// Pages that the index on disk covers, where there is one.
    pub(crate) fn indexed(&self) -> Option<u64> {
        self.indexed
    }

    /// How far the disk has come, for an index to say what it covers.
    pub(crate) fn end(&self) -> Option<Covered> {
        self.segment.as_ref().map(|segment| segment.end)
    }

    fn seal_whole(&self, kind: Kind, plain: &[u8]) -> Result<Vec<u8>, LogError> {
        let id = random_id()?;
        let sealed = self.cipher(kind, id)?.seal(0, plain)?;
        Ok([id.as_slice(), &sealed].concat())
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), LogError> {
        let temporary = format!("{name}{NEW}");
        self.disk.write(&temporary, 0, bytes)?;
        self.disk.sync(&temporary)?;
        self.disk.rename(&temporary, name)?;
        self.disk.sync_names()?;
        Ok(())
    }

    fn cipher(&self, kind: Kind, id: FileId) -> Result<Cipher, SealFailed> {
        Cipher::new(&self.key, &self.partition, kind, id)
    }

    /// Removes files that nothing names any more. What cannot be removed now is removed another time.
    pub(crate) fn tidy(&self) {
        let current = self
            .segment
            .as_ref()
            .map(|segment| segment_name(segment.id));
        for name in self.disk.names().unwrap_or_default() {
            let is_wanted = match &current {
                Some(current) => name == *current || name == MANIFEST || name == INDEX,
                None => false,
            };
            if !is_wanted {
                let _ = self.disk.remove(&name);
            }
        }
    }

    /// Removes the record with its folder.
    pub(crate) fn destroy(self) -> io::Result<()> {
        self.disk.destroy()
    }
}

impl Covered {
    /// One page further.
    fn after(self, sealed: &[u8]) -> Self {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(&self.chain);
        // The tag stands for the page.
        let tag = sealed.len().saturating_sub(16);
        context.update(sealed.get(tag..).unwrap_or_default());
        let mut chain = [0; 32];
        chain.copy_from_slice(context.finish().as_ref());
        Self {
            pages: self.pages + 1,
            chain,
        }
    }
}

type Opened = (Vec<Arc<[u8]>>, Vec<[u8; 32]>);

/// The pages that the manifest counts, and the chain before each of them and after the last.
fn open_pages(cipher: &Cipher, file: &[u8], manifest: &Manifest) -> Option<Opened> {
    let mut rest = file.get(..usize::try_from(manifest.bytes).ok()?)?;
    let mut end = Covered {
        pages: 0,
        chain: [0; 32],
    };
    let (mut pages, mut chains) = (Vec::new(), vec![end.chain]);
    while let Some((length, after)) = rest.split_first_chunk() {
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (sealed, after) = after.split_at_checked(length)?;
        pages.push(cipher.open(end.pages, sealed)?.into());
        end = end.after(sealed);
        chains.push(end.chain);
        rest = after;
    }
    let is_whole = rest.is_empty() && end.pages == manifest.pages && end.chain == manifest.chain;
    is_whole.then_some((pages, chains))
}

fn segment_name(id: FileId) -> String {
    format!("pages-{}", hex(&id))
}

fn random_id() -> Result<FileId, SealFailed> {
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(|_| SealFailed)?;
    Ok(id)
}

#[cfg(test)]
mod faults;
#[cfg(test)]
mod tests;
