import { expect, test } from "@playwright/test";
import { goTo, openRecord, press, violations } from "./journey";
import { places } from "./places";

for (const scheme of ["light", "dark"] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme });

    test("the first screen keeps nobody out", async ({ page }) => {
      await page.goto("/");
      await expect(page.locator("#demo-connect")).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test("no section of a record keeps anybody out", async ({ page }) => {
      test.setTimeout(180_000);
      await openRecord(page);
      for (const place of places) {
        await press(page, place);
        await page.waitForTimeout(200);
        expect(await violations(page), place).toEqual([]);
      }
    });

    test("details, chart, table and JSON keep nobody out", async ({ page }) => {
      await openRecord(page);
      await goTo(page, "vitals");
      await page.locator('[data-region="list"] [data-key]').first().click();
      await expect(page.locator('[data-region="trend"]')).toBeVisible();
      await page.locator("#show-json").click();
      await expect(page.locator('[data-region="json"]')).toContainText("resourceType");
      expect(await violations(page)).toEqual([]);
      await page.getByRole("radio", { name: "Table" }).click();
      expect(await violations(page)).toEqual([]);
    });

    test("what floats keeps nobody out", async ({ page }) => {
      await openRecord(page);
      for (const keys of ["?", "Control+k"]) {
        await page.keyboard.press(keys);
        await expect(page.getByRole("dialog")).toBeVisible();
        expect(await violations(page), keys).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
      }
    });
  });
}

test("nothing is cut off at 200 % and the banner stays", async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 430 });
  await openRecord(page);
  for (const place of places) {
    await press(page, place);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, place).toBeLessThanOrEqual(0);
    await expect(page.locator('[data-region="banner"] h1')).toBeInViewport();
  }
});

test("the page breaks no rule of its Content Security Policy", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  await openRecord(page);
  await goTo(page, "results");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  expect(complaints).toEqual([]);
});
