use proptest::prelude::*;

use super::{Permissions, Scope, ScopeError, ScopeSet};

fn set(text: &str) -> ScopeSet {
    ScopeSet::parse(text).unwrap()
}

#[test]
fn hl7_135_137_141_143_146_151_153_156_scopes_of_both_grammars_are_read_and_printed_unchanged() {
    let scopes = "launch launch/patient launch/encounter launch/list?role=friend openid fhirUser profile offline_access online_access \
                  patient/*.read patient/Observation.write user/*.* patient/Observation.rs system/*.cruds \
                  patient/Observation.rs?category=http://x|laboratory&code=1 patient/*.d vendor:special";
    let scopes = scopes.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(set(&scopes).to_string(), scopes);
}

#[test]
fn hl7_135_155_157_what_the_grammar_does_not_allow_is_refused() {
    let refused = [
        ("patient/Observation.dus", ScopeError::Permissions),
        ("patient/Observation.rr", ScopeError::Permissions),
        ("patient/Observation.sr", ScopeError::Permissions),
        ("patient/Observation.", ScopeError::Permissions),
        ("patient/Observation", ScopeError::Permissions),
        ("patient/Observation.reads", ScopeError::Permissions),
        ("patient/.rs", ScopeError::Resource),
        ("patient/observation.rs", ScopeError::Resource),
        ("patient/Obs*.rs", ScopeError::Resource),
        ("patient/Observation.rs?", ScopeError::Query),
        ("patient/Observation.rs?category", ScopeError::Query),
        ("patient/Observation.rs?=x", ScopeError::Query),
        ("patient/Observation.read?a=b", ScopeError::Query),
        ("launch/Patient", ScopeError::Resource),
        ("launch/patient?role=", ScopeError::Query),
        ("launch/patient?role=a&role=b", ScopeError::Query),
        ("", ScopeError::Malformed),
        ("a\"b", ScopeError::Malformed),
        ("a\\b", ScopeError::Malformed),
        ("ü", ScopeError::Malformed),
    ];
    for (text, error) in refused {
        assert_eq!(Scope::parse(text), Err(error), "{text}");
    }
}

#[test]
fn version_1_means_what_version_2_says() {
    for (old, new) in [("read", "rs"), ("write", "cud"), ("*", "cruds")] {
        let (old, new) = (
            set(&format!("patient/Observation.{old}")),
            set(&format!("patient/Observation.{new}")),
        );
        assert!(old.missing_from(&new).is_empty() && new.missing_from(&old).is_empty());
    }
}

#[test]
fn hl7_147_what_was_not_granted_is_named() {
    let asked =
        set("launch/patient openid patient/Patient.rs patient/Observation.rs patient/Condition.rs");
    let missing = |granted: &str| {
        asked
            .missing_from(&ScopeSet::from_server(granted))
            .to_string()
    };
    assert_eq!(missing(""), asked.to_string());
    assert_eq!(missing("launch/patient openid patient/*.rs"), "");
    assert_eq!(missing("launch/patient openid patient/*.read"), "");
    assert_eq!(missing("launch/patient openid patient/*.r patient/*.s"), "");
    assert_eq!(missing("launch/patient openid patient/*.cruds"), "");
    assert_eq!(
        missing("launch/patient openid user/*.cruds"),
        "patient/Patient.rs patient/Observation.rs patient/Condition.rs"
    );
    assert_eq!(
        missing("launch/patient openid patient/Patient.rs patient/Observation.r"),
        "patient/Observation.rs patient/Condition.rs"
    );
    assert_eq!(
        missing(
            "launch/patient openid patient/Patient.rs patient/Condition.rs patient/Observation.rs?category=laboratory"
        ),
        "patient/Observation.rs"
    );
}

