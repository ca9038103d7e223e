use super::RedirectUri;

#[test]
fn hl7_021_a_redirect_uri_is_fixed_text() {
    for good in [
        "org.chartside.app:/callback",
        "http://127.0.0.1:49152/callback",
        "https://chartside.example/back",
    ] {
        assert_eq!(RedirectUri::parse(good).unwrap().as_str(), good);
    }
    for bad in [
        "",
        "callback",
        "org.chartside.app:callback",
        "org.chartside.app:/a?b",
        "org.chartside.app:/a#b",
        "https://u@h/",
        "org.chartside.app:/a b",
    ] {
        assert!(RedirectUri::parse(bad).is_err(), "{bad}");
    }
}
