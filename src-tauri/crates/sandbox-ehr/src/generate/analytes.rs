//! What is measured in the synthetic records, as tables: codes, units, usual ranges, and a course over ten years.
//!
//! Numbers are whole multiples of the last decimal shown: with `decimals: 1`, `72` is 7.2.

/// A measurement: what it is called, its unit, what is usual, and how it moves over the years.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Analyte {
    /// LOINC.
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// UCUM.
    pub(crate) unit: &'static str,
    pub(crate) decimals: u32,
    pub(crate) low: Option<i32>,
    pub(crate) high: Option<i32>,
    /// Ten years before the anchor, at the anchor, and the scatter around the line between.
    pub(crate) course: (i32, i32, i32),
    /// Below this the laboratory reports `<` and this number.
    pub(crate) floor: Option<i32>,
}

type Limit = Option<i32>;
type Course = (i32, i32, i32);

const fn analyte(
    code: &'static str,
    name: &'static str,
    (unit, decimals): (&'static str, u32),
    (low, high): (Limit, Limit),
    course: Course,
) -> Analyte {
    Analyte {
        code,
        name,
        unit,
        decimals,
        low,
        high,
        course,
        floor: None,
    }
}

const fn floored(analyte: Analyte, floor: i32) -> Analyte {
    Analyte {
        floor: Some(floor),
        ..analyte
    }
}

#[rustfmt::skip]
pub(crate) const SYSTOLIC: Analyte = analyte("8480-6", "Systolic blood pressure", ("mm[Hg]", 0), (None, Some(130)), (148, 127, 14));
#[rustfmt::skip]
pub(crate) const DIASTOLIC: Analyte = analyte("8462-4", "Diastolic blood pressure", ("mm[Hg]", 0), (None, Some(80)), (92, 78, 9));
#[rustfmt::skip]
pub(crate) const WEIGHT: Analyte = analyte("29463-7", "Body weight", ("kg", 1), (None, None), (884, 791, 12));
#[rustfmt::skip]
pub(crate) const HEIGHT: Analyte = analyte("8302-2", "Body height", ("cm", 0), (None, None), (169, 168, 0));
#[rustfmt::skip]
pub(crate) const BODY_MASS_INDEX: Analyte = analyte("39156-5", "Body mass index (BMI) [Ratio]", ("kg/m2", 1), (Some(185), Some(250)), (0, 0, 0));
#[rustfmt::skip]
pub(crate) const HEART_RATE: Analyte = analyte("8867-4", "Heart rate", ("/min", 0), (Some(60), Some(100)), (76, 72, 11));

/// What is taken at a visit beside blood pressure, weight, height and BMI.
#[rustfmt::skip]
pub(crate) const VITALS: [Analyte; 4] = [
    HEART_RATE,
    analyte("9279-1", "Respiratory rate", ("/min", 0), (Some(12), Some(20)), (15, 16, 3)),
    analyte("8310-5", "Body temperature", ("Cel", 1), (Some(361), Some(372)), (367, 367, 4)),
    analyte("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry", ("%", 0), (Some(95), None), (98, 96, 2)),
];

/// A group of measurements reported together.
#[derive(Debug)]
pub(crate) struct Panel {
    /// LOINC; empty for a group that only this laboratory has.
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) analytes: &'static [Analyte],
}

#[rustfmt::skip]
pub(crate) const PANELS: [Panel; 5] = [METABOLIC, BLOOD_COUNT, LIPIDS, DIABETES, THYROID];

