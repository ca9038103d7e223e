/** Details, references and versions in the made-up record. */
import type {
  Detail,
  Entry,
  History,
  Link,
  Related,
  ResourceRead,
  ResourceView,
} from "../contract/contract";
import { entries } from "./demo-record";

function detail(label: string, ...lines: string[]): Detail {
  return { label, lines, date: null, end: null };
}

const of: Record<string, Detail[]> = {
  Condition: [detail("body-site", "both knees"), detail("recorder", "Dr A. Okafor")],
  AllergyIntolerance: [
    detail("reaction", "Anaphylaxis, severe, oral"),
    detail("criticality", "high"),
  ],
  MedicationRequest: [
    detail("dosage", "1 tablet twice a day with meals"),
    detail("reason", "Type 2 diabetes mellitus"),
    detail("repeats", "3"),
  ],
  Immunization: [
    detail("lot-number", "AB12-77"),
    detail("dose-number", "2"),
    detail("site", "left upper arm"),
  ],
  Encounter: [detail("reason", "Dyspnoea"), detail("place", "Emergency department")],
  DiagnosticReport: [detail("conclusion", "No infiltrate"), detail("interpreter", "Dr Haddad")],
};

function jsonOf(key: string): string {
  const [type, id] = key.split("/");
  return `{"resourceType":"${type}","id":"${id}","valueQuantity":{"value":0.10,"unit":"mg"},"subject":{"reference":"Patient/1"}}`;
}

function viewOf(entry: Entry): ResourceView {
  const details = [...(of[entry.resourceType] ?? []), detail("version", "3")];
  return { entry, details, json: jsonOf(entry.key) };
}

function link(path: string, entry: Entry | undefined): Link[] {
  if (!entry) return [];
  return [{ path, reference: entry.key, display: null, leads: "toRecord", entry }];
}

function relatedOf(entry: Entry): Related {
  const find = (type: string) => entries.filter((one) => one.resourceType === type);
  const results = entry.section === "reports" ? find("Observation").slice(0, 4) : [];
  const encounter = entry.section === "encounters" ? undefined : find("Encounter")[0];
  const references: Link[] = [
    ...results.flatMap((one) => link("result", one)),
    ...link("encounter", encounter),
    {
      path: "recorder",
      reference: "Practitioner/okafor",
      display: "Dr A. Okafor",
      leads: "toServer",
      entry: null,
    },
    {
      path: "basedOn",
      reference: "https://ehr.city-lab.example/fhir/ServiceRequest/9",
      display: "Order of the City Laboratory",
      leads: "elsewhere",
      entry: null,
    },
  ];
  const referrers =
    entry.section === "encounters"
      ? [...find("Condition").slice(0, 3), ...find("DiagnosticReport")]
      : entry.section === "results"
        ? find("DiagnosticReport")
        : [];
  return { references, referrers, referrersTotal: referrers.length };
}

function historyOf(entry: Entry): History {
  const version = (number: number, day: string) => ({
    version: String(number),
    lastUpdated: `${day}T10:00:00Z`,
    entry,
    json: jsonOf(entry.key),
  });
  return {
    offered: true,
    versions: [version(3, "2026-02-28"), version(2, "2025-06-01")],
    isCut: false,
  };
}

/** `unknown` is thrown where there is no such entry. */
export function demoRead(unknown: () => unknown) {
  const entryOf = (key: string): Entry => {
    const found = entries.find((one) => one.key === key);
    if (!found) throw unknown();
    return found;
  };
  return {
    resource: ({ key }: { key: string }) => viewOf(entryOf(key)),
    related: ({ key }: { key: string }) => relatedOf(entryOf(key)),
    history: ({ key }: { key: string }) => historyOf(entryOf(key)),
    read_reference: ({ reference }: { reference: string }): ResourceRead => ({
      entry: {
        ...entryOf(entries[0]?.key ?? ""),
        key: reference,
        resourceType: "Practitioner",
        section: "other",
        title: { text: "Dr Ada Okafor", isBareCode: false, code: null },
        status: null,
        verification: null,
        date: null,
        rules: ["DR-41"],
      },
      details: [detail("telecom", "+44 20 7946 0001 (work)")],
      json: jsonOf(reference),
    }),
  };
}
