//! A document of every kind that records have: a picture, a page, Rich Text, a clinical document, and one
//! that is not what it says.

use jiff::civil::DateTime;

use super::documents::{add_document, inline, stored};
use super::png::ecg_strip;
use super::record::Record;

const ECG: (&str, &str) = ("11524-6", "EKG study");
const HISTORY: (&str, &str) = ("34117-2", "History and physical note");
const CONSULT: (&str, &str) = ("11488-4", "Consult note");
const CARE: (&str, &str) = ("34133-9", "Summary of episode note");
const LETTER: (&str, &str) = ("34109-9", "Note");

/// Five documents, half of them as `Binary`.
pub(crate) fn add_letters(record: &mut Record<'_>) {
    let moment = record.days_before(380);
    let picture = stored(record, moment, "image/png", &ecg_strip());
    add_document(record, moment, (ECG, "current"), &picture, None);
    let page = inline("text/html", history(record).as_bytes());
    add_document(record, moment, (HISTORY, "current"), &page, None);
    let rich = stored(
        record,
        moment,
        "application/rtf",
        consult(record).as_bytes(),
    );
    add_document(record, moment, (CONSULT, "current"), &rich, None);
    let clinical = inline(
        "application/xml",
        clinical_document(record, moment).as_bytes(),
    );
    add_document(record, moment, (CARE, "current"), &clinical, None);
    // A scanner's name for a fax that was text.
    let wrong = inline(
        "application/pdf",
        b"This letter arrived as text.\nIt was filed as a PDF.\n",
    );
    add_document(record, moment, (LETTER, "current"), &wrong, None);
}

fn history(record: &Record<'_>) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>History</title><style>h2 {{ color: navy }}</style></head><body>\
         <h2>History and physical</h2><p><b>Patient:</b> {}</p>\
         <h3>Assessment</h3><ul><li>Blood pressure above target</li><li>Type 2 diabetes, improving</li></ul>\
         <table><tr><th>Measure</th><th>Value</th></tr><tr><td>Weight</td><td>81.4 kg</td></tr>\
         <tr><td>Pulse</td><td>72 /min</td></tr></table>\
         <p>See the <a href=\"https://guidelines.example/hypertension\">guideline</a>.</p>\
         <script>document.title = 'ran';</script></body></html>",
        record.person.name
    )
}

fn consult(record: &Record<'_>) -> String {
    // RTF is ASCII; other letters are written as their numbers.
    let name: String = record
        .person
        .name
        .encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || byte == b' ' => {
                char::from(byte).to_string()
            }
            _ => format!("\\u{}?", i32::from(unit.cast_signed())),
        })
        .collect();
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Helvetica;}}}}\\f0\\fs24 {{\\b Cardiology consult}}\\par\\par \
         Re: {name}\\par\\par No sign of heart failure. Ejection fraction 60\\~%.\\par \
         Continue lisinopril {{\\strike 5 mg}} 10 mg once daily.\\par\\par Dr. L. M\\'fcller\\par}}"
    )
}

fn clinical_document(record: &Record<'_>, moment: DateTime) -> String {
    let person = record.person;
    let given = format!("<given>{}</given>", person.given.join("</given><given>"));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ClinicalDocument xmlns=\"urn:hl7-org:v3\">\
         <code code=\"34133-9\" codeSystem=\"2.16.840.1.113883.6.1\" displayName=\"Summary of episode note\"/>\
         <title>Continuity of care</title><effectiveTime value=\"{time}\"/>\
         <recordTarget><patientRole><patient><name>{given}<family>{family}</family></name>\
         <birthTime value=\"{born}\"/></patient></patientRole></recordTarget>\
         <author><time value=\"{time}\"/><assignedAuthor><assignedPerson><name><prefix>Dr</prefix><given>Lena</given>\
         <family>Brandt</family></name></assignedPerson></assignedAuthor></author>\
         <custodian><assignedCustodian><representedCustodianOrganization><name>Riverside Clinic</name>\
         </representedCustodianOrganization></assignedCustodian></custodian>\
         <component><structuredBody>\
         <component><section><title>Allergies</title><text><table><thead><tr><th>Substance</th><th>Reaction</th></tr></thead>\
         <tbody><tr><td>Penicillin</td><td>Hives</td></tr></tbody></table></text></section></component>\
         <component><section><title>Plan of treatment</title><text><list listType=\"ordered\"><item>Blood pressure daily</item>\
         <item>HbA1c in <content styleCode=\"Bold\">3 months</content></item></list>\
         <paragraph><content revised=\"delete\">Metformin 500 mg</content> Metformin 1000 mg</paragraph></text></section></component>\
         <component><section><title>Functional status</title><entry/></section></component>\
         </structuredBody></component></ClinicalDocument>",
        time = moment.strftime("%Y%m%d%H%M%S"),
        family = person.family,
        born = person.birth_date.replace('-', ""),
    )
}
