//! The desktop session itself, without Chartside: if one of these fails, no journey can be trusted.

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use walkthrough::browser::Browser;
use walkthrough::desktop::Desktop;
use walkthrough::installation::{Installation, SCHEME};
use walkthrough::keyring::Keyring;
use walkthrough::wait::wait_for;

type Outcome = Result<(), Box<dyn Error>>;

/// Serves one page with a link to the app, for as long as the test runs.
fn serve_a_link(link: &'static str) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let page = format!("<!doctype html><title>A page</title><a id=go href='{link}'>Go</a>");
            let _ = stream.read(&mut [0; 4096]);
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\
                 Connection: close\r\n\r\n{page}",
                page.len()
            );
        }
    });
    Ok(origin)
}

#[test]
fn a_link_clicked_in_the_browser_reaches_the_installed_program() -> Outcome {
    let desktop = Desktop::start(Keyring::Unlocked)?;
    let origin = serve_a_link("org.chartside.app:/callback?code=c%201&state=s")?;
    let received = desktop.root().join("received");
    let program = desktop.install_program(
        "receiver",
        &format!("#!/bin/sh\nprintf '%s' \"$*\" >'{}'\n", received.display()),
    )?;
    let _installed = Installation::of(&program, &desktop, &[])?;
    let mut browser = Browser::install(&desktop, &[&origin])?;

    desktop.open(&format!("{origin}/page"))?;
    let page = browser.tab_showing(&desktop, "#go")?;
    assert_eq!(page.text("#go")?, "Go");
    page.click("#go")?;

    let link = wait_for("the link", || std::fs::read_to_string(&received).ok())?;
    assert_eq!(
        link, "org.chartside.app:/callback?code=c%201&state=s",
        "verbatim"
    );
    browser.close()?;
    Ok(())
}

#[test]
fn without_a_browser_a_link_still_reaches_the_installed_program() -> Outcome {
    let desktop = Desktop::start(Keyring::Absent)?;
    let received = desktop.root().join("received");
    let program = desktop.install_program(
        "receiver",
        &format!("#!/bin/sh\nprintf '%s' \"$*\" >'{}'\n", received.display()),
    )?;
    let _installed = Installation::of(&program, &desktop, &[])?;
    desktop.open(&format!("{SCHEME}:/callback?code=1"))?;
    wait_for("the link", || received.exists().then_some(()))?;
    Ok(())
}

#[test]
fn the_keyring_is_unlocked_locked_or_absent_as_asked() -> Outcome {
    let mut desktop = Desktop::start(Keyring::Locked)?;
    desktop.set_keyring(Keyring::Unlocked)?;
    desktop.set_keyring(Keyring::Absent)?;
    desktop.set_keyring(Keyring::Locked)?;
    Ok(())
}

#[test]
fn nothing_of_a_session_outlives_it() -> Outcome {
    let desktop = Desktop::start(Keyring::Unlocked)?;
    let root = desktop.root().to_owned();
    let sleeper = desktop
        .command("sh")
        .args(["-c", "sleep 1000 & exec sleep 1001"])
        .spawn()?;
    let running = wait_for("both sleepers", || {
        let running = desktop.processes();
        let sleepers = running
            .iter()
            .filter(|process| process.program.ends_with("sleep"))
            .count();
        (sleepers == 2).then_some(running)
    })?;
    assert!(
        running
            .iter()
            .any(|process| process.id.unsigned_abs() == sleeper.id())
    );
    drop(desktop);
    for process in running {
        let environment = std::fs::read(format!("/proc/{}/environ", process.id));
        // An unreaped child of this test has no environment any more.
        assert!(
            environment.map_or(true, |it| it.is_empty()),
            "{process:?} still runs"
        );
    }
    assert!(!root.exists());
    Ok(())
}
