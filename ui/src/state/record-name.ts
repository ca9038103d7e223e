/**
 * Names of records (`RecordRef` of the contract): the name of the session where a patient is in context,
 * else that name, a dot, and the name of the choice.
 */
export function sessionOf(record: string): string {
  return record.split(".", 1)[0] ?? record;
}
