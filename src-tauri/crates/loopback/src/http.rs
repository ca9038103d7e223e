//! As much of HTTP/1.1 as a browser needs to fetch one page: a request's head is read within limits of
//! size and time, one answer is written, the connection ends.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::LoopbackUnavailable;

/// Longest head of a request. A link with a long code and the browser's own headers fit.
const LONGEST_HEAD: usize = 64 * 1024;
/// How long a client may take for its request, and again for the answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections at the same time: a browser opens some that it does not use, and a client that says
/// nothing must not keep it out.
pub(crate) const MOST: usize = 32;

/// A free port of 127.0.0.1, chosen by the system.
pub(crate) async fn bind() -> Result<(TcpListener, SocketAddr), LoopbackUnavailable> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .map_err(LoopbackUnavailable)?;
    let address = listener.local_addr().map_err(LoopbackUnavailable)?;
    Ok((listener, address))
}

/// An answer to a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    status: &'static str,
    policy: String,
    body: String,
}

impl Answer {
    pub(crate) fn page(policy: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            status: "200 OK",
            policy: policy.into(),
            body: body.into(),
        }
    }

    pub(crate) fn refusal(status: &'static str) -> Self {
        Self {
            status,
            policy: "default-src 'none'".to_owned(),
            body: String::new(),
        }
    }

    fn text(&self) -> String {
        let Self {
            status,
            policy,
            body,
        } = self;
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\n\
             Content-Type: text/html; charset=utf-8\r\n\
             Content-Length: {length}\r\n\
             Content-Security-Policy: {policy}\r\n\
             Cache-Control: no-store\r\n\
             Referrer-Policy: no-referrer\r\n\
             X-Content-Type-Options: nosniff\r\n\
             X-Frame-Options: DENY\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\n\
             Connection: close\r\n\r\n{body}"
        )
    }
}

/// Reads a request and gives its target, path and query, where it is a `GET` for this address. What
/// else comes is answered here.
pub(crate) async fn target(stream: &mut TcpStream, address: SocketAddr) -> Option<String> {
    let head = match tokio::time::timeout(PATIENCE, head(stream)).await {
        Ok(Ok(Some(head))) => head,
        Ok(Ok(None)) => {
            answer(stream, &Answer::refusal("400 Bad Request")).await;
            return None;
        }
        Ok(Err(_)) | Err(_) => return None,
    };
    match read(&head, &address.to_string()) {
        Ok(target) => Some(target),
        Err(refusal) => {
            answer(stream, &refusal).await;
            None
        }
    }
}

/// Writes the answer. A browser that went away misses it.
pub(crate) async fn answer(stream: &mut TcpStream, answer: &Answer) {
    let text = answer.text();
    let written = async {
        stream.write_all(text.as_bytes()).await?;
        stream.shutdown().await?;
        // Closed with something unread, the system would take the answer back.
        let mut rest = [0_u8; 1024];
        while stream.read(&mut rest).await? > 0 {}
        io::Result::Ok(())
    };
    let _gone = tokio::time::timeout(PATIENCE, written).await;
}

/// Everything up to the empty line; `None` where it is too long or the client stops before.
async fn head(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    loop {
        let mut part = [0_u8; 4096];
        let read = stream.read(&mut part).await?;
        bytes.extend_from_slice(part.get(..read).unwrap_or_default());
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            bytes.truncate(end);
            return Ok(String::from_utf8(bytes).ok());
        }
        if read == 0 || bytes.len() > LONGEST_HEAD {
            return Ok(None);
        }
    }
}

fn read(head: &str, host: &str) -> Result<String, Answer> {
    let bad = || Answer::refusal("400 Bad Request");
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(bad());
    };
    if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
        return Err(bad());
    }
    // Another name that leads here belongs to somebody who wants to read the answer (DNS rebinding).
    let mut hosts = lines
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    let is_own = hosts.next().is_some_and(|(_, value)| value.trim() == host);
    if !is_own || hosts.next().is_some() {
        return Err(Answer::refusal("421 Misdirected Request"));
    }
    if method != "GET" {
        return Err(Answer::refusal("405 Method Not Allowed"));
    }
    Ok(target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "127.0.0.1:4000";

    fn status(head: &str) -> &'static str {
        read(head, HOST).map_or_else(|refusal| refusal.status, |_| "200 OK")
    }

    #[test]
    fn only_a_get_for_this_address_is_read() {
        let get = format!("GET /callback?code=1 HTTP/1.1\r\nHost: {HOST}\r\nAccept: */*");
        assert_eq!(read(&get, HOST), Ok("/callback?code=1".to_owned()));
        for (head, wanted) in [
            ("", "400 Bad Request"),
            ("GET", "400 Bad Request"),
            (
                "GET / more HTTP/1.1\r\nHost: 127.0.0.1:4000",
                "400 Bad Request",
            ),
            (
                "GET http://127.0.0.1:4000/ HTTP/1.1\r\nHost: 127.0.0.1:4000",
                "400 Bad Request",
            ),
            ("GET / HTTP/2\r\nHost: 127.0.0.1:4000", "400 Bad Request"),
            ("GET / HTTP/1.1", "421 Misdirected Request"),
            (
                "GET / HTTP/1.1\r\nHost: evil.example",
                "421 Misdirected Request",
            ),
            (
                "GET / HTTP/1.1\r\nHost: localhost:4000",
                "421 Misdirected Request",
            ),
            (
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nhost: evil.example",
                "421 Misdirected Request",
            ),
            (
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:4000",
                "405 Method Not Allowed",
            ),
            (
                "HEAD / HTTP/1.1\r\nHost: 127.0.0.1:4000",
                "405 Method Not Allowed",
            ),
        ] {
            assert_eq!(status(head), wanted, "{head}");
        }
    }
}
