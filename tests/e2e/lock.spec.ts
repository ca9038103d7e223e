import { expect, test } from "@playwright/test";
import { goTo, openRecord, violations } from "./journey";

/** The core outlives the page: the next walk begins with an app that is open. */
test.afterEach(async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("#lock, #demo-connect").first()).toBeVisible();
  if (await page.locator("#unlock").isVisible()) await page.keyboard.press("Enter");
  await expect(page.locator("#demo-connect")).toBeVisible();
});

for (const scheme of ["light", "dark"] as const) {
  test(`the lock screen keeps nobody out, in ${scheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openRecord(page);
    await page.keyboard.press("Control+l");
    await expect(page.locator("#unlock")).toBeFocused();
    expect(await violations(page)).toEqual([]);
    await page.locator("#sign-out-everywhere").click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

test("a locked app shows nothing of a record, and goes on where it was, without a mouse", async ({
  page,
}) => {
  await openRecord(page);
  const name = await page.locator('[data-region="banner"] h1').innerText();
  await goTo(page, "problems");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const detail = page.locator('[data-region="detail"]');
  await expect(detail.locator("h2")).toBeVisible();
  const key = (await detail.getAttribute("data-detail-key")) ?? "";

  await page.keyboard.press("Control+l");
  await expect(page.locator("#unlock")).toBeFocused();
  expect(await page.content()).not.toContain(name.split(",")[0]);
  expect(await page.title()).toBe("Chartside");

  await page.keyboard.press("Enter");
  await expect(page.locator("#section-title")).toHaveText("Problems");
  await expect(detail).toHaveAttribute("data-detail-key", key);
  await expect(detail.locator("h2")).toBeVisible();
});

test("a page that is loaded anew while it is locked is locked", async ({ page }) => {
  await openRecord(page);
  await page.keyboard.press("Control+l");
  await expect(page.locator("#lock")).toBeVisible();
  await page.reload();
  await expect(page.locator("#lock")).toBeVisible();
  await expect(page.locator("[data-connection]")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-connection]").first()).toBeVisible();
});

test("signing out everywhere needs nobody's word, and leads to the start", async ({ page }) => {
  await openRecord(page);
  await page.keyboard.press("Control+l");
  await page.locator("#sign-out-everywhere").click();
  await page.locator("#sign-out-everywhere-confirm").click();
  await expect(page.locator("[data-signed-out]")).toContainText("Signed out everywhere");
  await expect(page.locator("#server-address")).toBeVisible();
});
