import { expect, test } from "@playwright/test";
import { openRecord, violations } from "./journey";

test("a record is opened, read and left without a mouse", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("#demo-connect")).toBeVisible();
  await page.locator("#server-address").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator("#demo-connect")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-record]")).not.toHaveAttribute("data-record", "loading", {
    timeout: 60_000,
  });

  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.locator("#section-title")).toHaveText("Problems");
  await expect(page.locator('[data-region="list"] [data-key]').first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const detail = page.locator('[data-region="detail"]');
  await expect(detail).toBeVisible();
  const first = await detail.getAttribute("data-detail-key");
  await page.keyboard.press("k");
  await expect(detail).not.toHaveAttribute("data-detail-key", first ?? "");
  await page.keyboard.press("Escape");
  await expect(detail).toBeHidden();

  await page.keyboard.press("/");
  await expect(page.locator("#search")).toBeFocused();
  await page.keyboard.type("zzzz");
  await expect(page.locator('[data-nothing="nothingMatches"]')).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("Timeline");
  await page.keyboard.press("Enter");
  await expect(page.locator("#section-title")).toHaveText("Timeline");

  await page.locator("#sign-out").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#server-address")).toBeVisible();
});

test("a list shows only what is on screen, and keeps its place while keys are held", async ({
  page,
}) => {
  await openRecord(page);
  await page.locator('[data-nav="timeline"]').click();
  await expect(page.locator('[data-region="list"] [data-key]').first()).toBeVisible();
  expect(await page.locator('[data-region="list"] [data-key]').count()).toBeLessThan(60);
  await page.locator('[data-region="list"]').focus();
  await page.keyboard.press("End");
  const total = await page.locator('[role="option"]').first().getAttribute("aria-setsize");
  await expect(page.locator(`[aria-posinset="${total}"][data-key]`)).toBeVisible();
});

test("a connection is forgotten after it was confirmed, and only then", async ({ page }) => {
  await openRecord(page);
  await page.locator("#go-home").click();
  const forget = page.locator("[data-forget]").first();
  const session = await forget.getAttribute("data-forget");
  await forget.click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Nothing changes at the clinic");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.locator(`[data-connection="${session}"]`)).toBeVisible();
  await forget.click();
  await page.locator("#forget-confirm").click();
  await expect(page.locator(`[data-connection="${session}"]`)).toHaveCount(0);
});
