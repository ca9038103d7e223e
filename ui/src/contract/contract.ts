// Generated from the table of commands by `cargo xtask generate`. Do not edit.

/**
 * Every code there is. Only what a screen acts on or words differently has a code of its own.
 */
export type ProblemCode = "address-invalid" | "address-insecure" | "server-unreachable" | "proxy-sign-in-needed" | "tls-untrusted" | "not-smart" | "endpoint-unusable" | "endpoint-changed" | "registration-unsupported" | "registration-not-offered" | "registration-token-needed" | "registration-refused" | "registration-unusable" | "policy-unreadable" | "server-not-allowed" | "set-by-policy" | "server-unknown" | "client-id-invalid" | "client-secret-invalid" | "client-credential-missing" | "brands-unreadable" | "scope-invalid" | "browser-unavailable" | "link-handler-missing" | "loopback-unavailable" | "redirect-uri-invalid" | "sign-in-cancelled" | "sign-in-timed-out" | "consent-denied" | "link-expired" | "link-reused" | "link-foreign" | "issuer-mismatch" | "server-refused" | "client-unknown" | "grant-refused" | "token-unusable" | "identity-unproven" | "patient-missing" | "patient-changed" | "user-changed" | "other-patient" | "session-ended" | "ehr-session-ended" | "renewal-interrupted" | "session-unknown" | "server-busy" | "server-failed" | "not-permitted" | "not-granted" | "not-asked-for" | "not-supported" | "not-fhir" | "too-large" | "foreign-address" | "paging-endless" | "stopped-at-limit" | "entries-unreadable" | "count-mismatch" | "load-interrupted" | "server-remark" | "categories-only" | "permission-narrowed" | "part-refused" | "resource-gone" | "sign-in-needed" | "search-empty" | "resource-unknown" | "document-gone" | "document-unreadable" | "document-not-saved" | "keyring-locked" | "keyring-missing" | "keyring-silent" | "keyring-entry-lost" | "vault-damaged" | "vault-newer" | "storage-failed" | "locked" | "unlock-refused" | "unlock-unavailable" | "introspection-refused" | "activity-log-failed" | "export-not-allowed" | "export-range-invalid" | "export-cancelled" | "export-failed" | "flow-unknown" | "update-unreachable" | "update-refused" | "update-in-session" | "internal";

/**
 * What went wrong, in a form that a screen can put into words.
 */
export type Problem = { 
/**
 * Stable code; the screens hold a sentence and an action for each.
 */
code: ProblemCode, 
/**
 * `true` where doing the same again may work.
 */
retryable: boolean, 
/**
 * Eight characters that also stand in the log, to read out on the phone.
 */
reference: string, 
/**
 * The server's own words, plain text of at most 300 characters, where it gave any.
 */
serverMessage: string | null, };

/**
 * The part of the record that a resource belongs to.
 */
export type Section = "allergies" | "problems" | "medications" | "alerts" | "results" | "vitals" | "immunizations" | "procedures" | "encounters" | "reports" | "documents" | "carePlans" | "orders" | "careTeam" | "devices" | "assessments" | "socialHistory" | "familyHistory" | "directives" | "appointments" | "coverage" | "other";

/**
 * How much of what the source says may be read as a fact about the patient now.
 */
export type Standing = "current" | "historical" | "tentative" | "notAFact" | "unknown";

/**
 * How much of a date is known.
 */
export type Precision = "year" | "month" | "day" | "time" | "unreadable";

/**
 * A rule of display that applied to a resource.
 */
export type Warning = "modifierExtension" | "dataAbsent" | "missingUnit" | "unreadableDate" | "malformed";

/**
 * A FHIR date, dateTime or instant, as precise as it was sent and never more.
 */
export type PartialDate = { 
/**
 * Sorting key: the date in ISO form without zone arithmetic, so that `2020` < `2020-02`.
 */
sort: string, 
/**
 * Exactly as sent.
 */
raw: string, 
/**
 * What is known.
 */
precision: Precision, };

/**
 * A thing that the source named, and from which of its fields the name was taken.
 */
export type Coded = { 
/**
 * The words to show: `text`, else the first `display`, else the code itself.
 */
text: string, 
/**
 * `true` where there were no words and `text` is a bare code.
 */
isBareCode: boolean, 
/**
 * `system|code` of the first coding.
 */
code: string | null, };

/**
 * A reference range as sent.
 */
export type Range = { 
/**
 * Lower bound, digits as sent.
 */
low: string | null, 
/**
 * Upper bound, digits as sent.
 */
high: string | null, 
/**
 * The range in words, where the source gives only words.
 */
text: string | null, };

/**
 * A value with everything that changes its meaning.
 */
export type Value = { 
/**
 * Digits or words exactly as sent (`0.10` stays `0.10`).
 */
text: string, 
/**
 * A finite number for charts only, never for display.
 */
number: number | null, 
/**
 * `<`, `<=`, `>=`, `>`, `ad` as sent.
 */
comparator: string | null, 
/**
 * The unit as the source writes it.
 */
unit: string | null, 
/**
 * The unit's code, where it is one of UCUM: tells whether two values may share an axis, and is
 * never shown.
 */
unitCode?: string, 
/**
 * The abnormal flag as sent (`H`, `LL`, `A`, ...).
 */
flag: string | null, 
/**
 * The reference range as the source writes it, or its bounds joined.
 */
range: Range | null, };

/**
 * One part of a composite observation.
 */
export type Component = { 
/**
 * What was measured.
 */
title: Coded | null, 
/**
 * What was found; `None` with a warning where the source says why it is absent.
 */
value: Value | null, };

/**
 * One resource as a row.
 */
export type Entry = { 
/**
 * `Type/id`, or `Type/#n` made by the store where the server sent no id. Unique in one record.
 */
key: string, 
/**
 * FHIR resource type as sent; empty where the server sent none.
 */
resourceType: string, 
/**
 * Where it belongs.
 */
section: Section, 
/**
 * What it is. `None` where the resource names nothing: the screen says so.
 */
title: Coded | null, 
/**
 * The second line: dose text, reaction, encounter reason. Exactly as sent.
 */
detail: string | null, 
/**
 * The status code as sent (`active`, `final`, `entered-in-error`, ...).
 */
status: string | null, 
/**
 * The verification status as sent (`confirmed`, `refuted`, ...).
 */
verification: string | null, 
/**
 * How far it is a fact.
 */
standing: Standing, 
/**
 * The record says that there is none ("no known allergies"): a statement of absence, not a thing
 * that the patient has. `title` keeps the words as sent.
 */
absence: boolean, 
/**
 * `severe`, `high` and the like, as sent: `AllergyIntolerance.criticality` / `reaction.severity`.
 */
severity: string | null, 
/**
 * The measured value, for observations.
 */
value: Value | null, 
/**
 * Parts of a composite observation, for example systolic and diastolic.
 */
components: Array<Component>, 
/**
 * The clinically relevant date.
 */
date: PartialDate | null, 
/**
 * The end of a period, where there is one.
 */
end: PartialDate | null, 
/**
 * Who recorded or performed it, as the source names them.
 */
source: string | null, 
/**
 * Group heading codes as sent (`Observation.category`, `Encounter.class`, document type).
 */
category: string | null, 
/**
 * What makes two observations the same series: `system|code` plus unit. `None`: not a series.
 */
analyte: string | null, 
/**
 * What a reader must be warned of.
 */
warnings: Array<Warning>, 
/**
 * Ids of the display rules that made the row what it is (`DR-01`), the decisive one first.
 */
rules: Array<string>, };

/**
 * One labelled line of the details.
 */
export type Detail = { 
/**
 * What it is, as an id that screens have words for.
 */
label: string, 
/**
 * The values, one line each, as sent.
 */
lines: Array<string>, 
/**
 * Where the value is a date or a period: its beginning.
 */
date: PartialDate | null, 
/**
 * The end of a period.
 */
end: PartialDate | null, };

/**
 * The patient, as the banner shows them.
 */
export type PatientBanner = { 
/**
 * Logical id at the server.
 */
id: string, 
/**
 * Family name; `None` where only given names or text were sent.
 */
family: string | null, 
/**
 * Given names joined by a space.
 */
given: string | null, 
/**
 * Prefixes joined by a space.
 */
prefix: string | null, 
/**
 * `HumanName.text`, for names that do not split.
 */
text: string | null, 
/**
 * Birth date as precise as it was sent.
 */
birthDate: PartialDate | null, 
/**
 * Administrative gender as sent.
 */
gender: string | null, 
/**
 * Deceased: `Some("")` for a bare `true`, else the date as sent.
 */
deceased: string | null, 
/**
 * Medical record number, else the first identifier.
 */
identifier: string | null, 
/**
 * `active` = false, or `link` of type `replaced-by`: this record was merged or withdrawn.
 */
replaced: boolean, 
/**
 * The record that took this one's place, as `link` of type `replaced-by` names it.
 */
replacedBy: string | null, 
/**
 * Ids of the display rules that apply.
 */
rules: Array<string>, };

/**
 * A patient that was found.
 */
export type PatientMatch = { 
/**
 * Who it is, as the banner of the record will say.
 */
patient: PatientBanner, 
/**
 * Other names, each in one line.
 */
alsoNamed: Array<string>, 
/**
 * Every identifier that has a value, as sent; that of the banner first.
 */
identifiers: Array<string>, 
/**
 * The first address that has one, in one line.
 */
address: string | null, };

/**
 * Why the app locked.
 */
export type LockReason = "asked" | "idle" | "slept" | "system" | "restarted";

/**
 * Whether the app is locked.
 */
export type LockState = { 
/**
 * `true`: nothing of a record is given out, and no token is in memory.
 */
locked: boolean, 
/**
 * Why, where it is.
 */
reason: LockReason | null, };

/**
 * Where secrets are kept.
 */
export type Custody = { 
/**
 * `true`: sealed on disk, the key in the system's keychain. `false`: memory only.
 */
persistent: boolean, 
/**
 * Why not, where it is memory only. With `persistent`: `vault-damaged` where the sealed sign-ins of
 * before are lost and a new vault was begun in this run.
 */
problem: Problem | null, };

/**
 * A sandbox that runs beside the app.
 */
export type DemoServer = { 
/**
 * FHIR base URL of the sandbox.
 */
fhirBaseUrl: string, };

/**
 * One server and person that was connected before.
 */
