//! The directory of care providers (SMART App Launch 2.2, "User-access Brands and Endpoints"): read
//! once from a Bundle, then searched without the network.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::brand_bundle::{self, BundleError, Read};
use super::fetch;
use crate::app::App;
use crate::ipc::{Brand, BrandSearch, BrandSource, Brands};
use crate::problem::{Problem, ProblemCode};

/// Most providers that one answer holds.
const MOST_FOUND: u32 = 100;

/// The providers that are known.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    kept: Mutex<Arc<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    brands: Vec<Listed>,
    skipped: u32,
    as_of: Option<Timestamp>,
}

/// A provider, and its words in the form they are looked for.
#[derive(Debug)]
struct Listed {
    brand: Brand,
    name: String,
    words: String,
}

impl Listed {
    fn new(brand: Brand) -> Self {
        let all = [&brand.name]
            .into_iter()
            .chain(&brand.aliases)
            .chain(&brand.place)
            .chain(&brand.portal);
        let words: Vec<_> = all.map(|text| text.to_lowercase()).collect();
        Self {
            name: brand.name.to_lowercase(),
            words: words.join("\n"),
            brand,
        }
    }

    /// How well it fits; `None` where a word is missing.
    fn rank(&self, wanted: &[String]) -> Option<u8> {
        if !wanted.iter().all(|word| self.words.contains(word.as_str())) {
            return None;
        }
        let whole = wanted.join(" ");
        Some(match () {
            () if self.name == whole => 0,
            () if self.name.starts_with(&whole) => 1,
            () if wanted.iter().all(|word| self.name.contains(word.as_str())) => 2,
            () => 3,
        })
    }
}

impl Directory {
    pub(super) fn fill(&self, read: Read, now: Timestamp) {
        let kept = Kept {
            brands: read.brands.into_iter().map(Listed::new).collect(),
            skipped: read.skipped,
            as_of: Some(now),
        };
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(kept);
    }

    pub(super) fn search(&self, search: &BrandSearch) -> Brands {
        let kept = Arc::clone(&self.kept.lock().unwrap_or_else(PoisonError::into_inner));
        let words = search.words.to_lowercase();
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let ranked = kept
            .brands
            .iter()
            .filter_map(|listed| Some((listed.rank(&words)?, listed)));
        let mut found: Vec<_> = ranked.collect();
        found.sort_by(|one, other| (one.0, &one.1.name).cmp(&(other.0, &other.1.name)));
        let most = usize::try_from(search.count.min(MOST_FOUND)).unwrap_or_default();
        Brands {
            known: u32::try_from(kept.brands.len()).unwrap_or(u32::MAX),
            skipped: kept.skipped,
            as_of: kept.as_of.map(|at| at.to_string()),
            brands: found
                .into_iter()
                .take(most)
                .map(|(_, listed)| listed.brand.clone())
                .collect(),
        }
    }
}

pub(super) async fn load(app: &App, source: BrandSource) -> Result<Brands, Problem> {
    let bytes = match source {
        BrandSource::Address { url } => fetch::public_json(&app.ports().http, &url).await?,
        BrandSource::Text { json } => json.into_bytes(),
    };
    let read = tokio::task::spawn_blocking(move || brand_bundle::read(&bytes)).await;
    let read = read.map_err(|_| Problem::new(ProblemCode::Internal))?;
    let read = read.map_err(|error| problem(error).logged(&error))?;
    app.directory().fill(read, app.now());
    Ok(app.directory().search(&BrandSearch {
        words: String::new(),
        count: 0,
    }))
}

fn problem(error: BundleError) -> Problem {
    match error {
        BundleError::NotABundle => Problem::new(ProblemCode::BrandsUnreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(name: &str, place: &str) -> Brand {
        Brand {
            name: name.into(),
            aliases: vec![format!("{name} alias")],
            place: Some(place.into()),
            fhir_base_url: "https://ehr.example/fhir".into(),
            portal: Some("MyChart".into()),
        }
    }

    fn names(directory: &Directory, words: &str) -> Vec<String> {
        let search = BrandSearch {
            words: words.into(),
            count: 10,
        };
        let found = directory.search(&search).brands;
        found.into_iter().map(|brand| brand.name).collect()
    }

    #[test]
    fn the_best_fit_comes_first_and_every_word_counts() {
        let directory = Directory::default();
        let brands = vec![
            brand("St. Mary North", "Austin, TX"),
            brand("Clinic near St. Mary", "Boston, MA"),
            brand("St. Mary", "Dover, MD"),
        ];
        let read = Read { brands, skipped: 0 };
        directory.fill(read, Timestamp::UNIX_EPOCH);
        assert_eq!(
            names(&directory, "st. MARY"),
            ["St. Mary", "St. Mary North", "Clinic near St. Mary"]
        );
        assert_eq!(names(&directory, "mary tx"), ["St. Mary North"]);
        assert_eq!(
            names(&directory, "mychart boston"),
            ["Clinic near St. Mary"]
        );
        assert!(names(&directory, "nowhere").is_empty());
    }
}
