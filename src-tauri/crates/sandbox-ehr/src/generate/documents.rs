//! Notes and letters: plain text and a small real PDF, inside the resource or as a `Binary`.

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::institution::{CLINIC, PHYSICIAN};
use super::letters;
use super::record::{LOINC, Record, concept, set};

const PROGRESS: (&str, &str) = ("11506-3", "Progress note");
const DISCHARGE: (&str, &str) = ("18842-5", "Discharge summary");
const SUMMARY: (&str, &str) = ("34133-9", "Summary of episode note");

/// Text inside, text as Binary, PDF inside and superseded, the PDF as Binary that replaces it.
pub(crate) fn add_documents(record: &mut Record<'_>) {
    let moment = record.days_before(400);
    let letter = format!(
        "Summary for {}\n\nBlood pressure and HbA1c improved over the year.\n",
        record.person.name
    );
    let pdf = pdf_of(&[
        "Riverside Clinic",
        "Summary of episode",
        "Blood pressure improved over the year.",
    ]);
    add_note(
        record,
        moment,
        "Seen for review. Feels well. No hypoglycaemia.",
    );
    let text = stored(
        record,
        moment,
        "text/plain; charset=utf-8",
        letter.as_bytes(),
    );
    add_document(record, moment, (DISCHARGE, "current"), &text, None);
    let earlier = inline("application/pdf", &pdf);
    let earlier = add_document(record, moment, (SUMMARY, "superseded"), &earlier, None);
    let later = stored(record, moment, "application/pdf", &pdf);
    add_document(record, moment, (SUMMARY, "current"), &later, Some(&earlier));
    letters::add_letters(record);
}

/// A progress note with its text inside.
pub(crate) fn add_note(record: &mut Record<'_>, moment: DateTime, text: &str) {
    let attachment = inline("text/plain; charset=utf-8", text.as_bytes());
    add_document(record, moment, (PROGRESS, "current"), &attachment, None);
}

/// Stores the content by itself and answers the attachment that refers to it.
pub(crate) fn stored(
    record: &mut Record<'_>,
    moment: DateTime,
    content_type: &str,
    content: &[u8],
) -> Value {
    let binary = record.add(
        "Binary",
        moment,
        json!({
            "contentType": content_type,
            "data": BASE64_STANDARD.encode(content),
        }),
    );
    attachment(content_type, content, ("url", binary))
}

/// An attachment that has its content inside.
pub(crate) fn inline(content_type: &str, content: &[u8]) -> Value {
    let data = BASE64_STANDARD.encode(content);
    attachment(content_type, content, ("data", data))
}

fn attachment(content_type: &str, content: &[u8], (key, value): (&str, String)) -> Value {
    let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, content);
    let mut attachment = json!({
        "contentType": content_type,
        "size": content.len(),
        "hash": BASE64_STANDARD.encode(hash.as_ref()),
    });
    set(&mut attachment, key, json!(value));
    attachment
}

/// Answers the reference to the document, which may replace another one.
pub(crate) fn add_document(
    record: &mut Record<'_>,
    moment: DateTime,
    ((code, name), status): ((&str, &str), &str),
    attachment: &Value,
    replaces: Option<&str>,
) -> String {
    let mut document = json!({
        "status": status,
        "docStatus": "final",
        "type": concept(LOINC, code, name),
        "category": [{ "coding": [{
            "system": "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",
            "code": "clinical-note",
        }] }],
        "subject": record.subject(),
        "date": record.instant(moment),
        "author": [{ "reference": PHYSICIAN }],
        "custodian": { "reference": CLINIC },
        "description": name,
        "content": [{ "attachment": attachment }],
    });
    if let Some(earlier) = replaces {
        let relation = json!([{ "code": "replaces", "target": { "reference": earlier } }]);
        set(&mut document, "relatesTo", relation);
    }
    record.add("DocumentReference", moment, document)
}

/// A one-page PDF (ISO 32000-1 §7.5) with lines of ASCII text.
fn pdf_of(lines: &[&str]) -> Vec<u8> {
    let mut page = "BT /F1 14 Tf 72 770 Td 20 TL".to_owned();
    for line in lines {
        let _ = write!(page, " ({line}) Tj T*");
    }
    page.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(
        file,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}
