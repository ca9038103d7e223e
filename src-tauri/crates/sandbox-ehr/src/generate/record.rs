//! One patient's record while it is being written.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde_json::{Value, json};

use super::Generated;
use super::analytes::Analyte;
use super::people::Person;
use super::random::Random;
use super::vocabulary::Known;

pub(crate) const LOINC: &str = "http://loinc.org";
pub(crate) const SNOMED: &str = "http://snomed.info/sct";
pub(crate) const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
pub(crate) const CVX: &str = "http://hl7.org/fhir/sid/cvx";
pub(crate) const UCUM: &str = "http://unitsofmeasure.org";
pub(crate) const TERMINOLOGY: &str = "http://terminology.hl7.org/CodeSystem/";
pub(crate) const PATIENT_TYPE: &str = "Patient";

/// Days over which measurements drift from the start to the end of their course.
const COURSE_DAYS: i32 = 3_652;

/// Writes the resources of one patient, oldest first, and counts them.
pub(crate) struct Record<'s> {
    pub(crate) person: &'static Person,
    pub(crate) random: Random,
    /// How tall and heavy beside the average, in percent.
    pub(crate) build: i32,
    anchor: Date,
    sink: &'s mut dyn FnMut(Generated),
    written: usize,
}

impl<'s> Record<'s> {
    pub(crate) fn new(
        person: &'static Person,
        mut random: Random,
        anchor: Date,
        sink: &'s mut dyn FnMut(Generated),
    ) -> Self {
        Self {
            person,
            build: random.between(92, 107),
            random,
            anchor,
            sink,
            written: 0,
        }
    }

    /// Resources so far.
    pub(crate) fn written(&self) -> usize {
        self.written
    }

    /// Writes a resource and answers the reference to it.
    pub(crate) fn add(
        &mut self,
        resource_type: &'static str,
        recorded: DateTime,
        body: Value,
    ) -> String {
        let id = format!(
            "{}-{}-{}",
            self.person.id,
            resource_type.to_lowercase(),
            self.written
        );
        self.add_as(resource_type, &id, recorded, body)
    }

    /// As [`Self::add`], under a given id.
    pub(crate) fn add_as(
        &mut self,
        resource_type: &'static str,
        id: &str,
        recorded: DateTime,
        mut body: Value,
    ) -> String {
        let version = if self.written.is_multiple_of(7) {
            "2"
        } else {
            "1"
        };
        let last_updated = self.instant(recorded.saturating_add(3.hours()));
        set(
            &mut body,
            "meta",
            json!({ "versionId": version, "lastUpdated": last_updated }),
        );
        (self.sink)(Generated::new(resource_type, id.to_owned(), body));
        self.written += 1;
        format!("{resource_type}/{id}")
    }

    /// The reference every resource makes to its patient.
    pub(crate) fn subject(&self) -> Value {
        json!({ "reference": format!("Patient/{}", self.person.id), "display": self.person.name })
    }

    /// A date and time of day with seconds and zone.
    pub(crate) fn instant(&self, moment: DateTime) -> String {
        format!(
            "{}{}",
            moment.strftime("%Y-%m-%dT%H:%M:%S"),
            self.person.offset
        )
    }

    /// The morning of the day so many years before the anchor, give or take a season.
    pub(crate) fn years_before(&mut self, years: i32) -> DateTime {
        let days = self.random.between(0, 90) + years * 365;
        self.days_before(days)
    }

    /// A time of the working day so many days before the anchor.
    pub(crate) fn days_before(&mut self, days: i32) -> DateTime {
        let minutes = self.random.between(8 * 60, 17 * 60);
        let day = self.anchor.saturating_sub(days.days());
        day.to_datetime(jiff::civil::Time::midnight())
            .saturating_add(minutes.minutes())
    }

    /// Days from a moment to the anchor.
    fn days_left(&self, moment: DateTime) -> i32 {
        self.anchor
            .since(moment.date())
            .map_or(0, |span| span.get_days())
    }

    /// A measurement on the line of its course, with scatter.
    pub(crate) fn measure(&mut self, analyte: &Analyte, moment: DateTime) -> i32 {
        let (first, last, scatter) = analyte.course;
        let left = self.days_left(moment).clamp(0, COURSE_DAYS);
        let drift = i64::from(first - last) * i64::from(left) / i64::from(COURSE_DAYS);
        last + i32::try_from(drift).unwrap_or(0) + self.random.around(scatter)
    }

    /// What a form would say of a date that is only known so well; `None`: nothing.
    pub(crate) fn as_known(&self, moment: DateTime, known: Known) -> Option<String> {
        match known {
            Known::ToTheDay => Some(self.instant(moment)),
            Known::ToTheMonth => Some(moment.strftime("%Y-%m").to_string()),
            Known::ToTheYear => Some(moment.strftime("%Y").to_string()),
            Known::NotAtAll => None,
        }
    }
}

/// Sets a member of an object.
pub(crate) fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(key.to_owned(), value);
    }
}

/// A `CodeableConcept` with one coding and its text; without a code the text alone.
pub(crate) fn concept(system: &str, code: &str, name: &str) -> Value {
    if code.is_empty() {
        return json!({ "text": name });
    }
    json!({ "coding": [{ "system": system, "code": code, "display": name }], "text": name })
}

/// A `CodeableConcept` of an HL7 code system.
pub(crate) fn hl7_concept(system: &str, code: &str) -> Value {
    json!({ "coding": [{ "system": format!("{TERMINOLOGY}{system}"), "code": code }] })
}

/// A number with so many decimals.
pub(crate) fn decimal(value: i32, decimals: u32) -> Value {
    if decimals == 0 {
        return Value::from(value);
    }
    Value::from(f64::from(value) / f64::from(10_i32.pow(decimals)))
}

/// A `Quantity` in UCUM.
pub(crate) fn quantity(value: i32, decimals: u32, unit: &str) -> Value {
    json!({ "value": decimal(value, decimals), "unit": unit, "system": UCUM, "code": unit })
}
