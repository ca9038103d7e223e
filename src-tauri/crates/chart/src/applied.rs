//! Which rules of display made a row what it is, besides those about its status.
//!
//! They are told from the row that was read, so that a rule cannot be named that did not apply. Must
//! never know: JSON, words.

use crate::{Entry, PartialDate, Precision, Section, Value, Warning, quantity, rules};

/// Notes them, those of the row's warnings first.
pub(crate) fn note(entry: &mut Entry) {
    let mut noted = std::mem::take(&mut entry.rules);
    for warning in &entry.warnings {
        rules::note(&mut noted, of_warning(*warning));
    }
    let values = || {
        let parts = entry.components.iter();
        let parts = parts.filter_map(|part| part.value.as_ref());
        entry.value.iter().chain(parts)
    };
    let names = entry.title.iter().chain(
        entry
            .components
            .iter()
            .filter_map(|part| part.title.as_ref()),
    );
    let mut when = |applies: bool, rule| {
        if applies {
            rules::note(&mut noted, rule);
        }
    };
    when(entry.section == Section::Other, rules::UNKNOWN_TYPE);
    when(
        names.into_iter().any(|name| name.is_bare_code),
        rules::BARE_CODE,
    );
    when(entry.absence, rules::NONE_KNOWN);
    when(values().any(is_numeral), rules::DIGITS_AS_SENT);
    when(
        values().any(|value| value.comparator.is_some()),
        rules::COMPARATOR,
    );
    when(
        values().any(|value| value.flag.is_some()),
        rules::FLAG_AS_SENT,
    );
    when(values().any(has_words_for_a_range), rules::TEXT_ONLY_RANGE);
    let dates = || entry.date.iter().chain(&entry.end);
    when(dates().next().is_none(), rules::UNDATED);
    when(dates().any(PartialDate::is_partial), rules::PARTIAL_DATE);
    when(
        dates().any(|date| date.precision == Precision::Time),
        rules::TIME_AS_SENT,
    );
    entry.rules = noted;
}

fn of_warning(warning: Warning) -> &'static str {
    match warning {
        Warning::ModifierExtension => rules::MODIFIER_EXTENSION,
        Warning::DataAbsent => rules::DATA_ABSENT,
        Warning::MissingUnit => rules::MISSING_UNIT,
        Warning::UnreadableDate => rules::UNREADABLE_DATE,
        Warning::Malformed => rules::MALFORMED,
    }
}

fn is_numeral(value: &Value) -> bool {
    quantity::finite(&value.text).is_some()
}

fn has_words_for_a_range(value: &Value) -> bool {
    let range = value.range.as_ref();
    range.is_some_and(|range| range.low.is_none() && range.high.is_none())
}
