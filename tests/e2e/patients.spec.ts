import { expect, test } from "@playwright/test";
import { forgetWard, lookForPatients, openFound } from "./views";

const name = '[data-region="banner"] h1';

test.afterEach(({ page }) => forgetWard(page));

test("patients are found and read side by side, without a mouse", async ({ page }) => {
  test.setTimeout(120_000);
  await lookForPatients(page);
  await expect(page.locator("#patient-name")).toBeVisible();
  await page.locator("#patient-name").focus();
  await page.keyboard.type("ellsworth");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-found="found"]')).toBeVisible();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  // The list is reached with Tab, its rows with arrows.
  while (!(await page.locator("[data-patient]:focus").count())) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator(name)).not.toBeEmpty();
  const first = await page.locator(name).innerText();

  await page.locator("#new-tab").press("Enter");
  await openFound(page, "gro");
  const second = await page.locator(name).innerText();
  expect(second).not.toBe(first);
  const main = page.locator("main");
  await expect(main).toHaveAttribute("aria-label", new RegExp(second.split(",")[0] ?? ""));

  await page.keyboard.press("Control+1");
  await expect(page.locator(name)).toHaveText(first);
  await page.keyboard.press("Control+Tab");
  await expect(page.locator(name)).toHaveText(second);
  // The names of patients stand in no address, and not in the title of the window.
  expect(await page.title()).toBe("Chartside");
  const family = first.split(",")[0]?.toLowerCase() ?? "";
  for (const url of requests) expect(url.toLowerCase()).not.toContain(family);

  // What was open comes back after the lock.
  await page.keyboard.press("Control+l");
  await expect(page.locator("#unlock")).toBeFocused();
  expect(await page.content()).not.toContain(first);
  await page.keyboard.press("Enter");
  await expect(page.locator(name)).toHaveText(second);
  await expect(page.locator("[data-record-tab]")).toHaveCount(2);

  await page.keyboard.press("Control+w");
  await expect(page.locator(name)).toHaveText(first);
  await expect(page.locator("[data-record-tab]")).toHaveCount(1);
});
