//! The vocabulary of the synthetic histories, as tables: codes are facts, shares and dates are invented.

/// How exactly a past date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    ToTheDay,
    ToTheMonth,
    ToTheYear,
    NotAtAll,
}

/// A diagnosis; `share` of a hundred patients have it.
#[derive(Debug)]
pub(crate) struct Diagnosis {
    /// SNOMED CT.
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) share: i32,
    pub(crate) years_ago: i32,
    pub(crate) known: Known,
    pub(crate) clinical: &'static str,
    pub(crate) verification: &'static str,
}

const fn diagnosis(
    (code, name): (&'static str, &'static str),
    share: i32,
    (years_ago, known): (i32, Known),
    clinical: &'static str,
    verification: &'static str,
) -> Diagnosis {
    Diagnosis {
        code,
        name,
        share,
        years_ago,
        known,
        clinical,
        verification,
    }
}

#[rustfmt::skip]
pub(crate) const DIAGNOSES: [Diagnosis; 13] = [
    diagnosis(("59621000", "Essential hypertension"), 100, (11, Known::ToTheDay), "active", "confirmed"),
    diagnosis(("44054006", "Diabetes mellitus type 2"), 100, (9, Known::ToTheMonth), "active", "confirmed"),
    diagnosis(("55822004", "Hyperlipidemia"), 80, (8, Known::ToTheYear), "active", "confirmed"),
    diagnosis(("433144002", "Chronic kidney disease stage 3"), 60, (2, Known::ToTheDay), "active", "confirmed"),
    diagnosis(("239873007", "Osteoarthritis of knee"), 100, (5, Known::NotAtAll), "active", "confirmed"),
    diagnosis(("78275009", "Obstructive sleep apnea syndrome"), 40, (4, Known::ToTheMonth), "active", "provisional"),
    diagnosis(("367498001", "Seasonal allergic rhinitis"), 50, (20, Known::ToTheYear), "inactive", "confirmed"),
    diagnosis(("10509002", "Acute bronchitis"), 100, (3, Known::ToTheDay), "resolved", "confirmed"),
    diagnosis(("75498004", "Acute bacterial sinusitis"), 50, (6, Known::ToTheDay), "resolved", "confirmed"),
    diagnosis(("65966004", "Fracture of forearm"), 40, (26, Known::ToTheYear), "resolved", "confirmed"),
    diagnosis(("90560007", "Gout"), 30, (1, Known::ToTheDay), "recurrence", "confirmed"),
    diagnosis(("254637007", "Non-small cell lung cancer"), 100, (2, Known::ToTheDay), "", "refuted"),
    diagnosis(("128613002", "Seizure disorder"), 100, (1, Known::ToTheDay), "", "entered-in-error"),
];

/// A prescription; `share` of a hundred patients have it.
#[derive(Debug)]
pub(crate) struct Drug {
    /// `RxNorm`.
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) share: i32,
    pub(crate) status: &'static str,
    pub(crate) months_ago: i32,
    pub(crate) dosage: &'static str,
    /// Doses a day; zero: as needed.
    pub(crate) per_day: i32,
    /// The SNOMED CT code of the diagnosis it is for.
    pub(crate) reason: &'static str,
}

