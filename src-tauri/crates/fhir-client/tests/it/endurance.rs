//! Servers that are busy, slow, endless or gone.

use std::io::Write;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::Response;
use fhir_client::{FhirClient, FhirError, Hosts, Patience};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::{StreamExt, stream};

use crate::server::{
    Hit, Server, Tokens, all, answer, bundle, collect, http, ids, observations, refusal,
    with_header,
};

#[tokio::test]
async fn tries_again_after_passing_failures() {
    for status in [408, 502, 503, 504, 429] {
        let server = Server::start(move |_, before| {
            if before < 3 {
                answer(status, "")
            } else {
                answer(200, bundle(&[1], None))
            }
        })
        .await;
        let (pages, error) = collect(&server.client().0, observations()).await;
        assert!(error.is_none(), "{status}: {error:?}");
        assert_eq!((ids(&pages), server.hits().len()), (vec![1], 4), "{status}");
    }
}

#[tokio::test]
async fn gives_up_after_four_tries() {
    for status in [408, 502, 504] {
        let server = Server::start(move |_, _| answer(status, "")).await;
        let error = refusal(&server.client().0).await;
        assert!(
            matches!(error, FhirError::ServerFailed { status: s, .. } if s == status),
            "{error:?}"
        );
        assert_eq!(server.hits().len(), 4);
    }
}

#[tokio::test]
async fn tries_again_after_a_cut_connection() {
    let server = Server::raw(|before| {
        let body = bundle(&[1], None);
        let whole = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        if before == 0 {
            Vec::new()
        } else {
            whole.into_bytes()
        }
    })
    .await;
    let (pages, error) = collect(&server.client().0, observations()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((ids(&pages), server.hits().len()), (vec![1], 2));
}

#[tokio::test]
async fn says_at_once_that_nobody_listens() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let base = format!("http://{free}/fhir");
    let client = FhirClient::new(&base, http(), Arc::new(Tokens::default())).unwrap();
    let error = refusal(&client).await;
    assert!(
        matches!(&error, FhirError::Unreachable(source) if source.is_connect()),
        "{error:?}"
    );
    assert!(!format!("{error:?}").contains("/fhir"));
}

#[tokio::test]
async fn holds_back_every_request_while_the_server_asks_for_it() {
    let server = Server::start(|_, before| {
        if before == 0 {
            with_header(answer(429, ""), "retry-after", "1")
        } else {
            answer(200, bundle(&[1], None))
        }
    })
    .await;
    let (client, _) = server.client();
    let (first, second) = tokio::join!(collect(&client, observations()), async {
        while client.resumes_in().is_none() {
            tokio::task::yield_now().await;
        }
        collect(&client.clone(), observations()).await
    });
    assert!(first.1.is_none() && second.1.is_none());
    let hits = server.hits();
    assert_eq!(hits.len(), 3);
    for later in &hits[1..] {
        assert!(later.at.duration_since(hits[0].at) >= Duration::from_secs(1));
    }
    assert!(client.resumes_in().is_none());
}

