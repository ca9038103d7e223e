use super::*;

fn name(content: &Content) -> &'static str {
    match content {
        Content::Pdf => "pdf",
        Content::Image { .. } => "image",
        Content::Text { .. } => "text",
        Content::Page { .. } => "page",
        Content::Clinical { .. } => "clinical",
        Content::Unknown => "unknown",
    }
}

#[test]
fn what_is_said_and_what_is_sent_must_agree() {
    let (png, cda) = (
        b"\x89PNG\r\n\x1a\n".as_slice(),
        b"<ClinicalDocument></ClinicalDocument>".as_slice(),
    );
    let cases: [(&[u8], &str, &str, bool); 20] = [
        (b"%PDF-1.4", "application/pdf", "pdf", false),
        (b"%PDF-1.4", "", "pdf", false),
        (b"%PDF-1.4", "text/plain", "unknown", true),
        (b"<script>x</script>", "application/pdf", "text", true),
        (b"<html>x", "text/html", "page", false),
        (b"<html>x", "application/octet-stream", "page", false),
        (b"<html>x", "text/plain", "text", false),
        (b"<html>x", "image/png", "text", true),
        (b"just words", "text/html", "page", false),
        (b"just words", "application/pdf", "text", true),
        (png, "image/png", "image", false),
        (png, "image/jpeg", "image", true),
        (png, "text/html", "unknown", true),
        (b"{\\rtf1 x}", "application/rtf", "text", false),
        (b"{\\rtf1 x}", "text/plain", "text", true),
        (cda, "text/xml", "clinical", false),
        (cda, "application/pdf", "text", true),
        (b"<svg onload=x>", "image/svg+xml", "text", false),
        (b"<svg onload=x>", "image/png", "text", true),
        (b"MZ\0\0", "application/pdf", "unknown", true),
    ];
    for (bytes, declared, shown, mismatch) in cases {
        let opened = open(bytes, declared);
        let words = format!("{} as {declared}", String::from_utf8_lossy(bytes));
        assert_eq!(
            (name(&opened.content), opened.mismatch),
            (shown, mismatch),
            "{words}"
        );
    }
}

#[test]
fn a_clinical_document_around_another_document_shows_both() {
    let around = |body: &str| {
        format!(
            "<ClinicalDocument><component><nonXMLBody>{body}</nonXMLBody></component></ClinicalDocument>"
        )
    };
    let pdf =
        around("<text mediaType='application/pdf' representation='B64'>JVBE\nRi0xLjQ=</text>");
    let opened = open(pdf.as_bytes(), "application/xml");
    let Content::Clinical { body, .. } = opened.content else {
        panic!("a clinical document");
    };
    assert_eq!(body.as_deref(), Some(&Content::Pdf));
    assert_eq!(opened.inner.as_deref(), Some(b"%PDF-1.4".as_slice()));
    // One within one within one is shown as text, not without end.
    let nested = around("<text mediaType='text/xml'>&lt;ClinicalDocument/&gt;</text>");
    let Content::Clinical { body, .. } = open(nested.as_bytes(), "text/xml").content else {
        panic!("a clinical document");
    };
    assert!(matches!(
        body.as_deref(),
        Some(Content::Clinical { body: None, .. })
    ));
}
