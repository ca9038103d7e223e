/** Every kind of document is opened in Chromium, under the policy of the app's own window. */
import { expect, test } from "@playwright/test";
import { goTo, openRecord, violations } from "./journey";

const kinds = [
  ["EKG study", "image"],
  ["History and physical note", "page"],
  ["Consult note", "text"],
  ["Discharge summary", "text"],
] as const;

for (const scheme of ["light", "dark"] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme });

    test("documents are read, and Esc goes back", async ({ page }) => {
      test.setTimeout(120_000);
      const refused: string[] = [];
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) refused.push(message.text());
      });
      // As the app's window does.
      await page.addInitScript(() => Object.freeze(Object.prototype));
      await openRecord(page);
      await goTo(page, "documents");
      for (const [title, kind] of kinds) {
        await page
          .locator('[data-region="list"] [role="option"], [data-region="list"] [role="row"]')
          .getByText(title, { exact: true })
          .first()
          .click();
        await page.locator("#open-document-0").click();
        await expect(page.locator(`[data-content="${kind}"]`)).toBeVisible();
        expect(await violations(page), title).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(page.locator('[data-region="reader"]')).toHaveCount(0);
        await expect(page.locator("#open-document-0")).toBeFocused();
      }
      expect(refused).toEqual([]);
    });

    test("a PDF is drawn, with its text", async ({ page }) => {
      test.setTimeout(120_000);
      await page.addInitScript(() => Object.freeze(Object.prototype));
      await openRecord(page);
      await goTo(page, "documents");
      const clinical = page
        .locator('[data-region="list"]')
        .getByText("Summary of episode note", { exact: true });
      const count = await clinical.count();
      expect(count).toBeGreaterThan(1);
      let drawn = 0;
      for (let index = 0; index < count; index++) {
        await clinical.nth(index).click();
        await page.locator("#open-document-0").click();
        const shown = page.locator('[data-region="reader-body"] [data-content]').first();
        await expect(shown).toBeVisible();
        if ((await shown.getAttribute("data-content")) === "pdf") {
          await expect(page.locator('[data-page="1"][data-drawn]')).toBeVisible();
          await expect(page.locator('[data-page="1"]')).toContainText("Summary of episode");
          drawn++;
        } else {
          await expect(page.locator("[data-cda-section]")).toHaveCount(3);
        }
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press("Escape");
      }
      expect(drawn).toBeGreaterThan(0);
    });
  });
}
