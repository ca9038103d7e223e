//! Browsers, pages and programs that come to a port of loopback.

#![expect(clippy::unwrap_used, reason = "a test ends where it is surprised")]

use std::net::SocketAddr;

use loopback::{Callback, FormPage};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::Url;

fn address(url: &str) -> SocketAddr {
    let url = Url::parse(url).unwrap();
    SocketAddr::from(([127, 0, 0, 1], url.port().unwrap()))
}

/// Sends a request and gives the whole answer; `None` where nobody listens.
async fn send(to: SocketAddr, request: &str) -> Option<String> {
    let mut stream = TcpStream::connect(to).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    Some(answer)
}

async fn ask(to: SocketAddr, method: &str, target: &str, host: &str) -> Option<String> {
    let request = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    send(to, &request).await
}

async fn get(to: SocketAddr, target: &str) -> Option<String> {
    ask(to, "GET", target, &to.to_string()).await
}

fn is(answer: Option<&String>, status: &str) -> bool {
    answer.is_some_and(|answer| answer.starts_with(&format!("HTTP/1.1 {status}")))
}

/// A callback that awaits `state=right`, and the link that it got.
async fn callback() -> (SocketAddr, JoinHandle<Vec<String>>) {
    let callback = Callback::bind().await.unwrap();
    let to = address(&callback.uri());
    let waiting = tokio::spawn(async move {
        let mut links = Vec::new();
        callback
            .wait(|link| {
                links.push(link.to_owned());
                link.ends_with("state=right")
            })
            .await;
        links
    });
    (to, waiting)
}

async fn form() -> (String, SocketAddr, JoinHandle<()>) {
    let action = Url::parse("https://ehr.example/authorize?x=1").unwrap();
    let back = Url::parse("org.chartside.app:/callback").unwrap();
    let fields = [
        ("client_id", "a".to_owned()),
        ("launch", "\"><script>".to_owned()),
    ];
    let page = FormPage::bind(&action, &fields, &back).await.unwrap();
    let url = page.url();
    let to = address(&url);
    let path = Url::parse(&url).unwrap().path().to_owned();
    (path, to, tokio::spawn(page.serve()))
}

#[tokio::test]
async fn a_browser_comes_back_once_and_the_port_closes() {
    let (to, waiting) = callback().await;
    let answer = get(to, "/callback?code=c&state=right").await;
    assert!(is(answer.as_ref(), "200"));
    let answer = answer.unwrap();
    for wanted in [
        "You can go back to Chartside",
        "Content-Security-Policy: default-src 'none'",
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "Connection: close",
    ] {
        assert!(answer.contains(wanted), "{wanted}");
    }
    assert!(!answer.contains("code=c") && !answer.contains("<script"));
    let link = format!("http://{to}/callback?code=c&state=right");
    assert_eq!(waiting.await.unwrap(), [link]);
    assert_eq!(get(to, "/callback?code=c&state=right").await, None);
}

/// Stands for the address of the listener in [`GUESSES`].
const OWN: &str = "own";

/// Method, target, host and the status that they get.
const GUESSES: &[(&str, &str, &str, &str)] = &[
    ("GET", "/", OWN, "404"),
    ("GET", "/callback", OWN, "404"),
    ("GET", "/callback/?state=right", OWN, "404"),
    ("GET", "/callbacks?state=right", OWN, "404"),
    ("GET", "/favicon.ico", OWN, "404"),
    ("GET", "/callback?state=right", "evil.example", "421"),
    ("GET", "/callback?state=right", "localhost", "421"),
    ("POST", "/callback?state=right", OWN, "405"),
    ("OPTIONS", "/callback?state=right", OWN, "405"),
    ("GET", "/callback?code=c&state=wrong", OWN, "400"),
    ("GET", "//callback?state=right", OWN, "404"),
    ("GET", "/CALLBACK?state=right", OWN, "404"),
    ("GET", "/%63allback?state=right", OWN, "404"),
    ("GET", "/./callback?state=right", OWN, "404"),
    ("GET", "/callback%2f?state=right", OWN, "404"),
    ("GET", "/callback;x?state=right", OWN, "404"),
    ("GET", "/callback#?state=right", OWN, "404"),
    ("GET", "/.well-known/x", OWN, "404"),
    ("GET", "callback?state=right", OWN, "400"),
    (
        "GET",
        "http://evil.example/callback?state=right",
        OWN,
        "400",
    ),
    ("GET", "*", OWN, "400"),
    ("GET", "/callback?state=right", "", "421"),
    ("GET", "/callback?state=right", "127.0.0.1", "421"),
    ("GET", "/callback?state=right", "127.0.0.1:1", "421"),
    (
        "GET",
        "/callback?state=right",
        "rebound.evil.example",
        "421",
    ),
    ("HEAD", "/callback?state=right", OWN, "405"),
    ("PUT", "/callback?state=right", OWN, "405"),
    ("DELETE", "/callback?state=right", OWN, "405"),
    ("CONNECT", "/callback?state=right", OWN, "405"),
    ("get", "/callback?state=right", OWN, "405"),
];

