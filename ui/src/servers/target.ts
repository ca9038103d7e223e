/** The server that is looked at: a saved one, or one that may become one. */
import type { Brand, Preset, ServerSummary } from "../contract/contract";
import { hostOf } from "../state/server-name";

export type Target = {
  /** Its name in the core; `null` while it is not saved. */
  server: string | null;
  name: string;
  fhirBaseUrl: string;
  vendor: string | null;
  /** `true`: it takes any client id. */
  isOpen: boolean;
  /** Page on which an app is registered. */
  registrationPage: string | null;
};

export function targetOf({ server, name, fhirBaseUrl, vendor }: ServerSummary): Target {
  return { server, name, fhirBaseUrl, vendor, isOpen: false, registrationPage: null };
}

export function targetOfPreset({ name, fhirBaseUrl, vendor, ...rest }: Preset): Target {
  const { open: isOpen, registrationPage } = rest;
  return { server: null, name, fhirBaseUrl, vendor, isOpen, registrationPage };
}

export function targetOfClinic({ name, fhirBaseUrl }: Brand): Target {
  return { ...targetOfAddress(fhirBaseUrl), name };
}

export function targetOfAddress(fhirBaseUrl: string): Target {
  return {
    server: null,
    name: hostOf(fhirBaseUrl),
    fhirBaseUrl,
    vendor: null,
    isOpen: false,
    registrationPage: null,
  };
}
