//! polkit: `CheckAuthorization` of our own action, which asks for the person's own password or finger
//! (polkit Reference Manual, `org.freedesktop.PolicyKit1.Authority`). Asked over the bus and not through
//! a crate, because a question that nobody answers has to be taken back.

use std::collections::HashMap;
use std::time::Duration;

use chartside_core::Checked;
use tokio::time::timeout;
use zbus::zvariant::Value;
use zbus::{Connection, Error, Message};

use super::Turn;

/// Installed by the packages as `/usr/share/polkit-1/actions/org.chartside.app.policy`.
const ACTION: &str = "org.chartside.app.unlock";
const AUTHORITY: &str = "org.freedesktop.PolicyKit1";
const PATH: &str = "/org/freedesktop/PolicyKit1/Authority";
const INTERFACE: &str = "org.freedesktop.PolicyKit1.Authority";

/// `AllowUserInteraction`.
const MAY_ASK: u32 = 1;
/// By this name the question is taken back. There is one at a time.
const QUESTION: &str = "unlock";
/// For a bus that does not answer.
const CONNECTED: Duration = Duration::from_secs(5);

/// Whether it is the one, whether polkit would have to ask, and more about it.
type Answer = (bool, bool, HashMap<String, String>);

/// Asks, and takes the question back when it was not answered in time.
pub(super) async fn ask(limit: Duration, _turn: Turn) -> Checked {
    match timeout(CONNECTED, Connection::system()).await {
        Ok(Ok(bus)) => ask_over(&bus, limit).await,
        Ok(Err(_)) | Err(_) => Checked::Unavailable,
    }
}

async fn ask_over(bus: &Connection, limit: Duration) -> Checked {
    match timeout(limit, question(bus)).await {
        Ok(Ok(answer)) => checked(&answer),
        Ok(Err(error)) => refused(&error),
        Err(_) => {
            // Without an answer to this the dialog stays, and changes nothing.
            let _ = timeout(CONNECTED, call(bus, "CancelCheckAuthorization", &QUESTION)).await;
            Checked::Refused
        }
    }
}

async fn question(bus: &Connection) -> zbus::Result<Answer> {
    let name = bus.unique_name().map(|name| name.as_str());
    let own = HashMap::from([("name", Value::from(name.unwrap_or_default()))]);
    // More than the action may be said by root only.
    let details = HashMap::<&str, &str>::new();
    let asked = (("system-bus-name", own), ACTION, details, MAY_ASK, QUESTION);
    let answer = call(bus, "CheckAuthorization", &asked).await?;
    answer.body().deserialize()
}

async fn call<B>(bus: &Connection, method: &str, body: &B) -> zbus::Result<Message>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    bus.call_method(Some(AUTHORITY), PATH, Some(INTERFACE), method, body)
        .await
}

fn checked((is_same, has_to_ask, details): &Answer) -> Checked {
    if *is_same {
        return Checked::Same;
    }
    let dismissed = details.contains_key("polkit.dismissed");
    // It would have asked, and nothing on this desktop shows its questions.
    if *has_to_ask && !dismissed {
        return Checked::Unavailable;
    }
    Checked::Refused
}

/// An error says that the question was taken back, or that it was never put: no polkit, or none that
/// knows our action.
fn refused(error: &Error) -> Checked {
    let Error::MethodError(name, _, _) = error else {
        return Checked::Unavailable;
    };
    match name.strip_prefix("org.freedesktop.PolicyKit1.Error.") {
        Some("Cancelled" | "NotAuthorized") => Checked::Refused,
        Some(_) | None => Checked::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use zbus::names::OwnedErrorName;

    use super::*;

    fn said(is_same: bool, has_to_ask: bool, detail: Option<&str>) -> Checked {
        let details = detail.map(|name| (name.to_owned(), "true".to_owned()));
        checked(&(is_same, has_to_ask, details.into_iter().collect()))
    }

    #[test]
    fn a_wrong_password_and_a_closed_dialog_are_a_no() {
        assert_eq!(said(true, false, None), Checked::Same);
        assert_eq!(said(false, false, None), Checked::Refused);
        let dismissed = Some("polkit.dismissed");
        assert_eq!(said(false, false, dismissed), Checked::Refused);
        assert_eq!(said(false, true, dismissed), Checked::Refused);
    }

    #[test]
    fn where_nothing_shows_the_question_nobody_can_be_asked() {
        assert_eq!(said(false, true, None), Checked::Unavailable);
    }

    #[test]
    fn an_error_is_a_no_only_where_somebody_was_asked() {
        let call = Message::method_call("/a", "B").unwrap().build(&()).unwrap();
        let error = |name: &str| {
            let name = OwnedErrorName::try_from(name).unwrap();
            refused(&Error::MethodError(name, None, call.clone()))
        };
        let of_polkit = |name: &str| error(&format!("org.freedesktop.PolicyKit1.Error.{name}"));
        assert_eq!(of_polkit("Cancelled"), Checked::Refused);
        assert_eq!(of_polkit("NotAuthorized"), Checked::Refused);
        // No such action.
        assert_eq!(of_polkit("Failed"), Checked::Unavailable);
        let nobody = "org.freedesktop.DBus.Error.ServiceUnknown";
        assert_eq!(error(nobody), Checked::Unavailable);
        assert_eq!(refused(&Error::InvalidReply), Checked::Unavailable);
    }
}
