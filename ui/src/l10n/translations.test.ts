/** Every language says what English says, with the same variables, and nothing else. */
import {
  FluentParser,
  Junk,
  Message,
  type Pattern,
  type VariableReference,
  Visitor,
} from "@fluent/syntax";
import { describe, expect, it } from "vitest";
import { problemCodes } from "../contract/contract";
import { type Language, languages } from "./locale";
import { sourcesOf } from "./sources";
import { bundleFor, wordsOf } from "./words";

function textOf(language: Language): string {
  return sourcesOf(language)?.join("\n") ?? "";
}

class Variables extends Visitor {
  readonly names = new Set<string>();
  override visitVariableReference(node: VariableReference) {
    this.names.add(node.id.name);
  }
}

function variables(pattern: Pattern | null): string {
  const found = new Variables();
  if (pattern) found.visit(pattern);
  return [...found.names].sort().join(" ");
}

/** Each message and each attribute, with the names of its variables. */
function parts(language: Language): Map<string, string> {
  const body = new FluentParser().parse(textOf(language)).body;
  expect(body.filter((one) => one instanceof Junk)).toEqual([]);
  const found = new Map<string, string>();
  for (const message of body.filter((one): one is Message => one instanceof Message)) {
    const add = (name: string, pattern: Pattern | null) => {
      expect(found.has(name), `${name} stands there twice`).toBe(false);
      found.set(name, variables(pattern));
    };
    if (message.value) add(message.id.name, message.value);
    for (const { id, value } of message.attributes) add(`${message.id.name}.${id.name}`, value);
  }
  return found;
}

const english = parts("en");

describe.each(languages.filter((language) => language !== "en"))("%s", (language) => {
  const own = parts(language);

  it("lacks nothing", () => {
    expect([...english.keys()].filter((name) => !own.has(name))).toEqual([]);
  });

  it("says nothing that English does not", () => {
    expect([...own.keys()].filter((name) => !english.has(name))).toEqual([]);
  });

  it("has the same variables everywhere", () => {
    const shared = [...own].filter(([name]) => english.has(name));
    const other = shared.filter(([name, names]) => names !== english.get(name));
    expect(other).toEqual([]);
  });

  it("says what happened, what still works and what to do", () => {
    const words = wordsOf(bundleFor(language));
    for (const code of problemCodes) {
      const id = `problem-${code}`;
      for (const part of [words.say(id), words.part(id, "works"), words.part(id, "action")])
        expect(part).toMatch(/^\p{Lu}.*[.)]$/u);
    }
  });
});

describe("German", () => {
  it("addresses the person as Sie, and shouts at nobody", () => {
    const text = textOf("de").replaceAll(/^#.*$/gm, "");
    expect(
      text.match(/(?<!\p{L})(du|dich|dir|dein\p{L}*|euch|euer|eure\p{L}*)(?!\p{L})/giu),
    ).toBeNull();
    expect(text).not.toContain("!");
    // Quotation marks are German ones.
    expect(text).not.toMatch(/“[^„]*”/);
  });

  it("writes days as German does, and no more of them than was sent", () => {
    const words = wordsOf(bundleFor("de"));
    expect(["2026-02-03", "2026-03-12", "2026-02", "2026"].map(words.day)).toEqual([
      "03. Feb. 2026",
      "12. März 2026",
      "Feb. 2026",
      "2026",
    ]);
    expect(words.count(1234567)).toBe("1.234.567");
  });
});
