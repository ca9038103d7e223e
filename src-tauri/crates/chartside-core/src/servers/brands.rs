//! The directory of care providers (SMART App Launch 2.2, "User-access Brands and Endpoints"): read
//! once from a Bundle, kept on disk, then searched without the network.
//!
//! What a server's own configuration links to goes before what a vendor's Bundle says of the same server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use session_store::{KeptDocument, Origin};
use smart_app_launch::{FhirBaseUrl, SmartConfiguration};
use tokio::sync::OnceCell;

use super::brand_bundle::{self, BundleError, Read};
use super::fetch::{self, Fetched};
use crate::app::App;
use crate::ipc::{Brand, BrandSearch, BrandSource, Brands};
use crate::problem::{Problem, ProblemCode};

/// Most providers that one answer holds.
const MOST_FOUND: u32 = 100;

/// A person waits for what the server says of itself; its name is not worth more.
const OWN_LIMIT: Duration = Duration::from_secs(10);
/// Most servers whose own Bundle is remembered.
const MOST_OWN: usize = 64;

/// The providers that are known.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    /// What was kept is read when it is first asked for.
    opened: OnceCell<()>,
    kept: Mutex<Arc<Kept>>,
    /// What servers say of themselves, by FHIR base URL.
    own: Mutex<HashMap<String, Own>>,
}

#[derive(Debug, Default)]
struct Kept {
    brands: Arc<Vec<Listed>>,
    skipped: u32,
    origin: Option<Origin>,
}

/// The Bundle that a server's own configuration links to.
#[derive(Debug, Clone)]
struct Own {
    address: String,
    etag: Option<String>,
    brands: Vec<Listed>,
}

impl Own {
    fn brands(&self) -> Vec<Brand> {
        self.brands.iter().map(|one| one.brand.clone()).collect()
    }
}

