//! The header of a clinical document (CDA R2 §4.2).

use super::tree::Element;
use super::{Cda, Party};
use crate::html::LeftOut;
use crate::person::Person;

pub(crate) fn read(root: &Element) -> Cda {
    let patients = root
        .all("recordTarget")
        .filter_map(|target| target.at(&["patientRole"]));
    let keeper = [
        "custodian",
        "assignedCustodian",
        "representedCustodianOrganization",
        "name",
    ];
    Cda {
        title: words(root, &["title"]),
        kind: root
            .at(&["code"])
            .and_then(|code| code.attribute("displayName"))
            .map(shown),
        time: time(root.at(&["effectiveTime"])),
        patients: patients.map(patient).collect(),
        authors: root
            .all("author")
            .map(|author| party(author, "assignedAuthor"))
            .collect(),
        custodian: words(root, &keeper),
        authenticator: root
            .at(&["legalAuthenticator"])
            .map(|signed| party(signed, "assignedEntity")),
        sections: Vec::new(),
        cut: false,
        links: Vec::new(),
        left_out: LeftOut::default(),
    }
}

fn patient(role: &Element) -> Person {
    let gender = role.at(&["patient", "administrativeGenderCode"]);
    let gender = gender.and_then(|code| {
        code.attribute("displayName")
            .or_else(|| code.attribute("code"))
    });
    Person {
        birth_date: time(role.at(&["patient", "birthTime"])),
        gender: gender.map(shown),
        ..name(role.at(&["patient", "name"]))
    }
}

fn name(name: Option<&Element>) -> Person {
    let Some(name) = name else {
        return Person::default();
    };
    let given: Vec<String> = name.all("given").filter_map(Element::words).collect();
    let given = (!given.is_empty()).then(|| given.join(" "));
    let family = name.at(&["family"]).and_then(Element::words);
    let text = (given.is_none() && family.is_none())
        .then(|| name.words())
        .flatten();
    Person {
        family: family.as_deref().map(shown),
        given: given.as_deref().map(shown),
        text: text.as_deref().map(shown),
        ..Person::default()
    }
}

fn party(part: &Element, role: &str) -> Party {
    let role = part.at(&[role]);
    let person = role
        .and_then(|role| role.at(&["assignedPerson", "name"]))
        .and_then(Element::words);
    let device = role
        .and_then(|role| role.at(&["assignedAuthoringDevice", "softwareName"]))
        .and_then(Element::words);
    Party {
        name: person.or(device).as_deref().map(shown),
        organization: role.and_then(|role| words(role, &["representedOrganization", "name"])),
        time: time(part.at(&["time"])),
    }
}

fn words(element: &Element, path: &[&str]) -> Option<String> {
    element
        .at(path)
        .and_then(Element::words)
        .as_deref()
        .map(shown)
}

fn shown(text: &str) -> String {
    turning::visible(text).into_owned()
}

/// `20260203`, `202602031405`, `20260203140500.000-0500` (HL7 TS) as ISO 8601, no more precise than sent.
/// What is not one stays as it was sent.
fn time(element: Option<&Element>) -> Option<String> {
    let element = element?;
    let within = || element.at(&["low"]).and_then(|low| low.attribute("value"));
    let sent = element.attribute("value").or_else(within)?;
    Some(iso(sent).unwrap_or_else(|| shown(sent)))
}

fn iso(sent: &str) -> Option<String> {
    let digits = sent.bytes().take_while(u8::is_ascii_digit).count();
    let (date, rest) = sent.split_at_checked(digits)?;
    let part = |from: usize, to: usize| date.get(from..to);
    let mut out = part(0, 4)?.to_owned();
    for (mark, from) in [('-', 4), ('-', 6), ('T', 8), (':', 10), (':', 12)] {
        if let Some(two) = part(from, from + 2) {
            out.push(mark);
            out.push_str(two);
        }
    }
    // An hour without minutes is no time of ISO 8601 that FHIR has.
    if digits == 10 {
        out.push_str(":00");
    }
    if !matches!(digits, 4 | 6 | 8 | 10 | 12 | 14) {
        return None;
    }
    let zone = rest
        .find(['+', '-'])
        .and_then(|at| rest.get(at..))
        .filter(|_| digits > 8);
    if let Some(zone) = zone {
        let (hours, minutes) = (zone.get(..3)?, zone.get(3..5).unwrap_or("00"));
        out.push_str(hours);
        out.push(':');
        out.push_str(minutes);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn a_time_is_as_precise_as_it_was_sent() {
        let cases = [
            ("1961", "1961"),
            ("196102", "1961-02"),
            ("19610203", "1961-02-03"),
            ("202602031405+0100", "2026-02-03T14:05+01:00"),
            ("20260203140501.123-0500", "2026-02-03T14:05:01-05:00"),
        ];
        for (sent, read) in cases {
            assert_eq!(iso(sent).as_deref(), Some(read));
        }
        for odd in ["", "19", "1961020", "yesterday", "202602031405+1"] {
            assert_eq!(iso(odd), None, "{odd}");
        }
    }
}
