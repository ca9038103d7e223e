//! Many at once: tasks of one process, and processes with the same session.

use futures_util::future::join_all;

use crate::Failure;
use crate::desk::use_session;
use crate::figures::{Figures, tell};
use crate::site::{Process, Site};

const TASKS: usize = 1_000;
const PROCESSES: usize = 8;

/// All ask at the moment when the token ends.
pub(crate) async fn tasks(site: &mut Site, figures: &mut Figures) -> Result<(), Failure> {
    let app = site.sign_in().await?;
    site.expire()?;
    let before = site.refreshes();
    let all = join_all((0..TASKS).map(|_| use_session(&app, &site.session))).await;
    let failed = all.iter().filter(|one| one.is_err()).count();
    if failed > 0 {
        return Err(format!("{failed} of {TASKS} tasks got no token").into());
    }
    figures.refresh_tasks = TASKS;
    figures.refresh_posts = site.refreshes() - before;
    Ok(())
}

/// Each expiry is lived through by all of them.
pub(crate) async fn processes(
    site: &mut Site,
    expiries: usize,
    figures: &mut Figures,
) -> Result<(), Failure> {
    let mut all = Vec::new();
    for _ in 0..PROCESSES {
        all.push(site.process(&[])?);
    }
    for process in &mut all {
        expect(process, "ready").await?;
    }
    // All have the token of before.
    round(&mut all).await?;
    let before = site.refreshes();
    for number in 1..=expiries {
        site.expire()?;
        round(&mut all).await?;
        if number % 25 == 0 {
            tell(&format!(
                "{number} expiries, {} token requests",
                site.refreshes() - before
            ));
        }
    }
    for process in all {
        process.leave().await?;
    }
    figures.refresh_processes = PROCESSES;
    figures.process_expiries = expiries;
    figures.process_posts = site.refreshes() - before;
    Ok(())
}

/// All of them use the session at once.
async fn round(all: &mut [Process]) -> Result<(), Failure> {
    for process in &mut *all {
        process.tell("use").await?;
    }
    for process in all {
        expect(process, "ok").await?;
    }
    Ok(())
}

pub(crate) async fn expect(process: &mut Process, word: &str) -> Result<(), Failure> {
    match process.hear().await? {
        Some(said) if said == word => Ok(()),
        other => Err(format!("a process said {other:?} and not {word:?}").into()),
    }
}
