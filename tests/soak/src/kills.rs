//! `kill -9` at the system calls of a refresh: the locks, the request, the answer, and every step by which
//! the vault is written. `strace` sends the signal when the call is made, so that nothing in the app has
//! to know of it.

use crate::Failure;
use crate::figures::{Figures, tell};
use crate::site::Site;
use crate::together::expect;

/// The system call, and at which of them (counted for each thread) the process dies.
const POINTS: [(&str, u32); 17] = [
    // Before the vault is read, and while it is.
    ("openat", 40),
    ("openat", 45),
    ("flock", 1),
    ("flock", 2),
    // The keyring is asked.
    ("sendmsg", 2),
    ("recvmsg", 6),
    // The turn is taken, the request goes out, the answer comes.
    ("flock", 3),
    ("flock", 4),
    ("connect", 1),
    ("writev", 1),
    ("recvfrom", 1),
    // The vault is written: beside, made durable, renamed, renamed.
    ("write", 8),
    ("write", 12),
    ("fsync", 1),
    ("rename", 1),
    ("rename", 2),
    ("fsync", 2),
];

pub(crate) async fn kills(
    site: &mut Site,
    runs: usize,
    figures: &mut Figures,
) -> Result<(), Failure> {
    for (call, number) in POINTS {
        for _ in 0..runs {
            let killed = kill(site, call, number).await?;
            *figures.kills.entry(format!("{call} {number}")).or_default() += usize::from(killed);
            recover(site, figures).await?;
        }
        tell(&format!("killed at {call} {number}"));
    }
    Ok(())
}

/// `true`: it died before it was done.
async fn kill(site: &mut Site, call: &str, number: u32) -> Result<bool, Failure> {
    site.expire()?;
    let trace = format!("trace={call}");
    let inject = format!("inject={call}:signal=KILL:when={number}");
    let words = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        &trace,
        "-e",
        &inject,
    ];
    let mut process = site.process(&words.map(str::to_owned))?;
    let mut died = process.hear().await?.is_none();
    if !died {
        process.tell("use").await?;
        died = process.hear().await?.is_none();
    }
    // One that had nothing left to be killed at ends by itself.
    process.leave().await?;
    Ok(died)
}

/// The next start finds the vault, and goes on with the session.
async fn recover(site: &mut Site, figures: &mut Figures) -> Result<(), Failure> {
    let mut process = site.process(&[])?;
    expect(&mut process, "ready").await?;
    process.tell("use").await?;
    let said = process.hear().await?.unwrap_or_default();
    process.leave().await?;
    match said.as_str() {
        "ok" => return Ok(()),
        "SessionEnded" | "SignInNeeded" | "SessionUnknown" => figures.lost_sessions += 1,
        _ => figures.unusable_vaults += 1,
    }
    tell(&format!("after a kill: {said}"));
    site.sign_in().await?;
    Ok(())
}
