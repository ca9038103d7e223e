/** The host of an address, for a sentence; the address itself where it has none yet. */
export function hostOf(address: string): string {
  const text = address.trim();
  try {
    return new URL(text.includes("://") ? text : `https://${text}`).host || text;
  } catch {
    return text;
  }
}

/** Whether two addresses lead to the same server, however they were typed. */
export function isSameServer(one: string, other: string): boolean {
  return plainAddress(one) === plainAddress(other);
}

function plainAddress(address: string): string {
  const text = withScheme(address).replace(/\/+$/, "");
  try {
    return new URL(text).href.replace(/\/+$/, "");
  } catch {
    return text;
  }
}

/** Whether this can be an address at all; whether a server answers there is another question. */
export function isAddress(typed: string): boolean {
  const text = withScheme(typed);
  try {
    return text !== "" && !/\s/.test(text) && new URL(text).host !== "";
  } catch {
    return false;
  }
}

/** An address as typed, with the scheme that a person leaves out. */
export function withScheme(address: string): string {
  const text = address.trim();
  if (text === "" || text.includes("://")) return text;
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(text);
  return `${isHere ? "http" : "https"}://${text}`;
}
