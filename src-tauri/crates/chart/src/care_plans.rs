//! `CarePlan`, `Goal`, `NutritionOrder` and `ImmunizationRecommendation` (FHIR R4 §9.4, §9.5, §11.7,
//! §11.8): what is meant to be reached, and how.

use crate::node::{Fields, Node};
use crate::{Entry, coding, partial_date, pick, quantity};

pub(crate) fn read(plan: &Fields<'_>, entry: &mut Entry) {
    match entry.resource_type.as_str() {
        "Goal" => goal(plan, entry),
        "NutritionOrder" => nutrition(plan, entry),
        "ImmunizationRecommendation" => vaccines_due(plan, entry),
        _ => care_plan(plan, entry),
    }
}

fn care_plan(plan: &Fields<'_>, entry: &mut Entry) {
    entry.title = coding::coded(plan.get("title"))
        .or_else(|| worded_category(plan))
        .or_else(|| pick::coded(plan, &["description", "addresses", "category"]));
    entry.category = coding::code(plan.get("category"));
    let activities = plan.get("activity").items().into_iter().map(Node::fields);
    let activities = pick::joined(activities.map(|one| activity(&one)), "; ");
    entry.detail = plan
        .text("description")
        .filter(|words| !is_title(entry, words))
        .or(activities)
        .or_else(|| coding::all_words(plan.get("addresses")))
        .or_else(|| coding::all_words(plan.get("note")));
    pick::dates(plan, &["period"], entry);
    entry.date = entry.date.take().or_else(|| pick::date(plan, &["created"]));
    entry.source = pick::words(plan, &["author", "custodian", "contributor"]);
}

/// `assess-plan` of US Core says only that it is a plan.
fn worded_category(plan: &Fields<'_>) -> Option<crate::Coded> {
    let categories = plan.get("category").items().into_iter();
    let mut named = categories.filter_map(coding::coded);
    named.find(|category| {
        let code = category.code.as_deref().unwrap_or_default();
        !category.is_bare_code && !code.ends_with("|assess-plan")
    })
}

fn activity(activity: &Fields<'_>) -> Option<String> {
    let detail = activity.get("detail").fields();
    pick::words(&detail, &["description", "code"]).or_else(|| {
        pick::words(
            activity,
            &["reference", "plannedActivityReference", "performedActivity"],
        )
    })
}

fn goal(goal: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(goal, &["description", "category"]);
    entry.category = coding::code(goal.get("category"));
    let targets = goal.get("target").items().into_iter().map(Node::fields);
    let targets = pick::joined(targets.map(|one| target(&one)), "; ");
    let achieved = coding::words(goal.get("achievementStatus"));
    entry.detail = pick::joined([achieved, targets], ", ")
        .or_else(|| coding::all_words(goal.get("note")))
        .or_else(|| coding::all_words(goal.get("addresses")));
    entry.date = partial_date::choice(goal, "start")
        .start
        .or_else(|| pick::date(goal, &["statusDate"]));
    entry.source = pick::words(goal, &["expressedBy", "source", "author"]);
}

/// What is measured, and where it is meant to be.
fn target(target: &Fields<'_>) -> Option<String> {
    let measure = coding::words(target.get("measure"));
    let meant = target
        .choices("detail")
        .find_map(|(_, node)| quantity::any(node));
    pick::joined([measure, meant], " ")
}

fn nutrition(order: &Fields<'_>, entry: &mut Entry) {
    let diet = order.get("oralDiet").fields();
    let formula = order.get("enteralFormula").fields();
    entry.title = coding::coded(diet.get("type"))
        .or_else(|| {
            pick::coded(
                &formula,
                &[
                    "baseFormulaType",
                    "baseFormulaProductName",
                    "administrationInstruction",
                ],
            )
        })
        .or_else(|| pick::coded(&order.get("supplement").fields(), &["type", "productName"]));
    // What is left out of a diet would read as a part of it: it stands in the details.
    entry.detail = diet
        .text("instruction")
        .or_else(|| coding::all_words(order.get("note")));
    entry.date = pick::date(order, &["dateTime"]);
    entry.source = coding::words(order.get("orderer"));
}

fn vaccines_due(recommendation: &Fields<'_>, entry: &mut Entry) {
    let vaccines: Vec<Fields<'_>> = recommendation
        .get("recommendation")
        .items()
        .into_iter()
        .map(Node::fields)
        .collect();
    let named = |one: &Fields<'_>| pick::coded(one, &["vaccineCode", "targetDisease"]);
    entry.title = match vaccines.as_slice() {
        [only] => named(only),
        several => pick::joined(
            several.iter().map(|one| named(one).map(|named| named.text)),
            "; ",
        )
        .map(pick::in_words),
    };
    let status = vaccines
        .iter()
        .map(|one| coding::words(one.get("forecastStatus")));
    entry.detail = pick::joined(status, "; ");
    entry.date = pick::date(recommendation, &["date"]);
    entry.source = coding::words(recommendation.get("authority"));
}

fn is_title(entry: &Entry, words: &str) -> bool {
    entry
        .title
        .as_ref()
        .is_some_and(|title| title.text == words)
}
