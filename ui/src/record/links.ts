/** The references of an entry in the groups in which a person looks for them. */
import type { Link } from "../contract/contract";
import type { Words } from "../l10n/words";

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

/** What the target is to the entry: "Recorded by", else the element as FHIR names it. */
export function roleOf(path: string, words: Words): string {
  const element = path.split(".")[0] ?? path;
  const label = element.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const role = words.code("detail", label);
  return role === label ? element : role;
}
