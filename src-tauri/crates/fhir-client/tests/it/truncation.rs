//! An answer that was cut off is an error at every place it can be cut, never a shorter record.

use std::io::Write;

use fhir_client::FhirError;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::server::{Server, all, bundle, refusal};

const PARTS: usize = 16;

fn body() -> Vec<u8> {
    bundle(&(0..40).collect::<Vec<_>>(), None).into_bytes()
}

fn gzipped() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&body()).unwrap();
    encoder.finish().unwrap()
}

/// The head, and `body` up to each sixteenth.
fn cuts(head: impl Fn(&[u8]) -> String, body: &[u8]) -> Vec<Vec<u8>> {
    let ends = (0..PARTS)
        .map(|part| body.len() * part / PARTS)
        .chain([body.len() - 1]);
    ends.map(|end| [head(&body[..end]).as_bytes(), &body[..end]].concat())
        .collect()
}

async fn refuses_each(answers: Vec<Vec<u8>>, hits: usize) {
    let checks = answers
        .into_iter()
        .enumerate()
        .map(|(cut, answer)| async move {
            let server = Server::raw(move |_| answer.clone()).await;
            let error = refusal(&server.client().0).await;
            assert!(
                matches!(error, FhirError::Truncated),
                "cut {cut}: {error:?}"
            );
            assert_eq!(server.hits().len(), hits, "cut {cut}");
        });
    all(checks).await;
}

#[tokio::test]
async fn refuses_a_body_shorter_than_its_content_length() {
    let whole = body().len();
    let head = |_: &[u8]| format!("HTTP/1.1 200 OK\r\nContent-Length: {whole}\r\n\r\n");
    refuses_each(cuts(head, &body()), 4).await;
}

#[tokio::test]
async fn refuses_json_that_was_cut_by_the_server_itself() {
    let head = |part: &[u8]| format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", part.len());
    refuses_each(cuts(head, &body()), 1).await;
}

#[tokio::test]
async fn refuses_a_body_that_ends_with_the_connection() {
    let head = |_: &[u8]| "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_owned();
    refuses_each(cuts(head, &body()), 1).await;
}

#[tokio::test]
async fn refuses_chunks_without_their_end() {
    let head = |part: &[u8]| {
        format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n",
            part.len() + 1
        )
    };
    refuses_each(cuts(head, &body()), 4).await;
}

#[tokio::test]
async fn refuses_gzip_that_was_cut() {
    let head = |_: &[u8]| {
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n".to_owned()
    };
    // The first cut is no gzip at all and reads as an empty body: no need to ask again.
    let mut answers = cuts(head, &gzipped());
    refuses_each(vec![answers.remove(0)], 1).await;
    refuses_each(answers, 4).await;
}
