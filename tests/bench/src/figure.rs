//! One measured quantity.

use serde_json::{Value, json};

/// A series of measurements of one thing, or a ratio of two.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// Stable name, in the JSON output.
    pub(crate) key: String,
    /// What it is, in the table.
    pub(crate) title: String,
    values: Vec<f64>,
    unit: &'static str,
    /// The share of the values that are at most the one that is told.
    told: Told,
}

/// Which of the values is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Median,
    /// What nineteen of twenty are within.
    P95,
}

impl Figure {
    /// Times in milliseconds.
    pub(crate) fn times(key: &str, title: &str, values: Vec<f64>) -> Self {
        Self {
            key: key.to_owned(),
            title: title.to_owned(),
            values,
            unit: "ms",
            told: Told::Median,
        }
    }

    /// Times in milliseconds, of which nineteen in twenty must be short enough.
    pub(crate) fn p95(key: &str, title: &str, values: Vec<f64>) -> Self {
        Self {
            told: Told::P95,
            ..Self::times(key, title, values)
        }
    }

    /// A part of a whole.
    pub(crate) fn share(key: &str, title: &str, value: f64) -> Self {
        Self {
            unit: "x",
            ..Self::times(key, title, vec![value])
        }
    }

    /// `ours` over `reference`.
    pub(crate) fn ratio(key: &str, title: &str, ours: &Self, reference: &Self) -> Self {
        Self::share(key, title, ours.told() / reference.told())
    }

    fn sorted(&self) -> Vec<f64> {
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        values
    }

    fn told(&self) -> f64 {
        match self.told {
            Told::Median => self.median(),
            Told::P95 => {
                let sorted = self.sorted();
                let place = (sorted.len() * 95).div_ceil(100).saturating_sub(1);
                sorted.get(place).copied().unwrap_or(f64::NAN)
            }
        }
    }

    /// The middle value; of an even number, the mean of the two in the middle.
    fn median(&self) -> f64 {
        let sorted = self.sorted();
        let middle = sorted.len() / 2;
        let upper = sorted.get(middle).copied().unwrap_or(f64::NAN);
        if sorted.len() % 2 == 1 {
            return upper;
        }
        let lower = middle
            .checked_sub(1)
            .and_then(|lower| sorted.get(lower))
            .copied();
        f64::midpoint(lower.unwrap_or(upper), upper)
    }

    pub(crate) fn value(&self) -> Value {
        json!((self.told() * 1000.0).round() / 1000.0)
    }

    fn row(&self) -> String {
        let sorted = self.sorted();
        let end = |value: Option<&f64>| digits(value.copied().unwrap_or(f64::NAN));
        let (told, unit) = (digits(self.told()), self.unit);
        let spread = match sorted.len() {
            1 => String::new(),
            many => format!(
                "{} to {}, n = {many}",
                end(sorted.first()),
                end(sorted.last())
            ),
        };
        let which = match self.told {
            Told::Median => "",
            Told::P95 => " (p95)",
        };
        let title = format!("{}{which}", self.title);
        format!("{title:<62} {told:>9} {unit:<2} {spread}")
    }
}

/// As many as tell something.
fn digits(value: f64) -> String {
    let places = if value.abs() < 10.0 { 2 } else { 0 };
    format!("{value:.places$}")
}

/// The table.
pub(crate) fn print(figures: &[Figure], load_average: &str) {
    println!("{:<62} {:>12} spread", "", "median or p95");
    for figure in figures {
        println!("{}", figure.row());
    }
    println!("load average of the last minute: {load_average}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_twenty_the_nineteenth_is_the_p95() {
        let values = (1..=20).rev().map(f64::from).collect();
        assert!((Figure::p95("", "", values).told() - 19.0).abs() < f64::EPSILON);
        assert!((Figure::p95("", "", vec![7.0]).told() - 7.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert!((Figure::times("", "", vec![3.0, 1.0, 2.0]).median() - 2.0).abs() < f64::EPSILON);
        assert!(
            (Figure::times("", "", vec![4.0, 1.0, 2.0, 3.0]).median() - 2.5).abs() < f64::EPSILON
        );
        assert!(Figure::times("", "", vec![]).median().is_nan());
    }
}