export type ConnectionSummary = { 
/**
 * Names the connection in every command.
 */
session: string, 
/**
 * FHIR base URL as the person gave it.
 */
fhirBaseUrl: string, 
/**
 * Host to show.
 */
host: string, 
/**
 * Patient as last shown, from sealed storage; absent when the vault cannot be opened.
 */
patient: string | null, 
/**
 * `true`: no patient is in context, and the person chooses.
 */
choosesPatient: boolean, 
/**
 * `true`: opens without signing in again, as far as is known here.
 */
signedIn: boolean, 
/**
 * RFC 3339, UTC.
 */
lastUsed: string, };

/**
 * An EHR asks to open the app. Nothing has been sent to it yet.
 */
export type LaunchRequest = { 
/**
 * Names the request in `Connect.launch`.
 */
launch: string, 
/**
 * FHIR base URL of the EHR, as it named itself.
 */
fhirBaseUrl: string, 
/**
 * Its host in full, in ASCII form.
 */
host: string, 
/**
 * `true` where the person connected to this server before.
 */
known: boolean, };

/**
 * How this installation gets new versions.
 */
export type UpdateWay = "itself" | "packages" | "notConfigured" | "policy";

/**
 * How far a new version is.
 */
export type UpdateStage = "idle" | "asking" | "fetching" | "ready";

/**
 * A version that is newer than this one.
 */
export type NewVersion = { 
/**
 * `1.2.3`
 */
version: string, 
/**
 * What is new, as plain text.
 */
notes: string | null, };

/**
 * New versions of the app.
 */
export type Updates = { 
/**
 * How they come.
 */
way: UpdateWay, 
/**
 * How far the offered one is.
 */
stage: UpdateStage, 
/**
 * The one that can be taken.
 */
offered: NewVersion | null, 
/**
 * When the update server last answered in this run. RFC 3339, UTC.
 */
askedAt: string | null, 
/**
 * Why the last thing that the person asked for did not work.
 */
problem: Problem | null, };

/**
 * When a new version is installed.
 */
export type UpdateWhen = "now" | "atEnd";

/**
 * Take the version that is offered.
 */
export type TakeUpdate = { 
/**
 * When it is installed.
 */
when: UpdateWhen, };

/**
 * Everything the first screen needs, in one answer.
 */
export type Overview = { 
/**
 * Version of the app.
 */
version: string, 
/**
 * The redirect URI to register with a server.
 */
redirectUri: string, 
/**
 * Whether the app is locked. While it is, the lists below are empty.
 */
lock: LockState, 
/**
 * Known connections, most recently used first.
 */
connections: Array<ConnectionSummary>, 
/**
 * Where secrets are kept on this computer.
 */
custody: Custody, 
/**
 * A sandbox to try, in runs that have one.
 */
demo: DemoServer | null, 
/**
 * EHR launches that wait for a decision.
 */
launches: Array<LaunchRequest>, 
/**
 * What the owner of this computer decided about servers.
 */
policy: PolicySummary, 
/**
 * New versions of the app.
 */
updates: Updates, 
/**
 * `true`: the app came to a bad end again and again, and opens nothing of what is kept.
 */
safeMode: boolean, };

/**
 * The policy of this computer about servers.
 */
export type PolicySummary = { 
/**
 * `true`: there is one, and it is followed.
 */
inForce: boolean, 
/**
 * There is one that cannot be read: no server may be used.
 */
problem: Problem | null, 
/**
 * `false`: nobody adds, changes or removes servers here.
 */
mayChange: boolean, 
/**
 * The servers that are there from the start, in the order of the policy.
 */
servers: Array<PolicyServer>, };

/**
 * A server that is there from the start.
 */
export type PolicyServer = { 
/**
 * Names the server in `Connect.server`.
 */
server: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Host to show.
 */
host: string, };

/**
 * Begin a sign-in.
 */
export type Connect = { 
/**
 * FHIR base URL as typed or chosen. Ignored when `launch`, `session` or `server` is given.
 */
fhirBaseUrl: string, 
/**
 * A saved server, one of `Servers.servers`.
 */
server?: string, 
/**
 * Client id registered with that server; the saved or the default one where absent.
 */
clientId?: string, 
/**
 * Scopes, blank separated; the saved or the default ones where absent.
 */
scope?: string, 
/**
 * Accept this EHR launch, one of `Overview.launches`.
 */
launch?: string, 
/**
 * Sign in again for this connection; what it showed stays.
 */
session?: string, 
/**
 * How the browser is to come back, one of `SignInEvent::WaysOffered.ways`; as saved where absent. It
 * is remembered once it has worked.
 */
way?: RedirectWay, 
/**
 * Ask for everything again, also where the server remembers what was allowed (`prompt=consent`, OpenID
 * Connect Core §3.1.2.1).
 */
askAgain?: boolean, 
/**
 * `SignInEvent::EndpointsChanged.confirmation`: the person has seen the new addresses and agrees.
 */
confirmation?: string, };

/**
 * Names an EHR launch.
 */
export type LaunchRef = { 
/**
 * From `LaunchRequest`.
 */
launch: string, };

/**
 * The steps a person sees.
 */
export type SignInStep = "checkingServer" | "waitingForBrowser" | "receivingPermission" | "openingRecord";

/**
 * What a signed-in session is.
 */
export type SessionSummary = { 
/**
 * Names it in every command.
 */
session: string, 
/**
 * FHIR base URL.
 */
fhirBaseUrl: string, 
/**
 * Host to show.
 */
host: string, 
/**
 * Scopes granted.
 */
granted: Array<string>, 
/**
 * Scopes asked for and not granted.
 */
notGranted: Array<string>, 
/**
 * `true`: a refresh token was granted, so that it can outlive this run.
 */
staysSignedIn: boolean, 
/**
 * `true` where the server asks for (or does not waive) a patient banner.
 */
needPatientBanner: boolean, 
/**
 * `true`: a patient is in context, whose record the session names. `false`: the person chooses.
 */
hasPatient: boolean, 
/**
 * The visit that the patient in context is seen for: the key of its entry, `Encounter/id`.
 */
visit: string | null, 
/**
 * `true`: what was granted lets the person look for patients.
 */
findsPatients: boolean, 
/**
 * As whom the person reads, where that was proved.
 */
readsAs: ReadsAs | null, };

/**
 * How a sign-in goes on. The stream ends after `Connected` or `Failed`.
 */
export type SignInEvent = { "type": "started", 
/**
 * Names this sign-in.
 */
signIn: string, } | { "type": "step", 
/**
 * Which one.
 */
step: SignInStep, } | { "type": "warned", 
/**
 * Stable codes, for example `missing-code-challenge-methods`.
 */
warnings: Array<string>, } | { "type": "comesBack", 
/**
 * Never `automatic`.
 */
way: RedirectWay, } | { "type": "waysOffered", 
/**
 * The best first.
 */
ways: Array<RedirectWay>, } | { "type": "browserUnavailable", 
/**
 * Why.
 */
problem: Problem, } | { "type": "endpointsChanged", 
/**
 * What changed.
 */
changes: Array<EndpointChange>, 
/**
 * Names exactly these addresses in `Connect.confirmation`.
 */
confirmation: string, } | { "type": "connected", 
/**
 * The session.
 */
session: SessionSummary, } | { "type": "failed", 
/**
 * Why.
 */
problem: Problem, };

/**
 * Names a sign-in.
 */
export type SignInRef = { 
/**
 * From `SignInEvent::Started`.
 */
signIn: string, };

/**
 * The authorization link, for a person whose browser did not open. It holds no secret: the code
 * verifier never leaves the core.
 */
export type AuthorizeLink = { 
/**
 * The URL.
 */
url: string, };

/**
 * The address that the browser could not hand back, pasted by the person.
 */
export type PastedRedirect = { 
/**
 * As pasted.
 */
text: string, };

/**
 * Names a session.
 */
export type SessionRef = { 
/**
 * The connection's name.
 */
session: string, };

/**
 * As whom a person reads (`fhirUser`, SMART App Launch 2.2, "Scopes for requesting identity data").
 */
export type ReadsAs = "patient" | "clinician";

/**
 * Who is signed in.
 */
export type SignedInAs = { 
/**
 * As the server writes it; `null` where it does not say, or lets nobody read it.
 */
name: string | null, };

/**
 * Names a record.
 */
export type RecordRef = { 
/**
 * `PatientOpened.record`; the name of the session where a patient is in context.
 */
record: string, };

/**
 * Whom to look for. What is blank is not asked; something has to be given.
 */
export type PatientSearch = { 
/**
 * The session to look with.
 */
session: string, 
/**
 * Parts of the name, in any order.
 */
name: string, 
/**
 * ISO date, as precise as it is known.
 */
birthDate: string, 
/**
 * A medical record number or another identifier.
 */
identifier: string, };

/**
 * The patients that were found, in the order of the server.
 */
export type Patients = { 
/**
 * Each of them is another record at the server, however alike they look.
 */
patients: Array<PatientMatch>, 
/**
 * `true`: there are more than are given here.
 */
more: boolean, 
/**
 * Why some of them may be missing.
 */
problems: Array<Problem>, };

/**
 * Names a patient that was found.
 */
export type PatientRef = { 
/**
 * The session to read with.
 */
session: string, 
/**
 * `PatientBanner.id` of the patient.
 */
patient: string, };

/**
 * The record of a patient has a name.
 */
export type PatientOpened = { 
/**
 * Names it in the commands about records. It is this patient's for good.
 */
record: string, };

/**
 * A patient that was opened in a session.
 */
export type RecentPatient = { 
/**
 * As `PatientOpened.record`.
 */
record: string, 
/**
 * As last shown; `null` where the record was never read.
 */
label: string | null, };

/**
 * The patients that were opened in a session.
 */
export type RecentPatients = { 
/**
 * The last one first.
 */
patients: Array<RecentPatient>, };

/**
 * Where a record is kept.
 */
export type Keeping = { "type": "disk" } | { "type": "memory", 
/**
 * Why.
 */
because: NotKept, };

/**
 * Why a record is not kept on disk.
 */
export type NotKept = "policy" | "keychain" | "openElsewhere" | "storageFailed" | "tooLarge" | "safeMode";

/**
 * What changed in a section since the last visit.
 */
export type SectionNews = { 
/**
 * Entries that were not there.
 */
new: number, 
/**
 * Entries of which another version was there.
 */
changed: number, 
/**
 * Entries that the server has no more.
 */
removed: number, };

/**
 * A row that is new or changed since the last visit.
 */
export type RowNews = { 
/**
 * `Entry.key`.
 */
key: string, 
/**
 * Changed; else it was not there.
 */
changed: boolean, };

/**
 * Ask for one part of a record again.
 */
export type LoadPart = { 
/**
 * Which record.
 */
record: string, 
/**
 * FHIR resource type.
 */
resourceType: string, };

/**
 * Where a section stands. Only `Complete` may be read as "this is all".
 */
