//! Elements with parts that belong into one line: a reaction with its severity, a member with their role.

use crate::node::Fields;
use crate::{coding, medications, pick, quantity};

use super::words;

/// Manifestation, severity, way and time of a reaction.
pub(super) fn reaction(reaction: &Fields<'_>) -> Option<String> {
    let what =
        coding::all_words(reaction.get("manifestation")).or_else(|| reaction.text("description"));
    let severity = reaction.text("severity");
    let substance = coding::words(reaction.get("substance"));
    let route = coding::words(reaction.get("exposureRoute"));
    let onset = reaction.text("onset");
    pick::joined([what, severity, substance, route, onset], ", ")
}

/// A dosage in the source's words, else put together.
pub(super) fn dosage(dosage: &Fields<'_>) -> Option<String> {
    medications::one_dosage(dosage)
}

/// Whom with, as what, since when.
pub(super) fn participant(participant: &Fields<'_>) -> Option<String> {
    let who = pick::words(participant, &["member", "individual", "actor", "who"]);
    let role = pick::all_words(participant, &["role", "type", "function"]);
    let of = coding::words(participant.get("onBehalfOf"));
    let who = pick::joined([who, of], ", ");
    match (who, role) {
        (Some(who), Some(role)) => Some(format!("{who} ({role})")),
        (who, role) => who.or(role),
    }
}

/// What is to be done, and how it stands.
pub(super) fn activity(activity: &Fields<'_>) -> Option<String> {
    let detail = activity.get("detail").fields();
    let what = pick::words(&detail, &["description", "code"])
        .or_else(|| pick::words(activity, &["reference", "plannedActivityReference"]));
    pick::joined([what, detail.text("status")], ", ")
}

/// Measure, aim and due date.
pub(super) fn target(target: &Fields<'_>) -> Option<String> {
    let measure = coding::words(target.get("measure"));
    let aim = target.choices("detail").find_map(|(_, node)| words(node));
    let due = target.choices("due").find_map(|(_, node)| words(node));
    pick::joined([measure, aim, due], ", ")
}

/// A condition of a relative, with onset, outcome and remarks.
pub(super) fn family_condition(condition: &Fields<'_>) -> Option<String> {
    let what = crate::family_history::condition(condition);
    let outcome = coding::words(condition.get("outcome"));
    let note = coding::all_words(condition.get("note"));
    pick::joined([what, outcome, note], ", ")
}

/// A telephone number or an address, and what it is for.
pub(super) fn telecom(telecom: &Fields<'_>) -> Option<String> {
    let value = telecom.text("value")?;
    Some(
        match telecom.text("use").or_else(|| telecom.text("system")) {
            Some(kind) => format!("{value} ({kind})"),
            None => value,
        },
    )
}

/// A postal address in one line.
pub(super) fn address(address: &Fields<'_>) -> Option<String> {
    if let Some(text) = address.text("text") {
        return Some(text);
    }
    let line = coding::all_words(address.get("line"));
    let parts = ["postalCode", "city", "state", "country"].map(|name| address.text(name));
    pick::joined([line, pick::joined(parts, " ")], ", ")
}

/// The name, else the value of an identifier, and what kind it is.
pub(super) fn identifier(identifier: &Fields<'_>) -> Option<String> {
    let value = identifier.text("value")?;
    Some(match coding::words(identifier.get("type")) {
        Some(kind) => format!("{kind}: {value}"),
        None => value,
    })
}

/// A class of a coverage: `group: CB135, Corporate Baker's`.
pub(super) fn class(class: &Fields<'_>) -> Option<String> {
    let kind = coding::words(class.get("type"));
    let value = pick::joined([words(class.get("value")), class.text("name")], ", ")?;
    Some(match kind {
        Some(kind) => format!("{kind}: {value}"),
        None => value,
    })
}

/// What was charged or paid, and for what.
pub(super) fn amount(total: &Fields<'_>) -> Option<String> {
    let amount = quantity::line(total.get("amount"))?;
    Some(match coding::words(total.get("category")) {
        Some(category) => format!("{category}: {amount}"),
        None => amount,
    })
}

/// What a file is: media type and size as sent.
pub(super) fn attachment(attachment: &Fields<'_>) -> Option<String> {
    pick::joined(
        ["title", "contentType", "language"].map(|name| attachment.text(name)),
        ", ",
    )
}

/// A risk and how likely it is.
pub(super) fn prediction(prediction: &Fields<'_>) -> Option<String> {
    let outcome = coding::words(prediction.get("outcome"));
    let likely = prediction
        .choices("probability")
        .find_map(|(_, node)| words(node))
        .or_else(|| coding::words(prediction.get("qualitativeRisk")));
    let when = prediction.choices("when").find_map(|(_, node)| words(node));
    pick::joined([outcome, likely, when], ", ")
}

/// A question and its answers, answers of questions within included.
pub(super) fn answer(item: &Fields<'_>) -> Option<String> {
    let question = pick::words(item, &["text", "linkId"]);
    let answers = item.get("answer").items().into_iter();
    let answers = answers.map(|answer| {
        answer
            .fields()
            .choices("value")
            .find_map(|(_, node)| words(node))
    });
    let answers = pick::joined(answers, "; ");
    match (question, answers) {
        (Some(question), Some(answers)) => Some(format!("{question}: {answers}")),
        (question, answers) => question.or(answers),
    }
}

/// Who had a part in it, for `Provenance`.
pub(super) fn agent(agent: &Fields<'_>) -> Option<String> {
    participant(agent)
}

/// Name and amount of an ingredient.
pub(super) fn ingredient(ingredient: &Fields<'_>) -> Option<String> {
    let what = ingredient
        .choices("item")
        .find_map(|(_, node)| coding::words(node));
    let strength = words(ingredient.get("strength"));
    pick::joined([what, strength], " ")
}

/// An action against an issue.
pub(super) fn mitigation(mitigation: &Fields<'_>) -> Option<String> {
    let who = coding::words(mitigation.get("author"));
    pick::joined([coding::words(mitigation.get("action")), who], ", ")
}

/// When a vaccine is due, and by which criterion.
pub(super) fn due(recommendation: &Fields<'_>) -> Option<String> {
    let vaccine = pick::words(recommendation, &["vaccineCode", "targetDisease"]);
    let status = coding::words(recommendation.get("forecastStatus"));
    let criteria = recommendation.get("dateCriterion").items().into_iter();
    let criteria = criteria.map(|one| {
        pick::joined(
            [coding::words(one.get("code")), words(one.get("value"))],
            " ",
        )
    });
    pick::joined([vaccine, status, pick::joined(criteria, ", ")], ", ")
}
