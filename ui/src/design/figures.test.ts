import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

it("sets figures in columns where numbers stand alone: in dates they tear the hyphens apart", () => {
  const folder = join(process.cwd(), "src");
  const rules = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".css"))
    .flatMap((file) => {
      const css = readFileSync(join(folder, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
      return [...css.matchAll(/([^{}]+)\{[^{}]*tabular-nums[^{}]*\}/g)].map(
        ([, selector]) => `${file.split("/").at(-1)} ${selector?.trim()}`,
      );
    });
  expect(rules.sort()).toEqual([
    "ExportDialog.module.css .count",
    "ExportDialog.module.css .progress",
    "FilterPanel.module.css .count",
    "Reader.module.css .zoom",
    "SectionNav.module.css .count",
    "Step.module.css .number",
    "Step.module.css .time",
    "Story.module.css .points li::before",
    "TrendChart.module.css .tick text",
    "TrendTable.module.css .table td",
    "Value.module.css .number",
    "YearMenu.module.css .item",
  ]);
});
