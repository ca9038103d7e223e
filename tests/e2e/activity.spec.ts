import { expect, test } from "@playwright/test";
import { openRecord, violations } from "./journey";

for (const scheme of ["light", "dark"] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme });

    test("what was done is read, narrowed down and exported", async ({ page }) => {
      await openRecord(page);
      await page.locator("#app-menu").click();
      await page.locator('[data-menu="activity"]').click();
      await expect(page.locator('[data-activity="intact"]')).toBeVisible();
      const opened = page.locator('[data-event^="record-"]').first();
      await expect(opened).toContainText("127.0.0.1");
      await expect(opened).not.toContainText("/fhir");
      expect(await violations(page), "all").toEqual([]);

      await page.getByRole("radio", { name: "App and settings" }).click();
      await expect(page.locator('[data-event="app-started"]')).toBeVisible();
      await expect(page.locator('[data-event="sign-in"]')).toHaveCount(0);

      await page.locator("#activity-export").click();
      await expect(page.locator("[data-exported]")).toContainText(".jsonl");
      await expect(page.locator('[data-event="log-exported"]').first()).toBeVisible();
      expect(await violations(page), "exported").toEqual([]);

      await page.locator("#page-back").click();
      await expect(page.locator('[data-region="banner"] h1')).not.toBeEmpty();
    });
  });
}
