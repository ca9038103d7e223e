//! The contract with the screens: the table of commands and the types that cross.

mod contract;
mod guard;
mod types;

pub use contract::{reference, typescript};
pub use guard::{answered, streamed};
pub use types::*;

/// Calls `$callback! { calls { .. } streams { .. } }` with the table of all commands. One table makes
/// the TypeScript contract, the Tauri adapters, the development host's routes and `docs/ipc.md`.
///
/// A call is answered once. A stream sends events until one that its type documents as the last.
#[macro_export]
macro_rules! with_commands {
    ($callback:ident) => {
        $callback! {
            calls {
                /// Everything the first screen needs.
                overview: () => Overview,
                /// Give up a sign-in.
                cancel_sign_in: SignInRef => (),
                /// Open the browser again for a sign-in that waits.
                reopen_browser: SignInRef => (),
                /// The authorization link of a sign-in that waits.
                authorize_link: SignInRef => AuthorizeLink,
                /// Take the redirect from a person whose browser could not hand it over.
                paste_redirect: PastedRedirect => (),
                /// Refuse an EHR launch.
                dismiss_launch: LaunchRef => (),
                /// Look for patients, as the server finds them.
                find_patients: PatientSearch => Patients,
                /// Name the record of a patient that was found, to load it.
                open_patient: PatientRef => PatientOpened,
                /// The patients that were opened in a session, the last one first.
                recent_patients: SessionRef => RecentPatients,
                /// Take a record off the screen and out of memory.
                close_record: RecordRef => (),
                /// A window of rows.
                rows: RowsQuery => Rows,
                /// A window of results by panel.
                panels: PanelsQuery => PanelRows,
                /// What a list can be narrowed by, with counts.
                facets: FacetsQuery => Facets,
                /// Search the whole record.
                search: SearchQuery => Found,
                /// One analyte over time.
                trend: TrendQuery => Trend,
                /// One resource with its JSON.
                resource: ResourceQuery => ResourceView,
                /// What one resource points at, and what points at it.
                related: ResourceQuery => Related,
                /// Read the resource that a reference leads to, from the server of the session. It is not kept.
                read_reference: ReferenceQuery => ResourceRead,
                /// The versions of one resource, where the server keeps them.
                history: ResourceQuery => History,
                /// What a resource brings to be read: its attachments, its narrative, its versions.
                attachments: ResourceQuery => Attachments,
                /// Stop opening a document.
                close_document: RecordRef => (),
                /// Save a document, as it was sent, in the folder for downloads.
                save_document: AttachmentRef => DocumentSaved,
                /// Let the browser show an attachment that is at another server.
                open_elsewhere: AttachmentRef => (),
                /// Who is signed in, read from the server with the session's token.
                signed_in_as: SessionRef => SignedInAs,
                /// End a session here and, where the server offers it, there.
                sign_out: SessionRef => SignedOut,
                /// Sign out and take the connection off the list.
                forget_connection: SessionRef => (),
                /// Destroy what is kept of a patient on this computer, the name in the lists included.
                forget_patient: RecordRef => (),
                /// Try the system's keychain again.
                retry_keyring: () => Custody,
                /// Give up sealed sign-ins whose key is lost, and begin a new vault.
                reset_vault: () => Custody,
                /// The saved servers, and the vendor profiles to choose from.
                servers: () => Servers,
                /// Ask a server what it supports, and how to begin with it.
                inspect_server: InspectServer => ServerInspection,
                /// Open the server's page on which a person manages what apps may see, in the browser.
                manage_access: ManageAccess => (),
                /// Add a server, or change one.
                save_server: SaveServer => ServerSummary,
                /// Forget a server, its secret, and the sign-ins that were made with it.
                remove_server: ServerRef => (),
                /// Keep the client secret of a server. It is never given back.
                set_client_secret: SetClientSecret => (),
                /// Public servers to try.
                presets: () => Presets,
                /// What to enter where this app is registered: addresses, key, metadata.
                registration_help: RegistrationQuery => RegistrationHelp,
                /// Let the app register itself with a server (RFC 7591).
                register_client: RegisterClient => ClientRegistered,
                /// Fill the directory of care providers from a User-access Brands Bundle.
                load_brands: BrandSource => Brands,
                /// Look for a care provider in the directory, without the network.
                brands: BrandSearch => Brands,
                /// The network may be back: a load that waits for it looks now.
                look_for_network: () => (),
                /// Somebody is there: the app does not lock for a while.
                active: () => (),
                /// Lock the app: keys and tokens leave the memory, the record leaves the screen.
                lock: () => (),
                /// Ask the system who is there, and go on where it was.
                unlock: () => (),
                /// End all sessions here and, where servers offer it, there. Also while locked.
                sign_out_everywhere: () => SignedOut,
                /// Ask the update server for a new version of the app now.
                check_updates: () => Updates,
                /// Fetch the version that is offered, to be installed at once or when the app ends.
                take_update: TakeUpdate => Updates,
                /// What to send to whoever helps with an app that does not stay up.
                safe_mode_report: () => SupportReport,
                /// Leave the safe mode: start again as on any other day.
                start_normally: () => (),
                /// Note a moment for a benchmark.
                mark: Mark => (),
                /// The sign-ins, refreshes and sign-outs of this run, newest first.
                flows: () => FlowList,
                /// One of them, step by step.
                flow: FlowQuery => Flow,
                /// Ask the server what it knows of the access token of a session (RFC 7662).
                introspect_token: SessionRef => TokenStanding,
                /// What to send to whoever helps with it.
                support_report: FlowRef => SupportReport,
                /// A page of the activity log, the newest first, and whether the log is what was written.
                activity: ActivityQuery => ActivityPage,
                /// Write the activity log to a file in the folder for downloads.
                export_activity: () => ActivityExported,
                /// Note that the person printed a record.
                printed: RecordRef => (),
                /// What a choice of a record holds, and what is missing of it, before it is taken along.
                count_export: ExportQuery => ExportCounts,
                /// Write a chart that is on screen, or its values, into the folder for downloads.
                save_chart: SaveChart => ChartSaved,
            }
            streams {
                /// Sign in: discovery, system browser, deep link, token exchange.
                connect: Connect => SignInEvent,
                /// Fetch a record; rows can be asked for while it arrives.
                load_record: RecordRef => RecordEvent,
                /// Write a copy of a record into the folder for downloads.
                export_record: ExportRecord => ExportEvent,
                /// The rows of a choice of a record, to be printed.
                rows_to_print: ExportQuery => PrintEvent,
                /// Open a document of the record.
                open_document: AttachmentRef => DocumentEvent,
                /// Fetch one part of a record again, after the rest was loaded.
                load_part: LoadPart => RecordEvent,
                /// Fetch all of a record again, whatever is known of it.
                load_everything: RecordRef => RecordEvent,
                /// Fetch what a load did not get for want of a network.
                resume_load: RecordRef => RecordEvent,
                /// What happens without being asked for.
                events: () => AppEvent,
                /// The flows change: ask again for what is on screen. Does not end.
                watch_flows: () => FlowsChanged,
            }
        }
    };
}
