import { expect, test } from "@playwright/test";
import { openRecord, violations } from "./journey";

const tabs = ["supports", "settings", "registration"];

for (const scheme of ["light", "dark"] as const) {
  test.describe(`in ${scheme} colours`, () => {
    test.use({ colorScheme: scheme });

    test("a server is looked at, saved, connected to and removed", async ({ page }) => {
      await openRecord(page);
      await page.locator("#app-menu").click();
      await expect(page.locator('[data-menu="connections"]')).toBeVisible();
      expect(await violations(page), "menu").toEqual([]);
      await page.locator('[data-menu="connections"]').click();
      await page.locator('[data-server*="127.0.0.1"]').first().click();
      await expect(page.locator("[data-inspected]")).toBeVisible();
      await expect(page.locator('[data-ability="standalone"]')).toHaveAttribute("data-has", "true");
      for (const tab of tabs) {
        await page.locator(`[data-tab="${tab}"]`).click();
        await expect(page.locator('[data-region="server"] [role="tabpanel"]')).toBeVisible();
        expect(await violations(page), tab).toEqual([]);
      }

      await page.locator('[data-tab="settings"]').click();
      await page.locator("#server-title").fill(`Sandbox, ${scheme}`);
      await page.locator("#server-save").click();
      await expect(page.locator("#server-name")).toHaveText(`Sandbox, ${scheme}`);
      await page.locator("#server-connect").click();
      await expect(page.locator("[data-record]")).not.toHaveAttribute("data-record", "loading", {
        timeout: 60_000,
      });

      await page.locator("#go-home").click();
      await page.locator("#more").click();
      await page.getByRole("button", { name: `Sandbox, ${scheme}` }).click();
      await page.locator("#server-remove").click();
      await expect(page.getByRole("alertdialog")).toContainText("Nothing changes at the clinic");
      expect(await violations(page), "question").toEqual([]);
      await page.locator("#server-remove-confirm").click();
      await expect(page.locator("#server-name")).toBeHidden();
    });
  });
}

test("what does not answer, and what is no server for apps, is told apart", async ({ page }) => {
  for (const [address, code] of [
    ["https://127.0.0.1:1/fhir", "server-unreachable"],
    ["http://ehr.example.org/fhir", "address-insecure"],
  ] as const) {
    await page.goto("/");
    await page.locator("#more").click();
    await page.locator("#server-find").fill(address);
    await page.locator("#server-look").click();
    await expect(page.locator(`[data-problem="${code}"]`)).toBeVisible();
  }
});

test("the servers are reached, read and left without a mouse", async ({ page }) => {
  await page.goto("/");
  await page.locator("#server-address").focus();
  await page.locator("#more").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-page="connections"] h1')).toBeFocused();
  await expect(page.locator("#server-find")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator("#server-find")).toBeFocused();
  await page.keyboard.type("127.0.0.1:1/fhir");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-region="server"]')).toBeVisible();
  await page.locator('[data-tab="supports"]').focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator('[data-tab="settings"]')).toHaveAttribute("aria-selected", "true");
  await page.locator("#page-back").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#server-address")).toBeVisible();
});

test("no screen of a server is cut off at 200 %", async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 430 });
  await page.goto("/");
  await page.locator("#more").click();
  await page.locator("[data-server]").first().click();
  for (const tab of tabs) {
    await page.locator(`[data-tab="${tab}"]`).click();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, tab).toBeLessThanOrEqual(0);
  }
});