export type SectionProgress = "loading" | "complete" | "incomplete" | "notAvailable";

/**
 * Rows of a section by standing.
 */
export type SectionCounts = { 
/**
 * Facts now, tentative and unknown ones included.
 */
current: number, 
/**
 * History.
 */
historical: number, 
/**
 * Entered in error, refuted, not done, cancelled.
 */
notAFact: number, };

/**
 * Why a FHIR type of a section is missing or short.
 */
export type SectionProblem = { 
/**
 * FHIR resource type.
 */
resourceType: string, 
/**
 * Why.
 */
problem: Problem, 
/**
 * How many resources it is about, where that is known.
 */
count: number | null, 
/**
 * Which parts of the type it is about, by code; empty: the type as a whole.
 */
parts: Array<string>, };

/**
 * One section while it loads and after.
 */
export type SectionState = { 
/**
 * Which.
 */
section: Section, 
/**
 * Where it stands.
 */
progress: SectionProgress, 
/**
 * Rows by standing.
 */
counts: SectionCounts, 
/**
 * Resources that the server says there are, where it says so.
 */
expected: number | null, 
/**
 * What did not load, and why, a line per FHIR type.
 */
problems: Array<SectionProblem>, 
/**
 * Changes with every change of the section's rows.
 */
revision: number, 
/**
 * RFC 3339, UTC: when the oldest of its rows were read, where this load has not read them.
 */
asOf?: string, 
/**
 * What changed since the last visit, where anything did.
 */
news?: SectionNews, };

/**
 * How the loading of a record goes on. Nothing but `Keeping` comes after `Finished` or `Failed`.
 */
export type RecordEvent = { "type": "kept", 
/**
 * Who it is.
 */
banner: PatientBanner, 
/**
 * As they were then: each says when.
 */
sections: Array<SectionState>, 
/**
 * Resources held.
 */
resources: number, 
/**
 * RFC 3339, UTC: when it was last brought up to date.
 */
asOf: string | null, 
/**
 * Nothing was missing then.
 */
complete: boolean, } | { "type": "keeping", 
/**
 * Where.
 */
keeping: Keeping, } | { "type": "planned", 
/**
 * What the server allowed, among other things.
 */
session: SessionSummary, 
/**
 * In the order in which a clinician needs them.
 */
sections: Array<SectionState>, } | { "type": "banner", 
/**
 * Who it is.
 */
banner: PatientBanner, } | { "type": "section", 
/**
 * Its new state.
 */
state: SectionState, } | { "type": "waiting", 
/**
 * For how long, from now.
 */
seconds: number, } | { "type": "awaitsNetwork" } | { "type": "finished", 
/**
 * Resources held.
 */
resources: number, 
/**
 * `true` only when no section is incomplete or not available.
 */
complete: boolean, 
/**
 * RFC 3339, UTC: nothing that is shown is older than this.
 */
asOf: string, } | { "type": "failed", 
/**
 * Why.
 */
problem: Problem, };

/**
 * Which list of rows.
 */
export type View = { "type": "section", 
/**
 * Which.
 */
section: Section, } | { "type": "notFacts", 
/**
 * Which.
 */
section: Section, } | { "type": "latest", 
/**
 * Which.
 */
section: Section, } | { "type": "news", 
/**
 * Which.
 */
section: Section, } | { "type": "timeline" };

/**
 * Which rows of a list are wanted. What is left out wants all; several wants must all be met.
 */
export type RowsFilter = { 
/**
 * `Entry.category`; the empty text is for rows without one.
 */
categories?: Array<string>, 
/**
 * `Entry.source`; the empty text is for rows without one.
 */
sources?: Array<string>, 
/**
 * `Entry.status`; the empty text is for rows without one.
 */
statuses?: Array<string>, 
/**
 * Sections, in lists of several.
 */
sections?: Array<Section>, 
/**
 * ISO date: nothing that certainly is before it.
 */
from?: string, 
/**
 * ISO date: nothing that certainly is after it.
 */
to?: string, 
/**
 * Rows without a readable date are left out where there is a `from` or a `to`.
 */
withoutUndated?: boolean, 
/**
 * Only what is new or changed since the last visit.
 */
onlyNew?: boolean, };

/**
 * Ask for a window of rows.
 */
export type RowsQuery = { 
/**
 * The record.
 */
record: string, 
/**
 * Which list.
 */
view: View, 
/**
 * Only rows that contain all these words.
 */
search?: string, 
/**
 * Only rows that it wants.
 */
filter?: RowsFilter, 
/**
 * First row, from 0.
 */
from: number, 
/**
 * How many, at most 500.
 */
count: number, };

/**
 * A window of rows.
 */
export type Rows = { 
/**
 * Rows in the whole list.
 */
total: number, 
/**
 * First row of the window.
 */
from: number, 
/**
 * The window.
 */
rows: Array<Entry>, 
/**
 * Which of them are new or changed since the last visit, where any is.
 */
news?: Array<RowNews>, };

/**
 * Which panels are open.
 */
export type Unfolded = { 
/**
 * All of them, but for the excepted ones; else none but those.
 */
all: boolean, 
/**
 * Keys of panels that are not as the others.
 */
except: Array<string>, };

/**
 * Ask for a window of the facts of a section, by panel.
 */
export type PanelsQuery = { 
/**
 * The record.
 */
record: string, 
/**
 * Of which section.
 */
section: Section, 
/**
 * Only results that contain all these words, or whose panel does.
 */
search?: string, 
/**
 * Only results that it wants.
 */
filter?: RowsFilter, 
/**
 * Which panels are open.
 */
unfolded: Unfolded, 
/**
 * First row, from 0.
 */
from: number, 
/**
 * How many, at most 500.
 */
count: number, };

/**
 * A panel in a list.
 */
export type Panel = { 
/**
 * Results that search and filter leave of it.
 */
shown: number, 
/**
 * Its results.
 */
results: number, 
/**
 * Of those that are left, how many the source flagged as abnormal, critical ones included.
 */
abnormal: number, 
/**
 * How many as critical.
 */
critical: number, 
/**
 * Its results are in the list.
 */
isOpen: boolean, 
/**
 * It has a resource of its own, to be looked at.
 */
hasResource: boolean, };

/**
 * Where a row stands in a list by panel.
 */
export type RowStand = { 
/**
 * 0: in no panel, or a panel itself; 1: in a panel; more: in a panel of a panel.
 */
level: number, 
/**
 * Its place among the rows beside it, from 1.
 */
position: number, 
/**
 * How many those are.
 */
siblings: number, 
/**
 * What is known of the panel, where it is one.
 */
panel?: Panel, };

/**
 * A window of rows by panel.
 */
export type PanelRows = { 
/**
 * Rows of the whole list, those of closed panels left out.
 */
total: number, 
/**
 * Results in the whole list, be they in sight or in a closed panel.
 */
results: number, 
/**
 * First row of the window.
 */
from: number, 
/**
 * The window.
 */
rows: Array<Entry>, 
/**
 * Where each of the rows stands.
 */
stands: Array<RowStand>, 
/**
 * Which of them are new or changed since the last visit, where any is.
 */
news?: Array<RowNews>, };

/**
 * Ask what a list can be narrowed by.
 */
export type FacetsQuery = { 
/**
 * The record.
 */
record: string, 
/**
 * Which list.
 */
view: View, 
/**
 * Only rows that contain all these words.
 */
search?: string, 
/**
 * What it is narrowed by already.
 */
filter?: RowsFilter, };

/**
 * One value.
 */
export type FacetValue = { 
/**
 * As sent; the empty text for none.
 */
value: string, 
/**
 * Its rows.
 */
rows: number, };

/**
 * Values to choose from, the most frequent first.
 */
export type FacetChoices = { 
/**
 * The values.
 */
values: Array<FacetValue>, 
/**
 * Values that are not listed, because there are too many.
 */
leftOut: number, };

/**
 * One section.
 */
export type FacetSection = { 
/**
 * Which.
 */
section: Section, 
/**
 * Its rows.
 */
rows: number, };

/**
 * One year.
 */
export type FacetYear = { 
/**
 * Four digits; the empty text for rows without a readable date.
 */
year: string, 
/**
 * Where its first row stands among the matching rows.
 */
first: number, 
/**
 * Its rows.
 */
rows: number, };

/**
 * What a list can be narrowed by. A count says how many rows a choice leaves, given the others.
 */
export type Facets = { 
/**
 * Rows of the list that no filter and no search narrows.
 */
total: number, 
/**
 * Rows that filter and search leave.
 */
matching: number, 
/**
 * Rows without a readable date.
 */
undated: number, 
/**
 * Rows that are new or changed since the last visit.
 */
new: number, 
/**
 * By category.
 */
categories: FacetChoices, 
/**
 * By source.
 */
sources: FacetChoices, 
/**
 * By status.
 */
statuses: FacetChoices, 
/**
 * By section.
 */
sections: Array<FacetSection>, 
/**
 * The years of the matching rows, in the order of the list.
 */
years: Array<FacetYear>, };

/**
 * Search everything.
 */
export type SearchQuery = { 
/**
 * The record.
 */
record: string, 
/**
 * Words that must all occur, in any case and with or without accents.
 */
search: string, 
/**
 * Rows of each section, at most 50.
 */
most: number, };

/**
 * What was found in one section.
 */
export type FoundIn = { 
/**
 * Which.
 */
section: Section, 
/**
 * Facts that match.
 */
facts: number, 
/**
 * What matches and is not a fact: counted, and listed only in its section's own list.
 */
notFacts: number, 
/**
 * The newest of the facts.
 */
rows: Array<Entry>, };

/**
 * What a search found, in the order of the sections. Sections without a match are left out.
 */
export type Found = { 
/**
 * By section.
 */
sections: Array<FoundIn>, };

/**
 * Ask for a trend.
 */
export type TrendQuery = { 
/**
 * The record.
 */
record: string, 
/**
 * `Entry.analyte`.
 */
analyte: string, };

/**
 * One point of a trend. `number`, `low` and `high` are for drawing, in the unit of the axis.
 */
export type TrendPoint = { 
/**
 * `Entry.key`.
 */
key: string, 
/**
 * ISO date as sent.
 */
date: string, 
/**
 * Where it is drawn.
 */
number: number, 
/**
 * The value as sent.
 */
text: string, 
/**
 * The unit as sent.
 */
unit: string | null, 
/**
 * Comparator as sent: the point is a bound, not a measurement.
 */
comparator: string | null, 
/**
 * Flag as sent.
 */
flag: string | null, 
/**
 * Lower bound of the reference range.
 */
low: number | null, 
/**
 * Upper bound of the reference range.
 */
high: number | null, 
/**
 * The reference range as sent.
 */
range: Range | null, 
/**
 * The status code as sent.
 */
status: string | null, 
/**
 * How far it is a fact.
 */
standing: Standing, 
/**
 * Who measured it, as the source names them.
 */
source: string | null, 
/**
 * `number` is not the number that was sent.
 */
converted: boolean, };