#[test]
fn hl7_132_a_restriction_is_covered_by_itself_and_by_none() {
    let asked = set("patient/Observation.rs?category=laboratory&code=1");
    for covering in [
        "patient/Observation.rs",
        "patient/*.rs?code=1",
        "patient/Observation.rs?code=1&category=laboratory",
    ] {
        assert!(asked.missing_from(&set(covering)).is_empty(), "{covering}");
    }
    assert!(
        !asked
            .missing_from(&set("patient/Observation.rs?category=vital-signs"))
            .is_empty()
    );
}

#[test]
fn a_malformed_scope_of_a_server_is_kept_and_allows_nothing() {
    let granted = ScopeSet::from_server("patient/Observation.dus openid");
    assert_eq!(granted.to_string(), "patient/Observation.dus openid");
    assert_eq!(
        set("patient/Observation.u")
            .missing_from(&granted)
            .to_string(),
        "patient/Observation.u"
    );
}

#[test]
fn hl7_131_the_shortest_form_is_sent() {
    let shortest = |text: &str| set(text).minimise().to_string();
    assert_eq!(
        shortest("patient/Observation.r patient/Observation.s"),
        "patient/Observation.rs"
    );
    assert_eq!(
        shortest("patient/Observation.rs patient/*.rs openid openid"),
        "patient/*.rs openid"
    );
    assert_eq!(
        shortest("patient/Observation.read patient/Observation.rs"),
        "patient/Observation.rs"
    );
    assert_eq!(shortest("patient/A.read patient/A.write"), "patient/A.*");
    assert_eq!(
        shortest("patient/A.r patient/A.s?x=1"),
        "patient/A.r patient/A.s?x=1"
    );
}

#[test]
fn a_server_of_version_1_is_asked_in_its_grammar() {
    assert_eq!(
        set("launch openid patient/Patient.r patient/Observation.rs patient/Condition.c patient/Task.ru").in_version_1().to_string(),
        "launch openid patient/Patient.read patient/Observation.read patient/Condition.write patient/Task.*"
    );
}

#[test]
fn it_is_stored_as_its_text() {
    let scopes = set("openid patient/*.rs");
    assert_eq!(
        serde_json::to_string(&scopes).unwrap(),
        "\"openid patient/*.rs\""
    );
    assert_eq!(
        serde_json::from_str::<ScopeSet>("\"openid patient/*.rs\"").unwrap(),
        scopes
    );
}

fn clinical() -> impl Strategy<Value = String> {
    let resource = prop::sample::select(vec!["*", "A", "B"]);
    let permissions = prop::sample::subsequence(vec!["c", "r", "u", "d", "s"], 1..=5)
        .prop_map(|letters| letters.concat());
    let permissions = prop_oneof![3 => permissions, 1 => prop::sample::select(vec!["read", "write", "*"]).prop_map(str::to_owned)];
    let query = prop::sample::select(vec!["", "", "?x=1", "?x=1&y=2"]);
    (
        prop::sample::select(vec!["patient", "user"]),
        resource,
        permissions,
        query,
    )
        .prop_filter_map(
            "version 1 has no restrictions",
            |(context, resource, permissions, query)| {
                let is_old = matches!(permissions.as_str(), "read" | "write" | "*");
                (!is_old || query.is_empty())
                    .then(|| format!("{context}/{resource}.{permissions}{query}"))
            },
        )
}

/// Every single right in a small world: context × type × one permission × restriction.
fn rights() -> Vec<Scope> {
    let mut rights = Vec::new();
    for context in ["patient", "user"] {
        for resource in ["A", "B", "C"] {
            for permission in ["c", "r", "u", "d", "s"] {
                for query in ["", "?x=1", "?y=2", "?x=1&y=2"] {
                    rights.push(
                        Scope::parse(&format!("{context}/{resource}.{permission}{query}")).unwrap(),
                    );
                }
            }
        }
    }
    rights
}

