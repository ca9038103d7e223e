//! `QuestionnaireResponse`, `ClinicalImpression` and `RiskAssessment` (FHIR R4 §8.14, §9.9, §9.12): what was
//! asked and what was made of it.

use crate::node::{Fields, Node};
use crate::{Entry, coding, pick, quantity};

pub(crate) fn read(assessment: &Fields<'_>, entry: &mut Entry) {
    match entry.resource_type.as_str() {
        "QuestionnaireResponse" => answers(assessment, entry),
        "RiskAssessment" => risk(assessment, entry),
        _ => impression(assessment, entry),
    }
}

fn answers(response: &Fields<'_>, entry: &mut Entry) {
    let form = response.get("_questionnaire").get("extension").items();
    let display = form
        .into_iter()
        .find_map(|extension| extension.get("valueString").text().map(Into::into));
    entry.title = display
        .map(pick::in_words)
        .or_else(|| coding::coded(response.get("questionnaire")))
        .or_else(|| coding::coded(response.get("questionnaire").get("reference")))
        .or_else(|| pick::coded(response, &["item"]));
    if let Some(title) = &mut entry.title {
        // An address names a form, but in no words.
        title.is_bare_code |= title.text.contains("://");
    }
    pick::dates(response, &["authored"], entry);
    entry.source = pick::words(response, &["author", "source"]);
}

fn impression(impression: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(impression, &["code", "description", "summary", "problem"]);
    entry.detail = impression.text("summary").filter(|words| {
        let title = entry.title.as_ref();
        title.is_none_or(|title| title.text != *words)
    });
    let findings = impression.get("finding").items().into_iter();
    let findings = findings.map(|one| {
        coding::words(one.get("itemCodeableConcept"))
            .or_else(|| coding::words(one.get("itemReference")))
            .or_else(|| coding::words(one.get("item")))
    });
    entry.detail = entry
        .detail
        .take()
        .or_else(|| pick::joined(findings, "; "))
        .or_else(|| coding::all_words(impression.get("note")));
    pick::dates(impression, &["effective", "date"], entry);
    entry.source = pick::words(impression, &["assessor", "performer"]);
}

fn risk(risk: &Fields<'_>, entry: &mut Entry) {
    let predictions = || risk.get("prediction").items().into_iter().map(Node::fields);
    entry.title = pick::coded(risk, &["code"])
        .or_else(|| predictions().find_map(|one| coding::coded(one.get("outcome"))))
        .or_else(|| pick::coded(risk, &["method", "condition"]));
    entry.detail = pick::joined(predictions().map(|one| prediction(&one)), "; ")
        .or_else(|| risk.text("mitigation"))
        .or_else(|| coding::all_words(risk.get("note")));
    pick::dates(risk, &["occurrence", "date"], entry);
    entry.source = coding::words(risk.get("performer"));
}

/// What may come, and how likely it is, as sent.
fn prediction(prediction: &Fields<'_>) -> Option<String> {
    let outcome = coding::words(prediction.get("outcome"));
    let likely = prediction
        .choices("probability")
        .find_map(|(_, node)| quantity::any(node))
        .or_else(|| coding::words(prediction.get("qualitativeRisk")));
    pick::joined([outcome, likely], ": ")
}