/**
 * One line of a trend.
 */
export type TrendSeries = { 
/**
 * Name of the line.
 */
title: string, 
/**
 * Oldest first.
 */
points: Array<TrendPoint>, };

/**
 * Lines on one axis.
 */
export type TrendPanel = { 
/**
 * The unit of the axis: that of the newest point, as it writes it.
 */
unit: string | null, 
/**
 * Units as sent of points that are drawn in `unit` by conversion.
 */
converted: Array<string>, 
/**
 * Systolic and diastolic: read as one.
 */
pressure: boolean, 
/**
 * One line; two for a blood pressure.
 */
series: Array<TrendSeries>, };

/**
 * Why something is no point.
 */
export type WhyUndrawn = "noDate" | "noNumber" | "noValue";

/**
 * An entry, or a part of one, that is no point.
 */
export type Undrawn = { 
/**
 * `Entry.key`.
 */
key: string, 
/**
 * The part of the entry; `null`: its own value.
 */
part: string | null, 
/**
 * The date as sent.
 */
date: string | null, 
/**
 * Comparator, value and unit as sent.
 */
text: string | null, 
/**
 * Why.
 */
reason: WhyUndrawn, };

/**
 * One analyte over time: every fact of its code, on axes that never mix what units measure.
 */
export type Trend = { 
/**
 * What was measured, as the newest entry names it.
 */
title: string, 
/**
 * One axis each: the one of the unit that was asked for first, then the newest first.
 */
panels: Array<TrendPanel>, 
/**
 * What is no point of any panel, newest first.
 */
undrawn: Array<Undrawn>, };

/**
 * As what a chart is kept.
 */
export type ChartForm = { "type": "picture", 
/**
 * A PNG in Base64.
 */
png: string, } | { "type": "values" };

/**
 * Write a chart that is on screen into the folder for downloads.
 */
export type SaveChart = { 
/**
 * The record.
 */
record: string, 
/**
 * `Entry.analyte` of each result of the chart.
 */
analytes: Array<string>, 
/**
 * As what.
 */
form: ChartForm, };

/**
 * A chart that was written.
 */
export type ChartSaved = { 
/**
 * Its name, in the folder for downloads.
 */
file: string, };

/**
 * Ask for one resource.
 */
export type ResourceQuery = { 
/**
 * The record.
 */
record: string, 
/**
 * `Entry.key`.
 */
key: string, };

/**
 * One resource as it was received.
 */
export type ResourceView = { 
/**
 * Its row.
 */
entry: Entry, 
/**
 * What it says beyond the row.
 */
details: Array<Detail>, 
/**
 * The JSON byte for byte.
 */
json: string, };

/**
 * What one resource points at, and what points at it.
 */
export type Related = { 
/**
 * In the order of the resource.
 */
references: Array<Link>, 
/**
 * Resources of the record that name it, the newest first.
 */
referrers: Array<Entry>, 
/**
 * How many there are of them; `referrers` has the first ones.
 */
referrersTotal: number, };

/**
 * A reference as it was sent, and where it leads.
 */
export type Link = { 
/**
 * Names of the elements that lead to it, with dots between: `performer.actor`.
 */
path: string, 
/**
 * `reference` as sent.
 */
reference: string, 
/**
 * What the source calls it.
 */
display: string | null, 
/**
 * Where it leads.
 */
leads: Leads, 
/**
 * The row of its target, where the record holds it.
 */
entry: Entry | null, };

/**
 * Where a reference leads.
 */
export type Leads = "toRecord" | "toServer" | "elsewhere" | "within";

/**
 * Ask for the resource that a reference leads to.
 */
export type ReferenceQuery = { 
/**
 * The record.
 */
record: string, 
/**
 * `Link.reference`.
 */
reference: string, };

/**
 * A resource that is not part of the record: it was read by itself, and is not kept.
 */
export type ResourceRead = { 
/**
 * Its row.
 */
entry: Entry, 
/**
 * What it says beyond the row.
 */
details: Array<Detail>, 
/**
 * The JSON byte for byte.
 */
json: string, };

/**
 * The versions of a resource.
 */
export type History = { 
/**
 * The server says that it keeps versions, or says nothing about it. `false`: nothing was asked for.
 */
offered: boolean, 
/**
 * The newest first.
 */
versions: Array<Version>, 
/**
 * Not all came: there are more, or some said only that the resource was deleted.
 */
isCut: boolean, };

/**
 * One version of a resource.
 */
export type Version = { 
/**
 * `meta.versionId` as sent.
 */
version: string | null, 
/**
 * `meta.lastUpdated` as sent.
 */
lastUpdated: string | null, 
/**
 * How it read then.
 */
entry: Entry, 
/**
 * The JSON byte for byte.
 */
json: string, };

/**
 * How a sign-out ended. The secrets on this computer are gone in every case.
 */
export type SignedOut = { 
/**
 * `true`: the server confirmed that the tokens are dead; `false`: it was not asked or did not.
 */
revoked: boolean, };

/**
 * The saved servers, and what can be chosen for one.
 */
export type Servers = { 
/**
 * By name; those of the computer's policy first.
 */
servers: Array<ServerSummary>, 
/**
 * Vendor profiles, by title.
 */
vendors: Array<VendorSummary>, 
/**
 * `false`: the policy of this computer lets nobody add, change or remove servers.
 */
mayChange: boolean, };

/**
 * A saved server.
 */
export type ServerSummary = { 
/**
 * Names the server in `Connect.server` and in every command.
 */
server: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * FHIR base URL.
 */
fhirBaseUrl: string, 
/**
 * Host to show.
 */
host: string, 
/**
 * Client id registered there; `null`: the default one.
 */
clientId: string | null, 
/**
 * How the app proves itself there.
 */
authentication: Authentication, 
/**
 * `true`: a client secret is kept for it. It cannot be read back.
 */
hasSecret: boolean, 
/**
 * `true`: the public key of this installation is registered there.
 */
keyRegistered: boolean, 
/**
 * Scopes to ask for, blank separated; `null`: the safe defaults.
 */
scope: string | null, 
/**
 * How the browser hands the answer back.
 */
redirect: RedirectWay, 
/**
 * The https page that hands the answer on, as registered; `null`: there is none.
 */
redirectUri: string | null, 
/**
 * `true`: the authorization request is sent by POST where the server takes that.
 */
authorizePost: boolean, 
/**
 * `VendorSummary.vendor` in force.
 */
vendor: string, 
/**
 * `true`: chosen by hand. `false`: found by the address.
 */
vendorChosen: boolean, 
/**
 * The addresses that were agreed to; empty before the first sign-in.
 */
endpoints: Array<PinnedEndpoint>, 
/**
 * `true`: from the policy of this computer, not to be changed here.
 */
fromPolicy: boolean, };

/**
 * An address that a server is pinned to.
 */
export type PinnedEndpoint = { 
/**
 * `issuer`, `authorize` (origin only) or `token`.
 */
name: string, 
/**
 * The address.
 */
address: string, };

/**
 * How the app proves itself to a server (SMART App Launch 2.2, client types).
 */
export type Authentication = "automatic" | "public" | "symmetric" | "asymmetric-rs384" | "asymmetric-es384";

/**
 * How the browser hands the answer back.
 */
export type RedirectWay = "automatic" | "scheme" | "loopback" | "https" | "paste";

/**
 * A vendor profile.
 */
export type VendorSummary = { 
/**
 * Names the profile in `SaveServer.vendor`.
 */
vendor: string, 
/**
 * The vendor's own name.
 */
title: string, 
/**
 * Ways of redirect that the vendor registers.
 */
redirects: Array<RedirectWay>, 
/**
 * What an administrator has to know, as stable codes.
 */
notes: Array<string>, };

/**
 * Add a server, or change one.
 */
export type SaveServer = { 
/**
 * Which one to change; a new one where absent.
 */
server?: string, 
/**
 * What to call it; its host where blank.
 */
name: string, 
/**
 * FHIR base URL.
 */
fhirBaseUrl: string, 
/**
 * Client id registered there; the default one where absent.
 */
clientId?: string, 
/**
 * How to prove oneself there.
 */
authentication?: Authentication, 
/**
 * The public key of this installation was registered there.
 */
keyRegistered?: boolean, 
/**
 * Scopes; the safe defaults where absent.
 */
scope?: string, 
/**
 * How the browser hands the answer back.
 */
redirect?: RedirectWay, 
/**
 * An https page that hands the answer on, as registered.
 */
redirectUri?: string, 
/**
 * Send the authorization request by POST where the server takes that.
 */
authorizePost?: boolean, 
/**
 * Vendor profile; found by the address where absent.
 */
vendor?: string, };

/**
 * Names a saved server.
 */
export type ServerRef = { 
/**
 * From `ServerSummary`.
 */
server: string, };

/**
 * Keep, replace or forget the client secret of a server.
 */
export type SetClientSecret = { 
/**
 * From `ServerSummary`.
 */
server: string, 
/**
 * The secret; blank: forget the one that is kept.
 */
secret: string, };

/**
 * Ask a server what it supports.
 */
export type InspectServer = { 
/**
 * FHIR base URL as typed or chosen.
 */
fhirBaseUrl: string, 
/**
 * Vendor profile to read it with; found by the address where absent.
 */
vendor?: string, 
/**
 * `true`: ask again even where the answer of a moment ago is known.
 */
fresh?: boolean, };

/**
 * What a server says about signing in to it.
 */
