//! A page that sends one form by POST: for requests that do not go into an address (SMART App Launch
//! 2.2, `authorize-post`).

use std::fmt;
use std::net::SocketAddr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use url::Url;

use crate::LoopbackUnavailable;
use crate::http::{self, Answer, MOST};

/// A field of the form: its name and its value.
pub type Field = (&'static str, String);

/// A page on 127.0.0.1 that is given out once. Dropping it closes the port.
pub struct FormPage {
    listener: TcpListener,
    address: SocketAddr,
    path: String,
    answer: Answer,
}

impl FormPage {
    /// Takes a port for a page that sends `fields` to `action`. `goes_on` is what the answer may send
    /// the browser to at once besides, as browsers hold the redirects after a form to `form-action`.
    pub async fn bind(
        action: &Url,
        fields: &[Field],
        goes_on: &Url,
    ) -> Result<Self, LoopbackUnavailable> {
        let (path, nonce) = (format!("/{}", random()?), random()?);
        let (listener, address) = http::bind().await?;
        let (action_source, next_source) = (source(action), source(goes_on));
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; \
             form-action {action_source} {next_source}; base-uri 'none'; frame-ancestors 'none'"
        );
        Ok(Self {
            answer: Answer::page(policy, page(action, fields, &nonce)),
            listener,
            address,
            path,
        })
    }

    /// `http://127.0.0.1:{port}/{random}`
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.path)
    }

    /// Gives the page to the first who asks for it by its name, and closes the port.
    pub async fn serve(self) {
        let mut connections = JoinSet::new();
        // One permit to give the page out: of two who ask at once, one gets it.
        let (permit, mut permits) = mpsc::channel::<TcpStream>(MOST);
        loop {
            tokio::select! {
                Some(mut stream) = permits.recv() => {
                    let answer = self.answer;
                    connections.spawn(async move { http::answer(&mut stream, &answer).await });
                    connections.detach_all();
                    return;
                }
                Ok((stream, _)) = self.listener.accept(), if connections.len() < MOST => {
                    let (address, path) = (self.address, self.path.clone());
                    connections.spawn(admit(stream, address, path, permit.clone()));
                }
                Some(()) = join(&mut connections) => {}
            }
        }
    }
}

async fn join(connections: &mut JoinSet<()>) -> Option<()> {
    connections.join_next().await.map(drop)
}

async fn admit(
    mut stream: TcpStream,
    address: SocketAddr,
    path: String,
    permit: mpsc::Sender<TcpStream>,
) {
    let Some(target) = http::target(&mut stream, address).await else {
        return;
    };
    if target == path {
        // Nobody to give it out: it was given out.
        let _ = permit.send(stream).await;
    } else {
        http::answer(&mut stream, &Answer::refusal("404 Not Found")).await;
    }
}

impl fmt::Debug for FormPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormPage")
    }
}

/// 256 bits, fit for a path and a nonce.
fn random() -> Result<String, LoopbackUnavailable> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| LoopbackUnavailable(std::io::Error::other(error)))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// A source of a Content-Security-Policy: an origin, or the scheme of one that has none.
fn source(url: &Url) -> String {
    let origin = url.origin();
    if origin.is_tuple() {
        origin.ascii_serialization()
    } else {
        format!("{}:", url.scheme())
    }
}

fn page(action: &Url, fields: &[Field], nonce: &str) -> String {
    let mut inputs = String::new();
    for (name, value) in fields {
        inputs.push_str("<input type=\"hidden\" name=\"");
        escape(name, &mut inputs);
        inputs.push_str("\" value=\"");
        escape(value, &mut inputs);
        inputs.push_str("\">\n");
    }
    let mut target = String::new();
    escape(action.as_str(), &mut target);
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>To the sign-in page</title>
<style nonce="{nonce}">
body {{ font: 1.125rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem }}
button {{ font: inherit; padding: 0.5rem 1rem }}
</style>
</head>
<body>
<main>
<form id="authorize" method="post" action="{target}">
{inputs}<p>Chartside takes you to the sign-in page of your server.</p>
<button id="go-on">Go on to the sign-in page</button>
</form>
</main>
<script nonce="{nonce}">document.getElementById("authorize").submit()</script>
</body>
</html>
"#
    )
}

/// Text inside of a quoted attribute.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}
