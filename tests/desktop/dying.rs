//! A link that comes while the app is on its way out (fault F5).

use std::thread::{self, JoinHandle};

use walkthrough::installation::SCHEME;
use walkthrough::keyring::Keyring;
use zbus::blocking::{Connection, MessageIterator, connection};
use zbus::message::Type;

use crate::stage::tell;

/// What the running app is called on the bus.
const NAME: &str = "org.chartside.app.SingleInstance";

/// Holds the place of the running app, and is gone as soon as a link is handed to it.
fn an_app_that_dies_of_the_next_link(bus: &str) -> JoinHandle<bool> {
    let connect =
        || -> zbus::Result<Connection> { connection::Builder::address(bus)?.name(NAME)?.build() };
    let connection = connect().expect("the session bus");
    thread::spawn(move || {
        let messages = MessageIterator::from(&connection);
        let asked = messages.flatten().any(|message| {
            let header = message.header();
            message.message_type() == Type::MethodCall
                && header
                    .member()
                    .is_some_and(|member| member == "ExecuteCallback")
        });
        connection.close().expect("a connection that ends");
        asked
    })
}

#[test]
fn a_link_outlives_the_app_it_was_handed_to() {
    tell("dying", Keyring::Unlocked, |person, _| {
        let dying = an_app_that_dies_of_the_next_link(person.desktop().bus());
        person
            .desktop()
            .open(&format!("{SCHEME}:/callback?code=old&state=forgotten"))?;
        person.look_at_app()?;
        assert!(dying.join().expect("no panic"), "the link went to it first");
        person.expect_problem("link-expired")?;
        Ok(())
    });
}
