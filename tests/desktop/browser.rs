//! Browsers that do not open, and browsers that cannot hand back (faults F7, F8).

use sandbox_ehr::Profile;
use sandbox_ehr::profile::RedirectForm;
use walkthrough::keyring::Keyring;
use walkthrough::person::{Person, Stumble};

use crate::stage::{made_up_patients, tell_of};

/// What the `open` crate tries, in its order.
const OPENERS: [&str; 5] = ["xdg-open", "gio", "gnome-open", "kde-open", "wslview"];

/// What the EHR's last page shows to those whom it did not take back by itself.
const LINK_BACK: &str = "a[href^='org.chartside.app:']";

/// Clicks *Copy the link* and pastes it somewhere, which is the only way to see a clipboard.
fn copy_the_link(person: &mut Person) -> Result<String, Stumble> {
    open_the_paste_field(person)?;
    let app = person.app()?;
    let pasted = app.wait("the link in the clipboard", || {
        // The card has only just grown by a problem: a click may miss what moved, as a person's may.
        app.click("#signin-copy").ok()?;
        app.paste_into("#signin-paste").ok()?;
        app.value("#signin-paste")
            .ok()
            .filter(|text| text.starts_with("http"))
    })?;
    Ok(pasted)
}

fn open_the_paste_field(person: &Person) -> Result<(), Stumble> {
    let app = person.app()?;
    if !app.shows("#signin-paste-open[aria-expanded=true]") {
        app.click("#signin-paste-open")?;
        app.wait_for("#signin-paste")?;
    }
    Ok(())
}

#[test]
fn a_person_can_carry_the_links_where_no_program_does() {
    let profile = Profile {
        redirect: RedirectForm::Page,
        ..Profile::default()
    };
    tell_of(
        "by-hand",
        Keyring::Unlocked,
        made_up_patients(),
        profile,
        |person, patient| {
            for opener in OPENERS {
                person
                    .desktop()
                    .install_program(opener, "#!/bin/sh\nexit 3\n")?;
            }
            person.installation().unregister_scheme(person.desktop())?;
            person.open_app()?;
            person.connect_by("paste")?;
            person.expect_problem("browser-unavailable")?;

            let link = copy_the_link(person)?;
            person.say("copied the link");
            let (browser, desktop) = person.browser();
            browser.open(desktop, &link)?;
            person.say("opened it in a browser by hand");
            person.sign_in_at_ehr("clinician", patient)?;
            person.allow()?;

            let page = person.browser().0.tab()?;
            page.wait_for(LINK_BACK)?;
            let redirect = page.attributes(LINK_BACK, "href")?.swap_remove(0);
            person.say("copied the link back from the page, as nothing opened it");
            open_the_paste_field(person)?;
            let app = person.app()?;
            app.type_into("#signin-paste", &redirect)?;
            app.click("#signin-paste-submit")?;
            person.expect_record()?;
            assert_eq!(
                person.installation().starts(person.desktop()),
                [""],
                "started by icon only"
            );
            Ok(())
        },
    );
}
