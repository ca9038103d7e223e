/**
 * Breaks JSON into indented lines without touching a single token: numbers keep their digits
 * (`0.10`), strings their escapes, keys their order. Text that is not JSON comes back as it is.
 */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

export function indentJson(text: string): string {
  let depth = 0;
  let out = "";
  let before = "";
  for (const [part] of text.matchAll(token)) {
    const closes = part === "}" || part === "]";
    const opens = before === "{" || before === "[";
    if (closes) depth--;
    if (closes ? !opens : opens || before === ",") out += `\n${"  ".repeat(Math.max(0, depth))}`;
    out += part === ":" ? ": " : part;
    if (part === "{" || part === "[") depth++;
    before = part;
  }
  return out === "" ? text : out;
}