export type ServerInspection = { 
/**
 * FHIR base URL as it will be used.
 */
fhirBaseUrl: string, 
/**
 * Host to show.
 */
host: string, 
/**
 * RFC 3339, UTC: when it was asked.
 */
askedAt: string, 
/**
 * `true`: the addresses come from the CapabilityStatement, there is no smart-configuration.
 */
legacy: boolean, 
/**
 * OpenID issuer, where it names one.
 */
issuer: string | null, 
/**
 * The addresses that it names.
 */
endpoints: Array<ServerEndpoint>, 
/**
 * `capabilities` as sent.
 */
capabilities: Array<string>, 
/**
 * What can be done there with this app.
 */
launches: LaunchModes, 
/**
 * Client types, the strongest first.
 */
clientTypes: Array<ClientType>, 
/**
 * `code_challenge_methods_supported` has `S256`, or says nothing.
 */
pkce: boolean, 
/**
 * Grammars of scopes: `v1`, `v2`.
 */
scopeGrammars: Array<string>, 
/**
 * `scopes_supported` as sent; empty where it does not say.
 */
scopesSupported: Array<string>, 
/**
 * What is not as the specification wants it.
 */
warnings: Array<ServerWarning>, 
/**
 * `VendorSummary.vendor` that fits.
 */
vendor: string, 
/**
 * What to begin with.
 */
suggested: SuggestedSettings, 
/**
 * `true`: the app can register itself there (RFC 7591).
 */
canRegister: boolean, 
/**
 * Where a person manages what apps may see.
 */
managementEndpoint: string | null, 
/**
 * User-access Brands Bundle that it names.
 */
brandBundle: string | null, 
/**
 * What the server calls itself there, its main name first.
 */
brands: Array<Brand>, };

/**
 * Open the page on which a person manages what apps may see there.
 */
export type ManageAccess = { 
/**
 * FHIR base URL of the server.
 */
fhirBaseUrl: string, };

/**
 * An address that a server names.
 */
export type ServerEndpoint = { 
/**
 * Member of smart-configuration, for example `token_endpoint`.
 */
name: string, 
/**
 * The address; `null` where it cannot be used.
 */
address: string | null, };

/**
 * How the app can be started with a server.
 */
export type LaunchModes = { 
/**
 * From within the EHR.
 */
ehr: boolean, 
/**
 * By itself.
 */
standalone: boolean, 
/**
 * The capability set of a patient who opens the app.
 */
patientStandalone: boolean, 
/**
 * The capability set of a patient who opens the app from a portal.
 */
patientEhr: boolean, 
/**
 * The capability set of a clinician who opens the app.
 */
clinicianStandalone: boolean, 
/**
 * The capability set of a clinician who opens the app from the EHR.
 */
clinicianEhr: boolean, 
/**
 * The authorization request can be sent by POST.
 */
authorizePost: boolean, };

/**
 * A client type that a server takes.
 */
export type ClientType = { 
/**
 * Which.
 */
authentication: Authentication, 
/**
 * `true` where capabilities **and** fields say so; `false` where only one of them does.
 */
confirmed: boolean, };

/**
 * Something in a server's metadata that is not as the specification wants it.
 */
export type ServerWarning = { 
/**
 * Stable code, for example `required-member-missing`.
 */
code: string, 
/**
 * The member that it is about.
 */
member: string | null, };

/**
 * Settings to begin with.
 */
export type SuggestedSettings = { 
/**
 * Client type; `null` where the server takes none that this app has.
 */
authentication: Authentication | null, 
/**
 * Scopes of a sign-in from here.
 */
scope: string, 
/**
 * How the browser hands the answer back.
 */
redirect: RedirectWay, 
/**
 * Client id that open sandboxes take.
 */
clientId: string, };

/**
 * Public servers to try.
 */
export type Presets = { 
/**
 * By name.
 */
presets: Array<Preset>, };

/**
 * A public server to try.
 */
export type Preset = { 
/**
 * What it is called.
 */
name: string, 
/**
 * FHIR base URL.
 */
fhirBaseUrl: string, 
/**
 * `VendorSummary.vendor`.
 */
vendor: string, 
/**
 * `true`: takes any client id, no registration is needed.
 */
open: boolean, 
/**
 * Page on which an app is registered.
 */
registrationPage: string | null, };

/**
 * What to enter where an app is registered.
 */
export type RegistrationQuery = { 
/**
 * For this saved server; in general where absent.
 */
server?: string, 
/**
 * The client type that is registered.
 */
authentication?: Authentication, };

/**
 * What to enter where an app is registered.
 */
export type RegistrationHelp = { 
/**
 * Name of the app.
 */
clientName: string, 
/**
 * Redirect URIs, the first one first where only one is taken.
 */
redirectUris: Array<string>, 
/**
 * Where an EHR starts the app.
 */
launchUri: string, 
/**
 * Scopes to tick.
 */
scope: string, 
/**
 * Public keys of this installation as a JWK Set, for a client type with a key pair.
 */
jwks: string | null, 
/**
 * The same as client metadata (RFC 7591), to be copied whole.
 */
metadata: string, 
/**
 * `true`: the server registers apps by itself: `register_client`.
 */
canRegister: boolean, };

/**
 * Let the app register itself with a saved server (RFC 7591).
 */
export type RegisterClient = { 
/**
 * From `ServerSummary`.
 */
server: string, 
/**
 * The client type to register; `automatic`: the strongest that the server takes.
 */
authentication?: Authentication, 
/**
 * Initial access token, where the server gave one out for this. It is used once and not kept.
 */
accessToken?: string, };

/**
 * What a server made of a registration. Secrets that came with it are in the vault.
 */
export type ClientRegistered = { 
/**
 * The server with its new settings.
 */
server: ServerSummary, 
/**
 * The name that it gave this installation.
 */
clientId: string, 
/**
 * How this installation proves itself there.
 */
authentication: Authentication, 
/**
 * What it may ask for, blank separated, where the server says so.
 */
scope: string | null, 
/**
 * RFC 3339, UTC: when the client secret ends, where it does.
 */
secretExpires: string | null, 
/**
 * `true`: removing the server here also ends the registration there (RFC 7592).
 */
canBeEnded: boolean, };

/**
 * Fill the directory of care providers.
 */
export type BrandSource = { "type": "address", 
/**
 * Where it is.
 */
url: string, } | { "type": "text", 
/**
 * Its JSON.
 */
json: string, };

/**
 * Look for a care provider, without the network.
 */
export type BrandSearch = { 
/**
 * Words of a name, an alias or a place.
 */
words: string, 
/**
 * At most so many, at most 100.
 */
count: number, };

/**
 * Care providers that were found.
 */
export type Brands = { 
/**
 * Providers in the directory.
 */
known: number, 
/**
 * Entries of the last Bundle that could not be read.
 */
skipped: number, 
/**
 * RFC 3339, UTC: when this was last known to be what there is.
 */
asOf: string | null, 
/**
 * Where the directory came from, to ask there again; `null`: from a file.
 */
address: string | null, 
/**
 * The best first.
 */
brands: Array<Brand>, };

/**
 * A care provider and its server.
 */
export type Brand = { 
/**
 * Its name.
 */
name: string, 
/**
 * Other names, and those of the organisation it is part of.
 */
aliases: Array<string>, 
/**
 * City and state, where given.
 */
place: string | null, 
/**
 * FHIR base URL.
 */
fhirBaseUrl: string, 
/**
 * Name of the portal that patients know.
 */
portal: string | null, };

/**
 * A server names other addresses than those that were agreed to.
 */
export type EndpointChange = { 
/**
 * `issuer`, `authorize` (origin only) or `token`.
 */
name: string, 
/**
 * As agreed to.
 */
before: string | null, 
/**
 * As the server says now.
 */
now: string | null, };

/**
 * What happens without being asked for.
 */
export type AppEvent = { "type": "launchRequested", 
/**
 * The request.
 */
request: LaunchRequest, } | { "type": "linkRefused", 
/**
 * Why.
 */
problem: Problem, } | { "type": "signedIn", 
/**
 * The session.
 */
session: SessionSummary, } | { "type": "sessionEnded", 
/**
 * Which.
 */
session: string, 
/**
 * Why.
 */
problem: Problem, } | { "type": "networkBack", 
/**
 * Which record.
 */
record: string, } | { "type": "custodyChanged", 
/**
 * How it is now.
 */
custody: Custody, } | { "type": "locked", 
/**
 * Why.
 */
reason: LockReason, } | { "type": "unlocked" } | { "type": "lockingSoon", 
/**
 * After this many seconds.
 */
seconds: number, } | { "type": "lockPutOff" } | { "type": "clockOff", 
/**
 * By how much this computer's clock is ahead of the server's.
 */
seconds: number, } | { "type": "updatesChanged", 
/**
 * How it is now.
 */
updates: Updates, } | { "type": "missed" };

/**
 * A moment that a benchmark wants to know of.
 */
export type Mark = { 
/**
 * `interactive`, `banner`, `record-complete`.
 */
name: string, };

/**
 * Names a flow. That of a sign-in has the sign-in's name.
 */
export type FlowRef = { 
/**
 * `FlowSummary.flow`.
 */
flow: string, };

/**
 * Ask for one flow.
 */
export type FlowQuery = { 
/**
 * `FlowSummary.flow`.
 */
flow: string, 
/**
 * Show what names the patient or the person who signed in. Secrets stay hidden.
 */
reveal: boolean, };

/**
 * What a flow is for.
 */
export type FlowKind = "signIn" | "refresh" | "signOut" | "introspection" | "registration";

/**
 * What the server says of a session's access token (RFC 7662).
 */
export type TokenStanding = { 
/**
 * `false`: unknown there, expired or revoked.
 */
active: boolean, 
/**
 * What it opens, blank separated, where the server says.
 */
scope: string | null, 
/**
 * RFC 3339, UTC: when it ends, where the server says.
 */
expires: string | null, };

/**
 * Where a flow or a step stands.
 */
export type FlowOutcome = "running" | "done" | "failed";

/**
 * A sign-in, refresh or sign-out of this run.
 */
export type FlowSummary = { 
/**
 * Names it.
 */
flow: string, 
/**
 * What it is.
 */
kind: FlowKind, 
/**
 * Host of the FHIR server; empty while it is not known.
 */
host: string, 
/**
 * The session it belongs to, as far as there is one.
 */
session: string | null, 
/**
 * RFC 3339, UTC.
 */
began: string, 
/**
 * How it ended, if it did.
 */
outcome: FlowOutcome, 
/**
 * From the first step to the last, waiting for the person included.
 */
milliseconds: number | null, 
/**
 * Why it failed.
 */
problem: Problem | null, 
/**
 * Grows with every change.
 */
revision: number, };

/**
 * The flows that are kept.
 */
export type FlowList = { 
/**
 * Newest first.
 */
flows: Array<FlowSummary>, };

/**
 * A flow began, went on or ended: ask again for what is on screen.
 */
export type FlowsChanged = { 
/**
 * Grows with every change; several changes may come as one.
 */
revision: number, };

/**
 * The steps there are.
 */
export type FlowStepKind = "launch" | "discovery" | "registration" | "authorize" | "browser" | "redirect" | "token" | "identity" | "refresh" | "revoke" | "introspect";

/**
 * What is not shown.
 */
export type Redacted = "access-token" | "refresh-token" | "id-token" | "token" | "code" | "state" | "nonce" | "code-verifier" | "code-challenge" | "launch" | "assertion" | "request-uri" | "client-secret" | "person" | "other";

