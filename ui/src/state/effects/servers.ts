/**
 * Saved servers, and what a server says about itself. Each screen asks for what it shows and keeps it
 * for as long as it is open: nothing of it is shown elsewhere.
 */
import type {
  BrandSource,
  Brands,
  ClientRegistered,
  InspectServer,
  Preset,
  RegisterClient,
  RegistrationHelp,
  RegistrationQuery,
  SaveServer,
  ServerInspection,
  ServerSummary,
  Servers,
} from "../../contract/contract";
import type { Host } from "../../host/host";
import { type Outcome, outcome } from "./outcome";

export type ServerEffects = {
  list: () => Promise<Outcome<Servers>>;
  presets: () => Promise<Outcome<readonly Preset[]>>;
  inspect: (query: InspectServer) => Promise<Outcome<ServerInspection>>;
  /** Saves the settings, then the secret where one was typed; blank forgets the one that is kept. */
  save: (settings: SaveServer, secret?: string) => Promise<Outcome<ServerSummary>>;
  remove: (server: string) => Promise<Outcome<null>>;
  help: (query: RegistrationQuery) => Promise<Outcome<RegistrationHelp>>;
  /** The app registers itself with a saved server. */
  register: (wanted: RegisterClient) => Promise<Outcome<ClientRegistered>>;
  /** Opens the server's page on which a person manages what apps may see. */
  manage: (fhirBaseUrl: string) => Promise<Outcome<null>>;
  clinics: (words: string) => Promise<Outcome<Brands>>;
  loadClinics: (source: BrandSource) => Promise<Outcome<Brands>>;
};

/** Clinics that a search lists. */
const clinicsListed = 20;

export function serverEffects(host: Host, overview: () => void): ServerEffects {
  return {
    list: () => outcome(host.call("servers", null)),
    presets: () => outcome(host.call("presets", null).then(({ presets }) => presets)),
    inspect: (query) => outcome(host.call("inspect_server", query)),
    save: (settings, secret) => outcome(save(host, settings, secret)),
    remove: async (server) => {
      const removed = await outcome(host.call("remove_server", { server }));
      // The sign-ins that were made with it are gone from the first screen too.
      overview();
      return removed;
    },
    help: (query) => outcome(host.call("registration_help", query)),
    register: (wanted) => outcome(host.call("register_client", wanted)),
    manage: (fhirBaseUrl) => outcome(host.call("manage_access", { fhirBaseUrl })),
    clinics: (words) => outcome(host.call("brands", { words, count: clinicsListed })),
    loadClinics: (source) => outcome(host.call("load_brands", source)),
  };
}

async function save(host: Host, settings: SaveServer, secret?: string): Promise<ServerSummary> {
  const saved = await host.call("save_server", settings);
  if (secret === undefined) return saved;
  await host.call("set_client_secret", { server: saved.server, secret });
  return { ...saved, hasSecret: secret !== "" };
}
