//! The screen savers of the desktops on the session bus, and logind on the system bus
//! (`org.freedesktop.login1`), which holds the sleep back until the app is locked.
//!
//! Any program of the person may send the first kind of signal: all that it does by it is to lock.

use std::time::Duration;

use chartside_core::ipc::LockReason;
use futures_util::StreamExt as _;
use futures_util::stream::{Stream, select_all};
use tauri::async_runtime;
use tokio::time::timeout;
use zbus::message::Type;
use zbus::names::MemberName;
use zbus::zvariant::{ObjectPath, OwnedFd, OwnedObjectPath};
use zbus::{Connection, MatchRule, Message, MessageStream};

use crate::core::Core;

/// All of them say `ActiveChanged`.
const SCREEN_SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];
const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";

/// How long the sleep is held back; logind itself waits for five seconds.
const BEFORE_SLEEP: Duration = Duration::from_secs(4);

/// What a signal means.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    Locked,
    FallsAsleep,
    WakesUp,
    Other,
}

pub(super) fn hear(core: &Core) {
    let of_screen = core.clone();
    async_runtime::spawn(async move {
        if let Err(error) = hear_screen_savers(&of_screen).await {
            tracing::debug!(%error, "screen savers are not heard");
        }
    });
    let of_logind = core.clone();
    async_runtime::spawn(async move {
        if let Err(error) = hear_logind(&of_logind).await {
            tracing::debug!(%error, "logind is not heard");
        }
    });
}

async fn hear_screen_savers(core: &Core) -> zbus::Result<()> {
    let bus = Connection::session().await?;
    let mut savers = Vec::new();
    for interface in SCREEN_SAVERS {
        let rule = signal(interface, "ActiveChanged")?.build();
        savers.push(MessageStream::for_match_rule(rule, &bus, None).await?);
    }
    let mut signals = select_all(savers);
    while let Some(message) = signals.next().await {
        if says_yes(&message?) {
            lock(core, LockReason::System).await;
        }
    }
    Ok(())
}

async fn hear_logind(core: &Core) -> zbus::Result<()> {
    let bus = Connection::system().await?;
    let own = own_session(&bus).await.ok();
    let mut signals = signals_of_logind(&bus).await?;
    // Without it the app locks as well as it can before the computer sleeps.
    let mut delay = hold_sleep_back(&bus).await.ok();
    while let Some(message) = signals.next().await {
        match meaning(&message?, own.as_ref()) {
            Heard::Locked => lock(core, LockReason::System).await,
            Heard::FallsAsleep => {
                lock(core, LockReason::Slept).await;
                drop(delay.take());
            }
            Heard::WakesUp => delay = hold_sleep_back(&bus).await.ok(),
            Heard::Other => {}
        }
    }
    Ok(())
}

/// Locks; what is not done in time goes on by itself.
async fn lock(core: &Core, reason: LockReason) {
    let locked = async { core.app().await.lock_with(reason).await };
    if timeout(BEFORE_SLEEP, locked).await.is_err() {
        tracing::warn!(?reason, "locking takes long");
    }
}

async fn signals_of_logind(
    bus: &Connection,
) -> zbus::Result<impl Stream<Item = zbus::Result<Message>> + use<>> {
    let mut signals = Vec::new();
    for (interface, member) in [(SESSION, "Lock"), (MANAGER, "PrepareForSleep")] {
        let rule = signal(interface, member)?.sender(LOGIND)?.build();
        signals.push(MessageStream::for_match_rule(rule, bus, None).await?);
    }
    Ok(select_all(signals))
}

fn signal(
    interface: &'static str,
    member: &'static str,
) -> zbus::Result<zbus::match_rule::Builder<'static>> {
    MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(interface)?
        .member(member)
}

/// `own`: the session of this app; where logind does not say which it is, each counts.
fn meaning(message: &Message, own: Option<&OwnedObjectPath>) -> Heard {
    let header = message.header();
    let member = header.member().map(MemberName::as_str);
    match member {
        Some("Lock") => {
            let path = header.path().map(ObjectPath::as_str);
            let is_other = own.is_some_and(|own| path != Some(own.as_str()));
            if is_other {
                Heard::Other
            } else {
                Heard::Locked
            }
        }
        Some("PrepareForSleep") if says_yes(message) => Heard::FallsAsleep,
        Some("PrepareForSleep") => Heard::WakesUp,
        Some(_) | None => Heard::Other,
    }
}

fn says_yes(message: &Message) -> bool {
    matches!(message.body().deserialize(), Ok(true))
}

async fn own_session(bus: &Connection) -> zbus::Result<OwnedObjectPath> {
    ask_manager(bus, "GetSession", &("auto",))
        .await?
        .body()
        .deserialize()
}

/// The computer sleeps when this is dropped, or when logind has waited for long enough.
async fn hold_sleep_back(bus: &Connection) -> zbus::Result<OwnedFd> {
    let why = (
        "sleep",
        "Chartside",
        "Takes the record out of the memory",
        "delay",
    );
    ask_manager(bus, "Inhibit", &why)
        .await?
        .body()
        .deserialize()
}

async fn ask_manager<B>(bus: &Connection, method: &str, body: &B) -> zbus::Result<Message>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    let path = "/org/freedesktop/login1";
    bus.call_method(Some(LOGIND), path, Some(MANAGER), method, body)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "/org/freedesktop/login1/session/_32";

    fn heard(path: &str, member: &str, says: bool, own: Option<&str>) -> Heard {
        let message = Message::signal(path, MANAGER, member).unwrap();
        let own = own.map(|path| OwnedObjectPath::try_from(path).unwrap());
        meaning(&message.build(&says).unwrap(), own.as_ref())
    }

    #[test]
    fn the_lock_of_another_session_is_not_ours() {
        assert_eq!(heard(OWN, "Lock", true, Some(OWN)), Heard::Locked);
        assert_eq!(heard(OWN, "Lock", true, None), Heard::Locked);
        let other = "/org/freedesktop/login1/session/_33";
        assert_eq!(heard(other, "Lock", true, Some(OWN)), Heard::Other);
    }

    #[test]
    fn falling_asleep_and_waking_up_are_one_signal() {
        let path = "/org/freedesktop/login1";
        let sleeps = |yes| heard(path, "PrepareForSleep", yes, Some(OWN));
        assert_eq!(sleeps(true), Heard::FallsAsleep);
        assert_eq!(sleeps(false), Heard::WakesUp);
        assert_eq!(heard(path, "Unlock", true, Some(OWN)), Heard::Other);
    }
}
