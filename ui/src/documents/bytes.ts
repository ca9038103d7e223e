/** Bytes from Base64, and sizes in words. */
import type { Words } from "../l10n/words";

export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export function sizeText(bytes: number, words: Words): string {
  if (bytes < 1000) return words.say("size-bytes", { count: bytes });
  if (bytes < 1_000_000) return words.say("size-kilobytes", { count: Math.round(bytes / 1000) });
  return words.say("size-megabytes", { count: Math.round(bytes / 100_000) / 10 });
}
