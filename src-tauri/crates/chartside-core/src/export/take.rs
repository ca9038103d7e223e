//! What of a record was chosen, walked through section by section in the order of the record.

use std::sync::Arc;

use chart::{Entry, PartialDate, Precision, Section};
use chart_export::{Choice, Taken};
use chart_store::{ChartStore, View};

use crate::ipc::ExportChoice;
use crate::problem::{Problem, ProblemCode};

/// A choice that was read.
pub(super) fn choice(what: &ExportChoice) -> Result<Choice, Problem> {
    let dates = [&what.from, &what.to];
    let is_date = |text: &String| {
        let date = PartialDate::read(text);
        date.is_readable() && date.precision != Precision::Time && date.raw == date.sort
    };
    if !dates.into_iter().flatten().all(is_date) {
        return Err(Problem::new(ProblemCode::ExportRangeInvalid));
    }
    let chosen = |section: &&Section| what.sections.contains(section);
    Ok(Choice {
        sections: Section::ALL.iter().filter(chosen).copied().collect(),
        from: what.from.clone(),
        to: what.to.clone(),
        historical: what.historical,
        not_facts: what.not_facts,
    })
}

/// The lists of a section that can hold something of the choice.
fn lists(section: Section, choice: &Choice) -> impl Iterator<Item = View> + use<> {
    let not_facts = choice.not_facts.then_some(View::NotFacts(section));
    [View::Section(section)].into_iter().chain(not_facts)
}

/// The chosen entries of a section, with their JSON. `looked_at` hears of every entry that was looked
/// at, and ends the walk by answering `false`.
pub(super) fn walk<'a>(
    store: &'a ChartStore,
    choice: &'a Choice,
    section: Section,
    looked_at: &'a dyn Fn() -> bool,
) -> impl Iterator<Item = Taken> + 'a {
    lists(section, choice)
        .flat_map(|list| store.walk(list))
        .take_while(|_| looked_at())
        .filter(|(entry, _)| choice.takes(entry))
        .map(taken)
}

/// How many entries a walk through all chosen sections looks at.
pub(super) fn to_look_at(store: &ChartStore, choice: &Choice) -> usize {
    let lists = choice
        .sections
        .iter()
        .flat_map(|section| lists(*section, choice));
    lists.map(|list| store.window(list, None, 0..0).total).sum()
}

/// How many entries of a section a choice takes, were it chosen.
pub(super) fn count(store: &ChartStore, choice: &Choice, section: Section) -> usize {
    if choice.from.is_none() && choice.to.is_none() {
        let counts = store.counts(section);
        let historical = if choice.historical {
            counts.historical
        } else {
            0
        };
        let not_facts = if choice.not_facts {
            counts.not_a_fact
        } else {
            0
        };
        let number = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        return number(counts.current) + number(historical) + number(not_facts);
    }
    let choice = Choice {
        sections: vec![section],
        ..choice.clone()
    };
    walk(store, &choice, section, &|| true).count()
}

/// A resource of the record.
pub(super) fn find(store: &ChartStore, key: &str) -> Option<Taken> {
    store.resource(key).map(taken)
}

fn taken((entry, json): (Entry, Arc<str>)) -> Taken {
    Taken { entry, json }
}