#[tokio::test]
async fn t16_what_only_guessed_the_port_is_refused_and_ends_nothing() {
    let (to, waiting) = callback().await;
    let own = to.to_string();
    for &(method, target, host, status) in GUESSES {
        let host = if host == OWN { &own } else { host };
        let answer = ask(to, method, target, host).await;
        assert!(
            is(answer.as_ref(), status),
            "{method} {target} {host}: {answer:?}"
        );
    }
    let long = "x".repeat(70_000);
    let answer = get(to, &format!("/callback?state=right&{long}")).await;
    assert!(answer.is_none() || is(answer.as_ref(), "400"));
    assert!(is(send(to, "nonsense\r\n\r\n").await.as_ref(), "400"));
    let right = "/callback?code=c&state=right";
    assert!(is(get(to, right).await.as_ref(), "200"));
    let wrong = format!("http://{to}/callback?code=c&state=wrong");
    assert_eq!(
        waiting.await.unwrap(),
        [wrong, format!("http://{to}{right}")]
    );
}

#[tokio::test]
async fn clients_that_say_nothing_keep_nobody_out() {
    let (to, waiting) = callback().await;
    let mut silent = Vec::new();
    for _ in 0..8 {
        silent.push(TcpStream::connect(to).await.unwrap());
    }
    let mut slow = TcpStream::connect(to).await.unwrap();
    slow.write_all(b"GET /callback?code=c&sta").await.unwrap();
    assert!(is(
        get(to, "/callback?code=c&state=right").await.as_ref(),
        "200"
    ));
    assert_eq!(waiting.await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_port_belongs_to_one_place_while_it_waits_and_is_free_afterwards() {
    let (a, b) = (
        Callback::bind().await.unwrap(),
        Callback::bind().await.unwrap(),
    );
    assert_ne!(a.uri(), b.uri());
    let to = address(&a.uri());
    assert!(TcpListener::bind(to).await.is_err());
    drop(a);
    assert!(TcpListener::bind(to).await.is_ok());
}

#[tokio::test]
async fn t17_a_form_page_is_given_out_once() {
    let (path, to, serving) = form().await;
    assert!(path.len() > 40, "it cannot be guessed");
    let own = to.to_string();
    assert!(is(get(to, "/").await.as_ref(), "404"));
    assert!(is(get(to, &format!("{path}?x")).await.as_ref(), "404"));
    assert!(is(ask(to, "POST", &path, &own).await.as_ref(), "405"));
    assert!(is(
        ask(to, "GET", &path, "evil.example").await.as_ref(),
        "421"
    ));
    let page = get(to, &path).await;
    assert!(is(page.as_ref(), "200"));
    serving.await.unwrap();
    assert_eq!(get(to, &path).await, None);
}

#[tokio::test]
async fn t17_a_form_page_sends_its_fields_to_one_place_only() {
    let (path, to, _serving) = form().await;
    let page = get(to, &path).await.unwrap();
    for wanted in [
        "form-action https://ehr.example org.chartside.app:;",
        "default-src 'none'; script-src 'nonce-",
        "method=\"post\" action=\"https://ehr.example/authorize?x=1\"",
        "name=\"client_id\" value=\"a\"",
        "name=\"launch\" value=\"&quot;&gt;&lt;script&gt;\"",
        "<button id=\"go-on\">",
        "Referrer-Policy: no-referrer",
        "Cache-Control: no-store",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in {page}");
    }
}
