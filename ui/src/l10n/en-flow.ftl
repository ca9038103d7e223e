# What happened, step by step: a sign-in, a refresh or a sign-out explained to whoever asks.

flow-open = What happened
flow-title = What happened, step by step
flow-what-is-happening = What is happening?
flow-what-happened = What happened?
flow-list = Sign-ins, refreshes and sign-outs
flow-kept = The last few are kept, in memory, until Chartside is closed.
flow-nothing = Nothing happened yet: connect to a server, then look here.
flow-back-home = Start
flow-back-signIn = Sign-in
flow-back-page = Back
flow-back-record = Record
flow-reveal = Show patient and person
flow-report = Copy support report
flow-open-all = Open all steps
flow-close-all = Close all steps
flow-left-out = { $count ->
    [one] One more step was not kept.
   *[other] { $count } more steps were not kept.
}

flow-kind-signIn = Sign-in
flow-kind-refresh = Refresh
flow-kind-signOut = Sign-out
flow-kind-registration = Registration
flow-kind-introspection = Question about the token
introspect = Ask the server about the access token
introspect-asking = The server is being asked…
introspect-active = The server says that the access token is valid.
introspect-inactive = The server says that the access token is not valid: unknown there, expired or revoked.
introspect-scopes = What it opens, as the server says
introspect-expires = It ends at { $when }.
flow-outcome-running = under way
flow-outcome-done = done
flow-outcome-failed = failed
flow-status-running = { $count ->
    [one] Under way: one step so far
   *[other] Under way: { $count } steps so far
}
flow-status-done = { $count ->
    [one] Done in one step
   *[other] Done in { $count } steps
}
flow-status-failed = { $count ->
    [one] Ended after one step
   *[other] Ended after { $count } steps
}
flow-milliseconds = { $count } ms
flow-seconds = { $count } s
flow-minutes = { $minutes } min { $seconds } s
flow-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
}

## Where the token comes from

flow-story-title = Where does the token come from, and why is there a code?
flow-story-browser = You sign in at { $host } in your own browser. Chartside never sees your password.
flow-story-code = The browser brings back a code. It is a claim ticket: it opens nothing by itself, works once, and only for a short while.
flow-story-exchange = Chartside sends the code straight to { $host }, with a proof that it is the one that began this sign-in. Whoever else had seen the code could not use it without that proof.
flow-story-token = Only now does the server hand out the access token, which opens the record. It goes from the server to Chartside and never passes through the browser, where histories, extensions and other programs could see it.
flow-story-marks = Secrets are never shown here. Each has a mark instead: equal marks mean equal secrets. Point at one to see its equals, press it to go to the next.
flow-story-refresh = The access token was about to end. Chartside received a new one from { $host }, without asking you again.
flow-story-introspection = Chartside asked { $host } what it knows of the access token. Nothing is decided by the answer.
flow-story-registration = Chartside told { $host } what it is and how it proves itself, and asked for a client ID for this computer. Of a key pair only the public half was sent.
flow-story-signOut = Chartside deleted its tokens and asked { $host } to make them worthless there, too.

## The steps

flow-step-number = Step { $number }:
flow-step-launch = The EHR opened Chartside
    .why = The EHR says which server it is and hands over an opaque value that stands for what was open there.
flow-step-discovery = Asking the server how it signs people in
    .why = The server publishes a document with its addresses and what it can do. Nothing secret is sent or received.
flow-step-registration = Registering this app
    .why = Chartside makes itself known to the server and receives an identity of its own.
flow-step-authorize = Putting the request together
    .why = What is asked for, where to return to, and two values that tie the answer to this very request. The browser takes it to the server.
flow-step-browser = You sign in with your browser
    .why = The server asks who you are and what you allow. What you type goes to the server only; Chartside waits.
flow-step-redirect = The browser comes back
    .why = The server sends your browser back to Chartside with a code. Chartside first checks that the answer belongs to the request it made.
flow-step-token = Exchanging the code for tokens
    .why = Chartside sends the code and its proof directly to the server and receives the access token.
flow-step-identity = Checking who signed in
    .why = The server’s statement about who you are is checked against the keys that the server publishes.
flow-step-refresh = Getting a new access token
    .why = Access tokens are short-lived. The refresh token, or a key that the server knows, gets the next one without asking you.
flow-step-revoke = Ending the tokens at the server
    .why = The server is told that these tokens must not be used any more. They are deleted here in any case.
flow-step-introspect = Asking what the server knows of a token
    .why = For diagnosis: whether the token is still valid, and for what.

flow-way-launch = { $host } → Chartside
flow-way-discovery = Chartside ⇄ { $host }
flow-way-registration = Chartside ⇄ { $host }
flow-way-authorize = Chartside → your browser
flow-way-browser = Your browser ⇄ the server’s sign-in page
flow-way-redirect = Your browser → Chartside
flow-way-token = Chartside ⇄ the server’s token endpoint
flow-way-identity = Chartside ⇄ the server that vouches for you
flow-way-refresh = Chartside ⇄ the server’s token endpoint
flow-way-revoke = Chartside ⇄ the server’s revocation endpoint
flow-way-introspect = Chartside ⇄ the server’s introspection endpoint
flow-lane-browser = Your browser
flow-lane-app = Chartside
flow-lane-server = Server

