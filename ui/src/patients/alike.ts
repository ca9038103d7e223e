/** Patients that a hurried reader takes for one another. */
import type { PatientBanner, PatientMatch } from "../contract/contract";
import { patientName } from "../record/names";

/** The same for two who share name and birth date. */
function look(patient: PatientBanner): string {
  const name = patientName({ ...patient, prefix: null }) ?? "";
  return `${name.toLowerCase()}\n${patient.birthDate?.raw ?? ""}`;
}

/** The ids of those who share name and birth date with another one of the list. */
export function alike(patients: readonly PatientMatch[]): ReadonlySet<string> {
  const looks = patients.map(({ patient }) => look(patient));
  const isShared = (one: string) => looks.indexOf(one) !== looks.lastIndexOf(one);
  const shared = patients.filter((_, index) => isShared(looks[index] ?? ""));
  return new Set(shared.map(({ patient }) => patient.id));
}
