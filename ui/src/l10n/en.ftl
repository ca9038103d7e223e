# Words of Chartside in English. Sentences say what happened, what still works and what to do.
# No codes, no apologies, no exclamation marks. Buttons are verbs.

## Everywhere

app-name = Chartside
cancel = Cancel
close = Close
copy = Copy
copied = Copied
not-copied = Not copied. Press again
try-again = Try again
sign-in-again = Sign in again
dismiss = Dismiss
reference = Reference { $reference }
server-says = The server says: { $message }

menu = Menu
back = Back
page-connections = Servers

## First screen

home-title = See a health record
home-lead = Chartside signs you in to a hospital or clinic with your own browser and shows the record it holds. Nothing passes through anybody else.
server-label = Server address
server-hint = The FHIR address that your clinic or its IT department gave you.
server-missing = Type the address of the server first.
server-not-address = This is not a web address. It has no spaces and often ends in /fhir or /r4.
server-example = https://ehr.example.org/fhir/r4
connect = Connect
try-demo = Try the demo
demo-note = Made-up patients on this computer. User name clinician, password demo.
policy-servers-title = Your organisation
recent-title = Recent
recent-ready = Opens without signing in
recent-sign-in = Asks you to sign in
recent-unnamed = Patient’s name is not available
recent-last-used = last opened { $when }
forget = Forget
forget-label = Forget { $name }, { $host }
forget-title = { $count ->
    [one] Forget this connection to { $host }?
   *[other] Forget these connections to { $host }?
}
forget-explained = { $count ->
    [one] The sign-in and its keys are deleted on this computer. Nothing changes at the clinic.
   *[other] The sign-ins and their keys are deleted on this computer. Nothing changes at the clinic.
}
signed-out-confirmed = Signed out of { $host }. The server ended the access it gave.
signed-out-unconfirmed = Signed out here. { $host } was not told or did not confirm it, so the access it gave ends by itself, later.
more = More servers and settings
client-id-label = Client ID
client-id-hint = Only where the server gave this app one of its own. Otherwise leave it empty.
scope-label = Scopes
scope-hint = Separated by blanks. Leave it empty to ask for the usual ones.
version = Version { $version }

## Signing in