/**
 * What names the patient or who signed in, for the screen of the person who asked. Not for logs.
 */
export type Revealed = string;

/**
 * A value that may be shown, or what kind of value it is.
 */
export type FlowValue = { "type": "shown", 
/**
 * The value.
 */
text: string, } | { "type": "redacted", 
/**
 * What it is.
 */
kind: Redacted, 
/**
 * Eight hexadecimal digits, the same for the same value within one run of the app. None where
 * the value is short enough to be found by trying.
 */
fingerprint: string | null, 
/**
 * Bytes.
 */
length: number, 
/**
 * Patient data that the person asked to see.
 */
revealed: Revealed | null, };

/**
 * Where a parameter stands.
 */
export type FlowPlace = "query" | "header" | "body";

/**
 * A name with its value.
 */
export type FlowParameter = { 
/**
 * As the specification calls it.
 */
name: string, 
/**
 * Where it stands.
 */
place: FlowPlace, 
/**
 * Its value, as far as it may be shown.
 */
value: FlowValue, };

/**
 * What was sent.
 */
export type FlowRequest = { 
/**
 * `GET`, `POST`; empty for what is no HTTP request.
 */
method: string, 
/**
 * Scheme, host and path. Long, opaque parts of the path are shortened.
 */
url: string, 
/**
 * Query, form and headers.
 */
parameters: Array<FlowParameter>, };

/**
 * What came back.
 */
export type FlowAnswer = { 
/**
 * HTTP status.
 */
status: number | null, 
/**
 * Media type without its parameters.
 */
mediaType: string | null, 
/**
 * Size of the body.
 */
bytes: number | null, 
/**
 * Members of the document or parameters of the link.
 */
members: Array<FlowParameter>, };

/**
 * One step.
 */
export type FlowStep = { 
/**
 * From 1.
 */
number: number, 
/**
 * What it is for.
 */
kind: FlowStepKind, 
/**
 * Where it stands.
 */
outcome: FlowOutcome, 
/**
 * RFC 3339, UTC.
 */
began: string, 
/**
 * How long it took.
 */
milliseconds: number | null, 
/**
 * What was sent, and where.
 */
request: FlowRequest | null, 
/**
 * What came back.
 */
answer: FlowAnswer | null, 
/**
 * What was wrong.
 */
problem: Problem | null, 
/**
 * Where the server departs from the specification, as stable codes.
 */
warnings: Array<string>, };

/**
 * A flow with its steps.
 */
export type Flow = { 
/**
 * What is said of it in the list.
 */
summary: FlowSummary, 
/**
 * In the order in which they began.
 */
steps: Array<FlowStep>, 
/**
 * Steps that were not kept, for want of room.
 */
stepsLeftOut: number, 
/**
 * `true`: the session is open, and its server can be asked about the access token
 * (`introspect_token`).
 */
mayAsk: boolean, };

/**
 * What can be sent to whoever helps. Holds no secret and nothing of a patient.
 */
export type SupportReport = { 
/**
 * To read.
 */
text: string, 
/**
 * The same, for programs.
 */
json: string, };

/**
 * One attachment of a resource.
 */
export type AttachmentRef = { 
/**
 * The record.
 */
record: string, 
/**
 * `Entry.key`.
 */
key: string, 
/**
 * Which, from 0.
 */
index: number, };

/**
 * What a resource brings to be read.
 */
export type Attachments = { 
/**
 * In the order of the resource.
 */
attachments: Array<AttachmentSummary>, 
/**
 * The resource in words, as its author wrote it.
 */
narrative: Narrative | null, 
/**
 * This document, what it replaces and what replaces it, newest first; empty where it stands alone.
 */
versions: Array<Entry>, };

/**
 * An attachment before it is opened.
 */
export type AttachmentSummary = { 
/**
 * Which, from 0.
 */
index: number, 
/**
 * As sent.
 */
contentType: string | null, 
/**
 * As sent.
 */
title: string | null, 
/**
 * As sent.
 */
creation: string | null, 
/**
 * Bytes, as its sender counts them.
 */
size: number | null, 
/**
 * Where it is.
 */
place: AttachmentPlace, };

/**
 * Where an attachment is.
 */
export type AttachmentPlace = { "type": "record" } | { "type": "server" } | { "type": "elsewhere", 
/**
 * Whose.
 */
host: string, 
/**
 * The browser can be asked to show it: its address is `https`.
 */
mayOpen: boolean, } | { "type": "nowhere" };

/**
 * A resource in words.
 */
export type Narrative = { 
/**
 * `text.status` as sent.
 */
status: string | null, 
/**
 * Harmless.
 */
text: Markup, };

/**
 * How the opening of a document goes on. The stream ends after `Finished` or `Failed`, and without a
 * last event when another document of the record is opened or this one is closed.
 */
export type DocumentEvent = { "type": "progress", 
/**
 * Bytes so far.
 */
received: number, 
/**
 * Bytes in all, where the server says so.
 */
expected: number | null, } | { "type": "opened", 
/**
 * To be shown.
 */
content: Content, 
/**
 * Bytes.
 */
size: number, 
/**
 * As its sender declared it.
 */
declared: string | null, 
/**
 * What does not fit.
 */
doubts: Array<Doubt>, 
/**
 * What tells the person that the document names from the person of the record.
 */
differences: Array<Difference>, } | { "type": "bytes", 
/**
 * In Base64.
 */
base64: string, } | { "type": "finished" } | { "type": "failed", 
/**
 * Why.
 */
problem: Problem, };

/**
 * What does not fit about a document.
 */
export type Doubt = "type" | "size" | "hash";

/**
 * A document was saved.
 */
export type DocumentSaved = { 
/**
 * Name of the file in the folder for downloads.
 */
file: string, };

/**
 * A document that can be shown.
 */
export type Content = { "type": "pdf" } | { "type": "image", 
/**
 * Its media type, told by the bytes.
 */
mediaType: string, } | { "type": "text", 
/**
 * To be shown.
 */
text: PlainText, } | { "type": "page", 
/**
 * To be shown.
 */
page: Markup, } | { "type": "clinical", 
/**
 * Header and sections.
 */
document: Cda, 
/**
 * Another document in its body; the bytes, where there are any, are that document's.
 */
body: Content | null, } | { "type": "unknown" };

/**
 * Text to read, with characters that turn the writing round made visible.
 */
export type PlainText = { 
/**
 * The text.
 */
text: string, 
/**
 * There is more than is shown.
 */
cut: boolean, 
/**
 * Nobody said how it is written, or what was said is not so: letters may be wrong.
 */
guessed: boolean, 
/**
 * Pictures in it that are not shown.
 */
pictures: number, };

/**
 * Markup that is safe to show, and what was taken out of it.
 */
export type Markup = { 
/**
 * To be shown.
 */
html: SafeHtml, 
/**
 * Where its links led; in the text each is followed by its host.
 */
links: Array<PageLink>, 
/**
 * What is not shown.
 */
leftOut: LeftOut, };

/**
 * HTML that only holds elements and attributes of the allow-list: no links, no styles, no identifiers,
 * nothing that acts or is fetched. Only [`sanitise`] makes one.
 */
export type SafeHtml = string;

/**
 * A link of a document, which is not one any more.
 */
export type PageLink = { 
/**
 * The host, in ASCII.
 */
host: string, 
/**
 * The address: `https` and nothing else.
 */
url: string, };

/**
 * What was taken out.
 */
export type LeftOut = { 
/**
 * Scripts, event handlers, frames, forms, drawings in SVG and the like.
 */
active: number, 
/**
 * Pictures that are somewhere else, or of a kind that is not shown.
 */
pictures: number, 
/**
 * The end, because it is too long.
 */
cut: boolean, };

/**
 * A clinical document.
 */
export type Cda = { 
/**
 * As sent.
 */
title: string | null, 
/**
 * What kind of document it is, in the words of its code.
 */
kind: string | null, 
/**
 * ISO 8601, as precise as it was sent.
 */
time: string | null, 
/**
 * Of whom it is; honest documents name one person.
 */
patients: Array<Person>, 
/**
 * Who wrote it.
 */
authors: Array<Party>, 
/**
 * Who keeps it.
 */
custodian: string | null, 
/**
 * Who answers for it with their name.
 */
authenticator: Party | null, 
/**
 * In the order of the document.
 */
sections: Array<CdaSection>, 
/**
 * There are more sections than are shown.
 */
cut: boolean, 
/**
 * Where its links led.
 */
links: Array<PageLink>, 
/**
 * What of its sections is not shown.
 */
leftOut: LeftOut, };

/**
 * A section.
 */
export type CdaSection = { 
/**
 * As sent, else the words of its code.
 */
title: string | null, 
/**
 * 1 for a section of the document, 2 for one within it.
 */
level: number, 
/**
 * Its text; `None` where it has none.
 */
html: SafeHtml | null, 
/**
 * Coded entries, which its text should say in words.
 */
entries: number, };

/**
 * Somebody who had a part in a document.
 */
export type Party = { 
/**
 * The person, or the program.
 */
name: string | null, 
/**
 * For whom they worked.
 */
organization: string | null, 
/**
 * ISO 8601, as precise as it was sent.
 */
time: string | null, };

/**
 * A person as a document names them.
 */
export type Person = { 
/**
 * Family name.
 */
family: string | null, 
/**
 * Given names joined by a space.
 */
given: string | null, 
/**
 * The name where it is not split.
 */
text: string | null, 
/**
 * ISO 8601, as precise as it was sent.
 */
birthDate: string | null, 
/**
 * As sent.
 */
gender: string | null, };

/**
 * What differs between two persons.
 */
export type Difference = "familyName" | "givenName" | "birthDate";

/**
 * Ask for a page of the activity log.
 */
export type ActivityQuery = { 
/**
 * Entries before the one of this number; the newest where absent. The whole log is checked when
 * the newest are asked for.
 */
before?: number, 
/**
 * How many; at most 500 are given.
 */
count: number, 
/**
 * Only these; all where absent.
 */
group?: ActivityGroup, };

/**
 * What entries are about.
 */
export type ActivityGroup = "signIn" | "record" | "app";

/**
 * A page of the activity log.
 */
export type ActivityPage = { 
/**
 * The newest first.
 */
entries: Array<ActivityEntry>, 
/**
 * There are older ones.
 */
more: boolean, 
/**
 * Whether the log is what was written.
 */
state: ActivityState, 
/**
 * What is done now cannot be written down.
 */
problem: Problem | null, };

/**
 * Whether the log is what was written.
 */
