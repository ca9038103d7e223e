use super::*;

fn statement(json: &str) -> CapabilityStatement {
    let resources: BTreeMap<String, Vec<(&str, Vec<&str>)>> = serde_json::from_str(json).unwrap();
    let strings = |of: &[(&str, Vec<&str>)], name: &str| {
        let found = of.iter().find(|(key, _)| *key == name);
        found.map(|(_, values)| values.iter().map(|value| (*value).to_owned()).collect())
    };
    let resources = resources.into_iter().map(|(name, of)| {
        let capability = ResourceCapability {
            interactions: strings(&of, "does").unwrap_or_default(),
            search_params: strings(&of, "by").unwrap_or_default(),
            search_includes: strings(&of, "includes").unwrap_or_default(),
            search_reverse_includes: strings(&of, "reverse").unwrap_or_default(),
        };
        (name, capability)
    });
    CapabilityStatement {
        fhir_version: None,
        resources: resources.collect(),
    }
}

fn query(search: &fhir_client::Search) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(search.parameters());
    format!("{}?{}", search.resource_type(), query.finish())
}

/// The plan of a server, as lines.
fn lines(scopes: &str, offered: Option<&str>, vendor: &str, learnt: &str) -> Vec<String> {
    let granted = ScopeSet::from_server(scopes);
    let capabilities = offered.map(statement);
    let vendor: RecordRules = serde_json::from_str(vendor).unwrap();
    let learnt: BTreeMap<String, TypeRules> = serde_json::from_str(learnt).unwrap();
    let plan = plan(Known {
        granted: &granted,
        contexts: &["patient", "user", "system"],
        capabilities: capabilities.as_ref(),
        vendor: &vendor,
        learnt: &learnt,
    });
    let line = |(planned, decision): &(PlannedType, Decision)| match decision {
        Decision::Fetch(asking) => asking
            .asks("p")
            .into_iter()
            .map(|ask| query(&ask.search))
            .collect(),
        Decision::ComesAlong
        | Decision::NotGranted
        | Decision::NotOffered
        | Decision::NotAskedFor => vec![format!("{} {decision:?}", planned.resource_type)],
    };
    plan.iter().flat_map(line).collect()
}

fn of_type<'a>(lines: &'a [String], name: &str) -> Vec<&'a str> {
    let is_of_type = |line: &&String| {
        line.starts_with(&format!("{name} ")) || line.starts_with(&format!("{name}?"))
    };
    lines
        .iter()
        .filter(is_of_type)
        .map(String::as_str)
        .collect()
}

const ALL: &str = "patient/*.rs";

#[test]
fn every_type_stands_once_and_every_section_has_a_type() {
    let all = TYPES.iter().chain(NOT_ASKED_FOR);
    let mut names: Vec<_> = all.map(|planned| planned.resource_type).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), TYPES.len() + NOT_ASKED_FOR.len());
    for section in &chart::Section::ALL {
        assert!(
            TYPES
                .iter()
                .any(|planned| planned.sections.contains(section)),
            "{section:?}"
        );
    }
}

