//! Which units may share one axis, and what a number is in another unit. For drawing only: what is read
//! stays as it was sent.
//!
//! UCUM calls more units commensurable than a clinician may: it takes a mole, an equivalent and an
//! osmole for plain numbers, and leaves annotations out. Here they are kept apart, so that `mmol/L` is
//! no `meq/L` and no `10*3/uL`, `mmol/mol` no `%`, and `ng/mL{FEU}` no `ng/mL`
//! (`docs/adr/0036-units-of-one-axis.md`).

use chart::Value;
use octofhir_ucum::{Dimension, SpecialKind, UnitAnalysis, UnitExpr, analyse, find_prefix};

/// No unit that a laboratory writes is longer.
const LONGEST: usize = 64;

/// The unit of a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    /// Its code, else its words; `None`: the value came without one.
    name: Option<String>,
    /// `None`: nothing is known but its name.
    measure: Option<Measure>,
}

/// What UCUM says of a unit, and what else keeps it apart from others.
#[derive(Debug, Clone, PartialEq)]
struct Measure {
    kind: Kind,
    /// In base units a number is `number * slope + offset`.
    slope: f64,
    offset: f64,
}

/// Equal kinds differ by a factor, and temperatures by their zero.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kind {
    dimension: Dimension,
    arbitrary: Vec<(&'static str, i32)>,
    /// What is counted, above and below the line: not reduced.
    counted: Vec<(&'static str, i32)>,
    notes: Vec<(String, i32)>,
}

impl Unit {
    pub(crate) fn of(value: &Value) -> Self {
        let name = value.unit_code.as_ref().or(value.unit.as_ref());
        let coded = value.unit_code.as_deref().and_then(measure);
        // A source that writes no code mostly writes UCUM all the same.
        let written = || value.unit.as_deref().map(common).and_then(measure);
        Self {
            name: name.cloned(),
            measure: match value.unit_code {
                Some(_) => coded,
                None => written(),
            },
        }
    }

    /// `true` where values of both may lie on one axis.
    pub(crate) fn joins(&self, other: &Self) -> bool {
        let is_known = || match (&self.measure, &other.measure) {
            (Some(own), Some(other)) => own.kind == other.kind,
            _ => false,
        };
        self.name == other.name || is_known()
    }

    /// `true` where a number means the same in both.
    pub(crate) fn is_same_scale(&self, other: &Self) -> bool {
        self.name == other.name || self.measure == other.measure
    }

    /// A number of this unit in `other`, which it joins.
    pub(crate) fn convert(&self, number: f64, other: &Self) -> f64 {
        match (&self.measure, &other.measure) {
            (Some(own), Some(to)) if !self.is_same_scale(other) => {
                (number * own.slope + (own.offset - to.offset)) / to.slope
            }
            _ => number,
        }
    }
}

/// What is written everywhere, and is not UCUM.
fn common(words: &str) -> &str {
    match words {
        "mmHg" | "mm Hg" => "mm[Hg]",
        "lb" | "lbs" => "[lb_av]",
        "°C" | "degC" => "Cel",
        "°F" | "degF" => "[degF]",
        "IU/L" => "[IU]/L",
        "IU/mL" => "[IU]/mL",
        "mIU/L" => "m[IU]/L",
        "mIU/mL" => "m[IU]/mL",
        "mcg/L" => "ug/L",
        "mcg/dL" => "ug/dL",
        other => other,
    }
}

fn measure(code: &str) -> Option<Measure> {
    if code.len() > LONGEST {
        return None;
    }
    let unit = analyse(code).ok()?;
    let is_linear = unit.special.is_none_or(|special| {
        matches!(
            special,
            SpecialKind::Celsius | SpecialKind::Fahrenheit | SpecialKind::Reaumur
        )
    });
    let slope = unit.factor.to_f64() * unit.scale.to_f64();
    let offset = unit.offset.to_f64();
    let is_usable = is_linear && slope.is_normal() && slope > 0.0 && offset.is_finite();
    is_usable.then(|| Measure {
        kind: kind(&unit),
        slope,
        offset,
    })
}

fn kind(unit: &UnitAnalysis) -> Kind {
    let mut kind = Kind {
        dimension: unit.dimension,
        arbitrary: unit.arbitrary.clone(),
        counted: Vec::new(),
        notes: Vec::new(),
    };
    walk(&unit.parsed_ast, 1, &mut kind);
    kind.arbitrary.sort_unstable();
    kind.counted.sort_unstable();
    kind.notes.sort_unstable();
    kind
}

fn walk(unit: &UnitExpr, power: i32, kind: &mut Kind) {
    match unit {
        UnitExpr::Symbol(symbol) => kind
            .counted
            .extend(counted(symbol).map(|what| (what, power))),
        UnitExpr::Numeric(_) => {}
        UnitExpr::Power(base, more) => walk(base, power.saturating_mul(*more), kind),
        UnitExpr::Annotation(note) => annotate(note, power, kind),
        UnitExpr::Annotated(base, note) => {
            annotate(note, power, kind);
            walk(base, power, kind);
        }
        UnitExpr::Product(all) => {
            for one in all {
                walk(one, power, kind);
            }
        }
        UnitExpr::Quotient(above, below) => {
            walk(above, power, kind);
            walk(below, power.saturating_neg(), kind);
        }
        UnitExpr::Reciprocal(below) => walk(below, power.saturating_neg(), kind),
    }
}

/// A note says what is measured, but for those that say what every reader knows.
fn annotate(note: &str, power: i32, kind: &mut Kind) {
    let note = note.to_lowercase();
    if !matches!(note.as_str(), "beats" | "breaths") {
        kind.notes.push((note, power));
    }
}

/// What a unit counts that UCUM takes for a plain number.
fn counted(symbol: &str) -> Option<&'static str> {
    let atoms = [
        ("mol", "mole"),
        ("eq", "equivalent"),
        ("osm", "osmole"),
        ("kat", "catalysis"),
        ("U", "catalysis"),
    ];
    let is_of = |atom: &str| {
        let prefix = symbol.strip_suffix(atom);
        prefix.is_some_and(|prefix| prefix.is_empty() || find_prefix(prefix).is_some())
    };
    let found = atoms.into_iter().find(|(atom, _)| is_of(atom));
    found.map(|(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(code: &str) -> Unit {
        unit(Some(code), Some(code))
    }

    fn written(words: &str) -> Unit {
        unit(None, Some(words))
    }

    fn unit(code: Option<&str>, words: Option<&str>) -> Unit {
        Unit::of(&Value {
            text: "1".into(),
            number: Some(1.0),
            comparator: None,
            unit: words.map(String::from),
            unit_code: code.map(String::from),
            flag: None,
            range: None,
        })
    }

    /// Checked by hand with NIST SP 811 and the definitions of UCUM.
    #[test]
    fn numbers_are_what_they_are_in_the_other_unit() {
        for (number, from, to, expected) in [
            (85.0, "mg/dL", "g/L", 0.85),
            (0.85, "g/L", "mg/dL", 85.0),
            (5.3, "mmol/L", "umol/L", 5300.0),
            (13.2, "g/dL", "g/L", 132.0),
            (250.0, "10*3/uL", "10*9/L", 250.0),
            (4.5, "10*6/uL", "10*12/L", 4.5),
            (120.0, "mm[Hg]", "kPa", 15.99864),
            (98.6, "[degF]", "Cel", 37.0),
            (37.0, "Cel", "K", 310.15),
            (180.0, "[lb_av]", "kg", 81.646_626_6),
            (70.0, "[in_i]", "cm", 177.8),
            (60.0, "U/L", "ukat/L", 1.0),
            (2.5, "m[IU]/L", "u[IU]/mL", 2.5),
            (0.45, "L/L", "%", 45.0),
            (1.2, "ug/L", "ng/mL", 1.2),
            (72.0, "{beats}/min", "/min", 72.0),
            (300.0, "mosm/kg", "osm/kg", 0.3),
        ] {
            let (from, to) = (coded(from), coded(to));
            assert!(from.joins(&to) && to.joins(&from), "{from:?} {to:?}");
            let found = from.convert(number, &to);
            assert!(
                (found - expected).abs() < expected * 1e-9,
                "{found} {expected}"
            );
        }
    }

    #[test]
    fn what_ucum_would_mix_stays_apart() {
        for (one, other) in [
            ("mg/dL", "mmol/L"),
            ("mmol/L", "meq/L"),
            ("mmol/L", "10*3/uL"),
            ("mmol/kg", "mosm/kg"),
            ("%", "mmol/mol"),
            ("ng/mL{FEU}", "ng/mL{DDU}"),
            ("ng/mL{FEU}", "ng/mL"),
            ("mL/min/{1.73_m2}", "mL/min"),
            ("mg/g{creat}", "mg/g"),
            ("U/L", "umol/min/L"),
            ("U/mL", "[IU]/mL"),
            ("[IU]/L", "[arb'U]/L"),
            ("[pH]", "mol/L"),
            ("{score}", "1"),
            ("{score}", "{points}"),
            ("kg", "kg/m2"),
            ("K/uL", "10*3/uL"),
            ("%", ""),
        ] {
            assert!(!coded(one).joins(&coded(other)), "{one} {other}");
        }
        assert!(!unit(None, None).joins(&coded("mg/dL")));
        assert!(unit(None, None).joins(&unit(None, None)));
    }

    #[test]
    fn what_is_written_without_a_code_is_read_where_it_is_in_no_doubt() {
        assert!(written("mmHg").joins(&coded("mm[Hg]")));
        assert!(written("mg/dl").joins(&coded("g/L")));
        assert!(written("IU/mL").joins(&coded("m[IU]/L")));
        assert!(written("furlongs").joins(&written("furlongs")));
        assert!(!written("furlongs").joins(&coded("m")));
        // The code decides, whatever the words say.
        assert!(!unit(Some("mmol/L"), Some("mg/dL")).joins(&coded("mg/dL")));
        assert!(
            !unit(Some("no unit"), Some("mg/dL")).joins(&coded("mg/dL")),
            "a code that says nothing"
        );
        assert!(!coded(&"m.".repeat(60)).joins(&coded("m")));
    }
}
