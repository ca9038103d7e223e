//! The extension `data-absent-reason`: why an element is empty (FHIR R4 §2.3.0.2, missing data).

use crate::node::{Fields, Node};

const URL: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/// The reason code in an element's own extensions.
pub(crate) fn extension(element: Node<'_>) -> Option<String> {
    if !element.is_object() {
        return None;
    }
    let extensions = element
        .get("extension")
        .items()
        .into_iter()
        .map(Node::fields);
    extensions
        .into_iter()
        .find(|extension| extension.get("url").text().as_deref() == Some(URL))
        .and_then(|extension| extension.text("valueCode"))
}

/// `true` where a primitive element such as `status` was sent as a reason only, in its `_` twin.
pub(crate) fn of_primitive(fields: &Fields<'_>, twin: &str) -> bool {
    extension(fields.get(twin)).is_some()
}
