//! Axes under construction: entries come newest first.

use chart::{Component, Value};

use super::{TrendLine, TrendPanel, TrendPoint, Undrawn, WhyUndrawn};
use crate::figures::Measured;
use crate::unit::Unit;

/// What lies on one axis: never two parts of an observation, but for a blood pressure.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Own,
    Pressure,
    Component(String),
}

struct Axis {
    part: Part,
    unit: Unit,
    is_asked: bool,
    panel: TrendPanel,
    /// What tells the lines of the panel apart.
    keys: Vec<String>,
}

/// All axes of a trend.
pub(super) struct Axes<'a> {
    title: &'a str,
    all: Vec<Axis>,
    undrawn: Vec<Undrawn>,
    /// Units that were understood, as they were sent: a course of thousands of points has a few.
    units: Vec<(Sent, Unit)>,
}

/// Unit and code as sent.
type Sent = (Option<String>, Option<String>);

/// Units that are remembered; a record with more is none that a person made.
const MOST_UNITS: usize = 16;

const SYSTOLIC: &str = "http://loinc.org|8480-6";
const DIASTOLIC: &str = "http://loinc.org|8462-4";

/// Where a value goes.
struct Target<'a> {
    part: Part,
    key: &'a str,
    title: &'a str,
    is_asked: bool,
}

impl<'a> Axes<'a> {
    pub(super) fn new(title: &'a str) -> Self {
        Self {
            title,
            all: Vec::new(),
            undrawn: Vec::new(),
            units: Vec::new(),
        }
    }

    fn unit(&mut self, value: &Value) -> Unit {
        let is_same = |(unit, code): &Sent| (unit, code) == (&value.unit, &value.unit_code);
        if let Some((_, unit)) = self.units.iter().find(|(sent, _)| is_same(sent)) {
            return unit.clone();
        }
        let unit = Unit::of(value);
        if self.units.len() < MOST_UNITS {
            let sent = (value.unit.clone(), value.unit_code.clone());
            self.units.push((sent, unit.clone()));
        }
        unit
    }

    /// Draws what an entry says, or notes why it is not drawn.
    pub(super) fn take(&mut self, entry: &Measured, is_asked: bool) {
        match &entry.value {
            Some(value) => {
                let target = Target {
                    part: Part::Own,
                    key: "",
                    title: self.title,
                    is_asked,
                };
                self.draw(entry, value, &target, None);
            }
            None if entry.components.is_empty() => {
                self.leave_out(entry, None, None, WhyUndrawn::NoValue);
            }
            None => {}
        }
        for component in &entry.components {
            let (key, title) = (key(component), name(component));
            let Some(value) = &component.value else {
                self.leave_out(entry, Some(title), None, WhyUndrawn::NoValue);
                continue;
            };
            let part = match key {
                SYSTOLIC | DIASTOLIC => Part::Pressure,
                other => Part::Component(other.to_owned()),
            };
            let target = Target {
                part,
                key,
                title,
                is_asked,
            };
            self.draw(entry, value, &target, Some(title));
        }
    }

    fn draw(&mut self, entry: &Measured, value: &Value, target: &Target<'_>, part: Option<&str>) {
        let date = entry.date.as_ref().filter(|date| date.is_readable());
        let (Some(date), Some(number)) = (date, value.number) else {
            let why = match value.number {
                Some(_) => WhyUndrawn::NoDate,
                None => WhyUndrawn::NoNumber,
            };
            return self.leave_out(entry, part, Some(value), why);
        };
        let unit = self.unit(value);
        let Some(axis) = self.axis(target, value, &unit) else {
            return;
        };
        let is_converted = !unit.is_same_scale(&axis.unit);
        if is_converted
            && let Some(words) = &value.unit
            && !axis.panel.converted.contains(words)
        {
            axis.panel.converted.push(words.clone());
        }
        let place = |number: f64| unit.convert(number, &axis.unit);
        let range = value.range.as_ref();
        let point = TrendPoint {
            key: entry.key.clone(),
            date: date.raw.clone(),
            number: place(number),
            text: value.text.clone(),
            unit: value.unit.clone(),
            comparator: value.comparator.clone(),
            flag: value.flag.clone(),
            low: range.and_then(|range| bound(range.low.as_ref())).map(place),
            high: range
                .and_then(|range| bound(range.high.as_ref()))
                .map(place),
            range: range.cloned(),
            status: entry.status.clone(),
            standing: entry.standing,
            source: entry.source.clone(),
            converted: is_converted,
        };
        axis.add(target, point);
    }

    fn axis(&mut self, target: &Target<'_>, value: &Value, unit: &Unit) -> Option<&mut Axis> {
        let is_wanted = |axis: &Axis| axis.part == target.part && axis.unit.joins(unit);
        let known = self.all.iter().position(is_wanted);
        if let Some(place) = known {
            return self.all.get_mut(place);
        }
        self.all.push(Axis {
            part: target.part.clone(),
            unit: unit.clone(),
            is_asked: false,
            panel: TrendPanel {
                unit: value.unit.clone(),
                converted: Vec::new(),
                pressure: target.part == Part::Pressure,
                lines: Vec::new(),
            },
            keys: Vec::new(),
        });
        self.all.last_mut()
    }

    fn leave_out(
        &mut self,
        entry: &Measured,
        part: Option<&str>,
        value: Option<&Value>,
        reason: WhyUndrawn,
    ) {
        self.undrawn.push(Undrawn {
            key: entry.key.clone(),
            part: part.map(String::from),
            date: entry.date.as_ref().map(|date| date.raw.clone()),
            text: value.map(words),
            reason,
        });
    }

    /// Oldest first in each line, and the axis that was asked for before the others.
    pub(super) fn finish(mut self) -> (Vec<TrendPanel>, Vec<Undrawn>) {
        self.all.sort_by_key(|axis| !axis.is_asked);
        let panels = self.all.into_iter().map(Axis::finish);
        (panels.collect(), self.undrawn)
    }
}

impl Axis {
    fn add(&mut self, target: &Target<'_>, point: TrendPoint) {
        self.is_asked |= target.is_asked;
        let known = self.keys.iter().position(|key| key == target.key);
        if let Some(line) = known.and_then(|place| self.panel.lines.get_mut(place)) {
            line.points.push(point);
            return;
        }
        self.keys.push(target.key.to_owned());
        self.panel.lines.push(TrendLine {
            title: target.title.to_owned(),
            points: vec![point],
        });
    }

    fn finish(mut self) -> TrendPanel {
        if self.keys.first().is_some_and(|key| key == DIASTOLIC) {
            self.panel.lines.reverse();
        }
        for line in &mut self.panel.lines {
            line.points.reverse();
        }
        self.panel
    }
}

/// What tells a component from others: its code, else its words.
fn key(component: &Component) -> &str {
    let title = component.title.as_ref();
    title.map_or("", |title| title.code.as_ref().unwrap_or(&title.text))
}

fn name(component: &Component) -> &str {
    component.title.as_ref().map_or("", |title| &title.text)
}

fn words(value: &Value) -> String {
    let unit = value.unit.as_ref().map(|unit| format!(" {unit}"));
    let comparator = value.comparator.as_deref().unwrap_or_default();
    format!("{comparator}{}{}", value.text, unit.unwrap_or_default())
}

fn bound(digits: Option<&String>) -> Option<f64> {
    let number: f64 = digits?.parse().ok()?;
    number.is_finite().then_some(number)
}