export type ActivityState = { "type": "intact" } | { "type": "changed", 
/**
 * Its number.
 */
at: number, } | { "type": "cut", 
/**
 * The number of the last one before the gap; 0 at the beginning.
 */
after: number, } | { "type": "unanchored" };

/**
 * One entry of the activity log.
 */
export type ActivityEntry = { 
/**
 * Its number.
 */
sequence: number, 
/**
 * RFC 3339, UTC.
 */
at: string, 
/**
 * What was done: `sign-in`, `record-opened` and so on. A newer version may have written one that
 * this one has no words for.
 */
event: string, 
/**
 * What it is about.
 */
group: ActivityGroup, 
/**
 * How it ended.
 */
outcome: ActivityOutcome, 
/**
 * Why it ended so: a problem code, where it is one.
 */
code: string | null, 
/**
 * What it was done to: a section, a type of resource.
 */
detail: string | null, 
/**
 * Scheme, host and port of the server.
 */
server: string | null, 
/**
 * Eight digits that are the same for the same patient.
 */
patient: string | null, 
/**
 * Eight digits that are the same for the same user.
 */
user: string | null, };

/**
 * How something ended.
 */
export type ActivityOutcome = "done" | "failed" | "refused" | "cancelled";

/**
 * The activity log was written to a file.
 */
export type ActivityExported = { 
/**
 * Its name, in the folder for downloads.
 */
file: string, 
/**
 * The log was changed or cut. It was set aside, and a new one begun.
 */
acknowledged: boolean, };

/**
 * What of a record is taken along.
 */
export type ExportChoice = { 
/**
 * These sections.
 */
sections: Array<Section>, 
/**
 * `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: nothing that was over before. What has no date stays in.
 */
from?: string, 
/**
 * The same: nothing that began after.
 */
to?: string, 
/**
 * What is resolved, stopped or completed, too.
 */
historical: boolean, 
/**
 * What is recorded and is not a fact, too; marked as such.
 */
notFacts: boolean, };

/**
 * The form of a copy.
 */
export type ExportForm = "bundle" | "csv" | "ips";

/**
 * Ask what a choice holds, or for its rows.
 */
export type ExportQuery = { 
/**
 * Whose record.
 */
record: string, 
/**
 * What of it.
 */
what: ExportChoice, };

/**
 * Write a copy into the folder for downloads.
 */
export type ExportRecord = { 
/**
 * Whose record.
 */
record: string, 
/**
 * What of it.
 */
what: ExportChoice, 
/**
 * How.
 */
form: ExportForm, };

/**
 * What a choice holds, before anything is written.
 */
export type ExportCounts = { 
/**
 * Every section of the record, chosen or not, in the order of the record.
 */
sections: Array<ExportSection>, 
/**
 * Entries of the chosen sections that go along.
 */
entries: number, 
/**
 * RFC 3339, UTC: when the record was last read to its end; `None`: not yet.
 */
asOf: string | null, 
/**
 * Why no file may be written, where it may not. Printing is not meant.
 */
obstacle: Problem | null, };

/**
 * What a choice holds of one section.
 */
export type ExportSection = { 
/**
 * Which.
 */
section: Section, 
/**
 * Entries that go along where the section is chosen.
 */
entries: number, 
/**
 * How far it was read; `None`: nobody knows.
 */
state: SectionState | null, };

/**
 * How the writing of a copy goes on. The stream ends after `Finished` or `Failed`; who stops listening
 * before gets no copy.
 */
export type ExportEvent = { "type": "progress", 
/**
 * Entries that were written.
 */
done: number, 
/**
 * Entries that were looked at and are to be looked at.
 */
total: number, } | { "type": "finished", 
/**
 * What is where.
 */
exported: Exported, } | { "type": "failed", 
/**
 * Why.
 */
problem: Problem, };

/**
 * A copy that was written.
 */
export type Exported = { 
/**
 * Its name, in the folder for downloads.
 */
name: string, 
/**
 * It is a folder of files.
 */
isFolder: boolean, 
/**
 * Chosen entries that are in it.
 */
entries: number, 
/**
 * Resources that were added because those name them: the patient, medicines, people, places.
 */
added: number, 
/**
 * Chosen entries that have no place in this form.
 */
leftOut: number, 
/**
 * Chosen entries whose text is no JSON object; the copy names them.
 */
unreadable: number, 
/**
 * Not everything of what was chosen had been read from the server; the copy says so.
 */
incomplete: boolean, };

/**
 * The rows of a choice, to be printed. The stream ends after `Finished` or `Failed`.
 */
export type PrintEvent = { "type": "rows", 
/**
 * Of which section.
 */
section: Section, 
/**
 * In the order of the section.
 */
rows: Array<Entry>, } | { "type": "finished", 
/**
 * Rows that were given.
 */
entries: number, } | { "type": "failed", 
/**
 * Why.
 */
problem: Problem, };

/** Answered once. */
export type Calls = {
  /** Everything the first screen needs. */
  overview: { request: null; answer: Overview };
  /** Give up a sign-in. */
  cancel_sign_in: { request: SignInRef; answer: null };
  /** Open the browser again for a sign-in that waits. */
  reopen_browser: { request: SignInRef; answer: null };
  /** The authorization link of a sign-in that waits. */
  authorize_link: { request: SignInRef; answer: AuthorizeLink };
  /** Take the redirect from a person whose browser could not hand it over. */
  paste_redirect: { request: PastedRedirect; answer: null };
  /** Refuse an EHR launch. */
  dismiss_launch: { request: LaunchRef; answer: null };
  /** Look for patients, as the server finds them. */
  find_patients: { request: PatientSearch; answer: Patients };
  /** Name the record of a patient that was found, to load it. */
  open_patient: { request: PatientRef; answer: PatientOpened };
  /** The patients that were opened in a session, the last one first. */
  recent_patients: { request: SessionRef; answer: RecentPatients };
  /** Take a record off the screen and out of memory. */
  close_record: { request: RecordRef; answer: null };
  /** A window of rows. */
  rows: { request: RowsQuery; answer: Rows };
  /** A window of results by panel. */
  panels: { request: PanelsQuery; answer: PanelRows };
  /** What a list can be narrowed by, with counts. */
  facets: { request: FacetsQuery; answer: Facets };
  /** Search the whole record. */
  search: { request: SearchQuery; answer: Found };
  /** One analyte over time. */
  trend: { request: TrendQuery; answer: Trend };
  /** One resource with its JSON. */
  resource: { request: ResourceQuery; answer: ResourceView };
  /** What one resource points at, and what points at it. */
  related: { request: ResourceQuery; answer: Related };
  /** Read the resource that a reference leads to, from the server of the session. It is not kept. */
  read_reference: { request: ReferenceQuery; answer: ResourceRead };
  /** The versions of one resource, where the server keeps them. */
  history: { request: ResourceQuery; answer: History };
  /** What a resource brings to be read: its attachments, its narrative, its versions. */
  attachments: { request: ResourceQuery; answer: Attachments };
  /** Stop opening a document. */
  close_document: { request: RecordRef; answer: null };
  /** Save a document, as it was sent, in the folder for downloads. */
  save_document: { request: AttachmentRef; answer: DocumentSaved };
  /** Let the browser show an attachment that is at another server. */
  open_elsewhere: { request: AttachmentRef; answer: null };
  /** Who is signed in, read from the server with the session's token. */
  signed_in_as: { request: SessionRef; answer: SignedInAs };
  /** End a session here and, where the server offers it, there. */
  sign_out: { request: SessionRef; answer: SignedOut };
  /** Sign out and take the connection off the list. */
  forget_connection: { request: SessionRef; answer: null };
  /** Destroy what is kept of a patient on this computer, the name in the lists included. */
  forget_patient: { request: RecordRef; answer: null };
  /** Try the system's keychain again. */
  retry_keyring: { request: null; answer: Custody };
  /** Give up sealed sign-ins whose key is lost, and begin a new vault. */
  reset_vault: { request: null; answer: Custody };
  /** The saved servers, and the vendor profiles to choose from. */
  servers: { request: null; answer: Servers };
  /** Ask a server what it supports, and how to begin with it. */
  inspect_server: { request: InspectServer; answer: ServerInspection };
  /** Open the server's page on which a person manages what apps may see, in the browser. */
  manage_access: { request: ManageAccess; answer: null };
  /** Add a server, or change one. */
  save_server: { request: SaveServer; answer: ServerSummary };
  /** Forget a server, its secret, and the sign-ins that were made with it. */
  remove_server: { request: ServerRef; answer: null };
  /** Keep the client secret of a server. It is never given back. */
  set_client_secret: { request: SetClientSecret; answer: null };
  /** Public servers to try. */
  presets: { request: null; answer: Presets };
  /** What to enter where this app is registered: addresses, key, metadata. */
  registration_help: { request: RegistrationQuery; answer: RegistrationHelp };
  /** Let the app register itself with a server (RFC 7591). */
  register_client: { request: RegisterClient; answer: ClientRegistered };
  /** Fill the directory of care providers from a User-access Brands Bundle. */
  load_brands: { request: BrandSource; answer: Brands };
  /** Look for a care provider in the directory, without the network. */
  brands: { request: BrandSearch; answer: Brands };
  /** The network may be back: a load that waits for it looks now. */
  look_for_network: { request: null; answer: null };
  /** Somebody is there: the app does not lock for a while. */
  active: { request: null; answer: null };
  /** Lock the app: keys and tokens leave the memory, the record leaves the screen. */
  lock: { request: null; answer: null };
  /** Ask the system who is there, and go on where it was. */
  unlock: { request: null; answer: null };
  /** End all sessions here and, where servers offer it, there. Also while locked. */
  sign_out_everywhere: { request: null; answer: SignedOut };
  /** Ask the update server for a new version of the app now. */
  check_updates: { request: null; answer: Updates };
  /** Fetch the version that is offered, to be installed at once or when the app ends. */
  take_update: { request: TakeUpdate; answer: Updates };
  /** What to send to whoever helps with an app that does not stay up. */
  safe_mode_report: { request: null; answer: SupportReport };
  /** Leave the safe mode: start again as on any other day. */
  start_normally: { request: null; answer: null };
  /** Note a moment for a benchmark. */
  mark: { request: Mark; answer: null };
  /** The sign-ins, refreshes and sign-outs of this run, newest first. */
  flows: { request: null; answer: FlowList };
  /** One of them, step by step. */
  flow: { request: FlowQuery; answer: Flow };
  /** Ask the server what it knows of the access token of a session (RFC 7662). */
  introspect_token: { request: SessionRef; answer: TokenStanding };
  /** What to send to whoever helps with it. */
  support_report: { request: FlowRef; answer: SupportReport };
  /** A page of the activity log, the newest first, and whether the log is what was written. */
  activity: { request: ActivityQuery; answer: ActivityPage };
  /** Write the activity log to a file in the folder for downloads. */
  export_activity: { request: null; answer: ActivityExported };
  /** Note that the person printed a record. */
  printed: { request: RecordRef; answer: null };
  /** What a choice of a record holds, and what is missing of it, before it is taken along. */
  count_export: { request: ExportQuery; answer: ExportCounts };
  /** Write a chart that is on screen, or its values, into the folder for downloads. */
  save_chart: { request: SaveChart; answer: ChartSaved };
};

