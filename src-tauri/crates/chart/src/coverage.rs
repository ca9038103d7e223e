//! Who pays (FHIR R4 §13): `Coverage`, `Claim`, `ExplanationOfBenefit` and their relatives.

use crate::node::Fields;
use crate::{Coded, Entry, coding, pick, quantity};

pub(crate) fn read(coverage: &Fields<'_>, entry: &mut Entry) {
    if entry.resource_type == "Coverage" {
        insurance(coverage, entry);
    } else {
        claim(coverage, entry);
    }
}

fn insurance(coverage: &Fields<'_>, entry: &mut Entry) {
    let payer = pick::all_words(coverage, &["payor", "insurer", "issuer"]);
    let kind = coding::coded(coverage.get("type"));
    entry.title = plan(coverage)
        .map(pick::in_words)
        .or_else(|| kind.clone().filter(|kind| !kind.is_bare_code))
        .or_else(|| payer.clone().map(pick::in_words))
        .or(kind.clone())
        .or_else(|| pick::coded(coverage, &["relationship"]));
    let parts = [kind.map(|kind: Coded| kind.text), payer.clone()];
    let parts = parts.map(|part| {
        part.filter(|part| entry.title.as_ref().is_none_or(|title| title.text != *part))
    });
    entry.detail = pick::joined(parts, ", ");
    entry.source = payer;
    pick::dates(coverage, &["period"], entry);
}

/// The name of the plan among the classes of a coverage.
fn plan(coverage: &Fields<'_>) -> Option<String> {
    let is_plan = |code: &str| code.eq_ignore_ascii_case("plan");
    let classes = coverage.get("class").items();
    let plan = classes.into_iter().find(|class| {
        coding::codes(class.get("type"))
            .iter()
            .any(|code| is_plan(code))
    })?;
    pick::words(&plan.fields(), &["name"])
}

fn claim(claim: &Fields<'_>, entry: &mut Entry) {
    let items = claim.get("item").items().into_iter();
    let items =
        items.map(|item| pick::words(&item.fields(), &["productOrService", "service", "code"]));
    let items = pick::joined(items, "; ");
    entry.title = coding::coded(claim.get("type"))
        .filter(|kind| !kind.is_bare_code)
        .or_else(|| items.clone().map(pick::in_words))
        .or_else(|| pick::coded(claim, &["type", "code", "name", "use", "disposition"]));
    let total = quantity::line(claim.get("total"))
        .or_else(|| quantity::line(claim.get("total").get("amount")))
        .filter(|_| claim.get("total").first().is_object());
    let items = items.filter(|items| {
        entry
            .title
            .as_ref()
            .is_none_or(|title| title.text != *items)
    });
    entry.detail = pick::joined([items, total], ", ").or_else(|| claim.text("disposition"));
    entry.category = coding::code(claim.get("use"));
    pick::dates(
        claim,
        &[
            "billablePeriod",
            "servicedPeriod",
            "serviced",
            "occurrence",
            "servicePeriod",
            "created",
            "date",
        ],
        entry,
    );
    entry.source = pick::words(
        claim,
        &["provider", "insurer", "requestor", "owner", "issuer"],
    );
}
