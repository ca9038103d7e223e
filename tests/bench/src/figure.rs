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
}

impl Figure {
    /// Times in milliseconds.
    pub(crate) fn times(key: &str, title: &str, values: Vec<f64>) -> Self {
        Self {
            key: key.to_owned(),
            title: title.to_owned(),
            values,
            unit: "ms",
        }
    }

    /// The median of `ours` over that of `reference`.
    pub(crate) fn ratio(key: &str, title: &str, ours: &Self, reference: &Self) -> Self {
        let values = vec![ours.median() / reference.median()];
        Self {
            key: key.to_owned(),
            title: title.to_owned(),
            values,
            unit: "x",
        }
    }

    fn sorted(&self) -> Vec<f64> {
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        values
    }

    /// The middle value; of an even number, the mean of the two in the middle.
    pub(crate) fn median(&self) -> f64 {
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
        json!((self.median() * 100.0).round() / 100.0)
    }

    fn row(&self) -> String {
        let sorted = self.sorted();
        let end = |value: Option<&f64>| value.copied().unwrap_or(f64::NAN);
        let spread = format!(
            "{:.0} to {:.0}, n = {}",
            end(sorted.first()),
            end(sorted.last()),
            sorted.len()
        );
        let (digits, spread) = if self.unit == "ms" {
            (0, spread)
        } else {
            (2, String::new())
        };
        format!(
            "{:<62} {:>9.digits$} {:<2} {spread}",
            self.title,
            self.median(),
            self.unit
        )
    }
}

/// The table.
pub(crate) fn print(figures: &[Figure], load_average: &str) {
    println!("{:<62} {:>12} spread", "", "median");
    for figure in figures {
        println!("{}", figure.row());
    }
    println!("load average of the last minute: {load_average}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert!((Figure::times("", "", vec![3.0, 1.0, 2.0]).median() - 2.0).abs() < f64::EPSILON);
        assert!(
            (Figure::times("", "", vec![4.0, 1.0, 2.0, 3.0]).median() - 2.5).abs() < f64::EPSILON
        );
        assert!(Figure::times("", "", vec![]).median().is_nan());
    }
}
