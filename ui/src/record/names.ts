/** A patient's name for a banner: FAMILY, Given (Title). */
import type { PatientBanner } from "../contract/contract";
import type { RecordState } from "../state/state";

export function patientName(banner: PatientBanner): string | null {
  const { family, given, prefix, text } = banner;
  if (!family && !given) return text;
  const name = [family?.toUpperCase(), given].filter(Boolean).join(", ");
  return prefix ? `${name} (${prefix})` : name;
}

/** Another open record whose patient has the same family and given names. */
export function namesake(record: RecordState, open: readonly RecordState[]): RecordState | null {
  const name = record.banner && plainName(record.banner);
  const isOther = (one: RecordState) =>
    one.session !== record.session && one.banner !== null && plainName(one.banner) === name;
  return name ? (open.find(isOther) ?? null) : null;
}

function plainName(banner: PatientBanner): string | null {
  return patientName({ ...banner, prefix: null })?.toLowerCase() ?? null;
}
