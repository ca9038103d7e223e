/**
 * Which statements of absence are about a whole list. "No known latex allergy" is one about latex:
 * read as "none known" it would hide that nobody asked about penicillin.
 */
import type { Entry } from "../contract/contract";

/** No known allergy (two concepts), no known medication, no current problems, in SNOMED CT. */
const ofWholeList: ReadonlySet<string> = new Set([
  "http://snomed.info/sct|716186003",
  "http://snomed.info/sct|160244002",
  "http://snomed.info/sct|787481004",
  "http://snomed.info/sct|160245001",
]);

/** The same in the code system of the International Patient Summary, under each of its addresses. */
const ofWholeListInIps =
  /^[^|]*absent-unknown[^|]*\|no-known-(allergies|medications|problems|procedures|immunizations)$/;

/** The record says, as a plain fact of today, that there is none of anything in this list. */
export function isNoneAtAll({ absence, standing, title }: Entry): boolean {
  const code = title?.code ?? "";
  return (
    absence && standing === "current" && (ofWholeList.has(code) || ofWholeListInIps.test(code))
  );
}