#[tokio::test]
async fn f33_a_host_that_says_when_is_asked_until_it_answers() {
    let server = Server::start(|_, before| {
        if before < 7 {
            with_header(answer(503, ""), "retry-after", "0")
        } else {
            answer(200, bundle(&[1], None))
        }
    })
    .await;
    let (pages, error) = collect(&server.client().0, observations()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((ids(&pages), server.hits().len()), (vec![1], 8));
}

fn of_another_person(server: &Server, hosts: &Hosts) -> FhirClient {
    let tokens = Arc::new(Tokens::default());
    FhirClient::among(&server.base(), http(), tokens, hosts).unwrap()
}

#[tokio::test]
async fn f33_a_pause_holds_back_every_client_of_the_host_and_is_told_to_each() {
    let server = Server::start(|_, before| {
        if before == 0 {
            with_header(answer(429, ""), "retry-after", "1")
        } else {
            answer(200, bundle(&[1], None))
        }
    })
    .await;
    let hosts = Hosts::default();
    let (first, second) = (
        of_another_person(&server, &hosts),
        of_another_person(&server, &hosts),
    );
    let told = second.pauses();
    let (_, pause, later) = tokio::join!(
        collect(&first, observations()),
        async { pin!(told).next().await.unwrap() },
        async {
            while second.resumes_in().is_none() {
                tokio::task::yield_now().await;
            }
            collect(&second, observations()).await
        }
    );
    assert!(pause > Duration::from_millis(500) && pause <= Duration::from_secs(1));
    assert!(later.1.is_none());
    let hits = server.hits();
    let since = |hit: &Hit| hit.at.duration_since(hits[0].at);
    assert!(
        hits[1..]
            .iter()
            .all(|hit| since(hit) >= Duration::from_secs(1))
    );
}

#[tokio::test]
async fn a_host_is_asked_more_at_once_while_it_answers_and_not_without_end() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, seen) = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::start(move |_, _| {
        seen.fetch_max(counted.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let counted = Arc::clone(&counted);
        // The body comes after others had the time to come too.
        let body = stream::once(async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            counted.fetch_sub(1, Ordering::SeqCst);
            Ok::<_, std::io::Error>(Bytes::from(bundle(&[1], None)))
        });
        Response::new(Body::from_stream(body))
    })
    .await;
    let hosts = Hosts::default();
    let clients: Vec<_> = (0..3).map(|_| of_another_person(&server, &hosts)).collect();
    let asked = (0..300).map(|number| collect(&clients[number % 3], observations()));
    assert!(all(asked).await.iter().all(|(_, error)| error.is_none()));
    let most = most.load(Ordering::SeqCst);
    assert!((9..=32).contains(&most), "{most}");
    assert_eq!(now.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn does_not_wait_for_a_silent_server() {
    let patience = Patience {
        idle: Duration::from_millis(50),
        total: Duration::from_mins(1),
    };
    let endless = || {
        Response::new(Body::from_stream(stream::pending::<
            Result<Bytes, std::io::Error>,
        >()))
    };
    let server = Server::start(move |_, _| endless()).await;
    assert!(matches!(
        refusal(&server.patient_client(patience).0).await,
        FhirError::TimedOut
    ));
    assert_eq!(server.hits().len(), 1, "a silent server is not asked again");
}

#[tokio::test]
async fn t24_does_not_wait_for_a_server_that_drips() {
    let patience = Patience {
        idle: Duration::from_secs(30),
        total: Duration::from_millis(200),
    };
    let server = Server::start(|_, _| {
        let drips = stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_millis(5)).await;
            Some((Ok::<_, std::io::Error>(Bytes::from_static(b" ")), ()))
        });
        Response::new(Body::from_stream(drips))
    })
    .await;
    assert!(matches!(
        refusal(&server.patient_client(patience).0).await,
        FhirError::TimedOut
    ));
}

/// One mebibyte of blanks after another, for ever; `sent` counts them.
fn endless_blanks(sent: Arc<AtomicUsize>) -> Body {
    let parts = stream::repeat_with(move || {
        sent.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 1024 * 1024]))
    });
    Body::from_stream(parts)
}

/// 40 MiB of blanks in 40 kB, and then nothing: who waits for the end waits for ever.
fn bomb() -> Body {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&vec![b' '; 40 * 1024 * 1024]).unwrap();
    encoder.flush().unwrap();
    let packed = Bytes::from(std::mem::take(encoder.get_mut()));
    assert!(packed.len() < 400_000, "{} bytes", packed.len());
    let start = stream::iter([Ok::<_, std::io::Error>(packed)]);
    Body::from_stream(start.chain(stream::pending()))
}

#[tokio::test]
async fn t24_stops_an_endless_body_at_the_cap() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&sent);
    let server =
        Server::start(move |_, _| Response::new(endless_blanks(Arc::clone(&counter)))).await;
    assert!(matches!(
        refusal(&server.client().0).await,
        FhirError::TooLarge
    ));
    let parts = sent.load(Ordering::Relaxed);
    assert!(
        (32..64).contains(&parts),
        "{parts} MiB: 32 MiB and what sockets hold"
    );
}

#[tokio::test]
async fn t24_stops_a_gzip_bomb_at_the_cap() {
    let server =
        Server::start(|_, _| with_header(Response::new(bomb()), "content-encoding", "gzip")).await;
    let error = refusal(&server.client().0).await;
    assert!(matches!(error, FhirError::TooLarge), "{error:?}");
    assert_eq!(server.hits().len(), 1);
}
