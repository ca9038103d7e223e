//! The bytes of an attachment: from the resource itself, or from the server that the record is from.

use std::time::Duration;

use documents::{Attachment, MediaType, decode_base64};
use fhir_client::{Content, FhirClient, FhirError, Patience, Progress};
use serde::Deserialize;

use super::LIMIT;
use crate::app::App;
use crate::problem::{Problem, ProblemCode};
use crate::record::RecordId;
use crate::session::OpenSession;

/// Bytes, and what they are said to be.
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    pub(super) declared: Option<String>,
}

/// A document of the largest size over a slow line.
const PATIENCE: Patience = Patience {
    idle: Duration::from_secs(30),
    total: Duration::from_mins(15),
};

pub(super) async fn fetch(
    app: &App,
    id: RecordId,
    attachment: &Attachment,
    progress: &Progress<'_>,
) -> Result<Fetched, Problem> {
    let declared = attachment.content_type.clone();
    if let Some(data) = &attachment.data {
        return Ok(Fetched {
            bytes: decoded(data)?,
            declared,
        });
    }
    let link = attachment
        .url
        .as_deref()
        .ok_or_else(|| Problem::new(ProblemCode::DocumentGone))?;
    let opened = app.open_session(id.session()).await?;
    let client = FhirClient::with_patience(
        opened.fhir_base_url(),
        app.http(),
        opened.authorize(app.vendor_of(&opened).await.along.as_ref()),
        PATIENCE,
    )
    .map_err(|error| Problem::new(ProblemCode::AddressInvalid).logged(&error))?;
    let wanted = MediaType::parse(declared.as_deref().unwrap_or_default());
    let content = ask(&client, link, &wanted, progress).await;
    let content = match content {
        Ok(content) => content,
        Err(error) => return Err(refused(&opened, &error).await),
    };
    unwrapped(content, declared)
}

/// Some servers give a `Binary` only as what it is declared to be, some only as FHIR.
async fn ask(
    client: &FhirClient,
    link: &str,
    wanted: &MediaType,
    progress: &Progress<'_>,
) -> Result<Content, FhirError> {
    let accept = (!wanted.says_nothing()).then(|| format!("{}, */*;q=0.5", wanted.essence()));
    let raw = client
        .content(link, accept.as_deref(), LIMIT, progress)
        .await;
    match raw {
        Err(FhirError::BadRequest { .. } | FhirError::NotFhir { .. }) => {
            // As FHIR it is a third longer.
            client
                .content(
                    link,
                    Some("application/fhir+json"),
                    LIMIT / 3 * 4 + 4096,
                    progress,
                )
                .await
        }
        other => other,
    }
}

async fn refused(opened: &OpenSession, error: &FhirError) -> Problem {
    if matches!(error, FhirError::Unauthorized { challenged: true })
        && let Some(problem) = opened.refused().await
    {
        return problem.logged(error);
    }
    let problem = Problem::from(error);
    let is_gone = problem.code == ProblemCode::NotSupported;
    let code = if is_gone {
        ProblemCode::DocumentGone
    } else {
        problem.code
    };
    Problem { code, ..problem }.logged(error)
}

/// Takes a `Binary` that came as FHIR apart.
fn unwrapped(content: Content, declared: Option<String>) -> Result<Fetched, Problem> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Binary {
        resource_type: String,
        content_type: Option<String>,
        data: Option<String>,
        content: Option<String>,
    }
    let Content {
        content_type,
        bytes,
    } = content;
    let is_json =
        bytes.trim_ascii_start().starts_with(b"{") && !is_json_wanted(declared.as_deref());
    let binary = is_json
        .then(|| serde_json::from_slice::<Binary>(&bytes).ok())
        .flatten();
    if let Some(binary) = binary.filter(|binary| binary.resource_type == "Binary") {
        let data = binary.data.or(binary.content);
        let data = data.ok_or_else(|| Problem::new(ProblemCode::DocumentGone))?;
        let declared = declared.or(binary.content_type);
        return Ok(Fetched {
            bytes: decoded(&data)?,
            declared,
        });
    }
    let says_nothing = |text: &String| MediaType::parse(text).says_nothing();
    let declared = declared.filter(|text| !says_nothing(text)).or(content_type);
    Ok(Fetched { bytes, declared })
}

fn is_json_wanted(declared: Option<&str>) -> bool {
    declared.is_some_and(|declared| MediaType::parse(declared).essence().ends_with("json"))
}

fn decoded(data: &str) -> Result<Vec<u8>, Problem> {
    if data.len() / 4 * 3 > LIMIT {
        return Err(Problem::new(ProblemCode::TooLarge));
    }
    decode_base64(data)
        .map_err(|error| Problem::new(ProblemCode::DocumentUnreadable).logged(&error))
}
