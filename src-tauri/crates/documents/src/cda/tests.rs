use super::*;

const DOCUMENT: &str = r#"<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="http://evil.example/x.xsl"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <code code="34133-9" displayName="Summary of episode note"/><title>Discharge
   summary</title><effectiveTime value="20260203140500-0500"/>
 <recordTarget><patientRole><patient><name use="L"><given>Anna</given><given>B.</given><family>Smith</family></name>
  <administrativeGenderCode code="F" displayName="Female"/><birthTime value="19610203"/></patient></patientRole></recordTarget>
 <author><time value="2026"/><assignedAuthor><assignedPerson><name><prefix>Dr</prefix><family>Who</family></name></assignedPerson>
  <representedOrganization><name>Clinic &amp; Co</name></representedOrganization></assignedAuthor></author>
 <custodian><assignedCustodian><representedCustodianOrganization><name>St Mary</name></representedCustodianOrganization></assignedCustodian></custodian>
 <component><structuredBody>
  <component><section><title>Plan</title><text><paragraph>Take <content styleCode="Bold">5 mg</content>
   <content revised="delete">10 mg</content></paragraph><list listType="ordered"><caption>Do</caption><item>a</item></list>
   <table border="1"><caption>T</caption><tr><td colspan="2" onclick="x">1 &lt; 2</td></tr></table>
   <linkHtml href="https://x.example/">more</linkHtml><script>window.__pwn=1</script><iframe src="https://evil.example"/></text>
   <entry/><component><section><title>Inner</title><text/><entry/><entry/></section></component></section></component>
 </structuredBody></component>
</ClinicalDocument>"#;

#[test]
fn the_header_says_who_when_and_whose() {
    let cda = read(DOCUMENT).unwrap().cda;
    assert_eq!(cda.title.as_deref(), Some("Discharge summary"));
    assert_eq!(cda.kind.as_deref(), Some("Summary of episode note"));
    assert_eq!(cda.time.as_deref(), Some("2026-02-03T14:05:00-05:00"));
    assert_eq!(cda.custodian.as_deref(), Some("St Mary"));
    let patient = Person {
        family: Some("Smith".into()),
        given: Some("Anna B.".into()),
        birth_date: Some("1961-02-03".into()),
        gender: Some("Female".into()),
        text: None,
    };
    assert_eq!(cda.patients, [patient]);
    let author = Party {
        name: Some("Dr Who".into()),
        organization: Some("Clinic & Co".into()),
        time: Some("2026".into()),
    };
    assert_eq!(cda.authors, [author]);
}

#[test]
fn sections_are_safe_html_and_tell_what_they_lack() {
    let cda = read(DOCUMENT).unwrap().cda;
    let [plan, inner] = cda.sections.as_slice() else {
        panic!("two sections");
    };
    let html = plan.html.as_ref().unwrap().as_str();
    for kept in [
        "<span><strong>5 mg</strong></span>",
        "<span><del>10 mg</del></span>",
        "<p>Do</p><ol><li>a</li></ol>",
        "<caption>T</caption>",
        "<td colspan=\"2\">1 &lt; 2</td>",
        "more [x.example]",
    ] {
        assert!(html.contains(kept), "{kept} in {html}");
    }
    assert!(!html.contains("pwn") && !html.contains("iframe"));
    assert_eq!(
        (plan.level, plan.entries, inner.level, inner.entries),
        (1, 1, 2, 2)
    );
    assert_eq!(inner.html, None);
    assert_eq!((cda.left_out.active, cda.links.len()), (2, 1));
}

#[test]
fn what_is_no_honest_xml_is_not_read() {
    let deep = format!(
        "<ClinicalDocument>{}{}</ClinicalDocument>",
        "<a>".repeat(300),
        "</a>".repeat(300)
    );
    let many = format!("<ClinicalDocument {}/>", vec!["a='' "; 300].concat());
    for hostile in [
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><ClinicalDocument>&b;</ClinicalDocument>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><ClinicalDocument/>",
        "<ClinicalDocument>&unknown;</ClinicalDocument>",
        "<ClinicalDocument><a></ClinicalDocument>",
        "<ClinicalDocument>",
        "<other/>",
        "",
        &deep,
        &many,
    ] {
        assert!(
            read(hostile).is_none(),
            "{}",
            hostile.get(..40).unwrap_or(hostile)
        );
    }
}

#[test]
fn a_picture_of_the_document_is_shown_where_the_text_asks_for_it() {
    let document = "<ClinicalDocument><component><structuredBody><component><section>\
        <text><renderMultiMedia referencedObject='M1'><caption>ECG</caption></renderMultiMedia>\
        <renderMultiMedia referencedObject='M2'><caption>Gone</caption></renderMultiMedia></text>\
        <entry><observationMedia ID='M1'><value mediaType='image/png' representation='B64'>iVBORw0KGgo\nAAAANSUhEUgAAAAE=</value></observationMedia></entry>\
        </section></component></structuredBody></component></ClinicalDocument>";
    let cda = read(document).unwrap().cda;
    assert_eq!(
        cda.sections[0].html.as_ref().unwrap().as_str(),
        "<img src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAE=\" alt=\"ECG\">[Gone]"
    );
    assert_eq!(cda.left_out.pictures, 1);
}
