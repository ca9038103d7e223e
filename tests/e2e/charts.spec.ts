/** A chart of a result, the table that says the same, and what of it can be taken along. */
import { expect, type Page, test } from "@playwright/test";
import { goTo, openRecord } from "./journey";

/** A series that was measured more than once: a chart of one point says nothing. */
async function openTrend(page: Page): Promise<void> {
  await openRecord(page);
  await goTo(page, "vitals");
  await page.locator('[data-region="list"] [data-key]').first().click();
  await expect(page.locator("#trend-chart")).toBeVisible();
}

/** What was saved, as the core was asked to write it. */
async function saved(
  page: Page,
  button: string,
): Promise<{ form: { type: string; png?: string } }> {
  const asked = page.waitForRequest((request) => request.url().endsWith("/save_chart"));
  await page.locator(button).click();
  const request = await asked;
  await expect(
    page.locator('[data-region="trend"] [role="status"]', { hasText: "chartside-" }),
  ).toBeVisible();
  return request.postDataJSON();
}

test.describe("in dark colours", () => {
  test.use({ colorScheme: "dark" });

  test("a chart is saved with the colours of paper", async ({ page }) => {
    await openTrend(page);
    const { form } = await saved(page, "#trend-picture");
    const pixels = await page.evaluate(async (png) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      let light = 0;
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) {
        const sum = (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
        if (sum > 700) light++;
        if (sum < 200) dark++;
      }
      return { light: light / (data.length / 4), dark };
    }, form.png);
    // White paper, and ink on it.
    expect(pixels.light).toBeGreaterThan(0.6);
    expect(pixels.dark).toBeGreaterThan(100);
  });
});

test("the table says what the chart shows, and the values can be saved from either", async ({
  page,
}) => {
  await openTrend(page);
  const points = await page.locator("#trend-chart [data-point]").count();
  expect((await saved(page, "#trend-values")).form.type).toBe("values");
  await page.locator('[data-region="trend"] [data-choice="table"]').click();
  const rows = page.locator("#trend-table tbody tr");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(1);
  // Two lines of a blood pressure are one row.
  expect([points, points / 2]).toContain(await rows.count());
  await expect(page.locator("#trend-picture")).toBeHidden();
  expect((await saved(page, "#trend-values")).form.type).toBe("values");
});

test("a point is walked to by keyboard and read out", async ({ page }) => {
  await openTrend(page);
  await page.locator("#trend-chart").focus();
  await page.keyboard.press("ArrowLeft");
  const before = await page.locator('[data-region="trend"]').innerText();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => page.locator('[data-region="trend"]').innerText()).not.toBe(before);
});
