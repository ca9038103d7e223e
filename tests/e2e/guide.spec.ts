/**
 * The pictures of the user guide (`docs/guide`): `cargo xtask guide`. They are no test: nothing is compared.
 * `CHARTSIDE_GUIDE` names the folder; without it nothing is done.
 */
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { goTo, openRecord } from "./journey";
import { findPatients, forgetWard, lookForPatients } from "./views";

const folder = process.env.CHARTSIDE_GUIDE;

test.skip(!folder, "no folder for pictures");
test.use({ colorScheme: "light", viewport: { width: 1180, height: 760 } });

async function menu(page: Page, name: string): Promise<void> {
  await page.locator("#app-menu").click();
  await page.locator(`[data-menu="${name}"]`).click();
}

/** A value with how it went. */
async function value(page: Page): Promise<void> {
  await goTo(page, "vitals");
  await page.locator('[data-region="list"] [data-key]').first().click();
  await expect(page.locator('[data-region="detail"] h2')).toBeVisible();
  // The chart is what is to be seen.
  await page.locator('[data-region="detail"]').hover();
  await page.mouse.wheel(0, 420);
  await page.waitForTimeout(500);
}

const pictures: Record<string, (page: Page) => Promise<void>> = {
  home: async (page) => {
    await page.goto("/");
    await expect(page.locator("#connect")).toBeVisible();
  },
  record: openRecord,
  results: async (page) => {
    await openRecord(page);
    await value(page);
  },
  "patient-record": async (page) => {
    await openRecord(page);
    await menu(page, "reading");
  },
  "patient-results": async (page) => {
    await openRecord(page);
    await menu(page, "reading");
    await value(page);
  },
  "not-shown": async (page) => {
    await openRecord(page);
    await menu(page, "not-shown");
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  search: async (page) => {
    await openRecord(page);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.type("blood");
    await page.waitForTimeout(600);
  },
  copy: async (page) => {
    await openRecord(page);
    await page.keyboard.press("e");
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  patients: async (page) => {
    await lookForPatients(page);
    await findPatients(page, "ellsworth");
  },
  locked: async (page) => {
    await openRecord(page);
    await menu(page, "lock");
    await expect(page.locator("#unlock")).toBeVisible();
  },
};

test.afterEach(async ({ page }, info) => {
  if (info.title === "locked") await page.locator("#unlock").click();
  if (info.title === "patients") await forgetWard(page);
});

for (const [name, open] of Object.entries(pictures))
  test(name, async ({ page }) => {
    test.setTimeout(120_000);
    await open(page);
    await page.screenshot({ path: join(folder ?? "", `${name}.png`) });
  });
