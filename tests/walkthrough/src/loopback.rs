//! As much HTTP/1.1 as the drivers and the browser's debugging port on 127.0.0.1 need.
//!
//! Must never reach another host: it takes a port, not an address.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// WebDriver commands wait for pages, so they may take long.
const READ_TIMEOUT: Duration = Duration::from_secs(90);

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// `Null` where the body is not JSON.
    pub(crate) body: Value,
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

/// Whether somebody listens on `port`.
pub(crate) fn is_open(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
}

pub(crate) fn get(port: u16, path: &str) -> io::Result<Answer> {
    request("GET", port, path, None)
}

pub(crate) fn request(
    method: &str,
    port: u16,
    path: &str,
    body: Option<&Value>,
) -> io::Result<Answer> {
    request_within(READ_TIMEOUT, method, port, path, body)
}

/// The same, for an answer that does not take long where it comes at all.
pub(crate) fn request_within(
    limit: Duration,
    method: &str,
    port: u16,
    path: &str,
    body: Option<&Value>,
) -> io::Result<Answer> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(limit))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    read_answer(&mut BufReader::new(stream))
}

fn read_answer(reader: &mut impl BufRead) -> io::Result<Answer> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line
        .split_ascii_whitespace()
        .nth(1)
        .and_then(|status| status.parse().ok())
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no HTTP status line"))?;
    let length = read_content_length(reader)?;
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok(Answer {
        status,
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    })
}

/// Reads the headers; without a `Content-Length` the body goes on until the connection closes.
fn read_content_length(reader: &mut impl BufRead) -> io::Result<u64> {
    let mut length = u64::MAX;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            return Ok(length);
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(u64::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_status_and_json_and_leaves_what_follows() {
        let raw = b"HTTP/1.1 404 Not Found\r\ncontent-length: 13\r\n\r\n{\"value\":\"x\"}rest";
        let answer = read_answer(&mut raw.as_slice()).unwrap();
        assert_eq!(answer.status, 404);
        assert_eq!(answer.body["value"], "x");
    }

    #[test]
    fn says_when_the_answer_is_no_http() {
        assert!(read_answer(&mut b"".as_slice()).is_err());
    }
}
