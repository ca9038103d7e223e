/** A patient's name for a banner: FAMILY, Given (Title). */
import type { PatientBanner } from "../contract/contract";

export function patientName(banner: PatientBanner): string | null {
  const { family, given, prefix, text } = banner;
  if (!family && !given) return text;
  const name = [family?.toUpperCase(), given].filter(Boolean).join(", ");
  return prefix ? `${name} (${prefix})` : name;
}
