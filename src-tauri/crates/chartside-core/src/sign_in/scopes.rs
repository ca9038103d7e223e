//! The scopes that are asked for when the person gives none: exactly the types that the plan reads.

use smart_app_launch::{Capability, ScopeSet, SmartConfiguration};

use crate::record::TYPES;
use crate::vendors::{Grammar, Lasting, Resources, Vendor};

/// Types that the record's own types point to; the content of documents is in `Binary`.
const REFERENCED: &[&str] = &[
    "Patient",
    "Binary",
    "Medication",
    "Practitioner",
    "Organization",
    "Location",
];

/// The default scopes for this server, as its vendor wants to be asked.
///
/// No wildcards (SMART App Launch 2.2 asks for the fewest scopes) but where a vendor takes nothing
/// else. A server that lists only `permission-v1` is asked in the old grammar.
pub(crate) fn default_scopes(
    vendor: &Vendor,
    configuration: &SmartConfiguration,
    from_ehr: bool,
) -> ScopeSet {
    let rules = &vendor.scopes;
    let mut words: Vec<String> = Vec::new();
    match (from_ehr, rules.context) {
        (true, _) => words.push("launch".to_owned()),
        (false, true) => words.push("launch/patient".to_owned()),
        (false, false) => {}
    }
    words.extend(rules.identity.iter().cloned());
    words.extend(lasting_access(rules.lasting, configuration, from_ehr).map(str::to_owned));
    words.extend(rules.also.iter().cloned());
    words.extend(resources(rules.resources));
    let scopes = ScopeSet::from_server(&words.join(" "));
    if rules.grammar == Grammar::V1 || lists_version_1_only(configuration) {
        scopes.in_version_1()
    } else {
        scopes
    }
}

fn resources(resources: Resources) -> Vec<String> {
    let types: Vec<&str> = match resources {
        Resources::None => Vec::new(),
        Resources::Wildcard => vec!["*"],
        Resources::Listed => {
            let planned = TYPES.iter().map(|planned| planned.resource_type);
            REFERENCED.iter().copied().chain(planned).collect()
        }
    };
    types
        .iter()
        .map(|name| format!("patient/{name}.rs"))
        .collect()
}

fn lists_version_1_only(configuration: &SmartConfiguration) -> bool {
    configuration.offers(&Capability::PermissionV1)
        && !configuration.offers(&Capability::PermissionV2)
}

/// Within an EHR session a token that lives as long as that session is enough, where it is offered.
fn lasting_access(
    rule: Lasting,
    configuration: &SmartConfiguration,
    from_ehr: bool,
) -> Option<&'static str> {
    let online = configuration.offers(&Capability::PermissionOnline);
    let offline = configuration.offers(&Capability::PermissionOffline);
    let is_online = match rule {
        Lasting::None => return None,
        Lasting::Online => true,
        Lasting::Offline => false,
        Lasting::Advertised => online && (from_ehr || !offline),
    };
    Some(if is_online {
        "online_access"
    } else {
        "offline_access"
    })
}
