//! Who is in the cohort: invented people whose names are written the way people write them.

use super::record::{PATIENT_TYPE, Record};
use serde_json::{Value, json};

/// What is recorded about allergies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Allergies {
    Listed,
    NoneKnown,
    NotRecorded,
}

/// An invented person.
#[derive(Debug)]
pub(crate) struct Person {
    /// The id of the Patient, and the beginning of the id of everything in the record.
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) family: &'static str,
    pub(crate) given: &'static [&'static str],
    /// How the name sounds, for names that are not written as they sound: family, given.
    pub(crate) sound: Option<(&'static str, &'static str)>,
    pub(crate) gender: &'static str,
    pub(crate) birth_date: &'static str,
    pub(crate) city: &'static str,
    pub(crate) country: &'static str,
    pub(crate) language: &'static str,
    /// The local offset from UTC.
    pub(crate) offset: &'static str,
    pub(crate) allergies: Allergies,
    /// A prescription that only exists here, without a code.
    pub(crate) own_drug: Option<&'static str>,
}

const PLAIN: Person = Person {
    id: "",
    name: "",
    family: "",
    given: &[],
    sound: None,
    gender: "female",
    birth_date: "",
    city: "",
    country: "",
    language: "",
    offset: "Z",
    allergies: Allergies::Listed,
    own_drug: None,
};

const LONG_DRUG: &str = "Hydrochlorothiazid-Triamteren-Kombinationspräparat 25 mg/50 mg magensaftresistente \
    Hartkapseln mit veränderter Wirkstofffreisetzung (Langzeit-Blutdruckregulierungsdauertherapie, nur nach \
    ärztlicher Verordnung)";

#[rustfmt::skip]
pub(crate) const PEOPLE: [Person; 10] = [
    Person {
        id: "ellsworth", name: "Margaret Anne Ellsworth", family: "Ellsworth",
        given: &["Margaret", "Anne"], birth_date: "1951-06-14", city: "Madison", country: "US",
        language: "en-US", offset: "-05:00", ..PLAIN
    },
    Person {
        id: "grosshans", name: "Jürgen Großhans-Müller", family: "Großhans-Müller", given: &["Jürgen"],
        gender: "male", birth_date: "1958-02-03", city: "Göttingen", country: "DE", language: "de-DE",
        offset: "+01:00", own_drug: Some(LONG_DRUG), ..PLAIN
    },
    Person {
        id: "papadopoulou", name: "Ελένη Παπαδοπούλου", family: "Παπαδοπούλου", given: &["Ελένη"],
        birth_date: "1964-11-30", city: "Θεσσαλονίκη", country: "GR", language: "el-GR", offset: "+02:00",
        allergies: Allergies::NoneKnown, ..PLAIN
    },
    Person {
        id: "sokolova", name: "Надежда Сергеевна Соколова", family: "Соколова",
        given: &["Надежда", "Сергеевна"], birth_date: "1972-04-09", city: "Алматы", country: "KZ",
        language: "ru", offset: "+05:00", ..PLAIN
    },
    Person {
        id: "haddad", name: "ليلى حدّاد", family: "حدّاد", given: &["ليلى"], birth_date: "1971-09-21",
        city: "بيروت", country: "LB", language: "ar", offset: "+02:00", ..PLAIN
    },
    Person {
        id: "levi", name: "אברהם לוי", family: "לוי", given: &["אברהם"], gender: "male",
        birth_date: "1947", city: "חיפה", country: "IL", language: "he", offset: "+02:00",
        allergies: Allergies::NotRecorded, ..PLAIN
    },
    Person {
        id: "yamamoto", name: "山本 さくら", family: "山本", given: &["さくら"], sound: Some(("ヤマモト", "サクラ")),
        birth_date: "1968-03-27", city: "仙台市", country: "JP", language: "ja", offset: "+09:00", ..PLAIN
    },
    Person {
        id: "kim", name: "김민준", family: "김", given: &["민준"], sound: Some(("Kim", "Min-jun")),
        gender: "male", birth_date: "1970-12", city: "부산", country: "KR", language: "ko", offset: "+09:00",
        ..PLAIN
    },
    Person {
        id: "wang", name: "王秀英", family: "王", given: &["秀英"], sound: Some(("Wáng", "Xiùyīng")),
        birth_date: "1955-08-08", city: "成都市", country: "CN", language: "zh-CN", offset: "+08:00", ..PLAIN
    },
    Person {
        id: "nguyen", name: "Nguyễn Thị Ánh Tuyết", family: "Nguyễn", given: &["Thị", "Ánh", "Tuyết"],
        gender: "other", birth_date: "1978-01-01", city: "Đà Nẵng", country: "VN", language: "vi",
        offset: "+07:00", ..PLAIN
    },
];

/// The `Patient` and the next of kin.
pub(crate) fn add_patient(record: &mut Record<'_>) {
    let person = record.person;
    let mut names = vec![json!({
        "use": "official", "text": person.name, "family": person.family, "given": person.given,
    })];
    names.extend(person.sound.map(|(family, given)| {
        json!({
            "extension": [{
                "url": "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation", "valueCode": "SYL",
            }],
            "use": "official", "text": format!("{family} {given}"), "family": family, "given": [given],
        })
    }));
    let born = record.years_before(30);
    record.add_as(PATIENT_TYPE, person.id, born, json!({
        "identifier": [{ "system": "urn:oid:2.16.840.1.113883.19.5", "value": format!("MRN-{}", person.id) }],
        "active": true,
        "name": names,
        "telecom": [{ "system": "phone", "value": "555-0100", "use": "home" }],
        "gender": person.gender,
        "birthDate": person.birth_date,
        "address": [{ "use": "home", "city": person.city, "country": person.country }],
        "communication": [{ "language": { "coding": [{ "system": "urn:ietf:bcp:47", "code": person.language }] } }],
        "generalPractitioner": [{ "reference": super::institution::PHYSICIAN }],
        "managingOrganization": { "reference": super::institution::CLINIC },
    }));
    record.add("RelatedPerson", born, next_of_kin(person));
}

fn next_of_kin(person: &Person) -> Value {
    json!({
        "active": true,
        "patient": { "reference": format!("Patient/{}", person.id) },
        "relationship": [{ "coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/v2-0131", "code": "N", "display": "Next-of-Kin",
        }] }],
        "name": [{ "text": person.family, "family": person.family }],
    })
}