flow-sent = Sent
flow-came = Came back
flow-empty = empty
flow-place-query = in the address
flow-place-header = header
flow-warnings = { $count ->
    [one] One departure from the specification:
   *[other] { $count } departures from the specification:
}

## Secrets: what they are, and where their equals stand

flow-secret-access-token = access token
flow-secret-refresh-token = refresh token
flow-secret-id-token = identity token
flow-secret-token = token
flow-secret-code = code
flow-secret-state = state
flow-secret-nonce = nonce
flow-secret-code-verifier = code verifier
flow-secret-code-challenge = code challenge
flow-secret-launch = launch value
flow-secret-assertion = signed statement
flow-secret-request-uri = request reference
flow-secret-client-secret = client secret
flow-secret-person = names a person
flow-secret-other = not shown
flow-hidden = { $kind }, { $length ->
    [one] 1 byte
   *[other] { $length } bytes
}
flow-same = same as { $where }
flow-same-place = { $name } in step { $number }
flow-only-here = stands only here

## Parameters: one line each

flow-param-accept = The form in which the answer is wanted.
flow-param-content-type = The form in which the request is written.
flow-param-authorization = How the app proves itself to the server.
flow-param-response_type = “code”: the browser shall bring back a code, not a token.
flow-param-client_id = The name under which the app is registered with the server. Not a secret.
flow-param-redirect_uri = Where the browser returns to. The server compares it with the one registered.
flow-param-scope = What is asked for: which data, and whether access may outlast this visit.
flow-param-token-scope = What was granted: it can be less than what was asked for.
flow-param-refresh-scope = What the new token is good for.
flow-param-state = Ties the link that comes back to this request; a link with another value is refused.
flow-param-nonce = Ties the identity token to this request, so that an old one cannot be played again.
flow-param-aud = The FHIR server that the token is for, so that it cannot be used up by another.
flow-param-code_challenge = Proof that the one who starts is the one who finishes: a digest of the code verifier, which stays here.
flow-param-code_challenge_method = “S256”: the challenge is the SHA-256 of the code verifier.
flow-param-code_verifier = The proof itself. The server digests it and compares the result with the code challenge of the request.
flow-param-launch = The opaque value from the EHR, handed back unchanged.
flow-param-code = The claim ticket. It opens nothing by itself, works once, and only with the code verifier.
flow-param-grant_type = What is exchanged: a code, a refresh token or a signed statement.
flow-param-refresh_token = Gets the next access token. It is kept sealed on this computer; many servers give a new one each time.
flow-param-access_token = Opens the FHIR server until it ends. It is kept in memory only.
flow-param-id_token = A signed statement of who signed in. It opens nothing.
flow-param-token_type = “Bearer”: whoever has it can use it, which is why it is sent to one server only.
flow-param-expires_in = Seconds until the access token ends.
flow-param-patient = The patient that the access is about.
flow-param-encounter = The visit that the access is about.
flow-param-fhirUser = The person who signed in, as a FHIR resource.
flow-param-sub = The person who signed in, as the server names them.
flow-param-need_patient_banner = Whether the app has to show who the patient is. Chartside always does.
flow-param-fhirContext = Further resources that the visit is about.
flow-param-intent = What the EHR wants to be done.
flow-param-smart_style_url = Colours that the EHR suggests.
flow-param-tenant = The organisation within the server.
flow-param-iss = The server that this comes from. It has to be the one that was asked.
flow-param-error = Why the server refuses, as a code.
flow-param-error_description = Why the server refuses, in its own words.
flow-param-error_uri = A page of the server about the refusal. Chartside does not open it.
flow-param-token = The token that is meant.
flow-param-token_type_hint = Which kind of token that is.
flow-param-active = Whether the token is still valid.
flow-param-assertion = A statement signed with the key of this session: it stands for a refresh token.
flow-param-client_assertion = A statement signed with the app’s key: proves the app without a password.
flow-param-client_assertion_type = Says that the statement is a signed JWT.
flow-param-client_secret = The password of the app.
flow-param-request_uri = Stands for the request that was sent before.
flow-param-issuer = The name of the server that vouches for people.
flow-param-jwks_uri = Where the keys are that its statements are checked with.
flow-param-keys = The keys that the server’s statements are checked with. They are public.
flow-param-authorization_endpoint = Where the browser goes to sign in.
flow-param-token_endpoint = Where codes become tokens.
flow-param-revocation_endpoint = Where tokens are ended.
flow-param-introspection_endpoint = Where a token can be asked about.
flow-param-registration_endpoint = Where apps can register themselves.
flow-param-management_endpoint = A page where you can see and end what apps may do.
flow-param-capabilities = What the server says it can do.
flow-param-scopes_supported = What can be asked for.
flow-param-response_types_supported = What the browser can bring back.
flow-param-grant_types_supported = What can be exchanged for tokens.
flow-param-code_challenge_methods_supported = How the proof may be made. “S256” has to be there, “plain” must not.
flow-param-token_endpoint_auth_methods_supported = How an app may prove itself.
flow-param-token_endpoint_auth_signing_alg_values_supported = How an app may sign its statement.
flow-param-authorization_response_iss_parameter_supported = Whether the link that comes back names the server.
flow-param-user_access_brand_bundle = Names and logos of the organisations behind the server.
flow-param-associated_endpoints = Other servers that take the same token. Chartside sends it to none of them.
flow-param-redirect_uris = Where the browser may return to.
flow-param-client_name = What the server calls the app when it asks you.
