import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const ordered = readFileSync("public/layers.css", "utf8")
  .match(/@layer ([^{;]+);/)?.[1]
  ?.split(", ");

it("the order of the layers is known before any rule", () => {
  const head = readFileSync("index.html", "utf8");
  const sheets = [...head.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((one) => one[1]);
  expect(sheets).toEqual(["./layers.css"]);
  expect(ordered).toEqual(["tokens", "base", "components", "reading"]);
});

it("no sheet has a layer without a place, or an order of its own", () => {
  const sheets = readdirSync("src", { recursive: true, encoding: "utf8" });
  for (const sheet of sheets.filter((name) => name.endsWith(".css"))) {
    const text = readFileSync(`src/${sheet}`, "utf8");
    for (const [, name, end] of text.matchAll(/@layer ([^{;]+?) ?([{;])/g)) {
      expect(end, sheet).toBe("{");
      expect(ordered, sheet).toContain(name);
    }
  }
});
