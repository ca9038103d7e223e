/** The settings of a server while they are edited, and what is saved of them. */
import type {
  Authentication,
  RedirectWay,
  SaveServer,
  ServerInspection,
  ServerSummary,
} from "../contract/contract";
import type { Target } from "./target";

export type Draft = {
  name: string;
  clientId: string;
  authentication: Authentication;
  keyRegistered: boolean;
  /** Typed now; what is kept is not known here. */
  secret: string;
  forgetSecret: boolean;
  scope: string;
  redirect: RedirectWay;
  redirectUri: string;
  authorizePost: boolean;
  vendor: string;
};

export function draftOf(target: Target, saved: ServerSummary | null): Draft {
  return {
    name: saved?.name ?? target.name,
    clientId: saved?.clientId ?? "",
    authentication: saved?.authentication ?? "automatic",
    keyRegistered: saved?.keyRegistered ?? false,
    secret: "",
    forgetSecret: false,
    scope: saved?.scope ?? "",
    redirect: saved?.redirect ?? "automatic",
    redirectUri: saved?.redirectUri ?? "",
    authorizePost: saved?.authorizePost ?? false,
    vendor: saved?.vendorChosen ? saved.vendor : "",
  };
}

/** What may stay in memory while nobody is there. */
export function withoutSecret(draft: Draft): Draft {
  return { ...draft, secret: "" };
}

/** What is empty is left out: the core fills it in, and fills it in anew when the server changes. */
export function settingsOf(
  draft: Draft,
  target: Target,
  inspection: ServerInspection | null,
): SaveServer {
  const clientId = draft.clientId.trim();
  const scope = draft.scope.trim();
  const redirectUri = draft.redirectUri.trim();
  return {
    ...(target.server ? { server: target.server } : {}),
    name: draft.name.trim(),
    fhirBaseUrl: inspection?.fhirBaseUrl ?? target.fhirBaseUrl,
    ...(clientId ? { clientId } : {}),
    authentication: draft.authentication,
    keyRegistered: draft.keyRegistered,
    ...(scope ? { scope } : {}),
    redirect: draft.redirect,
    ...(redirectUri ? { redirectUri } : {}),
    authorizePost: draft.authorizePost,
    ...(draft.vendor ? { vendor: draft.vendor } : {}),
  };
}

/**
 * The scopes that are suggested for one patient, for everybody whom the person may see: nobody is chosen at
 * the server, but here (SMART App Launch 2.2, "Clinical Scope Syntax").
 */
export function forEverybody(suggested: string): string {
  const scopes = suggested.split(/\s+/).filter((scope) => scope && !/^launch(\/|$)/.test(scope));
  return scopes.map((scope) => scope.replace(/^patient\//, "user/")).join(" ");
}
