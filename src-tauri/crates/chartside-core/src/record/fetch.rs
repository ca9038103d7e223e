//! Fetching one FHIR type of the plan: its searches, their pages, what servers want instead, and the
//! medicines that the entries point to.

use std::collections::BTreeSet;

use async_stream::stream;
use fhir_client::{FhirClient, FhirError, Page, Remark, Resource, Rest, Search};
use futures_util::{Stream, StreamExt as _, pin_mut, stream as streams};
use jiff::civil::Date;
use tokio::sync::oneshot;

use super::gap::Gap;
use super::plan::{Asking, MEDICATION, PlannedType, TypeRules};
use super::references::medications_of;
use super::trial::{Trial, Verdict, ignored_parameter};
use crate::problem::{Problem, ProblemCode};

/// Medicines of one type that are read one by one at most.
const MOST_READ: usize = 500;
/// How many of them at once; the bound of the host holds besides.
const READ_AT_ONCE: usize = 16;

/// How the fetch of one type goes on.
#[derive(Debug)]
pub(crate) enum Step {
    /// Resources arrived.
    Page(&'static str, Page),
    /// What follows of this type is only what changed.
    Renewing(&'static str),
    /// The server has so many of this type: whether as many are here.
    Compare {
        /// Of this type.
        kind: &'static str,
        /// So many.
        count: u64,
        /// The answer.
        fits: oneshot::Sender<bool>,
    },
    /// What changed is not enough: all of this type follows.
    Anew {
        /// Of this type.
        kind: &'static str,
        /// The server can be asked for what changed another time.
        can_renew: bool,
    },
    /// A resource arrived that an entry points to.
    Along(Resource),
    /// Something is missing, or may be.
    Missing(&'static str, Gap),
    /// This was stopped at a limit of this app and can go on.
    Stopped(&'static str, Stopped),
    /// The server wants this type to be asked for like this.
    Learnt(&'static str, TypeRules),
    /// Nothing more will come of this type.
    End(&'static str),
    /// The session is over: nothing more will come of any type.
    SessionEnded(Problem),
}

/// Where something goes on that was stopped at a limit of this app.
#[derive(Debug, Clone)]
pub(crate) enum Stopped {
    /// A search.
    Search(Rest),
    /// Medicines that are read one by one.
    Medicines(Vec<String>),
}

/// One type to fetch.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) planned: PlannedType,
    pub(crate) asking: Asking,
    pub(crate) patient: String,
    /// The scopes allow to read medicines.
    pub(crate) may_read_medicines: bool,
    /// From the birth of the patient to now.
    pub(crate) life: (Date, Date),
}

impl Wanted {
    /// The search, which may be fetched in parts where the server can be asked by the date of the type.
    fn aside(&self, search: Search, trial: &Trial) -> Search {
        let (first, last) = self.life;
        match trial.asking().dated() {
            Some(date) => search.side_by_side(date, first, last),
            None => search,
        }
    }
}

/// Fetches one type to its last page.
pub(crate) fn fetch(client: FhirClient, wanted: Wanted) -> impl Stream<Item = Step> + Send {
    stream! {
        let kind = wanted.planned.resource_type;
        let mut trial = Trial::new(wanted.asking.clone());
        let mut done: BTreeSet<String> = BTreeSet::new();
        let mut pointed = Medicines::default();
        'asking: loop {
            let asks = trial.asking().asks(&wanted.patient);
            let has_parts = asks.len() > 1;
            let mut refused: Vec<(String, FhirError)> = Vec::new();
            'asks: for ask in asks {
                let part = ask.part.unwrap_or_default();
                if done.contains(&part) {
                    continue;
                }
                let (mut began, mut is_whole) = (false, true);
                let mut pages = Box::pin(client.search(wanted.aside(ask.search, &trial)));
                while let Some(page) = pages.next().await {
                    match page {
                        Ok(page) => {
                            began = true;
                            trial.answered();
                            pointed.take(&page, wanted.planned.medication);
                            yield Step::Page(kind, heard(page, &mut trial, has_parts));
                        }
                        // Only the first of several parts tells how the type wants to be asked for.
                        Err(error) if !began && refused.is_empty() && done.is_empty() => {
                            match trial.refused(error, has_parts) {
                                Verdict::Anew => continue 'asking,
                                Verdict::Part(error) => refused.push((part.clone(), error)),
                                Verdict::Nothing(error) => {
                                    refused.push((part, error));
                                    break 'asks;
                                }
                            }
                        }
                        Err(error) if !began && has_parts => refused.push((part.clone(), error)),
                        Err(error) => {
                            is_whole = false;
                            for step in stopped(kind, error) {
                                yield step;
                            }
                        }
                    }
                }
                if began && is_whole {
                    done.insert(part);
                }
            }
            for step in ending(kind, refused, has_parts, &done, &mut trial) {
                yield step;
            }
            break;
        }
        let medicines = read_medicines(client, pointed.missing(), wanted.may_read_medicines);
        pin_mut!(medicines);
        while let Some(step) = medicines.next().await {
            yield step;
        }
        yield Step::End(kind);
    }
}

/// Fetches what comes after some searches of one type were stopped, or after some medicines.
pub(crate) fn go_on(
    client: FhirClient,
    planned: PlannedType,
    may_read_medicines: bool,
    stopped_at: Vec<Stopped>,
) -> impl Stream<Item = Step> + Send {
    stream! {
        let kind = planned.resource_type;
        let mut pointed = Medicines::default();
        let mut left = Vec::new();
        for stopped_at in stopped_at {
            let rest = match stopped_at {
                Stopped::Search(rest) => rest,
                Stopped::Medicines(medicines) => {
                    left.extend(medicines);
                    continue;
                }
            };
            let pages = client.rest(kind, rest);
            pin_mut!(pages);
            while let Some(page) = pages.next().await {
                match page {
                    Ok(page) => {
                        pointed.take(&page, planned.medication);
                        yield Step::Page(kind, Page { total: None, ..page });
                    }
                    Err(error) => {
                        for step in stopped(kind, error) {
                            yield step;
                        }
                    }
                }
            }
        }
        left.extend(pointed.missing());
        let medicines = read_medicines(client, left, may_read_medicines);
        pin_mut!(medicines);
        while let Some(step) = medicines.next().await {
            yield step;
        }
        yield Step::End(kind);
    }
}

/// What follows from an error after the first page.
fn stopped(kind: &'static str, error: FhirError) -> Vec<Step> {
    let missing = failed(kind, &error);
    let place = if let FhirError::StoppedAt { rest, .. } = error {
        Some(Step::Stopped(kind, Stopped::Search(rest)))
    } else {
        None
    };
    place.into_iter().chain([missing]).collect()
}

/// What the server says of a parameter that the answer does not depend on is heard and is no gap. The
/// count of one part is none of the whole.
fn heard(mut page: Page, trial: &mut Trial, has_parts: bool) -> Page {
    let about = |remark: &Remark| ignored_parameter(trial.asking(), remark);
    let ignored: Vec<_> = page.remarks.iter().filter_map(about).collect();
    page.remarks.retain(|remark| about(remark).is_none());
    for parameter in ignored {
        trial.ignores(parameter);
    }
    if page.in_one {
        trial.reads_in_one();
    }
    if has_parts {
        page.total = None;
    }
    page
}

/// What is said when nothing more is asked for.
fn ending(
    kind: &'static str,
    refused: Vec<(String, FhirError)>,
    has_parts: bool,
    done: &BTreeSet<String>,
    trial: &mut Trial,
) -> Vec<Step> {
    let mut steps = judged(kind, refused, has_parts && !done.is_empty(), trial);
    steps.extend(afterwards(kind, trial, done.is_empty()));
    steps
}

/// What becomes of searches that were refused before their first page.
fn judged(
    kind: &'static str,
    refused: Vec<(String, FhirError)>,
    others_were_answered: bool,
    trial: &mut Trial,
) -> Vec<Step> {
    if !others_were_answered {
        // One reason is enough where nothing came at all.
        let first = refused.first();
        return first
            .map(|(_, error)| failed(kind, error))
            .into_iter()
            .collect();
    }
    let mut steps = Vec::new();
    for (part, error) in refused {
        if matches!(error, FhirError::BadRequest { .. }) {
            trial.refuses_value(&part);
            let problem = Problem::from(&error).logged(&error);
            let gap = Gap::of(problem.recoded(ProblemCode::PartRefused));
            steps.push(Step::Missing(kind, gap.about(vec![part])));
        } else {
            steps.push(failed_with(kind, &error, |gap| gap.about(vec![part])));
        }
    }
    steps
}

/// What cannot be known, and what was learnt.
fn afterwards(kind: &'static str, trial: &Trial, nothing_came: bool) -> Vec<Step> {
    let doubts = doubts(trial, nothing_came).into_iter();
    let lesson = trial.lesson().filter(|_| !nothing_came);
    doubts
        .map(|gap| Step::Missing(kind, gap))
        .chain(lesson.map(|rules| Step::Learnt(kind, rules)))
        .collect()
}

/// What cannot be known, or is known not to be asked for, however well everything went.
fn doubts(trial: &Trial, nothing_came: bool) -> Vec<Gap> {
    let (mut gaps, asking) = (Vec::new(), trial.asking());
    let narrowed = asking.narrowed_to();
    if !narrowed.is_empty() {
        let problem = Problem::new(ProblemCode::PermissionNarrowed);
        gaps.push(Gap::of(problem).about(narrowed));
    } else if let Some((_, values)) = asking.split()
        && !nothing_came
    {
        let problem = Problem::new(ProblemCode::CategoriesOnly);
        gaps.push(Gap::of(problem).about(values));
    }
    let refused = trial.refused_before();
    if !refused.is_empty() && !nothing_came {
        let problem = Problem::new(ProblemCode::PartRefused);
        gaps.push(Gap::of(problem).about(refused.to_vec()));
    }
    gaps
}

/// The medicines that entries point to, and those that came.
#[derive(Debug, Default)]
struct Medicines {
    pointed_to: BTreeSet<String>,
    came: BTreeSet<String>,
}

impl Medicines {
    fn take(&mut self, page: &Page, points_to_medicines: bool) {
        if !points_to_medicines {
            return;
        }
        for resource in &page.resources {
            if resource.resource_type() == MEDICATION.resource_type {
                self.came.extend(resource.id().map(str::to_owned));
            } else {
                self.pointed_to.extend(medications_of(resource.json()));
            }
        }
    }

    fn missing(&self) -> Vec<String> {
        self.pointed_to.difference(&self.came).cloned().collect()
    }
}

/// Reads what entries point to and what no server included.
fn read_medicines(
    client: FhirClient,
    mut missing: Vec<String>,
    may_read: bool,
) -> impl Stream<Item = Step> + Send {
    stream! {
        let kind = MEDICATION.resource_type;
        if !may_read && !missing.is_empty() {
            let gap = Gap::of(Problem::new(ProblemCode::NotGranted));
            yield Step::Missing(kind, gap.counting(missing.len()));
            return;
        }
        let beyond = missing.split_off(missing.len().min(MOST_READ));
        if !beyond.is_empty() {
            let gap = Gap::of(Problem::new(ProblemCode::StoppedAtLimit));
            yield Step::Missing(kind, gap.counting(beyond.len()));
            yield Step::Stopped(kind, Stopped::Medicines(beyond));
        }
        let reads = missing.into_iter().map(|id| {
            let client = client.clone();
            async move { client.read(kind, &id).await }
        });
        let reads = streams::iter(reads).buffer_unordered(READ_AT_ONCE);
        pin_mut!(reads);
        while let Some(answer) = reads.next().await {
            yield match answer {
                Ok(resource) => Step::Along(resource),
                Err(error) => failed_with(kind, &error, |gap| gap.counting(1)),
            };
        }
    }
}

fn failed(kind: &'static str, error: &FhirError) -> Step {
    failed_with(kind, error, |gap| gap)
}

fn failed_with(kind: &'static str, error: &FhirError, more: impl FnOnce(Gap) -> Gap) -> Step {
    let problem = Problem::from(error).logged(error);
    if problem.ends_session() {
        Step::SessionEnded(problem)
    } else {
        Step::Missing(kind, more(Gap::of(problem)))
    }
}