/// A provider, and its words in the form they are looked for.
#[derive(Debug, Clone)]
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
    fn fill(&self, read: Read, origin: Origin) {
        let kept = Kept {
            brands: Arc::new(read.brands.into_iter().map(Listed::new).collect()),
            skipped: read.skipped,
            origin: Some(origin),
        };
        *lock(&self.kept) = Arc::new(kept);
    }

    fn kept(&self) -> Arc<Kept> {
        Arc::clone(&lock(&self.kept))
    }

    /// Where it came from, if that is this address.
    fn origin(&self, address: &str) -> Option<Origin> {
        let origin = self.kept().origin.clone()?;
        (origin.address.as_deref() == Some(address)).then_some(origin)
    }

    /// The server said that this is still what there is.
    fn confirm(&self, origin: Origin) {
        let kept = self.kept();
        *lock(&self.kept) = Arc::new(Kept {
            brands: Arc::clone(&kept.brands),
            skipped: kept.skipped,
            origin: Some(origin),
        });
    }

    fn search(&self, search: &BrandSearch) -> Brands {
        let kept = self.kept();
        let words = search.words.to_lowercase();
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let own = lock(&self.own);
        let listed = kept.brands.iter();
        let listed = listed.filter(|listed| !own.contains_key(&listed.brand.fhir_base_url));
        let ranked = listed
            .chain(own.values().flat_map(|own| &own.brands))
            .filter_map(|listed| Some((listed.rank(&words)?, listed)));
        let mut found: Vec<_> = ranked.collect();
        found.sort_by(|one, other| (one.0, &one.1.name).cmp(&(other.0, &other.1.name)));
        let most = usize::try_from(search.count.min(MOST_FOUND)).unwrap_or_default();
        let origin = kept.origin.as_ref();
        Brands {
            known: u32::try_from(kept.brands.len()).unwrap_or(u32::MAX),
            skipped: kept.skipped,
            as_of: origin.map(|origin| origin.as_of.to_string()),
            address: origin.and_then(|origin| origin.address.clone()),
            brands: found
                .into_iter()
                .take(most)
                .map(|(_, listed)| listed.brand.clone())
                .collect(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) async fn search(app: &App, search: &BrandSearch) -> Brands {
    open(app).await;
    app.directory().search(search)
}

/// Reads what was kept in an earlier run, once.
async fn open(app: &App) {
    let directory = app.directory();
    let open = async {
        let Some(KeptDocument { origin, body }) = app.ports().documents.read().await else {
            return;
        };
        if let Ok((read, _)) = parse(body).await {
            directory.fill(read, origin);
        }
    };
    directory.opened.get_or_init(|| open).await;
}

pub(super) async fn load(app: &App, source: BrandSource) -> Result<Brands, Problem> {
    open(app).await;
    match source {
        BrandSource::Address { url } => fetch_anew(app, url.trim()).await?,
        BrandSource::Text { json } => {
            let origin = Origin {
                address: None,
                etag: None,
                as_of: app.now(),
            };
            take(app, json.into_bytes(), origin).await?;
        }
    }
    Ok(app.directory().search(&BrandSearch {
        words: String::new(),
        count: 0,
    }))
}

async fn fetch_anew(app: &App, address: &str) -> Result<(), Problem> {
    let known = app.directory().origin(address);
    let etag = known.as_ref().and_then(|known| known.etag.as_deref());
    match fetch::public_json(&app.http(), address, etag).await? {
        Fetched::New { bytes, etag } => {
            let origin = Origin {
                address: Some(address.to_owned()),
                etag,
                as_of: app.now(),
            };
            take(app, bytes, origin).await
        }
        Fetched::Same => {
            let known = known.ok_or_else(|| Problem::new(ProblemCode::BrandsUnreadable))?;
            let origin = Origin {
                as_of: app.now(),
                ..known
            };
            app.directory().confirm(origin.clone());
            if let Some(document) = app.ports().documents.read().await {
                keep(app, KeptDocument { origin, ..document }).await;
            }
            Ok(())
        }
    }
}

/// Nothing that cannot be read takes the place of what can.
async fn take(app: &App, bytes: Vec<u8>, origin: Origin) -> Result<(), Problem> {
    let (read, body) = parse(bytes).await?;
    app.directory().fill(read, origin.clone());
    keep(app, KeptDocument { origin, body }).await;
    Ok(())
}

/// Where it cannot be kept, it is there until the app is closed.
async fn keep(app: &App, document: KeptDocument) {
    if let Err(error) = app.ports().documents.keep(document).await {
        drop(Problem::new(ProblemCode::StorageFailed).logged(&error));
    }
}

async fn parse(bytes: Vec<u8>) -> Result<(Read, Vec<u8>), Problem> {
    let read = tokio::task::spawn_blocking(move || (brand_bundle::read(&bytes), bytes)).await;
    let (read, bytes) = read.map_err(|_| Problem::new(ProblemCode::Internal))?;
    let read = read.map_err(|error| problem(error).logged(&error))?;
    Ok((read, bytes))
}

/// A server that may be used does not make one be asked that may not.
fn is_permitted(app: &App, address: &str) -> bool {
    app.policy().permits_address(fetch::place(address))
}

/// What a server that a person looks at says of itself. Where it cannot be had, nothing is missing that
/// was there before.
pub(super) async fn own(
    app: &App,
    base: &FhirBaseUrl,
    configuration: &SmartConfiguration,
) -> Vec<Brand> {
    let Some(address) = configuration.user_access_brand_bundle.usable() else {
        return Vec::new();
    };
    let address = address.as_str();
    if !is_permitted(app, address) {
        return Vec::new();
    }
    let known = lock(&app.directory().own).get(base.as_str()).cloned();
    let known = known.filter(|known| known.address == address);
    let etag = known.as_ref().and_then(|known| known.etag.as_deref());
    let http = app.http();
    let fetched = fetch::public_json(&http, address, etag);
    let Ok(Ok(fetched)) = tokio::time::timeout(OWN_LIMIT, fetched).await else {
        return known.map(|known| known.brands()).unwrap_or_default();
    };
    let own = match (fetched, known) {
        (Fetched::New { bytes, etag }, _) => {
            let (base, primary) = (
                base.clone(),
                configuration.user_access_brand_identifier.clone(),
            );
            let read = move || brand_bundle::own(&bytes, &base, primary.as_ref());
            Own {
                address: address.to_owned(),
                etag,
                brands: tokio::task::spawn_blocking(read)
                    .await
                    .unwrap_or_default()
                    .into_iter()
                    .map(Listed::new)
                    .collect(),
            }
        }
        (Fetched::Same, Some(known)) => known,
        (Fetched::Same, None) => return Vec::new(),
    };
    let mut all = lock(&app.directory().own);
    if all.len() >= MOST_OWN {
        all.clear();
    }
    let brands = own.brands();
    // One that does not name itself does not take its name away elsewhere.
    if !brands.is_empty() {
        all.insert(base.as_str().to_owned(), own);
    }
    brands
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
        let origin = Origin {
            address: None,
            etag: None,
            as_of: jiff::Timestamp::UNIX_EPOCH,
        };
        directory.fill(read, origin);
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
