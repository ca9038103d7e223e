//! Every way of saying no has its own variant.

use fhir_client::{FhirError, Severity};

use crate::server::{Server, answer, bundle, collect, ids, observations, refusal};

const CATEGORY: &str = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"required","diagnostics":"Must have either code or category."}]}"#;

async fn answered(status: u16, body: &'static str) -> FhirError {
    let server = Server::start(move |_, _| answer(status, body)).await;
    let (client, _) = server.client();
    refusal(&client).await
}

#[tokio::test]
async fn names_each_refusal_by_what_can_be_done() {
    use FhirError::{BadRequest, Busy, Forbidden, Gone, NotFhir, NotSupported, ServerFailed};
    assert!(matches!(answered(410, "").await, Gone { remark: None }));
    for status in [404, 405, 501] {
        assert!(
            matches!(
                answered(status, "<html>").await,
                NotSupported { remark: None }
            ),
            "{status}"
        );
    }
    for status in [400, 406, 409, 412, 418, 422] {
        assert!(
            matches!(answered(status, "").await, BadRequest { remark: None }),
            "{status}"
        );
    }
    for status in [500, 505, 599] {
        assert!(
            matches!(
                answered(status, "{}").await,
                ServerFailed { remark: None, .. }
            ),
            "{status}"
        );
    }
    for status in [304, 300, 302] {
        assert!(
            matches!(answered(status, "").await, NotFhir { title: None }),
            "{status}"
        );
    }
    assert!(matches!(
        answered(403, "").await,
        Forbidden { remark: None }
    ));
    assert!(matches!(
        answered(429, "").await,
        Busy { retry_after: None }
    ));
}

#[tokio::test]
async fn carries_the_words_of_the_server() {
    let FhirError::BadRequest {
        remark: Some(remark),
    } = answered(400, CATEGORY).await
    else {
        panic!()
    };
    assert_eq!(
        (remark.severity, remark.code.as_str()),
        (Severity::Error, "required")
    );
    assert_eq!(remark.text, "Must have either code or category.");
    let FhirError::Forbidden {
        remark: Some(remark),
    } = answered(403, CATEGORY).await
    else {
        panic!()
    };
    assert_eq!(remark.code, "required");
}

#[tokio::test]
async fn takes_pages_that_are_not_fhir_for_what_they_are() {
    for body in [
        "<!DOCTYPE html><title></title>",
        "<Bundle/>",
        "[]",
        "{}",
        r#"{"resourceType":"Patient"}"#,
    ] {
        assert!(
            matches!(answered(200, body).await, FhirError::NotFhir { .. }),
            "{body}"
        );
    }
    let server = Server::start(|_, _| answer(200, vec![b'{', 0xff, 0xfe])).await;
    assert!(matches!(
        refusal(&server.client().0).await,
        FhirError::NotFhir { .. }
    ));
}

#[tokio::test]
async fn t26_reads_past_a_byte_order_mark() {
    let server = Server::start(|_, _| answer(200, format!("\u{feff}{}", bundle(&[1], None)))).await;
    let (pages, error) = collect(&server.client().0, observations()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids(&pages), [1]);
}

#[tokio::test]
async fn reads_one_resource_and_refuses_another_type() {
    let server =
        Server::start(|_, _| answer(200, r#" {"resourceType":"Patient","id":"a/1","x":1.10} "#))
            .await;
    let (client, _) = server.client();
    let patient = client.read("Patient", "a/1").await.unwrap();
    assert_eq!(
        patient.json(),
        r#"{"resourceType":"Patient","id":"a/1","x":1.10}"#
    );
    assert_eq!(server.hits()[0].path, "/fhir/Patient/a%2F1");
    assert!(matches!(
        client.read("Observation", "1").await,
        Err(FhirError::NotFhir { .. })
    ));
    assert!(matches!(
        client.read("Patient", "..").await,
        Err(FhirError::InvalidName)
    ));
    assert_eq!(server.hits().len(), 2);
}

#[tokio::test]
async fn surfaces_what_the_server_withheld() {
    let body = r#"{"resourceType":"Bundle","total":1,"entry":[
        {"resource":{"resourceType":"Observation","id":"1"},"search":{"mode":"match"}},
        {"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"suppressed",
          "details":{"text":"Client not authorized for Observation - SmartData Elements."}}]},"search":{"mode":"outcome"}}]}"#;
    let server = Server::start(move |_, _| answer(200, body)).await;
    let (pages, _) = collect(&server.client().0, observations()).await;
    assert_eq!((ids(&pages), pages[0].total), (vec![1], Some(1)));
    assert_eq!(pages[0].remarks[0].severity, Severity::Warning);
    assert!(
        pages[0].remarks[0]
            .text
            .starts_with("Client not authorized")
    );
}

#[tokio::test]
async fn f37_a_page_for_people_is_named_by_its_title() {
    let page = "<!DOCTYPE html><title>Guest &amp; visitor network</title>";
    assert!(matches!(
        answered(200, page).await,
        FhirError::NotFhir { title: Some(title) } if title == "Guest & visitor network"
    ));
    let FhirError::NotSupported {
        remark: Some(remark),
    } = answered(404, page).await
    else {
        panic!()
    };
    assert_eq!(remark.text, "Guest & visitor network");
}

#[tokio::test]
async fn f37_xml_is_asked_for_once_more_as_json() {
    let server = Server::start(|hit, _| {
        if hit.path.ends_with("&_format=json") {
            answer(200, bundle(&[1], None))
        } else {
            answer(
                200,
                "<?xml version=\"1.0\"?><Bundle xmlns=\"http://hl7.org/fhir\"/>",
            )
        }
    })
    .await;
    let (pages, error) = collect(&server.client().0, observations()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((ids(&pages), server.hits().len()), (vec![1], 2));
    assert!(
        server.hits()[0]
            .headers
            .contains("accept: application/fhir+json,")
    );

    let stubborn = Server::start(|_, _| answer(200, "<Bundle/>")).await;
    assert!(matches!(
        refusal(&stubborn.client().0).await,
        FhirError::NotFhir { title: None }
    ));
    assert_eq!(stubborn.hits().len(), 2);
}
