//! One process: opens the app on a folder, and uses the session whenever a line comes in.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use chartside_core::{Browser, BrowserUnavailable};
use futures_util::future::BoxFuture;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use url::Url;

use crate::Failure;
use crate::desk::{Place, use_session};

/// Nobody is there to sign in.
struct NoBrowser;

impl Browser for NoBrowser {
    fn open<'a>(&'a self, _: &'a Url) -> BoxFuture<'a, Result<(), BrowserUnavailable>> {
        Box::pin(std::future::ready(Err(BrowserUnavailable)))
    }
}

pub(crate) async fn run(arguments: Vec<String>) -> Result<(), Failure> {
    let [root, session] =
        <[String; 2]>::try_from(arguments).map_err(|_| "a folder and a session")?;
    // At its most talkative, so that what it says can be searched.
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .init();
    let place = Arc::new(Place::new(&PathBuf::from(root)));
    let app = place.app(Arc::new(NoBrowser)).await?;
    say("ready")?;
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while lines.next_line().await?.is_some() {
        match use_session(&app, &session).await {
            Ok(()) => say("ok")?,
            Err(code) => say(&format!("{code:?}"))?,
        }
    }
    Ok(())
}

fn say(word: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{word}")?;
    out.flush()
}
