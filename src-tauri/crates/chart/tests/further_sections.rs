//! One representative resource of each kind that stands around the core of a record: where it goes, what it
//! is called, its second line, standing, dates and who.

use chart::Section;

/// The row in one line.
fn line(raw: &str) -> String {
    let entry = chart::read(raw).entry;
    let date = |date: &Option<chart::PartialDate>| date.as_ref().map(|date| date.raw.clone());
    let parts = [
        Some(entry.section.name().to_owned()),
        entry.title.map(|title| title.text),
        entry.detail,
        entry.severity,
        Some(format!("{:?}", entry.standing)),
        date(&entry.date),
        date(&entry.end),
        entry.source,
    ];
    let parts = parts.map(|part| part.unwrap_or_else(|| "-".to_owned()));
    parts.join(" | ") + "\n"
}

#[test]
fn what_a_reader_must_know_before_acting() {
    insta::assert_snapshot!([
        r#"{"resourceType":"Flag","status":"active","category":[{"text":"Infection control"}],"code":{"text":"MRSA carrier"},
            "period":{"start":"2025-01-02"},"author":{"display":"Dr Example"}}"#,
        r#"{"resourceType":"DetectedIssue","status":"final","code":{"text":"Drug interaction"},"severity":"high","identifiedDateTime":"2014-01-05",
            "implicated":[{"display":"Paracetamol"},{"display":"Warfarin"}]}"#,
        r#"{"resourceType":"AdverseEvent","actuality":"actual","event":{"text":"Anaphylaxis"},"date":"2019-05",
            "severity":{"coding":[{"code":"severe"}]},"suspectEntity":[{"instance":{"display":"Penicillin V"}}],"recorder":{"display":"Ward 3"}}"#,
        r#"{"resourceType":"Consent","status":"active","scope":{"coding":[{"code":"adr"}]},"category":[{"text":"Do not resuscitate"}],
            "dateTime":"2024-03-01","provision":{"type":"deny"},"performer":[{"display":"Anna Smith"}]}"#,
    ].map(line).concat(), @"
    alerts | MRSA carrier | Infection control | - | Current | 2025-01-02 | - | Dr Example
    alerts | Drug interaction | Paracetamol; Warfarin | high | Current | 2014-01-05 | - | -
    alerts | Anaphylaxis | Penicillin V | severe | Current | 2019-05 | - | Ward 3
    directives | Do not resuscitate | deny | - | Current | 2024-03-01 | - | Anna Smith
    ");
}