/** Sends events until the last one. */
export type Streams = {
  /** Sign in: discovery, system browser, deep link, token exchange. */
  connect: { request: Connect; event: SignInEvent };
  /** Fetch a record; rows can be asked for while it arrives. */
  load_record: { request: RecordRef; event: RecordEvent };
  /** Write a copy of a record into the folder for downloads. */
  export_record: { request: ExportRecord; event: ExportEvent };
  /** The rows of a choice of a record, to be printed. */
  rows_to_print: { request: ExportQuery; event: PrintEvent };
  /** Open a document of the record. */
  open_document: { request: AttachmentRef; event: DocumentEvent };
  /** Fetch one part of a record again, after the rest was loaded. */
  load_part: { request: LoadPart; event: RecordEvent };
  /** Fetch all of a record again, whatever is known of it. */
  load_everything: { request: RecordRef; event: RecordEvent };
  /** Fetch what a load did not get for want of a network. */
  resume_load: { request: RecordRef; event: RecordEvent };
  /** What happens without being asked for. */
  events: { request: null; event: AppEvent };
  /** The flows change: ask again for what is on screen. Does not end. */
  watch_flows: { request: null; event: FlowsChanged };
};

/** Every problem code, for tests that each has words. */
export const problemCodes: readonly ProblemCode[] = [
  "address-invalid",
  "address-insecure",
  "server-unreachable",
  "proxy-sign-in-needed",
  "tls-untrusted",
  "not-smart",
  "endpoint-unusable",
  "endpoint-changed",
  "registration-unsupported",
  "registration-not-offered",
  "registration-token-needed",
  "registration-refused",
  "registration-unusable",
  "policy-unreadable",
  "server-not-allowed",
  "set-by-policy",
  "server-unknown",
  "client-id-invalid",
  "client-secret-invalid",
  "client-credential-missing",
  "brands-unreadable",
  "scope-invalid",
  "browser-unavailable",
  "link-handler-missing",
  "loopback-unavailable",
  "redirect-uri-invalid",
  "sign-in-cancelled",
  "sign-in-timed-out",
  "consent-denied",
  "link-expired",
  "link-reused",
  "link-foreign",
  "issuer-mismatch",
  "server-refused",
  "client-unknown",
  "grant-refused",
  "token-unusable",
  "identity-unproven",
  "patient-missing",
  "patient-changed",
  "user-changed",
  "other-patient",
  "session-ended",
  "ehr-session-ended",
  "renewal-interrupted",
  "session-unknown",
  "server-busy",
  "server-failed",
  "not-permitted",
  "not-granted",
  "not-asked-for",
  "not-supported",
  "not-fhir",
  "too-large",
  "foreign-address",
  "paging-endless",
  "stopped-at-limit",
  "entries-unreadable",
  "count-mismatch",
  "load-interrupted",
  "server-remark",
  "categories-only",
  "permission-narrowed",
  "part-refused",
  "resource-gone",
  "sign-in-needed",
  "search-empty",
  "resource-unknown",
  "document-gone",
  "document-unreadable",
  "document-not-saved",
  "keyring-locked",
  "keyring-missing",
  "keyring-silent",
  "keyring-entry-lost",
  "vault-damaged",
  "vault-newer",
  "storage-failed",
  "locked",
  "unlock-refused",
  "unlock-unavailable",
  "introspection-refused",
  "activity-log-failed",
  "export-not-allowed",
  "export-range-invalid",
  "export-cancelled",
  "export-failed",
  "flow-unknown",
  "update-unreachable",
  "update-refused",
  "update-in-session",
  "internal",
];

/** Every section, in the order of the record. */
export const sectionNames: readonly Section[] = [
  "allergies",
  "problems",
  "medications",
  "alerts",
  "results",
  "vitals",
  "immunizations",
  "procedures",
  "encounters",
  "reports",
  "documents",
  "carePlans",
  "orders",
  "careTeam",
  "devices",
  "assessments",
  "socialHistory",
  "familyHistory",
  "directives",
  "appointments",
  "coverage",
  "other",
];

/** The id of every display rule, by its name. */
export const displayRules = {
  "entered-in-error": "DR-01",
  "entered-in-error-verification": "DR-02",
  "entered-in-error-clinical": "DR-03",
  "refuted": "DR-04",
  "prohibition": "DR-27",
  "negated": "DR-05",
  "not-done": "DR-06",
  "cancelled": "DR-07",
  "event-done": "DR-08",
  "event-corrected": "DR-09",
  "event-under-way": "DR-10",
  "event-not-final": "DR-11",
  "event-broken-off": "DR-12",
  "medication-in-use": "DR-13",
  "medication-over": "DR-14",
  "medication-not-started": "DR-15",
  "medication-not-ordered": "DR-16",
  "clinically-active": "DR-17",
  "clinically-over": "DR-18",
  "confirmed": "DR-19",
  "unconfirmed": "DR-20",
  "document-current": "DR-21",
  "document-superseded": "DR-22",
  "document-not-final": "DR-23",
  "other-current": "DR-24",
  "other-over": "DR-25",
  "other-tentative": "DR-26",
  "status-missing": "DR-40",
  "status-not-in-fhir": "DR-41",
  "inactive-flag": "DR-42",
  "bare-code": "DR-43",
  "none-known": "DR-44",
  "digits-as-sent": "DR-45",
  "comparator": "DR-46",
  "missing-unit": "DR-47",
  "flag-as-sent": "DR-48",
  "text-only-range": "DR-49",
  "data-absent": "DR-50",
  "malformed": "DR-51",
  "modifier-extension": "DR-52",
  "composed-dosage": "DR-53",
  "undated": "DR-54",
  "partial-date": "DR-55",
  "time-as-sent": "DR-56",
  "unreadable-date": "DR-57",
  "unknown-type": "DR-58",
  "deceased": "DR-59",
  "merged": "DR-60",
  "withdrawn": "DR-61",
  "wrong-patient": "DR-62",
  "panel": "DR-63",
  "taken-together": "DR-64",
} as const;

/** Every status code that a display rule speaks of, for tests that each has words. */
export const statusCodes: readonly string[] = [
  "aborted",
  "accepted",
  "active",
  "amended",
  "appended",
  "arrived",
  "available",
  "booked",
  "canceled",
  "cancelled",
  "checked-in",
  "completed",
  "confirmed",
  "corrected",
  "current",
  "declined",
  "differential",
  "discharged",
  "discontinued",
  "draft",
  "ended",
  "entered-in-error",
  "error",
  "expired",
  "failed",
  "final",
  "finished",
  "fulfilled",
  "in-progress",
  "inactive",
  "intended",
  "noshow",
  "not-done",
  "not-taken",
  "nullified",
  "on-hold",
  "onleave",
  "option",
  "partial",
  "pending",
  "plan",
  "planned",
  "preliminary",
  "preparation",
  "presumed",
  "proposal",
  "proposed",
  "provisional",
  "published",
  "ready",
  "received",
  "recorded",
  "recurrence",
  "refused",
  "refuted",
  "registered",
  "rejected",
  "relapse",
  "remission",
  "replaced",
  "requested",
  "resolved",
  "retired",
  "revoked",
  "stopped",
  "superseded",
  "suspended",
  "tentative",
  "triaged",
  "unconfirmed",
  "waitlist",
];

/** Every label of a detail, for tests that each has words. */
export const detailLabels: readonly string[] = [
  "abatement",
  "absent-reason",
  "achievement",
  "activity",
  "actuality",
  "address",
  "addresses",
  "admitted-from",
  "age",
  "agent",
  "allergy",
  "allergy-type",
  "answer",
  "answer-within",
  "asserted",
  "asserter",
  "authenticator",
  "author",
  "authority",
  "based-on",
  "basis",
  "body-site",
  "born",
  "business-status",
  "care-manager",
  "class",
  "collected",
  "comment",
  "complication",
  "conclusion",
  "confidentiality",
  "course",
  "created",
  "criticality",
  "custodian",
  "decision",
  "description",
  "detected",
  "device",
  "diagnosis",
  "died",
  "diet",
  "discharged-to",
  "disposition",
  "document-status",
  "document-type",
  "dosage",
  "dose",
  "dose-number",
  "due",
  "encounter",
  "ends",
  "evidence",
  "expires",
  "explanation",
  "facility",
  "family-condition",
  "file",
  "finding",
  "follow-up",
  "form",
  "gender",
  "goal",
  "handed-over",
  "identifier",
  "images",
  "implicated",
  "ingredient",
  "instruction",
  "interpretation",
  "interpreter",
  "issued",
  "item",
  "last-occurrence",
  "left-out",
  "length",
  "lot-number",
  "made",
  "manufacturer",
  "method",
  "minutes",
  "mitigation",
  "modality",
  "model",
  "network",
  "note",
  "onset",
  "ordered",
  "origin",
  "outcome",
  "owner",
  "paid",
  "part-of",
  "participant",
  "payer",
  "performer",
  "period",
  "place",
  "planned-for",
  "policy",
  "policy-holder",
  "practice",
  "prediction",
  "preferred",
  "priority",
  "problem",
  "prognosis",
  "provider",
  "purpose",
  "quantity",
  "reaction",
  "reason",
  "received",
  "recorded",
  "recorder",
  "relationship",
  "relative-name",
  "repeats",
  "reported",
  "requester",
  "route",
  "safety",
  "scope",
  "section-title",
  "security",
  "serial-number",
  "series",
  "series-count",
  "series-doses",
  "seriousness",
  "severity",
  "sex",
  "site",
  "specimen",
  "specimen-type",
  "stage",
  "start",
  "starts",
  "status-date",
  "status-reason",
  "stored",
  "subpotent",
  "subpotent-reason",
  "subscriber",
  "subscriber-id",
  "substitution",
  "summary",
  "supplement",
  "supply",
  "suspect",
  "target",
  "target-disease",
  "team",
  "telecom",
  "total",
  "udi",
  "used",
  "validity",
  "verified-with",
  "version",
  "visit-class",
];
