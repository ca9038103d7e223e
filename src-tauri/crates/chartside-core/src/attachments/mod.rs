//! Documents of a record: what a resource brings, opening one, saving one.
//!
//! What comes is made harmless by the crate `documents` before a screen sees any of it. Must never know:
//! what a viewer does with it, words for people.

mod fetch;
mod list;
mod open;
mod save;

use documents::Attachment;
use futures_util::Stream;
use tokio::task::spawn_blocking;
use url::Url;

use crate::app::App;
use crate::ipc::{
    AttachmentRef, Attachments, DocumentEvent, DocumentSaved, RecordRef, ResourceQuery,
};
use crate::problem::{Problem, ProblemCode};
use crate::record::RecordId;

/// Longest document that is opened or saved, in bytes.
const LIMIT: usize = 64 * 1024 * 1024;

/// The commands.
impl App {
    /// What a resource brings to be read.
    pub async fn attachments(&self, query: ResourceQuery) -> Result<Attachments, Problem> {
        let id = RecordId::parse(&query.record)?;
        let store = self.record(&query.record)?;
        let own = self.sessions().get(id.session());
        let listed = spawn_blocking(move || list::list(&store, &query.key, own.as_ref())).await;
        listed.map_err(|error| Problem::new(ProblemCode::Internal).logged(&error))?
    }

    /// Open a document of the record.
    pub fn open_document(
        &self,
        attachment: AttachmentRef,
    ) -> impl Stream<Item = DocumentEvent> + Send + use<> {
        open::open(self.clone(), attachment)
    }

    /// Stop opening a document.
    #[expect(
        clippy::unused_async,
        reason = "every command is awaited by its adapters"
    )]
    pub async fn close_document(&self, record: RecordRef) -> Result<(), Problem> {
        self.records().end_reading(RecordId::parse(&record.record)?);
        Ok(())
    }

    /// Save a document as it was sent.
    pub async fn save_document(&self, attachment: AttachmentRef) -> Result<DocumentSaved, Problem> {
        save::save(self, &attachment).await
    }

    /// Let the browser show an attachment that is at another server.
    pub async fn open_elsewhere(&self, attachment: AttachmentRef) -> Result<(), Problem> {
        let (_, found) = self.attachment(&attachment).await?;
        let address = found.url.as_deref().and_then(list::elsewhere);
        let address = address.ok_or_else(|| Problem::new(ProblemCode::DocumentGone))?;
        self.open_in_browser(&address).await
    }

    /// The attachment that is meant.
    async fn attachment(&self, wanted: &AttachmentRef) -> Result<(RecordId, Attachment), Problem> {
        let id = RecordId::parse(&wanted.record)?;
        let store = self.record(&wanted.record)?;
        let found = store.resource(&wanted.key);
        let (_, json) = found.ok_or_else(|| Problem::new(ProblemCode::ResourceUnknown))?;
        let index = wanted.index as usize;
        let read = spawn_blocking(move || {
            documents::attached(&json)
                .and_then(|attached| attached.attachments.into_iter().nth(index))
        });
        let read = read
            .await
            .map_err(|error| Problem::new(ProblemCode::Internal).logged(&error))?;
        let attachment = read.ok_or_else(|| Problem::new(ProblemCode::DocumentGone))?;
        Ok((id, attachment))
    }
}

/// The address, if it is one that a browser may be sent to.
fn for_browser(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    (url.scheme() == "https" && is_plain && url.host().is_some()).then_some(url)
}