#[test]
fn what_is_meant_to_be_done() {
    insta::assert_snapshot!([
        r#"{"resourceType":"CarePlan","status":"active","intent":"plan","category":[{"coding":[{"code":"assess-plan"}]},{"text":"Diabetes self-management"}],
            "period":{"start":"2025-04"},"activity":[{"detail":{"code":{"text":"Diet"}}},{"detail":{"description":"Walk daily"}}],"author":{"display":"Dr Example"}}"#,
        r#"{"resourceType":"CarePlan","status":"revoked","intent":"plan","title":"Weight reduction","description":"Lose 5 kg"}"#,
        r#"{"resourceType":"Goal","lifecycleStatus":"on-hold","description":{"text":"Lower weight"},"achievementStatus":{"text":"not achieved"},
            "target":[{"measure":{"text":"Body weight"},"detailRange":{"low":{"value":72.0,"unit":"kg"},"high":{"value":80,"unit":"kg"}},"dueDate":"2026-04-05"}],"startDate":"2025-04-05"}"#,
        r#"{"resourceType":"NutritionOrder","status":"active","intent":"order","dateTime":"2025-09-17","orderer":{"display":"Dr Example"},
            "oralDiet":{"type":[{"text":"Diabetic diet"}]},"excludeFoodModifier":[{"text":"Cashew"}]}"#,
        r#"{"resourceType":"ImmunizationRecommendation","date":"2026-02-09","recommendation":[
            {"vaccineCode":[{"text":"Hepatitis A"}],"forecastStatus":{"text":"due"}},{"vaccineCode":[{"text":"Influenza"}],"forecastStatus":{"text":"overdue"}}]}"#,
        r#"{"resourceType":"ServiceRequest","status":"active","intent":"order","code":{"text":"MRI of the knee"},"reasonCode":[{"text":"Pain"}],
            "authoredOn":"2026-02-01","requester":{"display":"Dr Example"}}"#,
        r#"{"resourceType":"ServiceRequest","status":"active","intent":"order","doNotPerform":true,"code":{"text":"Resuscitation"}}"#,
        r#"{"resourceType":"DeviceRequest","status":"completed","intent":"order","codeCodeableConcept":{"text":"Walking frame"},"authoredOn":"2026"}"#,
        r#"{"resourceType":"Appointment","status":"booked","serviceType":[{"text":"Eye clinic"}],"start":"2027-01-10T09:00:00Z","end":"2027-01-10T09:30:00Z",
            "description":"Yearly check","participant":[{"actor":{"reference":"Patient/p","display":"Anna Smith"}},{"actor":{"display":"Dr Example"}},{"actor":{"display":"South wing"}}]}"#,
        r#"{"resourceType":"Appointment","status":"noshow","serviceType":[{"text":"Eye clinic"}],"start":"2026-01-10T09:00:00Z"}"#,
    ].map(line).concat(), @"
    carePlans | Diabetes self-management | Diet; Walk daily | - | Current | 2025-04 | - | Dr Example
    carePlans | Weight reduction | Lose 5 kg | - | NotAFact | - | - | -
    carePlans | Lower weight | not achieved, Body weight 72.0 – 80 kg | - | Tentative | 2025-04-05 | - | -
    carePlans | Diabetic diet | - | - | Current | 2025-09-17 | - | Dr Example
    carePlans | Hepatitis A; Influenza | due; overdue | - | Current | 2026-02-09 | - | -
    orders | MRI of the knee | Pain | - | Current | 2026-02-01 | - | Dr Example
    orders | Resuscitation | - | - | Tentative | - | - | -
    orders | Walking frame | - | - | Historical | 2026 | - | -
    appointments | Eye clinic | Yearly check | - | Current | 2027-01-10T09:00:00Z | 2027-01-10T09:30:00Z | Dr Example; South wing
    appointments | Eye clinic | - | - | NotAFact | 2026-01-10T09:00:00Z | - | -
    ");
}

#[test]
fn who_and_what_stands_around_the_patient() {
    insta::assert_snapshot!([
        r#"{"resourceType":"CareTeam","status":"active","name":"Diabetes team","period":{"start":"2017-09"},"participant":[
            {"role":[{"text":"Physician"}],"member":{"display":"Dr Example"}},{"role":[{"text":"Nurse"}]}],"managingOrganization":[{"display":"St Mary's"}]}"#,
        r#"{"resourceType":"RelatedPerson","active":true,"relationship":[{"text":"Wife"}],"name":[{"family":"Smith","given":["Eve"]}],
            "telecom":[{"system":"phone","value":"+44 20 7946 0000"}]}"#,
        r#"{"resourceType":"RelatedPerson","active":false,"name":[{"text":"A former carer"}]}"#,
        r#"{"resourceType":"Device","status":"active","type":{"text":"Pacemaker"},"deviceName":[{"name":"Azure XT DR","type":"model-name"}],
            "manufacturer":"Medtronic","modelNumber":"W1DR01","manufactureDate":"2019-01-01"}"#,
        r#"{"resourceType":"DeviceUseStatement","status":"active","device":{"display":"Hearing aid"},"timingPeriod":{"start":"2020"},"bodySite":{"text":"left ear"}}"#,
        r#"{"resourceType":"FamilyMemberHistory","status":"completed","relationship":{"text":"Father"},"date":"2011-03-18",
            "condition":[{"code":{"text":"Heart attack"},"onsetAge":{"value":74,"unit":"yr"}},{"code":{"text":"Gout"}}]}"#,
        r#"{"resourceType":"Coverage","status":"active","type":{"coding":[{"code":"EHCPOL"}]},"payor":[{"display":"Benefits Inc"}],
            "class":[{"type":{"coding":[{"code":"plan"}]},"value":"B37FC","name":"Full coverage"}],"period":{"start":"2025","end":"2026"}}"#,
        r#"{"resourceType":"ExplanationOfBenefit","status":"active","use":"claim","outcome":"complete","type":{"coding":[{"code":"oral"}]},"created":"2014-08-16",
            "item":[{"productOrService":{"text":"Filling"}}],"provider":{"display":"Dr Dent"},"total":[{"amount":{"value":135.570,"currency":"USD"}}]}"#,
        r#"{"resourceType":"EpisodeOfCare","status":"active","type":[{"text":"Home care"}],"period":{"start":"2025-05-01"},"managingOrganization":{"display":"St Mary's"}}"#,
        r#"{"resourceType":"ImagingStudy","status":"available","started":"2011-01-01T11:01:20+03:00","series":[{"modality":{"code":"CT"},"description":"Chest","bodySite":{"display":"Thorax"}}]}"#,
    ].map(line).concat(), @"
    careTeam | Diabetes team | Dr Example (Physician); Nurse | - | Current | 2017-09 | - | St Mary's
    careTeam | Eve Smith | Wife, +44 20 7946 0000 | - | Current | - | - | -
    careTeam | A former carer | - | - | Historical | - | - | -
    devices | Pacemaker | Azure XT DR, Medtronic, W1DR01 | - | Current | - | - | -
    devices | Hearing aid | left ear | - | Current | 2020 | - | -
    familyHistory | Father | Heart attack (74 yr); Gout | - | Current | 2011-03-18 | - | -
    coverage | Full coverage | EHCPOL, Benefits Inc | - | Current | 2025 | 2026 | Benefits Inc
    coverage | Filling | 135.570 USD | - | Current | 2014-08-16 | - | Dr Dent
    encounters | Home care | - | - | Current | 2025-05-01 | - | St Mary's
    reports | Chest | CT, Thorax | - | Current | 2011-01-01T11:01:20+03:00 | - | -
    ");
}

