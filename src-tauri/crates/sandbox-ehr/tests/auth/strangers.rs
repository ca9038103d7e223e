//! What nobody who knows the specification would send.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::app::{App, REDIRECT};
use crate::person::{Shown, form};
use crate::strict;

/// Whatever a stranger asks, the answer is a page or a redirect to the registered address.
#[test]
fn no_query_breaks_the_authorization_endpoint() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let sandbox = runtime.block_on(strict());
    let app = App::public(&sandbox);
    let name =
        "[a-z_]{1,12}|state|scope|aud|launch|code_challenge|code_challenge_method|response_type";
    let pairs = proptest::collection::vec((name, "\\PC{0,40}"), 0..8);
    let trusted = [("client_id", "chartside"), ("redirect_uri", REDIRECT)];
    let outcome = TestRunner::default().run(&(pairs, any::<bool>()), |(mut pairs, is_trusted)| {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        pairs.extend(trusted.into_iter().filter(|_| is_trusted).map(owned));
        let address = format!("{}/auth/authorize?{}", sandbox.base_url(), form(&pairs));
        match runtime.block_on(app.person().open(&address)) {
            Shown::Page { status, .. } => prop_assert!(status == 400 || status == 200),
            Shown::Application(url) => {
                prop_assert!(url.as_str().starts_with("org.chartside.app:/callback?"));
            }
        }
        Ok(())
    });
    outcome.unwrap();
}
