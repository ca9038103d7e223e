//! The TypeScript contract and its reference page, made from the table and the types.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ts_rs::{Config, TS};

#[cfg_attr(
    not(test),
    expect(
        clippy::wildcard_imports,
        reason = "the table names every type of the contract"
    )
)]
use super::*;
use crate::problem::{Problem, ProblemCode};

struct Command {
    name: &'static str,
    docs: &'static str,
    request: String,
    answer: String,
}

struct Table {
    calls: Vec<Command>,
    streams: Vec<Command>,
}

macro_rules! table {
    (
        calls { $($(#[doc = $call_docs:literal])* $call:ident: $call_request:ty => $answer:ty,)* }
        streams { $($(#[doc = $stream_docs:literal])* $stream:ident: $stream_request:ty => $event:ty,)* }
    ) => {
        fn table(config: &Config) -> Table {
            Table {
                calls: vec![$(Command {
                    name: stringify!($call),
                    docs: concat!($($call_docs),*),
                    request: <$call_request as TS>::name(config),
                    answer: <$answer as TS>::name(config),
                },)*],
                streams: vec![$(Command {
                    name: stringify!($stream),
                    docs: concat!($($stream_docs),*),
                    request: <$stream_request as TS>::name(config),
                    answer: <$event as TS>::name(config),
                },)*],
            }
        }
    };
}
crate::with_commands!(table);

macro_rules! declarations {
    ($($ty:ty),* $(,)?) => {
        fn declarations(config: &Config) -> Vec<(String, String)> {
            vec![$((<$ty as TS>::docs().unwrap_or_default(), <$ty as TS>::decl(config)),)*]
        }
    };
}
declarations![
    ProblemCode,
    Problem,
    chart::Section,
    chart::Standing,
    chart::Precision,
    chart::Warning,
    chart::PartialDate,
    chart::Coded,
    chart::Range,
    chart::Value,
    chart::Component,
    chart::Entry,
    chart::Detail,
    chart::PatientBanner,
    chart::PatientMatch,
    LockReason,
    LockState,
    Custody,
    DemoServer,
    ConnectionSummary,
    LaunchRequest,
    UpdateWay,
    UpdateStage,
    NewVersion,
    Updates,
    UpdateWhen,
    TakeUpdate,
    Overview,
    PolicySummary,
    PolicyServer,
    Connect,
    LaunchRef,
    SignInStep,
    SessionSummary,
    SignInEvent,
    SignInRef,
    AuthorizeLink,
    PastedRedirect,
    SessionRef,
    ReadsAs,
    SignedInAs,
    RecordRef,
    PatientSearch,
    Patients,
    PatientRef,
    PatientOpened,
    RecentPatient,
    RecentPatients,
    Keeping,
    NotKept,
    SectionNews,
    RowNews,
    LoadPart,
    SectionProgress,
    SectionCounts,
    SectionProblem,
    SectionState,
    RecordEvent,
    View,
    RowsFilter,
    RowsQuery,
    Rows,
    Unfolded,
    PanelsQuery,
    Panel,
    RowStand,
    PanelRows,
    FacetsQuery,
    FacetValue,
    FacetChoices,
    FacetSection,
    FacetYear,
    Facets,
    SearchQuery,
    FoundIn,
    Found,
    TrendQuery,
    TrendPoint,
    TrendSeries,
    TrendPanel,
    WhyUndrawn,
    Undrawn,
    Trend,
    ChartForm,
    SaveChart,
    ChartSaved,
    ResourceQuery,
    ResourceView,
    Related,
    Link,
    Leads,
    ReferenceQuery,
    ResourceRead,
    History,
    Version,
    SignedOut,
    Servers,
    ServerSummary,
    PinnedEndpoint,
    Authentication,
    RedirectWay,
    VendorSummary,
    SaveServer,
    ServerRef,
    SetClientSecret,
    InspectServer,
    ServerInspection,
    ManageAccess,
    ServerEndpoint,
    LaunchModes,
    ClientType,
    ServerWarning,
    SuggestedSettings,
    Presets,
    Preset,
    RegistrationQuery,
    RegistrationHelp,
    RegisterClient,
    ClientRegistered,
    BrandSource,
    BrandSearch,
    Brands,
    Brand,
    EndpointChange,
    AppEvent,
    Mark,
    FlowRef,
    FlowQuery,
    FlowKind,
    TokenStanding,
    FlowOutcome,
    FlowSummary,
    FlowList,
    FlowsChanged,
    FlowStepKind,
    Redacted,
    Revealed,
    FlowValue,
    FlowPlace,
    FlowParameter,
    FlowRequest,
    FlowAnswer,
    FlowStep,
    Flow,
    SupportReport,
    AttachmentRef,
    Attachments,
    AttachmentSummary,
    AttachmentPlace,
    Narrative,
    DocumentEvent,
    Doubt,
    DocumentSaved,
    documents::Content,
    documents::PlainText,
    documents::Markup,
    documents::SafeHtml,
    documents::PageLink,
    documents::LeftOut,
    documents::Cda,
    documents::CdaSection,
    documents::Party,
    documents::Person,
    documents::Difference,
    ActivityQuery,
    ActivityGroup,
    ActivityPage,
    ActivityState,
    ActivityEntry,
    ActivityOutcome,
    ActivityExported,
    ExportChoice,
    ExportForm,
    ExportQuery,
    ExportRecord,
    ExportCounts,
    ExportSection,
    ExportEvent,
    Exported,
    PrintEvent,
];

/// `ui/src/contract/contract.ts`.
pub fn typescript() -> String {
    let config = Config::default();
    let mut out = String::from(
        "// Generated from the table of commands by `cargo xtask generate`. Do not edit.\n",
    );
    for (docs, declaration) in declarations(&config) {
        let _ = write!(out, "\n{docs}export {declaration}\n");
    }
    let table = table(&config);
    write_map(&mut out, "Answered once.", "Calls", "answer", &table.calls);
    write_map(
        &mut out,
        "Sends events until the last one.",
        "Streams",
        "event",
        &table.streams,
    );
    let codes = ProblemCode::ALL
        .iter()
        .filter_map(|code| Some(serde_json::to_value(code).ok()?.as_str()?.to_owned()));
    write_list(
        &mut out,
        "Every problem code, for tests that each has words.",
        "problemCodes: readonly ProblemCode[]",
        codes,
    );
    let sections = chart::Section::ALL.iter();
    write_list(
        &mut out,
        "Every section, in the order of the record.",
        "sectionNames: readonly Section[]",
        sections.map(|section| section.name().to_owned()),
    );
    let rules: Vec<String> = chart::RULES
        .iter()
        .map(|rule| format!("\"{}\": \"{}\"", rule.name, rule.id))
        .collect();
    let _ = write!(
        out,
        "\n/** The id of every display rule, by its name. */\n\
         export const displayRules = {{\n  {},\n}} as const;\n",
        rules.join(",\n  ")
    );
    write_list(
        &mut out,
        "Every status code that a display rule speaks of, for tests that each has words.",
        "statusCodes: readonly string[]",
        status_codes().into_iter().map(String::from),
    );
    write_list(
        &mut out,
        "Every label of a detail, for tests that each has words.",
        "detailLabels: readonly string[]",
        chart::labels().into_iter().map(String::from),
    );
    out
}

fn write_list(out: &mut String, docs: &str, name: &str, values: impl Iterator<Item = String>) {
    let values: Vec<String> = values.map(|value| format!("\"{value}\"")).collect();
    let _ = write!(
        out,
        "\n/** {docs} */\nexport const {name} = [\n  {},\n];\n",
        values.join(",\n  ")
    );
}

/// Codes of statuses; the names of flags that negate are no codes.
fn status_codes() -> BTreeSet<&'static str> {
    let rules = chart::RULES.iter().filter_map(|rule| match rule.makes {
        chart::Makes::Stand(status) => Some(status),
        chart::Makes::Show(_) => None,
    });
    rules
        .filter(|status| status.element != chart::Element::Negation)
        .flat_map(|status| status.codes().collect::<Vec<_>>())
        .collect()
}

fn write_map(out: &mut String, docs: &str, name: &str, answer: &str, commands: &[Command]) {
    let _ = write!(out, "\n/** {docs} */\nexport type {name} = {{\n");
    for command in commands {
        let _ = writeln!(
            out,
            "  /**{} */\n  {}: {{ request: {}; {answer}: {} }};",
            command.docs, command.name, command.request, command.answer
        );
    }
    out.push_str("};\n");
}

/// `docs/ipc.md`.
pub fn reference() -> String {
    let table = table(&Config::default());
    let mut out = String::from(
        "# Commands between the screens and the core\n\n\
         Generated by `cargo xtask generate` from `with_commands!` \
         (`src-tauri/crates/chartside-core/src/ipc`). The types are in \
         `ui/src/contract/contract.ts`. No type has a field for a token, an authorization code, a \
         code verifier or a key. Every command fails with a `Problem`.\n",
    );
    for (title, commands) in [("Calls", &table.calls), ("Streams", &table.streams)] {
        let _ = write!(
            out,
            "\n## {title}\n\n| command | request | answer | what it does |\n|---|---|---|---|\n"
        );
        for command in commands {
            let _ = writeln!(
                out,
                "| `{}` | `{}` | `{}` |{} |",
                command.name, command.request, command.answer, command.docs
            );
        }
    }
    out
}