#[test]
fn every_type_is_read_into_a_section_that_the_plan_names_for_it() {
    for planned in TYPES.iter().chain(NOT_ASKED_FOR) {
        let raw = format!(r#"{{"resourceType":"{}"}}"#, planned.resource_type);
        let section = chart::read(&raw).entry.section;
        assert!(planned.sections.contains(&section), "{planned:?}");
    }
}

#[test]
fn what_is_not_granted_stays_in_the_plan_with_its_reason() {
    let plan = lines("patient/Condition.rs", None, "{}", "{}");
    assert_eq!(
        of_type(&plan, "Condition"),
        ["Condition?patient=p&_count=500"]
    );
    assert_eq!(of_type(&plan, "Immunization"), ["Immunization NotGranted"]);
    assert_eq!(plan.len(), TYPES.len() + 1);
}

#[test]
fn an_essential_type_that_is_not_offered_is_named_and_a_rare_one_is_not() {
    let plan = lines(ALL, Some(r#"{"Patient":[]}"#), "{}", "{}");
    assert_eq!(
        plan.iter()
            .filter(|line| line.ends_with("NotOffered"))
            .count(),
        ESSENTIAL
    );
    assert_eq!(plan.len(), ESSENTIAL + 1);
}

#[test]
fn what_a_server_offers_and_nobody_asks_for_is_said() {
    let plan = lines(ALL, Some(r#"{"AuditEvent":[],"Condition":[]}"#), "{}", "{}");
    assert_eq!(of_type(&plan, "AuditEvent"), ["AuditEvent NotAskedFor"]);
    assert_eq!(
        of_type(&plan, "Condition"),
        ["Condition?patient=p&_count=500"]
    );
}

#[test]
fn a_type_that_can_only_be_read_is_said_not_to_be_offered_as_a_list() {
    let offered = r#"{"Specimen":[["does",["read"]]],"Goal":[["does",["read","search-type"]]],"Basic":[["does",["read"]]]}"#;
    let plan = lines(ALL, Some(offered), "{}", "{}");
    assert_eq!(of_type(&plan, "Specimen"), ["Specimen NotOffered"]);
    assert_eq!(of_type(&plan, "Goal"), ["Goal?patient=p&_count=500"]);
    assert!(of_type(&plan, "Basic").is_empty());
}

#[test]
fn a_statement_without_types_says_nothing() {
    let plan = lines(ALL, Some("{}"), "{}", "{}");
    assert_eq!(of_type(&plan, "Goal"), ["Goal?patient=p&_count=500"]);
}

#[test]
fn a_type_that_knows_subjects_only_is_asked_by_subject() {
    let offered = r#"{"AdverseEvent":[["by",["subject","date"]]],"Media":[["by",["subject","patient"]]],"List":[["by",["code"]]]}"#;
    let plan = lines(ALL, Some(offered), "{}", "{}");
    assert_eq!(
        of_type(&plan, "AdverseEvent"),
        ["AdverseEvent?subject=Patient%2Fp&_count=500"]
    );
    assert_eq!(of_type(&plan, "Media"), ["Media?patient=p&_count=500"]);
    assert_eq!(of_type(&plan, "List"), ["List?patient=p&_count=500"]);
}

#[test]
fn medicines_are_included_unless_the_server_says_that_it_cannot() {
    for (includes, sent) in [
        ("[]", true),
        (r#"["*"]"#, true),
        (r#"["MedicationRequest:medication"]"#, true),
        (r#"["MedicationRequest:patient"]"#, false),
    ] {
        let offered = format!(r#"{{"MedicationRequest":[["includes",{includes}]]}}"#);
        let plan = lines(ALL, Some(&offered), "{}", "{}");
        let include = "&_include=MedicationRequest%3Amedication";
        let expected = format!(
            "MedicationRequest?patient=p{}&_count=500",
            if sent { include } else { "" }
        );
        assert_eq!(
            of_type(&plan, "MedicationRequest"),
            [expected],
            "{includes}"
        );
    }
}

#[test]
fn provenance_comes_along_only_where_it_cannot_be_searched_for() {
    let searched = r#"{"Goal":[["reverse",["Provenance:target"]]],"Provenance":[["does",["read","search-type"]]]}"#;
    let read = r#"{"Goal":[["reverse",["Provenance:target"]]],"Consent":[],"Provenance":[["does",["read"]]]}"#;
    let plan = lines(ALL, Some(searched), "{}", "{}");
    assert_eq!(of_type(&plan, "Goal"), ["Goal?patient=p&_count=500"]);
    assert_eq!(
        of_type(&plan, "Provenance"),
        ["Provenance?patient=p&_count=500"]
    );
    let plan = lines(ALL, Some(read), "{}", "{}");
    assert_eq!(
        of_type(&plan, "Goal"),
        ["Goal?patient=p&_revinclude=Provenance%3Atarget&_count=500"]
    );
    assert_eq!(of_type(&plan, "Consent"), ["Consent?patient=p&_count=500"]);
    assert_eq!(of_type(&plan, "Provenance"), ["Provenance ComesAlong"]);
    let without = lines("patient/Goal.rs", Some(read), "{}", "{}");
    assert_eq!(of_type(&without, "Goal"), ["Goal?patient=p&_count=500"]);
}

#[test]
fn a_vendor_and_what_was_learnt_decide_together() {
    let vendor = r#"{"page":100,"types":{"Observation":{"needs":["category"],"values":["lda"],"page":50},"MedicationRequest":{"needs":["intent"]}}}"#;
    let learnt = r#"{"Observation":{"refused":["sdoh"],"without":["_count"]},"Goal":{"needs":["lifecycle-status"],"page":20}}"#;
    let plan = lines(ALL, None, vendor, learnt);
    let observations = of_type(&plan, "Observation");
    assert_eq!(observations.len(), 16);
    assert_eq!(
        observations[0],
        "Observation?patient=p&category=vital-signs"
    );
    assert_eq!(observations[15], "Observation?patient=p&category=lda");
    assert!(observations.iter().all(|line| !line.ends_with("sdoh")));
    assert_eq!(
        of_type(&plan, "MedicationRequest"),
        [
            "MedicationRequest?patient=p&intent=proposal%2Cplan%2Corder%2Coriginal-order%2Creflex-order%2Cfiller-order%2Cinstance-order%2Coption&_include=MedicationRequest%3Amedication&_count=100"
        ]
    );
    assert!(of_type(&plan, "Goal")[0].ends_with("&_count=20"));
}

#[test]
fn a_permission_for_parts_plans_just_these_parts() {
    let scopes = "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory \
        patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs \
        patient/Condition.rs?category=x|problem-list-item patient/Condition.read patient/Goal.r?category=x|y";
    let plan = lines(
        scopes,
        None,
        r#"{"types":{"Observation":{"needs":["category"]}}}"#,
        "{}",
    );
    assert_eq!(
        of_type(&plan, "Observation"),
        [
            "Observation?patient=p&category=http%3A%2F%2Fterminology.hl7.org%2FCodeSystem%2Fobservation-category%7Claboratory&_count=500",
            "Observation?patient=p&category=http%3A%2F%2Fterminology.hl7.org%2FCodeSystem%2Fobservation-category%7Cvital-signs&_count=500",
        ]
    );
    assert_eq!(
        of_type(&plan, "Condition"),
        ["Condition?patient=p&_count=500"]
    );
    assert_eq!(of_type(&plan, "Goal"), ["Goal NotGranted"]);
}
