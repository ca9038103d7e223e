//! What to search for (FHIR R4 §3.1.1).

use std::fmt;

use jiff::civil::Date;

use crate::windows::Window;

/// A search of one resource type.
#[derive(Clone, PartialEq, Eq)]
pub struct Search {
    resource_type: String,
    parameters: Vec<(String, String)>,
    by_form: bool,
    windows: Option<(String, Window)>,
}

impl Search {
    /// All resources of a type that the server is willing to give.
    pub fn of(resource_type: impl Into<String>) -> Self {
        Self {
            resource_type: resource_type.into(),
            parameters: Vec::new(),
            by_form: false,
            windows: None,
        }
    }

    /// Those of one patient. (A `Patient` itself is read by id: servers refuse `Patient?patient=`.)
    #[must_use]
    pub fn patient(self, id: impl Into<String>) -> Self {
        self.param("patient", id)
    }

    /// Adds a search parameter; the same name twice means "and".
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// How many resources a page should hold. Servers are free to give fewer.
    #[must_use]
    pub fn count(self, resources: u32) -> Self {
        self.param("_count", resources.to_string())
    }

    /// Asks by `POST [base]/[type]/_search` (FHIR R4 §3.1.1.1), for parameters that must stand in no address:
    /// addresses are logged on the way and at the server. Later pages are asked for as the server says.
    #[must_use]
    pub fn by_form(mut self) -> Self {
        self.by_form = true;
        self
    }

    /// Allows to fetch a long list in parts, side by side, restricted by this date parameter of the type.
    /// Most of the resources lie between the two days; those that lie elsewhere, and those without a date,
    /// come as well: parts are enough only when as many resources came as the server counts.
    #[must_use]
    pub fn side_by_side(mut self, parameter: impl Into<String>, first: Date, last: Date) -> Self {
        self.windows = Some((parameter.into(), Window::all(first, last)));
        self
    }

    pub(crate) fn windows(&self) -> Option<(&str, Window)> {
        let (parameter, window) = self.windows.as_ref()?;
        Some((parameter, *window))
    }

    pub(crate) fn is_by_form(&self) -> bool {
        self.by_form
    }

    /// The type searched for.
    pub fn resource_type(&self) -> &str {
        &self.resource_type
    }

    pub(crate) fn into_resource_type(self) -> String {
        self.resource_type
    }

    /// The parameters in order.
    pub fn parameters(&self) -> &[(String, String)] {
        &self.parameters
    }
}

// The values are patient data.
impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self
            .parameters
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        f.debug_struct("Search")
            .field("type", &self.resource_type)
            .field("parameters", &names)
            .field("by_form", &self.by_form)
            .field("side_by_side", &self.windows.is_some())
            .finish()
    }
}
