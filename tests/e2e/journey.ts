/** What every walk begins with, and the scan for what keeps people out. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

const scanner = readFileSync(join(__dirname, "../../ui/node_modules/axe-core/axe.min.js"), "utf8");

type Violation = { id: string; help: string; nodes: { html: string }[] };

/** The record of the first patient of the sandbox, loaded to the end. */
export async function openRecord(page: Page): Promise<void> {
  await page.goto("/");
  await page.locator("#demo-connect").click();
  await expect(page.locator('[data-region="banner"] h1')).not.toBeEmpty();
  await expect(page.locator("[data-record]")).not.toHaveAttribute("data-record", "loading", {
    timeout: 60_000,
  });
}

/** Sections without entries are folded away. */
export async function press(page: Page, place: string): Promise<void> {
  const item = page.locator(`[data-nav="${place}"]`);
  if ((await item.count()) === 0) await page.locator("#nav-empty").click();
  await item.click();
}

export async function goTo(page: Page, place: string): Promise<void> {
  await press(page, place);
  await expect(page.locator("#section-title")).not.toHaveAttribute("data-progress", "loading");
}

/** Rules of WCAG 2.2 A and AA that the page breaks, each with the first place. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(scanner);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: Violation[] }> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return (await axe.run({ runOnly: { type: "tag", values: tags } })).violations;
  });
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html})`);
}
