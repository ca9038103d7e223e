use proptest::prelude::*;
use url::form_urlencoded;

use super::{Query, of_link};

fn value(query: &str) -> Option<String> {
    Query::parse(query).ok()?.take("v")
}

#[test]
fn a_value_is_decoded_once() {
    assert_eq!(value("v=a%2Bb+c%2525").as_deref(), Some("a+b c%25"));
}

#[test]
fn hostile_queries_are_refused() {
    for query in [
        "v=1&v=2",
        "v=1&%76=2",
        "v=%",
        "v=%4",
        "v=%zz",
        "v=%ff",
        "v=%00",
        "v=%0d%0a",
        "v=a\tb",
        "v=a b",
        "v=é",
        "v=1#x",
        "v=%C2%85",
    ] {
        assert!(Query::parse(query).is_err(), "{query}");
    }
}

#[test]
fn an_empty_value_is_none() {
    assert_eq!(value("v="), None);
    assert_eq!(value("v"), None);
    assert_eq!(value("&&a=b"), None);
}

#[test]
fn only_the_expected_address_has_a_query() {
    let expected = "org.chartside.app:/callback";
    assert_eq!(
        of_link("org.chartside.app:/callback?a=b", expected),
        Some("a=b")
    );
    assert_eq!(
        of_link("ORG.Chartside.App:/callback?a=b", expected),
        Some("a=b")
    );
    for foreign in [
        "org.chartside.app:/callback",
        "org.chartside.app://callback?a=b",
        "org.chartside.app:///callback?a=b",
        "org.chartside.app://evil/callback?a=b",
        "org.chartside.app:/callback/?a=b",
        "org.chartside.app:/Callback?a=b",
        "org.chartside.app:/x/../callback?a=b",
        "org.chartside.app:/%63allback?a=b",
        "org.chartside.app:callback?a=b",
        "org.chartside.app:/callback#?a=b",
        " org.chartside.app:/callback?a=b",
        "org.chartside.app.evil:/callback?a=b",
        "https://org.chartside.app/callback?a=b",
        "?a=b",
        "",
    ] {
        assert_eq!(of_link(foreign, expected), None, "{foreign}");
    }
}

proptest! {
    #[test]
    fn any_text_survives_the_way_through_an_independent_encoder(text in "\\PC{1,80}") {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        prop_assume!(!text.is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("v", &text).finish();
        prop_assert_eq!(value(&query), Some(text));
    }

    #[test]
    fn no_query_makes_it_panic(query in "\\PC{0,200}") {
        let _ = Query::parse(&query);
    }
}
