//! Where a browser comes back to (RFC 8252 §7.3, §8.3).

use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use crate::LoopbackUnavailable;
use crate::http::{self, Answer, MOST};

const PATH: &str = "/callback";
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const DONE: &str = include_str!("done.html");

/// A port of 127.0.0.1 that waits for a browser to come back. Dropping it closes the port.
#[derive(Debug)]
pub struct Callback {
    listener: TcpListener,
    address: SocketAddr,
}

/// A link that came in, and where to say whether it was the one.
struct Visit {
    link: String,
    is_awaited: oneshot::Sender<bool>,
}

impl Callback {
    /// Takes a port, which the system chooses.
    pub async fn bind() -> Result<Self, LoopbackUnavailable> {
        let (listener, address) = http::bind().await?;
        Ok(Self { listener, address })
    }

    /// `http://127.0.0.1:{port}/callback`
    pub fn uri(&self) -> String {
        format!("http://{}{PATH}", self.address)
    }

    /// Waits for the link that `is_awaited` says yes to, tells the browser so and closes the port. It
    /// is asked once for each link: others come from pages and programs that only guessed the port,
    /// and must not end what they know nothing of.
    pub async fn wait(self, mut is_awaited: impl FnMut(&str) -> bool) {
        let mut connections = JoinSet::new();
        let (visits, mut visitors) = mpsc::channel(MOST);
        loop {
            tokio::select! {
                Some(Visit { link, is_awaited: verdict }) = visitors.recv() => {
                    let yes = is_awaited(&link);
                    // A browser that went away needs no answer.
                    let _ = verdict.send(yes);
                    if yes {
                        // Its answer is still being written.
                        connections.detach_all();
                        return;
                    }
                }
                Ok((stream, _)) = self.listener.accept(), if connections.len() < MOST => {
                    connections.spawn(serve(stream, self.address, visits.clone()));
                }
                Some(_) = connections.join_next() => {}
            }
        }
    }
}

async fn serve(mut stream: TcpStream, address: SocketAddr, visits: mpsc::Sender<Visit>) {
    let Some(target) = http::target(&mut stream, address).await else {
        return;
    };
    let is_here = target
        .strip_prefix(PATH)
        .is_some_and(|rest| rest.starts_with('?'));
    if !is_here {
        return http::answer(&mut stream, &Answer::refusal("404 Not Found")).await;
    }
    let (is_awaited, verdict) = oneshot::channel();
    let visit = Visit {
        link: format!("http://{address}{target}"),
        is_awaited,
    };
    // Refused where nobody waits any more, too.
    let yes = visits.send(visit).await.is_ok() && verdict.await.unwrap_or(false);
    let answer = if yes {
        Answer::page(POLICY, DONE)
    } else {
        Answer::refusal("400 Bad Request")
    };
    http::answer(&mut stream, &answer).await;
}
