//! Bytes of a document in, something that is safe to show out.
//!
//! [`open`] compares what an attachment says it is with what its bytes are, decodes it and turns it into
//! one of a few things that cannot act: a PDF or a picture for viewers that run nothing, plain text, or
//! [`SafeHtml`], which only [`sanitise`] can make. Nothing here panics, fetches, or works longer than in
//! proportion to what came.
//!
//! Must never know: HTTP, Tauri, the clock, the patient's record beyond a name and a birth date, words
//! for people.

mod attachment;
mod cda;
mod charset;
mod content;
mod file_name;
mod html;
mod kind;
mod media_type;
mod person;
mod rtf;

pub use attachment::{Attached, Attachment, NotBase64, attached, decode_base64};
pub use cda::{Cda, CdaSection, Party};
pub use charset::PlainText;
pub use content::{Content, Opened, open};
pub use file_name::{FileName, file_name};
pub use html::{LeftOut, Markup, PageLink, SafeHtml, Syntax, allow_list, narrative, sanitise};
pub use kind::{ImageKind, Kind, sniff};
pub use media_type::MediaType;
pub use person::{Difference, Person, differences};
