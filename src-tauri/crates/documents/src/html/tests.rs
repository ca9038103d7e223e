use proptest::prelude::*;

use super::*;

fn html(markup: &str) -> String {
    sanitise(markup, Syntax::Html).html.0
}

#[test]
fn text_structure_and_tables_stay() {
    let kept = "<div><h2>Plan</h2><p>Take <b>5 mg</b><br>daily &amp; rest</p><ul><li>a</li><li>b</li></ul>\
                <table><tbody><tr><th scope=\"row\">x</th><td colspan=\"2\">1 &lt; 2</td></tr></tbody></table></div>";
    assert_eq!(html(kept), kept);
    assert_eq!(
        html("<p>one<p>two<ul><li>a<li>b</ul>"),
        "<p>one</p><p>two</p><ul><li>a</li><li>b</li></ul>"
    );
    assert_eq!(
        html("<del>10 mg</del><strike>x</strike>"),
        "<del>10 mg</del><strike>x</strike>"
    );
    assert_eq!(
        html("<section>a</section><center>b</center>"),
        "<div>a</div><div>b</div>"
    );
}

#[test]
fn what_acts_is_taken_out_and_counted() {
    let read = sanitise(
        "<p onclick=x style=position:fixed class=c id=i>a<script>b</script><iframe src=x>c</iframe>\
         <svg><a xlink:href=javascript:x>d</a></svg><style>e</style>",
        Syntax::Html,
    );
    assert_eq!(read.html.as_str(), "<p>acd</p>");
    assert_eq!(read.left_out.active, 4);
}

#[test]
fn a_link_is_its_words_and_its_host() {
    let read = sanitise(
        "<a href='https://portal.example/a?b=1&amp;c=2'>see</a> <a href='//evil.example'>x</a>\
         <a href='http://plain.example/'>y</a><a href='javascript:alert(1)'>z</a><a href='#top'>t</a>",
        Syntax::Html,
    );
    assert_eq!(
        read.html.as_str(),
        "see [portal.example] xy [plain.example]zt"
    );
    let urls: Vec<_> = read.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["https://portal.example/a?b=1&c=2"]);
}

#[test]
fn pictures_are_those_that_the_document_carries() {
    let png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk";
    let own = format!("<img src=\"{png}\" alt=\"scan\">");
    assert_eq!(html(&own), own);
    let read = sanitise(
        "<img src=https://evil.example/p.gif alt='a <b>'><img src='data:image/svg+xml;base64,AAAA'>",
        Syntax::Html,
    );
    assert_eq!(read.html.as_str(), "[a &lt;b&gt;]");
    assert_eq!(read.left_out.pictures, 2);
    // It says that it is a PNG, and is not.
    assert_eq!(
        html("<img src='data:image/png;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>"),
        ""
    );
}

#[test]
fn writing_that_turns_round_is_visible_however_it_is_written() {
    assert_eq!(
        html("5&#x202E;0 <b title='&#8238;x'>\u{2066}y</b>"),
        "5[U+202E]0 <b title=\"[U+202E]x\">[U+2066]y</b>"
    );
}

#[test]
fn xhtml_has_whole_elements_and_verbatim_text() {
    let read = narrative(
        "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p/>a<![CDATA[<b>&amp;]]><h:b>c</h:b><script/>d</div>",
    );
    assert_eq!(
        read.html.as_str(),
        "<div><p></p>a&lt;b&gt;&amp;amp;<b>c</b>d</div>"
    );
}

#[test]
fn depth_is_bounded_and_text_below_it_stays() {
    let deep = format!("{}x{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let read = html(&deep);
    assert_eq!(read.matches("<div>").count(), DEPTH);
    assert!(read.contains('x'));
    // A thousand paragraphs that nobody closes are not nested.
    let flat = html(&"<p>a".repeat(1_000));
    assert_eq!(flat.matches("<p>a</p>").count(), 1_000);
}

#[test]
fn a_long_end_is_cut_and_told() {
    let read = sanitise(&"é".repeat(LIMIT), Syntax::Html);
    assert!(read.left_out.cut && read.html.as_str().len() <= LIMIT);
}

#[test]
fn the_lists_of_both_steps_are_the_same() {
    for (tag, attributes) in allow_list() {
        assert!(allow::tag(tag).is_some());
        let active = |name: &&str| {
            name.starts_with("on") || matches!(*name, "style" | "class" | "id" | "name" | "href")
        };
        assert!(!attributes.iter().any(active), "{tag}");
    }
    for tag in [
        "script", "svg", "math", "iframe", "form", "style", "a", "input", "meta", "base", "link",
        "object",
    ] {
        assert!(allow::tag(tag).is_none(), "{tag}");
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(allow::TAGS.to_vec()).prop_map(|tag| format!("<{tag}>")),
        3 => prop::sample::select(allow::TAGS.to_vec()).prop_map(|tag| format!("</{tag}>")),
        2 => "[ -~]{0,12}",
        1 => prop::sample::select(vec![
            "<a href='https://x.example/'>", "</a>", "<svg>", "<math>", "<style>", "</style>", "<!--", "-->",
            "<![CDATA[", "]]>", "<script>", "</script>", "<p", "&lt;", "&#60;script&#62;", "\n", "\0", "\u{202e}",
            "<img src=x onerror=y>", "<td title=\"<b>\">", "<pre>\n\n", "&#10;", "<title>", "<template>", "=\"'",
            "<noscript>", "<mglyph>", "<foreignObject>", "<plaintext>", "<select>", "<table>", "</table>", "&",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_was_made_harmless_once_stays_as_it_is(markup in pieces()) {
        for syntax in [Syntax::Html, Syntax::Xhtml] {
            let once = sanitise(&markup, syntax).html;
            let twice = sanitise(once.as_str(), syntax).html;
            prop_assert_eq!(&once, &twice);
        }
    }

    #[test]
    fn nothing_of_strangers_panics(markup in "\\PC{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = narrative(&markup);
        let _ = crate::open(&bytes, "");
        let _ = crate::open(&bytes, "text/html; charset=utf-16");
        let _ = crate::open(&[b"{\\rtf1", bytes.as_slice()].concat(), "text/rtf");
        let _ = crate::open(&[b"<ClinicalDocument>".as_slice(), &bytes].concat(), "text/xml");
    }
}
