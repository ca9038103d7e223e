/** WCAG 2.2 AA by axe on every view, in light, dark and high contrast, and read as a patient. */
import { expect, type Page, test } from "@playwright/test";
import { violations } from "./journey";
import { forgetWard, views } from "./views";

test.afterEach(async ({ page }, info) => {
  if (/patients|tabs|1024/.test(info.title)) await forgetWard(page);
});

const looks = {
  light: { colorScheme: "light", contrast: "no-preference" },
  dark: { colorScheme: "dark", contrast: "no-preference" },
  "high contrast": { colorScheme: "light", contrast: "more" },
  "high contrast, dark": { colorScheme: "dark", contrast: "more" },
} as const;

for (const view of views)
  test(`${view.name} keeps nobody out, in any colours`, async ({ page }) => {
    test.setTimeout(120_000);
    await view.open(page);
    for (const [name, look] of Object.entries(looks)) {
      // Without motion: a colour that is on its way to another one is not the one that is read.
      await page.emulateMedia({ ...look, reducedMotion: "reduce" });
      expect(await violations(page), name).toEqual([]);
    }
  });

/** Whatever can be pressed and is smaller than 44 pixels. */
async function small(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed =
      'button, [role="option"], [role="treeitem"], [role="menuitem"], [role="radio"], [role="tab"]';
    return [...document.querySelectorAll<HTMLElement>(pressed)]
      .filter((one) => {
        const { width, height } = one.getBoundingClientRect();
        const isShown = width > 1 && height > 1 && one.checkVisibility();
        return isShown && (width < 43.5 || height < 43.5);
      })
      .map((one) => one.outerHTML.slice(0, 120));
  });
}

test.describe("read as a patient", () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem("chartside.reading", "patient"));
  });

  for (const name of ["home", "summary", "results", "trend", "patients", "tabs"])
    test(`${name} has targets of 44 pixels and text of 16`, async ({ page }) => {
      test.setTimeout(120_000);
      await views.find((view) => view.name === name)?.open(page);
      expect(await small(page)).toEqual([]);
      const size = await page.evaluate(() => getComputedStyle(document.body).fontSize);
      expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(16);
      expect(await violations(page)).toEqual([]);
    });
});

for (const language of ["de-DE", "C"])
  test.describe(`on a system that speaks ${language}`, () => {
    test.use({ locale: language === "C" ? "en-US" : language });

    test("nothing is cut off at 1024 × 700", async ({ page }) => {
      test.setTimeout(240_000);
      if (language === "C")
        await page.addInitScript(() => {
          for (const [name, value] of [
            ["language", "C"],
            ["languages", ["C"]],
          ] as const)
            Object.defineProperty(navigator, name, { value, configurable: true });
        });
      await page.setViewportSize({ width: 1024, height: 700 });
      for (const view of views) {
        await view.open(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, view.name).toBeLessThanOrEqual(0);
        const spoken = await page.evaluate(() => document.documentElement.lang);
        expect(spoken).toBe(language === "C" ? "en" : "de");
        // The next view begins at a server whose patient is in context.
        await forgetWard(page);
      }
    });
  });
