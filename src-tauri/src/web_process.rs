//! The process of the screens may die: the memory runs out, or the engine has a fault. The app itself
//! goes on, and so do its sessions. The screens are loaded again; when they die once more at once, a
//! page without any script says so, because what killed them may be what they show (fault F47).

use std::time::Duration;

use tauri::WebviewWindow;

/// The page of the second death. It is one of our own pages, which is all that the window may show.
const RECOVERY: &str = "/recovery.html";

/// Two deaths within this are one fault.
const AT_ONCE: Duration = Duration::from_mins(1);

/// What to do when the process died.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remedy {
    LoadAgain,
    SayIt,
    /// The page that says it died too: nothing that is shown helps.
    Nothing,
}

/// What was done last, and when.
#[derive(Debug, Clone, Copy, Default)]
struct Deaths {
    last: Option<(Remedy, Duration)>,
}

impl Deaths {
    /// Another one, `now` by a clock that goes on.
    fn another(&mut self, now: Duration) -> Remedy {
        let recent = self
            .last
            .filter(|(_, then)| now.saturating_sub(*then) < AT_ONCE);
        let remedy = match recent {
            None => Remedy::LoadAgain,
            Some((Remedy::LoadAgain, _)) => Remedy::SayIt,
            Some((Remedy::SayIt | Remedy::Nothing, _)) => Remedy::Nothing,
        };
        self.last = Some((remedy, now));
        remedy
    }
}

/// Watches the process of this window from here on.
#[cfg(target_os = "linux")]
pub(crate) fn watch(window: &WebviewWindow) -> tauri::Result<()> {
    use std::cell::Cell;
    use std::time::Instant;

    use webkit2gtk::WebViewExt as _;

    window.with_webview(|webview| {
        let began = Instant::now();
        let deaths = Cell::new(Deaths::default());
        webview
            .inner()
            .connect_web_process_terminated(move |view, reason| {
                let mut known = deaths.get();
                let remedy = known.another(began.elapsed());
                deaths.set(known);
                tracing::error!(?reason, ?remedy, "the process of the screens ended");
                match remedy {
                    Remedy::LoadAgain => view.reload(),
                    Remedy::SayIt => view.load_uri(&recovery(view.uri().as_deref())),
                    Remedy::Nothing => {}
                }
            });
    })
}

/// Not heard elsewhere: what is seen then is the engine's own.
#[cfg(not(target_os = "linux"))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "on Linux the window has to be asked"
)]
pub(crate) fn watch(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Of the origin that shows the screens: in development it is another one.
#[cfg(target_os = "linux")]
fn recovery(shown: Option<&str>) -> String {
    let shown = shown.and_then(|shown| tauri::Url::parse(shown).ok());
    let page = shown.and_then(|shown| shown.join(RECOVERY).ok());
    page.map_or_else(|| format!("tauri://localhost{RECOVERY}"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remedies(seconds: &[u64]) -> Vec<Remedy> {
        let mut deaths = Deaths::default();
        let deaths = seconds
            .iter()
            .map(|second| deaths.another(Duration::from_secs(*second)));
        deaths.collect()
    }

    #[test]
    fn f47_the_screens_are_loaded_again_once_a_minute() {
        use Remedy::{LoadAgain, Nothing, SayIt};
        assert_eq!(remedies(&[5, 65, 125]), [LoadAgain, LoadAgain, LoadAgain]);
        assert_eq!(remedies(&[5, 64]), [LoadAgain, SayIt]);
        assert_eq!(
            remedies(&[5, 6, 7, 8]),
            [LoadAgain, SayIt, Nothing, Nothing]
        );
        assert_eq!(remedies(&[5, 6, 66]), [LoadAgain, SayIt, LoadAgain]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn f47_the_page_that_says_it_is_one_of_our_own() {
        let own = "tauri://localhost/recovery.html";
        assert_eq!(recovery(None), own);
        assert_eq!(recovery(Some("tauri://localhost/")), own);
        assert_eq!(recovery(Some("tauri://localhost/index.html#/record")), own);
        assert_eq!(
            recovery(Some("http://localhost:5173/")),
            "http://localhost:5173/recovery.html"
        );
    }
}