sign-in-title = Signing in to { $server }
sign-in-failed = Not signed in to { $server }
step-checkingServer = Checking the server
step-waitingForBrowser = Waiting for your browser
step-receivingPermission = Receiving your permission
step-openingRecord = Opening the record
step-done = done
step-now = now
step-failed = stopped here
waiting-hint-scheme = Sign in on the page that your browser shows. It then asks whether to open Chartside, and this window goes on.
waiting-hint-loopback = Sign in on the page that your browser shows. This window goes on by itself when you are done, and you can come back to it.
waiting-hint-https = Sign in on the page that your browser shows. A page of your organisation then opens Chartside, and this window goes on.
waiting-hint-paste = Sign in on the page that your browser shows. When you are done, copy the whole address from the browser’s address bar and paste it below.
waiting-left = { $minutes ->
    [0] Less than a minute left
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
reopen-browser = Open the browser again
copy-link = Copy the link
link-by-hand = The link could not be copied. Select it here and copy it
link-none = There is no link to copy: the sign-in does not wait any more. Cancel it and connect again.
paste-title = It did not come back
paste-title-awaited = The address from the browser
paste-hint = When the browser says that you are done and this window still waits: copy the whole address from the browser’s address bar and paste it here.
paste-label = Address from the browser
paste-submit = Continue
paste-again = Copy the whole address from the browser’s address bar and paste it here. The sign-in still waits.
change-address = Change the address
back-to-start = Back to start
back-to-record = Back to the record
deviations = { $count ->
    [one] The server’s description has { $count } deviation
   *[other] The server’s description has { $count } deviations
}
deviations-explained = It differs from what the SMART specification asks for. The codes help the server’s support.

endpoints-changed = The server names other sign-in pages than those you agreed to:
endpoints-before = before
endpoints-now = now
endpoints-none = none
endpoint-name-issuer = Who vouches
endpoint-name-authorize = Where you sign in
endpoint-name-token = Where the app is let in
endpoints-agree = The clinic moved: use the new pages

## An EHR asks

launch-title = { $host } wants to open a record
launch-known = You connected to this server before.
launch-unknown = You have not connected to this server before. Go on only if you started this from that system and the name is right, letter by letter.
launch-address = Address
launch-accept = Sign in
launch-dismiss = Do not open

## Where sign-ins are kept

custody-session-only = Sign-ins are kept only until you close Chartside.
retry-keyring = Try the keychain again
reset-vault = Start afresh
reset-vault-title = Start afresh with an empty store?
reset-vault-explained = The saved sign-ins cannot be opened without their key. Starting afresh removes them from this computer; you sign in again where you need to. The records at the hospitals are not touched.

## Servers

servers-find = Name or address
servers-find-hint = The name of a clinic, or the address that it or its IT department gave you.
servers-look = Look at { $host }
servers-locked = Servers are set by your organisation on this computer.
servers-saved = Saved
servers-no-saved = None yet
servers-clinics = Clinics
servers-connected = Connected before
servers-presets = Public servers to try
servers-none-chosen = Choose a server to see what it supports, or type the address of another.
preset-open = Made-up patients, no registration
preset-registered = Made-up patients, register first
clinics-none-found = None of the clinics on your list has this name
clinics-load = Search clinics by name
clinics-known = { $known ->
    [one] { $known } clinic on your list, of { $when }. Searching it asks nobody.
   *[other] { $known } clinics on your list, of { $when }. Searching it asks nobody.
}
clinics-unknown = There is no list of clinics on this computer yet. Many EHR vendors publish one.
clinics-address = Address of a list
clinics-hint = A user-access brands bundle, as a link.
clinics-fetch = Fetch the list
clinics-loading = Fetching
clinics-file = Choose a file
clinics-skipped = { $count ->
    [one] { $count } entry could not be read and was left out.
   *[other] { $count } entries could not be read and were left out.
}
server-tabs = About this server
server-tab-supports = What it supports
server-tab-settings = How to sign in
server-tab-registration = Registration
server-from-policy = Set by your organisation. It cannot be changed here.
server-remove = Remove
server-remove-title = Remove { $name }?
server-remove-explained = Its settings, its secret and the sign-ins that were made with it are deleted on this computer. Nothing changes at the clinic.

supports-asking = Asking { $host } what it supports
supports-clients = How an app can prove itself
supports-no-clients = It names no way that Chartside has. Ask the clinic’s IT department.
supports-technical = Addresses and technical names
supports-asked = { $host } said so at { $when }.
supports-again = Ask again
supports-manage = Where you see and end what apps may read
manage-access = Manage what apps may see
ability-standalone = You can sign in from Chartside
ability-standalone-not = It does not say that you can sign in from Chartside
ability-ehr = The clinic’s own system can open Chartside
ability-ehr-not = It does not say that the clinic’s own system can open Chartside
ability-patients = Made for patients: one person’s record
ability-patients-not = It does not say that patients can use it
ability-clinicians = Made for clinicians: the records that they may see
ability-clinicians-not = It does not say that clinicians can use it
ability-stays = You can stay signed in
ability-stays-not = You may have to sign in each time
ability-identity = It tells who signed in
ability-identity-not = It does not tell who signed in
ability-pkce = Nobody else can use what your browser brings back
ability-pkce-not = It does not say that it protects what your browser brings back; Chartside sends the protection all the same
ability-registers = It lets apps register themselves
ability-registers-not = It does not let apps register themselves: somebody enters Chartside there once
client-automatic = Let Chartside choose
client-public = Without a secret
    .technical = public
client-symmetric = With a secret that the server gave
    .technical = client_secret
client-asymmetric-es384 = With this computer’s key, elliptic curve
    .technical = private_key_jwt ES384
client-asymmetric-rs384 = With this computer’s key, RSA
    .technical = private_key_jwt RS384
client-automatic-now = Here: { $how }
client-suggested = Suggested for this server
client-not-listed = The server does not list it
client-unsure = The server says it in one place and not in the other.
technical-source = Read from
technical-unusable = not usable
technical-agreed = { $name }, as you agreed to it
technical-grammars = grammar of scopes

settings-name = Name
settings-client = How Chartside proves itself
settings-client-hint = As it was registered. If nobody registered anything, leave it.
settings-key-registered = The public key of this computer is registered there
settings-way = How the browser comes back
settings-locked = These settings are set by your organisation.
settings-save = Save
settings-saved = Saved
secret-label = Client secret
secret-hint = It is kept in this computer’s vault and never shown again.
secret-kept = A secret is kept. Type another to replace it.
secret-forget = Forget the secret that is kept
way-automatic = Let Chartside choose
way-scheme = By a link that opens Chartside
    .technical = org.chartside.app:
way-loopback = To this computer
    .technical = http://127.0.0.1
    .explained = Chartside waits at a port of this computer for this one sign-in.
way-https = By a page of your organisation that hands it on
    .technical = https
way-paste = By hand
    .explained = You paste the address that the browser ends at.
redirect-page-label = Address of that page
redirect-page-hint = As registered with the server. It begins with https.
settings-authorize-post = Send the sign-in request as a form
offered-loopback = Come back to this computer
offered-paste = Paste the address by hand
offered-scheme = Come back by a link
way-not-registered = { $vendor } does not take it, as far as is known

register-lead = Whoever registers Chartside with the server enters what is below. Afterwards put the client ID that you get under How to sign in.
register-open = This server takes any client ID. Nothing has to be registered.
register-page = Page on which apps are registered
register-notes = What { $vendor } asks for
register-as = Register as
register-public = Without a secret
register-symmetric = With a secret
register-asymmetric-es384 = With a key (ES384)
register-asymmetric-rs384 = With a key (RS384)
register-here-title = Let Chartside register itself
register-here-explained = This server lets apps register themselves. It is told what stands below, and answers with a client ID for this computer alone.
register-here-save = Save the server under How to sign in first.
register-here-token = Access token for registering
register-here-token-hint = Only where the server’s operator gave you one. It is used once and not kept.
register-here = Register this computer
register-here-under-way = Registering
register-here-done = This computer is registered.
register-here-ended = Removing the server here also ends this registration there.
register-here-client = Client ID
register-here-kind = It proves itself
register-here-secret-ends = The secret ends
register-by-hand = To have it registered by hand instead, enter what is below.
register-name = Name of the app
redirect-label = Redirect URI to register with the server
redirect-also = Another redirect URI, where more than one is taken
copy-redirect = Copy the redirect URI
register-launch = Launch URI
register-launch-hint = Only where the clinic’s own system is to open Chartside.
register-scopes = Scopes to tick
register-scopes-hint = Only these: Chartside reads and changes nothing.
copy-scopes = Copy the scopes
register-jwks = Public key of this computer
register-jwks-hint = Paste it where a JWK Set is asked for. The private half never leaves this computer.
copy-jwks = Copy the key
register-all = Everything in one text
register-metadata = Client metadata
copy-metadata = Copy the text

note-access-as-ticked-at-registration = What the app may read is what was ticked at registration, not what it asks for.
note-addresses-in-capability-statement = Its sign-in addresses are found in its CapabilityStatement.
note-administrator-activates-client = An administrator has to activate the app before the first sign-in.
note-any-client-id = Any client ID is taken.
note-clinic-enables-api = Each clinic has to switch the interface on.
note-confidential-client-only = It takes only apps with a secret or a key.
note-https-redirect-in-production = In production it takes only redirect URIs that begin with https.
note-https-redirect-only = It takes only redirect URIs that begin with https.
note-metadata-contradicts-itself = What it says about itself contradicts itself in places.
note-new-client-id-takes-two-days = A new client ID can take up to two days to work.
note-no-wildcard-scopes = Each kind of entry has to be ticked by itself.
note-one-address-for-all-practices = All practices have the same address.
note-partner-approval-needed = It has to approve the app as a partner first.
note-patient-and-provider-hosts-differ = Patients and clinicians have different addresses.
note-patient-enrols-for-api = Patients enrol for access by apps first.
note-redirect-compared-strictly = The redirect URI has to be the same to the last character.
note-register-as-native-app = Register it as a native app.
note-scope-grammar-as-registered = Scopes have to be of the version that was chosen at registration.

deviation-required-member-missing = Something that every server has to say is missing.
deviation-member-mistyped = Something cannot be read as what it should be.
deviation-endpoint-unusable = An address is not encrypted or is no address.
deviation-pkce-s256-not-listed = It does not say that it protects what the browser brings back.
deviation-pkce-plain-listed = It offers a weak form of protection, which Chartside does not use.
deviation-capabilities-empty = It lists nothing that it can do.
deviation-grant-authorization-code-not-listed = It does not list the way of signing in that Chartside uses.
deviation-response-type-code-not-listed = It does not list the answer that Chartside asks for.
deviation-launch-not-listed = It does not say how apps are started.
deviation-client-type-not-listed = It does not say how apps prove themselves.
deviation-scope-grammar-not-listed = It does not say which version of scopes it understands.
deviation-private-key-jwt-contradicts = It says in one place that apps can use a key, and in another that they cannot.
deviation-issuer-malformed = The name that it signs with is no proper address.
deviation-content-type-not-json = Its description comes under another label than JSON.
deviation-legacy-metadata = It is described in the older way.

scope-asks = What this asks for
scope-unknown = A permission that Chartside does not know
scope-launch = Know what you have open in the clinic’s system
scope-launch-patient = Know which patient you choose
scope-launch-encounter = Know which visit you choose
scope-openid = Know that it is you
scope-fhirUser = Know which entry at the clinic describes you
scope-profile = Know which entry at the clinic describes you, in the older way
scope-offline-access = Stay signed in until you sign out
scope-online-access = Stay signed in for as long as you are signed in at the clinic
scope-clinical = { $may ->
    [both] See and change
    [change] Change
   *[see] See
} { $what } { $whose ->
    [patient] of this patient
    [user] of everyone whose record you may see
   *[system] of everyone
}{ $narrowed ->
    [yes] , some of it
   *[no] { "" }
}
kind-all = everything
kind-AllergyIntolerance = allergies
kind-Appointment = appointments
kind-Binary = files
kind-CarePlan = care plans
kind-CareTeam = care teams
kind-Communication = messages
kind-Composition = documents with sections
kind-Condition = problems and diagnoses
kind-Consent = consents
kind-Coverage = insurance
kind-Device = devices and implants
kind-DeviceRequest = requests for devices
kind-DeviceUseStatement = use of devices
kind-DiagnosticReport = reports
kind-DocumentReference = documents
kind-Encounter = visits
kind-ExplanationOfBenefit = bills
kind-FamilyMemberHistory = family history
kind-Flag = alerts
kind-Goal = goals
kind-ImagingStudy = imaging
kind-Immunization = immunizations
kind-ImmunizationRecommendation = immunizations that are due
kind-Location = places
kind-Media = pictures
kind-Medication = medicines
kind-MedicationAdministration = medicines that were given
kind-MedicationDispense = medicines that were handed out
kind-MedicationRequest = prescriptions
kind-MedicationStatement = medicines that are taken
kind-NutritionOrder = diets
kind-Observation = results and vital signs
kind-Organization = organisations
kind-Patient = name, birth date and contacts
kind-Person = name and contacts
kind-Practitioner = clinicians
kind-PractitionerRole = roles of clinicians
kind-Procedure = procedures
kind-Provenance = who recorded what
kind-QuestionnaireResponse = answers to questionnaires
kind-RelatedPerson = relatives and carers
kind-RiskAssessment = risks
kind-ServiceRequest = orders and referrals
kind-Specimen = specimens

## The record

go-home = Start
signed-in-as = Signed in as { $name }
sign-out = Sign out
print = Print
reload = Load again
reload-everything = Load everything again
as-of = as of { $time }
loading-share = loading { $percent } %
loading-plain = loading
record-loading = loading
record-complete = The whole record is here
record-incomplete = not complete
record-failed = not loaded
record-not-loaded = No record is open
search-label = Search this list
search-clear = Clear the search
find = Find
record-label = Record of { $name }
patient-label = Patient
nav-label = Sections
list-label = { $name }, list
detail-label = Details
born = born
age-years = { $about ->
    [yes] about { $count } y
   *[no] { $count } y
}
age-months = { $about ->
    [yes] about { $count } months
   *[no] { $count } months
}
age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
died = died { $date }
died-aged = aged { $age }
deceased = deceased
born-unknown = birth date not recorded
name-unknown = Name not recorded
identifier = ID
record-replaced = This record was replaced or withdrawn at the source. Ask the source for the one that is in use.
gender-male = male
gender-female = female
gender-other = other gender
gender-unknown = gender unknown
banner-allergies = Allergies
banner-allergies-more = and { $count } more
banner-allergies-partial = list not complete

place-summary = Summary
place-problems = Problems
place-allergies = Allergies
place-medications = Medicines
place-results = Results
place-vitals = Vital signs
place-immunizations = Immunizations
place-procedures = Procedures
place-encounters = Visits
place-reports = Reports
place-documents = Documents
place-other = Other
place-timeline = Timeline
latest-results = Latest results
latest-vitals = Latest vital signs

## A section

none-known = None known
none-known-explained = The record says so.
nothing-recorded = Nothing recorded
nothing-recorded-explained = The server answered, and it holds nothing here.
not-available = Not available
not-available-explained = Nothing can be said about this part of the record.
nothing-arrived = Nothing arrived so far, and the list is not complete
nothing-matches = Nothing here matches “{ $search }”
nothing-so-far = Nothing so far matches “{ $search }”, and the list is not complete
none-current = None current
outside-series = None of these belongs to a series. All of them are under All.
latest-note = The newest value of each test. Values that belong to no series are under All.
incomplete-note = This list is not complete.
section-loading = loading
section-loading-of = { $here } of { $expected }
section-incomplete = not complete
section-not-available = not available
count-current = { $section ->
    [problems] { $count } active
    [medications] { $count } current
    [allergies] { $count } active
   *[other] { $count }
}
count-historical = { $section ->
    [problems] { $count } past
    [medications] { $count } past
    [allergies] { $count } past
   *[other] { $count } past
}
count-latest = { $section ->
    [vitals] { $count ->
        [one] { $count } sign
       *[other] { $count } signs
    }
   *[other] { $count ->
        [one] { $count } test
       *[other] { $count } tests
    }
}
count-values = { $count ->
    [one] { $count } value
   *[other] { $count } values
}
count-matching = { $count ->
    [one] { $count } match
   *[other] { $count } matches
}
mode-label = Which rows
mode-facts = All
mode-latest = Latest
mode-notFacts = Not facts
not-facts-note = Entered in error, refuted, not done or cancelled. These are kept in sight and are no part of the record’s facts.
group-now = Current
group-past = Past
group-undated = No date recorded
group-month-unknown = { $year }, month not recorded
show-all = Show all { $count }
untitled = Name not recorded
code-only = code
no-date = no date
no-value = no value
range = range { $range }
range-between = { $low }–{ $high }
range-above = from { $low }
range-below = up to { $high }
announce-loading = { $name }: loading, { $count } rows so far
announce-complete = { $name }: { $count } rows
announce-incomplete = { $name }: { $count } rows, not complete
announce-notAvailable = { $name }: not available

## What is not shown

not-shown = { $count ->
    [one] { $count } thing not shown
   *[other] { $count } things not shown
}
not-shown-title = What you are not seeing
not-shown-lead = What did not arrive and why, and entries that the source itself takes back.
not-shown-nothing = Everything that the server gave is shown.
not-shown-open = Show them
not-shown-scopes = Permissions that were asked for and not granted
not-shown-granted = Permissions that this app has
ask-again = Ask for these again
ask-again-hint = You sign in once more and can allow them on the server’s page. What is shown stays.

## Details

field-status = Status
field-verification = Verification
field-severity = Severity
field-value = Value
field-range = Reference range
field-flag = Flag
field-date = Date
field-end = Until
field-detail = Details
field-source = Source
field-category = Category
field-code = Code
field-key = Resource
sent-as = as sent: { $raw }
copy-entry = Copy
show-json = Show JSON
hide-json = Hide JSON
copy-json = Copy the JSON
json-label = The resource as it was received
warning-modifierExtension = The source marks this with an addition that may change its meaning and that Chartside cannot read. Look at the JSON.
warning-dataAbsent = The source says that the value is absent.
warning-missingUnit = A number without a unit.
warning-unreadableDate = The date cannot be read as a date; it is shown as it was sent.
warning-malformed = Part of this entry is not well formed and may be missing here. The JSON has everything.


## Status words. A code without a word here is shown as it was sent.

status-active = active
status-recurrence = active again
status-relapse = relapsed
status-inactive = inactive
status-remission = in remission
status-resolved = resolved
status-completed = completed
status-stopped = stopped
status-on-hold = on hold
status-cancelled = cancelled
status-draft = draft
status-final = final
status-amended = amended
status-corrected = corrected
status-appended = added to
status-preliminary = preliminary
status-partial = partial
status-registered = registered
status-unknown = status unknown
status-entered-in-error = entered in error
status-not-done = not done
status-not-taken = not taken
status-in-progress = in progress
status-intended = intended
status-planned = planned
status-arrived = arrived
status-triaged = triaged
status-onleave = on leave
status-finished = finished
status-preparation = in preparation
status-declined = declined
status-current = current
status-superseded = superseded
verification-unconfirmed = unconfirmed
verification-provisional = provisional
verification-presumed = presumed
verification-differential = possible
verification-confirmed = confirmed
verification-refuted = refuted
verification-entered-in-error = entered in error
standing-current = current
standing-historical = past
standing-tentative = tentative
standing-notAFact = not a fact
standing-unknown = status not recorded
not-a-fact-because = Not a fact: { $why }
severity-severe = severe
severity-moderate = moderate
severity-mild = mild
severity-high = high risk
severity-low = low risk
severity-unable-to-assess = risk not assessed
flag-H = high
flag-HH = critically high
flag-HU = significantly high
flag-L = low
flag-LL = critically low
flag-LU = significantly low
flag-A = abnormal
flag-AA = critically abnormal
flag-N = normal
flag-U = up
flag-D = down
flag-R = resistant
flag-S = susceptible
flag-I = intermediate
flag-POS = positive
flag-NEG = negative
comparator-ad = sufficient to reach this
category-laboratory = laboratory
category-vital-signs = vital signs
category-social-history = social history
category-survey = survey
category-imaging = imaging
category-exam = examination
category-procedure = procedure
category-therapy = therapy
category-activity = activity
category-AMB = outpatient
category-EMER = emergency
category-IMP = inpatient
category-HH = home
category-VR = virtual
category-food = food
category-medication = medicine
category-environment = environment
category-biologic = biologic
category-problem-list-item = problem list
category-encounter-diagnosis = visit diagnosis
category-health-concern = health concern

## Keyboard

shortcuts-title = Keyboard
shortcuts-open = Keyboard shortcuts
key-move = Move in a list
key-open = Open the row
key-close = Close, go back
key-search = Search this list
key-palette = Find anything
key-go = Go to { $place }
key-help = Show this list
palette-title = Find
palette-label = Section, action or any entry of the record
palette-empty = Nothing in the record matches
palette-asking = Looking in the record
palette-failed = The record could not be searched
palette-so-far = Nothing so far, and the record is not complete
palette-sections = Sections
palette-actions = Actions
palette-start = Back to start
palette-not-shown = What you are not seeing

## Printing

print-footer = { $host } · as of { $time } · printed { $printed } with Chartside
print-partial = The first { $shown } of { $total } rows.

## Problems: the sentence, what still works, what to do

problem-address-invalid = This is not a web address.
    .works = Nothing has been sent anywhere.
    .action = Check the address, letter by letter. It begins with https:// and often ends in /fhir or /r4.
problem-address-insecure = This address is not encrypted (http).
    .works = Nothing has been sent anywhere.
    .action = Use the address that begins with https://, or ask the clinic for it.
problem-server-unreachable = The server does not answer.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Check your network and the address, then try again.
problem-proxy-sign-in-needed = The proxy of this network wants a user name and password.
    .works = The server has not been reached. What is already shown stays.
    .bare = The server has not been reached.
    .action = Ask your IT department how programs sign in to the proxy. Chartside goes by the HTTPS_PROXY setting.
problem-tls-untrusted = The server cannot prove who it is: its certificate is not trusted here.
    .works = Nothing has been sent to it.
    .action = On a hospital network, ask IT whether their certificate is installed on this computer. Do not go on elsewhere.
problem-not-smart = There is a web server at this address, but it offers no sign-in for apps.
    .works = Your other connections are not affected.
    .action = Ask the clinic for the FHIR address with SMART App Launch; it is not the address of the patient portal.
problem-endpoint-unusable = The server names no usable page to sign in on.
    .works = Nothing has been sent to it.
    .action = Tell the server’s support that its SMART configuration lacks a secure sign-in address.
problem-endpoint-changed = The server now names other sign-in pages than before.
    .works = Nothing has been sent to the new ones.
    .action = Ask the clinic whether they moved their sign-in. Only if they did, go on with the new pages.
problem-registration-unsupported = The server wants this app to be registered in another way.
    .works = Your other connections are not affected.
    .action = Ask the server’s support for a public client with PKCE, and enter its client ID under Servers.
problem-browser-unavailable = No browser could be opened.
    .works = The sign-in is waiting.
    .action = Copy the link and open it in any browser on this computer.
problem-link-handler-missing = Links from the browser do not reach Chartside on this computer.
    .works = Nothing about you was sent to the server, and no page was opened.
    .action = Choose another way for the browser to come back. It is remembered. Or install Chartside from its package, and try again.
problem-loopback-unavailable = This computer gave Chartside no port for the browser to come back to.
    .works = Nothing was shared with this app.
    .action = Try again, or choose another way for the browser to come back.
problem-redirect-uri-invalid = This is no address that a browser can come back by.
    .works = The settings are as before.
    .action = Enter the whole address of the page as it is registered with the server. It begins with https and has no question mark.
problem-sign-in-cancelled = The sign-in was cancelled.
    .works = Nothing was shared with this app.
    .action = Connect again whenever you like.
problem-sign-in-timed-out = Nothing came back from the browser within ten minutes.
    .works = Nothing was shared with this app.
    .action = Connect again, and finish the sign-in in the browser.
problem-consent-denied = Access was refused on the server’s page.
    .works = Nothing was shared with this app.
    .action = Connect again and allow access, or ask the clinic whether your account may use apps.
problem-link-expired = This sign-in link is too old, or no sign-in here is waiting for it.
    .works = Whatever is open stays open.
    .action = Start again with Connect.
problem-link-reused = This sign-in link was already used.
    .works = Whatever is open stays open.
    .action = If the record did not open, start again with Connect.
problem-link-foreign = This is not a sign-in link that Chartside asked for, so it was not followed.
    .works = Whatever is open stays open.
    .action = Start again with Connect. If this happens without your doing, tell your IT department.
problem-registration-not-offered = This server does not let apps register themselves.
    .works = Nothing has been sent to it.
    .action = Have Chartside registered by hand: what to enter is under Registration.
problem-registration-token-needed = This server lets an app register itself only with an access token that it gave out for that.
    .works = Nothing was registered, and your settings are as before.
    .action = Enter the token that the server’s operator gave you, or ask them for one.
problem-registration-refused = The server did not register Chartside.
    .works = Your settings are as before.
    .action = Try another kind of client, or have it registered by hand with what is below.
problem-registration-unusable = The server registered something else than Chartside asked for, or its answer cannot be used.
    .works = Your settings are as before, and what it answered is not used.
    .action = Have Chartside registered by hand with what is below.
problem-policy-unreadable = The rules that your organisation set on this computer cannot be read.
    .works = Nothing is sent to any server until they can. Nothing that is kept here is lost.
    .action = Tell your IT department, and give them the reference.
problem-server-not-allowed = Your organisation does not allow this server on this computer.
    .works = Nothing has been sent to it.
    .action = Choose one of the servers under Servers, or ask your IT department to add this one.
problem-set-by-policy = Your organisation has set this on this computer.
    .works = It stays as it is.
    .action = Ask your IT department to change it.
problem-server-unknown = This server is no longer saved here.
    .works = Your other servers are not affected.
    .action = Add it again under Servers.
problem-client-id-invalid = This is not a client ID.
    .works = Nothing has been saved.
    .action = Copy the client ID from the page on which the app was registered. It is one line without accents.
problem-client-secret-invalid = This is not a client secret.
    .works = The secret of before, if there was one, is kept.
    .action = Copy the secret from the page on which the app was registered. It is one line.
problem-client-credential-missing = This server is set up with a client secret, and none is kept here.
    .works = Nothing has been sent to it.
    .action = Enter the secret under Servers, or choose another client type.
problem-brands-unreadable = This is not a list of care providers.
    .works = The list of before is kept.
    .action = Choose a file, or an address, of a User-access Brands Bundle.
problem-scope-invalid = These scopes are not written as scopes are.
    .works = Nothing has been sent anywhere.
    .action = Check them under Servers, or leave the field empty to ask for the usual ones.
problem-issuer-mismatch = The answer came from another sign-in server than the one that was asked, so it was not used.
    .works = Nothing was shared with this app.
    .action = Try again once. If it happens again, tell your IT department.
problem-server-refused = The server refused the request.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Try again. If it is refused again, give the reference to the server’s support.
problem-client-unknown = The server does not know this app.
    .works = Your other connections are not affected.
    .action = Check the client ID under Servers. A new registration can take up to two days to work.
problem-grant-refused = The server no longer accepts this sign-in.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Sign in again.
problem-token-unusable = The server’s answer to the sign-in cannot be used.
    .works = Nothing was saved.
    .action = Try again. If it happens again, give the reference to the server’s support.
problem-identity-unproven = The server did not prove who signed in.
    .works = Nothing was opened or saved.
    .action = Try again. If it happens again, give the reference to the server’s support.
problem-patient-missing = The server did not say whose record to open.
    .works = You are not signed in, and nothing was saved.
    .action = Connect again and choose a patient on the server’s page.
problem-patient-changed = The server named another patient than before, so the record was not opened.
    .works = What is already shown still belongs to the first patient.
    .action = For the other patient, connect anew from the start page.
problem-user-changed = Somebody else signed in than before.
    .works = What is already shown still belongs to who opened it.
    .action = Sign out of this connection, then connect anew.
problem-search-empty = There is nothing to look for.
    .works = Nothing was sent.
    .action = Enter a name, a birth date or an identifier.
problem-other-patient = Entries of another patient came along. They were left out.
    .works = Everything shown belongs to this patient.
    .action = Tell the server’s support, with the reference: it should not send them.
problem-sign-in-needed = You are not signed in to this server any more.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Sign in again.
problem-session-ended = The session has ended.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Sign in again to load what is new.
problem-ehr-session-ended = Your session in the EHR has ended.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Start Chartside from the EHR again, or sign in again here.
problem-renewal-interrupted = The renewal of this sign-in was cut off, and the server no longer accepts it.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Sign in again to load what is new.
problem-session-unknown = This connection is not known here any more.
    .works = Your other connections are not affected.
    .action = Connect again from the start page.
problem-server-busy = The server is busy.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Wait a minute, then try again.
problem-server-failed = The server has a fault.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Try again later. If it lasts, give the reference to the server’s support.
problem-not-permitted = You may not see this part of the record.
    .works = The other parts are not affected.
    .action = Ask the clinic if you should have access to it.
problem-not-granted = Permission for this part was not given.
    .works = The other parts are not affected.
    .action = Sign in again and allow it, if the server offers it.
problem-not-asked-for = The server has entries of this kind that Chartside does not ask for.
    .works = Everything that Chartside asks for is shown.
    .action = Use the clinic’s own system to see them.
problem-not-supported = The server does not offer this part.
    .works = The other parts are not affected.
    .action = Look for it in the clinic’s own system.
problem-not-fhir = The answer is not in the form that this kind of server should give.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Try again. If it happens again, give the reference to the server’s support.
problem-too-large = The answer is larger than this app accepts.
    .works = The other parts are not affected.
    .action = Look for this part in the clinic’s own system.
problem-foreign-address = The server pointed to an address outside of itself, which was not followed.
    .works = Your sign-in was not sent there. The other parts are not affected.
    .action = Give the reference to the server’s support.
problem-paging-endless = The server’s list of pages leads back to itself, so loading was stopped.
    .works = What arrived is shown, and is not complete.
    .action = Try again. If it happens again, give the reference to the server’s support.
problem-count-mismatch = Fewer entries arrived than the server says there are.
    .works = What arrived is shown, and is not complete.
    .action = Load again. If the difference stays, look in the clinic’s own system.
problem-load-interrupted = An earlier load ended before all of this was read.
    .works = What arrived is shown, and is not complete.
    .action = Load the record again.
problem-server-remark = The server added a remark to its answer.
    .works = What arrived is shown.
    .action = Read the remark: it may say what was left out.
problem-categories-only = The server gives this part only by category, and there may be categories that were not asked for.
    .works = What arrived is shown.
    .action = Look in the clinic’s own system for entries of other categories.
problem-resource-unknown = This entry is not in the record any more.
    .works = The rest of the record is not affected.
    .action = Load the record again.
problem-keyring-locked = The system’s keychain is locked.
    .works = You can sign in and read; it is forgotten when you close Chartside.
    .action = Unlock the keychain, then try again.
problem-keyring-missing = There is no keychain on this computer.
    .works = You can sign in and read; it is forgotten when you close Chartside.
    .action = Install or start one (for example GNOME Keyring or KWallet), then try again.
problem-keyring-silent = The system’s keychain does not answer.
    .works = You can sign in and read; it is forgotten when you close Chartside.
    .action = Look for a window that asks for the keychain’s password, then try again.
problem-keyring-entry-lost = The key to the saved sign-ins is gone from the keychain.
    .works = You can sign in and read; it is forgotten when you close Chartside.
    .action = Unlock the keychain that held it and try again, or start afresh.
problem-vault-damaged = The saved sign-ins cannot be read.
    .works = You can sign in and read; it is forgotten when you close Chartside.
    .action = Start afresh, then sign in again where you need to.
problem-vault-newer = The saved sign-ins were written by a newer version of Chartside.
    .works = You can sign in and read; it is forgotten when you close Chartside.
    .action = Use the newer version.
problem-storage-failed = The sign-in cannot be saved on this computer.
    .works = You can read the record until you close Chartside.
    .action = Make room on the disk or check that its folder may be written to, then try again.
problem-locked = Chartside is locked.
    .works = Your sign-ins are kept, sealed.
    .bare = Your sign-ins are kept, sealed.
    .action = Unlock it, and go on where you were.
problem-unlock-refused = Your computer did not confirm that it is you.
    .works = Chartside stays locked. Your sign-ins are kept, sealed.
    .bare = Chartside stays locked. Your sign-ins are kept, sealed.
    .action = Try again, or sign out.
problem-unlock-unavailable = Your organisation wants this computer to ask who you are, and it cannot.
    .works = Chartside stays locked. Your sign-ins are kept, sealed.
    .bare = Chartside stays locked. Your sign-ins are kept, sealed.
    .action = Sign out and sign in again, or ask your IT department.
problem-introspection-refused = The server does not tell this app what it knows of the access token, or no longer takes the token.
    .works = You stay signed in, and the record is not affected.
    .action = Many servers answer only apps that prove themselves with a secret or a key. If the record does not load either, sign in again.
problem-activity-log-failed = The activity log cannot be read or written on this computer.
    .works = Signing in and reading the record go on; what is done meanwhile is not written down.
    .action = Make room on the disk, or check that its folder and the folder for downloads may be written to, then try again.
problem-flow-unknown = What happened there is no longer remembered.
    .works = The connection itself is not affected.
    .action = Do it again and look while it runs: only the last few are kept, and only until Chartside is closed.
problem-internal = Something in Chartside went wrong.
    .works = What is already shown stays readable.
    .bare = Nothing was opened. Your other connections are not affected.
    .action = Try again. If it happens again, report it with the reference.