const fn drug(
    (code, name): (&'static str, &'static str),
    share: i32,
    (status, months_ago): (&'static str, i32),
    (dosage, per_day): (&'static str, i32),
    reason: &'static str,
) -> Drug {
    Drug {
        code,
        name,
        share,
        status,
        months_ago,
        dosage,
        per_day,
        reason,
    }
}

#[rustfmt::skip]
pub(crate) const DRUGS: [Drug; 12] = [
    drug(("314076", "lisinopril 10 MG Oral Tablet"), 100, ("active", 130), ("Take 1 tablet by mouth every morning", 1), "59621000"),
    drug(("860975", "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet"), 100, ("active", 106), ("Take 2 tablets by mouth with the evening meal", 1), "44054006"),
    drug(("617310", "atorvastatin 20 MG Oral Tablet"), 80, ("active", 40), ("Take 1 tablet by mouth at bedtime", 1), "55822004"),
    drug(("312961", "simvastatin 20 MG Oral Tablet"), 100, ("stopped", 94), ("Take 1 tablet by mouth at bedtime", 1), "55822004"),
    drug(("310798", "hydrochlorothiazide 25 MG Oral Tablet"), 60, ("on-hold", 60), ("Take 1 tablet by mouth every morning", 1), "59621000"),
    drug(("866412", "24 HR metoprolol succinate 100 MG Extended Release Oral Tablet"), 50, ("active", 30), ("Take 1 tablet by mouth once daily", 1), "59621000"),
    drug(("243670", "aspirin 81 MG Oral Tablet"), 70, ("active", 88), ("Take 1 tablet by mouth daily", 1), ""),
    drug(("313782", "acetaminophen 325 MG Oral Tablet"), 80, ("active", 14), ("Take 1 to 2 tablets by mouth every 6 hours as needed for pain; no more than 10 tablets a day", 0), "239873007"),
    drug(("849574", "naproxen sodium 220 MG Oral Tablet"), 60, ("stopped", 50), ("Take 1 tablet by mouth twice daily with food", 2), "239873007"),
    drug(("562251", "amoxicillin 250 MG / clavulanate 125 MG Oral Tablet"), 50, ("completed", 36), ("Take 1 tablet by mouth three times daily for 10 days", 3), "10509002"),
    drug(("197319", "allopurinol 100 MG Oral Tablet"), 30, ("active", 11), ("Take 1 tablet by mouth daily", 1), "90560007"),
    drug(("197591", "diazepam 5 MG Oral Tablet"), 100, ("entered-in-error", 9), ("Take 1 tablet by mouth at bedtime", 1), ""),
];

/// An allergy with its worst reaction.
#[derive(Debug)]
pub(crate) struct Allergen {
    /// SNOMED CT.
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) category: &'static str,
    pub(crate) criticality: &'static str,
    /// SNOMED CT.
    pub(crate) reaction: (&'static str, &'static str),
    pub(crate) severity: &'static str,
}

const fn allergen(
    (code, name): (&'static str, &'static str),
    (category, criticality): (&'static str, &'static str),
    reaction: (&'static str, &'static str),
    severity: &'static str,
) -> Allergen {
    Allergen {
        code,
        name,
        category,
        criticality,
        reaction,
        severity,
    }
}

#[rustfmt::skip]
pub(crate) const ALLERGENS: [Allergen; 5] = [
    allergen(("91936005", "Allergy to penicillin"), ("medication", "high"), ("39579001", "Anaphylaxis"), "severe"),
    allergen(("91935009", "Allergy to peanut"), ("food", "high"), ("402387002", "Allergic angioedema"), "moderate"),
    allergen(("300916003", "Latex allergy"), ("environment", "low"), ("271807003", "Eruption of skin"), "mild"),
    allergen(("300910009", "Allergy to pollen"), ("environment", "low"), ("267101005", "Nose running"), "mild"),
    allergen(("424213003", "Allergy to bee venom"), ("environment", "unable-to-assess"), ("247472004", "Wheal"), "mild"),
];

/// CVX, name, years ago.
#[rustfmt::skip]
pub(crate) const VACCINES: [(&str, &str, i32); 9] = [
    ("115", "Tdap", 8),
    ("113", "Td (adult), 5 Lf tetanus toxoid, preservative free, adsorbed", 18),
    ("33", "pneumococcal polysaccharide vaccine, 23 valent", 4),
    ("187", "zoster recombinant", 3),
    ("187", "zoster recombinant", 2),
    ("208", "COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose", 5),
    ("208", "COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose", 4),
    ("43", "Hep B, adult", 12),
    ("03", "MMR", 40),
];
pub(crate) const INFLUENZA: (&str, &str) =
    ("140", "Influenza, seasonal, injectable, preservative free");

/// SNOMED CT, name, years ago, how exactly that is known, status.
#[rustfmt::skip]
pub(crate) const PROCEDURES: [(&str, &str, i32, Known, &str); 5] = [
    ("73761001", "Colonoscopy", 3, Known::ToTheDay, "completed"),
    ("80146002", "Excision of appendix", 34, Known::ToTheYear, "completed"),
    ("415070008", "Percutaneous coronary intervention", 6, Known::ToTheDay, "completed"),
    ("609588000", "Total knee replacement", 1, Known::ToTheMonth, "not-done"),
    ("399208008", "Plain chest X-ray", 2, Known::ToTheDay, "entered-in-error"),
];
