/** Made-up servers, to design and test the screens of servers without a core. */
import type {
  Brand,
  ProblemCode,
  RegistrationHelp,
  SaveServer,
  ServerInspection,
  ServerSummary,
  VendorSummary,
} from "../contract/contract";
import { hostOf } from "../state/server-name";
import type { CallAnswers } from "./memory";

const vendors: VendorSummary[] = [
  { vendor: "generic", title: "Any other", redirects: ["scheme", "loopback", "https"], notes: [] },
  {
    vendor: "epic",
    title: "Epic",
    redirects: ["https", "loopback"],
    notes: ["access-as-ticked-at-registration", "new-client-id-takes-two-days"],
  },
];

export const stMarys: ServerSummary = {
  server: "st-marys",
  name: "St Mary’s Hospital",
  fhirBaseUrl: "https://fhir.st-marys.example/r4",
  host: "fhir.st-marys.example",
  clientId: "chartside-st-marys",
  authentication: "automatic",
  hasSecret: false,
  keyRegistered: false,
  scope: null,
  redirect: "automatic",
  redirectUri: null,
  authorizePost: false,
  vendor: "epic",
  vendorChosen: false,
  endpoints: [{ name: "token", address: "https://fhir.st-marys.example/oauth2/token" }],
  fromPolicy: false,
};

export const cityLab: ServerSummary = {
  ...stMarys,
  server: "city-lab",
  name: "City Lab",
  fhirBaseUrl: "https://ehr.city-lab.example/fhir",
  host: "ehr.city-lab.example",
  vendor: "generic",
  endpoints: [],
  fromPolicy: true,
};

export const inspection: ServerInspection = {
  fhirBaseUrl: stMarys.fhirBaseUrl,
  host: stMarys.host,
  askedAt: "2026-11-23T09:00:00Z",
  legacy: false,
  issuer: "https://fhir.st-marys.example",
  endpoints: [
    { name: "authorization_endpoint", address: "https://fhir.st-marys.example/oauth2/authorize" },
    { name: "token_endpoint", address: "https://fhir.st-marys.example/oauth2/token" },
    { name: "introspection_endpoint", address: null },
  ],
  capabilities: ["launch-ehr", "launch-standalone", "client-public", "permission-offline"],
  launches: {
    ehr: true,
    standalone: true,
    patientStandalone: true,
    patientEhr: false,
    clinicianStandalone: false,
    clinicianEhr: false,
    authorizePost: false,
  },
  clientTypes: [
    { authentication: "symmetric", confirmed: false },
    { authentication: "public", confirmed: true },
  ],
  pkce: true,
  scopeGrammars: ["v2"],
  scopesSupported: ["openid", "launch/patient", "patient/*.rs"],
  warnings: [
    { code: "pkce-plain-listed", member: null },
    { code: "required-member-missing", member: "grant_types_supported" },
  ],
  vendor: "epic",
  suggested: {
    authentication: "public",
    scope:
      "launch/patient openid fhirUser offline_access patient/Patient.rs patient/Condition.rs patient/Observation.rs",
    redirect: "automatic",
    clientId: "chartside",
  },
  canRegister: false,
  managementEndpoint: null,
  brandBundle: null,
  brands: [],
};

const clinics: Brand[] = [
  "Northside Family Practice",
  "Nørrebro Lægehus",
  "Klinik am Südstern",
  "北里クリニック",
].map((name, index) => ({
  name,
  aliases: [],
  place: index === 0 ? "Madison, WI" : null,
  fhirBaseUrl: `https://fhir-${index}.clinics.example/r4`,
  portal: index === 0 ? "MyNorthside" : null,
}));

export const help: RegistrationHelp = {
  clientName: "Chartside",
  redirectUris: ["org.chartside.app:/callback", "http://127.0.0.1/callback"],
  launchUri: "org.chartside.app:/launch",
  scope: inspection.suggested.scope,
  jwks: null,
  metadata: '{\n  "client_name": "Chartside",\n  "token_endpoint_auth_method": "none"\n}',
  canRegister: false,
};