#[rustfmt::skip]
const METABOLIC: Panel = Panel {
    code: "24321-2",
    name: "Basic metabolic 2000 panel - Serum or Plasma",
    analytes: &[
        analyte("2951-2", "Sodium", ("mmol/L", 0), (Some(136), Some(145)), (140, 138, 4)),
        analyte("2823-3", "Potassium", ("mmol/L", 1), (Some(35), Some(51)), (42, 46, 5)),
        analyte("2075-0", "Chloride", ("mmol/L", 0), (Some(98), Some(107)), (102, 103, 3)),
        analyte("2028-9", "Carbon dioxide, total", ("mmol/L", 0), (Some(22), Some(29)), (26, 24, 3)),
        analyte("2345-7", "Glucose", ("mg/dL", 0), (Some(70), Some(99)), (162, 118, 30)),
        analyte("3094-0", "Urea nitrogen", ("mg/dL", 0), (Some(7), Some(20)), (15, 22, 5)),
        analyte("2160-0", "Creatinine", ("mg/dL", 2), (Some(60), Some(120)), (88, 134, 12)),
        analyte(EGFR, "Glomerular filtration rate/1.73 sq M.predicted by Creatinine-based formula (CKD-EPI 2021)", ("mL/min/{1.73_m2}", 0), (Some(60), None), (0, 0, 0)),
        analyte("17861-6", "Calcium", ("mg/dL", 1), (Some(86), Some(102)), (95, 93, 4)),
    ],
};

#[rustfmt::skip]
const BLOOD_COUNT: Panel = Panel {
    code: "58410-2",
    name: "CBC panel - Blood by Automated count",
    analytes: &[
        analyte("6690-2", "Leukocytes [#/volume] in Blood by Automated count", ("10*3/uL", 1), (Some(45), Some(110)), (68, 72, 18)),
        analyte("789-8", "Erythrocytes [#/volume] in Blood by Automated count", ("10*6/uL", 2), (Some(410), Some(510)), (462, 438, 22)),
        analyte("718-7", "Hemoglobin [Mass/volume] in Blood", ("g/dL", 1), (Some(120), Some(155)), (139, 124, 8)),
        analyte(HEMATOCRIT, "Hematocrit [Volume Fraction] of Blood by Automated count", ("%", 1), (Some(360), Some(460)), (0, 0, 0)),
        analyte("787-2", "MCV [Entitic volume] by Automated count", ("fL", 0), (Some(80), Some(100)), (89, 87, 4)),
        analyte("777-3", "Platelets [#/volume] in Blood by Automated count", ("10*3/uL", 0), (Some(150), Some(400)), (256, 238, 48)),
    ],
};

#[rustfmt::skip]
const LIPIDS: Panel = Panel {
    code: "57698-3",
    name: "Lipid panel with direct LDL - Serum or Plasma",
    analytes: &[
        analyte("2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", ("mg/dL", 0), (None, Some(200)), (243, 168, 16)),
        analyte("2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma", ("mg/dL", 0), (Some(40), None), (42, 52, 5)),
        analyte("2571-8", "Triglyceride [Mass/volume] in Serum or Plasma", ("mg/dL", 0), (None, Some(150)), (198, 131, 30)),
        analyte(LDL, "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", ("mg/dL", 0), (None, Some(100)), (0, 0, 0)),
    ],
};

#[rustfmt::skip]
const DIABETES: Panel = Panel {
    code: "",
    name: "Diabetes monitoring",
    analytes: &[
        analyte("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", ("%", 1), (Some(40), Some(56)), (86, 68, 4)),
        floored(analyte("14959-1", "Microalbumin/Creatinine [Mass Ratio] in Urine", ("mg/g", 0), (None, Some(30)), (4, 42, 12)), 5),
    ],
};

#[rustfmt::skip]
const THYROID: Panel = Panel {
    code: "",
    name: "Thyroid and inflammation",
    analytes: &[
        analyte("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", ("m[IU]/L", 2), (Some(40), Some(400)), (248, 214, 90)),
        floored(analyte("1988-5", "C reactive protein [Mass/volume] in Serum or Plasma", ("mg/L", 0), (None, Some(5)), (3, 6, 5)), 5),
    ],
};

/// Calculated from other results of the panel.
pub(crate) const EGFR: &str = "98979-8";
/// Calculated from other results of the panel.
pub(crate) const HEMATOCRIT: &str = "4544-3";
/// Calculated from other results of the panel.
pub(crate) const LDL: &str = "13457-7";
