//! Public servers to try, as their owners publish them.

use crate::ipc::{Preset, Presets};

/// Name, FHIR base URL, vendor profile, page on which an app is registered.
const PUBLIC: [(&str, &str, &str, Option<&str>); 6] = [
    (
        "SMART Health IT launcher",
        "https://launch.smarthealthit.org/v/r4/fhir",
        "smart-health-it",
        None,
    ),
    (
        "Oracle Health sandbox, for patients",
        "https://fhir-myrecord.cerner.com/r4/ec2458f2-1e24-41c8-b71b-0e701af7583d",
        "oracle-health",
        Some("https://code-console.cerner.com"),
    ),
    (
        "Oracle Health sandbox, for clinicians",
        "https://fhir-ehr-code.cerner.com/r4/ec2458f2-1e24-41c8-b71b-0e701af7583d",
        "oracle-health",
        Some("https://code-console.cerner.com"),
    ),
    (
        "Epic sandbox",
        "https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4",
        "epic",
        Some("https://fhir.epic.com/Developer/Apps"),
    ),
    (
        "athenahealth preview",
        "https://api.preview.platform.athenahealth.com/fhir/r4",
        "athenahealth",
        Some("https://developer.athenahealth.com"),
    ),
    (
        "VA sandbox",
        "https://sandbox-api.va.gov/services/fhir/v0/r4",
        "va",
        Some("https://developer.va.gov"),
    ),
];

/// Those whose address is permitted.
pub(super) fn presets(permitted: impl Fn(&str) -> bool) -> Presets {
    let one = |(name, base, vendor, page): (&str, &str, &str, Option<&str>)| Preset {
        name: name.to_owned(),
        fhir_base_url: base.to_owned(),
        vendor: vendor.to_owned(),
        open: page.is_none(),
        registration_page: page.map(str::to_owned),
    };
    let all = PUBLIC.into_iter().map(one);
    Presets {
        presets: all
            .filter(|preset| permitted(&preset.fhir_base_url))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use smart_app_launch::FhirBaseUrl;

    use super::*;
    use crate::vendors::Vendor;

    #[test]
    fn every_preset_is_an_address_of_the_vendor_it_names() {
        for preset in presets(|_| true).presets {
            let base = FhirBaseUrl::parse_exact(&preset.fhir_base_url).unwrap();
            let vendor = Vendor::of_address(&base).unwrap();
            assert_eq!(vendor.name, preset.vendor, "{}", preset.name);
        }
    }
}