type Options = { locked?: boolean; fails?: ProblemCode };

/** Remembers what is saved and removed, as the core does. */
export function demoServers({ locked = false, fails }: Options = {}): CallAnswers {
  let servers = [cityLab, stMarys];
  let known = 0;
  return {
    servers: () => ({ servers, vendors, mayChange: !locked }),
    presets: () => ({
      presets: [
        {
          name: "SMART Health IT launcher",
          fhirBaseUrl: "https://launch.smarthealthit.org/v/r4/fhir",
          vendor: "generic",
          open: true,
          registrationPage: null,
        },
        {
          name: "Epic sandbox",
          fhirBaseUrl: "https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4",
          vendor: "epic",
          open: false,
          registrationPage: "https://fhir.epic.com/Developer/Apps",
        },
      ],
    }),
    inspect_server: ({ fhirBaseUrl, vendor }) => {
      if (fails) throw { code: fails, retryable: true, reference: "7f3a90c1", serverMessage: null };
      const host = hostOf(fhirBaseUrl);
      return { ...inspection, fhirBaseUrl, host, vendor: vendor ?? "generic" };
    },
    save_server: (settings) => {
      const old = servers.find(({ server }) => server === settings.server);
      const saved = savedAs(settings, old);
      servers = [...servers.filter((one) => one !== old), saved];
      return saved;
    },
    remove_server: ({ server }) => {
      servers = servers.filter((one) => one.server !== server);
      return null;
    },
    set_client_secret: ({ server, secret }) => {
      servers = servers.map((one) =>
        one.server === server ? { ...one, hasSecret: secret !== "" } : one,
      );
      return null;
    },
    registration_help: ({ authentication }) => ({
      ...help,
      jwks: authentication?.startsWith("asymmetric")
        ? '{\n  "keys": [\n    { "kty": "EC", "crv": "P-384", "alg": "ES384", "use": "sig", "kid": "2f1c" }\n  ]\n}'
        : null,
    }),
    register_client: ({ server, authentication = "public" }) => {
      const before = servers.find((one) => one.server === server) ?? stMarys;
      const clientId = "registered-7f3a";
      const saved = { ...before, clientId, authentication };
      servers = servers.map((one) => (one === before ? saved : one));
      const scope = inspection.suggested.scope;
      return {
        server: saved,
        clientId,
        authentication,
        scope,
        secretExpires: null,
        canBeEnded: true,
      };
    },
    manage_access: () => null,
    load_brands: () => {
      known = clinics.length;
      return { known, skipped: 1, asOf: "2026-11-23T09:00:00Z", address: null, brands: [] };
    },
    brands: ({ words }) => ({
      known,
      skipped: 0,
      asOf: known ? "2026-11-23T09:00:00Z" : null,
      address: null,
      brands:
        known === 0
          ? []
          : clinics.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase())),
    }),
  };
}

function savedAs(settings: SaveServer, old: ServerSummary | undefined): ServerSummary {
  const { server, name, fhirBaseUrl, clientId, authentication, keyRegistered, ...rest } = settings;
  const host = hostOf(fhirBaseUrl);
  return {
    server: server ?? host,
    name: name || host,
    fhirBaseUrl,
    host,
    clientId: clientId ?? null,
    authentication: authentication ?? "automatic",
    hasSecret: old?.hasSecret ?? false,
    keyRegistered: keyRegistered ?? false,
    scope: rest.scope ?? null,
    redirect: rest.redirect ?? "automatic",
    redirectUri: rest.redirectUri ?? null,
    authorizePost: rest.authorizePost ?? false,
    vendor: rest.vendor ?? old?.vendor ?? "generic",
    vendorChosen: rest.vendor !== undefined,
    endpoints: old?.endpoints ?? [],
    fromPolicy: false,
  };
}
