//! A copy of a document in the folder for downloads, under a name that nothing of the server is in.

use std::io::{self, Write as _};
use std::path::Path;

use documents::FileName;
use tokio::task::spawn_blocking;

use super::fetch::fetch;
use crate::activity::What;
use crate::app::App;
use crate::export::Unfinished;
use crate::ipc::{AttachmentRef, DocumentSaved};
use crate::problem::{Problem, ProblemCode};

pub(super) async fn save(app: &App, wanted: &AttachmentRef) -> Result<DocumentSaved, Problem> {
    app.policy().permits_export()?;
    let (id, attachment) = app.attachment(wanted).await?;
    let entry = app.record(&wanted.record)?.resource(&wanted.key);
    let date = entry.and_then(|(entry, _)| entry.date).map(|date| date.raw);
    let bytes = fetch(app, id, &attachment, &|_, _| {}).await?.bytes;
    let folder = app.settings().exports.clone();
    let written = spawn_blocking(move || {
        let name = documents::file_name(documents::sniff(&bytes), &bytes, date.as_deref());
        write(&folder, &name, &bytes)
    });
    let failed =
        |error: &dyn std::error::Error| Problem::new(ProblemCode::DocumentNotSaved).logged(error);
    let written = written.await.map_err(|error| failed(&error))?;
    let file = written.map_err(|error| failed(&error))?;
    app.note_document(id, What::DocumentSaved);
    Ok(DocumentSaved { file })
}

/// Writes a file that was not there before; gives its name.
fn write(folder: &Path, name: &FileName, bytes: &[u8]) -> io::Result<String> {
    let (unfinished, mut file) = Unfinished::file(folder, &name.stem, name.ending)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    let name = unfinished.finish()?;
    mark(&folder.join(&name));
    Ok(name)
}

/// Tells Windows that the file came from elsewhere, so that what opens it is careful.
#[cfg(windows)]
fn mark(path: &Path) {
    let mut stream = path.as_os_str().to_owned();
    stream.push(":Zone.Identifier");
    // Disks without such streams have nothing to tell.
    let _ = std::fs::write(stream, "[ZoneTransfer]\r\nZoneId=3\r\n");
}

#[cfg(not(windows))]
fn mark(_: &Path) {}
