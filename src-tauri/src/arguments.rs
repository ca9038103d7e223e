//! What the program was started with. Arguments can come from a web page through the desktop's handler
//! of links, so there is one command, one link, and nothing else that is taken (threat T7).

use std::ffi::OsString;

/// Begins every link of this app.
const SCHEME: &str = "org.chartside.app:";

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// Open the window. A link is read by the plugin that knows how each system hands it over.
    Window,
    /// Examine a server and end.
    Doctor {
        /// As typed.
        address: String,
        /// Answer in JSON.
        json: bool,
    },
}

/// The arguments are none that this program takes. They are not repeated: they may hold a secret.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "chartside takes one link, or: chartside doctor <FHIR base URL> [--json]; nothing was done"
)]
pub(crate) struct NotUnderstood;

/// Reads the arguments that follow the program's name.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Start, NotUnderstood> {
    let arguments: Option<Vec<String>> = arguments
        .into_iter()
        .map(|argument| argument.into_string().ok())
        .collect();
    let arguments = arguments.ok_or(NotUnderstood)?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(Start::Window),
        [link] if is_link(link) => Ok(Start::Window),
        ["doctor", address] => doctor(address, false),
        ["doctor", address, "--json"] | ["doctor", "--json", address] => doctor(address, true),
        _ => Err(NotUnderstood),
    }
}

fn doctor(address: &str, json: bool) -> Result<Start, NotUnderstood> {
    if address.is_empty() || address.starts_with('-') {
        return Err(NotUnderstood);
    }
    Ok(Start::Doctor {
        address: address.to_owned(),
        json,
    })
}

/// Whether it is a good one is for the core to say, and to be seen in the window.
fn is_link(text: &str) -> bool {
    text.get(..SCHEME.len())
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(arguments: &[&str]) -> Result<Start, NotUnderstood> {
        read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn a_start_without_arguments_or_with_a_link_opens_the_window() {
        assert_eq!(given(&[]), Ok(Start::Window));
        for arguments in [
            &["org.chartside.app:/callback?code=1&state=2"][..],
            &["ORG.chartside.APP:/launch?iss=https://ehr.example&launch=1"],
            &["org.chartside.app:"],
        ] {
            assert_eq!(given(arguments), Ok(Start::Window), "{arguments:?}");
        }
    }

    #[test]
    fn the_doctor_takes_an_address_and_one_switch_on_either_side() {
        let wanted = |json| {
            Ok(Start::Doctor {
                address: "ehr.example/fhir".to_owned(),
                json,
            })
        };
        assert_eq!(given(&["doctor", "ehr.example/fhir"]), wanted(false));
        assert_eq!(
            given(&["doctor", "ehr.example/fhir", "--json"]),
            wanted(true)
        );
        assert_eq!(
            given(&["doctor", "--json", "ehr.example/fhir"]),
            wanted(true)
        );
    }

    #[test]
    fn t7_nothing_else_is_taken() {
        for arguments in [
            &["--help"][..],
            &["--version"],
            &["--gtk-module=/tmp/x.so"],
            &["--remote-debugging-port=9222"],
            &["--display", ":1"],
            &["-"],
            &["--"],
            &[""],
            &["doctor"],
            &["doctor", ""],
            &["doctor", "--json"],
            &["doctor", "--json", "--json"],
            &["doctor", "--proxy=http://evil.example"],
            &["doctor", "a", "b"],
            &["doctor", "a", "--json", "b"],
            &["Doctor", "ehr.example"],
            &["https://ehr.example"],
            &["file:///etc/passwd"],
            &["org.chartside.app"],
            &["org.chartside.appx:/callback"],
            &[" org.chartside.app:/callback"],
            &["org.chartside.app:/callback", "--flag"],
            &["--flag", "org.chartside.app:/callback"],
            &["org.chartside.app:/callback", "org.chartside.app:/launch"],
            &["öö"],
        ] {
            assert_eq!(given(arguments), Err(NotUnderstood), "{arguments:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn t7_what_is_no_text_is_not_taken() {
        use std::os::unix::ffi::OsStringExt as _;
        let argument = OsString::from_vec(b"org.chartside.app:/\xff".to_vec());
        assert_eq!(read([argument]), Err(NotUnderstood));
    }

    #[test]
    fn what_was_given_is_not_repeated() {
        let refused = given(&["--token=CNRY-secret"]).unwrap_err();
        assert!(!refused.to_string().contains("CNRY"));
        assert_eq!(refused.to_string().lines().count(), 1);
    }
}
