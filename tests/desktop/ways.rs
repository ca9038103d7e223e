//! The browser comes back by a port of this computer, where links do not reach the app.

use walkthrough::keyring::Keyring;

use crate::main_job::{assert_protocol_was_kept, expect_to_be_signed_out};
use crate::secrecy::assert_no_secret_leaked;
use crate::stage::tell;

/// What the port answers the browser with.
const DONE: &str = "#done";

#[test]
fn the_browser_comes_back_to_a_port_where_nothing_opens_links() {
    tell("loopback", Keyring::Unlocked, |person, patient| {
        person.installation().unregister_scheme(person.desktop())?;
        person.open_app()?;
        person.connect_by("loopback")?;
        person.sign_in_at_ehr("clinician", patient)?;
        // Not `allow`, which looks away from the tab: the port's page is shown in it.
        person.browser().0.tab()?.click("#allow")?;
        let page = person.browser().0.tab()?;
        page.wait_for(DONE)?;
        let address = page.url()?;
        assert!(address.starts_with("http://127.0.0.1:"), "a port");
        person.picture_of_browser("back-to-the-app")?;
        person.expect_record()?;
        assert_eq!(
            person.installation().starts(person.desktop()),
            [""],
            "started by icon only"
        );
        assert_no_secret_leaked(person)?;

        // What worked is the way from now on, and nothing is asked.
        person.sign_out()?;
        expect_to_be_signed_out(person)?;
        person
            .app()?
            .wait_for("[data-signin-step=waitingForBrowser] [data-way=loopback]")?;
        assert_protocol_was_kept(person);
        Ok(())
    });
}
