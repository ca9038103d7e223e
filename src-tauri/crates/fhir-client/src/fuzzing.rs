//! Pages and addresses for the fuzz targets. Only with the feature `fuzzing`, which nothing that is
//! released has.

use url::Url;

use crate::address::Base;
use crate::markup;
use crate::page::Page;

/// Reads a page that came from the FHIR server at `base`, and where its `next` link leads, if the guard
/// lets it through.
pub fn page(base: &str, body: String) -> Option<(Page, Option<Url>)> {
    if markup::of(&body).is_some() {
        return None;
    }
    let base = Base::parse(base).ok()?;
    let asked = base.metadata().ok()?;
    let (page, next) = Page::parse(body).ok()?;
    let next = next.and_then(|link| base.follow(&asked, &link).ok());
    Some((page, next.map(|place| place.url().clone())))
}