#[test]
fn what_was_asked_and_judged() {
    insta::assert_snapshot!([
        r#"{"resourceType":"QuestionnaireResponse","status":"completed","authored":"2026-01-02","_questionnaire":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/display","valueString":"PHQ-9"}]},
            "questionnaire":"http://example.org/Questionnaire/phq-9","author":{"display":"Anna Smith"}}"#,
        r#"{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"http://example.org/Questionnaire/phq-9"}"#,
        r#"{"resourceType":"ClinicalImpression","status":"completed","description":"After the fall","summary":"No fracture","effectiveDateTime":"2026-01-02","assessor":{"display":"Dr Example"}}"#,
        r#"{"resourceType":"RiskAssessment","status":"final","occurrenceDateTime":"2006-01-13","prediction":[{"outcome":{"text":"Stroke"},"probabilityDecimal":0.0120}]}"#,
        r#"{"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"survey"}]}],"code":{"text":"PHQ-9 total"},"valueInteger":9}"#,
        r#"{"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"survey"}]},{"coding":[{"code":"sdoh"}]}],"code":{"text":"Housing"},"valueString":"stable"}"#,
        r#"{"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"social-history"}]}],"code":{"text":"Smoking"},"valueString":"never"}"#,
        r#"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"72166-2"}]},"valueString":"never"}"#,
        r#"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},"valueQuantity":{"value":72,"unit":"/min"}}"#,
        r#"{"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"exam"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]}}"#,
    ].map(line).concat(), @"
    assessments | PHQ-9 | - | - | Current | 2026-01-02 | - | Anna Smith
    assessments | http://example.org/Questionnaire/phq-9 | - | - | Current | - | - | -
    assessments | After the fall | No fracture | - | Current | 2026-01-02 | - | Dr Example
    assessments | Stroke | Stroke: 0.0120 | - | Current | 2006-01-13 | - | -
    assessments | PHQ-9 total | - | - | Current | - | - | -
    socialHistory | Housing | - | - | Current | - | - | -
    socialHistory | Smoking | - | - | Current | - | - | -
    socialHistory | 72166-2 | - | - | Current | - | - | -
    vitals | 8867-4 | - | - | Current | - | - | -
    results | 8867-4 | - | - | Current | - | - | -
    ");
}

#[test]
fn a_type_without_a_section_is_still_shown() {
    for kind in ["Provenance", "Specimen", "VendorThing", ""] {
        let entry = chart::read(&format!(r#"{{"resourceType":"{kind}"}}"#)).entry;
        assert_eq!(entry.section, Section::Other);
    }
}
