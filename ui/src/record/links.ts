/** The references of an entry in the groups in which a person looks for them. */
import type { Link } from "../contract/contract";

export type LinkGroup = { name: "results" | "files" | "points"; links: readonly Link[] };

/** A report has results, a panel has members: they belong together and stand first. */
const results = new Set(["result", "hasMember", "related.target", "component.valueReference"]);
const files = new Set(["content.attachment", "media.link", "imagingStudy", "study"]);

/** Whose record it is stands in the banner. */
const patient = new Set(["subject", "patient", "beneficiary", "individual", "for"]);

export function linkGroups(links: readonly Link[]): LinkGroup[] {
  const rest = links.filter(({ path }) => !patient.has(path));
  const groups: LinkGroup[] = [
    { name: "results", links: rest.filter(({ path }) => results.has(path)) },
    { name: "files", links: rest.filter(({ path }) => files.has(path)) },
    {
      name: "points",
      links: rest.filter(({ path }) => !results.has(path) && !files.has(path)),
    },
  ];
  return groups.filter(({ links }) => links.length > 0);
}

/** The name of the element, as FHIR has it: "performer", not "performer.actor". */
export function displayPath(path: string): string {
  return path.split(".")[0] ?? path;
}