/// What one scope allows, read from its text and not from the code under test.
fn allows(scope: &str, right: &str) -> bool {
    let split = |text: &str| {
        let (head, query) = text.split_once('?').unwrap_or((text, ""));
        let (target, permissions) = head
            .rsplit_once('.')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        let pairs: Vec<String> = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(str::to_owned)
            .collect();
        (target, permissions, pairs)
    };
    let ((target, permissions, pairs), (wanted, letter, wanted_pairs)) =
        (split(scope), split(right));
    let letters = match permissions.as_str() {
        "read" => "rs",
        "write" => "cud",
        "*" => "cruds",
        letters => letters,
    };
    let context_only = target.split_once('/').unwrap().0;
    let same_target = target == wanted
        || target.ends_with("/*") && wanted.starts_with(&format!("{context_only}/"));
    same_target && letters.contains(&letter) && pairs.iter().all(|pair| wanted_pairs.contains(pair))
}

proptest! {
    #[test]
    fn hl7_135_parse_then_print_changes_nothing(scope in clinical()) {
        prop_assert_eq!(Scope::parse(&scope).unwrap().to_string(), scope);
    }

    #[test]
    fn hl7_120_121_122_124_125_146_covers_agrees_with_brute_force(scopes in prop::collection::vec(clinical(), 0..5)) {
        let granted = set(&scopes.join(" "));
        for right in rights() {
            let expected = scopes.iter().any(|scope| allows(scope, &right.to_string()));
            prop_assert_eq!(granted.covers(&right), expected, "{} in {}", right, &granted);
        }
    }

    #[test]
    fn the_shortest_form_allows_the_same_and_is_never_longer(scopes in prop::collection::vec(clinical(), 0..6)) {
        let (long, short) = (set(&scopes.join(" ")), set(&scopes.join(" ")).minimise());
        prop_assert!(short.to_string().len() <= long.to_string().len());
        for right in rights() {
            prop_assert_eq!(long.covers(&right), short.covers(&right), "{}", right);
        }
    }

    #[test]
    fn the_old_grammar_never_says_less(scopes in prop::collection::vec(clinical(), 0..6)) {
        let scopes = set(&scopes.join(" "));
        prop_assert!(scopes.missing_from(&scopes.in_version_1()).is_empty());
    }

    #[test]
    fn no_text_makes_it_panic_and_a_servers_words_are_kept(text in "\\PC{0,120}") {
        let _ = ScopeSet::parse(&text);
        for scope in text.split_ascii_whitespace() {
            prop_assert!(ScopeSet::from_server(&text).iter().any(|kept| kept.to_string() == scope));
        }
    }
}

#[test]
fn permissions_print_in_order() {
    assert_eq!(Permissions::ALL.to_string(), "cruds");
    assert_eq!(
        Permissions::READ.union(Permissions::WRITE),
        Permissions::ALL
    );
}

#[test]
fn what_a_scope_is_and_on_what_can_be_asked() {
    let one = |text: &str| Scope::parse(text).unwrap();
    for (text, scope) in [
        ("fhirUser", Scope::FhirUser),
        ("profile", Scope::Profile),
        ("openid", Scope::OpenId),
        ("offline_access", Scope::OfflineAccess),
        ("online_access", Scope::OnlineAccess),
    ] {
        assert_eq!(one(text), scope);
        assert_eq!(one(text).clinical(), None);
    }
    let observations = one("patient/Observation.rs?category=laboratory");
    let clinical = observations.clinical().unwrap();
    assert_eq!(clinical.resource(), Some("Observation"));
    assert_eq!(clinical.query(), ["category=laboratory"]);
    let everything = one("user/*.cruds");
    let clinical = everything.clinical().unwrap();
    assert_eq!(clinical.resource(), None);
    assert!(clinical.query().is_empty());
}

#[test]
fn version_1_has_no_restrictions() {
    let old = set("patient/Observation.rs?category=laboratory").in_version_1();
    assert_eq!(old.to_string(), "patient/Observation.read");
}
